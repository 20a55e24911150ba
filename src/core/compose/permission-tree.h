/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/store-model.h"
#include "core/compose/tree-row.h"
#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionTree:
 *
 * The selection of a token's permissions, without widgets: a #GListModel of #TesseraTreeRow, one
 * for each type that can be granted, in the order of tessera_resource_type_compare_labels(), then
 * permissions of another scope that were copied from a token. Initially nothing is selected. The
 * signal `changed` is emitted after every change of the selection.
 */
#define TESSERA_TYPE_PERMISSION_TREE (tessera_permission_tree_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionTree, tessera_permission_tree, TESSERA, PERMISSION_TREE,
                      TesseraStoreModel)

/**
 * tessera_permission_tree_new:
 * @types: (array zero-terminated=1): keys, as the server lists them
 * @owner_id: (nullable): ID of the user who will own the token
 */
TesseraPermissionTree *tessera_permission_tree_new (const char *const *types, const char *org_id,
                                                    const char *owner_id);

/**
 * tessera_permission_tree_get_types:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys it was created with
 */
const char *const *tessera_permission_tree_get_types (TesseraPermissionTree *self);

/**
 * tessera_permission_tree_find_type:
 *
 * Returns: (transfer none) (nullable): the row of a type
 */
TesseraTreeRow *tessera_permission_tree_find_type (TesseraPermissionTree *self, const char *type);

/**
 * tessera_permission_tree_set_items:
 * @items: (element-type TesseraResource): all items of @type, as the server lists them now
 *
 * Fills the rows beneath a type, sorted by name. Rows of items that still exist stay the same
 * objects; items that are gone are deselected, so that no permission is requested for them.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): names of the selected items that
 *   are gone; %NULL for none
 */
GStrv tessera_permission_tree_set_items (TesseraPermissionTree *self, const char *type,
                                         GPtrArray *items);

/**
 * tessera_permission_tree_set_owner:
 * @owner_id: (nullable): ID of the user who will own the token
 *
 * The permission on users is for the owner. Without an owner it is deselected, because nobody knows
 * whom it is for.
 */
void tessera_permission_tree_set_owner (TesseraPermissionTree *self, const char *owner_id);

/**
 * tessera_permission_tree_set_permissions:
 * @permissions: what to select
 * @owner_id: (nullable): ID of the user whom @permissions were made for: permissions on that user
 * become permissions on the new token's owner
 *
 * Deselects everything, then selects @permissions. Whatever its scope, each one gets a row: items
 * that have not been listed yet are shown by name or ID, and what is neither a type nor an item of
 * this organization gets its own row at the end.
 */
void tessera_permission_tree_set_permissions (TesseraPermissionTree *self,
                                              TesseraPermissionSet *permissions,
                                              const char *owner_id);

/**
 * tessera_permission_tree_set_operator:
 *
 * For an operator token: everything is shown as selected and can't be changed, because operator
 * permissions can't be combined with others. The earlier selection comes back afterwards.
 */
void tessera_permission_tree_set_operator (TesseraPermissionTree *self, gboolean is_operator);
gboolean tessera_permission_tree_is_operator (TesseraPermissionTree *self);

/**
 * tessera_permission_tree_get_permissions:
 *
 * Returns: (transfer full): the selection, without permissions that are covered by others
 */
TesseraPermissionSet *tessera_permission_tree_get_permissions (TesseraPermissionTree *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/store-model.h"
#include "core/compose/tree-row.h"
#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionTree:
 *
 * The choice of a token's permissions, without a widget: a #GListModel of #TesseraTreeRow, one for
 * each type that can be granted, in the order of tessera_resource_type_compare_labels(), then the
 * permissions of another reach that were copied from a token. Nothing is ticked at first. The
 * signal `changed` follows every tick.
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
 * Returns: (transfer none) (array zero-terminated=1): the keys that it was made with
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
 * Fills the rows beneath a type, sorted by name. Rows of items that are still there stay the same
 * objects; ticks of items that are gone are dropped, so that no permission is asked for that would
 * dangle.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): names of the items that were
 * ticked and are gone; %NULL for none
 */
GStrv tessera_permission_tree_set_items (TesseraPermissionTree *self, const char *type,
                                         GPtrArray *items);

/**
 * tessera_permission_tree_set_owner:
 * @owner_id: (nullable): ID of the user who will own the token
 *
 * The permission on users follows the owner. Without one it is unticked: nobody knows whom it is
 * for.
 */
void tessera_permission_tree_set_owner (TesseraPermissionTree *self, const char *owner_id);

/**
 * tessera_permission_tree_set_permissions:
 * @permissions: what to tick
 * @owner_id: (nullable): ID of the user whom @permissions were made for: what they allow on that
 * user is allowed on the owner of the token to be made
 *
 * Unticks everything, then ticks @permissions. Whatever reach they have, each one finds a row:
 * items that were not listed yet are shown by name or ID, and what is neither a type nor an item of
 * this organization gets a row of its own at the end.
 */
void tessera_permission_tree_set_permissions (TesseraPermissionTree *self,
                                              TesseraPermissionSet *permissions,
                                              const char *owner_id);

/**
 * tessera_permission_tree_set_operator:
 *
 * The token of an operator: everything is ticked and covered, and nothing else can be chosen, since
 * an operator's permissions can't be combined with others. What was ticked is back when it ends.
 */
void tessera_permission_tree_set_operator (TesseraPermissionTree *self, gboolean is_operator);
gboolean tessera_permission_tree_is_operator (TesseraPermissionTree *self);

/**
 * tessera_permission_tree_get_permissions:
 *
 * Returns: (transfer full): what is ticked, with nothing in it that is covered by something else
 */
TesseraPermissionSet *tessera_permission_tree_get_permissions (TesseraPermissionTree *self);

G_END_DECLS

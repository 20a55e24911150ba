/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/permission-set.h"
#include "core/resource.h"

G_BEGIN_DECLS

/**
 * TesseraTick:
 * @TESSERA_TICK_OFF: not ticked, and nothing beneath it is
 * @TESSERA_TICK_MIXED: not ticked itself, but some of its items are
 * @TESSERA_TICK_ON: ticked
 * @TESSERA_TICK_COVERED: allowed already because its type is ticked as a whole; can't be changed
 *   by itself
 */
typedef enum
{
  TESSERA_TICK_OFF,
  TESSERA_TICK_MIXED,
  TESSERA_TICK_ON,
  TESSERA_TICK_COVERED,
} TesseraTick;

/**
 * TesseraTreeRow:
 *
 * A row of the tree from which a token's permissions are chosen: a resource type, or one item of it.
 * The signal `ticked` is emitted when what tessera_tree_row_get_tick() says has changed.
 */
#define TESSERA_TYPE_TREE_ROW (tessera_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTreeRow, tessera_tree_row, TESSERA, TREE_ROW, GObject)

/**
 * tessera_tree_row_get_label:
 *
 * Returns: (transfer none): the type's name for people, or the item's own name
 */
const char *tessera_tree_row_get_label (TesseraTreeRow *self);

/**
 * tessera_tree_row_get_resource_type:
 *
 * Returns: (transfer none): the key of the type that the row is, or is an item of
 */
const char *tessera_tree_row_get_resource_type (TesseraTreeRow *self);

/**
 * tessera_tree_row_get_item:
 *
 * Returns: (transfer none) (nullable): the item; %NULL for a row that is a type
 */
TesseraResource *tessera_tree_row_get_item (TesseraTreeRow *self);

/**
 * tessera_tree_row_get_items:
 *
 * Returns: (transfer none) (nullable): a model of the rows beneath, empty until
 *   tessera_permission_tree_set_items(); %NULL for a row that has none
 */
GListModel *tessera_tree_row_get_items (TesseraTreeRow *self);

/**
 * tessera_tree_row_is_available:
 *
 * Returns: %FALSE when the row can't be ticked: the permission on users is scoped to the token's owner,
 *   and a server that does not tell who signs in leaves that unknown
 */
gboolean tessera_tree_row_is_available (TesseraTreeRow *self);

TesseraTick tessera_tree_row_get_tick (TesseraTreeRow *self, TesseraAction action);

/**
 * tessera_tree_row_set_ticked:
 *
 * Ticks or unticks a row. The items of a type that is ticked as a whole keep their own ticks
 * underneath: they are back when the type is unticked. Does nothing on a row that is covered or not
 * available.
 */
void tessera_tree_row_set_ticked (TesseraTreeRow *self, TesseraAction action, gboolean ticked);

/**
 * TesseraPermissionTree:
 *
 * The choice of a token's permissions, without a widget: a #GListModel of #TesseraTreeRow, one for each
 * type that can be granted, in the order of tessera_resource_type_compare(). Nothing is ticked at
 * first. The signal `changed` follows every tick.
 */
#define TESSERA_TYPE_PERMISSION_TREE (tessera_permission_tree_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionTree, tessera_permission_tree, TESSERA, PERMISSION_TREE,
                      GObject)

/**
 * tessera_permission_tree_new:
 * @types: (array zero-terminated=1): keys, as the server lists them
 * @owner_id: (nullable): ID of the user who will own the token
 */
TesseraPermissionTree *tessera_permission_tree_new (const char *const *types, const char *org_id,
                                                    const char *owner_id);

/**
 * tessera_permission_tree_set_items:
 * @items: (element-type TesseraResource): all items of @type, as the server lists them now
 *
 * Fills the rows beneath a type, sorted by name. Rows of items that are still there stay the same
 * objects; ticks of items that are gone are dropped, so that no permission is asked for that would dangle.
 */
void tessera_permission_tree_set_items (TesseraPermissionTree *self, const char *type,
                                        GPtrArray *items);

/**
 * tessera_permission_tree_get_permissions:
 *
 * Returns: (transfer full): what is ticked, with nothing in it that is covered by something else
 */
TesseraPermissionSet *tessera_permission_tree_get_permissions (TesseraPermissionTree *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/tree-row.h"

G_BEGIN_DECLS

/**
 * TesseraTreeItems:
 *
 * The rows beneath a resource type, found by the ID of their item. Private to the tree: nothing
 * here emits `ticked` or `changed`.
 */
typedef struct _TesseraTreeItems TesseraTreeItems;

/**
 * tessera_tree_items_new:
 * @type: the row of a type that has items
 */
TesseraTreeItems *tessera_tree_items_new (TesseraTreeRow *type);
void tessera_tree_items_free (TesseraTreeItems *self);

/**
 * tessera_tree_items_find_or_add:
 * @permission: on an item
 *
 * Creates a row, with the item's name or ID, if there is none yet; it appears in the type's model
 * with tessera_tree_items_show_added().
 *
 * Returns: (transfer none): the row of the item
 */
TesseraTreeRow *tessera_tree_items_find_or_add (TesseraTreeItems *self,
                                                TesseraPermission *permission);
void tessera_tree_items_show_added (TesseraTreeItems *self);

/**
 * tessera_tree_items_replace:
 * @type: the row of a type that has items
 * @items: (element-type TesseraResource): all items that the server has
 *
 * Rows of items that still exist stay the same objects.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): names of the selected items that
 *   are gone; %NULL for none
 */
GStrv tessera_tree_items_replace (TesseraTreeRow *type, GPtrArray *items);

/**
 * tessera_tree_items_clear:
 *
 * Removes all rows beneath @type, which is then incomplete.
 */
void tessera_tree_items_clear (TesseraTreeRow *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraTreeItems, tessera_tree_items_free)

G_END_DECLS

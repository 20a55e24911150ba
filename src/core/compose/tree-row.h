/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/permission.h"
#include "core/model/resource.h"

G_BEGIN_DECLS

/**
 * TesseraTick:
 * @TESSERA_TICK_OFF: not ticked, and nothing beneath it is
 * @TESSERA_TICK_MIXED: not ticked itself, but some of its items are
 * @TESSERA_TICK_ON: ticked
 * @TESSERA_TICK_COVERED: already allowed because its whole type is ticked, or because the token is
 * an operator token; can't be changed by itself
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
 * A row of the tree from which a token's permissions are chosen: a resource type, one item of it,
 * or a permission of another scope that came from an existing token. The signal `ticked` is emitted
 * when what tessera_tree_row_get_tick() says has changed.
 */
#define TESSERA_TYPE_TREE_ROW (tessera_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTreeRow, tessera_tree_row, TESSERA, TREE_ROW, GObject)

/**
 * tessera_tree_row_get_label:
 *
 * Returns: (transfer none): the type's name for people, the item's own name, or a description of
 *   another scope
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
 * Returns: (transfer none) (nullable): a model of the rows beneath; %NULL for a row that has none.
 *   Until tessera_permission_tree_set_items() it contains only items that were ticked by
 *   tessera_permission_tree_set_permissions()
 */
GListModel *tessera_tree_row_get_items (TesseraTreeRow *self);

/**
 * tessera_tree_row_is_complete:
 *
 * Returns: %TRUE if the rows beneath are all that the server has
 */
gboolean tessera_tree_row_is_complete (TesseraTreeRow *self);

/**
 * tessera_tree_row_is_available:
 *
 * Returns: %FALSE if the row can't be ticked: the permission on users is for the token's owner, who
 *   is not known if the server does not report the signed-in user
 */
gboolean tessera_tree_row_is_available (TesseraTreeRow *self);

TesseraTick tessera_tree_row_get_tick (TesseraTreeRow *self, TesseraAction action);

/**
 * tessera_tree_row_is_ticked:
 *
 * Returns: %TRUE if anything on it or beneath it is ticked or covered
 */
gboolean tessera_tree_row_is_ticked (TesseraTreeRow *self);

/**
 * tessera_tree_row_set_ticked:
 *
 * Ticks or unticks a row. The items of a type that is ticked as a whole keep their own ticks, which
 * show again when the type is unticked. Does nothing for a row that is covered or not available.
 */
void tessera_tree_row_set_ticked (TesseraTreeRow *self, TesseraAction action, gboolean ticked);

/**
 * tessera_tree_row_matches:
 * @needle: the text to search for, from g_utf8_casefold(); empty for everything
 *
 * Returns: %TRUE if @needle is in the row's label or key, in those of its type, or in an item's ID
 */
gboolean tessera_tree_row_matches (TesseraTreeRow *self, const char *needle);

/**
 * tessera_tree_row_has_match_beneath:
 *
 * Returns: %TRUE if one of the rows beneath matches by itself
 */
gboolean tessera_tree_row_has_match_beneath (TesseraTreeRow *self, const char *needle);

G_END_DECLS

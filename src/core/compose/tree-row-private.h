/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/permission-tree.h"

G_BEGIN_DECLS

/* What rows and their tree know of each other. */

TesseraTreeRow *tessera_tree_row_new_type (TesseraPermissionTree *tree, const char *type);
TesseraTreeRow *tessera_tree_row_new_item (TesseraTreeRow *parent, TesseraResource *item);

/* A permission that is neither all of a type in this organization nor an item that can be listed.
 */
TesseraTreeRow *tessera_tree_row_new_foreign (TesseraPermissionTree *tree,
                                              TesseraPermission *permission);

/* A row that somebody still holds outlives its tree; it says no more than its name then. */
void tessera_tree_row_orphan (TesseraTreeRow *self);

/* The permission that a tick stands for; NULL where none can. */
TesseraPermission *tessera_tree_row_make_permission (TesseraTreeRow *self, TesseraAction action);

/* The row's own tick, whatever covers it, and without telling anybody. */
gboolean tessera_tree_row_has_own_tick (TesseraTreeRow *self, TesseraAction action);
void tessera_tree_row_put_tick (TesseraTreeRow *self, TesseraAction action, gboolean ticked);
void tessera_tree_row_clear_ticks (TesseraTreeRow *self);

/* Tells everybody that ticks on and beneath the row may be others now. */
void tessera_tree_row_emit_ticked (TesseraTreeRow *self);

void tessera_tree_row_set_item (TesseraTreeRow *self, TesseraResource *item);

/* @rows replace those beneath; they are all that there are, or not. */
void tessera_tree_row_set_rows (TesseraTreeRow *self, GPtrArray *rows, gboolean complete);

/* Of the tree */
const char *tessera_permission_tree_get_org_id (TesseraPermissionTree *self);
const char *tessera_permission_tree_get_owner_id (TesseraPermissionTree *self);
void tessera_permission_tree_emit_changed (TesseraPermissionTree *self);

G_END_DECLS

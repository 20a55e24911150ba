/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/tree-row.h"

G_BEGIN_DECLS

/**
 * TesseraTreeContext:
 * @org_id: the organization that the token is for
 * @owner_id: (nullable): ID of the user who will own it
 * @is_operator: whether it is an operator's, which covers every row
 * @tree: the tree itself, whose signal `changed` follows every tick
 *
 * What rows know of the tree that they are in.
 */
typedef struct
{
  char *org_id;
  char *owner_id;
  gboolean is_operator;
  GObject *tree; /* not owned */
} TesseraTreeContext;

TesseraTreeRow *tessera_tree_row_new_type (const TesseraTreeContext *context, const char *type);
TesseraTreeRow *tessera_tree_row_new_item (TesseraTreeRow *parent, TesseraResource *item);

/* A permission that is neither all of a type in this organization nor an item that can be listed.
 */
TesseraTreeRow *tessera_tree_row_new_foreign (const TesseraTreeContext *context,
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

G_END_DECLS

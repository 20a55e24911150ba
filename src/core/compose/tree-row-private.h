/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/tree-row.h"

G_BEGIN_DECLS

/**
 * TesseraTreeContext:
 * @org_id: the organization that the token is for
 * @owner_id: (nullable): ID of the user who will own it
 * @is_operator: whether it is an operator token, which covers every row
 * @tree: the tree, whose signal `changed` is emitted after every change
 *
 * What rows know about their tree.
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

/* A row can outlive its tree if somebody holds a reference; then it has only its name. */
void tessera_tree_row_orphan (TesseraTreeRow *self);

/* The permission that the check box stands for; NULL if there is none. */
TesseraPermission *tessera_tree_row_make_permission (TesseraTreeRow *self, TesseraAction action);

/* The row's own tick, whatever covers it, without emitting a signal. */
gboolean tessera_tree_row_has_own_tick (TesseraTreeRow *self, TesseraAction action);
void tessera_tree_row_put_tick (TesseraTreeRow *self, TesseraAction action, gboolean ticked);
void tessera_tree_row_clear_ticks (TesseraTreeRow *self);

/* Emits signals because ticks on and beneath the row may have changed. */
void tessera_tree_row_emit_ticked (TesseraTreeRow *self);

void tessera_tree_row_set_item (TesseraTreeRow *self, TesseraResource *item);

/* Replaces the rows beneath with @rows; @complete says whether these are all. */
void tessera_tree_row_set_rows (TesseraTreeRow *self, GPtrArray *rows, gboolean complete);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraHoldingCell:
 *
 * What a permission is for, in the tree of what a token may: the name, a mark on what is gone or is
 * the server's own, and a sentence where there is more to know.
 */
#define TESSERA_TYPE_HOLDING_CELL (tessera_holding_cell_get_type ())
G_DECLARE_FINAL_TYPE (TesseraHoldingCell, tessera_holding_cell, TESSERA, HOLDING_CELL, AdwBin)

GtkWidget *tessera_holding_cell_new (void);

/**
 * tessera_holding_cell_set_row:
 * @row: (nullable): a row that holds a #TesseraHolding
 */
void tessera_holding_cell_set_row (TesseraHoldingCell *self, GtkTreeListRow *row);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraAccessCell:
 *
 * What a permission is for, in the tree of what a token can do: the name, a mark if it is gone or
 * belongs to the system, and a sentence if there is more to know.
 */
#define TESSERA_TYPE_ACCESS_CELL (tessera_access_cell_get_type ())
G_DECLARE_FINAL_TYPE (TesseraAccessCell, tessera_access_cell, TESSERA, ACCESS_CELL, AdwBin)

GtkWidget *tessera_access_cell_new (void);

/**
 * tessera_access_cell_set_row:
 * @row: (nullable): a row with a #TesseraAccessRow
 */
void tessera_access_cell_set_row (TesseraAccessCell *self, GtkTreeListRow *row);

G_END_DECLS

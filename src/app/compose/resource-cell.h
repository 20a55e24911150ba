/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraResourceCell:
 *
 * The first column of the permission tree: a resource type or an item with its name, or a note
 * about the items of a type. A note's *Try Again* button activates `permissions.try-again` with the
 * type's key.
 */
#define TESSERA_TYPE_RESOURCE_CELL (tessera_resource_cell_get_type ())
G_DECLARE_FINAL_TYPE (TesseraResourceCell, tessera_resource_cell, TESSERA, RESOURCE_CELL, AdwBin)

GtkWidget *tessera_resource_cell_new (void);

/**
 * tessera_resource_cell_set_row:
 * @row: (nullable): a row with a #TesseraTreeRow or a #TesseraTreeNote
 */
void tessera_resource_cell_set_row (TesseraResourceCell *self, GtkTreeListRow *row);

G_END_DECLS

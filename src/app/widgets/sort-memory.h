/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stores in the settings which column a table is sorted by: each column's sorter is marked, and
 * comparing with the view's own sorter shows which mark it uses first. FLOOR: GTK 4.10 has
 * GtkColumnViewSorter, which needs no marks. */

/**
 * tessera_sort_memory_mark:
 * @column: gets the sorter
 * @sorter: (transfer full): the sorter
 * @name: (transfer none): the column's name in the settings; a literal
 */
void tessera_sort_memory_mark (GtkColumnViewColumn *column, GtkSorter *sorter, const char *name);

/**
 * tessera_sort_memory_keep:
 *
 * Sorts as stored in the settings, and stores every change from now on.
 */
void tessera_sort_memory_keep (GtkColumnView *view);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which column a table sorts by, kept in the settings: each column's sorter is marked, and the
 * view's own sorter is asked which mark it looks at first.
 *
 * FLOOR: GTK 4.10 has GtkColumnViewSorter, which says it without marks. */

/**
 * tessera_sort_memory_mark:
 * @column: gets the sorter
 * @sorter: (transfer full): how it sorts
 * @name: (transfer none): what the settings call the column; a literal
 */
void tessera_sort_memory_mark (GtkColumnViewColumn *column, GtkSorter *sorter, const char *name);

/**
 * tessera_sort_memory_keep:
 *
 * Sorts by what was kept, and keeps every change from now on.
 */
void tessera_sort_memory_keep (GtkColumnView *view);

G_END_DECLS

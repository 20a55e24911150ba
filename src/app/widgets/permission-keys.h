/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_permission_keys_add:
 * @columns: the permission tree: a first column with #GtkTreeExpander, then #TesseraPermissionCheck
 *
 * Makes the arrow keys work as in a table: left and right move between the name and the two boxes
 * (on the name they also open and close), up and down stay in the same column. Enter also opens and
 * closes, and `*` activates `permissions.open-all`. GTK itself moves by rows and forgets the column
 * (seen with 4.8), and Enter does nothing (4.18).
 *
 * FLOOR: check with a later GTK whether it remembers the column; Enter is still needed.
 */
void tessera_permission_keys_add (GtkColumnView *columns);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_permission_keys_add:
 * @columns: the permission tree: a first column with #GtkTreeExpander, then #TesseraPermissionCheck
 *
 * Makes the arrow keys move as in a table: left and right between the name and the two boxes (on
 * the name they also open and close), up and down in the same column. Enter opens and
 * closes too, and `*` activates `permissions.open-all`. What GTK does by itself moves by rows and
 * forgets the column (seen with 4.8), and Enter does nothing (4.18).
 *
 * FLOOR: that the column is forgotten is to be looked at again with a later GTK; Enter remains.
 */
void tessera_permission_keys_add (GtkColumnView *columns);

G_END_DECLS

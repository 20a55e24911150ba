/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraTabStop:
 *
 * A bin that Tab enters once and then leaves, for a list or a table that the arrow keys move in.
 * GTK itself goes through all rows, and never leaves the last one (seen with 4.8).
 *
 * FLOOR: GTK 4.12 has gtk_list_view_set_tab_behavior() and gtk_column_view_set_tab_behavior().
 */
#define TESSERA_TYPE_TAB_STOP (tessera_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTabStop, tessera_tab_stop, TESSERA, TAB_STOP, AdwBin)

G_END_DECLS

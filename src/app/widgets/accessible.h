/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_accessible_name_row:
 * @child: what a cell of a list shows
 * @name: what the row is called by assistive tools
 *
 * Gives the row that @child is in a name, and again whenever it gets into another row. The focus
 * goes from row to row; GTK has gtk_list_item_set_accessible_label() for it from 4.12 on, and
 * before that calls every row by its type.
 */
void tessera_accessible_name_row (GtkWidget *child, const char *name);

/**
 * tessera_accessible_follow_tooltip:
 * @icon: a picture that says something
 *
 * Calls it by its tooltip, whatever that is.
 */
void tessera_accessible_follow_tooltip (GtkWidget *icon);

/**
 * tessera_accessible_name_peek_button:
 * @row: an #AdwPasswordEntryRow
 *
 * Names its button that shows what is typed.
 *
 * FLOOR: libadwaita 1.2 leaves it without a name.
 */
void tessera_accessible_name_peek_button (GtkWidget *row);

G_END_DECLS

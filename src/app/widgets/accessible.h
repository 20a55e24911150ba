/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_accessible_name_row:
 * @child: the content of a list's cell
 * @name: the row's name for assistive technologies
 *
 * Names the row that @child is in, and again whenever it moves to another row. The focus moves from
 * row to row; GTK has gtk_list_item_set_accessible_label() for this since 4.12, and before that
 * every row has the name of its type.
 */
void tessera_accessible_name_row (GtkWidget *child, const char *name);

/**
 * tessera_accessible_follow_tooltip:
 * @icon: an icon with a meaning
 *
 * Uses its tooltip as its name, and follows it.
 */
void tessera_accessible_follow_tooltip (GtkWidget *icon);

/**
 * tessera_accessible_name_peek_button:
 * @row: an #AdwPasswordEntryRow
 *
 * Names its button that shows the text.
 *
 * FLOOR: libadwaita 1.2 leaves it without a name.
 */
void tessera_accessible_name_peek_button (GtkWidget *row);

G_END_DECLS

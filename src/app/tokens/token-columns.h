/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * tessera_token_columns_add:
 *
 * Adds the columns for #TesseraToken to a column view, each with its sorter.
 */
void tessera_token_columns_add (GtkColumnView *view);

/**
 * tessera_token_columns_setup_description:
 *
 * The `setup` handler of a #GtkSignalListItemFactory: a token's icon, description and permissions,
 * for other lists of #TesseraToken.
 */
void tessera_token_columns_setup_description (GtkListItemFactory *factory, GtkListItem *item);

/**
 * tessera_token_columns_set_narrow:
 * @narrow: %TRUE to show only what fits into two lines per row
 */
void tessera_token_columns_set_narrow (GtkColumnView *view, gboolean narrow);

/**
 * tessera_token_columns_find_row:
 *
 * Returns: the position of the row at this place of the view, or %GTK_INVALID_LIST_POSITION
 */
guint tessera_token_columns_find_row (GtkColumnView *view, double x, double y);

/**
 * tessera_token_get_kind_icon:
 *
 * Returns: (transfer none): the name of an icon
 */
const char *tessera_token_get_kind_icon (TesseraToken *token);

/**
 * tessera_token_explain_kind:
 *
 * Returns: (transfer none): an explanation of the kind, for people
 */
const char *tessera_token_explain_kind (TesseraToken *token);

G_END_DECLS

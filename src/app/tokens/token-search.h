/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/model/token-filter.h"

G_BEGIN_DECLS

/**
 * TesseraTokenSearch:
 *
 * Filters a list of tokens: a search entry, and a menu of filters that shows how many are active.
 * The signal `leave` is emitted when the user presses Escape or Enter in the search, to move the
 * focus to the list.
 */
#define TESSERA_TYPE_TOKEN_SEARCH (tessera_token_search_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenSearch, tessera_token_search, TESSERA, TOKEN_SEARCH, AdwBin)

/**
 * tessera_token_search_get_filter:
 *
 * Returns: (transfer none): the filter, which follows the search and the menu
 */
GtkFilter *tessera_token_search_get_filter (TesseraTokenSearch *self);

/**
 * tessera_token_search_set_user:
 * @user_id: (nullable): the user for "mine"; without it that filter is not offered
 */
void tessera_token_search_set_user (TesseraTokenSearch *self, const char *user_id);

/**
 * tessera_token_search_set_counts:
 * @shown: how many tokens match
 * @all: the total number
 *
 * The numbers are shown while a search or filter is active.
 */
void tessera_token_search_set_counts (TesseraTokenSearch *self, guint shown, guint all);

/**
 * tessera_token_search_begin:
 *
 * Moves the focus to the search.
 */
void tessera_token_search_begin (TesseraTokenSearch *self);

/**
 * tessera_token_search_clear:
 *
 * Clears the search and all filters.
 */
void tessera_token_search_clear (TesseraTokenSearch *self);

G_END_DECLS

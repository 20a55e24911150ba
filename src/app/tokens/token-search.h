/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/model/token-filter.h"

G_BEGIN_DECLS

/**
 * TesseraTokenSearch:
 *
 * What a list of tokens is narrowed down by: a search entry and a menu of filters, which says how
 * many of them are on. The signal `leave` is emitted when somebody presses Escape or Enter in the
 * search: the list is what comes next.
 */
#define TESSERA_TYPE_TOKEN_SEARCH (tessera_token_search_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenSearch, tessera_token_search, TESSERA, TOKEN_SEARCH, AdwBin)

/**
 * tessera_token_search_get_filter:
 *
 * Returns: (transfer none): follows what is typed and ticked
 */
GtkFilter *tessera_token_search_get_filter (TesseraTokenSearch *self);

/**
 * tessera_token_search_set_user:
 * @user_id: (nullable): whose tokens are "mine"; without it that is not offered
 */
void tessera_token_search_set_user (TesseraTokenSearch *self, const char *user_id);

/**
 * tessera_token_search_set_counts:
 * @shown: how many tokens are left
 * @all: of how many
 *
 * Is told while something is typed or ticked.
 */
void tessera_token_search_set_counts (TesseraTokenSearch *self, guint shown, guint all);

/**
 * tessera_token_search_begin:
 *
 * Puts the cursor into the search.
 */
void tessera_token_search_begin (TesseraTokenSearch *self);

/**
 * tessera_token_search_clear:
 *
 * Shows everything again.
 */
void tessera_token_search_clear (TesseraTokenSearch *self);

G_END_DECLS

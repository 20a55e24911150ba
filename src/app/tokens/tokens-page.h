/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/tokens/token-actions.h"
#include "core/keyring/keyring.h"
#include "core/manage/name-cache.h"
#include "core/rotate/rotation-list.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraTokensPage:
 *
 * The tokens of the organization: a sortable table, or rows of two lines if there is no room for a
 * table. Tokens whose value was lost are reported above it.
 */
#define TESSERA_TYPE_TOKENS_PAGE (tessera_tokens_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokensPage, tessera_tokens_page, TESSERA, TOKENS_PAGE, AdwBin)

/**
 * tessera_tokens_page_set_session:
 * @session: (nullable): the session whose tokens to show; %NULL for none
 * @minter: (nullable): knows which values were lost
 * @keyring: (nullable): knows which values are saved
 */
void tessera_tokens_page_set_session (TesseraTokensPage *self, TesseraSession *session,
                                      TesseraMinter *minter, TesseraKeyring *keyring);

/**
 * tessera_tokens_page_refresh:
 *
 * Asks the server again.
 */
void tessera_tokens_page_refresh (TesseraTokensPage *self);

/**
 * tessera_tokens_page_search:
 *
 * Puts the cursor into the search.
 */
void tessera_tokens_page_search (TesseraTokensPage *self);

/**
 * tessera_tokens_page_get_tokens:
 *
 * Returns: (transfer none) (nullable): a model of #TesseraToken: the tokens of the session
 */
GListModel *tessera_tokens_page_get_tokens (TesseraTokensPage *self);

/**
 * tessera_tokens_page_get_rotations:
 *
 * Returns: (transfer none) (nullable): the tokens of the session that are being replaced
 */
TesseraRotationList *tessera_tokens_page_get_rotations (TesseraTokensPage *self);

/**
 * tessera_tokens_page_go_on_rotating:
 * @old_id: (nullable): ID of a token that is being replaced, to be deactivated
 *
 * Call it when a value is no longer on the screen. If the value was saved, the old token is
 * deactivated.
 */
void tessera_tokens_page_go_on_rotating (TesseraTokensPage *self, const char *old_id);

/**
 * tessera_tokens_page_find:
 *
 * Returns: (transfer none) (nullable): the token with this ID
 */
TesseraToken *tessera_tokens_page_find (TesseraTokensPage *self, const char *id);

/**
 * tessera_tokens_page_get_names:
 *
 * Returns: (transfer none): the last known names of the tokens' items
 */
TesseraNameCache *tessera_tokens_page_get_names (TesseraTokensPage *self);

/**
 * tessera_tokens_page_get_actions:
 *
 * Returns: (transfer none): carries out changes to the tokens; another page may use it until
 *   tessera_tokens_page_come_back()
 */
TesseraTokenActions *tessera_tokens_page_get_actions (TesseraTokensPage *self);

/**
 * tessera_tokens_page_come_back:
 * @told: (nullable): a sentence about what happened in the meantime
 *
 * Call it after another page used the actions.
 */
void tessera_tokens_page_come_back (TesseraTokensPage *self, const char *told);

/**
 * tessera_tokens_page_put:
 * @token: a token that was just created
 */
void tessera_tokens_page_put (TesseraTokensPage *self, TesseraToken *token);

/**
 * tessera_tokens_page_show_error:
 * @before: (nullable): a sentence to show before the error's message
 *
 * Shows an error from elsewhere above the list.
 */
void tessera_tokens_page_show_error (TesseraTokensPage *self, const char *before,
                                     const GError *error);

/**
 * tessera_tokens_page_set_connections:
 * @menu: the content of the connections menu
 */
void tessera_tokens_page_set_connections (TesseraTokensPage *self, GMenuModel *menu);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/tokens/token-actions.h"
#include "core/manage/name-cache.h"
#include "core/rotate/rotation-list.h"

G_BEGIN_DECLS

/**
 * TesseraTokenPage:
 *
 * A single token from the list: its details, its permissions, its value if it is saved, and the
 * actions for it. It follows the list, and has the actions `tokens.…` that apply to a single token.
 *
 * Signals: `gone`, when the token is no longer in the list; `recreate`, with a #TesseraToken to
 * start a new one from.
 */
#define TESSERA_TYPE_TOKEN_PAGE (tessera_token_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenPage, tessera_token_page, TESSERA, TOKEN_PAGE, AdwBin)

/**
 * tessera_token_page_open:
 * @token: one of @tokens
 * @rotations: the rotations of @tokens
 * @session: the session of @tokens
 * @names: the last known names of items there
 * @actions: carries out changes; from now on its messages appear here
 * @keyring: (nullable): has the values of some tokens
 */
void tessera_token_page_open (TesseraTokenPage *self, TesseraToken *token, TesseraTokenList *tokens,
                              TesseraRotationList *rotations, TesseraSession *session,
                              TesseraNameCache *names, TesseraTokenActions *actions,
                              TesseraKeyring *keyring);

/**
 * tessera_token_page_close:
 *
 * Shows no token: a fetched value is wiped, and nothing is followed.
 */
void tessera_token_page_close (TesseraTokenPage *self);

/**
 * tessera_token_page_get_token:
 *
 * Returns: (transfer none) (nullable): the token being shown
 */
TesseraToken *tessera_token_page_get_token (TesseraTokenPage *self);

/**
 * tessera_token_page_refresh:
 *
 * Refreshes the whole list from the server.
 */
void tessera_token_page_refresh (TesseraTokenPage *self);

G_END_DECLS

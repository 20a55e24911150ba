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
 * One token of the list: its details, what it can do, its value when it is saved, and what can
 * be done to it. It follows the list, and has those of the actions `tokens.…` that are for one.
 *
 * Signals: `gone`, when the list no longer has the token; `recreate`, with a #TesseraToken
 * to begin a new one from.
 */
#define TESSERA_TYPE_TOKEN_PAGE (tessera_token_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenPage, tessera_token_page, TESSERA, TOKEN_PAGE, AdwBin)

/**
 * tessera_token_page_open:
 * @token: one of @tokens
 * @rotations: those of @tokens that are being replaced
 * @session: where they are
 * @names: what was called how there
 * @actions: who changes them; it tells here from now on
 * @keyring: (nullable): has the values of some
 */
void tessera_token_page_open (TesseraTokenPage *self, TesseraToken *token, TesseraTokenList *tokens,
                              TesseraRotationList *rotations, TesseraSession *session,
                              TesseraNameCache *names, TesseraTokenActions *actions,
                              TesseraKeyring *keyring);

/**
 * tessera_token_page_close:
 *
 * Shows no token: what was fetched is wiped, and nothing is followed.
 */
void tessera_token_page_close (TesseraTokenPage *self);

/**
 * tessera_token_page_get_token:
 *
 * Returns: (transfer none) (nullable): the one that is shown
 */
TesseraToken *tessera_token_page_get_token (TesseraTokenPage *self);

/**
 * tessera_token_page_refresh:
 *
 * Asks the server again, for the whole list.
 */
void tessera_token_page_refresh (TesseraTokenPage *self);

G_END_DECLS

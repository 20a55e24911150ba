/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/minter.h"
#include "core/session.h"

G_BEGIN_DECLS

/**
 * TesseraNewTokenPage:
 *
 * Where a token is composed: description and permission tree. What was chosen stays through every error.
 * The signal `minted` is emitted when a token was made; tessera_new_token_page_take_mint() gives it away.
 */
#define TESSERA_TYPE_NEW_TOKEN_PAGE (tessera_new_token_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraNewTokenPage, tessera_new_token_page, TESSERA, NEW_TOKEN_PAGE, AdwBin)

/**
 * tessera_new_token_page_begin:
 * @session: (nullable): where the token is made; %NULL for nowhere: what was chosen is dropped
 * @minter: (nullable): who makes it
 *
 * Starts with nothing ticked.
 */
void tessera_new_token_page_begin (TesseraNewTokenPage *self, TesseraSession *session,
                                   TesseraMinter *minter);

/**
 * tessera_new_token_page_generate:
 *
 * Makes the token, if something is ticked and nothing is under way.
 */
void tessera_new_token_page_generate (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_cancel:
 *
 * Returns: %FALSE when nothing was under way
 */
gboolean tessera_new_token_page_cancel (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_has_choice:
 *
 * Returns: %TRUE when something is ticked or written that would be lost
 */
gboolean tessera_new_token_page_has_choice (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_take_mint:
 *
 * Returns: (transfer full): what was made
 */
TesseraMint *tessera_new_token_page_take_mint (TesseraNewTokenPage *self);

G_END_DECLS

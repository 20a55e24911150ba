/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/create/minter.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraNewTokenPage:
 *
 * Where a token is composed: template, description, owner and permission tree, with a live preview
 * beside them. What was chosen stays through every error. The signal `minted` is emitted when
 * a token was created; tessera_new_token_page_take_mint() gives it away.
 */
#define TESSERA_TYPE_NEW_TOKEN_PAGE (tessera_new_token_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraNewTokenPage, tessera_new_token_page, TESSERA, NEW_TOKEN_PAGE, AdwBin)

/**
 * tessera_new_token_page_begin:
 * @session: (nullable): where the token is created; %NULL for nowhere: what was chosen is dropped
 * @minter: (nullable): which creates it
 * @tokens: (nullable): the tokens that can be copied
 * @like: (nullable): the one to begin from
 *
 * Starts with nothing selected, or with the permissions of @like.
 */
void tessera_new_token_page_begin (TesseraNewTokenPage *self, TesseraSession *session,
                                   TesseraMinter *minter, GListModel *tokens, TesseraToken *like);

/**
 * tessera_new_token_page_begin_edit:
 * @old: a token that is to get other permissions
 *
 * Begins with what @old is. Its permissions can't be changed, so the page creates nothing: the
 * signal `edited` is emitted when somebody is content, and tessera_new_token_page_take_request()
 * gives the token to create in its place.
 */
void tessera_new_token_page_begin_edit (TesseraNewTokenPage *self, TesseraSession *session,
                                        TesseraMinter *minter, GListModel *tokens,
                                        TesseraToken *old);

/**
 * tessera_new_token_page_get_edited:
 *
 * Returns: (transfer none) (nullable): the token that is edited
 */
TesseraToken *tessera_new_token_page_get_edited (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_take_request:
 *
 * Returns: (transfer full): what is to be made
 */
TesseraTokenRequest *tessera_new_token_page_take_request (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_is_begun:
 *
 * Returns: %TRUE from tessera_new_token_page_begin() with a session until that without
 */
gboolean tessera_new_token_page_is_begun (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_go_on:
 * @session: a new sign-in
 *
 * Goes on with what was chosen after somebody had to sign in again.
 *
 * Returns: %FALSE when nothing was begun, or for another organization or server
 */
gboolean tessera_new_token_page_go_on (TesseraNewTokenPage *self, TesseraSession *session);

/**
 * tessera_new_token_page_generate:
 *
 * Creates the token, if something is selected and nothing is in progress.
 */
void tessera_new_token_page_generate (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_is_minting:
 *
 * Returns: whether the token is being made
 */
gboolean tessera_new_token_page_is_minting (TesseraNewTokenPage *self);

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
 * tessera_new_token_page_get_save_first:
 *
 * Returns: whether the value must be in the keyring before it is shown
 */
gboolean tessera_new_token_page_get_save_first (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_refresh:
 *
 * Asks the server again for what can be selected.
 */
void tessera_new_token_page_refresh (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_search:
 *
 * Puts the cursor into the permissions' search.
 */
void tessera_new_token_page_search (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_take_mint:
 *
 * Returns: (transfer full): what was created
 */
TesseraMint *tessera_new_token_page_take_mint (TesseraNewTokenPage *self);

G_END_DECLS

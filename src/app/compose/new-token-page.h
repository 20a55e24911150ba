/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/create/minter.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraNewTokenPage:
 *
 * The page for composing a token: template, description, owner and permission tree, with a live
 * preview beside them. The user's choices survive every error. The signal `minted` is emitted when
 * a token was created; get it with tessera_new_token_page_take_mint().
 */
#define TESSERA_TYPE_NEW_TOKEN_PAGE (tessera_new_token_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraNewTokenPage, tessera_new_token_page, TESSERA, NEW_TOKEN_PAGE, AdwBin)

/**
 * tessera_new_token_page_begin:
 * @session: (nullable): where the token will be created; %NULL to drop the user's choices
 * @minter: (nullable): creates the token
 * @tokens: (nullable): the tokens that can be copied
 * @like: (nullable): the token to start from
 *
 * Starts with nothing selected, or with the permissions of @like.
 */
void tessera_new_token_page_begin (TesseraNewTokenPage *self, TesseraSession *session,
                                   TesseraMinter *minter, GListModel *tokens, TesseraToken *like);

/**
 * tessera_new_token_page_begin_edit:
 * @old: the token whose permissions are to be edited
 *
 * Starts with everything from @old. Its permissions can't be changed, so the page creates nothing:
 * when the user is done, the signal `edited` is emitted, and tessera_new_token_page_take_request()
 * returns the token to create instead.
 */
void tessera_new_token_page_begin_edit (TesseraNewTokenPage *self, TesseraSession *session,
                                        TesseraMinter *minter, GListModel *tokens,
                                        TesseraToken *old);

/**
 * tessera_new_token_page_get_edited:
 *
 * Returns: (transfer none) (nullable): the token that is being edited
 */
TesseraToken *tessera_new_token_page_get_edited (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_take_request:
 *
 * Returns: (transfer full): the token to create
 */
TesseraTokenRequest *tessera_new_token_page_take_request (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_is_begun:
 *
 * Returns: %TRUE after tessera_new_token_page_begin() with a session, until it is called without
 *   one
 */
gboolean tessera_new_token_page_is_begun (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_go_on:
 * @session: a new sign-in
 *
 * Continues with the user's choices after signing in again.
 *
 * Returns: %FALSE if nothing was started, or for another organization or server
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
 * Returns: whether the token is being created
 */
gboolean tessera_new_token_page_is_minting (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_cancel:
 *
 * Returns: %FALSE if nothing was in progress
 */
gboolean tessera_new_token_page_cancel (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_has_choice:
 *
 * Returns: %TRUE if something is selected or entered that would be lost
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
 * Moves the focus to the permissions' search.
 */
void tessera_new_token_page_search (TesseraNewTokenPage *self);

/**
 * tessera_new_token_page_take_mint:
 *
 * Returns: (transfer full): the created token
 */
TesseraMint *tessera_new_token_page_take_mint (TesseraNewTokenPage *self);

G_END_DECLS

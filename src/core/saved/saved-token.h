/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/model/keyring-item.h"

G_BEGIN_DECLS

/**
 * TesseraSavedState:
 * @TESSERA_SAVED_NOT_ASKED: the server has not been asked yet
 * @TESSERA_SAVED_NO_SIGN_IN: the server can't be asked: there is no remembered connection to it
 * @TESSERA_SAVED_ASKING: waiting for an answer
 * @TESSERA_SAVED_ACTIVE: the token works
 * @TESSERA_SAVED_INACTIVE: it is inactive
 * @TESSERA_SAVED_GONE: the server has no such token: the value no longer works
 * @TESSERA_SAVED_OWNER_GONE: its owner was deleted: not listed by the server, but it still exists
 * @TESSERA_SAVED_HIDDEN: not visible to this account
 * @TESSERA_SAVED_UNREACHABLE: the server could not be asked
 *
 * What the server says about a saved token.
 */
typedef enum
{
  TESSERA_SAVED_NOT_ASKED,
  TESSERA_SAVED_NO_SIGN_IN,
  TESSERA_SAVED_ASKING,
  TESSERA_SAVED_ACTIVE,
  TESSERA_SAVED_INACTIVE,
  TESSERA_SAVED_GONE,
  TESSERA_SAVED_OWNER_GONE,
  TESSERA_SAVED_HIDDEN,
  TESSERA_SAVED_UNREACHABLE,
} TesseraSavedState;

/**
 * TesseraSavedToken:
 *
 * A token in the keyring, with what its server says about it. Properties, which change in place:
 * `saved` (#TesseraKeyringItem), `state` (uint, a #TesseraSavedState), `state-text` (the state in
 * words, translated) and `reason` (a sentence, or %NULL).
 */
#define TESSERA_TYPE_SAVED_TOKEN (tessera_saved_token_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedToken, tessera_saved_token, TESSERA, SAVED_TOKEN, GObject)

TesseraSavedToken *tessera_saved_token_new (TesseraKeyringItem *item);

TesseraKeyringItem *tessera_saved_token_get_item (TesseraSavedToken *self);

/**
 * tessera_saved_token_set_item:
 *
 * Applies what another program changed in the keyring.
 */
void tessera_saved_token_set_item (TesseraSavedToken *self, TesseraKeyringItem *item);

/**
 * tessera_saved_token_get_title:
 *
 * Returns: (transfer none): its description, or its ID if it has none
 */
const char *tessera_saved_token_get_title (TesseraSavedToken *self);

TesseraSavedState tessera_saved_token_get_state (TesseraSavedToken *self);
const char *tessera_saved_token_get_state_text (TesseraSavedToken *self);

/**
 * tessera_saved_token_get_reason:
 *
 * Returns: (nullable) (transfer none): an explanation of the state, if it needs one
 */
const char *tessera_saved_token_get_reason (TesseraSavedToken *self);

/**
 * tessera_saved_token_get_token:
 *
 * Returns: (nullable) (transfer none): what the server reported; %NULL until it has
 */
TesseraToken *tessera_saved_token_get_token (TesseraSavedToken *self);

/**
 * tessera_saved_token_describe:
 * @org_name: the organization's name, if known
 *
 * Returns: (transfer full): the token, for exporting it: as the server reported it, or else from
 *   the keyring, which has no permissions
 */
TesseraToken *tessera_saved_token_describe (TesseraSavedToken *self, const char *org_name);

/**
 * tessera_saved_token_set_state:
 * @reason: (nullable): a sentence for %TESSERA_SAVED_UNREACHABLE; other states have a fixed one
 */
void tessera_saved_token_set_state (TesseraSavedToken *self, TesseraSavedState state,
                                    const char *reason);

/**
 * tessera_saved_token_set_token:
 *
 * Applies the server's answer, and with it the state.
 */
void tessera_saved_token_set_token (TesseraSavedToken *self, TesseraToken *token);

/**
 * tessera_saved_token_matches:
 * @text: the text to search for
 *
 * Returns: whether each of its words occurs in the description, buckets, owner, server, ID,
 *   organization or state, ignoring case
 */
gboolean tessera_saved_token_matches (TesseraSavedToken *self, const char *text);

/**
 * tessera_saved_tokens_ask_async:
 * @tokens: (element-type TesseraSavedToken): tokens of the client's server
 *
 * Asks a server for the states of @tokens, and sets them: one list of everything that the account
 * can see, and a request by ID for each token that is not in it. There are three possible reasons,
 * which the server distinguishes only in a request by ID (observed on InfluxDB 2.9.1): 404
 * `authorization not found`: it is gone; 404 `user not found`: its owner was deleted, so no list
 * includes it; 401: this account can't see it.
 */
void tessera_saved_tokens_ask_async (TesseraClient *client, GPtrArray *tokens,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * tessera_saved_tokens_ask_finish:
 *
 * Returns: %FALSE with one of the client's errors; then @tokens without an answer are
 *   %TESSERA_SAVED_UNREACHABLE, or as before if it was canceled
 */
gboolean tessera_saved_tokens_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/model/saved-token.h"

G_BEGIN_DECLS

/**
 * TesseraKeptState:
 * @TESSERA_KEPT_NOT_ASKED: the server was not asked yet
 * @TESSERA_KEPT_NO_SIGN_IN: it can't be asked: no connection to that server is remembered
 * @TESSERA_KEPT_ASKING: an answer is awaited
 * @TESSERA_KEPT_ACTIVE: the token works
 * @TESSERA_KEPT_INACTIVE: it is switched off
 * @TESSERA_KEPT_GONE: the server has no such token: the value opens nothing
 * @TESSERA_KEPT_OWNER_GONE: its owner was deleted: it is in no list of the server, but there
 * @TESSERA_KEPT_HIDDEN: the server does not tell this sign-in
 * @TESSERA_KEPT_UNREACHABLE: the server could not be asked
 *
 * What the server of a saved token says of it.
 */
typedef enum
{
  TESSERA_KEPT_NOT_ASKED,
  TESSERA_KEPT_NO_SIGN_IN,
  TESSERA_KEPT_ASKING,
  TESSERA_KEPT_ACTIVE,
  TESSERA_KEPT_INACTIVE,
  TESSERA_KEPT_GONE,
  TESSERA_KEPT_OWNER_GONE,
  TESSERA_KEPT_HIDDEN,
  TESSERA_KEPT_UNREACHABLE,
} TesseraKeptState;

/**
 * TesseraKeptToken:
 *
 * A token that the keyring has, with what its server says of it. Properties, which change in place:
 * `saved` (#TesseraSavedToken), `state` (uint, a #TesseraKeptState), `state-text` (the state in
 * words, translated) and `reason` (a sentence, or %NULL).
 */
#define TESSERA_TYPE_KEPT_TOKEN (tessera_kept_token_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeptToken, tessera_kept_token, TESSERA, KEPT_TOKEN, GObject)

TesseraKeptToken *tessera_kept_token_new (TesseraSavedToken *saved);

TesseraSavedToken *tessera_kept_token_get_saved (TesseraKeptToken *self);

/**
 * tessera_kept_token_set_saved:
 *
 * Takes over what another program changed in the keyring.
 */
void tessera_kept_token_set_saved (TesseraKeptToken *self, TesseraSavedToken *saved);

/**
 * tessera_kept_token_get_title:
 *
 * Returns: (transfer none): its description; its ID when there is none
 */
const char *tessera_kept_token_get_title (TesseraKeptToken *self);

TesseraKeptState tessera_kept_token_get_state (TesseraKeptToken *self);
const char *tessera_kept_token_get_state_text (TesseraKeptToken *self);

/**
 * tessera_kept_token_get_reason:
 *
 * Returns: (nullable) (transfer none): what there is to know where the state does not say all
 */
const char *tessera_kept_token_get_reason (TesseraKeptToken *self);

/**
 * tessera_kept_token_get_token:
 *
 * Returns: (nullable) (transfer none): what the server told; %NULL while it told nothing
 */
TesseraToken *tessera_kept_token_get_token (TesseraKeptToken *self);

/**
 * tessera_kept_token_describe:
 * @org_name: the organisation's name, as far as it is known
 *
 * Returns: (transfer full): the token to write into the files of programs that use it: what the
 *   server told, or else what the keyring tells, which does not know of permissions
 */
TesseraToken *tessera_kept_token_describe (TesseraKeptToken *self, const char *org_name);

/**
 * tessera_kept_token_set_state:
 * @reason: (nullable): a sentence for %TESSERA_KEPT_UNREACHABLE; other states have their own
 */
void tessera_kept_token_set_state (TesseraKeptToken *self, TesseraKeptState state,
                                   const char *reason);

/**
 * tessera_kept_token_set_token:
 *
 * Takes over an answer of the server, and the state with it.
 */
void tessera_kept_token_set_token (TesseraKeptToken *self, TesseraToken *token);

/**
 * tessera_kept_token_matches:
 * @text: what is searched for
 *
 * Returns: whether each word of it is in the description, buckets, owner, server, ID, organisation
 *   or state, in whatever case
 */
gboolean tessera_kept_token_matches (TesseraKeptToken *self, const char *text);

/**
 * tessera_kept_tokens_ask_async:
 * @tokens: (element-type TesseraKeptToken): tokens of the client's server
 *
 * Asks a server for the states of @tokens, and sets them: one list of all that the sign-in sees,
 * and a request by ID for each that is not in it. For that there are three reasons, which the
 * server tells by ID only (observed on InfluxDB 2.9.1): 404 `authorization not found`, it is gone;
 * 404 `user not found`, its owner was deleted, and it is left out of every list for that; 401, this
 * sign-in may not see it.
 */
void tessera_kept_tokens_ask_async (TesseraClient *client, GPtrArray *tokens,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * tessera_kept_tokens_ask_finish:
 *
 * Returns: %FALSE with one of the client's errors; @tokens that have no answer are
 *   %TESSERA_KEPT_UNREACHABLE then, or as before when it was cancelled
 */
gboolean tessera_kept_tokens_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS

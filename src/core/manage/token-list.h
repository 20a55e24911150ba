/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/store-model.h"
#include "core/client/client.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraTokenList:
 *
 * The tokens of an organization: a #GListModel of #TesseraToken. A refresh changes items in place,
 * so that selection and scroll position stay; a changed item is reported as replaced
 * by itself, so that filters and sorters look at it again. Property: `loading`.
 */
#define TESSERA_TYPE_TOKEN_LIST (tessera_token_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenList, tessera_token_list, TESSERA, TOKEN_LIST, TesseraStoreModel)

/**
 * tessera_token_list_new:
 * @org_id: (nullable): ID of the organization; %NULL for every one
 * @keyring: (nullable): the keyring that knows which tokens are saved
 */
TesseraTokenList *tessera_token_list_new (TesseraClient *client, const char *org_id,
                                          TesseraKeyring *keyring);

TesseraClient *tessera_token_list_get_client (TesseraTokenList *self);

/**
 * tessera_token_list_get_asked:
 *
 * Returns: when the server was asked for the tokens in the list, in seconds since 1970 by this
 *   computer's clock; 0 while they are being fetched, and before
 */
gint64 tessera_token_list_get_asked (TesseraTokenList *self);

/**
 * tessera_token_list_refresh_async:
 *
 * Asks the server again. An unavailable keyring is not an error: `saved` stays as it was. While a
 * refresh is in progress, later ones share one more request, sent when the first is answered.
 */
void tessera_token_list_refresh_async (TesseraTokenList *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_token_list_refresh_finish (TesseraTokenList *self, GAsyncResult *result,
                                            GError **error);

/**
 * tessera_token_list_put:
 * @token: (transfer none): a token that was just created or changed
 *
 * Adds it, or updates the one with the same ID in place. `saved` is only ever set, not reset,
 * because a server's answer says nothing about the keyring.
 */
void tessera_token_list_put (TesseraTokenList *self, TesseraToken *token);

/**
 * tessera_token_list_find:
 *
 * Returns: (transfer none) (nullable): the token with this ID
 */
TesseraToken *tessera_token_list_find (TesseraTokenList *self, const char *id);

void tessera_token_list_remove (TesseraTokenList *self, const char *id);
gboolean tessera_token_list_get_loading (TesseraTokenList *self);

G_END_DECLS

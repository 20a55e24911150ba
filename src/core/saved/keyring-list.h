/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/session/connection-list.h"
#include "core/saved/kept-token.h"
#include "core/session/session.h"
#include "core/keyring/vault.h"

G_BEGIN_DECLS

/**
 * TesseraKeyringList:
 *
 * All InfluxDB tokens that are kept on this desktop: a #GListModel of #TesseraKeptToken. A refresh
 * changes items in place. Once it was refreshed it follows the keyring by itself: what another
 * program saves, changes or removes shows.
 *
 * The server of the open session is asked for the states of its tokens with every refresh; any
 * other one only by tessera_keyring_list_ask_async(), because that takes a sign-in.
 *
 * Property: `loading` (boolean), whose notification tells that the error may be another one too.
 */
#define TESSERA_TYPE_KEYRING_LIST (tessera_keyring_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringList, tessera_keyring_list, TESSERA, KEYRING_LIST, GObject)

TesseraKeyringList *tessera_keyring_list_new (TesseraVault *vault,
                                              TesseraConnectionList *connections);

/**
 * tessera_keyring_list_stop:
 *
 * Ends what is under way, and no longer follows the keyring: for an owner that goes.
 */
void tessera_keyring_list_stop (TesseraKeyringList *self);

/**
 * tessera_keyring_list_set_session:
 * @session: (nullable): the one that is open
 */
void tessera_keyring_list_set_session (TesseraKeyringList *self, TesseraSession *session);

/**
 * tessera_keyring_list_refresh:
 *
 * Looks into the keyring again, then asks the session's server. Never asks to unlock.
 */
void tessera_keyring_list_refresh (TesseraKeyringList *self);
gboolean tessera_keyring_list_get_loading (TesseraKeyringList *self);

/**
 * tessera_keyring_list_get_error:
 *
 * Returns: (nullable) (transfer none): one of the vault's, when the last look into the keyring
 *   failed; what was known of it stays in the list. A server that can't be asked is a state of its
 *   tokens, and no error here
 */
const GError *tessera_keyring_list_get_error (TesseraKeyringList *self);

/**
 * tessera_keyring_list_dup_organisation:
 *
 * Returns: (transfer full): the name of a token's organisation, as far as a connection, the session
 *   or the server tells; its ID otherwise
 */
char *tessera_keyring_list_dup_organisation (TesseraKeyringList *self, TesseraKeptToken *kept);

/**
 * tessera_keyring_list_is_open:
 *
 * Returns: whether the open session is of that server
 */
gboolean tessera_keyring_list_is_open (TesseraKeyringList *self, const char *server);

/**
 * tessera_keyring_list_find_connection:
 *
 * Returns: (nullable) (transfer none): a remembered connection to that server, of that organisation
 *   if there is one
 */
TesseraConnection *tessera_keyring_list_find_connection (TesseraKeyringList *self,
                                                         const char *server, const char *org_id);

/**
 * tessera_keyring_list_ask_async:
 *
 * Asks the server of one organisation's tokens for their states. Signs in with a remembered
 * connection where no session is open, which may ask to unlock the keyring; and out again.
 */
void tessera_keyring_list_ask_async (TesseraKeyringList *self, const char *server,
                                     const char *org_id, GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * tessera_keyring_list_ask_finish:
 *
 * Returns: %FALSE with an error of the vault or the client, or %TESSERA_ERROR_NOT_FOUND without a
 *   connection; the tokens tell it too
 */
gboolean tessera_keyring_list_ask_finish (TesseraKeyringList *self, GAsyncResult *result,
                                          GError **error);

/**
 * tessera_keyring_list_delete_async:
 *
 * Deletes a token on its server, by its ID, then forgets it; one that is gone there already is only
 * forgotten. Signs in as tessera_keyring_list_ask_async() does.
 */
void tessera_keyring_list_delete_async (TesseraKeyringList *self, TesseraKeptToken *kept,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_list_delete_finish (TesseraKeyringList *self, GAsyncResult *result,
                                             GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/store-model.h"
#include "core/keyring/keyring.h"
#include "core/saved/saved-token.h"
#include "core/session/connection-list.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraSavedList:
 *
 * All InfluxDB tokens saved on this desktop: a #GListModel of #TesseraSavedToken. A refresh changes
 * items in place. After the first refresh it follows the keyring by itself, so changes made by
 * other programs appear.
 *
 * Every refresh asks the open session's server for the states of its tokens; other servers are
 * asked only by tessera_saved_list_ask_async(), because that needs credentials.
 *
 * Property: `loading` (boolean), whose notification means that the error may also have changed.
 */
#define TESSERA_TYPE_SAVED_LIST (tessera_saved_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedList, tessera_saved_list, TESSERA, SAVED_LIST, TesseraStoreModel)

TesseraSavedList *tessera_saved_list_new (TesseraKeyring *keyring,
                                          TesseraConnectionList *connections);

/**
 * tessera_saved_list_stop:
 *
 * Cancels everything in progress and stops following the keyring. Call it before dropping the list.
 */
void tessera_saved_list_stop (TesseraSavedList *self);

/**
 * tessera_saved_list_set_session:
 * @session: (nullable): the open session
 */
void tessera_saved_list_set_session (TesseraSavedList *self, TesseraSession *session);

/**
 * tessera_saved_list_refresh:
 *
 * Reads the keyring again, then asks the session's server. Never asks to unlock.
 */
void tessera_saved_list_refresh (TesseraSavedList *self);
gboolean tessera_saved_list_get_loading (TesseraSavedList *self);

/**
 * tessera_saved_list_get_error:
 *
 * Returns: (nullable) (transfer none): an error of the keyring, if the last attempt to read it
 *   failed; the list keeps what was known. A server that does not answer is a state of its tokens
 *   and not an error here
 */
const GError *tessera_saved_list_get_error (TesseraSavedList *self);

/**
 * tessera_saved_list_dup_organization:
 *
 * Returns: (transfer full): the name of a token's organization, if known from a connection, the
 *   session or the server; otherwise its ID
 */
char *tessera_saved_list_dup_organization (TesseraSavedList *self, TesseraSavedToken *saved);

/**
 * tessera_saved_list_is_open:
 *
 * Returns: whether the open session is on that server
 */
gboolean tessera_saved_list_is_open (TesseraSavedList *self, const char *server);

/**
 * tessera_saved_list_get_client:
 *
 * Returns: (nullable) (transfer none): the open session's client, if the session is on that server
 */
TesseraClient *tessera_saved_list_get_client (TesseraSavedList *self, const char *server);

/**
 * tessera_saved_list_find_connection:
 *
 * Returns: (nullable) (transfer none): a remembered connection to that server, preferably for that
 *   organization
 */
TesseraConnection *tessera_saved_list_find_connection (TesseraSavedList *self, const char *server,
                                                       const char *org_id);

/**
 * tessera_saved_list_ask_async:
 *
 * Asks a server for the states of the tokens of one organization. If no session is open, it signs
 * in with a remembered connection, which may ask to unlock the keyring, and signs out again.
 */
void tessera_saved_list_ask_async (TesseraSavedList *self, const char *server, const char *org_id,
                                   GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_saved_list_ask_finish:
 *
 * Returns: %FALSE with an error of the keyring or the client, or %TESSERA_ERROR_NOT_FOUND if there
 *   is no connection; the tokens show it, too
 */
gboolean tessera_saved_list_ask_finish (TesseraSavedList *self, GAsyncResult *result,
                                        GError **error);

/**
 * tessera_saved_list_delete_async:
 *
 * Deletes a token on its server by its ID, then forgets its saved value; a token that is already
 * gone is only forgotten. Signs in like tessera_saved_list_ask_async().
 */
void tessera_saved_list_delete_async (TesseraSavedList *self, TesseraSavedToken *saved,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_saved_list_delete_finish (TesseraSavedList *self, GAsyncResult *result,
                                           GError **error);

G_END_DECLS

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
 * All InfluxDB tokens saved on this desktop: a #GListModel of #TesseraSavedToken. A refresh
 * changes items in place. Once it was refreshed it follows the keyring by itself: what another
 * program saves, changes or removes shows.
 *
 * The server of the open session is asked for the states of its tokens with every refresh; any
 * other one only by tessera_saved_list_ask_async(), because that needs credentials.
 *
 * Property: `loading` (boolean), whose notification means that the error may have changed, too.
 */
#define TESSERA_TYPE_SAVED_LIST (tessera_saved_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedList, tessera_saved_list, TESSERA, SAVED_LIST, TesseraStoreModel)

TesseraSavedList *tessera_saved_list_new (TesseraKeyring *keyring,
                                          TesseraConnectionList *connections);

/**
 * tessera_saved_list_stop:
 *
 * Ends what is under way, and no longer follows the keyring: for an owner that goes.
 */
void tessera_saved_list_stop (TesseraSavedList *self);

/**
 * tessera_saved_list_set_session:
 * @session: (nullable): the one that is open
 */
void tessera_saved_list_set_session (TesseraSavedList *self, TesseraSession *session);

/**
 * tessera_saved_list_refresh:
 *
 * Looks into the keyring again, then asks the session's server. Never asks to unlock.
 */
void tessera_saved_list_refresh (TesseraSavedList *self);
gboolean tessera_saved_list_get_loading (TesseraSavedList *self);

/**
 * tessera_saved_list_get_error:
 *
 * Returns: (nullable) (transfer none): one of the keyring's, when the last look into the keyring
 *   failed; what was known of it stays in the list. A server that can't be asked is a state of its
 *   tokens, and no error here
 */
const GError *tessera_saved_list_get_error (TesseraSavedList *self);

/**
 * tessera_saved_list_dup_organization:
 *
 * Returns: (transfer full): the name of a token's organization, as far as a connection, the session
 *   or the server tells; its ID otherwise
 */
char *tessera_saved_list_dup_organization (TesseraSavedList *self, TesseraSavedToken *saved);

/**
 * tessera_saved_list_is_open:
 *
 * Returns: whether the open session is of that server
 */
gboolean tessera_saved_list_is_open (TesseraSavedList *self, const char *server);

/**
 * tessera_saved_list_find_connection:
 *
 * Returns: (nullable) (transfer none): a remembered connection to that server, of that organization
 *   if there is one
 */
TesseraConnection *tessera_saved_list_find_connection (TesseraSavedList *self, const char *server,
                                                       const char *org_id);

/**
 * tessera_saved_list_ask_async:
 *
 * Asks the server of one organization's tokens for their states. Signs in with a remembered
 * connection where no session is open, which may ask to unlock the keyring; and out again.
 */
void tessera_saved_list_ask_async (TesseraSavedList *self, const char *server, const char *org_id,
                                   GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_saved_list_ask_finish:
 *
 * Returns: %FALSE with an error of the keyring or the client, or %TESSERA_ERROR_NOT_FOUND without a
 *   connection; the tokens show it, too
 */
gboolean tessera_saved_list_ask_finish (TesseraSavedList *self, GAsyncResult *result,
                                        GError **error);

/**
 * tessera_saved_list_delete_async:
 *
 * Deletes a token on its server, by its ID, then forgets it; one that is gone there already is only
 * forgotten. Signs in as tessera_saved_list_ask_async() does.
 */
void tessera_saved_list_delete_async (TesseraSavedList *self, TesseraSavedToken *saved,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_saved_list_delete_finish (TesseraSavedList *self, GAsyncResult *result,
                                           GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * TesseraSession:
 *
 * A client that is signed in, the user (if the server reports it), and the organizations to
 * choose from. The connect page creates it, and every other page works with it.
 */
#define TESSERA_TYPE_SESSION (tessera_session_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSession, tessera_session, TESSERA, SESSION, GObject)

/**
 * tessera_session_explain_not_set_up:
 *
 * Returns: (transfer full): %TESSERA_ERROR_NOT_SET_UP, as tessera_session_open_finish() reports it
 */
GError *tessera_session_explain_not_set_up (void);

/**
 * tessera_session_new:
 * @client: (transfer none): a client that is signed in
 * @user: (transfer none): who is signed in
 * @organization: (transfer none): the only organization
 *
 * For who knows without a request what tessera_session_open_async() would find out.
 *
 * Returns: (transfer full): a session
 */
TesseraSession *tessera_session_new (TesseraClient *client, TesseraResource *user,
                                     TesseraResource *organization);

/**
 * tessera_session_open_async:
 * @address: as typed; normalized here
 * @username: (nullable): with a password; %NULL to sign in with a token
 * @secret: (transfer none): the token or the password
 *
 * Signs in, and finds out whether the server is an InfluxDB that has been set up, who the user is,
 * and which organizations are visible. Errors say what to do: %TESSERA_ERROR_NOT_SET_UP,
 * %TESSERA_ERROR_NO_ORGANIZATION, and all of the client's.
 */
void tessera_session_open_async (const char *address, const char *username, TesseraSecret *secret,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * tessera_session_open_client_async:
 * @client: (transfer none): a client without credentials, set up the way it has to reach its server
 *
 * @given: (nullable): the organization to use if the account can't see any: its ID, its name, or
 *   both; what is not known is empty
 *
 * The same with a client of the caller's; finish it with tessera_session_open_finish().
 */
void tessera_session_open_client_async (TesseraClient *client, const char *username,
                                        TesseraSecret *secret, TesseraResource *given,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
TesseraSession *tessera_session_open_finish (GAsyncResult *result, GError **error);

TesseraClient *tessera_session_get_client (TesseraSession *self);

/**
 * tessera_session_get_user:
 *
 * Returns: (nullable) (transfer none): the signed-in user; %NULL if the server does not report it
 *   (Cloud Serverless, or a token that can't read its own user)
 */
TesseraResource *tessera_session_get_user (TesseraSession *self);

/**
 * tessera_session_get_username:
 *
 * Returns: (nullable): the user name, if a password was used
 */
const char *tessera_session_get_username (TesseraSession *self);

/**
 * tessera_session_get_organizations:
 *
 * Returns: (transfer none): a model of #TesseraResource, never empty
 */
GListModel *tessera_session_get_organizations (TesseraSession *self);

/**
 * tessera_session_get_organization:
 *
 * Returns: (transfer none): the chosen organization; the first one until another is chosen
 */
TesseraResource *tessera_session_get_organization (TesseraSession *self);

/**
 * tessera_session_is_checked:
 *
 * Returns: %FALSE if the organization is the one that was given on opening, because the account
 *   can't see any, and nothing on the server says whether it is right
 */
gboolean tessera_session_is_checked (TesseraSession *self);

/**
 * tessera_session_choose_organization:
 * @id: the ID of one of the organizations
 *
 * Returns: %FALSE if there is none with this ID
 */
gboolean tessera_session_choose_organization (TesseraSession *self, const char *id);

/**
 * tessera_session_to_connection:
 * @id: (nullable): the ID of a connection to replace
 *
 * Returns: (transfer full): the session as a connection to remember, without the secret
 */
TesseraConnection *tessera_session_to_connection (TesseraSession *self, const char *id);

G_END_DECLS

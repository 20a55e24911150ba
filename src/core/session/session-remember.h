/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * tessera_session_remember_async:
 * @secret: (transfer none): the token or password that @session was opened with
 *
 * Keeps a session for the next start: server, organization and user in the list of connections,
 * its credentials and the values of its headers in the keyring. An existing connection is replaced.
 * The callback's source object is @session.
 */
void tessera_session_remember_async (TesseraSession *session, TesseraSecret *secret,
                                     TesseraConnectionList *connections, TesseraKeyring *keyring,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * tessera_session_remember_finish:
 * @connection: (out) (transfer full): what was remembered, also with an error: if the keyring did
 * not store the secret, the connection stays in the list and asks for the secret at the next start
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE or one of the keyring's errors
 */
gboolean tessera_session_remember_finish (GAsyncResult *result, TesseraConnection **connection,
                                          GError **error);

/**
 * tessera_session_reopen_async:
 *
 * Opens a remembered connection: fetches its credentials and headers from the keyring, signs in and
 * chooses its organization.
 */
void tessera_session_reopen_async (TesseraConnection *connection, TesseraKeyring *keyring,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * tessera_session_reopen_finish:
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with an error of the keyring or of
 *   tessera_session_open_async(), or %TESSERA_ERROR_NO_ORGANIZATION if its organization is gone
 */
TesseraSession *tessera_session_reopen_finish (GAsyncResult *result, GError **error);

/**
 * tessera_session_renew_async:
 * @connection: this session's own: its credentials are sent to the session's server
 *
 * Signs in again to a session that has ended. It stays the same object, so everything that uses its
 * client continues, and nothing that was entered is lost. The callback's source object is @session.
 */
void tessera_session_renew_async (TesseraSession *session, TesseraConnection *connection,
                                  TesseraKeyring *keyring, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_session_renew_finish:
 *
 * Returns: %FALSE with an error of the keyring or the client
 */
gboolean tessera_session_renew_finish (GAsyncResult *result, GError **error);

G_END_DECLS

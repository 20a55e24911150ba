/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/session/connection-list.h"
#include "core/session/session.h"
#include "core/keyring/vault.h"

G_BEGIN_DECLS

/**
 * tessera_sign_in_remember_async:
 * @secret: (transfer none): the token or password that @session was opened with
 *
 * Keeps a session for the next start: server, organisation and user in the list of connections,
 * what signs it in in the keyring. A connection that is there already is replaced. The callback's
 * source object is @session.
 */
void tessera_sign_in_remember_async (TesseraSession *session, TesseraSecret *secret,
                                     TesseraConnectionList *connections, TesseraVault *vault,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * tessera_sign_in_remember_finish:
 * @connection: (out) (transfer full): what was remembered, with an error too: a connection stays in
 *   the list when the keyring did not take the secret, and asks for it at the next start
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE or one of the vault's errors
 */
gboolean tessera_sign_in_remember_finish (GAsyncResult *result, TesseraConnection **connection,
                                          GError **error);

/**
 * tessera_sign_in_again_async:
 *
 * Opens a remembered connection: fetches what signs it in from the keyring, signs in and chooses
 * its organisation.
 */
void tessera_sign_in_again_async (TesseraConnection *connection, TesseraVault *vault,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * tessera_sign_in_again_finish:
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with an error of the vault or of
 *   tessera_session_open_async(), or %TESSERA_ERROR_NO_ORGANISATION when its organisation is gone
 */
TesseraSession *tessera_sign_in_again_finish (GAsyncResult *result, GError **error);

/**
 * tessera_sign_in_renew_async:
 * @connection: of this very session: what signs in there is sent to the session's server
 *
 * Signs a session that has ended in again, in place: whoever works with its client goes on, and
 * nothing that was entered is lost. The callback's source object is @session.
 */
void tessera_sign_in_renew_async (TesseraSession *session, TesseraConnection *connection,
                                  TesseraVault *vault, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_sign_in_renew_finish:
 *
 * Returns: %FALSE with an error of the vault or the client
 */
gboolean tessera_sign_in_renew_finish (GAsyncResult *result, GError **error);

G_END_DECLS

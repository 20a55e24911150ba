/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * tessera_session_open_in_async:
 * @client: (transfer none): a client without credentials, set up the way it has to reach its server
 * @username: (nullable): with a password; %NULL to sign in with a token
 * @secret: (transfer none): the token or the password
 * @org: (nullable): name or ID of the organization; by default the first one
 *
 * Signs in as tessera_session_open_client_async() does, and chooses an organization. If the account
 * can't see any, @org is used as it was given: see tessera_session_is_checked().
 */
void tessera_session_open_in_async (TesseraClient *client, const char *username,
                                    TesseraSecret *secret, const char *org,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * tessera_session_open_in_finish:
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with the errors of
 *   tessera_session_open_client_async(), or with %TESSERA_ERROR_NO_ORGANIZATION if the account sees
 *   others than @org
 */
TesseraSession *tessera_session_open_in_finish (GAsyncResult *result, GError **error);

G_END_DECLS

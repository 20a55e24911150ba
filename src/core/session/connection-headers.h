/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * tessera_connection_load_headers_async:
 * @client: a client for the connection's server
 *
 * Adds the connection's headers to @client, with their values from the keyring. Without headers, it
 * leaves the keyring alone.
 */
void tessera_connection_load_headers_async (TesseraConnection *connection, TesseraClient *client,
                                            TesseraKeyring *keyring, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_connection_load_headers_finish:
 *
 * Returns: %FALSE with an error of the keyring, which names the header if it is not there
 */
gboolean tessera_connection_load_headers_finish (TesseraConnection *connection,
                                                 GAsyncResult *result, GError **error);

/**
 * tessera_connection_save_headers_async:
 * @client: a client that has the values
 *
 * Saves the values of the connection's headers in the keyring. Those that @client does not have
 * stay as they are.
 */
void tessera_connection_save_headers_async (TesseraConnection *connection, TesseraClient *client,
                                            TesseraKeyring *keyring, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_connection_save_headers_finish (TesseraConnection *connection,
                                                 GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/create/minter.h"
#include "core/keyring/keyring.h"
#include "core/model/setup.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraServerSetup:
 *
 * A server that was just set up: a session that is signed in with the new operator token, and that
 * token. Its value is wiped when the last reference to it is dropped.
 */
typedef struct _TesseraServerSetup TesseraServerSetup;

TesseraServerSetup *tessera_server_setup_ref (TesseraServerSetup *self);
void tessera_server_setup_unref (TesseraServerSetup *self);

/**
 * tessera_server_setup_get_session:
 *
 * Returns: (transfer none): a session for which no further request was necessary, so that none
 *   could fail after the value had arrived
 */
TesseraSession *tessera_server_setup_get_session (TesseraServerSetup *self);

/**
 * tessera_server_setup_get_mint:
 *
 * Returns: (transfer none): the operator token and its value, to be saved and shown like those of
 * any other new token
 */
TesseraMint *tessera_server_setup_get_mint (TesseraServerSetup *self);

/**
 * tessera_server_setup_get_bucket:
 *
 * Returns: (transfer none): the first bucket
 */
TesseraResource *tessera_server_setup_get_bucket (TesseraServerSetup *self);

/**
 * tessera_server_setup_get_faults:
 *
 * Returns: (transfer none) (array zero-terminated=1): what is not as requested; translated
 * sentences, normally none
 */
const char *const *tessera_server_setup_get_faults (TesseraServerSetup *self);

/**
 * tessera_server_setup_async:
 * @client: (transfer none): a client without credentials; it is signed in when the server was set
 *   up
 * @minter: records that the value is in the hands of this process
 * @keyring: (nullable): where the value will be saved; %NULL if it will not
 *
 * Sets up a server that never was: checks the request, makes sure that the keyring can be saved to
 * and that the server has not been set up, sends the request, and compares the result with it.
 *
 * Errors: %TESSERA_ERROR_INVALID for a mistake in the request, or for a password that the server
 * refuses (tessera_server_setup_is_about_password()); the keyring's; %TESSERA_ERROR_CONFLICT if the
 * server has been set up; %TESSERA_ERROR_VALUE_LOST if it was set up now, or may have been, without
 * the operator token's value having arrived, whose message says how to get another one; and the
 * client's.
 */
void tessera_server_setup_async (TesseraClient *client, TesseraSetupRequest *request,
                                 TesseraMinter *minter, TesseraKeyring *keyring,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * tessera_server_setup_finish:
 *
 * Returns: (transfer full) (nullable): the result
 */
TesseraServerSetup *tessera_server_setup_finish (GAsyncResult *result, GError **error);

/**
 * tessera_server_setup_check_async:
 *
 * The same check that tessera_server_setup_async() begins with, for who wants to know it before
 * asking people what to set it up with.
 */
void tessera_server_setup_check_async (TesseraClient *client, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_server_setup_check_finish:
 *
 * Returns: %FALSE with %TESSERA_ERROR_CONFLICT if the server has been set up, or with an error of
 * the client
 */
gboolean tessera_server_setup_check_finish (GAsyncResult *result, GError **error);

/**
 * tessera_server_setup_is_about_password:
 *
 * Returns: whether the server refused the password: it has rules of its own with the option
 *   `--strong-passwords` of influxd (observed on 2.9.1)
 */
gboolean tessera_server_setup_is_about_password (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraServerSetup, tessera_server_setup_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/files/influx-config.h"
#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraConfigImport:
 *
 * Configurations of the `influx` command become connections, one after the other: their server and
 * organization go into the list, their secret into the keyring. It remembers what it has imported,
 * so that of two tokens for the same server and organization the second one doesn't replace the
 * first one, of which nothing would be left once both were removed from the file.
 */
#define TESSERA_TYPE_CONFIG_IMPORT (tessera_config_import_get_type ())
G_DECLARE_FINAL_TYPE (TesseraConfigImport, tessera_config_import, TESSERA, CONFIG_IMPORT, GObject)

TesseraConfigImport *tessera_config_import_new (TesseraConnectionList *connections,
                                                TesseraKeyring *keyring);

/**
 * tessera_config_import_check:
 *
 * Returns: whether a configuration has all it takes; %FALSE with %TESSERA_ERROR_INVALID if its
 *   address or its credentials are missing, or %TESSERA_ERROR_INVALID_ADDRESS
 */
gboolean tessera_config_import_check (TesseraInfluxConfig *config, GError **error);

/**
 * tessera_config_import_find_kept:
 *
 * Returns: (transfer none) (nullable): the connection that a configuration already is: with the
 *   same address, organization, method, and user. One without an organization is any of its server
 */
TesseraConnection *tessera_config_import_find_kept (TesseraConfigImport *self,
                                                    TesseraInfluxConfig *config);

/**
 * tessera_config_import_run_async:
 * @client: (transfer none) (nullable): a client without credentials for the configuration's server,
 *   set up the way it has to reach it; %NULL for an ordinary one
 *
 * Signs in with a configuration and saves it as a connection, in place of one that it already is.
 * The file is not changed.
 */
void tessera_config_import_run_async (TesseraConfigImport *self, TesseraInfluxConfig *config,
                                      TesseraClient *client, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_config_import_run_finish:
 * @checked: (out) (optional): tessera_session_is_checked()
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with the errors of
 *   tessera_config_import_check(), tessera_session_open_in_finish() or
 *   tessera_session_remember_finish(), or with %TESSERA_ERROR_CONFLICT if another configuration
 * with another secret was imported as the same connection
 */
TesseraConnection *tessera_config_import_run_finish (TesseraConfigImport *self,
                                                     GAsyncResult *result, gboolean *checked,
                                                     GError **error);

G_END_DECLS

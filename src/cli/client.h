/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/client/client.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * cli_client_new:
 * @address: a normalized address
 * @connection: (nullable): the connection that is used; by default, one to the same address, if
 *   there is one
 *
 * The only way in which a command gets a client: what its options (and their variables) say about
 * how to reach a server, cli_options_transport, holds for every request of the command. What they
 * don't say comes from the connection.
 *
 * Returns: (transfer full) (nullable): a client without credentials
 */
TesseraClient *cli_client_new (CliCall *call, const char *address, TesseraConnection *connection,
                               GError **error);

/**
 * cli_client_new_quietly:
 *
 * The same for completions: leaves the keyring alone, and warns of nothing.
 *
 * Returns: (transfer full) (nullable): a client; %NULL also if headers in the keyring are needed
 */
TesseraClient *cli_client_new_quietly (CliCall *call, const char *address);

G_END_DECLS

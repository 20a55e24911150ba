/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * cli_client_new:
 * @address: a normalized address
 *
 * The only way in which a command gets a client: what its options (and their variables) say about
 * how to reach a server, cli_options_transport, holds for every request of the command.
 *
 * Returns: (transfer full) (nullable): a client without credentials
 */
TesseraClient *cli_client_new (CliCall *call, const char *address, GError **error);

/**
 * cli_client_mention_options:
 * @address: the address of a connection that is saved now
 *
 * Warns of those options that later uses of the connection need, too, because they are not saved
 * with it.
 */
void cli_client_mention_options (CliCall *call, const char *address);

G_END_DECLS

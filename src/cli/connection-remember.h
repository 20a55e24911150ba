/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/base/secret.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * cli_connection_remember:
 * @address: the address as typed
 * @username: (nullable): the user name, for a password; %NULL to sign in with a token
 * @org: (nullable): name or ID of the organization; by default the first one
 *
 * Signs in, and saves the connection: to the list of connections, and its credentials to the
 * keyring. Reports that to the user.
 *
 * Returns: (transfer full) (nullable): the connection
 */
TesseraConnection *cli_connection_remember (CliCall *call, const char *address,
                                            const char *username, TesseraSecret *secret,
                                            const char *org, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * cli_connection_remember:
 * @address: as typed
 * @username: (nullable): with a password; %NULL to sign in with a token
 * @org: (nullable): name or ID of the organization; the first one without it
 *
 * Signs in, and keeps that: in the list of connections, and in the keyring. Tells so.
 *
 * Returns: (transfer full) (nullable): the connection
 */
TesseraConnection *cli_connection_remember (const char *address, const char *username,
                                            TesseraSecret *secret, const char *org, GError **error);

G_END_DECLS

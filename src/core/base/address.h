/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_address_normalize:
 * @text: what the user typed: `localhost:8086`, `https://influx.example.com/`
 *
 * Adds `http://` and the default port 8086 to loopback addresses and bare host names without a
 * scheme, and drops the scheme's own port, the dot at the end of a complete host name, a trailing
 * slash, a query, a fragment, and the path of a page or of an API
 * request of InfluxDB. Scheme and host are in lower case. So one server has one address. User
 * names, and zones of IPv6 addresses, are rejected.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with %TESSERA_ERROR_INVALID_ADDRESS
 */
char *tessera_address_normalize (const char *text, GError **error);

/**
 * tessera_address_is_exposed:
 * @address: a normalized address
 *
 * Returns: %TRUE for plain http to another computer: anyone on the network can read what is sent
 */
gboolean tessera_address_is_exposed (const char *address);

/**
 * tessera_address_is_direct:
 * @address: a normalized address
 *
 * Loopback is this computer, and the environment's `no_proxy` (or `NO_PROXY`) is read as curl and
 * Go read it: names with all that is below them, IP addresses, networks, `*` for everything.
 *
 * Returns: %TRUE if no proxy may be used for it, whatever the desktop's settings are
 */
gboolean tessera_address_is_direct (const char *address);

/**
 * tessera_address_get_place:
 * @address: an address, also as an older version wrote it
 *
 * `localhost`, `127.0.0.1` and `[::1]` are usually the same server, whichever the user typed.
 *
 * Returns: (transfer full): the same text for addresses that are usually the same server; only to
 *   be compared
 */
char *tessera_address_get_place (const char *address);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tessera_trust_new_from_environment:
 *
 * The certificate authorities in the environment's `SSL_CERT_FILE` (a file) and `SSL_CERT_DIR`
 * (folders, separated by colons), which curl, Go, and Python use in place of the system's. GLib
 * does not know these variables.
 *
 * Returns: (transfer full) (nullable): the authorities; %NULL if neither variable is set, with
 * @error if they can't be read
 */
GTlsDatabase *tessera_trust_new_from_environment (GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/reach.h"

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

/**
 * tessera_trust_check:
 * @certificate: a server's certificate, with those that it sent to vouch for it
 * @host: the server's name or IP address
 * @faults: what the authorities of this computer found wrong
 *
 * Decides about a certificate that did not pass the check against the authorities of this computer.
 * With %TESSERA_TRUST_FINGERPRINT, that has to be every certificate.
 *
 * Returns: what is wrong with it; 0 to accept it
 */
GTlsCertificateFlags tessera_trust_check (TesseraReach *reach, GTlsCertificate *certificate,
                                          const char *host, GTlsCertificateFlags faults);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraTrust:
 * @TESSERA_TRUST_SYSTEM: the authorities that this computer knows
 * @TESSERA_TRUST_AUTHORITY: those, and the authorities of a file; names and dates are still checked
 * @TESSERA_TRUST_FINGERPRINT: exactly one certificate, whatever else is wrong with it, and no other
 *   one, even if this computer would trust it
 * @TESSERA_TRUST_NONE: any certificate: nobody knows who responds
 *
 * How a server's certificate is checked.
 */
typedef enum
{
  TESSERA_TRUST_SYSTEM,
  TESSERA_TRUST_AUTHORITY,
  TESSERA_TRUST_FINGERPRINT,
  TESSERA_TRUST_NONE,
} TesseraTrust;

/**
 * TesseraReach:
 *
 * How a server is reached: what its certificate is checked against, and the names of the headers
 * that are added to each request, for what is in front of the server. Their values are secrets,
 * and not part of it. Immutable.
 */
#define TESSERA_TYPE_REACH (tessera_reach_get_type ())
G_DECLARE_FINAL_TYPE (TesseraReach, tessera_reach, TESSERA, REACH, GObject)

/**
 * tessera_reach_new:
 * @subject: (nullable): for %TESSERA_TRUST_AUTHORITY, the certificates as
 *   tessera_authorities_parse() returns them; for %TESSERA_TRUST_FINGERPRINT, the fingerprint as
 *   tessera_fingerprint_parse() returns it
 * @headers: (nullable) (array zero-terminated=1): names of headers
 */
TesseraReach *tessera_reach_new (TesseraTrust trust, const char *subject,
                                 const char *const *headers);

/**
 * tessera_reach_with_trust:
 *
 * Returns: (transfer full): the same, except for what is trusted
 */
TesseraReach *tessera_reach_with_trust (TesseraReach *self, TesseraTrust trust,
                                        const char *subject);

/**
 * tessera_reach_with_header:
 *
 * Returns: (transfer full): the same with one more header, if it is not among them
 */
TesseraReach *tessera_reach_with_header (TesseraReach *self, const char *name);

/**
 * tessera_reach_without_header:
 *
 * Returns: (transfer full): the same without a header
 */
TesseraReach *tessera_reach_without_header (TesseraReach *self, const char *name);

TesseraTrust tessera_reach_get_trust (TesseraReach *self);

/**
 * tessera_reach_get_subject:
 *
 * Returns: (nullable): the authorities, or the fingerprint
 */
const char *tessera_reach_get_subject (TesseraReach *self);

/**
 * tessera_reach_get_headers:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names, in the order they were added
 */
const char *const *tessera_reach_get_headers (TesseraReach *self);
gboolean tessera_reach_has_header (TesseraReach *self, const char *name);

/**
 * tessera_reach_describe_trust:
 *
 * Returns: (transfer full): what is trusted, as a phrase for people, without a fingerprint
 */
char *tessera_reach_describe_trust (TesseraReach *self);

/**
 * tessera_header_check_name:
 *
 * Whether a header can be added: its name is a token (RFC 9110, 5.1), and is none that Tessera or
 * libsoup sets itself. Cookies can be added: Tessera's own follow them.
 *
 * Returns: %FALSE with %TESSERA_ERROR_INVALID
 */
gboolean tessera_header_check_name (const char *name, GError **error);

/**
 * tessera_header_check_value:
 * @name: the header's name, for the error
 *
 * Whether a header can have this value: one line of visible characters, blanks and tabs (RFC 9110,
 * 5.5); bytes above ASCII are accepted, because gates accept them.
 *
 * Returns: %FALSE with %TESSERA_ERROR_INVALID, which does not contain the value
 */
gboolean tessera_header_check_value (const char *name, TesseraSecret *value, GError **error);

G_END_DECLS

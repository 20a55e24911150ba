/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraCertificate:
 * @subject: whom it was issued to, as a distinguished name such as `CN=influx.example.com`
 * @issuer: who issued it; equal to @subject for a self-signed one
 * @not_before: (nullable): when it becomes valid
 * @not_after: (nullable): when it expires
 * @names: (array zero-terminated=1): the DNS names and IP addresses that it is for
 * @fingerprint: SHA-256 of the whole certificate, 64 lower-case hexadecimal digits
 *
 * What people need to see of a server's certificate to decide whether to trust it.
 */
typedef struct
{
  char *subject;
  char *issuer;
  GDateTime *not_before;
  GDateTime *not_after;
  GStrv names;
  char *fingerprint;
} TesseraCertificate;

/**
 * tessera_certificate_describe:
 *
 * Returns: (transfer full): what is in a certificate
 */
TesseraCertificate *tessera_certificate_describe (GTlsCertificate *certificate);
void tessera_certificate_free (TesseraCertificate *self);

/**
 * tessera_certificate_get_fingerprint:
 *
 * Returns: (transfer full): SHA-256 of the certificate, 64 lower-case hexadecimal digits
 */
char *tessera_certificate_get_fingerprint (GTlsCertificate *certificate);

/**
 * tessera_fingerprint_parse:
 * @text: a SHA-256 fingerprint as programs show it: with or without colons or blanks, and in the
 *   form of `openssl x509 -fingerprint -sha256`, with its title
 *
 * Returns: (transfer full) (nullable): 64 lower-case hexadecimal digits; %NULL with
 *   %TESSERA_ERROR_INVALID
 */
char *tessera_fingerprint_parse (const char *text, GError **error);

/**
 * tessera_fingerprint_format:
 * @fingerprint: 64 hexadecimal digits
 *
 * Returns: (transfer full): the fingerprint for people to compare: `3F:A1:…`, as browsers and
 *   `openssl` show it
 */
char *tessera_fingerprint_format (const char *fingerprint);

/**
 * tessera_authorities_parse:
 * @text: PEM, with one certificate or more; anything around them is left out
 *
 * Returns: (transfer full) (nullable): the certificates only, as PEM; %NULL with
 *   %TESSERA_ERROR_INVALID if there is none, or one can't be read
 */
char *tessera_authorities_parse (const char *text, GError **error);

/**
 * tessera_authorities_read:
 * @path: a file with the certificates of authorities
 *
 * Reads the file into memory, so that it is not needed later. In a Flatpak it can't be: only the
 * chosen file is visible there, and only for a while.
 *
 * Returns: (transfer full) (nullable): the same; %NULL with an error that names the file
 */
char *tessera_authorities_read (const char *path, GError **error);

/**
 * tessera_authorities_split:
 * @text: PEM
 *
 * Returns: (transfer full) (array zero-terminated=1): its certificates one by one, as PEM
 */
GStrv tessera_authorities_split (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraCertificate, tessera_certificate_free)

G_END_DECLS

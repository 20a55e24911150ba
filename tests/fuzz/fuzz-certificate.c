/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of authorities, fingerprints, and names of headers: what is accepted is accepted again, and
 * nothing else is in it. */

#include "core/model/certificate.h"
#include "core/model/reach.h"
#include "fuzz.h"

#include <string.h>

static void
try_authorities (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = tessera_authorities_parse (text, &error);
  g_autofree char *again = pem != NULL ? tessera_authorities_parse (pem, NULL) : NULL;

  g_assert_true ((pem == NULL) == (error != NULL));
  g_assert_cmpstr (again, ==, pem);
  g_assert_true (pem == NULL || g_str_has_prefix (pem, "-----BEGIN CERTIFICATE-----"));
}

static void
try_fingerprint (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pin = tessera_fingerprint_parse (text, &error);
  g_autofree char *shown = pin != NULL ? tessera_fingerprint_format (pin) : NULL;
  g_autofree char *again = shown != NULL ? tessera_fingerprint_parse (shown, NULL) : NULL;

  g_assert_true ((pin == NULL) == (error != NULL));
  g_assert_cmpstr (again, ==, pin);
  g_assert_true (pin == NULL || strspn (pin, "0123456789abcdef") == 64);
}

static void
try_header (const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tessera_header_check_name (text, &error) == (error == NULL));
  if (error == NULL)
    g_assert_null (strpbrk (text, " \t\r\n:"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  try_authorities (text);
  try_fingerprint (text);
  try_header (text);
  return 0;
}

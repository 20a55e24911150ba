/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value comes with what was around it where it was copied, or is something else. */

#include "core/base/secret.h"
#include "core/base/value-hint.h"

#include <string.h>

#define VALUE "bm90LWEtcmVhbC12YWx1ZQ=="

static void
check_pasted (const char *text, const char *expected)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new_pasted (text);

  g_assert_cmpstr (tessera_secret_peek (secret), ==, expected);
}

static void
test_wrapping (void)
{
  check_pasted (VALUE, VALUE);
  check_pasted (" \n" VALUE "\r\n", VALUE);
  check_pasted ("\xef\xbb\xbf" VALUE, VALUE);
  check_pasted ("Token " VALUE, VALUE);
  check_pasted ("bearer   " VALUE, VALUE);
  check_pasted ("Authorization: Token " VALUE "\n", VALUE);
  check_pasted ("\"" VALUE "\"", VALUE);
  check_pasted ("'Token " VALUE "'", VALUE);
  check_pasted ("“" VALUE "”", VALUE);
  check_pasted ("INFLUX_TOKEN='" VALUE "'", VALUE);
  /* Not around it, but in it. */
  check_pasted ("Token" VALUE, "Token" VALUE);
  check_pasted ("\"" VALUE, "\"" VALUE);
  check_pasted ("\"", "\"");
  check_pasted ("''", "''");
  check_pasted ("Token ", "Token");
  check_pasted ("", "");
  check_pasted ("\xff" VALUE " ", "\xff" VALUE);
}

static void
check_hint (const char *text, const char *part)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (text);
  const char *hint = tessera_value_hint_find (secret);

  if (part == NULL)
    g_assert_cmpstr (hint, ==, NULL);
  else
    {
      g_assert_nonnull (hint);
      g_assert_nonnull (strstr (hint, part));
    }
}

static void
test_hints (void)
{
  check_hint (VALUE, NULL);
  check_hint ("", NULL);
  check_hint ("my-own-token", NULL);
  check_hint ("0123456789abcdef", "the ID of a token");
  check_hint ("redacted", "placeholder");
  check_hint ("********", "placeholder");
  check_hint ("••••••••", "placeholder");
  check_hint ("xxxxxxxxxxxxxxxx", "placeholder");
  check_hint ("aaaaaaaa", NULL);
  check_hint ("curl --header " VALUE, "space");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pasted/wrapping", test_wrapping);
  g_test_add_func ("/pasted/hints", test_hints);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which answer makes which kind of server. */

#include "core/base/error.h"
#include "core/client/server-traits.h"

static GError *
new_error (TesseraError code)
{
  return tessera_error_new (code, NULL, "x");
}

static void
check_setup (const GError *error, TesseraServerFlavor flavor, gboolean takes_passwords)
{
  TesseraServerTraits traits;

  tessera_server_traits_init (&traits);
  g_assert_cmpint (traits.flavor, ==, TESSERA_SERVER_UNKNOWN);
  tessera_server_traits_learn_setup (&traits, error);
  g_assert_cmpint (traits.flavor, ==, flavor);
  g_assert_cmpint (traits.takes_passwords, ==, takes_passwords);
  g_assert_true (traits.has_me && traits.has_resource_types);
}

static void
test_setup (void)
{
  g_autoptr (GError) missing = new_error (TESSERA_ERROR_NOT_FOUND);
  g_autoptr (GError) unauthorized = new_error (TESSERA_ERROR_UNAUTHORIZED);
  g_autoptr (GError) late = new_error (TESSERA_ERROR_TIMED_OUT);
  g_autoptr (GError) strange = new_error (TESSERA_ERROR_NOT_INFLUXDB);

  check_setup (NULL, TESSERA_SERVER_OSS, TRUE);
  check_setup (missing, TESSERA_SERVER_SERVERLESS, FALSE);
  check_setup (unauthorized, TESSERA_SERVER_SERVERLESS, FALSE);
  check_setup (late, TESSERA_SERVER_UNKNOWN, TRUE);
  check_setup (strange, TESSERA_SERVER_UNKNOWN, TRUE);
}

static void
test_paths (void)
{
  g_autoptr (GError) missing = new_error (TESSERA_ERROR_NOT_FOUND);
  g_autoptr (GError) forbidden = new_error (TESSERA_ERROR_FORBIDDEN);
  TesseraServerTraits traits;

  tessera_server_traits_init (&traits);
  tessera_server_traits_learn_me (&traits, forbidden);
  tessera_server_traits_learn_resource_types (&traits, NULL);
  g_assert_true (traits.has_me && traits.has_resource_types);
  tessera_server_traits_learn_me (&traits, missing);
  g_assert_false (traits.has_me);
  g_assert_true (traits.has_resource_types);
  tessera_server_traits_learn_resource_types (&traits, missing);
  g_assert_false (traits.has_resource_types);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-traits/setup", test_setup);
  g_test_add_func ("/server-traits/paths", test_paths);
  return g_test_run ();
}

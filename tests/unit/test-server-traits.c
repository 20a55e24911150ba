/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which address and which answer make which kind of server. */

#include "core/base/error.h"
#include "core/client/server-traits.h"

/* One that nothing is known of. */
static const char *
new_address (void)
{
  static char address[64];
  static guint n;

  g_snprintf (address, sizeof address, "https://influx-%u.example.com", n++);
  return address;
}

static GError *
new_error (TesseraError code)
{
  return tessera_error_new (code, NULL, "x");
}

static void
check_address (const char *address, TesseraServerFlavor flavor, gboolean has_flux)
{
  TesseraServerTraits traits;

  tessera_server_traits_init (&traits, address);
  g_assert_cmpint (traits.flavor, ==, flavor);
  g_assert_cmpint (traits.has_flux, ==, has_flux);
  g_assert_cmpint (traits.shows_own_tokens_only, ==, flavor == TESSERA_SERVER_SERVERLESS);
  g_assert_cmpint (traits.has_passwords, ==, flavor == TESSERA_SERVER_UNKNOWN);
  g_assert_false (traits.is_observed);
  tessera_server_traits_clear (&traits);
}

static void
test_addresses (void)
{
  gsize count;
  const TesseraServerRegion *regions = tessera_server_get_regions (&count);

  g_assert_cmpint (count, ==, 2);
  for (gsize i = 0; i < count; i++)
    check_address (regions[i].address, TESSERA_SERVER_SERVERLESS, FALSE);
  check_address ("https://us-west-2-1.aws.cloud2.influxdata.com", TESSERA_SERVER_CLOUD_TSM, TRUE);
  check_address ("https://eu-central-1-1.aws.cloud2.influxdata.com.example.com",
                 TESSERA_SERVER_UNKNOWN, TRUE);
  check_address ("https://cloud2.influxdata.com", TESSERA_SERVER_UNKNOWN, TRUE);
  check_address (new_address (), TESSERA_SERVER_UNKNOWN, TRUE);
}

static void
check_setup (const GError *error, TesseraServerFlavor flavor, gboolean has_passwords)
{
  TesseraServerTraits traits;

  tessera_server_traits_init (&traits, new_address ());
  g_assert_cmpint (traits.flavor, ==, TESSERA_SERVER_UNKNOWN);
  tessera_server_traits_learn_setup (&traits, error);
  g_assert_cmpint (traits.flavor, ==, flavor);
  g_assert_cmpint (traits.has_passwords, ==, has_passwords);
  g_assert_cmpint (traits.is_observed, ==, flavor == TESSERA_SERVER_OSS);
  g_assert_true (traits.has_me && traits.has_resource_types);
  tessera_server_traits_clear (&traits);
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

/* Something in front of a self-hosted server may hide its set-up; what the server says of itself
 * counts. */
static void
test_version (void)
{
  g_autoptr (GError) missing = new_error (TESSERA_ERROR_NOT_FOUND);
  TesseraServerTraits traits;
  g_autofree char *title = NULL;

  tessera_server_traits_init (&traits, new_address ());
  g_assert_null (tessera_server_traits_get_title (&traits));
  tessera_server_traits_learn_version (&traits, "v2.9.1", "OSS");
  tessera_server_traits_learn_version (&traits, NULL, NULL);
  tessera_server_traits_learn_setup (&traits, missing);
  g_assert_cmpint (traits.flavor, ==, TESSERA_SERVER_OSS);
  title = tessera_server_traits_get_title (&traits);
  g_assert_cmpstr (title, ==, "InfluxDB 2.9.1");
  tessera_server_traits_clear (&traits);
}

static void
test_paths (void)
{
  g_autoptr (GError) missing = new_error (TESSERA_ERROR_NOT_FOUND);
  g_autoptr (GError) forbidden = new_error (TESSERA_ERROR_FORBIDDEN);
  TesseraServerTraits traits;

  tessera_server_traits_init (&traits, new_address ());
  tessera_server_traits_learn_me (&traits, forbidden);
  tessera_server_traits_learn_resource_types (&traits, NULL);
  g_assert_true (traits.has_me && traits.has_resource_types);
  tessera_server_traits_learn_me (&traits, missing);
  g_assert_false (traits.has_me);
  g_assert_true (traits.has_resource_types);
  tessera_server_traits_learn_resource_types (&traits, missing);
  g_assert_false (traits.has_resource_types);
  tessera_server_traits_clear (&traits);
}

/* Cloud also answers 401 or with a web page where it has no path; a self-hosted server does not. */
static void
test_missing (void)
{
  g_autoptr (GError) unauthorized = new_error (TESSERA_ERROR_UNAUTHORIZED);
  g_autoptr (GError) page = new_error (TESSERA_ERROR_NOT_INFLUXDB);
  g_autoptr (GError) late = new_error (TESSERA_ERROR_TIMED_OUT);
  TesseraServerTraits traits;

  tessera_server_traits_init (&traits, new_address ());
  g_assert_true (tessera_server_traits_is_missing (&traits, unauthorized));
  g_assert_true (tessera_server_traits_is_missing (&traits, page));
  g_assert_false (tessera_server_traits_is_missing (&traits, late));
  g_assert_false (tessera_server_traits_is_missing (&traits, NULL));
  tessera_server_traits_learn_setup (&traits, NULL);
  g_assert_false (tessera_server_traits_is_missing (&traits, unauthorized));
  g_assert_false (tessera_server_traits_is_missing (&traits, page));
  tessera_server_traits_clear (&traits);
}

/* The next client of the same server, but what it learns itself counts. */
static void
test_remembered (void)
{
  g_autoptr (GError) missing = new_error (TESSERA_ERROR_NOT_FOUND);
  TesseraServerTraits first, second;

  tessera_server_traits_init (&first, new_address ());
  tessera_server_traits_learn_setup (&first, missing);
  tessera_server_traits_init (&second, first.address);
  g_assert_cmpint (second.flavor, ==, TESSERA_SERVER_SERVERLESS);
  tessera_server_traits_learn_setup (&second, NULL);
  g_assert_cmpint (second.flavor, ==, TESSERA_SERVER_OSS);
  tessera_server_traits_clear (&first);
  tessera_server_traits_clear (&second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-traits/addresses", test_addresses);
  g_test_add_func ("/server-traits/setup", test_setup);
  g_test_add_func ("/server-traits/version", test_version);
  g_test_add_func ("/server-traits/paths", test_paths);
  g_test_add_func ("/server-traits/missing", test_missing);
  g_test_add_func ("/server-traits/remembered", test_remembered);
  return g_test_run ();
}

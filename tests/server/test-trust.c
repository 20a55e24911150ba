/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which certificates a client accepts, in one process: nothing that one client has accepted opens
 * the way for another one. */

#include "await.h"
#include "core/base/error.h"
#include "core/client/client.h"
#include "core/model/certificate.h"
#include "host.h"

#include <string.h>

static char *
get_fingerprint (const char *name)
{
  g_autofree char *pem = test_host_read_pem (name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);

  return tessera_certificate_get_fingerprint (certificate);
}

static TestHost *
host_new (const char *name)
{
  g_autofree char *pem = test_host_read_pem (name);
  TestHost *host = test_host_new_tls (pem);

  host->status = 200;
  host->type = "application/json";
  host->body = "{\"allowed\": false}";
  return host;
}

/* Asks with a token; returns the error. */
static GError *
ask (TestHost *host, TesseraTrust trust, const char *subject)
{
  g_autoptr (TesseraSecret) token = tessera_secret_new ("not to be sent to others");
  g_autoptr (TesseraClient) client = tessera_client_new_with_token (host->address, token);
  g_autoptr (TesseraReach) reach = tessera_reach_new (trust, subject, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean allowed = TRUE;
  GError *error = NULL;

  tessera_client_set_reach (client, reach);
  tessera_client_get_setup_allowed_async (client, NULL, test_store_result, &result);
  tessera_client_get_setup_allowed_finish (client, test_wait (&result), &allowed, &error);
  return error;
}

static void
assert_accepted (TestHost *host, TesseraTrust trust, const char *subject)
{
  guint before = host->requests;
  g_autoptr (GError) error = ask (host, trust, subject);

  g_assert_no_error (error);
  g_assert_cmpuint (host->requests, ==, before + 1);
}

/* Nothing was sent, and the error has the certificate. */
static void
assert_refused (TestHost *host, TesseraTrust trust, const char *subject, TesseraError code,
                const char *name)
{
  guint before = host->requests;
  g_autoptr (GError) error = ask (host, trust, subject);
  g_autofree char *expected = get_fingerprint (name);
  g_autofree char *found = NULL;

  g_assert_error (error, TESSERA_ERROR, (int) code);
  g_assert_cmpuint (host->requests, ==, before);
  g_assert_nonnull (tessera_error_get_certificate (error));
  found = tessera_certificate_get_fingerprint (tessera_error_get_certificate (error));
  g_assert_cmpstr (found, ==, expected);
}

static void
test_one_after_the_other (void)
{
  TestHost *host = host_new ("self-signed");
  g_autofree char *pin = get_fingerprint ("self-signed");
  g_autofree char *other = get_fingerprint ("self-signed-renewed");

  assert_refused (host, TESSERA_TRUST_SYSTEM, NULL, TESSERA_ERROR_TLS, "self-signed");
  for (guint i = 0; i < 2; i++)
    {
      assert_accepted (host, TESSERA_TRUST_NONE, NULL);
      assert_accepted (host, TESSERA_TRUST_FINGERPRINT, pin);
      assert_refused (host, TESSERA_TRUST_FINGERPRINT, other, TESSERA_ERROR_CERTIFICATE_CHANGED,
                      "self-signed");
      assert_refused (host, TESSERA_TRUST_SYSTEM, NULL, TESSERA_ERROR_TLS, "self-signed");
    }
  test_host_free (host);
}

static void
test_authorities (void)
{
  TestHost *host = host_new ("good");
  g_autofree char *ca = test_host_read_pem ("ca");
  g_autofree char *own = test_host_read_pem ("self-signed");
  g_autofree char *both = g_strconcat (own, ca, NULL);
  g_autofree char *parsed = tessera_authorities_parse (both, NULL);

  g_assert_nonnull (parsed);
  g_assert_null (strstr (parsed, "PRIVATE KEY"));
  assert_accepted (host, TESSERA_TRUST_AUTHORITY, parsed);
  assert_accepted (host, TESSERA_TRUST_AUTHORITY, ca);
  assert_refused (host, TESSERA_TRUST_AUTHORITY, own, TESSERA_ERROR_TLS, "good");
  assert_refused (host, TESSERA_TRUST_SYSTEM, NULL, TESSERA_ERROR_TLS, "good");
  test_host_free (host);
}

static void
test_description (void)
{
  g_autofree char *pem = test_host_read_pem ("good");
  g_autofree char *pin = get_fingerprint ("good");
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autoptr (TesseraCertificate) facts = tessera_certificate_describe (certificate);
  g_autofree char *until = g_date_time_format (facts->not_after, "%F");

  g_assert_cmpstr (facts->subject, ==, "CN=localhost");
  g_assert_cmpstr (facts->issuer, ==, "CN=Tessera test CA");
  g_assert_cmpstr (facts->names[0], ==, "localhost");
  g_assert_cmpstr (facts->names[1], ==, "127.0.0.1");
  g_assert_cmpstr (until, ==, "2120-01-01");
  g_assert_cmpstr (facts->fingerprint, ==, pin);
}

static void
test_fingerprints (void)
{
  static const char *const wrong[] = { "", "3f", "=", "SHA1 Fingerprint=AB:CD", "::::", NULL };
  g_autofree char *pin = get_fingerprint ("good");
  g_autofree char *shown = tessera_fingerprint_format (pin);
  g_autofree char *again = tessera_fingerprint_parse (shown, NULL);
  g_autofree char *longer = g_strconcat (pin, "0", NULL);
  g_autofree char *strange = g_strdup (pin);

  g_assert_cmpuint (strlen (shown), ==, 95);
  g_assert_cmpstr (again, ==, pin);
  for (guint i = 0; wrong[i] != NULL; i++)
    g_assert_null (tessera_fingerprint_parse (wrong[i], NULL));
  g_assert_null (tessera_fingerprint_parse (longer, NULL));
  strange[5] = 'g';
  g_assert_null (tessera_fingerprint_parse (strange, NULL));
}

/* A client for the same server does the same. */
static void
test_likeness (void)
{
  TestHost *host = host_new ("self-signed");
  g_autofree char *pin = get_fingerprint ("self-signed");
  g_autoptr (TesseraReach) reach = tessera_reach_new (TESSERA_TRUST_FINGERPRINT, pin, NULL);
  g_autoptr (TesseraSecret) value = tessera_secret_new ("open sesame");
  g_autoptr (TesseraClient) one = tessera_client_new (host->address);
  g_autoptr (TesseraClient) other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean allowed = TRUE;

  host->gate = "open sesame";
  tessera_client_set_reach (one, reach);
  tessera_client_add_header (one, "X-Gate", value);
  other = tessera_client_new_like (one);
  g_assert_true (tessera_secret_equal (tessera_client_get_header (other, "x-gate"), value));
  tessera_client_get_setup_allowed_async (other, NULL, test_store_result, &result);
  tessera_client_get_setup_allowed_finish (other, test_wait (&result), &allowed, &error);
  g_assert_no_error (error);
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  g_unsetenv ("SSL_CERT_FILE");
  g_unsetenv ("SSL_CERT_DIR");
  g_test_init (&argc, &argv, NULL);
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_print ("1..0 # SKIP no TLS here\n");
      return 0;
    }
  g_test_add_func ("/trust/one-after-the-other", test_one_after_the_other);
  g_test_add_func ("/trust/authorities", test_authorities);
  g_test_add_func ("/trust/description", test_description);
  g_test_add_func ("/trust/fingerprints", test_fingerprints);
  g_test_add_func ("/trust/likeness", test_likeness);
  return g_test_run ();
}

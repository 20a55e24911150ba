/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificates that this computer does not know, and headers for a gate: what the window shows of
 * them, and what a connection keeps. */

#include "app/connect/connect-page.h"
#include "app/connect/welcome-page.h"
#include "await.h"
#include "core/model/certificate.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define QUESTION "Certificate"
#define TRUST "Trust This Certificate"

static const char *
operator_token (void)
{
  return tessera_secret_peek (ui_get_server ()->token);
}

/* A good server behind this certificate. */
static TestHost *
make_server (const char *name)
{
  g_autofree char *pem = test_host_read_pem (name);
  TestHost *host = test_host_new_tls (pem);

  host->onwards = soup_session_new ();
  host->upstream = g_strdup (ui_get_server ()->address);
  return host;
}

static void
present (TestHost *host, const char *name)
{
  g_autofree char *pem = test_host_read_pem (name);

  test_host_present (host, pem);
}

/* The first of the four lines in which a fingerprint is shown. */
static char *
get_first_line (const char *name)
{
  g_autofree char *pem = test_host_read_pem (name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autofree char *pin = tessera_certificate_get_fingerprint (certificate);
  g_autofree char *shown = tessera_fingerprint_format (pin);

  shown[23] = '\0';
  return g_strdelimit (g_steal_pointer (&shown), ":", ' ');
}

static void
assert_shows (gpointer window, const char *name)
{
  g_autofree char *line = get_first_line (name);

  ui_wait_text (window, line);
}

static gpointer
begin (Ui *ui, TestHost *host)
{
  ui_open_connect_page (ui, host->address, NULL, operator_token ());
  ui_press (ui->window, "Connect");
  return ui_find_window (QUESTION);
}

static char *
read_connections (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "tessera", "connections", NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static gboolean
is_remembered (gpointer part)
{
  g_autofree char *text = read_connections ();

  return strstr (text, part) != NULL;
}

static gboolean
is_kept (gpointer address)
{
  g_autofree char *found = fixture_search ("server", address);

  return strstr (found, "io.github.tessera.SignIn") != NULL;
}

static void
test_trust_this_one (Ui *ui)
{
  TestHost *host = make_server ("self-signed");
  gpointer question = begin (ui, host);

  ui_wait_text (question, "This Certificate Is Not Trusted");
  ui_wait_text (question, "so nothing was sent");
  ui_find (question, ADW_TYPE_ACTION_ROW, "Issued By");
  ui_wait_text (question, "Itself (the certificate is self-signed)");
  ui_wait_text (question, "influx.example.com");
  assert_shows (question, "self-signed");
  ui_assert_named (question);
  g_assert_cmpuint (host->requests, ==, 0);

  /* Enter trusts nothing, and Escape neither; it can be asked for again. */
  ui_keys (question, "Return");
  ui_wait_no_window (QUESTION);
  ui_wait_banner (ui->window, "does not know who issued it");
  ui_press (ui->window, "Show Certificate…");
  ui_keys (ui_find_window (QUESTION), "Escape");
  ui_wait_no_window (QUESTION);
  g_assert_true (g_str_equal (ui_read (ui->window, "API Token"), operator_token ()));
  g_assert_cmpuint (host->requests, ==, 0);

  ui_press (ui->window, "Show Certificate…");
  ui_press (ui_find_window (QUESTION), TRUST);
  ui_wait_tokens (ui);
  test_wait_until ("the connection to be kept", is_kept, host->address);
  g_assert_true (is_remembered ((gpointer) "trust=fingerprint"));
  ui_restart (ui);
  ui_wait_tokens (ui);
  test_host_free (host);
}

/* What was decided about one address is not for another one. */
static void
test_another_address (Ui *ui)
{
  TestHost *host = make_server ("self-signed");
  TestHost *other = make_server ("self-signed");
  gpointer question = begin (ui, host);

  host->gate = "never";
  ui_press (question, TRUST);
  ui_wait_banner (ui->window, "refused the request");
  ui_fill (ui->window, "Address", other->address);
  ui_press (ui->window, "Connect");
  ui_find_window (QUESTION);
  g_assert_cmpuint (other->requests, ==, 0);
  ui_close (ui_find_window (QUESTION));
  ui_wait_no_window (QUESTION);
  test_host_free (host);
  test_host_free (other);
}

static void
test_changed (Ui *ui)
{
  TestHost *host = make_server ("self-signed");
  gpointer question = begin (ui, host);
  guint before;

  ui_press (question, TRUST);
  ui_wait_tokens (ui);
  test_wait_until ("the connection to be kept", is_kept, host->address);
  present (host, "self-signed-renewed");
  before = host->requests;
  ui_restart (ui);
  ui_wait_text (ui->window, "Not Connected");
  ui_wait_text (ui->window, "is not the one that you trust");
  g_assert_cmpuint (host->requests, ==, before);

  ui_press (ui->window, "Show Certificate…");
  question = ui_find_window (QUESTION);
  ui_wait_text (question, "The Certificate Has Changed");
  assert_shows (question, "self-signed");
  assert_shows (question, "self-signed-renewed");
  ui_press (question, "Cancel");
  ui_wait_no_window (QUESTION);
  g_assert_cmpuint (host->requests, ==, before);

  ui_press (ui->window, "Show Certificate…");
  ui_press (ui_find_window (QUESTION), TRUST);
  ui_wait_tokens (ui);
  ui_restart (ui);
  ui_wait_tokens (ui);
  test_host_free (host);
}

static void
test_authority (Ui *ui)
{
  TestHost *host = make_server ("good");
  gpointer question = begin (ui, host);
  g_autofree char *none =
      g_canonicalize_filename ("../influxdb-2.9.1.jsonl", g_getenv ("TEST_TLS"));
  g_autofree char *copy = g_build_filename (g_get_user_config_dir (), "ca.pem", NULL);
  g_autofree char *text = test_host_read_pem ("ca");

  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  ui_press (question, "Choose a Certificate Authority…");
  ui_open_file (none, "Choose");
  ui_wait_banner (question, "does not contain a certificate");
  ui_press (question, "Choose a Certificate Authority…");
  ui_open_file (copy, "Choose");
  ui_wait_tokens (ui);
  test_wait_until ("the connection to be kept", is_kept, host->address);
  g_remove (copy);
  ui_restart (ui);
  ui_wait_tokens (ui);
  present (host, "self-signed");
  ui_restart (ui);
  ui_wait_text (ui->window, "does not know who issued it");
  test_host_free (host);
}

/* Not before the window knows that the connection is kept. */
static gboolean
try_details (gpointer window)
{
  if (ui_look_window ("Connection") == NULL)
    gtk_widget_activate_action (window, "win.connection-details", NULL);
  return ui_look_window ("Connection") != NULL;
}

static gpointer
open_details (Ui *ui)
{
  test_wait_until ("the details", try_details, ui->window);
  return ui_look_window ("Connection");
}

static void
test_details (Ui *ui)
{
  TestHost *host = make_server ("self-signed");
  gpointer question = begin (ui, host);
  gpointer details;

  ui_press (question, TRUST);
  ui_wait_tokens (ui);
  test_wait_until ("the connection to be kept", is_kept, host->address);
  details = open_details (ui);
  ui_wait_text (details, host->address);
  ui_wait_text (details, TEST_ORGANIZATION);
  ui_wait_text (details, "An API token");
  ui_wait_text (details, "Only one certificate");
  assert_shows (details, "self-signed");
  ui_assert_named (details);

  ui_press (details, "Stop Trusting…");
  ui_press (ui_find_window ("Stop Trusting?"), "Cancel");
  ui_wait_no_window ("Stop Trusting?");
  g_assert_true (is_remembered ((gpointer) "trust=fingerprint"));
  ui_press (details, "Stop Trusting…");
  ui_press (ui_find_window ("Stop Trusting?"), "Stop Trusting");
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  g_assert_false (is_remembered ((gpointer) "trust="));
  ui_restart (ui);
  ui_wait_text (ui->window, "does not know who issued it");
  test_host_free (host);
}

/* A gate in front of the server. */
static void
test_headers (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;
  gpointer details;

  host->gate = "open sesame";
  ui_open_connect_page (ui, host->address, NULL, operator_token ());
  g_assert_null (ui_look (ui->window, GTK_TYPE_BUTTON, "Add Header"));
  adw_expander_row_set_expanded (ui_find (ui->window, ADW_TYPE_EXPANDER_ROW, "Advanced"), TRUE);
  ui_press (ui->window, "Add Header");
  ui_fill (ui->window, "Header Name", "Authorization");
  ui_fill (ui->window, "Header Value", "open sesame");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "sets the header “Authorization” itself");
  ui_fill (ui->window, "Header Name", "X-Gate");
  ui_assert_named (ui->window);
  g_assert_cmpuint (host->requests, ==, 0);
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
  test_wait_until ("the connection to be kept", is_kept, host->address);
  ui_restart (ui);
  ui_wait_tokens (ui);
  text = read_connections ();
  g_assert_null (strstr (text, "sesame"));
  g_assert_nonnull (strstr (text, "headers=X-Gate;"));
  details = open_details (ui);
  ui_wait_text (details, "X-Gate");
  g_assert_false (ui_has_text (details, "sesame"));
  g_assert_null (ui_look (details, GTK_TYPE_BUTTON, "Stop Trusting…"));
  ui_close (details);
  ui_wait_no_window ("Connection");

  /* The gate has a new key: the old one is filled in, and is replaced. */
  host->gate = "open barley";
  ui_restart (ui);
  ui_wait_text (ui->window, "Not Connected");
  ui_press (ui->window, "Sign In Again…");
  ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "Header Value");
  while (!g_str_equal (ui_read (ui->window, "Header Value"), "open sesame"))
    g_main_context_iteration (NULL, TRUE);
  ui_fill (ui->window, "Header Value", "open barley");
  ui_fill (ui->window, "API Token", operator_token ());
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
  ui_restart (ui);
  ui_wait_tokens (ui);
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  g_unsetenv ("SSL_CERT_FILE");
  g_unsetenv ("SSL_CERT_DIR");
  ui_init (&argc, &argv);
  ui_add ("/trust/this-one", test_trust_this_one);
  ui_add ("/trust/another-address", test_another_address);
  ui_add ("/trust/changed", test_changed);
  ui_add ("/trust/authority", test_authority);
  ui_add ("/trust/details", test_details);
  ui_add ("/trust/headers", test_headers);
  return ui_run ();
}

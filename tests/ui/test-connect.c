/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the first start to the list of tokens: Welcome, signing in, and all that can go wrong there.
 */

#include "app/connect/connect-page.h"
#include "app/connect/welcome-page.h"
#include "app/tokens/tokens-page.h"
#include "await.h"
#include "host.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *
operator_token (void)
{
  return tessera_secret_peek (ui_get_server ()->token);
}

/* After an error: it is said, what was typed is still there, and the next try works. */
static void
assert_failed (Ui *ui, const char *words, const char *address, const char *secret)
{
  gpointer page = ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);
  const char *field = ui_look (page, ADW_TYPE_ENTRY_ROW, "Password") ? "Password" : "API Token";

  ui_wait_banner (page, words);
  g_assert_cmpuint (ui_count (page, GTK_TYPE_BUTTON, "Dismiss"), ==, 1);
  g_assert_cmpstr (ui_read (page, "Address"), ==, address);
  g_assert_true (g_str_equal (ui_read (page, field), secret));
  g_assert_null (strstr (
      tessera_error_banner_get_message (ui_look (page, TESSERA_TYPE_ERROR_BANNER, NULL)), secret));
}

static void
assert_fails (Ui *ui, const char *words, const char *address, const char *username,
              const char *secret)
{
  ui_open_connect_page (ui, address, username, secret);
  ui_press (ui->window, "Connect");
  assert_failed (ui, words, address, secret);
  ui_press (ui->window, "Back");
}

static void
test_welcome (Ui *ui)
{
  gpointer page = ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);

  ui_wait_text (page, "Welcome to Tessera");
  g_assert_null (ui_look (page, ADW_TYPE_ACTION_ROW, NULL));
  ui_press (page, "Connect to InfluxDB…");
  ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);
  ui_press (ui->window, "Back");
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
}

static void
test_demo_server (Ui *ui)
{
  ui_press (ui->window, "Try the Demo Server");
  ui_wait_tokens (ui);
  ui_wait_text (ui->window, "Edge gateway hall 1");
  /* A stranger's markup is text. */
  ui_wait_text (ui->window, "Mara <b>sandbox</b> & notes");
  /* It is not remembered: it is gone at the next start. */
  ui_restart (ui);
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
}

static void
test_by_token (Ui *ui)
{
  g_autofree char *pasted = g_strconcat (" ", operator_token (), "\n", NULL);

  ui_connect_to (ui, ui_get_server ()->address, NULL, pasted);
  ui_wait_text (ui->window, TEST_ORGANIZATION);
  g_assert_false (ui_has_banner (ui->window));
}

static void
test_by_password (Ui *ui)
{
  ui_connect_to (ui, ui_get_server ()->address, TEST_USERNAME, TEST_PASSWORD);
  ui_wait_text (ui->window, TEST_ORGANIZATION);
  g_assert_false (ui_has_banner (ui->window));
}

/* Out of a browser's address bar, and with Enter instead of the button. */
static void
test_address_is_normalized (Ui *ui)
{
  const char *authority = ui_get_server ()->address + strlen ("http://");
  g_autofree char *typed =
      g_strconcat (" ", authority, "/orgs/0123456789abcdef/load-data/tokens ", NULL);

  ui_open_connect_page (ui, typed, NULL, operator_token ());
  gtk_widget_grab_focus (ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "API Token"));
  ui_keys (ui->window, "Return");
  ui_wait_tokens (ui);
  ui_wait_text (ui->window, ui_get_server ()->address);
}

static void
assert_warning (Ui *ui, const char *address, gboolean expected)
{
  ui_fill (ui->window, "Address", address);
  ui_settle ();
  g_assert_true (ui_has_text (ui->window, "This connection is not encrypted") == expected);
}

static void
test_plain_http (Ui *ui)
{
  ui_open_connect_page (ui, "", NULL, "");
  assert_warning (ui, "http://influx.example.com:8086", TRUE);
  assert_warning (ui, "https://influx.example.com:8086", FALSE);
  assert_warning (ui, "influx.example.com", FALSE); /* that means https */
  assert_warning (ui, "http://192.0.2.1", TRUE);
  assert_warning (ui, "localhost:8086", FALSE);
  assert_warning (ui, "http://[::1]:8086", FALSE);
}

static void
test_fields_missing (Ui *ui)
{
  const char *address = ui_get_server ()->address;

  assert_fails (ui, "This is not a valid server address.", "", NULL, "a-token");
  ui_open_connect_page (ui, address, NULL, "");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "The API token is missing.");
  ui_press (ui->window, "Back");
  ui_open_connect_page (ui, address, "", "");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "The user name is missing.");
  ui_fill (ui->window, "User Name", "somebody");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "The password is missing.");
}

static void
test_wrong_address (Ui *ui)
{
  TestHost *host = test_host_new (200, "text/html", "");
  g_autofree char *address = g_strdup (host->address);

  test_host_free (host);
  assert_fails (ui, "Nothing is listening on this port at “127.0.0.1”.", address, NULL, "a-token");
  assert_fails (ui, "No server named “no-such-host.invalid” was found.",
                "http://no-such-host.invalid:8086", NULL, "a-token");
  assert_fails (ui, "This is not a valid server address.", "what is this", NULL, "a-token");
  assert_fails (ui, "only over http or https", "ftp://localhost", NULL, "a-token");
  assert_fails (ui, "Leave the user name and password out", "http://me:secret@localhost", NULL,
                "a-token");
  assert_fails (ui, "The port must be a number", "http://localhost:0", NULL, "a-token");
  ui_connect (ui);
}

static const struct
{
  guint status;
  const char *type;
  const char *body;
  const char *words;
} strangers[] = {
  { 200, "text/html", "<!doctype html><title>Router</title>", "it is not InfluxDB" },
  { 404, "text/html", "<h1>Not Found</h1>", "it is not InfluxDB" },
  { 200, "application/json", "{\"hello\": \"world\"}", "not the way InfluxDB 2 does" },
  { 200, "application/json", "[1, 2]", "not the way InfluxDB 2 does" },
  { 200, "application/json", "{\"allowed\": \"maybe\"}", "not the way InfluxDB 2 does" },
  { 200, "application/json", "{\"allowed\": fal", "cut off or damaged" },
  { 502, "text/html", "<h1>Bad Gateway</h1>", "is not available at the moment" },
  { 302, "text/plain", "", "The server redirects" },
};

static void
test_no_influxdb (Ui *ui)
{
  TestHost *host = test_host_new (200, "text/html", "");

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      host->status = strangers[i].status;
      host->type = strangers[i].type;
      host->body = strangers[i].body;
      host->location = host->status == 302 ? "http://elsewhere.example.com/" : NULL;
      assert_fails (ui, strangers[i].words, host->address, NULL, "a-token");
    }
  g_assert_false (host->signed_);
  test_host_free (host);
  ui_connect (ui);
}

static void
test_wrong_secret (Ui *ui)
{
  const char *address = ui_get_server ()->address;

  assert_fails (ui, "The server does not recognize this API token.", address, NULL,
                "no-such-token");
  assert_fails (ui, "did not accept this user name and password", address, TEST_USERNAME,
                "not-the-password");
  ui_connect (ui);
}

static void
test_never_set_up (Ui *ui)
{
  TestServer *fresh = test_server_start ();

  assert_fails (ui, "This InfluxDB server has not been set up", fresh->address, NULL, "a-token");
  test_server_stop (fresh);
}

static void
test_no_organization (Ui *ui)
{
  TestServer *server = ui_get_server ();
  guint status;
  g_autofree char *user = test_server_ask (server, "POST", "/api/v2/users", server->token,
                                           "{\"name\":\"loner\"}", &status);
  g_autoptr (JsonNode) root = json_from_string (user, NULL);
  g_autofree char *path =
      g_strdup_printf ("/api/v2/users/%s/password",
                       json_object_get_string_member (json_node_get_object (root), "id"));

  g_free (test_server_ask (server, "POST", path, server->token, "{\"password\":\"loner-password\"}",
                           &status));
  g_assert_cmpuint (status, ==, 204);
  assert_fails (ui, "this account can’t see any organization", server->address, "loner",
                "loner-password");
  ui_connect (ui);
}

static gboolean
is_signed_out (gpointer host)
{
  return test_host_count (host, "POST /api/v2/signout") > 0;
}

/* With several organizations the page asks for which one tokens are made. Whoever goes back there
 * is signed out. */
static void
test_several_organizations (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *organizations =
      g_strdup_printf ("{\"orgs\":[{\"id\":\"00000000000000bb\",\"name\":\"<b>other\"},"
                       "{\"id\":\"%s\",\"name\":\"" TEST_ORGANIZATION "\"}]}",
                       ui_get_server ()->org_id);

  test_host_fail (host, "GET /api/v2/orgs", 200, organizations);
  ui_open_connect_page (ui, host->address, TEST_USERNAME, TEST_PASSWORD);
  ui_press (ui->window, "Connect");
  ui_wait_text (ui->window, "Choose an Organization");
  ui_find (ui->window, ADW_TYPE_ACTION_ROW, "<b>other");

  ui_press (ui->window, "Back");
  test_wait_until ("the session to end", is_signed_out, host);
  g_assert_cmpstr (ui_read (ui->window, "Address"), ==, host->address);
  ui_press (ui->window, "Connect");
  gtk_widget_activate (ui_find (ui->window, ADW_TYPE_ACTION_ROW, TEST_ORGANIZATION));
  ui_wait_tokens (ui);
  ui_wait_text (ui->window, TEST_ORGANIZATION);
  test_host_free (host);
}

/* A server that takes the request and never answers can be left at once. */
static void
test_cancel (Ui *ui)
{
  TestHost *host = test_host_new (200, "text/plain", "");

  host->silent = TRUE;
  ui_open_connect_page (ui, host->address, NULL, "a-token");
  ui_press (ui->window, "Connect");
  ui_wait_text (ui->window, "Connecting…");
  ui_press (ui->window, "Cancel");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Connect");
  g_assert_false (ui_has_banner (ui->window));
  g_assert_cmpstr (ui_read (ui->window, "Address"), ==, host->address);
  ui_press (ui->window, "Back");
  ui_connect (ui);
  test_host_free (host);
}

/* The end of the case sees that nothing of the window is left. */
static void
test_close_while_connecting (Ui *ui)
{
  TestHost *host = test_host_new (200, "text/plain", "");

  host->silent = TRUE;
  ui_open_connect_page (ui, host->address, NULL, "a-token");
  ui_press (ui->window, "Connect");
  ui_wait_text (ui->window, "Connecting…");
  ui_restart (ui);
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/connect/welcome", test_welcome);
  ui_add ("/connect/demo-server", test_demo_server);
  ui_add ("/connect/by-token", test_by_token);
  ui_add ("/connect/by-password", test_by_password);
  ui_add ("/connect/address-is-normalized", test_address_is_normalized);
  ui_add ("/connect/plain-http", test_plain_http);
  ui_add ("/connect/fields-missing", test_fields_missing);
  ui_add ("/connect/wrong-address", test_wrong_address);
  ui_add ("/connect/no-influxdb", test_no_influxdb);
  ui_add ("/connect/wrong-secret", test_wrong_secret);
  ui_add ("/connect/never-set-up", test_never_set_up);
  ui_add ("/connect/no-organization", test_no_organization);
  ui_add ("/connect/several-organizations", test_several_organizations);
  ui_add ("/connect/cancel", test_cancel);
  ui_add ("/connect/close-while-connecting", test_close_while_connecting);
  return ui_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server that was never set up: from the connect page to its operator token, and a token for
 * everyday use. */

#include "app/compose/new-token-page.h"
#include "app/connect/connect-page.h"
#include "app/connect/setup-page.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <string.h>

#define REVEAL "Token Created"
#define QUESTION "Close Without Saving the Value?"
#define PASSWORD "Password"
#define REPEAT "Repeat Password"

/* Nobody has credentials for such a server: none are needed to get there. */
static void
test_without_credentials (Ui *ui)
{
  TestServer *server = test_server_start ();

  ui_open_connect_page (ui, server->address, NULL, "");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "This InfluxDB server has not been set up");
  ui_press (ui->window, "Set Up This Server");
  ui_find (ui->window, TESSERA_TYPE_SETUP_PAGE, NULL);
  test_server_stop (server);
}

/* From the connect page, with a token typed that must still be there later. */
static gpointer
open_setup (Ui *ui, const char *address)
{
  ui_open_connect_page (ui, address, NULL, "typed-before");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "This InfluxDB server has not been set up");
  ui_press (ui->window, "Set Up This Server");
  return ui_find (ui->window, TESSERA_TYPE_SETUP_PAGE, NULL);
}

static void
fill (gpointer page, const char *username, const char *password, const char *org,
      const char *bucket)
{
  ui_fill (page, "User Name", username);
  ui_fill (page, PASSWORD, password);
  ui_fill (page, REPEAT, password);
  ui_fill (page, "Organization", org);
  ui_fill (page, "Bucket", bucket);
}

static void
assert_entries (gpointer page, const char *username, const char *password, const char *org)
{
  g_assert_cmpstr (ui_read (page, "User Name"), ==, username);
  g_assert_true (g_str_equal (ui_read (page, PASSWORD), password));
  g_assert_true (g_str_equal (ui_read (page, REPEAT), password));
  g_assert_cmpstr (ui_read (page, "Organization"), ==, org);
}

static gboolean
is_wrong (gpointer page, const char *row)
{
  GtkWidget *widget = ui_find (page, ADW_TYPE_ENTRY_ROW, row);

  return gtk_widget_has_css_class (widget, "error") &&
         gtk_test_accessible_has_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
press_set_up (gpointer page)
{
  ui_press (page, "Set Up");
}

/* Each mistake is said where it is, before anything is sent, and nothing is lost by it. */
static void
test_mistakes (Ui *ui)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  gpointer page = open_setup (ui, host->address);
  guint before = host->requests;

  ui_assert_named (page);
  press_set_up (page);
  ui_wait_text (page, "The user name is missing.");
  ui_wait_text (page, "The name of the organization is missing.");
  g_assert_true (is_wrong (page, "User Name") && is_wrong (page, "Organization"));
  fill (page, "ann", "short", "acme", "_own");
  g_assert_false (ui_has_text (page, "missing"));
  press_set_up (page);
  ui_wait_text (page, "The password is too short.");
  ui_wait_text (page, "can’t start with an underscore");
  g_assert_true (is_wrong (page, PASSWORD) && is_wrong (page, "Bucket"));
  assert_entries (page, "ann", "short", "acme");
  fill (page, "ann", "correct-horse", "acme", "first");
  ui_fill (page, REPEAT, "correct-hose");
  press_set_up (page);
  ui_wait_text (page, "The two passwords are not the same.");
  g_assert_true (is_wrong (page, REPEAT));
  g_assert_cmpuint (host->requests, ==, before);
  test_host_free (host);
  test_server_stop (server);
}

/* The server has rules of its own. Back leads to the form, and what was entered there, and forth
 * again to what was entered here. */
static void
test_refused_and_back (Ui *ui)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  gpointer page = open_setup (ui, host->address);
  gpointer connect = ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);

  test_host_fail (host, "POST /api/v2/setup", 400,
                  "{\"code\":\"invalid\",\"message\":\"passwords must contain a bird\"}");
  fill (page, "ann", "correct-horse", "acme", "first");
  press_set_up (page);
  ui_wait_text (page, "The server did not accept the password: “passwords must contain a bird”");
  g_assert_true (is_wrong (page, PASSWORD));
  assert_entries (page, "ann", "correct-horse", "acme");

  ui_keys (ui->window, "Escape");
  ui_wait_gone (connect, TESSERA_TYPE_SETUP_PAGE, NULL);
  g_assert_cmpstr (ui_read (connect, "Address"), ==, host->address);
  g_assert_cmpstr (ui_read (connect, "API Token"), ==, "typed-before");
  ui_press (connect, "Connect");
  ui_wait_banner (connect, "has not been set up");
  ui_press (connect, "Set Up This Server");
  page = ui_find (ui->window, TESSERA_TYPE_SETUP_PAGE, NULL);
  assert_entries (page, "ann", "correct-horse", "acme");

  test_host_fail (host, NULL, 0, NULL);
  press_set_up (page);
  ui_find_window (REVEAL);
  ui_press (ui_find_window (REVEAL), "Done");
  ui_wait_no_window (REVEAL);
  ui_wait_tokens (ui);
  test_host_free (host);
  test_server_stop (server);
}

static gboolean
is_token_saved (gpointer address)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) ids = NULL;

  tessera_keyring_list_tokens_async (keyring, address, NULL, test_store_result, &result);
  ids = tessera_keyring_list_tokens_finish (keyring, test_wait (&result), NULL);
  return ids != NULL && g_hash_table_size (ids) == 1;
}

/* The whole way, with the keyboard where there are keys for it. */
static void
test_whole_way (Ui *ui)
{
  TestServer *server = test_server_start ();
  gpointer page = open_setup (ui, server->address), reveal;
  g_autoptr (TesseraSecret) value = NULL;
  guint status;
  g_autofree char *buckets = NULL;

  fill (page, "ann", "correct-horse", "acme", "first");
  adw_combo_row_set_selected (ui_find (page, ADW_TYPE_COMBO_ROW, "Keep Data"), 3);
  gtk_widget_grab_focus (ui_find (page, ADW_TYPE_ENTRY_ROW, "Bucket"));
  ui_keys (ui->window, "Return");
  reveal = ui_find_window (REVEAL);
  ui_wait_text (reveal, "ann's Token");
  ui_wait_text (reveal, "In your keyring as");
  g_assert_true (is_token_saved (server->address));
  ui_assert_named (reveal);
  value = ui_get_value (reveal);
  buckets = test_server_ask (server, "GET", "/api/v2/buckets?name=first", value, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (buckets, "604800"));

  ui_press (reveal, "Create a Token for Everyday Use");
  ui_wait_no_window (REVEAL);
  ui_find (ui->window, TESSERA_TYPE_NEW_TOKEN_PAGE, NULL);
  g_assert_false (ui_has_banner (ui->window));
  /* It is remembered: the next start opens it. */
  ui_wait_sign_in_kept (server->address);
  ui_restart (ui);
  ui_wait_tokens (ui);
  ui_wait_text (ui->window, "acme");
  test_server_stop (server);
}

/* Without saving, closing asks, and what was to come next is called off with it. */
static void
test_not_saved (Ui *ui)
{
  TestServer *server = test_server_start ();
  gpointer page = open_setup (ui, server->address), reveal;

  fill (page, "ann", "correct-horse", "acme", "first");
  gtk_switch_set_active (ui_find (page, GTK_TYPE_SWITCH, NULL), FALSE);
  press_set_up (page);
  reveal = ui_find_window (REVEAL);
  g_assert_false (is_token_saved (server->address));
  ui_press (reveal, "Create a Token for Everyday Use");
  ui_press (ui_find_window (QUESTION), "Keep Open");
  ui_wait_no_window (QUESTION);
  ui_press (reveal, "Done");
  ui_press (ui_find_window (QUESTION), "Close and Lose Value");
  ui_wait_no_window (REVEAL);
  ui_wait_tokens (ui);
  test_server_stop (server);
}

static gboolean
has_swallowed (gpointer host)
{
  return ((TestHost *) host)->swallowed > 0;
}

/* Canceled too late: it is said what may be there now. */
static void
test_lost_reply (Ui *ui)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  gpointer page = open_setup (ui, host->address);

  host->fault = "POST /api/v2/setup";
  host->swallows = TRUE;
  fill (page, "ann", "correct-horse", "acme", "first");
  press_set_up (page);
  test_wait_until ("the server to be set up", has_swallowed, host);
  /* Closing the window would lose what the server says. */
  ui_close (ui->window);
  ui_wait_banner (page, "The server may have been set up anyway.");
  ui_wait_banner (page, "Sign in as “ann” with the password you entered");
  assert_entries (page, "ann", "correct-horse", "acme");
  press_set_up (page);
  ui_wait_banner (page, "This server has already been set up.");
  test_host_free (host);
  test_server_stop (server);
}

static void
test_cancel (Ui *ui)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  gpointer page = open_setup (ui, host->address);

  fill (page, "ann", "correct-horse", "acme", "first");
  host->fault = "GET /api/v2/setup";
  host->silent = TRUE;
  press_set_up (page);
  ui_press (page, "Cancel");
  ui_find (page, GTK_TYPE_BUTTON, "Set Up");
  g_assert_false (ui_has_banner (page));
  assert_entries (page, "ann", "correct-horse", "acme");
  test_host_free (host);
  test_server_stop (server);
}

/* Where there is nothing to save in, that is known before the server is set up. */
static void
test_no_keyring (Ui *ui)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  gpointer page = open_setup (ui, host->address);
  guint before = host->requests;

  fill (page, "ann", "correct-horse", "acme", "first");
  press_set_up (page);
  ui_wait_banner (page, "Nothing was set up, because the operator token could not be saved.");
  assert_entries (page, "ann", "correct-horse", "acme");
  g_assert_cmpuint (host->requests, ==, before);
  gtk_switch_set_active (ui_find (page, GTK_TYPE_SWITCH, NULL), FALSE);
  press_set_up (page);
  ui_press (ui_find_window (REVEAL), "Done");
  ui_press (ui_find_window (QUESTION), "Close and Lose Value");
  ui_wait_no_window (REVEAL);
  ui_wait_tokens (ui);
  test_host_free (host);
  test_server_stop (server);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0)
    {
      ui_add ("/setup/no-keyring", test_no_keyring);
      return ui_run ();
    }
  ui_add ("/setup/without-credentials", test_without_credentials);
  ui_add ("/setup/mistakes", test_mistakes);
  ui_add ("/setup/refused-and-back", test_refused_and_back);
  ui_add ("/setup/whole-way", test_whole_way);
  ui_add ("/setup/not-saved", test_not_saved);
  ui_add ("/setup/lost-reply", test_lost_reply);
  ui_add ("/setup/cancel", test_cancel);
  return ui_run ();
}

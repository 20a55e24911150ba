/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is remembered of a connection, and what is not. */

#include "app/connect/connect-page.h"
#include "app/connect/welcome-page.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <string.h>

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "tessera", "connections", NULL);
}

static char *
read_file (void)
{
  g_autofree char *path = get_path ();
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The sign-ins that the keyring has for this server. */
static guint
count_sign_ins (const char *address)
{
  g_autofree char *found = fixture_search ("server", address);
  guint count = 0;

  for (const char *p = strstr (found, "io.github.tessera.SignIn"); p != NULL;
       p = strstr (p + 1, "io.github.tessera.SignIn"))
    count++;
  return count;
}

static gboolean
is_remembered (gpointer address)
{
  return count_sign_ins (address) == 1;
}

static gboolean
is_forgotten (gpointer address)
{
  return count_sign_ins (address) == 0;
}

static void
connect_and_remember (Ui *ui, const char *address, const char *username, const char *secret)
{
  ui_connect_to (ui, address, username, secret);
  test_wait_until ("the sign-in to be kept", is_remembered, (gpointer) address);
}

/* Each case has an address of its own, or the keyring would know it already. */
static TestHost *
make_server (void)
{
  return test_host_new_before (ui_get_server ()->address);
}

static const char *
operator_token (void)
{
  return tessera_secret_peek (ui_get_server ()->token);
}

static void
assert_survives (Ui *ui, const char *username, const char *secret)
{
  TestHost *host = make_server ();
  g_autofree char *text = NULL;

  connect_and_remember (ui, host->address, username, secret);
  text = read_file ();
  g_assert_nonnull (strstr (text, host->address));
  g_assert_null (strstr (text, secret));

  ui_restart (ui);
  ui_wait_tokens (ui);
  ui_wait_text (ui->window, host->address);
  g_assert_false (ui_has_banner (ui->window));
  test_host_free (host);
}

static void
test_token (Ui *ui)
{
  assert_survives (ui, NULL, operator_token ());
}

static void
test_password (Ui *ui)
{
  assert_survives (ui, TEST_USERNAME, TEST_PASSWORD);
}

/* Connecting once more with another token replaces what is remembered. */
static void
test_same_again (Ui *ui)
{
  TestHost *host = make_server ();

  connect_and_remember (ui, host->address, NULL, operator_token ());
  connect_and_remember (ui, host->address, NULL, operator_token ());
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  g_assert_cmpuint (ui_count (ui->window, ADW_TYPE_ACTION_ROW, NULL), ==, 1);
  test_host_free (host);
}

/* Another program cleared the keyring: asked for again, with all the rest filled in. */
static void
test_sign_in_is_gone (Ui *ui)
{
  TestHost *host = make_server ();
  g_autofree char *command = g_strconcat ("secret-tool clear server ", host->address, NULL);

  connect_and_remember (ui, host->address, TEST_USERNAME, TEST_PASSWORD);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  ui_restart (ui);
  ui_wait_text (ui->window, "Not Connected");
  ui_wait_text (ui->window, "It is not in the keyring.");

  ui_press (ui->window, "Sign In Again…");
  g_assert_cmpstr (ui_read (ui->window, "Address"), ==, host->address);
  g_assert_cmpstr (ui_read (ui->window, "User Name"), ==, TEST_USERNAME);
  g_assert_cmpstr (ui_read (ui->window, "Password"), ==, "");
  ui_fill (ui->window, "Password", TEST_PASSWORD);
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
  test_wait_until ("the sign-in to be kept", is_remembered, host->address);

  ui_restart (ui);
  ui_wait_tokens (ui);
  test_host_free (host);
}

static void
test_forget (Ui *ui)
{
  TestHost *host = make_server ();
  g_autofree char *title =
      g_strconcat (TEST_ORGANIZATION " · ", host->address + strlen ("http://"), NULL);
  g_autofree char *button = g_strdup_printf ("Forget Connection %s…", title);
  g_autofree char *text = NULL;
  static const char *const question = "Forget This Connection?";

  connect_and_remember (ui, host->address, NULL, operator_token ());
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  ui_find (ui->window, ADW_TYPE_ACTION_ROW, title);

  ui_press (ui->window, button);
  ui_press (ui_find_window (question), "Keep It");
  ui_wait_no_window (question);
  g_assert_true (is_remembered (host->address));
  ui_find (ui->window, ADW_TYPE_ACTION_ROW, title);

  ui_press (ui->window, button);
  ui_press (ui_find_window (question), "Forget");
  test_wait_until ("the sign-in to leave the keyring", is_forgotten, host->address);
  g_assert_null (ui_look (ui->window, ADW_TYPE_ACTION_ROW, title));
  text = read_file ();
  g_assert_null (strstr (text, host->address));
  ui_restart (ui);
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  test_host_free (host);
}

/* The server is down at the start: said, and tried again; or another connection is chosen. */
static void
test_server_is_down (Ui *ui)
{
  TestHost *host = make_server ();

  connect_and_remember (ui, host->address, NULL, operator_token ());
  test_host_set_listening (host, FALSE);
  ui_restart (ui);
  ui_wait_text (ui->window, "Nothing is listening on this port at “127.0.0.1”");
  ui_press (ui->window, "Choose Another Connection");
  gtk_widget_activate (ui_find (ui->window, ADW_TYPE_ACTION_ROW, NULL));
  ui_wait_text (ui->window, "Nothing is listening on this port at “127.0.0.1”");

  test_host_set_listening (host, TRUE);
  ui_press (ui->window, "Try Again");
  ui_wait_tokens (ui);
  test_host_free (host);
}

/* A server that takes its time at the start can be left for another connection. */
static void
test_cancel_opening (Ui *ui)
{
  TestHost *host = make_server ();

  connect_and_remember (ui, host->address, NULL, operator_token ());
  test_host_fail (host, "GET /", 200, NULL);
  host->silent = TRUE;
  ui_restart (ui);
  ui_wait_text (ui->window, "Connecting…");
  ui_press (ui->window, "Cancel");
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  ui_connect (ui);
  test_host_free (host);
}

/* The keyring asks for its password, and somebody goes on to another server meanwhile: what signs
 * in at the one is never sent to the other. */
static void
test_keyring_answers_late (Ui *ui)
{
  TestHost *host = make_server ();
  gpointer reveal, page;

  fixture_lock_keyring ();
  ui_connect_to (ui, host->address, NULL, operator_token ());
  fixture_wait_for_prompt ();
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.try-demo", NULL);
  ui_wait_text (ui->window, "Home-made scripts");
  fixture_answer_prompt ();
  test_wait_until ("the sign-in to be kept", is_remembered, host->address);
  /* A whole later call, of which the end can be seen: the keyring is done with the first one. */
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_wait_text (reveal, "In your keyring as");
  ui_close (reveal);
  ui_wait_no_window ("Token Created");

  /* Nothing is known for the demo: it is asked for, before anything was sent and refused. */
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.sign-in-again", NULL);
  page = ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);
  g_assert_false (ui_has_banner (page));
  test_host_free (host);
}

static gboolean
is_signed_out (gpointer host)
{
  return test_host_count (host, "POST /api/v2/signout") > 0;
}

/* Going on to another connection ends the session of the first one at its server, too. */
static void
test_sign_out (Ui *ui)
{
  TestHost *host = make_server ();

  connect_and_remember (ui, host->address, TEST_USERNAME, TEST_PASSWORD);
  ui_connect (ui);
  test_wait_until ("the first to be signed out", is_signed_out, host);
  test_host_free (host);
}

/* A start with the demo server knows the remembered connections, too. */
static void
test_demo_at_the_start (Ui *ui)
{
  TestHost *host = make_server ();

  connect_and_remember (ui, host->address, NULL, operator_token ());
  ui_restart_with_demo (ui);
  ui_wait_text (ui->window, "Home-made scripts");
  connect_and_remember (ui, host->address, NULL, operator_token ());
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  g_assert_cmpuint (ui_count (ui->window, ADW_TYPE_ACTION_ROW, NULL), ==, 1);
  ui_restart (ui);
  ui_wait_text (ui->window, host->address);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  g_assert_cmpuint (ui_count (ui->window, ADW_TYPE_ACTION_ROW, NULL), ==, 1);
  test_host_free (host);
}

/* A damaged list is not thrown away: the banner says where it is, and a new one is begun. */
static void
test_damaged_file (Ui *ui)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "what [is this", -1, NULL));
  ui_restart (ui);
  ui_wait_banner (ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL), "can’t be read");
  ui_connect (ui);
  ui_wait_banner (ui->window, "connections.damaged-");
  text = read_file ();
  g_assert_nonnull (strstr (text, "sign-in=token"));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/connections/token", test_token);
  ui_add ("/connections/password", test_password);
  ui_add ("/connections/same-again", test_same_again);
  ui_add ("/connections/sign-in-is-gone", test_sign_in_is_gone);
  ui_add ("/connections/forget", test_forget);
  ui_add ("/connections/server-is-down", test_server_is_down);
  ui_add ("/connections/cancel-opening", test_cancel_opening);
  ui_add ("/connections/keyring-answers-late", test_keyring_answers_late);
  ui_add ("/connections/sign-out", test_sign_out);
  ui_add ("/connections/demo-at-the-start", test_demo_at_the_start);
  ui_add ("/connections/damaged-file", test_damaged_file);
  return ui_run ();
}

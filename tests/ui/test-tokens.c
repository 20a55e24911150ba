/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes wrong between the list of tokens and a new one: nothing that was chosen or made is
 * lost. */

#include "app/tokens/tokens-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#define CREATE "POST /api/v2/authorizations"

static const char *
operator_token (void)
{
  return tessera_secret_peek (ui_get_server ()->token);
}

/* A server that can be made to fail; connected to. */
static TestHost *
connect_through (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_connect_to (ui, host->address, NULL, operator_token ());
  return host;
}

static void
compose (Ui *ui, const char *description)
{
  ui_open_new_token (ui);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")),
                         description);
  ui_tick (ui, "Read, Buckets");
}

static void
assert_choice_is_kept (Ui *ui, const char *description)
{
  GtkEditable *entry = ui_find (ui->window, GTK_TYPE_ENTRY, "Description");
  GtkAccessible *check = ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Read, Buckets");

  g_assert_cmpstr (gtk_editable_get_text (entry), ==, description);
  gtk_test_accessible_assert_state (check, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
}

/* For a sign-in that sees its organization and may not do much there. */
static char *
may_look_around (void)
{
  g_autofree char *read = ui_all_buckets ("read");

  return g_strdup_printf ("%s,{\"action\":\"read\",\"resource\":{\"type\":\"orgs\",\"id\":\"%s\"}}",
                          read, ui_get_server ()->org_id);
}

static guint
ask_for_token (const char *id)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (ui_get_server (), "GET", path, ui_get_server ()->token, NULL, &status));
  return status;
}

static void
test_may_not_create (Ui *ui)
{
  g_autofree char *permissions = may_look_around ();
  g_autoptr (TesseraSecret) narrow = ui_make_token ("narrow", permissions, NULL);

  ui_open_connect_page (ui, ui_get_server ()->address, NULL, tessera_secret_peek (narrow));
  ui_press (ui->window, "Connect");
  compose (ui, "forbidden");
  ui_press (ui->window, "Create Token");
  ui_wait_banner (ui->window, "“write authorizations” is missing");
  assert_choice_is_kept (ui, "forbidden");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Create Token");
}

/* Opens a connection from the keyring, as at every start but the first. */
static TestHost *
open_remembered (Ui *ui, const char *username, const char *secret)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_open_connect_page (ui, host->address, username, secret);
  ui_press (ui->window, "Connect");
  ui_wait_sign_in_kept (host->address);
  ui_restart (ui);
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
  return host;
}

static gboolean
has_no_banner (gpointer window)
{
  return !ui_has_banner (window);
}

/* A session of a user name and password ends after an hour. */
static void
test_session_ended (Ui *ui)
{
  TestHost *host = open_remembered (ui, TEST_USERNAME, TEST_PASSWORD);

  compose (ui, "after the session");
  host->drops_cookies = TRUE;
  ui_press (ui->window, "Create Token");
  ui_wait_banner (ui->window, "Your session has expired.");
  assert_choice_is_kept (ui, "after the session");

  host->drops_cookies = FALSE;
  ui_press (ui->window, "Sign In Again");
  test_wait_until ("the error to go", has_no_banner, ui->window);
  assert_choice_is_kept (ui, "after the session");
  ui_wait_text (ui_generate (ui), "after the session");
  g_assert_cmpuint (test_host_count (host, "POST /api/v2/signin"), ==, 3);
  test_host_free (host);
}

/* The same above the list. */
static void
test_session_ended_at_the_list (Ui *ui)
{
  TestHost *host = open_remembered (ui, TEST_USERNAME, TEST_PASSWORD);

  ui_wait_tokens (ui);
  host->drops_cookies = TRUE;
  ui_press (ui->window, "Refresh");
  ui_wait_banner (ui->window, "Your session has expired.");
  ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens");
  host->drops_cookies = FALSE;
  ui_press (ui->window, "Sign In Again");
  test_wait_until ("the error to go", has_no_banner, ui->window);
  ui_wait_tokens (ui);
  test_host_free (host);
}

/* What is not remembered, as the demo, is signed in by hand: from the page where it ended, too. */
static void
test_sign_in_by_hand (Ui *ui)
{
  ui_press (ui->window, "Try the Demo Server");
  ui_wait_tokens (ui);
  ui_open_new_token (ui);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.sign-in-again", NULL);
  ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "Address");
}

/* The token that signs in was deleted: asked for another one, and what the page knew is filled in.
 */
static void
test_token_deleted (Ui *ui)
{
  g_autofree char *permissions = may_look_around ();
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = ui_make_token ("short-lived", permissions, &id);
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  TestHost *host = open_remembered (ui, NULL, tessera_secret_peek (value));
  guint status;

  g_free (
      test_server_ask (ui_get_server (), "DELETE", path, ui_get_server ()->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
  ui_press (ui->window, "Refresh");
  ui_wait_text (ui->window, "The server does not recognize this API token.");
  ui_press (ui->window, "Sign In Again");
  g_assert_cmpstr (ui_read (ui->window, "Address"), ==, host->address);
  ui_wait_banner (ui->window, "The server does not recognize this API token.");
  ui_fill (ui->window, "API Token", operator_token ());
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
  test_host_free (host);
}

static void
test_server_dies (Ui *ui)
{
  TestHost *host = connect_through (ui);

  test_host_set_listening (host, FALSE);
  ui_press (ui->window, "Refresh");
  ui_wait_banner (ui->window, "Nothing is listening on this port at “127.0.0.1”");
  ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens");
  ui_wait_text (ui->window, "Everything on this server");

  test_host_set_listening (host, TRUE);
  ui_press (ui->window, "Refresh");
  test_wait_until ("the error to go", has_no_banner, ui->window);
  ui_wait_tokens (ui);

  /* And between ticking and generating. */
  compose (ui, "in between");
  test_host_set_listening (host, FALSE);
  ui_press (ui->window, "Create Token");
  ui_wait_banner (ui->window, "Nothing is listening on this port at “127.0.0.1”");
  assert_choice_is_kept (ui, "in between");
  test_host_set_listening (host, TRUE);
  ui_wait_text (ui_generate (ui), "in between");
  test_host_free (host);
}

/* The server made the token, but its answer was lost; the program starts once more. */
static char *
lose_answer (Ui *ui, TestHost *host, const char *description)
{
  g_autofree char *read = ui_all_buckets ("read");
  g_autoptr (TesseraSecret) value = NULL;
  char *id = NULL;

  compose (ui, description);
  test_host_fail (host, CREATE, 201, "{\"id\":\"00000000000000dd\",\"token\":\"cut-o");
  ui_press (ui->window, "Create Token");
  ui_wait_banner (ui->window, "cut off or damaged");
  assert_choice_is_kept (ui, description);
  value = ui_make_token (description, read, &id);
  ui_restart (ui);
  ui_wait_text (ui->window, "but its value was lost");
  return id;
}

/* The server made the token, but its answer was lost: the list offers to delete what nobody can
 * use. */
static void
test_lost_answer (Ui *ui)
{
  TestHost *host = connect_through (ui);
  g_autofree char *id = lose_answer (ui, host, "lost?");

  ui_press (ui->window, "Delete It");
  ui_wait_gone (ui->window, GTK_TYPE_BUTTON, "Delete It");
  g_assert_cmpuint (ask_for_token (id), ==, 404);
  ui_restart (ui);
  ui_wait_tokens (ui);
  ui_settle ();
  g_assert_false (ui_has_text (ui->window, "its value was lost"));
  test_host_free (host);
}

static gboolean
is_asked_to_delete (gpointer host)
{
  return test_host_count (host, "DELETE ") > 0;
}

/* It is deleted, and the list is refreshed before the server says so. */
static void
test_refresh_while_deleting (Ui *ui)
{
  TestHost *host = connect_through (ui);
  g_autofree char *id = lose_answer (ui, host, "slow to go");
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  test_host_fail (host, "DELETE ", 204, NULL);
  host->silent = TRUE;
  ui_press (ui->window, "Delete It");
  test_wait_until ("the server to be asked", is_asked_to_delete, host);
  g_free (
      test_server_ask (ui_get_server (), "DELETE", path, ui_get_server ()->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
  ui_press (ui->window, "Refresh");
  ui_wait_gone (ui->window, GTK_TYPE_BUTTON, "Delete It");
  test_host_speak (host);
  ui_press (ui->window, "Refresh");
  ui_wait_tokens (ui);
  g_assert_false (ui_has_banner (ui->window));
  test_host_free (host);
}

static gboolean
is_asked_to_create (gpointer host)
{
  return test_host_count (host, CREATE) > 0;
}

/* Generates at a server that takes the request and does not answer. */
static TestHost *
generate_in_vain (Ui *ui, const char *description)
{
  TestHost *host = connect_through (ui);

  compose (ui, description);
  test_host_fail (host, CREATE, 201, NULL);
  host->silent = TRUE;
  ui_press (ui->window, "Create Token");
  test_wait_until ("the server to be asked", is_asked_to_create, host);
  return host;
}

static void
test_cancel_generating (Ui *ui)
{
  TestHost *host = generate_in_vain (ui, "cancelled");

  ui_press (ui->window, "Cancel");
  ui_wait_banner (ui->window, "Canceled, but the server may have created the token already");
  assert_choice_is_kept (ui, "cancelled");
  test_host_fail (host, NULL, 0, NULL);
  host->silent = FALSE;
  ui_wait_text (ui_generate (ui), "cancelled");
  test_host_free (host);
}

/* Closing the window meanwhile cancels, and says so; what was chosen is asked about then. */
static void
test_close_cancels (Ui *ui)
{
  TestHost *host = generate_in_vain (ui, "not closed");

  tessera_window_open_demo (ui->window);
  g_assert_null (ui_look_window ("Discard This Token?"));
  ui_find (ui->window, GTK_TYPE_BUTTON, "Cancel");
  ui_close (ui->window);
  ui_wait_banner (ui->window, "Canceled, but the server may have created the token already");
  ui_close (ui->window);
  ui_press (ui_find_window ("Discard This Token?"), "Discard");
  ui_wait_no_window ("Tessera");
  test_host_free (host);
}

/* The program ends while the server makes a token. */
static void
test_close_while_generating (Ui *ui)
{
  TestHost *host = generate_in_vain (ui, "closed meanwhile");

  ui_restart (ui);
  test_host_free (host);
}

/* What was sent at last was never there: it can be sent again. */
static void
test_look_for_nothing (Ui *ui)
{
  TestHost *host = generate_in_vain (ui, "never there");

  ui_press (ui->window, "Cancel");
  ui_press (ui->window, "Look for It");
  ui_wait_banner (ui->window, "The token is not on the server. You can create it again.");
  assert_choice_is_kept (ui, "never there");
  test_host_fail (host, NULL, 0, NULL);
  host->silent = FALSE;
  ui_wait_text (ui_generate (ui), "never there");
  test_host_free (host);
}

static gboolean
is_swallowed (gpointer host)
{
  return ((TestHost *) host)->swallowed > 0;
}

/* The token is found, and deleted where the user is; nothing that was entered is lost. */
static void
test_look_for_it (Ui *ui)
{
  TestHost *host = connect_through (ui);

  compose (ui, "somewhere");
  test_host_fail (host, CREATE, 201, NULL);
  host->swallows = TRUE;
  ui_press (ui->window, "Create Token");
  test_wait_until ("the token to be created", is_swallowed, host);
  ui_press (ui->window, "Cancel");
  test_host_fail (host, NULL, 0, NULL);
  host->swallows = FALSE;
  ui_press (ui->window, "Look for It");
  ui_wait_banner (ui->window, "The server created the token, but its value was lost");
  ui_press (ui->window, "Delete It");
  ui_wait_text (ui->window, "Token deleted");
  g_assert_false (ui_has_banner (ui->window));
  assert_choice_is_kept (ui, "somewhere");
  ui_wait_text (ui_generate (ui), "somewhere");
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/tokens/may-not-create", test_may_not_create);
  ui_add ("/tokens/session-ended", test_session_ended);
  ui_add ("/tokens/session-ended-at-the-list", test_session_ended_at_the_list);
  ui_add ("/tokens/sign-in-by-hand", test_sign_in_by_hand);
  ui_add ("/tokens/token-deleted", test_token_deleted);
  ui_add ("/tokens/server-dies", test_server_dies);
  ui_add ("/tokens/lost-answer", test_lost_answer);
  ui_add ("/tokens/refresh-while-deleting", test_refresh_while_deleting);
  ui_add ("/tokens/cancel-generating", test_cancel_generating);
  ui_add ("/tokens/look-for-nothing", test_look_for_nothing);
  ui_add ("/tokens/look-for-it", test_look_for_it);
  ui_add ("/tokens/close-cancels", test_close_cancels);
  ui_add ("/tokens/close-while-generating", test_close_while_generating);
  return ui_run ();
}

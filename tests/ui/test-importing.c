/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Keyring page without a good keyring, or without a connection; and keeping a value that one
 * has. */

#include "app/connect/welcome-page.h"
#include "app/keyring/keyring-page.h"
#include "app/keyring/saved-row.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "saved-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define KEEP "Import Token"

/* Keeping a value that one has */

static gpointer
open_keep (Ui *ui)
{
  ui_press (saved_open_page (ui), "Import Token…");
  return ui_find_window (KEEP);
}

static void
test_keep_unknown (Ui *ui)
{
  gpointer keep;

  saved_clear ();
  ui_connect (ui);
  keep = open_keep (ui);
  g_assert_false (gtk_widget_is_sensitive (ui_find (keep, GTK_TYPE_BUTTON, "Check")));
  ui_fill (keep, "Token Value", "no value of this server");
  ui_press (keep, "Check");
  ui_wait_banner (keep, "This server does not recognize the value.");
  g_assert_null (ui_look (keep, GTK_TYPE_BUTTON, "Import"));
  ui_close (keep);
  ui_wait_no_window (KEEP);
}

/* The value does not say which token it is: it is chosen. */
static void
test_keep_chosen (Ui *ui)
{
  g_autofree char *permission = ui_all_buckets ("read");
  g_autofree char *id = NULL, *other = NULL, *pasted = NULL;
  g_autoptr (TesseraSecret) value = ui_make_token ("kept one", permission, &id);
  gpointer keep, chooser;

  tessera_secret_unref (ui_make_token ("not this", permission, &other));
  saved_clear ();
  ui_connect (ui);
  keep = open_keep (ui);
  pasted = g_strconcat (" ", tessera_secret_peek (value), " ", NULL);
  ui_fill (keep, "Token Value", pasted);
  ui_press (keep, "Check");
  ui_wait_text (keep, "does not report which token it belongs to");
  g_assert_false (gtk_widget_is_sensitive (ui_find (keep, GTK_TYPE_BUTTON, "Import")));
  gtk_widget_activate (ui_find (keep, ADW_TYPE_ACTION_ROW, "Token"));
  chooser = ui_find_window ("Which Token Is It?");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (chooser, GTK_TYPE_SEARCH_ENTRY, NULL)), "kept one");
  ui_wait_gone (chooser, GTK_TYPE_LABEL, "not this");
  g_signal_emit_by_name (ui_find (chooser, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  ui_wait_no_window ("Which Token Is It?");
  ui_wait_text (keep, "kept one");
  ui_press (keep, "Import");
  ui_wait_no_window (KEEP);
  saved_wait_state (ui->window, "kept one", "Active");
  g_assert_true (fixture_lookup_is ("authorization-id", id, tessera_secret_peek (value)));
}

/* It belongs to a user who has one token only, which says itself. */
static void
test_keep_certain (Ui *ui)
{
  TestServer *server = ui_get_server ();
  g_autofree char *user = saved_make_user ("solo");
  g_autofree char *body = NULL, *answer = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer keep;
  guint status;

  saved_clear ();
  body = g_strdup_printf (
      "{\"orgID\":\"%s\",\"userID\":\"%s\",\"description\":\"the only one\",\"permissions\":"
      "[{\"action\":\"read\",\"resource\":{\"type\":\"authorizations\",\"orgID\":\"%s\"}},"
      "{\"action\":\"read\",\"resource\":{\"type\":\"users\",\"id\":\"%s\"}}]}",
      server->org_id, user, server->org_id, user);
  answer = test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_assert_cmpuint (status, ==, 201);
  root = json_from_string (answer, NULL);
  value = tessera_secret_new (json_object_get_string_member (json_node_get_object (root), "token"));

  ui_connect (ui);
  keep = open_keep (ui);
  ui_fill (keep, "Token Value", tessera_secret_peek (value));
  ui_press (keep, "Check");
  ui_wait_text (keep, "reports which token it belongs to");
  ui_wait_text (keep, "the only one");
  ui_press (keep, "Import");
  ui_wait_no_window (KEEP);
  saved_wait_state (ui->window, "the only one", "Active");
  g_assert_true (fixture_lookup_is ("description", "the only one", tessera_secret_peek (value)));
}

/* The keyring, and servers that one is not connected to */

static void
test_locked (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved;

  saved_clear ();
  value = saved_make (ui_get_server ()->address, "locked up", &id);
  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  fixture_start_keyring (FALSE);
  page = saved_open_page (ui);
  ui_wait_text (page, "The Keyring Is Locked");
  g_assert_false (fixture_is_prompt_there (NULL));
  ui_press (page, "Unlock");
  fixture_dismiss_prompt ();
  ui_wait_banner (page, "The keyring stayed locked because its prompt was closed.");
  ui_press (page, "Unlock");
  fixture_answer_prompt ();
  saved_wait_state (page, "locked up", "Active");
  g_assert_false (ui_has_banner (page));

  /* Locked again, the list stays, and a value asks. */
  fixture_lock_keyring ();
  saved = saved_open (page, "locked up");
  ui_press (saved, "Show");
  fixture_dismiss_prompt ();
  ui_wait_banner (saved, "The keyring stayed locked because its prompt was closed.");
  ui_find (saved, GTK_TYPE_LABEL, "Token value, hidden");
  ui_press (saved, "Show");
  fixture_answer_prompt ();
  ui_wait_gone (saved, GTK_TYPE_LABEL, "Token value, hidden");
  g_assert_false (ui_has_banner (saved));
}

/* The keyring dies while the page is there, and another program unlocks the next one. */
static void
test_killed (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;

  saved_clear ();
  value = saved_make (ui_get_server ()->address, "survivor", &id);
  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  page = saved_open_page (ui);
  saved_wait_state (page, "survivor", "Active");
  fixture_kill_keyring ();
  ui_wait_banner (page, "The keyring is locked, so its contents");
  ui_find (page, GTK_TYPE_BUTTON, "Unlock");
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "survivor");
  fixture_start_keyring (TRUE);
  ui_wait_gone (page, GTK_TYPE_BUTTON, "Unlock");
  g_assert_false (ui_has_banner (page));
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "survivor");
}

/* The window goes while the keyring asks for its password. */
static void
test_closed_meanwhile (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved;

  saved_clear ();
  value = saved_make (ui_get_server ()->address, "closed", &id);
  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  page = saved_open_page (ui);
  saved_wait_state (page, "closed", "Active");
  fixture_lock_keyring ();
  saved = saved_open (page, "closed");
  ui_press (saved, "Show");
  fixture_wait_for_prompt ();
  ui_close (saved);
  ui_wait_no_window (SAVED);
  fixture_answer_prompt ();
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "closed");
}

/* Without any connection: what is kept is there, and nobody signs in. */
static void
test_from_welcome (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;

  saved_clear ();
  value = saved_make (host->address, "no connection", &id);
  page = saved_open_page (ui);
  saved_wait_state (page, "no connection", "No saved connection");
  g_assert_null (ui_look (page, GTK_TYPE_BUTTON, "Check Tokens"));
  g_assert_null (ui_look (page, GTK_TYPE_TOGGLE_BUTTON, "Tokens"));
  g_assert_false (gtk_widget_is_sensitive (ui_find (page, GTK_TYPE_BUTTON, "Import Token…")));
  g_assert_cmpuint (host->requests, ==, 0);
  ui_press (page, "Back");
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  test_host_free (host);
}

static void
test_other_server (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;
  guint requests;

  saved_clear ();
  value = saved_make (host->address, "other server", &id);
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_wait_sign_in_kept (host->address);
  ui_connect (ui);
  requests = host->requests;
  page = saved_open_page (ui);
  saved_wait_state (page, "other server", "Not checked yet");
  ui_press (page, "Refresh");
  ui_find (page, GTK_TYPE_BUTTON, "Refresh");
  g_assert_cmpuint (host->requests, ==, requests);

  ui_press (page, "Check Tokens");
  saved_wait_state (page, "other server", "Active");
  test_host_set_listening (host, FALSE);
  ui_press (page, "Check Tokens");
  saved_wait_state (page, "other server", "Server unreachable");
  ui_find (page, TESSERA_TYPE_ERROR_BANNER, NULL);
  g_assert_true (ui_has_banner (page));
  test_host_free (host);
}

static void
test_none (Ui *ui)
{
  gpointer page = saved_open_page (ui);

  ui_wait_text (page, "No Keyring");
  ui_press (page, "Try Again");
  ui_find (page, GTK_TYPE_BUTTON, "Refresh");
  ui_wait_text (page, "No keyring is available on this desktop.");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0)
    ui_add ("/importing/none", test_none);
  else
    {
      ui_add ("/importing/unknown", test_keep_unknown);
      ui_add ("/importing/chosen", test_keep_chosen);
      ui_add ("/importing/certain", test_keep_certain);
      ui_add ("/importing/locked", test_locked);
      ui_add ("/importing/killed", test_killed);
      ui_add ("/importing/closed-meanwhile", test_closed_meanwhile);
      ui_add ("/importing/from-welcome", test_from_welcome);
      ui_add ("/importing/other-server", test_other_server);
    }
  return ui_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Keyring page: what is kept on this desktop, and what can be done with it. */

#include "app/kept-group.h"
#include "app/kept-row.h"
#include "app/keyring-page.h"
#include "app/permission-row.h"
#include "app/welcome-page.h"
#include "await.h"
#include "core/vault.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define SAVED "Saved Token"
#define KEEP "Keep an Existing Token"

/* Past the window */

static void
ask_server (const char *method, const char *path, const char *body, guint expected)
{
  guint status;
  TestServer *server = ui_get_server ();

  g_free (test_server_ask (server, method, path, server->token, body, &status));
  g_assert_cmpuint (status, ==, expected);
}

static guint
get_status (const char *id)
{
  TestServer *server = ui_get_server ();
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (server, "GET", path, server->token, NULL, &status));
  return status;
}

/* As `tessera-cli --save` does it. */
static void
save (const char *address, const char *id, TesseraSecret *value)
{
  g_autoptr (TesseraVault) vault = tessera_vault_new ();
  g_autoptr (TesseraClient) client = tessera_client_new (ui_get_server ()->address);
  g_autoptr (GAsyncResult) got = NULL, saved = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  tessera_client_set_token (client, ui_get_server ()->token);
  tessera_client_get_token_async (client, id, NULL, test_store_result, &got);
  token = tessera_client_get_token_finish (client, test_wait (&got), &error);
  g_assert_no_error (error);
  tessera_vault_save_token_async (vault, address, token, value, NULL, test_store_result, &saved);
  label = tessera_vault_save_token_finish (vault, test_wait (&saved), &error);
  g_assert_no_error (error);
}

static TesseraSecret *
make_and_save (const char *address, const char *description, char **id)
{
  g_autofree char *permission = ui_all_buckets ("read");
  TesseraSecret *value = ui_make_token (description, permission, id);

  save (address, *id, value);
  return value;
}

/* Nothing of an earlier case is kept. */
static void
clear_keyring (void)
{
  if (fixture_count ("xdg:schema", "io.github.tessera.Token") > 0)
    fixture_clear ("xdg:schema", "io.github.tessera.Token");
}

static gpointer
open_page (Ui *ui)
{
  ui_press (ui->window, "Keyring");
  return ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
}

static gpointer
open_saved (gpointer page, const char *description)
{
  GtkWidget *row = ui_find (page, TESSERA_TYPE_KEPT_ROW, description);

  gtk_widget_activate (row);
  return ui_find_window (SAVED);
}

static void
wait_state (gpointer page, const char *description, const char *state)
{
  GtkWidget *row = ui_find (page, TESSERA_TYPE_KEPT_ROW, description);

  ui_wait_text (row, state);
}

/* The cases */

static void
test_pages (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;

  clear_keyring ();
  ui_connect (ui);
  page = open_page (ui);
  ui_wait_text (page, "No Tokens in the Keyring");

  /* Saved by another program meanwhile. */
  value = make_and_save (ui_get_server ()->address, "from elsewhere", &id);
  wait_state (page, "from elsewhere", "Active · ");
  ui_find (page, GTK_TYPE_LABEL, TEST_ORGANISATION);
  ui_find (page, GTK_TYPE_LABEL, ui_get_server ()->address);
  g_assert_null (ui_look (page, GTK_TYPE_BUTTON, "Ask the Server"));
  fixture_clear ("authorization-id", id);
  ui_wait_text (page, "No Tokens in the Keyring");

  ui_press (ui->window, "Tokens");
  ui_wait_tokens (ui);
  g_assert_null (ui_look (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL));
}

static char *
paste (void)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_autoptr (GAsyncResult) result = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, test_store_result, &result);
  return gdk_clipboard_read_text_finish (clipboard, test_wait (&result), NULL);
}

typedef struct
{
  GtkLabel *label;
  TesseraSecret *value;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;

  return g_str_equal (gtk_label_get_text (shown->label), tessera_secret_peek (shown->value));
}

/* Not by name: what is waited for in vain is printed. */
static void
show_value (gpointer saved, TesseraSecret *value, gboolean answer_prompt)
{
  Shown shown = { ui_find (saved, GTK_TYPE_LABEL, "The token’s value, hidden"), value };

  ui_press (saved, "Show");
  if (answer_prompt)
    fixture_answer_prompt ();
  test_wait_until ("the value", is_shown, &shown);
}

static void
test_value (Ui *ui)
{
  g_autofree char *id = NULL, *copied = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved;

  clear_keyring ();
  value = make_and_save (ui_get_server ()->address, "shown", &id);
  ui_connect (ui);
  page = open_page (ui);
  wait_state (page, "shown", "Active");
  saved = open_saved (page, "shown");
  g_assert_true (gtk_window_get_modal (saved));
  ui_wait_text (saved, "Active");
  ui_find (saved, GTK_TYPE_LABEL, "The token’s value, hidden");
  ui_find (saved, GTK_TYPE_LABEL, id);
  show_value (saved, value, FALSE);
  ui_press (saved, "Show");
  ui_find (saved, GTK_TYPE_LABEL, "The token’s value, hidden");
  ui_close (saved);
  ui_wait_no_window (SAVED);

  /* Copied without being shown, from the window and from the row. */
  saved = open_saved (page, "shown");
  ui_press (saved, "Copy");
  ui_wait_text (saved, "Copied. It leaves the clipboard in ");
  ui_find (saved, GTK_TYPE_LABEL, "The token’s value, hidden");
  copied = paste ();
  g_assert_true (g_str_equal (copied, tessera_secret_peek (value)));
  ui_close (saved);
  ui_wait_no_window (SAVED);
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), "other");
  ui_press (page, "Copy, shown");
  ui_wait_text (page, "Copied. It leaves the clipboard in ");
  g_free (copied);
  copied = paste ();
  g_assert_true (g_str_equal (copied, tessera_secret_peek (value)));
}

static void
test_use (Ui *ui)
{
  g_autofree char *id = NULL, *copied = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer saved, window;

  clear_keyring ();
  value = make_and_save (ui_get_server ()->address, "used", &id);
  ui_connect (ui);
  saved = open_page (ui);
  wait_state (saved, "used", "Active");
  saved = open_saved (saved, "used");
  ui_press (saved, "Use It…");
  window = ui_find_window ("Use This Token");
  ui_press (window, "Copy, .env File");
  ui_wait_text (window, "Copied.");
  copied = paste ();
  g_assert_true (strstr (copied, tessera_secret_peek (value)) != NULL);
  g_assert_nonnull (strstr (copied, TEST_ORGANISATION));
  ui_close (window);
  ui_wait_no_window ("Use This Token");

  ui_press (saved, "Test Token");
  window = ui_find_window ("Test Token");
  ui_wait_text (window, "1 works");
  ui_close (window);
  ui_wait_no_window ("Test Token");
}

static void
test_forget (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved, question;

  clear_keyring ();
  value = make_and_save (ui_get_server ()->address, "forgotten", &id);
  ui_connect (ui);
  page = open_page (ui);
  saved = open_saved (page, "forgotten");
  ui_press (saved, "Forget…");
  question = ui_find_window ("Forget This Value?");
  ui_wait_text (question, "That can’t be undone");
  ui_press (question, "Keep It");
  ui_wait_no_window ("Forget This Value?");
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 1);

  ui_press (saved, "Forget…");
  ui_press (ui_find_window ("Forget This Value?"), "Forget");
  ui_wait_no_window (SAVED);
  ui_wait_gone (page, TESSERA_TYPE_KEPT_ROW, "forgotten");
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 0);
  g_assert_cmpuint (get_status (id), ==, 200);
}

static char *
make_user (const char *name)
{
  TestServer *server = ui_get_server ();
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", name);
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) root = NULL;
  guint status;

  answer = test_server_ask (server, "POST", "/api/v2/users", server->token, body, &status);
  g_assert_cmpuint (status, ==, 201);
  root = json_from_string (answer, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
}

/* Off, deleted, and left behind by its owner. */
static void
test_states (Ui *ui)
{
  TestServer *server = ui_get_server ();
  g_autofree char *user = make_user ("leaves");
  g_autofree char *user_path = g_strconcat ("/api/v2/users/", user, NULL);
  g_autofree char *off = NULL, *gone = NULL, *left = NULL;
  g_autofree char *off_path = NULL, *gone_path = NULL, *body = NULL, *answer = NULL;
  g_autoptr (TesseraSecret) off_value = NULL, gone_value = NULL, left_value = NULL;
  g_autoptr (JsonNode) root = NULL;
  gpointer page, saved;
  guint status;

  clear_keyring ();
  off_value = make_and_save (server->address, "off", &off);
  gone_value = make_and_save (server->address, "deleted", &gone);
  body = g_strdup_printf (
      "{\"orgID\":\"%s\",\"userID\":\"%s\",\"description\":\"left behind\",\"permissions\":"
      "[{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%s\"}}]}",
      server->org_id, user, server->org_id);
  answer = test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_assert_cmpuint (status, ==, 201);
  root = json_from_string (answer, NULL);
  left = g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
  left_value =
      tessera_secret_new (json_object_get_string_member (json_node_get_object (root), "token"));
  save (server->address, left, left_value);
  off_path = g_strconcat ("/api/v2/authorizations/", off, NULL);
  gone_path = g_strconcat ("/api/v2/authorizations/", gone, NULL);
  ask_server ("PATCH", off_path, "{\"status\":\"inactive\"}", 200);
  ask_server ("DELETE", gone_path, NULL, 204);
  ask_server ("DELETE", user_path, NULL, 204);

  ui_connect (ui);
  page = open_page (ui);
  wait_state (page, "off", "Inactive");
  wait_state (page, "deleted", "Gone from the server");
  wait_state (page, "left behind", "Owner deleted · ");

  saved = open_saved (page, "deleted");
  ui_wait_text (saved, "Its value opens nothing.");
  g_assert_null (ui_look (saved, GTK_TYPE_BUTTON, "Delete on the Server…"));
  g_assert_false (gtk_widget_is_sensitive (ui_find (saved, GTK_TYPE_BUTTON, "Test Token")));
  ui_close (saved);
  ui_wait_no_window (SAVED);

  saved = open_saved (page, "left behind");
  ui_wait_text (saved, "The user that the token belongs to was deleted.");
  ui_press (saved, "Delete on the Server…");
  ui_press (ui_find_window ("Delete This Token?"), "Keep It");
  ui_wait_no_window ("Delete This Token?");
  ui_press (saved, "Delete on the Server…");
  ui_press (ui_find_window ("Delete This Token?"), "Delete");
  ui_wait_no_window (SAVED);
  ui_wait_gone (page, TESSERA_TYPE_KEPT_ROW, "left behind");
  g_assert_cmpuint (fixture_count ("authorization-id", left), ==, 0);

  /* It is switched on again, and a refresh shows it in place. */
  ask_server ("PATCH", off_path, "{\"status\":\"active\"}", 200);
  ui_press (page, "Refresh");
  wait_state (page, "off", "Active");
}

static void
test_search (Ui *ui)
{
  g_autofree char *one = NULL, *other = NULL;
  g_autoptr (TesseraSecret) one_value = NULL, other_value = NULL;
  GtkWidget *entry;
  gpointer page;

  clear_keyring ();
  one_value = make_and_save (ui_get_server ()->address, "Kitchen sensor", &one);
  other_value = make_and_save (ui_get_server ()->address, "garage", &other);
  ui_connect (ui);
  page = open_page (ui);
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "garage");
  ui_keys (ui->window, "ctrl+f");
  entry = ui_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "kITCHEN");
  ui_wait_gone (page, TESSERA_TYPE_KEPT_ROW, "garage");
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "Kitchen sensor");
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such thing");
  ui_wait_text (page, "Nothing Found");
  gtk_editable_set_text (GTK_EDITABLE (entry), other);
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "garage");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "Kitchen sensor");
}

/* Keeping a value that one has */

static gpointer
open_keep (Ui *ui)
{
  ui_press (open_page (ui), "Keep an Existing Token…");
  return ui_find_window (KEEP);
}

static void
test_keep_unknown (Ui *ui)
{
  gpointer keep;

  clear_keyring ();
  ui_connect (ui);
  keep = open_keep (ui);
  g_assert_false (gtk_widget_is_sensitive (ui_find (keep, GTK_TYPE_BUTTON, "Check")));
  ui_fill (keep, "The Token’s Value", "no value of this server");
  ui_press (keep, "Check");
  ui_wait_banner (keep, "This server does not know the value.");
  g_assert_null (ui_look (keep, GTK_TYPE_BUTTON, "Keep in Keyring"));
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
  g_autoptr (TesseraSecret) other_value = ui_make_token ("not this", permission, &other);
  gpointer keep, chooser;

  clear_keyring ();
  ui_connect (ui);
  keep = open_keep (ui);
  pasted = g_strconcat (" ", tessera_secret_peek (value), " ", NULL);
  ui_fill (keep, "The Token’s Value", pasted);
  ui_press (keep, "Check");
  ui_wait_text (keep, "does not tell which token it is");
  g_assert_false (gtk_widget_is_sensitive (ui_find (keep, GTK_TYPE_BUTTON, "Keep in Keyring")));
  gtk_widget_activate (ui_find (keep, ADW_TYPE_ACTION_ROW, "Token"));
  chooser = ui_find_window ("Which Token Is It?");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (chooser, GTK_TYPE_SEARCH_ENTRY, NULL)), "kept one");
  ui_wait_gone (chooser, GTK_TYPE_LABEL, "not this");
  g_signal_emit_by_name (ui_find (chooser, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  ui_wait_no_window ("Which Token Is It?");
  ui_wait_text (keep, "kept one");
  ui_press (keep, "Keep in Keyring");
  ui_wait_no_window (KEEP);
  wait_state (ui->window, "kept one", "Active");
  g_assert_true (fixture_lookup_is ("authorization-id", id, tessera_secret_peek (value)));
}

/* It belongs to a user who has one token only, which says itself. */
static void
test_keep_certain (Ui *ui)
{
  TestServer *server = ui_get_server ();
  g_autofree char *user = make_user ("solo");
  g_autofree char *body = NULL, *answer = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer keep;
  guint status;

  clear_keyring ();
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
  ui_fill (keep, "The Token’s Value", tessera_secret_peek (value));
  ui_press (keep, "Check");
  ui_wait_text (keep, "tells which token it is");
  ui_wait_text (keep, "the only one");
  ui_press (keep, "Keep in Keyring");
  ui_wait_no_window (KEEP);
  wait_state (ui->window, "the only one", "Active");
  g_assert_true (fixture_lookup_is ("description", "the only one", tessera_secret_peek (value)));
}

/* The keyring, and servers that one is not connected to */

static void
test_locked (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved;

  clear_keyring ();
  value = make_and_save (ui_get_server ()->address, "locked up", &id);
  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  fixture_start_keyring (FALSE);
  page = open_page (ui);
  ui_wait_text (page, "The Keyring Is Locked");
  g_assert_false (fixture_is_prompt_there (NULL));
  ui_press (page, "Unlock");
  fixture_dismiss_prompt ();
  ui_wait_banner (page, "The keyring stayed locked because its prompt was closed.");
  ui_press (page, "Unlock");
  fixture_answer_prompt ();
  wait_state (page, "locked up", "Active");
  g_assert_false (ui_has_banner (page));

  /* Locked again, the list stays, and a value asks. */
  fixture_lock_keyring ();
  saved = open_saved (page, "locked up");
  ui_press (saved, "Show");
  fixture_dismiss_prompt ();
  ui_wait_banner (saved, "The keyring stayed locked because its prompt was closed.");
  ui_find (saved, GTK_TYPE_LABEL, "The token’s value, hidden");
  show_value (saved, value, TRUE);
}

/* The keyring dies while the page is there, and another program unlocks the next one. */
static void
test_killed (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;

  clear_keyring ();
  value = make_and_save (ui_get_server ()->address, "survivor", &id);
  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  page = open_page (ui);
  wait_state (page, "survivor", "Active");
  fixture_kill_keyring ();
  ui_wait_banner (page, "The keyring was not unlocked since you logged in");
  ui_find (page, GTK_TYPE_BUTTON, "Unlock");
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "survivor");
  fixture_start_keyring (TRUE);
  ui_wait_gone (page, GTK_TYPE_BUTTON, "Unlock");
  g_assert_false (ui_has_banner (page));
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "survivor");
}

/* The window goes while the keyring asks for its password. */
static void
test_closed_meanwhile (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved;

  clear_keyring ();
  value = make_and_save (ui_get_server ()->address, "closed", &id);
  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  page = open_page (ui);
  wait_state (page, "closed", "Active");
  fixture_lock_keyring ();
  saved = open_saved (page, "closed");
  ui_press (saved, "Show");
  fixture_wait_for_prompt ();
  ui_close (saved);
  ui_wait_no_window (SAVED);
  fixture_answer_prompt ();
  ui_find (page, TESSERA_TYPE_KEPT_ROW, "closed");
}

/* Without any connection: what is kept is there, and nobody signs in. */
static void
test_from_welcome (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;

  clear_keyring ();
  value = make_and_save (host->address, "no connection", &id);
  page = open_page (ui);
  wait_state (page, "no connection", "No sign-in for its server");
  g_assert_null (ui_look (page, GTK_TYPE_BUTTON, "Ask the Server"));
  g_assert_null (ui_look (page, GTK_TYPE_TOGGLE_BUTTON, "Tokens"));
  g_assert_false (
      gtk_widget_is_sensitive (ui_find (page, GTK_TYPE_BUTTON, "Keep an Existing Token…")));
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

  clear_keyring ();
  value = make_and_save (host->address, "other server", &id);
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_wait_sign_in_kept (host->address);
  ui_connect (ui);
  requests = host->requests;
  page = open_page (ui);
  wait_state (page, "other server", "Server not asked yet");
  ui_press (page, "Refresh");
  ui_find (page, GTK_TYPE_BUTTON, "Refresh");
  g_assert_cmpuint (host->requests, ==, requests);

  ui_press (page, "Ask the Server");
  wait_state (page, "other server", "Active");
  test_host_set_listening (host, FALSE);
  ui_press (page, "Ask the Server");
  wait_state (page, "other server", "Server not reached");
  ui_find (page, TESSERA_TYPE_ERROR_BANNER, NULL);
  g_assert_true (ui_has_banner (page));
  test_host_free (host);
}

static void
test_none (Ui *ui)
{
  gpointer page = open_page (ui);

  ui_wait_text (page, "No Keyring");
  ui_press (page, "Try Again");
  ui_find (page, GTK_TYPE_BUTTON, "Refresh");
  ui_wait_text (page, "No keyring answers on this desktop.");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0)
    ui_add ("/saved/none", test_none);
  else
    {
      ui_add ("/saved/pages", test_pages);
      ui_add ("/saved/value", test_value);
      ui_add ("/saved/use", test_use);
      ui_add ("/saved/forget", test_forget);
      ui_add ("/saved/states", test_states);
      ui_add ("/saved/search", test_search);
      ui_add ("/saved/keep/unknown", test_keep_unknown);
      ui_add ("/saved/keep/chosen", test_keep_chosen);
      ui_add ("/saved/keep/certain", test_keep_certain);
      ui_add ("/saved/locked", test_locked);
      ui_add ("/saved/killed", test_killed);
      ui_add ("/saved/closed-meanwhile", test_closed_meanwhile);
      ui_add ("/saved/from-welcome", test_from_welcome);
      ui_add ("/saved/other-server", test_other_server);
    }
  return ui_run ();
}

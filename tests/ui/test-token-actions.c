/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done to tokens that exist: renamed, switched, deleted; one, many, refused, undone. */

#include "app/tokens/tokens-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>

#define PATCH "PATCH /api/v2/authorizations"
#define REFUSAL                                                                                    \
  "{\"code\":\"unauthorized\",\"message\":\"write:orgs/00000000000000aa/authorizations is "        \
  "unauthorized\"}"

static gboolean
server_says (const char *id, const char *member, const char *value)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;
  g_autofree char *answer =
      test_server_ask (ui_get_server (), "GET", path, ui_get_server ()->token, NULL, &status);
  g_autoptr (JsonNode) root = json_from_string (answer, NULL);

  return status == 200 &&
         g_str_equal (json_object_get_string_member (json_node_get_object (root), member), value);
}

typedef struct
{
  const char *id;
  const char *member;
  const char *value;
} Fact;

static gboolean
is_fact (gpointer data)
{
  Fact *fact = data;

  return server_says (fact->id, fact->member, fact->value);
}

static void
wait_server (const char *id, const char *member, const char *value)
{
  test_wait_until (value, is_fact, &(Fact) { id, member, value });
}

static void
activate (Ui *ui, const char *action)
{
  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens"), action, NULL);
}

static void
test_rename (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("to be renamed", "read");
  gpointer dialog;

  ui_connect (ui);
  ui_select (ui, "to be renamed");
  ui_keys_in_list (ui, "F2");
  dialog = ui_find_window ("Rename Token");
  g_assert_cmpstr (ui_read (dialog, "New Description"), ==, "to be renamed");
  g_assert_false (gtk_widget_is_sensitive (ui_find (dialog, GTK_TYPE_BUTTON, "Rename")));
  ui_fill (dialog, "New Description", "<b>renamed</b> & well");
  ui_press (dialog, "Rename");
  ui_find (ui->window, GTK_TYPE_LABEL, "<b>renamed</b> & well");
  wait_server (id, "description", "<b>renamed</b> & well");
  ui_press (ui->window, "Undo");
  ui_find (ui->window, GTK_TYPE_LABEL, "to be renamed");
  wait_server (id, "description", "to be renamed");

  /* Escape changes nothing. */
  ui_keys_in_list (ui, "F2");
  ui_fill (ui_find_window ("Rename Token"), "New Description", "not this");
  ui_keys (ui_find_window ("Rename Token"), "Escape");
  ui_wait_no_window ("Rename Token");
  g_assert_true (server_says (id, "description", "to be renamed"));
  ui_ask ("DELETE", id, NULL, 204);
}

static void
test_switch (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("to be switched", "read");

  ui_connect (ui);
  g_assert_null (ui_look (ui->window, GTK_TYPE_BUTTON, "Deactivate"));
  ui_select (ui, "to be switched");
  ui_wait_text (ui->window, "1 selected");
  ui_press (ui->window, "Deactivate");
  ui_wait_text (ui->window, "to be switched\342\201\251” was deactivated");
  ui_find (ui->window, GTK_TYPE_LABEL, "Inactive");
  wait_server (id, "status", "inactive");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Activate");
  ui_press (ui->window, "Undo");
  wait_server (id, "status", "active");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "Inactive");
  ui_press (ui->window, "Select None");
  ui_wait_gone (ui->window, GTK_TYPE_BUTTON, "Deactivate");
  ui_ask ("DELETE", id, NULL, 204);
}

/* A refused change shows the old state again, and says why. */
static void
test_refused (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("to stay", "read");
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_select (ui, "to stay");
  test_host_fail (host, PATCH, 401, REFUSAL);
  ui_press (ui->window, "Deactivate");
  ui_wait_banner (ui->window, "“write authorizations” is missing");
  ui_wait_banner (ui->window, "0 tokens deactivated, 1 failed.");
  g_assert_null (ui_look (ui->window, GTK_TYPE_LABEL, "Inactive"));
  ui_keys_in_list (ui, "F2");
  ui_fill (ui_find_window ("Rename Token"), "New Description", "other");
  ui_press (ui_find_window ("Rename Token"), "Rename");
  ui_wait_banner (ui->window, "could not be renamed.");
  ui_find (ui->window, GTK_TYPE_LABEL, "to stay");
  test_host_fail (host, NULL, 0, NULL);

  /* Deleted by somebody else meanwhile. */
  ui_ask ("DELETE", id, NULL, 204);
  ui_press (ui->window, "Deactivate");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "to stay");
  g_assert_true (ui_has_banner (ui->window));
  test_host_free (host);
}

static void
test_delete (Ui *ui)
{
  gpointer dialog;

  ui_press (ui_make_any (ui, "to be deleted"), "Done");
  ui_select (ui, "to be deleted");
  g_assert_cmpuint (fixture_count ("description", "to be deleted"), ==, 1);
  ui_keys_in_list (ui, "Delete");
  dialog = ui_find_window ("Delete Tokens");
  ui_wait_text (dialog, "to be deleted");
  ui_wait_text (dialog, "Owner: ");
  ui_wait_text (dialog, "Reads all Buckets");
  ui_wait_text (dialog, "its value will be removed from your keyring");
  /* Enter is no yes. */
  ui_keys (dialog, "Return");
  ui_wait_no_window ("Delete Tokens");
  ui_find (ui->window, GTK_TYPE_LABEL, "to be deleted");

  ui_keys_in_list (ui, "Delete");
  ui_press (ui_find_window ("Delete Tokens"), "Delete");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "to be deleted");
  ui_wait_text (ui->window, "was deleted");
  ui_restart (ui);
  ui_wait_tokens (ui);
  g_assert_cmpuint (fixture_count ("description", "to be deleted"), ==, 0);
  g_assert_cmpuint (ui_find_row (ui, "to be deleted"), ==, GTK_INVALID_LIST_POSITION);
}

static void
disconnect_cb (TesseraBulk *bulk, GParamSpec *pspec, gpointer window)
{
  gtk_widget_activate_action (window, "win.disconnect", NULL);
}

static void
bulk_cb (TesseraTokenActions *actions, gpointer window)
{
  TesseraBulk *bulk = tessera_token_actions_get_bulk (actions);

  if (bulk != NULL)
    g_signal_connect_object (bulk, "notify::finished", G_CALLBACK (disconnect_cb), window, 0);
}

static gboolean
is_value_gone (gpointer description)
{
  return fixture_count ("description", description) == 0;
}

/* Whoever disconnects in that very moment: what the server has deleted leaves the keyring. */
static void
test_delete_and_disconnect (Ui *ui)
{
  TesseraTokensPage *page;
  gulong handler;

  ui_press (ui_make_any (ui, "left behind"), "Done");
  ui_select (ui, "left behind");
  page = ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
  handler = g_signal_connect (tessera_tokens_page_get_actions (page), "changed",
                              G_CALLBACK (bulk_cb), ui->window);
  ui_keys_in_list (ui, "Delete");
  ui_press (ui_find_window ("Delete Tokens"), "Delete");
  ui_wait_text (ui->window, "Welcome to Tessera");
  test_wait_until ("the value to be gone", is_value_gone, (gpointer) "left behind");
  g_signal_handler_disconnect (tessera_tokens_page_get_actions (page), handler);
}

/* Another connection is opened while the question is on the screen: the token is renamed on its own
 * server. */
static void
test_rename_and_reconnect (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("to be renamed there", "read");
  TestHost *other = test_host_new_before (ui_get_server ()->address);
  gpointer dialog;

  ui_connect (ui);
  ui_select (ui, "to be renamed there");
  ui_keys_in_list (ui, "F2");
  dialog = ui_find_window ("Rename Token");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  ui_connect_to (ui, other->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_fill (dialog, "New Description", "renamed there");
  ui_press (dialog, "Rename");
  wait_server (id, "description", "renamed there");
  g_assert_cmpuint (test_host_count (other, "PATCH"), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  test_host_free (other);
}

static void
test_delete_many (Ui *ui)
{
  static const char *const names[] = { "many one", "many two", "many three", "many four" };
  gpointer dialog;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (ui_make_simple (names[i], "read"));
  ui_connect (ui);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    ui_select (ui, names[i]);
  ui_wait_text (ui->window, "4 selected");
  ui_press (ui->window, "Deactivate");
  ui_wait_text (ui->window, "4 tokens deactivated");
  ui_press (ui->window, "Delete…");
  dialog = ui_find_window ("Delete Tokens");
  ui_wait_text (dialog, "Delete 4 Tokens?");
  ui_wait_text (dialog, " and 1 more");
  g_assert_false (gtk_widget_is_sensitive (ui_find (dialog, GTK_TYPE_BUTTON, "Delete")));
  ui_fill (dialog, "Type 4 to Delete Them", "5");
  g_assert_false (gtk_widget_is_sensitive (ui_find (dialog, GTK_TYPE_BUTTON, "Delete")));
  ui_fill (dialog, "Type 4 to Delete Them", "4");
  ui_press (dialog, "Delete");
  ui_wait_text (ui->window, "4 tokens deleted");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (ui_find_row (ui, names[i]), ==, GTK_INVALID_LIST_POSITION);
  ui_wait_gone (ui->window, GTK_TYPE_BUTTON, "Delete…");
}

/* The server's only operator token is also what signs in here: nothing is done without a word. */
static void
test_danger (Ui *ui)
{
  g_autofree char *name = g_strconcat (TEST_USERNAME, "'s Token", NULL);
  gpointer dialog;

  ui_connect (ui);
  ui_select (ui, name);
  ui_keys_in_list (ui, "Delete");
  dialog = ui_find_window ("Delete Tokens");
  ui_wait_text (dialog, "This may be the token that Tessera itself signs in with");
  ui_wait_text (dialog, "is the last active operator token");
  ui_wait_text (dialog, "influxd recovery auth create-operator --org '");
  ui_press (dialog, "Cancel");
  ui_wait_no_window ("Delete Tokens");
  ui_press (ui->window, "Deactivate");
  dialog = ui_find_window ("Deactivate This Token?");
  ui_wait_text (dialog, "influxd recovery auth create-operator --org '");
  ui_press (dialog, "Keep Active");
  ui_wait_no_window ("Deactivate This Token?");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Deactivate");
  g_assert_null (ui_look (ui->window, GTK_TYPE_LABEL, "Inactive"));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_free (tessera_keyring_save_token_finish (TESSERA_KEYRING (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static gboolean
is_done (gpointer done)
{
  return *(gboolean *) done;
}

/* With its value in the keyring it is known to be the one that signs in. */
static void
test_own (Ui *ui)
{
  g_autofree char *name = g_strconcat (TEST_USERNAME, "'s Token", NULL);
  TesseraKeyring *keyring =
      tessera_services_get_keyring (tessera_application_get_services (ui->application));
  g_autoptr (TesseraToken) token = NULL;
  gboolean done = FALSE;

  ui_connect (ui);
  ui_select (ui, name);
  token = g_list_model_get_item (G_LIST_MODEL (ui_get_rows (ui)), ui_find_row (ui, name));
  tessera_keyring_save_token_async (keyring, ui_get_server ()->address, token,
                                    ui_get_server ()->token, NULL, saved_cb, &done);
  test_wait_until ("the value to be saved", is_done, &done);
  tessera_token_set_saved (token, TRUE);
  ui_keys_in_list (ui, "Delete");
  ui_wait_text (ui_find_window ("Delete Tokens"), "Tessera itself signs in with");
  ui_press (ui_find_window ("Delete Tokens"), "Cancel");
  ui_wait_no_window ("Delete Tokens");
}

static void
test_menu_and_like (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("the original", "write");
  GtkAccessible *check;

  ui_connect (ui);
  ui_select (ui, "the original");
  ui_keys_in_list (ui, "shift+F10");
  ui_find (ui->window, GTK_TYPE_LABEL, "New Token Like This…");
  ui_keys (ui->window, "Escape");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "New Token Like This…");
  /* A click on a row that is not selected selects it, and no other. */
  activate (ui, "tokens.select-none");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "1 selected");
  ui_wait_drawn (ui->window);
  ui_click (ui_find (ui->window, GTK_TYPE_LABEL, "the original"), 3);
  ui_find (ui->window, GTK_TYPE_LABEL, "New Token Like This…");
  ui_find (ui->window, GTK_TYPE_LABEL, "1 selected");
  g_assert_true (
      gtk_selection_model_is_selected (ui_get_rows (ui), ui_find_row (ui, "the original")));
  ui_keys (ui->window, "Escape");
  activate (ui, "tokens.new-like");
  check = ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Write, Buckets");
  gtk_test_accessible_assert_state (check, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  ui_ask ("DELETE", id, NULL, 204);
}

/* The program ends in the middle: what was sent is done, and nothing is left behind. */
static void
test_close_meanwhile (Ui *ui)
{
  g_autofree char *id = NULL;

  for (guint i = 0; i < 40; i++)
    g_free (ui_make_simple ("closed meanwhile", "read"));
  id = ui_make_simple ("the last one", "read");
  ui_connect (ui);
  gtk_editable_set_text (ui_find (ui->window, GTK_TYPE_SEARCH_ENTRY, "Search the tokens"),
                         "meanwhile");
  ui_wait_text (ui->window, "40 of ");
  ui_keys_in_list (ui, "ctrl+a");
  ui_wait_text (ui->window, "40 selected");
  ui_press (ui->window, "Deactivate");
  ui_find (ui->window, GTK_TYPE_PROGRESS_BAR, NULL);
  ui_restart (ui);
  ui_wait_tokens (ui);
  g_assert_true (server_says (id, "status", "active"));
}

static gboolean
has_followed (gpointer unused)
{
  return fixture_count ("description", "name of late") == 1 &&
         fixture_count ("description", "name of old") == 0;
}

/* What is saved is found by the new description, and no more by the old one. */
static void
test_rename_saved (Ui *ui)
{
  gpointer reveal = ui_make_any (ui, "name of old");
  gpointer dialog;

  ui_wait_text (reveal, "In your keyring as");
  ui_press (reveal, "Done");
  ui_wait_no_window ("Token Created");
  ui_select (ui, "name of old");
  ui_keys_in_list (ui, "F2");
  dialog = ui_find_window ("Rename Token");
  ui_fill (dialog, "New Description", "name of late");
  ui_press (dialog, "Rename");
  test_wait_until ("the keyring to follow", has_followed, NULL);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/token-actions/rename", test_rename);
  ui_add ("/token-actions/rename-saved", test_rename_saved);
  ui_add ("/token-actions/switch", test_switch);
  ui_add ("/token-actions/refused", test_refused);
  ui_add ("/token-actions/delete", test_delete);
  ui_add ("/token-actions/delete-many", test_delete_many);
  ui_add ("/token-actions/delete-and-disconnect", test_delete_and_disconnect);
  ui_add ("/token-actions/rename-and-reconnect", test_rename_and_reconnect);
  ui_add ("/token-actions/danger", test_danger);
  ui_add ("/token-actions/own", test_own);
  ui_add ("/token-actions/menu-and-like", test_menu_and_like);
  ui_add ("/token-actions/close-meanwhile", test_close_meanwhile);
  return ui_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A token is replaced by another one: to the end, back, with other permissions, after a restart,
 * and when the server refuses. */

#include "app/rotate/rotation-bar.h"
#include "app/tokens/token-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>

#define DIALOG "Replace Token"
#define REVEAL "Token Created"
#define FINISH "Delete the Old Token?"
#define BACK "Go Back to the Old Token?"

/* The IDs of the tokens with this description, as the server lists them. */
static GStrv
list_ids (const char *description, gboolean active_only)
{
  TestServer *server = ui_get_server ();
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "GET", "/api/v2/authorizations", server->token, NULL, &status);
  g_autoptr (JsonNode) root = json_from_string (answer, NULL);
  JsonArray *tokens = json_object_get_array_member (json_node_get_object (root), "authorizations");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);
      gboolean active = g_str_equal (json_object_get_string_member (token, "status"), "active");

      if (g_str_equal (json_object_get_string_member (token, "description"), description) &&
          (active || !active_only))
        g_strv_builder_add (ids, json_object_get_string_member (token, "id"));
    }
  return g_strv_builder_end (ids);
}

typedef struct
{
  const char *description;
  guint all;
  guint active;
} Count;

static gboolean
is_count (gpointer data)
{
  const Count *count = data;
  g_auto (GStrv) all = list_ids (count->description, FALSE);
  g_auto (GStrv) active = list_ids (count->description, TRUE);

  return g_strv_length (all) == count->all && g_strv_length (active) == count->active;
}

/* The server has as many tokens of this description, and as many of them work. */
static void
wait_count (const char *description, guint all, guint active)
{
  test_wait_until ("the server's tokens", is_count, &(Count) { description, all, active });
}

static gpointer
open_dialog (Ui *ui, const char *description, const char *action)
{
  ui_select (ui, description);
  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens"), action, NULL);
  return ui_find_window (DIALOG);
}

/* Makes the new token; its value is in the keyring then. */
static void
make_new (gpointer dialog)
{
  gpointer reveal;

  ui_press (dialog, "Create New Token");
  reveal = ui_find_window (REVEAL);
  ui_wait_text (reveal, "In your keyring as");
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
}

static void
switch_off_at_once (gpointer dialog)
{
  gtk_switch_set_active (ui_find (dialog, GTK_TYPE_SWITCH, NULL), TRUE);
}

static void
answer (const char *heading, const char *button)
{
  ui_press (ui_find_window (heading), button);
}

static gpointer
find_bar (Ui *ui)
{
  return ui_find (ui->window, TESSERA_TYPE_ROTATION_BAR, NULL);
}

/* Without a value in the keyring it is a lost one that is replaced. */
static void
test_finish (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("rotates", "read");
  g_auto (GStrv) left = NULL;
  gpointer dialog;

  ui_connect (ui);
  g_assert_null (ui_look (ui->window, TESSERA_TYPE_ROTATION_BAR, NULL));
  dialog = open_dialog (ui, "rotates", "tokens.replace-lost");
  ui_wait_text (dialog, "The value of this token is not in");
  switch_off_at_once (dialog);
  make_new (dialog);
  wait_count ("rotates", 2, 1);
  ui_wait_text (find_bar (ui), "The old token is inactive.");
  ui_wait_text (ui->window, "was deactivated");
  /* The two have the same description: what each is is told in the list. */
  ui_find (ui->window, GTK_TYPE_LABEL, "Reads all Buckets · inactive · being replaced");
  ui_find (ui->window, GTK_TYPE_LABEL, "Reads all Buckets · replacement");

  ui_press (ui->window, "Finish…");
  ui_wait_text (ui_find_window (FINISH), "stop working permanently");
  answer (FINISH, "Delete Old Token");
  wait_count ("rotates", 1, 1);
  ui_wait_gone (ui->window, TESSERA_TYPE_ROTATION_BAR, NULL);
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "Reads all Buckets · replacement");
  left = list_ids ("rotates", TRUE);
  g_assert_cmpstr (left[0], !=, id);
  g_assert_cmpuint (fixture_count ("authorization-id", left[0]), ==, 1);
  ui_ask ("DELETE", left[0], NULL, 204);
}

static void
test_both_on (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("both work", "read");
  g_auto (GStrv) left = NULL;
  gpointer dialog;

  ui_connect (ui);
  dialog = open_dialog (ui, "both work", "tokens.replace-lost");
  make_new (dialog);
  wait_count ("both work", 2, 2);
  ui_wait_text (find_bar (ui), "Both the old and the new token work.");
  g_assert_null (ui_look (ui->window, GTK_TYPE_BUTTON, "Finish…"));
  ui_press (ui->window, "Deactivate Old Token");
  wait_count ("both work", 2, 1);

  ui_press (ui->window, "Go Back");
  answer (BACK, "Go Back");
  wait_count ("both work", 1, 1);
  ui_wait_gone (ui->window, TESSERA_TYPE_ROTATION_BAR, NULL);
  left = list_ids ("both work", TRUE);
  g_assert_cmpstr (left[0], ==, id);
  ui_ask ("DELETE", id, NULL, 204);
}

/* Who changes their mind changes nothing. */
static void
test_declined (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("declined", "read");
  gpointer dialog;

  ui_connect (ui);
  dialog = open_dialog (ui, "declined", "tokens.replace-lost");
  ui_keys (dialog, "Escape");
  ui_wait_no_window (DIALOG);
  wait_count ("declined", 1, 1);

  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens"),
                              "tokens.replace-lost", NULL);
  dialog = ui_find_window (DIALOG);
  switch_off_at_once (dialog);
  make_new (dialog);
  wait_count ("declined", 2, 1);
  ui_press (ui->window, "Finish…");
  answer (FINISH, "Cancel");
  ui_wait_no_window (FINISH);
  wait_count ("declined", 2, 1);
  ui_press (ui->window, "Go Back");
  answer (BACK, "Go Back");
  wait_count ("declined", 1, 1);
  ui_ask ("DELETE", id, NULL, 204);
}

static void
test_edit (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("other permissions", "read");
  g_auto (GStrv) left = NULL;
  gpointer dialog;

  ui_connect (ui);
  ui_select (ui, "other permissions");
  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens"),
                              "tokens.edit-permissions", NULL);
  ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Read, Buckets");
  ui_wait_text (ui->window, "Edit Permissions");
  g_assert_cmpstr (gtk_editable_get_text (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")), ==,
                   "other permissions");
  ui_tick (ui, "Write, Buckets");
  ui_press (ui->window, "Replace…");
  dialog = ui_find_window (DIALOG);
  ui_wait_text (dialog, "can’t change the permissions");
  switch_off_at_once (dialog);
  make_new (dialog);
  wait_count ("other permissions", 2, 1);
  ui_press (ui->window, "Finish…");
  answer (FINISH, "Delete Old Token");
  wait_count ("other permissions", 1, 1);
  ui_find (ui->window, GTK_TYPE_LABEL, "Reads all Buckets, writes all Buckets");
  left = list_ids ("other permissions", TRUE);
  g_assert_cmpstr (left[0], !=, id);
  ui_ask ("DELETE", left[0], NULL, 204);
}

/* From the page of the token, where it stands what it is part of. */
static void
test_from_page (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("from its page", "read");
  gpointer dialog, page;

  ui_connect (ui);
  ui_select (ui, "from its page");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.open-token", "s", id);
  page = ui_find (ui->window, TESSERA_TYPE_TOKEN_PAGE, NULL);
  gtk_widget_activate_action (page, "tokens.replace-lost", NULL);
  dialog = ui_find_window (DIALOG);
  switch_off_at_once (dialog);
  make_new (dialog);
  wait_count ("from its page", 2, 1);

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.open-token", "s", id);
  page = ui_find (ui->window, TESSERA_TYPE_TOKEN_PAGE, NULL);
  ui_wait_text (page, "The old token is inactive.");
  ui_press (page, "Go Back");
  answer (BACK, "Go Back");
  wait_count ("from its page", 1, 1);
  ui_wait_gone (page, TESSERA_TYPE_ROTATION_BAR, NULL);
  ui_wait_text (page, "Active");
  ui_ask ("DELETE", id, NULL, 204);
}

/* Tessera ends in the middle; what is left to do is offered at its next start. */
static void
test_restart (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("restarted", "read");
  gpointer dialog;

  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  dialog = open_dialog (ui, "restarted", "tokens.replace-lost");
  switch_off_at_once (dialog);
  make_new (dialog);
  wait_count ("restarted", 2, 1);
  ui_restart (ui);
  ui_wait_text (find_bar (ui), "The old token is inactive.");
  ui_press (ui->window, "Go Back");
  answer (BACK, "Go Back");
  wait_count ("restarted", 1, 1);
  ui_ask ("DELETE", id, NULL, 204);
}

/* Nobody has the new value: the old token stays on, whatever was wanted before. */
static void
test_given_up (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("given up", "read");
  gpointer dialog, reveal;

  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  fixture_kill_keyring ();
  fixture_start_keyring (FALSE);
  dialog = open_dialog (ui, "given up", "tokens.replace-lost");
  switch_off_at_once (dialog);
  ui_press (dialog, "Create New Token");
  reveal = ui_find_window (REVEAL);
  fixture_dismiss_prompt ();
  ui_wait_banner (reveal, "The keyring stayed locked because its prompt was closed.");
  ui_close (reveal);
  answer ("Close Without Saving the Value?", "Close and Lose Value");
  ui_wait_no_window (REVEAL);
  ui_wait_text (find_bar (ui), "Nobody has the new token’s value");
  wait_count ("given up", 2, 2);
  ui_press (ui->window, "Go Back");
  answer (BACK, "Go Back");
  wait_count ("given up", 1, 1);
  ui_ask ("DELETE", id, NULL, 204);
}

/* A token that is deleted in the reveal was none: all is as it was. */
static void
test_not_kept (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("not kept", "read");
  g_auto (GStrv) all = NULL;
  gpointer dialog, reveal;

  ui_connect (ui);
  dialog = open_dialog (ui, "not kept", "tokens.replace-lost");
  switch_off_at_once (dialog);
  ui_press (dialog, "Create New Token");
  reveal = ui_find_window (REVEAL);
  ui_wait_text (reveal, "In your keyring as");
  all = list_ids ("not kept", FALSE);
  for (guint i = 0; all[i] != NULL; i++)
    if (!g_str_equal (all[i], id))
      ui_ask ("DELETE", all[i], NULL, 204);
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
  ui_wait_text (ui->window, "someone deleted the new token");
  wait_count ("not kept", 1, 1);
  ui_ask ("DELETE", id, NULL, 204);
}

static void
test_refused (Ui *ui)
{
  g_autofree char *id = ui_make_simple ("refused", "read");
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  gpointer dialog;

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  dialog = open_dialog (ui, "refused", "tokens.replace-lost");
  test_host_fail (host, "POST /api/v2/authorizations", 500,
                  "{\"code\":\"internal error\",\"message\":\"out of order\"}");
  ui_press (dialog, "Create New Token");
  ui_wait_banner (dialog, "internal error");
  test_host_fail (host, NULL, 0, NULL);
  make_new (dialog);
  wait_count ("refused", 2, 2);

  test_host_fail (host, "PATCH", 500, "{\"code\":\"internal error\",\"message\":\"out of order\"}");
  ui_press (ui->window, "Deactivate Old Token");
  ui_wait_banner (ui->window, "internal error");
  ui_wait_text (find_bar (ui), "Both the old and the new token work.");
  test_host_fail (host, NULL, 0, NULL);
  ui_press (ui->window, "Go Back");
  answer (BACK, "Go Back");
  wait_count ("refused", 1, 1);
  ui_ask ("DELETE", id, NULL, 204);
  ui_wait_gone (ui->window, TESSERA_TYPE_ROTATION_BAR, NULL);
  test_host_free (host);
}

/* The token that signs in is not switched off at once. */
static void
test_own (Ui *ui)
{
  gpointer dialog;

  ui_connect (ui);
  ui_wait_sign_in_kept (ui_get_server ()->address);
  dialog = open_dialog (ui, "admin's Token", "tokens.replace-lost");
  ui_wait_text (dialog, "Sign in with the new one first");
  g_assert_false (gtk_widget_is_sensitive (ui_find (dialog, GTK_TYPE_SWITCH, NULL)));
  ui_close (dialog);
  ui_wait_no_window (DIALOG);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/rotating/finish", test_finish);
  ui_add ("/rotating/both-on", test_both_on);
  ui_add ("/rotating/declined", test_declined);
  ui_add ("/rotating/edit", test_edit);
  ui_add ("/rotating/from-page", test_from_page);
  ui_add ("/rotating/restart", test_restart);
  ui_add ("/rotating/not-kept", test_not_kept);
  ui_add ("/rotating/refused", test_refused);
  ui_add ("/rotating/own", test_own);
  ui_add ("/rotating/given-up", test_given_up);
  return ui_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "app/compose/new-token-page.h"
#include "app/tokens/token-table.h"
#include "app/tokens/tokens-page.h"
#include "app/widgets/permission-check.h"
#include "app/widgets/settings.h"
#include "await.h"
#include "keyring-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

static TestServer *server;

/* The program of a test */

void
ui_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

TestServer *
ui_get_server (void)
{
  return server;
}

int
ui_run (void)
{
  int status;

  if (!fixture_is_private () || test_server_is_missing ())
    {
      g_print (
          "1..0 # SKIP runs in tests/support/headless, and live with build-aux/influxd only\n");
      return 0;
    }
  server = test_server_start ();
  test_server_set_up (server);
  status = g_test_run ();
  g_clear_pointer (&server, test_server_stop);
  return status;
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

static void
start (Ui *ui, gboolean with_demo)
{
  GApplication *application;
  g_autoptr (GError) error = NULL;

  ui->application = tessera_application_new ();
  application = G_APPLICATION (ui->application);
  g_application_set_flags (application,
                           g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  if (with_demo)
    {
      TesseraWindow *window = tessera_window_new (
          GTK_APPLICATION (ui->application), tessera_application_get_services (ui->application));

      gtk_window_present (GTK_WINDOW (window));
      tessera_window_open_demo (window);
    }
  else
    g_application_activate (application);
  ui->window = TESSERA_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data);
  g_object_add_weak_pointer (G_OBJECT (ui->window), (gpointer *) &ui->window);
  /* High enough for every row that a case looks for: a list makes no others. */
  gtk_window_set_default_size (GTK_WINDOW (ui->window), 1000, 790);
}

static int
end_at_once (GApplication *application, GVariantDict *options)
{
  return 0;
}

/* What a window leaves behind would be an extra reference, which no leak checker sees. */
static void
stop (Ui *ui)
{
  GListModel *windows = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (windows) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, 0);

      gtk_window_destroy (window);
    }
  test_wait_until ("the window to be finalized", is_gone, &ui->window);
  g_object_add_weak_pointer (G_OBJECT (ui->application), (gpointer *) &ui->application);
  /* Only g_application_run() can end an application: it runs for no longer than that. */
  g_signal_connect (ui->application, "handle-local-options", G_CALLBACK (end_at_once), NULL);
  g_application_run (G_APPLICATION (ui->application), 0, NULL);
  g_object_unref (ui->application);
  test_wait_until ("the application to be finalized", is_gone, &ui->application);
}

void
ui_restart (Ui *ui)
{
  stop (ui);
  start (ui, FALSE);
}

void
ui_restart_with_demo (Ui *ui)
{
  stop (ui);
  start (ui, TRUE);
}

/* Not G_TEST_OPTION_ISOLATE_DIRS: it changes the environment, and a keyring that is started again
 * would not find its own. */
static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, "tessera", name, NULL);

  g_unlink (path);
}

static void
set_up (Ui *ui, gconstpointer test)
{
  remove_file (g_get_user_config_dir (), "connections");
  remove_file (g_get_user_state_dir (), "journal");
  remove_file (g_get_user_state_dir (), "names");
  tessera_settings_set_save_to_keyring (TRUE);
  start (ui, FALSE);
}

static void
run_case (Ui *ui, gconstpointer test)
{
  ((UiCase) (gsize) test) (ui);
}

static void
tear_down (Ui *ui, gconstpointer test)
{
  stop (ui);
}

void
ui_add (const char *path, UiCase test)
{
  g_test_add (path, Ui, (gconstpointer) (gsize) test, set_up, run_case, tear_down);
}

/* Past the window */

static JsonObject *
ask (const char *method, const char *path, const char *body, guint expected, JsonNode **root)
{
  guint status;
  g_autofree char *answer = test_server_ask (server, method, path, server->token, body, &status);

  g_assert_cmpuint (status, ==, expected);
  *root = json_from_string (answer, NULL);
  return json_node_get_object (*root);
}

TesseraSecret *
ui_make_token (const char *description, const char *permissions, char **id)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *body =
      g_strdup_printf ("{\"orgID\":\"%s\",\"description\":\"%s\",\"permissions\":[%s]}",
                       server->org_id, description, permissions);
  JsonObject *token = ask ("POST", "/api/v2/authorizations", body, 201, &root);

  if (id != NULL)
    *id = g_strdup (json_object_get_string_member (token, "id"));
  return tessera_secret_new (json_object_get_string_member (token, "token"));
}

char *
ui_all_buckets (const char *action)
{
  return g_strdup_printf (
      "{\"action\":\"%s\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%s\"}}", action,
      server->org_id);
}

char *
ui_make_simple (const char *description, const char *action)
{
  g_autofree char *permission = ui_all_buckets (action);
  char *id;

  tessera_secret_unref (ui_make_token (description, permission, &id));
  return id;
}

void
ui_ask (const char *method, const char *id, const char *body, guint expected)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (server, method, path, server->token, body, &status));
  g_assert_cmpuint (status, ==, expected);
}

char *
ui_find_bucket (const char *name)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *path = g_strconcat ("/api/v2/buckets?name=", name, NULL);
  JsonObject *answer = ask ("GET", path, NULL, 200, &root);
  JsonObject *bucket =
      json_array_get_object_element (json_object_get_array_member (answer, "buckets"), 0);

  return g_strdup (json_object_get_string_member (bucket, "id"));
}

/* Ways through the window */

void
ui_open_connect_page (Ui *ui, const char *address, const char *username, const char *secret)
{
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.connect", NULL);
  ui_fill (ui->window, "Address", address);
  ui_press (ui->window, username != NULL ? "User Name and Password" : "API Token");
  if (username != NULL)
    ui_fill (ui->window, "User Name", username);
  ui_fill (ui->window, username != NULL ? "Password" : "API Token", secret);
}

void
ui_wait_tokens (Ui *ui)
{
  ui_find (ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL), GTK_TYPE_COLUMN_VIEW, NULL);
  ui_find (ui->window, GTK_TYPE_BUTTON, "Refresh");
}

void
ui_connect_to (Ui *ui, const char *address, const char *username, const char *secret)
{
  ui_open_connect_page (ui, address, username, secret);
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
}

void
ui_connect (Ui *ui)
{
  ui_connect_to (ui, server->address, NULL, tessera_secret_peek (server->token));
}

GtkSelectionModel *
ui_get_rows (Ui *ui)
{
  GtkWidget *table = ui_find (ui->window, TESSERA_TYPE_TOKEN_TABLE, NULL);

  return gtk_column_view_get_model (ui_find (table, GTK_TYPE_COLUMN_VIEW, NULL));
}

guint
ui_find_row (Ui *ui, const char *description)
{
  GListModel *rows = G_LIST_MODEL (ui_get_rows (ui));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (rows, i);

      if (g_str_equal (tessera_token_get_description (token), description))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

typedef struct
{
  Ui *ui;
  const char *description;
} Row;

static gboolean
has_row (gpointer data)
{
  Row *row = data;

  return ui_find_row (row->ui, row->description) != GTK_INVALID_LIST_POSITION;
}

void
ui_select (Ui *ui, const char *description)
{
  test_wait_until (description, has_row, &(Row) { ui, description });
  gtk_selection_model_select_item (ui_get_rows (ui), ui_find_row (ui, description), FALSE);
}

void
ui_keys_in_list (Ui *ui, const char *keys)
{
  gtk_widget_grab_focus (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens"));
  ui_keys (ui->window, keys);
}

static gboolean
is_sign_in_kept (gpointer address)
{
  return fixture_count ("server", address) > 0;
}

void
ui_wait_sign_in_kept (const char *address)
{
  test_wait_until ("the sign-in to be kept", is_sign_in_kept, (gpointer) address);
}

void
ui_open_new_token (Ui *ui)
{
  ui_press (ui->window, "New Token");
  ui_find (ui_find (ui->window, TESSERA_TYPE_NEW_TOKEN_PAGE, NULL), TESSERA_TYPE_PERMISSION_CHECK,
           NULL);
}

void
ui_open_row (Ui *ui, const char *type, const char *item)
{
  GtkTreeExpander *expander = ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, type);

  gtk_widget_activate_action (GTK_WIDGET (expander), "listitem.expand", NULL);
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, item);
}

void
ui_tick (Ui *ui, const char *box)
{
  GtkWidget *check = ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, box);

  ui_wait_sensitive (check, box);
  gtk_widget_activate (check);
}

gpointer
ui_generate (Ui *ui)
{
  ui_press (ui->window, "Create Token");
  return ui_find_window ("Token Created");
}

gpointer
ui_make_any (Ui *ui, const char *description)
{
  ui_connect (ui);
  ui_open_new_token (ui);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")),
                         description);
  ui_tick (ui, "Read, Buckets");
  return ui_generate (ui);
}

gpointer
ui_make_unsaved (Ui *ui, const char *description)
{
  tessera_settings_set_save_to_keyring (FALSE);
  return ui_make_any (ui, description);
}

TesseraSecret *
ui_get_value (gpointer reveal)
{
  GtkLabel *label = ui_find (reveal, GTK_TYPE_LABEL, "Token value, hidden");
  TesseraSecret *value;

  ui_press (reveal, "Show");
  value = tessera_secret_new (gtk_label_get_text (label));
  ui_press (reveal, "Show");
  return value;
}

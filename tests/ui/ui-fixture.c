/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "app/new-token-page.h"
#include "app/permission-check.h"
#include "app/settings.h"
#include "app/tokens-page.h"
#include "await.h"
#include "core/text.h"
#include "keyring-fixture.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

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
start (Ui *ui)
{
  GApplication *application;
  g_autoptr (GError) error = NULL;

  ui->application = tessera_application_new ();
  application = G_APPLICATION (ui->application);
  g_application_set_flags (application,
                           g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  g_application_activate (application);
  ui->window = TESSERA_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data);
  g_object_add_weak_pointer (G_OBJECT (ui->window), (gpointer *) &ui->window);
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
  start (ui);
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
  tessera_settings_set_save_to_keyring (TRUE);
  start (ui);
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
ui_find_bucket (const char *name)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *path = g_strconcat ("/api/v2/buckets?name=", name, NULL);
  JsonObject *answer = ask ("GET", path, NULL, 200, &root);
  JsonObject *bucket =
      json_array_get_object_element (json_object_get_array_member (answer, "buckets"), 0);

  return g_strdup (json_object_get_string_member (bucket, "id"));
}

/* Looking */

static gboolean
is_label (const char *label, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);

  return g_str_equal (label, name) || g_str_equal (plain, name);
}

static gboolean
has_accessible_label (GtkWidget *widget, const char *name)
{
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return other == NULL;
}

static gboolean
has_name (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), name))
    return TRUE;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return is_label (gtk_button_get_label (GTK_BUTTON (widget)), name);
  if (ADW_IS_PREFERENCES_ROW (widget))
    return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name);
  return has_accessible_label (widget, name) ||
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0;
}

typedef struct
{
  gpointer root;
  GType type;
  const char *name;
  const char *part;
  GtkWidget *found;
  guint count;
} Search;

static gboolean
fits (Search *search, GtkWidget *widget)
{
  if (!g_type_is_a (G_OBJECT_TYPE (widget), search->type) || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (search->part != NULL &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->part) == NULL)
    return FALSE;
  return search->name == NULL || has_name (widget, search->name);
}

static void
walk (Search *search, GtkWidget *widget)
{
  if (fits (search, widget))
    {
      search->count++;
      if (search->found == NULL)
        search->found = widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (search, child);
}

static gboolean
look (gpointer data)
{
  Search *search = data;

  search->found = NULL;
  search->count = 0;
  walk (search, search->root);
  return search->found != NULL;
}

gpointer
ui_look (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  look (&search);
  return search.found;
}

guint
ui_count (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  look (&search);
  return search.count;
}

static GtkWidget *
wait_search (Search *search, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s “%s”", g_type_name (search->type), what);

  test_wait_until (text, look, search);
  return search->found;
}

gpointer
ui_find (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  return wait_search (&search, name != NULL ? name : "");
}

static gboolean
look_in_vain (gpointer search)
{
  return !look (search);
}

void
ui_wait_gone (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  test_wait_until (name, look_in_vain, &search);
}

void
ui_wait_text (gpointer root, const char *part)
{
  Search search = { .root = root, .type = GTK_TYPE_LABEL, .part = part };

  wait_search (&search, part);
}

gboolean
ui_has_text (gpointer root, const char *part)
{
  Search search = { .root = root, .type = GTK_TYPE_LABEL, .part = part };

  return look (&search);
}

gpointer
ui_look_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (GTK_WIDGET (window)) &&
          g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return window;
    }
  return NULL;
}

static gboolean
is_window_there (gpointer title)
{
  return ui_look_window (title) != NULL;
}

static gboolean
is_no_window_there (gpointer title)
{
  return ui_look_window (title) == NULL;
}

gpointer
ui_find_window (const char *title)
{
  test_wait_until (title, is_window_there, (gpointer) title);
  return ui_look_window (title);
}

void
ui_wait_no_window (const char *title)
{
  test_wait_until (title, is_no_window_there, (gpointer) title);
  ui_settle ();
}

gboolean
ui_has_banner (gpointer root)
{
  return ui_look (root, TESSERA_TYPE_ERROR_BANNER, NULL) != NULL;
}

void
ui_wait_banner (gpointer root, const char *part)
{
  ui_find (root, TESSERA_TYPE_ERROR_BANNER, NULL);
  ui_wait_text (ui_look (root, TESSERA_TYPE_ERROR_BANNER, NULL), part);
}

/* Doing */

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_is_sensitive (widget);
}

void
ui_press (gpointer root, const char *name)
{
  GtkWidget *button = ui_find (root, GTK_TYPE_BUTTON, name);

  test_wait_until (name, is_sensitive, button);
  g_signal_emit_by_name (button, "clicked");
}

void
ui_fill (gpointer root, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find (root, ADW_TYPE_ENTRY_ROW, row)), text);
}

const char *
ui_read (gpointer root, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (ui_find (root, ADW_TYPE_ENTRY_ROW, row)));
}

void
ui_keys (gpointer window, const char *keys)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *command = g_strdup_printf ("xdotool windowfocus --sync %lu key %s",
                                              gdk_x11_surface_get_xid (surface), keys);
  g_autoptr (GError) error = NULL;
  int status;

  gdk_display_flush (gdk_display_get_default ());
  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
ui_settle (void)
{
  /* A frame may ask for another one: not for ever. */
  for (guint i = 0; i < 1000 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

void
ui_close (gpointer window)
{
  gtk_window_close (GTK_WINDOW (window));
}

/* The file chooser is GTK's own here: there is no portal. */

static GtkWidget *
look_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* It goes to a folder of its own at first, and that one must not come after ours. */
static gboolean
is_chooser_ready (gpointer unused)
{
  GtkWidget *chooser = look_chooser ();
  g_autoptr (GFile) folder =
      chooser != NULL ? gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (chooser)) : NULL;

  return folder != NULL;
}

static gboolean
has_chosen (gpointer path)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (look_chooser ()));
  g_autofree char *chosen = file != NULL ? g_file_get_path (file) : NULL;

  return g_strcmp0 (chosen, path) == 0;
}

void
ui_choose_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  g_autoptr (GError) error = NULL;
  GtkFileChooser *chooser;

  test_wait_until ("the file chooser", is_chooser_ready, NULL);
  chooser = GTK_FILE_CHOOSER (look_chooser ());
  gtk_file_chooser_set_current_folder (chooser, place, &error);
  g_assert_no_error (error);
  gtk_file_chooser_set_current_name (chooser, name);
  test_wait_until (path, has_chosen, (gpointer) path);
  ui_press (chooser, "Save");
}

/* Ways through the window */

void
ui_open_connect_page (Ui *ui, const char *address, const char *username, const char *secret)
{
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.connect", NULL);
  ui_fill (ui->window, "Address, as localhost:8086", address);
  ui_press (ui->window, username != NULL ? "User and Password" : "API Token");
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

  test_wait_until (box, is_sensitive, check);
  gtk_widget_activate (check);
}

gpointer
ui_generate (Ui *ui)
{
  ui_press (ui->window, "Generate");
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
  GtkLabel *label = ui_find (reveal, GTK_TYPE_LABEL, "The token’s value, hidden");
  TesseraSecret *value;

  ui_press (reveal, "Show");
  value = tessera_secret_new (gtk_label_get_text (label));
  ui_press (reveal, "Show");
  return value;
}

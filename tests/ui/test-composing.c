/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Composing a token beyond single ticks: templates, owners, copies, search and the preview. */

#include "app/compose/owner-row.h"
#include "app/compose/template-row.h"
#include "app/tokens/tokens-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "saved-fixture.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define USERS "GET /api/v2/users"

static void
open_page (Ui *ui)
{
  ui_connect (ui);
  ui_open_new_token (ui);
}

static GtkAccessibleTristate
get_state (Ui *ui, const char *box)
{
  GtkCheckButton *check = ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, box);

  if (gtk_check_button_get_inconsistent (check))
    return GTK_ACCESSIBLE_TRISTATE_MIXED;
  return gtk_check_button_get_active (check) ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                             : GTK_ACCESSIBLE_TRISTATE_FALSE;
}

/* The place of a choice among a row's; -1 for none. */
static int
find_choice (gpointer row, const char *title)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) choice = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (choice), title))
        return (int) i;
    }
  return -1;
}

typedef struct
{
  gpointer row;
  const char *title;
} Choice;

static gboolean
is_offered (gpointer data)
{
  Choice *choice = data;

  return find_choice (choice->row, choice->title) >= 0;
}

static void
choose (Ui *ui, GType type, const char *title)
{
  Choice choice = { ui_find (ui->window, type, NULL), title };

  test_wait_until (title, is_offered, &choice);
  adw_combo_row_set_selected (choice.row, (guint) find_choice (choice.row, title));
}

static void
fill_entry (Ui *ui, GType type, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, type, NULL)), text);
}

/* The preview's text, whatever face it shows. */
static char *
read_face (Ui *ui)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (ui_find (ui->window, GTK_TYPE_TEXT_VIEW, NULL));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

static void
press_face (Ui *ui, const char *name)
{
  gtk_toggle_button_set_active (ui_find (ui->window, GTK_TYPE_TOGGLE_BUTTON, name), TRUE);
}

/* A template fills the tree, says why, and can be changed and undone. */
static void
test_template (Ui *ui)
{
  open_page (ui);
  ui_tick (ui, "Read, Checks");
  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "Telegraf Agent");
  g_assert_cmpint (get_state (ui, "Read, Telegraf Configurations"), ==,
                   GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_cmpint (get_state (ui, "Read, Checks"), ==, GTK_ACCESSIBLE_TRISTATE_FALSE);
  ui_wait_text (ui->window, "writes to one bucket");
  ui_wait_text (ui->window, "Select Write for the bucket that the agent writes to");

  ui_open_row (ui, "Buckets", "telemetry");
  ui_tick (ui, "Write, Buckets, telemetry");
  ui_wait_text (ui->window, "Write access also allows deleting the bucket.");
  g_assert_false (ui_has_text (ui->window, "Select Write for the bucket"));

  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "Read Everything");
  g_assert_cmpint (get_state (ui, "Write, Buckets"), ==, GTK_ACCESSIBLE_TRISTATE_FALSE);
  gtk_widget_activate_action (GTK_WIDGET (ui_find (ui->window, TESSERA_TYPE_TEMPLATE_ROW, NULL)),
                              "new-token.undo", NULL);
  g_assert_cmpint (get_state (ui, "Write, Buckets, telemetry"), ==, GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_cmpint (get_state (ui, "Read, Checks"), ==, GTK_ACCESSIBLE_TRISTATE_FALSE);
}

/* An operator's token can't be changed in the tree; and it is only offered to an operator. */
static void
test_operator (Ui *ui)
{
  g_autofree char *permissions = g_strdup_printf (
      "{\"action\":\"read\",\"resource\":{\"type\":\"orgs\",\"id\":\"%s\"}},"
      "{\"action\":\"read\",\"resource\":{\"type\":\"authorizations\",\"orgID\":\"%s\"}}",
      ui_get_server ()->org_id, ui_get_server ()->org_id);
  g_autoptr (TesseraSecret) narrow = ui_make_token ("narrow", permissions, NULL);
  GtkWidget *check;

  open_page (ui);
  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "Operator");
  check = ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Write, Checks");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_false (gtk_widget_is_sensitive (check));
  ui_wait_text (ui->window, "every organization on the server");
  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "Custom");
  g_assert_true (gtk_widget_is_sensitive (check));
  g_assert_cmpint (get_state (ui, "Write, Checks"), ==, GTK_ACCESSIBLE_TRISTATE_FALSE);

  ui_restart (ui);
  ui_open_connect_page (ui, ui_get_server ()->address, NULL, tessera_secret_peek (narrow));
  ui_press (ui->window, "Connect");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL); /* it sees none */
  ui_open_new_token (ui);
  ui_settle ();
  g_assert_cmpint (find_choice (ui_find (ui->window, TESSERA_TYPE_TEMPLATE_ROW, NULL), "Operator"),
                   ==, -1);
}

/* A token is copied with what still exists, by choosing it from a list. */
static void
test_copy (Ui *ui)
{
  g_autofree char *bucket = ui_find_bucket ("telemetry");
  g_autofree char *permissions = g_strdup_printf (
      "{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%s\",\"id\":\"%s\"}},"
      "{\"action\":\"write\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%s\",\"id\":"
      "\"00000000000000ff\"}}",
      ui_get_server ()->org_id, bucket, ui_get_server ()->org_id);
  gpointer chooser;

  tessera_secret_unref (ui_make_token ("the original", permissions, NULL));
  open_page (ui);
  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "From an Existing Token…");
  chooser = ui_find_window ("Copy a Token’s Permissions");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (chooser, GTK_TYPE_SEARCH_ENTRY, NULL)), "original");
  ui_find (chooser, GTK_TYPE_LABEL, "the original");
  ui_keys (chooser, "Return");
  ui_wait_no_window ("Copy a Token’s Permissions");
  g_assert_cmpint (get_state (ui, "Read, Buckets, telemetry"), ==, GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_cmpstr (gtk_editable_get_text (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")), ==,
                   "Copy of the original");
  ui_wait_text (ui->window, "1 permission was left out");

  /* Closing the list changes nothing. */
  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "From an Existing Token…");
  ui_keys (ui_find_window ("Copy a Token’s Permissions"), "Escape");
  ui_wait_no_window ("Copy a Token’s Permissions");
  g_assert_cmpint (get_state (ui, "Read, Buckets, telemetry"), ==, GTK_ACCESSIBLE_TRISTATE_TRUE);
}

static gboolean
is_asked_for_variables (gpointer host)
{
  return test_host_count (host, "GET /api/v2/variables") > 0;
}

/* What a copy opens is fetched even where hundreds of rows lie before it. */
static void
test_copy_far_down (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autoptr (GString) buckets = g_string_new ("{\"buckets\":[");
  g_autofree char *permissions =
      g_strdup_printf ("{\"action\":\"read\",\"resource\":{\"type\":\"variables\","
                       "\"orgID\":\"%s\",\"id\":\"00000000000000ff\",\"name\":\"far\"}}",
                       ui_get_server ()->org_id);
  g_autofree char *tokens = g_strdup_printf (
      "{\"authorizations\":[{\"id\":\"00000000000000ee\",\"description\":\"far down\","
      "\"status\":\"active\",\"orgID\":\"%s\",\"permissions\":[%s]}]}",
      ui_get_server ()->org_id, permissions);
  gpointer chooser;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (buckets, "%s{\"id\":\"%016x\",\"name\":\"b%u\"}", i > 0 ? "," : "",
                            i + 256, i);
  g_string_append (buckets, "]}");
  test_host_fail (host, "GET /api/v2/authorizations", 200, tokens);
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  test_host_fail (host, "GET /api/v2/buckets", 200, buckets->str);
  ui_open_new_token (ui);
  ui_open_row (ui, "Buckets", "b0");
  choose (ui, TESSERA_TYPE_TEMPLATE_ROW, "From an Existing Token…");
  chooser = ui_find_window ("Copy a Token’s Permissions");
  ui_find (chooser, GTK_TYPE_LABEL, "far down");
  ui_keys (chooser, "Return");
  ui_wait_no_window ("Copy a Token’s Permissions");
  test_wait_until ("the variables to be fetched", is_asked_for_variables, host);
  test_host_free (host);
}

/* A generic user is made in one step, and owns the token. */
static void
test_new_owner (Ui *ui)
{
  gpointer dialog;
  g_autofree char *command = NULL;

  open_page (ui);
  ui_tick (ui, "Read, Checks");
  choose (ui, TESSERA_TYPE_OWNER_ROW, "New Generic User…");
  dialog = ui_find_window ("New Generic User");
  ui_press (dialog, "Learn More");
  ui_find (ui_find_window ("Help"), ADW_TYPE_EXPANDER_ROW, "What a generic user is for");
  ui_close (ui_find_window ("Help"));
  ui_wait_no_window ("Help");
  ui_fill (dialog, "Name, such as telegraf", TEST_USERNAME);
  ui_press (dialog, "Create User");
  ui_wait_banner (dialog, "already");
  g_assert_cmpstr (ui_read (dialog, "Name, such as telegraf"), ==, TEST_USERNAME);

  ui_fill (dialog, "Name, such as telegraf", "robot & <sons>");
  ui_press (dialog, "Create User");
  ui_wait_no_window ("New Generic User");
  ui_settle ();
  command = read_face (ui);
  g_assert_nonnull (strstr (command, "robot & <sons>"));
  ui_wait_text (ui_generate (ui), "In your keyring as");
}

/* Creates a token for another user, past the window. */
static char *
make_token_of (const char *user, const char *name)
{
  TestServer *server = ui_get_server ();
  g_autofree char *permissions = ui_all_buckets ("read");
  g_autofree char *body =
      g_strdup_printf ("{\"orgID\":\"%s\",\"userID\":\"%s\",\"description\":\"%s\","
                       "\"permissions\":[%s]}",
                       server->org_id, user, name, permissions);
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_autoptr (JsonNode) root = json_from_string (answer, NULL);

  g_assert_cmpuint (status, ==, 201);
  return g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
}

static char *
read_owner (Ui *ui)
{
  AdwComboRow *row = ui_find (ui->window, TESSERA_TYPE_OWNER_ROW, NULL);
  GtkStringObject *selected = adw_combo_row_get_selected_item (row);

  return selected != NULL ? g_strdup (gtk_string_object_get_string (selected)) : NULL;
}

static gboolean
is_asked_for_users (gpointer host)
{
  return test_host_count (host, USERS) > 0;
}

/* Whether the server lists no user or can't list them: the owner of the edited token is shown, and
 * is what is sent. */
static void
edit_token_of_another (Ui *ui, guint status, const char *answer, const char *name)
{
  g_autofree char *user = saved_make_user (name);
  g_autofree char *id = make_token_of (user, name);
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *owner = NULL;
  g_autofree char *preview = NULL;
  g_autofree char *expected = g_strdup_printf ("\"userID\" : \"%s\"", user);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  test_host_fail (host, USERS, status, answer);
  ui_select (ui, name);
  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens"),
                              "tokens.edit-permissions", NULL);
  ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Read, Buckets");
  test_wait_until ("the server to be asked for users", is_asked_for_users, host);
  ui_settle ();
  owner = read_owner (ui);
  g_assert_cmpstr (owner, ==, name);
  press_face (ui, "JSON");
  ui_settle ();
  preview = read_face (ui);
  g_assert_nonnull (strstr (preview, expected));
  ui_ask ("DELETE", id, NULL, 204);
  test_host_free (host);
}

static void
test_edit_without_users (Ui *ui)
{
  edit_token_of_another (ui, 403, "{\"code\":\"forbidden\",\"message\":\"no\"}", "hidden owner");
}

static void
test_edit_with_other_users (Ui *ui)
{
  edit_token_of_another (ui, 200, "{\"users\":[]}", "unlisted owner");
}

static gboolean
is_asked_for_a_user (gpointer host)
{
  return test_host_count (host, "POST /api/v2/users") > 0;
}

/* The program ends while the server makes a user. */
static void
test_close_while_creating_a_user (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  gpointer dialog;

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_open_new_token (ui);
  choose (ui, TESSERA_TYPE_OWNER_ROW, "New Generic User…");
  dialog = ui_find_window ("New Generic User");
  ui_fill (dialog, "Name, such as telegraf", "late");
  test_host_fail (host, "POST /api/v2/users", 201, NULL);
  host->silent = TRUE;
  ui_press (dialog, "Create User");
  test_wait_until ("the server to be asked", is_asked_for_a_user, host);
  ui_restart (ui);
  test_host_free (host);
}

static gboolean
has_command (gpointer data)
{
  g_autofree char *text = read_face (data);

  return g_str_has_prefix (text, "influx auth create");
}

/* The preview follows what is ticked, and can be copied; a value is in none of it. */
static void
test_preview (Ui *ui)
{
  g_autofree char *influx = NULL, *curl = NULL, *json = NULL;
  GdkClipboard *clipboard;
  GValue copied = G_VALUE_INIT;

  open_page (ui);
  ui_open_row (ui, "Buckets", "_monitoring");
  ui_tick (ui, "Read, Buckets, _monitoring");
  ui_tick (ui, "Write, Buckets, _tasks");
  ui_wait_text (ui->window, "This token can read the bucket");
  test_wait_until ("the command", has_command, ui);
  influx = read_face (ui);
  g_assert_nonnull (strstr (influx, "--read-bucket="));
  press_face (ui, "curl");
  curl = read_face (ui);
  g_assert_nonnull (strstr (curl, "$INFLUX_TOKEN"));
  g_assert_null (strstr (curl, tessera_secret_peek (ui_get_server ()->token)));
  press_face (ui, "JSON");
  json = read_face (ui);
  g_assert_true (g_str_has_prefix (json, "{"));

  ui_press (ui->window, "Copy");
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (ui->window));
  g_value_init (&copied, G_TYPE_STRING);
  g_assert_true (
      gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &copied, NULL));
  g_assert_cmpstr (g_value_get_string (&copied), ==, json);
  g_value_unset (&copied);

  /* Where influx has no flag for it, that is said, and there is nothing to copy. */
  ui_open_row (ui, "API Tokens", "admin's Token");
  ui_tick (ui, "Read, API Tokens, admin's Token");
  press_face (ui, "influx");
  g_assert_false (gtk_widget_is_sensitive (ui_look (ui->window, GTK_TYPE_BUTTON, "Copy")));
}

/* A search looks into what was never opened; Only Ticked leaves what is ticked. */
static void
test_search (Ui *ui)
{
  open_page (ui);
  fill_entry (ui, GTK_TYPE_SEARCH_ENTRY, "TELEM");
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry");
  g_assert_null (ui_look (ui->window, GTK_TYPE_TREE_EXPANDER, "_monitoring"));
  g_assert_null (ui_look (ui->window, GTK_TYPE_TREE_EXPANDER, "Checks"));
  ui_tick (ui, "Write, Buckets, telemetry");

  fill_entry (ui, GTK_TYPE_SEARCH_ENTRY, "no such thing");
  ui_wait_text (ui->window, "No resources match your search.");
  fill_entry (ui, GTK_TYPE_SEARCH_ENTRY, "");
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Checks");
  g_assert_null (ui_look (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry"));

  gtk_toggle_button_set_active (ui_find (ui->window, GTK_TYPE_TOGGLE_BUTTON, "Selected Only"),
                                TRUE);
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry");
  g_assert_null (ui_look (ui->window, GTK_TYPE_TREE_EXPANDER, "Checks"));
  ui_tick (ui, "Write, Buckets, telemetry");
  gtk_toggle_button_set_active (ui_find (ui->window, GTK_TYPE_TOGGLE_BUTTON, "Selected Only"),
                                FALSE);
  gtk_toggle_button_set_active (ui_find (ui->window, GTK_TYPE_TOGGLE_BUTTON, "Selected Only"),
                                TRUE);
  ui_wait_text (ui->window, "No permissions are selected yet.");
}

static gboolean
has_focus (gpointer widget)
{
  return gtk_widget_is_focus (widget);
}

static gboolean
is_closed (gpointer name)
{
  return !gtk_tree_list_row_get_expanded (gtk_tree_expander_get_list_row (name));
}

/* The arrows move as in a table, and * opens everything. */
static void
test_arrows (Ui *ui)
{
  GtkWidget *name;

  open_page (ui);
  name = ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Buckets");
  gtk_widget_grab_focus (name);
  ui_keys (ui->window, "Right");
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry");
  ui_keys (ui->window, "Right Right Down Down");
  test_wait_until ("the same column two rows below", has_focus,
                   ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Write, Buckets, _tasks"));
  ui_keys (ui->window, "Left Left Up Up Left");
  test_wait_until ("Left to close the row", is_closed, name);
  g_assert_true (gtk_widget_is_focus (name));
  ui_keys (ui->window, "asterisk");
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry");
}

/* A bucket that somebody deletes between ticking and generating. */
static void
test_gone_meanwhile (Ui *ui)
{
  g_autofree char *body = g_strdup_printf ("{\"orgID\":\"%s\",\"name\":\"doomed\","
                                           "\"retentionRules\":[]}",
                                           ui_get_server ()->org_id);
  g_autofree char *id = NULL, *path = NULL;
  guint status;

  g_free (test_server_ask (ui_get_server (), "POST", "/api/v2/buckets", ui_get_server ()->token,
                           body, &status));
  g_assert_cmpuint (status, ==, 201);
  open_page (ui);
  ui_open_row (ui, "Buckets", "doomed");
  ui_tick (ui, "Read, Buckets, doomed");
  ui_tick (ui, "Read, Checks");
  id = ui_find_bucket ("doomed");
  path = g_strconcat ("/api/v2/buckets/", id, NULL);
  g_free (
      test_server_ask (ui_get_server (), "DELETE", path, ui_get_server ()->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);

  ui_press (ui->window, "Create Token");
  ui_wait_banner (ui->window, "doomed");
  g_assert_null (ui_look_window ("Token Created"));
  g_assert_null (ui_look (ui->window, GTK_TYPE_TREE_EXPANDER, "doomed"));
  g_assert_cmpint (get_state (ui, "Read, Checks"), ==, GTK_ACCESSIBLE_TRISTATE_TRUE);
  ui_generate (ui);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/composing/template", test_template);
  ui_add ("/composing/operator", test_operator);
  ui_add ("/composing/copy", test_copy);
  ui_add ("/composing/copy-far-down", test_copy_far_down);
  ui_add ("/composing/new-owner", test_new_owner);
  ui_add ("/composing/edit-without-users", test_edit_without_users);
  ui_add ("/composing/edit-with-other-users", test_edit_with_other_users);
  ui_add ("/composing/close-while-creating-a-user", test_close_while_creating_a_user);
  ui_add ("/composing/preview", test_preview);
  ui_add ("/composing/search", test_search);
  ui_add ("/composing/arrows", test_arrows);
  ui_add ("/composing/gone-meanwhile", test_gone_meanwhile);
  return ui_run ();
}

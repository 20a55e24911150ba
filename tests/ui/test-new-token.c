/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Composing a token: the tree, the description, and going back. */

#include "app/compose/new-token-page.h"
#include "app/tokens/tokens-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "ui-fixture.h"

static GtkWidget *
get_box (Ui *ui, const char *name)
{
  return ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, name);
}

static GtkEntry *
get_description (Ui *ui)
{
  return ui_find (ui->window, GTK_TYPE_ENTRY, "Description");
}

static void
assert_state (Ui *ui, const char *box, GtkAccessibleTristate state, gboolean sensitive)
{
  GtkWidget *check = get_box (ui, box);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_CHECKED, state);
  g_assert_true (gtk_widget_is_sensitive (check) == sensitive);
}

static void
assert_placeholder (Ui *ui, const char *expected)
{
  g_assert_cmpstr (gtk_entry_get_placeholder_text (get_description (ui)), ==, expected);
}

static void
open_page (Ui *ui)
{
  ui_connect (ui);
  ui_open_new_token (ui);
}

/* No permissions are selected at first, and Generate says why it can't be pressed. */
static void
test_nothing_ticked (Ui *ui)
{
  GtkWidget *generate;

  open_page (ui);
  generate = ui_find (ui->window, GTK_TYPE_BUTTON, "Create Token");
  g_assert_false (gtk_widget_is_sensitive (generate));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (generate), ==,
                   "Select at least one permission first");
  ui_wait_text (ui->window, "No permissions are selected");
  assert_placeholder (ui, "Generated from the permissions");

  ui_tick (ui, "Read, Buckets");
  g_assert_true (gtk_widget_is_sensitive (generate));
  assert_placeholder (ui, "Read buckets");
  ui_wait_text (ui->window, "This token can read all buckets");

  ui_tick (ui, "Read, Buckets");
  g_assert_false (gtk_widget_is_sensitive (generate));
}

static void
collect_rows (GtkWidget *widget, GPtrArray *names)
{
  if (GTK_IS_TREE_EXPANDER (widget))
    {
      GtkTreeListRow *row = gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (widget));
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);

      g_ptr_array_add (names, g_strdup (tessera_tree_row_get_label (TESSERA_TREE_ROW (item))));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (child, names);
}

/* All types that a token can be granted are there; what is ticked most often comes first. */
static void
test_all_types (Ui *ui)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  open_page (ui);
  collect_rows (GTK_WIDGET (ui->window), names);
  g_assert_cmpuint (names->len, ==, 22); /* of 23: no server grants anything on the instance */
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "Buckets");
  g_assert_cmpstr (g_ptr_array_index (names, 1), ==, "Telegraf Configurations");
  for (guint i = 0; i < names->len; i++)
    for (guint action = 0; action < 2; action++)
      {
        g_autofree char *box = g_strdup_printf ("%s, %s", action == 0 ? "Read" : "Write",
                                                (char *) g_ptr_array_index (names, i));

        assert_state (ui, box, GTK_ACCESSIBLE_TRISTATE_FALSE, TRUE);
      }
}

/* Items come when their type is opened for the first time, and once. */
static void
test_items_once (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  const char *path = "GET /api/v2/buckets?";
  guint before, opened;

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_open_new_token (ui);
  before = test_host_count (host, path);
  ui_open_row (ui, "Buckets", "telemetry");
  opened = test_host_count (host, path);
  g_assert_cmpuint (opened, >, before);
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "_monitoring");
  ui_wait_text (ui->window, "system");

  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Buckets"),
                              "listitem.collapse", NULL);
  g_assert_null (ui_look (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry"));
  ui_open_row (ui, "Buckets", "telemetry");
  ui_settle ();
  g_assert_cmpuint (test_host_count (host, path), ==, opened);
  test_host_free (host);
}

/* Parents show that some of their items are ticked, and cover them when ticked themselves. */
static void
test_parents_and_items (Ui *ui)
{
  open_page (ui);
  ui_open_row (ui, "Buckets", "telemetry");
  ui_tick (ui, "Read, Buckets, telemetry");
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_MIXED, TRUE);
  assert_state (ui, "Write, Buckets", GTK_ACCESSIBLE_TRISTATE_FALSE, TRUE);
  assert_placeholder (ui, "Read buckets telemetry");

  ui_tick (ui, "Read, Buckets");
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_TRUE, TRUE);
  assert_state (ui, "Read, Buckets, telemetry", GTK_ACCESSIBLE_TRISTATE_TRUE, FALSE);
  assert_state (ui, "Read, Buckets, _tasks", GTK_ACCESSIBLE_TRISTATE_TRUE, FALSE);
  assert_state (ui, "Write, Buckets, _tasks", GTK_ACCESSIBLE_TRISTATE_FALSE, TRUE);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_box (ui, "Read, Buckets, _tasks")), ==,
                   "Selected along with all others of its type");
  assert_placeholder (ui, "Read buckets");

  /* What was ticked by itself is back. */
  ui_tick (ui, "Read, Buckets");
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_MIXED, TRUE);
  assert_state (ui, "Read, Buckets, telemetry", GTK_ACCESSIBLE_TRISTATE_TRUE, TRUE);
  assert_state (ui, "Read, Buckets, _tasks", GTK_ACCESSIBLE_TRISTATE_FALSE, TRUE);
}

/* The description is the vendor's, as a placeholder; one's own stays whatever is ticked. */
static void
test_description (Ui *ui)
{
  open_page (ui);
  ui_open_row (ui, "Buckets", "_monitoring");
  ui_tick (ui, "Read, Buckets, _monitoring");
  ui_tick (ui, "Write, Buckets, _tasks");
  assert_placeholder (ui, "Read buckets _monitoring Write buckets _tasks");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_description (ui))), ==, "");

  gtk_editable_set_text (GTK_EDITABLE (get_description (ui)), "my own");
  ui_tick (ui, "Read, Checks");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_description (ui))), ==, "my own");
  ui_wait_text (ui_generate (ui), "my own");
}

/* Going back drops what was chosen only after asking. */
static void
test_back (Ui *ui)
{
  static const char *const question = "Discard This Token?";
  gpointer window;

  open_page (ui);
  ui_press (ui->window, "Back to Tokens");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
  g_assert_null (ui_look_window (question));

  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  ui_press (ui->window, "Back to Tokens");
  window = ui_find_window (question);
  g_assert_true (gtk_window_get_modal (window));
  ui_press (window, "Keep Editing");
  ui_wait_no_window (question);
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_TRUE, TRUE);

  /* Escape changes nothing either. */
  ui_press (ui->window, "Back to Tokens");
  ui_keys (ui_find_window (question), "Escape");
  ui_wait_no_window (question);
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_TRUE, TRUE);

  ui_press (ui->window, "Back to Tokens");
  ui_press (ui_find_window (question), "Discard");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
  ui_open_new_token (ui);
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_FALSE, TRUE);
}

/* So do closing the window, and `tessera --demo` once more. */
static void
test_close (Ui *ui)
{
  static const char *const question = "Discard This Token?";

  open_page (ui);
  ui_tick (ui, "Read, Buckets");
  ui_close (ui->window);
  ui_press (ui_find_window (question), "Keep Editing");
  ui_wait_no_window (question);
  tessera_window_open_demo (ui->window);
  ui_press (ui_find_window (question), "Keep Editing");
  ui_wait_no_window (question);
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_TRUE, TRUE);

  tessera_window_open_demo (ui->window);
  ui_press (ui_find_window (question), "Discard");
  ui_wait_text (ui->window, "Home-made scripts");
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  ui_close (ui->window);
  /* One question, however often it is closed. */
  ui_close (ui->window);
  ui_press (ui_find_window (question), "Discard");
  ui_wait_no_window (question);
  ui_wait_no_window ("Tessera");
}

static gboolean
is_checked (gpointer check)
{
  return gtk_check_button_get_active (check);
}

static gboolean
is_not_checked (gpointer check)
{
  return !gtk_check_button_get_active (check);
}

static gboolean
is_expanded (gpointer row)
{
  return gtk_tree_list_row_get_expanded (row);
}

static gboolean
is_not_expanded (gpointer row)
{
  return !gtk_tree_list_row_get_expanded (row);
}

/* All of it goes by keyboard: Space ticks, Shift and arrows open and close, Enter does both. */
static void
test_keyboard (Ui *ui)
{
  GtkWidget *check;
  GtkTreeExpander *expander;
  GtkTreeListRow *row;

  open_page (ui);
  check = get_box (ui, "Write, Buckets");
  gtk_widget_grab_focus (check);
  ui_keys (ui->window, "space");
  test_wait_until ("Space to tick", is_checked, check);
  ui_keys (ui->window, "space");
  test_wait_until ("Space to untick", is_not_checked, check);

  expander = ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Buckets");
  row = gtk_tree_expander_get_list_row (expander);
  gtk_widget_grab_focus (GTK_WIDGET (expander));
  ui_keys (ui->window, "shift+Right");
  test_wait_until ("Shift+Right to open the row", is_expanded, row);
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry");
  ui_keys (ui->window, "shift+Left");
  test_wait_until ("Shift+Left to close the row", is_not_expanded, row);
  ui_keys (ui->window, "Return");
  test_wait_until ("Enter to open the row", is_expanded, row);

  gtk_widget_grab_focus (check);
  ui_keys (ui->window, "space ctrl+Return");
  ui_find_window ("Token Created");
}

/* Items that can't be fetched: told in the tree, and tried again there. */
static void
test_fetch_failure (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_open_new_token (ui);
  test_host_fail (host, "GET /api/v2/buckets", 503,
                  "{\"code\":\"unavailable\",\"message\":\"out of order\"}");
  gtk_widget_activate_action (ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Buckets"),
                              "listitem.expand", NULL);
  ui_wait_text (ui->window, "out of order");
  ui_tick (ui, "Read, Buckets");
  assert_placeholder (ui, "Read buckets");

  test_host_fail (host, NULL, 0, NULL);
  ui_press (ui->window, "Try Again");
  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "telemetry");
  assert_state (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_TRUE, TRUE);

  /* A sign-in that may not list them can still grant the whole of them. */
  test_host_fail (host, "GET /api/v2/telegrafs", 401,
                  "{\"code\":\"unauthorized\",\"message\":\"read:telegrafs is unauthorized\"}");
  gtk_widget_activate_action (
      ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Telegraf Configurations"), "listitem.expand",
      NULL);
  ui_wait_text (ui->window,
                "This account can’t list them. Select all resources of this type instead.");
  test_host_free (host);
}

/* So can the types themselves. */
static void
test_types_failure (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  test_host_fail (host, "GET /api/v2/resources", 500,
                  "{\"code\":\"internal error\",\"message\":\"out of order <b>\"}");
  ui_press (ui->window, "New Token");
  ui_wait_text (ui->window, "out of order <b>");
  test_host_fail (host, NULL, 0, NULL);
  ui_press (ui->window, "Try Again");
  get_box (ui, "Read, Buckets");
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/new-token/nothing-ticked", test_nothing_ticked);
  ui_add ("/new-token/all-types", test_all_types);
  ui_add ("/new-token/items-once", test_items_once);
  ui_add ("/new-token/parents-and-items", test_parents_and_items);
  ui_add ("/new-token/description", test_description);
  ui_add ("/new-token/back", test_back);
  ui_add ("/new-token/close", test_close);
  ui_add ("/new-token/keyboard", test_keyboard);
  ui_add ("/new-token/fetch-failure", test_fetch_failure);
  ui_add ("/new-token/types-failure", test_types_failure);
  return ui_run ();
}

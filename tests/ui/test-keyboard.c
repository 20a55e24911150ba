/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Without a mouse: the main job, and a way to every control and away from it. */

#include "app/compose/template-row.h"
#include "app/keyring/keyring-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "ui-fixture.h"

#define DESCRIPTION "Read buckets _monitoring Write buckets _tasks"

typedef struct
{
  gpointer window;
  GType type;
  const char *name;
  gboolean was_visible; /* GTK hides it some seconds after the last key */
} Focus;

static gboolean
has_focus (gpointer data)
{
  Focus *focus = data;
  GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (focus->window));
  GtkWidget *wanted = ui_look (focus->window, focus->type, focus->name);

  focus->was_visible |= gtk_window_get_focus_visible (GTK_WINDOW (focus->window));
  return widget != NULL && wanted != NULL &&
         (widget == wanted || gtk_widget_is_ancestor (widget, wanted) ||
          gtk_widget_is_ancestor (wanted, widget));
}

/* Returns: whether it could be seen: GTK shows it after keys that move it, and hides it some
 * seconds later. */
static gboolean
wait_focus_anyhow (gpointer window, GType type, const char *name)
{
  Focus focus = { window, type, name };

  test_wait_until (name, has_focus, &focus);
  /* GTK goes on to where something is: that is known once it is drawn. */
  ui_wait_drawn (window);
  return focus.was_visible;
}

/* After a key that moves it, it can be seen. */
static void
wait_focus (gpointer window, GType type, const char *name)
{
  g_assert_true (wait_focus_anyhow (window, type, name));
}

/* Down to the row of this name. */
static void
go_down_to (Ui *ui, const char *name)
{
  Focus focus = { ui->window, GTK_TYPE_TREE_EXPANDER, name };

  ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, name);
  for (guint i = 0; i < 20 && !has_focus (&focus); i++)
    {
      ui_keys (ui->window, "Down");
      ui_settle ();
    }
  wait_focus_anyhow (ui->window, GTK_TYPE_TREE_EXPANDER, name);
  g_assert_true (focus.was_visible);
}

static gboolean
is_checked (gpointer check)
{
  return gtk_check_button_get_active (check);
}

static void
wait_ticked (Ui *ui, const char *name)
{
  test_wait_until (name, is_checked, ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, name));
}

static gboolean
is_row_there (gpointer ui)
{
  return ui_find_row (ui, DESCRIPTION) != GTK_INVALID_LIST_POSITION;
}

static void
test_main_job (Ui *ui)
{
  gpointer reveal;

  ui_connect (ui);
  ui_keys (ui->window, "ctrl+n");
  ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Read, Buckets");
  ui_keys (ui->window, "ctrl+f");
  wait_focus_anyhow (ui->window, GTK_TYPE_SEARCH_ENTRY, "Search permissions");
  ui_keys (ui->window, "Tab");
  wait_focus (ui->window, GTK_TYPE_BUTTON, "Selected Only");
  ui_keys (ui->window, "Tab");
  wait_focus (ui->window, GTK_TYPE_TREE_EXPANDER, "Buckets");
  ui_keys (ui->window, "Right");
  go_down_to (ui, "_monitoring");
  ui_keys (ui->window, "Right space");
  wait_ticked (ui, "Read, Buckets, _monitoring");
  ui_keys (ui->window, "Left");
  go_down_to (ui, "_tasks");
  ui_keys (ui->window, "Right Right space");
  wait_ticked (ui, "Write, Buckets, _tasks");
  ui_keys (ui->window, "ctrl+Return");

  reveal = ui_find_window ("Token Created");
  ui_wait_text (reveal, "In your keyring as");
  wait_focus_anyhow (reveal, GTK_TYPE_BUTTON, "Done");
  ui_keys (reveal, "Return");
  ui_wait_no_window ("Token Created");
  test_wait_until ("the new token in the list", is_row_there, ui);
}

/* Tab comes round to where it began: nothing keeps the focus, and nothing that has it is hidden. */
static void
assert_goes_round (gpointer window, guint least)
{
  g_autoptr (GHashTable) stops = g_hash_table_new (NULL, NULL);
  GtkWidget *first;

  ui_keys (window, "Tab");
  ui_settle ();
  first = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (first);
  for (guint i = 0; i < 60; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_get_mapped (focus));
      g_hash_table_add (stops, focus);
      ui_keys (window, "Tab");
      ui_settle ();
      if (gtk_window_get_focus (GTK_WINDOW (window)) == first)
        break;
    }
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == first);
  g_assert_cmpuint (g_hash_table_size (stops), >=, least);
}

static void
test_no_trap (Ui *ui)
{
  gpointer preferences, chooser;
  AdwComboRow *template;

  /* The menu and three buttons: what closes a window is no stop. */
  assert_goes_round (ui->window, 4);
  ui_keys (ui->window, "ctrl+o");
  ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "API Token");
  assert_goes_round (ui->window, 7);
  ui_connect (ui);
  /* New Token, two pages, three buttons, search, filter, the list. */
  assert_goes_round (ui->window, 9);
  ui_keys (ui->window, "alt+2");
  ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
  assert_goes_round (ui->window, 5);
  ui_keys (ui->window, "alt+1");
  ui_open_new_token (ui);
  assert_goes_round (ui->window, 8);
  ui_keys (ui->window, "ctrl+comma");
  preferences = ui_find_window ("Preferences");
  assert_goes_round (preferences, 5);
  ui_keys (preferences, "Escape");
  ui_wait_no_window ("Preferences");

  template = ui_find (ui->window, TESSERA_TYPE_TEMPLATE_ROW, NULL);
  adw_combo_row_set_selected (template,
                              g_list_model_get_n_items (adw_combo_row_get_model (template)) - 1);
  chooser = ui_find_window ("Copy a Token’s Permissions");
  /* The search and the list. */
  assert_goes_round (chooser, 2);
}

static gboolean
is_menu_shown (gpointer window)
{
  return ui_look (window, GTK_TYPE_POPOVER_MENU, NULL) != NULL;
}

static gboolean
is_menu_hidden (gpointer window)
{
  return !is_menu_shown (window);
}

static void
test_menu (Ui *ui)
{
  ui_connect (ui);
  ui_keys (ui->window, "F10");
  test_wait_until ("the main menu", is_menu_shown, ui->window);
  ui_keys (ui->window, "Escape");
  test_wait_until ("the main menu to be closed", is_menu_hidden, ui->window);
  ui_wait_drawn (ui->window);
  ui_keys (ui->window, "F10");
  test_wait_until ("the main menu", is_menu_shown, ui->window);
  ui_keys (ui->window, "Return");
  ui_keys (ui_find_window ("Preferences"), "Escape");
  ui_wait_no_window ("Preferences");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/keyboard/main-job", test_main_job);
  ui_add ("/keyboard/no-trap", test_no_trap);
  ui_add ("/keyboard/menu", test_menu);
  return ui_run ();
}

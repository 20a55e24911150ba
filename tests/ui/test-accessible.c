/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What assistive tools are told: a name for every control of every page and window, and roles and
 * states that follow what is on the screen. */

#include "app/compose/owner-row.h"
#include "app/compose/template-row.h"
#include "app/connect/welcome-page.h"
#include "app/widgets/permission-check.h"
#include "saved-fixture.h"

static void
assert_window_named (const char *title)
{
  gpointer window = ui_find_window (title);

  ui_assert_named (window);
  ui_keys (window, "Escape");
  ui_wait_no_window (title);
}

/* Names */

static void
test_names_before_connecting (Ui *ui)
{
  ui_assert_named (ui->window);
  ui_keys (ui->window, "ctrl+comma");
  assert_window_named ("Preferences");
  ui_keys (ui->window, "ctrl+question");
  assert_window_named ("Keyboard Shortcuts");
  ui_keys (ui->window, "ctrl+o");
  ui_press (ui->window, "User Name and Password");
  ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "Password");
  ui_assert_named (ui->window);
  ui_press (ui->window, "API Token");
  ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "API Token");
  ui_assert_named (ui->window);
}

/* Connections that are remembered, and the opening of one that does not work. */
static void
test_names_of_connections (Ui *ui)
{
  ui_connect (ui);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  ui_assert_named (ui->window);
}

static void
keep (const char *description)
{
  g_autofree char *id = NULL;

  tessera_secret_unref (saved_make (ui_get_server ()->address, description, &id));
}

static void
test_names_of_tokens (Ui *ui)
{
  GtkMenuButton *filter;

  ui_connect (ui);
  keep ("selected");
  ui_press (ui->window, "Refresh");
  ui_select (ui, "selected");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Select None");
  ui_assert_named (ui->window);
  filter = ui_find (ui->window, GTK_TYPE_MENU_BUTTON, "Filter");
  gtk_menu_button_popup (filter);
  ui_find (gtk_menu_button_get_popover (filter), GTK_TYPE_CHECK_BUTTON, "Mine");
  ui_assert_named (gtk_menu_button_get_popover (filter));
  gtk_menu_button_popdown (filter);
  ui_keys_in_list (ui, "F2");
  assert_window_named ("Rename Token");
  ui_keys_in_list (ui, "Delete");
  assert_window_named ("Delete Tokens");
}

static void
choose_last (Ui *ui, GType type, const char *title)
{
  AdwComboRow *row = ui_find (ui->window, type, NULL);
  guint last = g_list_model_get_n_items (adw_combo_row_get_model (row)) - 1;

  adw_combo_row_set_selected (row, last);
  assert_window_named (title);
}

static void
test_names_of_new_token (Ui *ui)
{
  gpointer reveal;

  ui_connect (ui);
  ui_open_new_token (ui);
  ui_assert_named (ui->window);
  choose_last (ui, TESSERA_TYPE_TEMPLATE_ROW, "Copy a Token’s Permissions");
  ui_open_row (ui, "Buckets", "telemetry");
  ui_tick (ui, "Write, Buckets, telemetry");
  ui_assert_named (ui->window);
  choose_last (ui, TESSERA_TYPE_OWNER_ROW, "New Generic User");
  ui_keys (ui->window, "alt+Left");
  assert_window_named ("Discard This Token?");

  reveal = ui_generate (ui);
  ui_press (reveal, "Copy");
  ui_wait_text (reveal, "In your keyring as");
  ui_assert_named (reveal);
  ui_press (reveal, "Use It…");
  assert_window_named ("Use This Token");
  ui_press (reveal, "Test Token");
  ui_wait_text (ui_find_window ("Test Token"), "works");
  assert_window_named ("Test Token");
  ui_press (reveal, "Done");
  ui_wait_no_window ("Token Created");
}

static void
test_names_of_keyring (Ui *ui)
{
  gpointer page;

  ui_connect (ui);
  saved_clear ();
  page = saved_open_page (ui);
  ui_wait_text (page, "No Tokens in the Keyring");
  ui_assert_named (ui->window);
  keep ("kept");
  saved_wait_state (page, "kept", "Active");
  ui_assert_named (ui->window);
  saved_open (page, "kept");
  assert_window_named (SAVED);
  ui_press (page, "Import Token…");
  assert_window_named ("Import Token");
}

/* Roles and states */

static void
assert_checked (Ui *ui, const char *box, GtkAccessibleTristate state)
{
  GtkAccessible *check = ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, box);

  gtk_test_accessible_assert_role (check, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_state (check, GTK_ACCESSIBLE_STATE_CHECKED, state);
}

static void
test_ticks (Ui *ui)
{
  GtkAccessible *buckets;

  ui_connect (ui);
  ui_open_new_token (ui);
  buckets = ui_find (ui->window, GTK_TYPE_TREE_EXPANDER, "Buckets");
  gtk_test_accessible_assert_state (buckets, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  ui_open_row (ui, "Buckets", "telemetry");
  gtk_test_accessible_assert_state (buckets, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);

  assert_checked (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_FALSE);
  ui_tick (ui, "Read, Buckets, telemetry");
  assert_checked (ui, "Read, Buckets, telemetry", GTK_ACCESSIBLE_TRISTATE_TRUE);
  assert_checked (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_MIXED);
  assert_checked (ui, "Write, Buckets", GTK_ACCESSIBLE_TRISTATE_FALSE);
  ui_tick (ui, "Read, Buckets");
  assert_checked (ui, "Read, Buckets", GTK_ACCESSIBLE_TRISTATE_TRUE);
  /* Covered: ticked, and not to be changed. */
  gtk_test_accessible_assert_state (
      ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, "Read, Buckets, telemetry"),
      GTK_ACCESSIBLE_STATE_DISABLED, TRUE);
}

static void
test_pages (Ui *ui)
{
  GtkAccessible *tokens, *keyring;
  g_autofree char *other = NULL;

  ui_connect (ui);
  tokens = ui_find (ui->window, GTK_TYPE_TOGGLE_BUTTON, "Tokens");
  keyring = ui_find (ui->window, GTK_TYPE_TOGGLE_BUTTON, "Keyring");
  gtk_test_accessible_assert_state (tokens, GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  /* Not pressed, or not said to be: GTK 4.8 leaves the state out until a button was. */
  other = gtk_test_accessible_check_state (keyring, GTK_ACCESSIBLE_STATE_PRESSED,
                                           GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_nonnull (other);
}

/* The row of the list that has the focus is called by its token. */
static void
test_rows (Ui *ui)
{
  GtkWidget *cell, *row;

  ui_connect (ui);
  g_free (ui_make_simple ("a row of the list", "read"));
  ui_press (ui->window, "Refresh");
  cell = ui_find (ui->window, GTK_TYPE_LABEL, "a row of the list");
  row = cell;
  while (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)) != GTK_ACCESSIBLE_ROLE_ROW)
    row = gtk_widget_get_parent (row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "a row of the list");
}

static void
test_invalid (Ui *ui)
{
  GtkAccessible *address;

  ui_open_connect_page (ui, "ftp://wrong", NULL, "x");
  address = ui_find (ui->window, ADW_TYPE_ENTRY_ROW, "Address");
  ui_press (ui->window, "Connect");
  ui_find (ui->window, TESSERA_TYPE_ERROR_BANNER, NULL);
  gtk_test_accessible_assert_state (address, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (address, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  ui_open_connect_page (ui, ui_get_server ()->address, NULL,
                        tessera_secret_peek (ui_get_server ()->token));
  gtk_test_accessible_assert_state (address, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/accessible/names/before-connecting", test_names_before_connecting);
  ui_add ("/accessible/names/connections", test_names_of_connections);
  ui_add ("/accessible/names/tokens", test_names_of_tokens);
  ui_add ("/accessible/names/new-token", test_names_of_new_token);
  ui_add ("/accessible/names/keyring", test_names_of_keyring);
  ui_add ("/accessible/ticks", test_ticks);
  ui_add ("/accessible/pages", test_pages);
  ui_add ("/accessible/rows", test_rows);
  ui_add ("/accessible/invalid", test_invalid);
  return ui_run ();
}

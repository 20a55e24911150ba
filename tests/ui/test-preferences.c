/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences: each changes what it says, at once, and is kept. */

#include "app/tokens/token-search.h"
#include "app/widgets/settings.h"
#include "await.h"
#include "ui-fixture.h"

#define PREFERENCES "Preferences"
#define REVEAL "Token Created"
#define QUESTION "Close Without Saving the Value?"

/* The window, and the control of one of its rows. */
static gpointer
open_preferences (Ui *ui)
{
  ui_keys (ui->window, "ctrl+comma");
  return ui_find_window (PREFERENCES);
}

static gpointer
find_control (gpointer preferences, const char *title, GType type)
{
  return ui_find (ui_find (preferences, ADW_TYPE_ACTION_ROW, title), type, NULL);
}

static void
close_preferences (gpointer preferences)
{
  ui_keys (preferences, "Escape");
  ui_wait_no_window (PREFERENCES);
}

/* What the next start finds. */
static GSettings *
open_stored (void)
{
  return g_settings_new ("io.github.tessera.Tessera");
}

static void
reset_all (void)
{
  g_autoptr (GSettings) stored = open_stored ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (stored, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (stored, keys[i]);
}

/* Each control shows its setting, and sets it. */
static void
test_every_control (Ui *ui)
{
  g_autoptr (GSettings) stored = open_stored ();
  g_autofree char *scheme = NULL;
  gpointer preferences = open_preferences (ui);
  GtkSwitch *save = find_control (preferences, "Save New Tokens to the Keyring", GTK_TYPE_SWITCH);
  GtkSwitch *ask = find_control (preferences, "Ask Before a Value Is Lost", GTK_TYPE_SWITCH);
  GtkSpinButton *seconds =
      find_control (preferences, "Clear the Clipboard After", GTK_TYPE_SPIN_BUTTON);
  GtkSpinButton *days = find_control (preferences, "Mark as Old After", GTK_TYPE_SPIN_BUTTON);

  g_assert_true (gtk_switch_get_active (save));
  g_assert_true (gtk_switch_get_active (ask));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (seconds), ==, 30);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (days), ==, 365);

  gtk_widget_activate (GTK_WIDGET (save));
  gtk_widget_activate (GTK_WIDGET (ask));
  gtk_spin_button_set_value (seconds, 45);
  gtk_spin_button_set_value (days, 90);
  adw_combo_row_set_selected (ui_find (preferences, ADW_TYPE_COMBO_ROW, "Colors"), 2);
  close_preferences (preferences);

  g_assert_false (g_settings_get_boolean (stored, "save-to-keyring"));
  g_assert_false (g_settings_get_boolean (stored, "ask-before-closing"));
  g_assert_cmpuint (g_settings_get_uint (stored, "clipboard-seconds"), ==, 45);
  g_assert_cmpuint (g_settings_get_uint (stored, "old-after-days"), ==, 90);
  scheme = g_settings_get_string (stored, "color-scheme");
  g_assert_cmpstr (scheme, ==, "dark");

  /* They are there when the window is opened again. */
  preferences = open_preferences (ui);
  seconds = find_control (preferences, "Clear the Clipboard After", GTK_TYPE_SPIN_BUTTON);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (seconds), ==, 45);
  close_preferences (preferences);
  reset_all ();
}

/* What is set elsewhere, as with the gsettings command, is seen at once. */
static void
test_changed_elsewhere (Ui *ui)
{
  g_autoptr (GSettings) stored = open_stored ();
  gpointer preferences = open_preferences (ui);
  GtkSpinButton *days = find_control (preferences, "Mark as Old After", GTK_TYPE_SPIN_BUTTON);

  g_settings_set_uint (stored, "old-after-days", 7);
  ui_settle ();
  g_assert_cmpint (gtk_spin_button_get_value_as_int (days), ==, 7);
  close_preferences (preferences);
  reset_all ();
}

static void
test_colors (Ui *ui)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gpointer preferences = open_preferences (ui);
  AdwComboRow *colors = ui_find (preferences, ADW_TYPE_COMBO_ROW, "Colors");

  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
  adw_combo_row_set_selected (colors, 2);
  g_assert_true (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (colors, 1);
  g_assert_false (adw_style_manager_get_dark (style));
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_FORCE_LIGHT);
  adw_combo_row_set_selected (colors, 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
  close_preferences (preferences);
  reset_all ();
}

/* The switch of a new token is the same setting. */
static void
test_save_to_keyring (Ui *ui)
{
  gpointer preferences, reveal;

  ui_connect (ui);
  ui_open_new_token (ui);
  preferences = open_preferences (ui);
  gtk_widget_activate (
      find_control (preferences, "Save New Tokens to the Keyring", GTK_TYPE_SWITCH));
  close_preferences (preferences);
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_find (reveal, GTK_TYPE_BUTTON, "Save to Keyring");
  ui_press (reveal, "Copy");
  ui_press (reveal, "Done");
  ui_wait_no_window (REVEAL);
  reset_all ();
}

/* Without the question the window closes at once, and the list tells of the token instead. */
static void
test_close_without_asking (Ui *ui)
{
  gpointer preferences, reveal;

  ui_connect (ui);
  preferences = open_preferences (ui);
  gtk_widget_activate (find_control (preferences, "Ask Before a Value Is Lost", GTK_TYPE_SWITCH));
  gtk_widget_activate (
      find_control (preferences, "Save New Tokens to the Keyring", GTK_TYPE_SWITCH));
  close_preferences (preferences);
  ui_open_new_token (ui);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")),
                         "without asking");
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_press (reveal, "Done");
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window (QUESTION));
  ui_wait_text (ui->window, "nobody can use it");
  ui_press (ui->window, "Delete It");
  ui_wait_gone (ui->window, GTK_TYPE_BUTTON, "Delete It");
  g_assert_cmpuint (ui_find_row (ui, "without asking"), ==, GTK_INVALID_LIST_POSITION);

  /* With the value copied there is nothing to tell of. */
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_press (reveal, "Copy");
  ui_press (reveal, "Done");
  ui_wait_no_window (REVEAL);
  ui_settle ();
  ui_wait_tokens (ui);
  g_assert_null (ui_look (ui->window, GTK_TYPE_BUTTON, "Delete It"));
  reset_all ();
}

/* The demo's operator token is older than a year, the others are not. */
static void
test_old (Ui *ui)
{
  GtkWidget *filter;

  ui_restart_with_demo (ui);
  ui_wait_text (ui->window, " · old");
  ui_find (ui->window, GTK_TYPE_LABEL, "Older than 365 days");
  filter = ui_find (ui->window, GTK_TYPE_MENU_BUTTON, "Filter Tokens");
  gtk_menu_button_popup (GTK_MENU_BUTTON (filter));
  gtk_widget_activate (ui_find (ui->window, GTK_TYPE_CHECK_BUTTON, "Older than 365 days"));
  ui_wait_text (ui->window, "1 of ");

  /* Older than the one of 301 days too. */
  g_object_set (tessera_settings_get (), TESSERA_OLD_AFTER_DAYS, 300, NULL);
  ui_find (ui->window, GTK_TYPE_CHECK_BUTTON, "Older than 300 days");
  ui_wait_text (ui->window, "2 of ");
  g_object_set (tessera_settings_get (), TESSERA_OLD_AFTER_DAYS, 3650, NULL);
  ui_find (ui->window, GTK_TYPE_CHECK_BUTTON, "Older than 3650 days");
  gtk_widget_activate (ui_find (ui->window, GTK_TYPE_CHECK_BUTTON, "Older than 3650 days"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (filter));
  ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens");
  g_assert_false (ui_has_text (ui->window, " · old"));
  reset_all ();
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/preferences/every-control", test_every_control);
  ui_add ("/preferences/changed-elsewhere", test_changed_elsewhere);
  ui_add ("/preferences/colors", test_colors);
  ui_add ("/preferences/save-to-keyring", test_save_to_keyring);
  ui_add ("/preferences/close-without-asking", test_close_without_asking);
  ui_add ("/preferences/old", test_old);
  return ui_run ();
}

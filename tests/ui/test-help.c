/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The help: by its key, and at its topic from where it is needed. */

#include "app/compose/owner-row.h"
#include "app/compose/template-row.h"
#include "app/help/help-window.h"
#include "ui-fixture.h"

static const char *const topics[] = {
  "Operator and all-access tokens",
  "Why a value can’t be shown again",
  "What a generic user is for",
  "What happens when the owner is deleted",
};

/* Waits for the help, in which only that topic is open, and closes it. */
static void
expect_topic (const char *title)
{
  gpointer help = ui_find_window ("Help");

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      GtkWidget *row = ui_find (help, ADW_TYPE_EXPANDER_ROW, topics[i]);

      g_assert_cmpint (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)), ==,
                       g_strcmp0 (topics[i], title) == 0);
    }
  ui_close (help);
  ui_wait_no_window ("Help");
}

static void
test_key (Ui *ui)
{
  ui_keys (ui->window, "F1");
  ui_find_window ("Help");
  ui_keys (ui_find_window ("Help"), "F1");
  ui_settle ();
  expect_topic (NULL);
  /* Escape closes it, and every topic opens. */
  ui_keys (ui->window, "F1");
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      GtkWidget *row = ui_find (ui_find_window ("Help"), ADW_TYPE_EXPANDER_ROW, topics[i]);

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      ui_wait_text (row, "What to do");
    }
  ui_keys (ui_find_window ("Help"), "Escape");
  ui_wait_no_window ("Help");
}

static void
choose_template (Ui *ui, const char *title)
{
  AdwComboRow *row = ui_find (ui->window, TESSERA_TYPE_TEMPLATE_ROW, NULL);
  GListModel *titles = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (titles), i), title))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("There is no template %s", title);
}

static void
test_new_token (Ui *ui)
{
  GtkWidget *owner;

  ui_connect (ui);
  ui_open_new_token (ui);
  g_assert_null (ui_look (ui->window, GTK_TYPE_BUTTON, "Learn More"));
  choose_template (ui, "All Access");
  ui_press (ui->window, "Learn More");
  expect_topic (topics[0]);

  owner = ui_find (ui->window, TESSERA_TYPE_OWNER_ROW, NULL);
  ui_press (owner, topics[3]);
  expect_topic (topics[3]);
}

static void
test_dialogs (Ui *ui)
{
  gpointer window = ui_make_any (ui, "helped");

  ui_press (window, "Learn More");
  expect_topic (topics[1]);
  ui_close (window);
  ui_wait_no_window ("Token Created");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/help/key", test_key);
  ui_add ("/help/new-token", test_new_token);
  ui_add ("/help/dialogs", test_dialogs);
  return ui_run ();
}

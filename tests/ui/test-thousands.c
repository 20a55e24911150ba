/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Thousands of tokens selected: switched off and stopped in the middle, then deleted. */

#include "await.h"
#include "ui-fixture.h"

#define THOUSANDS 5000

typedef struct
{
  Ui *ui;
  guint left;
} Rows;

static gboolean
are_left (gpointer data)
{
  Rows *rows = data;

  return g_list_model_get_n_items (G_LIST_MODEL (ui_get_rows (rows->ui))) <= rows->left;
}

static void
select_thousands (Ui *ui)
{
  for (guint i = 0; i < THOUSANDS; i++)
    g_free (ui_make_simple ("one of thousands", "read"));
  ui_connect (ui);
  gtk_editable_set_text (ui_find (ui->window, GTK_TYPE_SEARCH_ENTRY, "Search the tokens"),
                         "thousands");
  ui_wait_text (ui->window, "5000 of ");
  ui_keys_in_list (ui, "ctrl+a");
  ui_wait_text (ui->window, "5000 selected");
}

static void
test_thousands (Ui *ui)
{
  gpointer dialog;

  select_thousands (ui);
  ui_press (ui->window, "Deactivate");
  ui_press (ui->window, "Stop");
  ui_wait_text (ui->window, " were left unchanged");
  ui_press (ui->window, "Delete…");
  dialog = ui_find_window ("Delete Tokens");
  ui_fill (dialog, "Type 5000 to Delete Them", "5000");
  ui_press (dialog, "Delete");
  /* Thousand by thousand: the list has gone with the last ones. */
  for (guint left = THOUSANDS - 1000; left > 0; left -= 1000)
    test_wait_until ("a thousand less", are_left, &(Rows) { ui, left });
  ui_wait_text (ui->window, "5000 tokens deleted");
  ui_wait_text (ui->window, "Nothing Found");
  ui_press (ui->window, "Show All Tokens");
  ui_press (ui->window, "Refresh");
  ui_wait_tokens (ui);
  g_assert_cmpuint (ui_find_row (ui, "one of thousands"), ==, GTK_INVALID_LIST_POSITION);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/thousands", test_thousands);
  return ui_run ();
}

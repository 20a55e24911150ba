/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of tokens: sorted, searched, filtered, and refreshed under somebody's hands. */

#include "app/tokens/token-search.h"
#include "app/tokens/tokens-page.h"
#include "app/widgets/settings.h"
#include "await.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

static GListModel *
get_rows (Ui *ui)
{
  return G_LIST_MODEL (ui_get_rows (ui));
}

static gboolean
is_row (Ui *ui, guint position, const char *description)
{
  return ui_find_row (ui, description) == position;
}

static void
search (Ui *ui, const char *text)
{
  gtk_editable_set_text (ui_find (ui->window, GTK_TYPE_SEARCH_ENTRY, "Search the tokens"), text);
}

static void
tick (Ui *ui, const char *filter)
{
  GtkMenuButton *menu = ui_find (ui->window, GTK_TYPE_MENU_BUTTON, "Filter Tokens");
  GtkWidget *label;

  gtk_menu_button_popup (menu);
  label = ui_find (gtk_menu_button_get_popover (menu), GTK_TYPE_LABEL, filter);
  gtk_widget_activate (gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON));
  gtk_menu_button_popdown (menu);
}

static void
test_search (Ui *ui)
{
  g_autofree char *one = ui_make_simple ("search: weather station", "read");
  g_autofree char *other = ui_make_simple ("search: pump", "write");

  ui_connect (ui);
  ui_keys (ui->window, "ctrl+f");
  ui_keys (ui->window, "p u m p");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "search: weather station");
  ui_find (ui->window, GTK_TYPE_LABEL, "search: pump");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (ui)), ==, 1);
  /* Enter goes on to what was found, Ctrl+F and Escape bring everything back. */
  ui_keys (ui->window, "Return");
  ui_keys (ui->window, "ctrl+f");
  ui_keys (ui->window, "Escape");
  ui_find (ui->window, GTK_TYPE_LABEL, "search: weather station");

  search (ui, other);
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "search: weather station");
  search (ui, "search: WRITE buckets");
  ui_find (ui->window, GTK_TYPE_LABEL, "search: pump");
  search (ui, "nothing is called so");
  ui_wait_text (ui->window, "Nothing Found");
  ui_wait_text (ui->window, "0 of ");
  ui_press (ui->window, "Show All Tokens");
  ui_find (ui->window, GTK_TYPE_LABEL, "search: weather station");
  ui_ask ("DELETE", one, NULL, 204);
  ui_ask ("DELETE", other, NULL, 204);
}

static void
test_filters (Ui *ui)
{
  g_autofree char *on = ui_make_simple ("filter: on", "read");
  g_autofree char *off = ui_make_simple ("filter: off", "read");

  ui_ask ("PATCH", off, "{\"status\":\"inactive\"}", 200);
  ui_connect (ui);
  ui_find (ui->window, GTK_TYPE_LABEL, "filter: on");
  tick (ui, "Inactive");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "filter: on");
  ui_find (ui->window, GTK_TYPE_LABEL, "filter: off");
  ui_wait_text (ui->window, "Filter (1)");
  tick (ui, "Operator");
  ui_wait_text (ui->window, "Nothing Found");
  ui_wait_text (ui->window, "Filter (2)");
  ui_press (ui->window, "Show All");
  ui_find (ui->window, GTK_TYPE_LABEL, "filter: on");
  g_assert_false (ui_has_text (ui->window, "Filter ("));
  tick (ui, "Mine");
  ui_wait_text (ui->window, "Filter (1)");
  ui_find (ui->window, GTK_TYPE_LABEL, "filter: on");

  /* What is changed elsewhere is filtered anew. */
  ui_press (ui->window, "Show All");
  tick (ui, "Inactive");
  ui_wait_gone (ui->window, GTK_TYPE_LABEL, "filter: on");
  ui_ask ("DELETE", off, NULL, 204);
  ui_press (ui->window, "Refresh");
  ui_wait_text (ui->window, "Nothing Found");
  ui_ask ("DELETE", on, NULL, 204);
}

/* Sorts by the title of a column, as a click on it does. */
static void
sort_by (Ui *ui, const char *title, GtkSortType direction)
{
  GtkColumnView *view = ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens");
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        gtk_column_view_sort_by_column (view, column, direction);
    }
}

static gboolean
is_kept_ascending (gpointer unused)
{
  gboolean descending;
  g_autofree char *column = tessera_settings_get_sorting (&descending);

  return g_str_equal (column, "description") && !descending;
}

static void
test_sorting_is_kept (Ui *ui)
{
  g_autofree char *first = ui_make_simple ("aaa first", "read");
  g_autofree char *last = ui_make_simple ("zzz last", "read");
  g_autofree char *column = NULL;
  gboolean descending;

  ui_connect (ui);
  ui_find (ui->window, GTK_TYPE_LABEL, "zzz last");
  g_assert_false (is_row (ui, 0, "aaa first"));
  sort_by (ui, "Description", GTK_SORT_ASCENDING);
  g_assert_true (is_row (ui, 0, "aaa first"));
  sort_by (ui, "Owner", GTK_SORT_DESCENDING);
  column = tessera_settings_get_sorting (&descending);
  g_assert_cmpstr (column, ==, "owner");
  g_assert_true (descending);
  /* A click on the title tells it too. */
  ui_wait_drawn (ui->window);
  ui_click (ui_find (ui->window, GTK_TYPE_LABEL, "Description"), 1);
  test_wait_until ("the column to be kept", is_kept_ascending, NULL);
  sort_by (ui, "Description", GTK_SORT_DESCENDING);
  g_assert_true (is_row (ui, 0, "zzz last"));
  ui_wait_sign_in_kept (ui_get_server ()->address);
  ui_restart (ui);
  ui_find (ui->window, GTK_TYPE_LABEL, "aaa first");
  g_assert_true (is_row (ui, 0, "zzz last"));
  tessera_settings_set_sorting ("created", TRUE);
  ui_ask ("DELETE", first, NULL, 204);
  ui_ask ("DELETE", last, NULL, 204);
}

static gboolean
is_selected (Ui *ui, const char *description)
{
  return gtk_selection_model_is_selected (ui_get_rows (ui), ui_find_row (ui, description));
}

static int
get_top (Ui *ui, const char *description)
{
  double x, y;

  gtk_widget_translate_coordinates (ui_find (ui->window, GTK_TYPE_LABEL, description),
                                    GTK_WIDGET (ui->window), 0, 0, &x, &y);
  return (int) y;
}

static gboolean
can_scroll (gpointer scroll)
{
  return gtk_adjustment_get_page_size (scroll) > 0 &&
         gtk_adjustment_get_upper (scroll) > 2 * gtk_adjustment_get_page_size (scroll);
}

/* What others add and delete meanwhile moves neither the selection nor the page. */
static void
test_refresh_in_place (Ui *ui)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *newer = NULL;
  GtkAdjustment *scroll;
  int before;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("row %02u", i);

      g_ptr_array_add (ids, ui_make_simple (name, "read"));
    }
  ui_connect (ui);
  ui_find (ui->window, GTK_TYPE_LABEL, "row 39");
  sort_by (ui, "Description", GTK_SORT_ASCENDING);
  scroll = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (ui_find (ui->window, GTK_TYPE_COLUMN_VIEW, "Tokens")));
  test_wait_until ("the list to have a height", can_scroll, scroll);
  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll) / 2);
  ui_find (ui->window, GTK_TYPE_LABEL, "row 25");
  ui_select (ui, "row 25");
  ui_select (ui, "row 30");
  ui_wait_drawn (ui->window);
  before = get_top (ui, "row 25");

  ui_ask ("DELETE", g_ptr_array_index (ids, 3), NULL, 204);
  newer = ui_make_simple ("a new one", "read");
  g_ptr_array_remove_index (ids, 3);
  ui_press (ui->window, "Refresh");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Refresh");
  ui_wait_drawn (ui->window);
  g_assert_true (is_row (ui, 0, "a new one"));
  g_assert_cmpint (get_top (ui, "row 25"), ==, before);
  /* Renamed elsewhere: these rows move, and no others. */
  ui_ask ("PATCH", g_ptr_array_index (ids, 29), "{\"description\":\"row 30, renamed\"}", 200);
  ui_ask ("PATCH", newer, "{\"description\":\"row 02 and a half\"}", 200);
  ui_press (ui->window, "Refresh");
  ui_find (ui->window, GTK_TYPE_BUTTON, "Refresh");
  ui_wait_drawn (ui->window);
  g_assert_true (ui_find_row (ui, "row 02") + 1 == ui_find_row (ui, "row 02 and a half"));
  g_assert_cmpint (get_top (ui, "row 25"), ==, before);
  g_assert_true (is_selected (ui, "row 25") && is_selected (ui, "row 30, renamed"));
  g_assert_false (is_selected (ui, "row 26"));

  tessera_settings_set_sorting ("created", TRUE);
  for (guint i = 0; i < ids->len; i++)
    ui_ask ("DELETE", g_ptr_array_index (ids, i), NULL, 204);
  ui_ask ("DELETE", newer, NULL, 204);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/token-list/search", test_search);
  ui_add ("/token-list/filters", test_filters);
  ui_add ("/token-list/sorting-is-kept", test_sorting_is_kept);
  ui_add ("/token-list/refresh-in-place", test_refresh_in_place);
  return ui_run ();
}

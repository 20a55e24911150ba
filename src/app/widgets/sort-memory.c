/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/sort-memory.h"

#include "app/widgets/settings.h"

#define NAME "sort-name"

/* The name of the first mark that was compared, while the view's sorter is queried. */
static struct
{
  gboolean asking;
  const char *first;
} question;

/* Does not sort, but records which mark is compared. */
static int
compare_mark (gconstpointer a, gconstpointer b, gpointer name)
{
  if (!question.asking)
    return GTK_ORDERING_EQUAL;
  question.first = name;
  return GTK_ORDERING_SMALLER;
}

void
tessera_sort_memory_mark (GtkColumnViewColumn *column, GtkSorter *sorter, const char *name)
{
  g_autoptr (GtkMultiSorter) both = gtk_multi_sorter_new ();

  gtk_multi_sorter_append (
      both, GTK_SORTER (gtk_custom_sorter_new (compare_mark, (gpointer) name, NULL)));
  gtk_multi_sorter_append (both, sorter);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (both));
  g_object_set_data (G_OBJECT (column), NAME, (gpointer) name);
}

static void
sorting_changed_cb (GtkSorter *sorter)
{
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering order;

  question.asking = TRUE;
  question.first = NULL;
  order = gtk_sorter_compare (sorter, one, other);
  question.asking = FALSE;
  if (question.first != NULL)
    tessera_settings_set_sorting (question.first, order == GTK_ORDERING_LARGER);
}

void
tessera_sort_memory_keep (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  gboolean descending;
  g_autofree char *name = tessera_settings_get_sorting (&descending);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (column), NAME), name) == 0)
        gtk_column_view_sort_by_column (view, column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  g_signal_connect (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (sorting_changed_cb),
                    NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/accessible.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define NAME "row-name"

static gboolean
is_row (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_LIST_ITEM:
    case GTK_ACCESSIBLE_ROLE_OPTION:
    case GTK_ACCESSIBLE_ROLE_ROW:
    case GTK_ACCESSIBLE_ROLE_TREE_ITEM:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
name_row (GtkWidget *child)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  /* In a table there is a cell between the two. */
  if (row != NULL && !is_row (row))
    row = gtk_widget_get_parent (row);
  if (row != NULL && is_row (row))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_object_get_data (G_OBJECT (child), NAME), -1);
}

void
tessera_accessible_name_row (GtkWidget *child, const char *name)
{
  gboolean is_new = g_object_get_data (G_OBJECT (child), NAME) == NULL;

  g_object_set_data_full (G_OBJECT (child), NAME, g_strdup (name), g_free);
  if (is_new)
    g_signal_connect (child, "map", G_CALLBACK (name_row), NULL);
  name_row (child);
}

static void
name_by_tooltip_cb (GtkWidget *icon)
{
  const char *tooltip = gtk_widget_get_tooltip_text (icon);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip != NULL ? tooltip : "", -1);
}

void
tessera_accessible_follow_tooltip (GtkWidget *icon)
{
  g_signal_connect (icon, "notify::tooltip-text", G_CALLBACK (name_by_tooltip_cb), NULL);
  name_by_tooltip_cb (icon);
}

void
tessera_accessible_name_peek_button (GtkWidget *row)
{
  if (GTK_IS_BUTTON (row) && gtk_widget_get_visible (row))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Show or hide the text"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tessera_accessible_name_peek_button (child);
}

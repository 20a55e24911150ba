/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/access-cell.h"

#include "core/manage/access-row.h"
#include "tessera-config.h"

struct _TesseraAccessCell
{
  AdwBin parent_instance;

  GtkTreeExpander *expander;
  GtkWidget *gone;
  GtkLabel *label;
  GtkLabel *note;
  GtkWidget *system;
};

G_DEFINE_FINAL_TYPE (TesseraAccessCell, tessera_access_cell, ADW_TYPE_BIN)

void
tessera_access_cell_set_row (TesseraAccessCell *self, GtkTreeListRow *list_row)
{
  g_autoptr (TesseraAccessRow) row =
      list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;
  const char *note;

  gtk_tree_expander_set_list_row (self->expander, list_row);
  if (row == NULL)
    return;
  note = tessera_access_row_get_note (row);
  gtk_label_set_text (self->label, tessera_access_row_get_label (row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), tessera_access_row_get_id (row));
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (self->gone, tessera_access_row_is_gone (row));
  gtk_widget_set_visible (self->system, tessera_access_row_is_system (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tessera_access_row_get_label (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
}

static void
tessera_access_cell_class_init (TesseraAccessCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "access-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessCell, expander);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessCell, gone);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessCell, label);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessCell, note);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessCell, system);
}

static void
tessera_access_cell_init (TesseraAccessCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_access_cell_new (void)
{
  return g_object_new (TESSERA_TYPE_ACCESS_CELL, NULL);
}

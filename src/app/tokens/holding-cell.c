/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/holding-cell.h"

#include "core/manage/holding.h"
#include "tessera-config.h"

struct _TesseraHoldingCell
{
  AdwBin parent_instance;

  GtkTreeExpander *expander;
  GtkWidget *gone;
  GtkLabel *label;
  GtkLabel *note;
  GtkWidget *system;
};

G_DEFINE_FINAL_TYPE (TesseraHoldingCell, tessera_holding_cell, ADW_TYPE_BIN)

void
tessera_holding_cell_set_row (TesseraHoldingCell *self, GtkTreeListRow *row)
{
  g_autoptr (TesseraHolding) holding = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  const char *note;

  gtk_tree_expander_set_list_row (self->expander, row);
  if (holding == NULL)
    return;
  note = tessera_holding_get_note (holding);
  gtk_label_set_text (self->label, tessera_holding_get_label (holding));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), tessera_holding_get_id (holding));
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (self->gone, tessera_holding_is_gone (holding));
  gtk_widget_set_visible (self->system, tessera_holding_is_system (holding));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tessera_holding_get_label (holding),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
}

static void
tessera_holding_cell_class_init (TesseraHoldingCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "holding-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingCell, expander);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingCell, gone);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingCell, label);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingCell, note);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingCell, system);
}

static void
tessera_holding_cell_init (TesseraHoldingCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_holding_cell_new (void)
{
  return g_object_new (TESSERA_TYPE_HOLDING_CELL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/resource-cell.h"

#include "app/widgets/accessible.h"
#include "core/base/text.h"
#include "core/compose/advice.h"
#include "core/compose/permission-tree.h"
#include "core/compose/tree-note.h"
#include "tessera-config.h"

#define MOST_LINES 3

struct _TesseraResourceCell
{
  AdwBin parent_instance;

  GtkTreeExpander *expander;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkWidget *badge;
  GtkWidget *advice;
  GtkButton *retry;

  TesseraTreeRow *row; /* NULL for a note */
};

G_DEFINE_FINAL_TYPE (TesseraResourceCell, tessera_resource_cell, ADW_TYPE_BIN)

/* A permission that allows more than it seems gets its warning where it is ticked. */
static void
show_advice (TesseraResourceCell *self)
{
  g_autofree char *advice = tessera_advice_for_row (self->row);

  gtk_widget_set_visible (self->advice, advice != NULL);
  gtk_widget_set_tooltip_text (self->advice, advice);
  if (advice != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->advice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    advice, -1);
}

static void
follow_row (TesseraResourceCell *self, TesseraTreeRow *row)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);
  if (row != NULL)
    g_signal_connect_swapped (row, "ticked", G_CALLBACK (show_advice), self);
}

static void
wrap_label (TesseraResourceCell *self, gboolean wrap)
{
  gtk_label_set_wrap (self->label, wrap);
  gtk_label_set_lines (self->label, wrap ? MOST_LINES : -1);
}

static void
show_row (TesseraResourceCell *self, TesseraTreeRow *row)
{
  TesseraResource *item = tessera_tree_row_get_item (row);
  g_autofree char *name = tessera_text_one_line (tessera_tree_row_get_label (row));

  gtk_label_set_text (self->label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label),
                               item != NULL ? tessera_resource_get_id (item) : NULL);
  gtk_widget_set_visible (self->badge, item != NULL && tessera_resource_is_system (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  tessera_accessible_name_row (GTK_WIDGET (self), name);
  wrap_label (self, item == NULL); /* a type's label is a phrase, not a name */
  gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), FALSE);
  follow_row (self, row);
  show_advice (self);
}

static void
show_note (TesseraResourceCell *self, TesseraTreeNote *note)
{
  gtk_label_set_text (self->label, tessera_tree_note_get_text (note));
  tessera_accessible_name_row (GTK_WIDGET (self), tessera_tree_note_get_text (note));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), NULL);
  wrap_label (self, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_widget_set_visible (self->badge, FALSE);
  gtk_widget_set_visible (self->advice, FALSE);
  follow_row (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), tessera_tree_note_is_busy (note));
  gtk_widget_set_visible (GTK_WIDGET (self->retry), tessera_tree_note_can_retry (note));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s",
                                    tessera_tree_note_get_resource_type (note));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "permissions.try-again");
}

void
tessera_resource_cell_set_row (TesseraResourceCell *self, GtkTreeListRow *row)
{
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  gtk_tree_expander_set_list_row (self->expander, row);
  if (TESSERA_IS_TREE_ROW (item))
    show_row (self, TESSERA_TREE_ROW (item));
  else if (TESSERA_IS_TREE_NOTE (item))
    show_note (self, TESSERA_TREE_NOTE (item));
  else
    follow_row (self, NULL);
}

static void
tessera_resource_cell_dispose (GObject *object)
{
  follow_row (TESSERA_RESOURCE_CELL (object), NULL);
  G_OBJECT_CLASS (tessera_resource_cell_parent_class)->dispose (object);
}

static void
tessera_resource_cell_class_init (TesseraResourceCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_resource_cell_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "resource-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraResourceCell, expander);
  gtk_widget_class_bind_template_child (widget_class, TesseraResourceCell, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraResourceCell, label);
  gtk_widget_class_bind_template_child (widget_class, TesseraResourceCell, badge);
  gtk_widget_class_bind_template_child (widget_class, TesseraResourceCell, advice);
  gtk_widget_class_bind_template_child (widget_class, TesseraResourceCell, retry);
}

static void
tessera_resource_cell_init (TesseraResourceCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_resource_cell_new (void)
{
  return g_object_new (TESSERA_TYPE_RESOURCE_CELL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rotate/rotation-row.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraRotationRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *text;
  GtkStack *states;
  GtkWidget *go_back;
  GtkWidget *switch_off;
  GtkWidget *finish;

  TesseraRotation *rotation;
  gboolean busy; /* the user is being asked */
};

G_DEFINE_FINAL_TYPE (TesseraRotationRow, tessera_rotation_row, GTK_TYPE_LIST_BOX_ROW)

static guint move_signal;

static void
show_moves (TesseraRotationRow *self)
{
  gtk_stack_set_visible_child_name (
      self->states, self->busy || tessera_rotation_is_moving (self->rotation) ? "busy" : "moves");
  gtk_widget_set_visible (self->go_back,
                          tessera_rotation_can (self->rotation, TESSERA_ROTATION_GO_BACK));
  gtk_widget_set_visible (self->switch_off,
                          tessera_rotation_can (self->rotation, TESSERA_ROTATION_SWITCH_OFF));
  gtk_widget_set_visible (self->finish,
                          tessera_rotation_can (self->rotation, TESSERA_ROTATION_FINISH));
}

static void
update_row (TesseraRotationRow *self)
{
  g_autofree char *name = tessera_token_make_name (tessera_rotation_get_old (self->rotation));
  g_autofree char *title = g_strdup_printf (_ ("“%s” is being replaced"), name);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, tessera_rotation_describe (self->rotation));
  show_moves (self);
}

static void
emit_move (TesseraRotationRow *self, TesseraRotationMove move)
{
  g_signal_emit (self, move_signal, 0, move);
}

static void
go_back_cb (TesseraRotationRow *self)
{
  emit_move (self, TESSERA_ROTATION_GO_BACK);
}

static void
switch_off_cb (TesseraRotationRow *self)
{
  emit_move (self, TESSERA_ROTATION_SWITCH_OFF);
}

static void
finish_cb (TesseraRotationRow *self)
{
  emit_move (self, TESSERA_ROTATION_FINISH);
}

TesseraRotation *
tessera_rotation_row_get_rotation (TesseraRotationRow *self)
{
  return self->rotation;
}

void
tessera_rotation_row_set_busy (TesseraRotationRow *self, gboolean busy)
{
  self->busy = busy;
  show_moves (self);
}

static void
tessera_rotation_row_dispose (GObject *object)
{
  g_clear_object (&TESSERA_ROTATION_ROW (object)->rotation);
  G_OBJECT_CLASS (tessera_rotation_row_parent_class)->dispose (object);
}

static void
tessera_rotation_row_class_init (TesseraRotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_rotation_row_dispose;
  move_signal = g_signal_new ("move", TESSERA_TYPE_ROTATION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "rotation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationRow, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationRow, text);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationRow, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationRow, go_back);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationRow, switch_off);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationRow, finish);
  gtk_widget_class_bind_template_callback (widget_class, go_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, switch_off_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
}

static void
tessera_rotation_row_init (TesseraRotationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_rotation_row_new (TesseraRotation *rotation)
{
  TesseraRotationRow *self = g_object_new (TESSERA_TYPE_ROTATION_ROW, NULL);

  self->rotation = g_object_ref (rotation);
  g_signal_connect_object (rotation, "notify::state", G_CALLBACK (update_row), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rotation, "notify::moving", G_CALLBACK (show_moves), self,
                           G_CONNECT_SWAPPED);
  update_row (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/dialog.h"

typedef struct
{
  GCancellable *cancellable;
} TesseraDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TesseraDialog, tessera_dialog, ADW_TYPE_WINDOW)

GCancellable *
tessera_dialog_get_cancellable (TesseraDialog *self)
{
  TesseraDialogPrivate *priv = tessera_dialog_get_instance_private (self);

  return priv->cancellable;
}

gboolean
tessera_dialog_is_closed (TesseraDialog *self)
{
  return g_cancellable_is_cancelled (tessera_dialog_get_cancellable (self));
}

/* FLOOR: A plain AdwWindow does not close on Escape. */
static void
close_on_escape (TesseraDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* FLOOR: It may now outlive its parent. GTK has no reference to the parent, but accesses it once
 * more at the end (seen with 4.8.3). */
static void
tessera_dialog_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (tessera_dialog_get_cancellable (TESSERA_DIALOG (widget)));
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
  GTK_WIDGET_CLASS (tessera_dialog_parent_class)->unrealize (widget);
}

static void
tessera_dialog_finalize (GObject *object)
{
  g_object_unref (tessera_dialog_get_cancellable (TESSERA_DIALOG (object)));
  G_OBJECT_CLASS (tessera_dialog_parent_class)->finalize (object);
}

static void
tessera_dialog_class_init (TesseraDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_dialog_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = tessera_dialog_unrealize;
}

static void
tessera_dialog_init (TesseraDialog *self)
{
  TesseraDialogPrivate *priv = tessera_dialog_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  close_on_escape (self);
}

gpointer
tessera_dialog_new (GType type, GtkWindow *parent)
{
  g_return_val_if_fail (g_type_is_a (type, TESSERA_TYPE_DIALOG), NULL);

  /* Belonging to the application gives it the application's shortcuts, so Ctrl+W closes it, too. */
  return g_object_new (type, "transient-for", parent, "application",
                       parent != NULL ? gtk_window_get_application (parent) : NULL, NULL);
}

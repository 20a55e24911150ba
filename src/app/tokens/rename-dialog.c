/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/rename-dialog.h"

#include "app/widgets/dialog.h"
#include "tessera-config.h"

#define TESSERA_TYPE_RENAME_DIALOG (tessera_rename_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRenameDialog, tessera_rename_dialog, TESSERA, RENAME_DIALOG,
                      TesseraDialog)

struct _TesseraRenameDialog
{
  TesseraDialog parent_instance;

  GtkEditable *description;
  GtkWidget *rename;

  char *before;
  char *chosen;
  GTask *task;
};

G_DEFINE_FINAL_TYPE (TesseraRenameDialog, tessera_rename_dialog, TESSERA_TYPE_DIALOG)

static void
changed_cb (TesseraRenameDialog *self)
{
  gtk_widget_set_sensitive (
      self->rename, g_strcmp0 (gtk_editable_get_text (self->description), self->before) != 0);
}

static void
rename_cb (TesseraRenameDialog *self)
{
  if (gtk_widget_is_sensitive (self->rename))
    self->chosen = g_strdup (gtk_editable_get_text (self->description));
  gtk_window_close (GTK_WINDOW (self));
}

/* However the window is closed, the caller gets an answer. */
static void
tessera_rename_dialog_dispose (GObject *object)
{
  TesseraRenameDialog *self = TESSERA_RENAME_DIALOG (object);

  if (self->task != NULL)
    g_task_return_pointer (self->task, g_steal_pointer (&self->chosen), g_free);
  g_clear_object (&self->task);
  g_clear_pointer (&self->before, g_free);
  G_OBJECT_CLASS (tessera_rename_dialog_parent_class)->dispose (object);
}

static void
tessera_rename_dialog_class_init (TesseraRenameDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_rename_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "rename-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRenameDialog, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraRenameDialog, rename);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
}

static void
tessera_rename_dialog_init (TesseraRenameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tessera_rename_dialog_ask_async (GtkWindow *parent, const char *description,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  TesseraRenameDialog *self = tessera_dialog_new (TESSERA_TYPE_RENAME_DIALOG, parent);

  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, tessera_rename_dialog_ask_async);
  gtk_editable_set_text (self->description, description);
  /* As the entry shows it: losing what an entry can't contain, such as a line break, is not a
   * change by the user. */
  self->before = g_strdup (gtk_editable_get_text (self->description));
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->description));
  gtk_editable_select_region (self->description, 0, -1);
  gtk_window_present (GTK_WINDOW (self));
}

char *
tessera_rename_dialog_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

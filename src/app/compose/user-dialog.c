/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/user-dialog.h"

#include "app/widgets/dialog.h"
#include "app/widgets/error-banner.h"
#include "core/compose/generic-user.h"
#include "tessera-config.h"

#define TESSERA_TYPE_USER_DIALOG (tessera_user_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TesseraUserDialog, tessera_user_dialog, TESSERA, USER_DIALOG, TesseraDialog)

struct _TesseraUserDialog
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkWidget *form;
  GtkEditable *name;
  GtkWidget *create;

  TesseraSession *session;
  TesseraResource *user;
  GTask *task;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (TesseraUserDialog, tessera_user_dialog, TESSERA_TYPE_DIALOG)

static void
show_busy (TesseraUserDialog *self, gboolean busy)
{
  self->busy = busy;
  /* First: an entry must not have the focus when it becomes insensitive. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (self->create, !busy && *gtk_editable_get_text (self->name) != '\0');
}

static void
name_changed_cb (TesseraUserDialog *self)
{
  show_busy (self, self->busy);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraUserDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->user = tessera_generic_user_create_finish (TESSERA_CLIENT (source), result, &error);
  /* The window was closed together with its parent. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  show_busy (self, FALSE);
  if (self->user != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      tessera_error_banner_show (self->banner, NULL, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
    }
}

static void
create_cb (TesseraUserDialog *self)
{
  if (!gtk_widget_is_sensitive (self->create))
    return;
  tessera_error_banner_hide (self->banner);
  show_busy (self, TRUE);
  tessera_generic_user_create_async (
      tessera_session_get_client (self->session),
      tessera_resource_get_id (tessera_session_get_organization (self->session)),
      gtk_editable_get_text (self->name), NULL, created_cb, g_object_ref (self));
}

/* A request that was sent is waited for: otherwise it could leave a user behind unnoticed. */
static gboolean
tessera_user_dialog_close_request (GtkWindow *window)
{
  if (TESSERA_USER_DIALOG (window)->busy)
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (tessera_user_dialog_parent_class)->close_request (window);
}

static void
tessera_user_dialog_dispose (GObject *object)
{
  TesseraUserDialog *self = TESSERA_USER_DIALOG (object);

  if (self->task != NULL)
    g_task_return_pointer (self->task, g_steal_pointer (&self->user), g_object_unref);
  g_clear_object (&self->task);
  g_clear_object (&self->user);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tessera_user_dialog_parent_class)->dispose (object);
}

static void
tessera_user_dialog_class_init (TesseraUserDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_user_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tessera_user_dialog_close_request;
  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "user-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraUserDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraUserDialog, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraUserDialog, name);
  gtk_widget_class_bind_template_child (widget_class, TesseraUserDialog, create);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
tessera_user_dialog_init (TesseraUserDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tessera_user_dialog_ask_async (GtkWindow *parent, TesseraSession *session,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  TesseraUserDialog *self = tessera_dialog_new (TESSERA_TYPE_USER_DIALOG, parent);

  self->session = g_object_ref (session);
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, tessera_user_dialog_ask_async);
  gtk_window_present (GTK_WINDOW (self));
}

TesseraResource *
tessera_user_dialog_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

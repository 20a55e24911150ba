/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/saved-window.h"

#include "app/keyring/saved-row.h"
#include "app/use/saved-pane.h"
#include "app/widgets/ask.h"
#include "app/widgets/error-banner.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraSavedWindow
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *description;
  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *reason;
  TesseraSavedPane *pane;
  AdwActionRow *server;
  AdwActionRow *organization;
  AdwActionRow *owner;
  AdwActionRow *id;
  GtkWidget *delete;

  TesseraSavedList *list;
  TesseraKeyring *keyring;
  TesseraSavedToken *saved;
  gboolean busy; /* forgetting or deleting */
};

G_DEFINE_FINAL_TYPE (TesseraSavedWindow, tessera_saved_window, TESSERA_TYPE_DIALOG)

static TesseraKeyringItem *
get_item (TesseraSavedWindow *self)
{
  return tessera_saved_token_get_item (self->saved);
}

static void
update_actions (TesseraSavedWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->pane), !self->busy);
  gtk_widget_action_set_enabled (widget, "saved.forget", !self->busy);
  gtk_widget_action_set_enabled (widget, "saved.delete", !self->busy);
}

static void
set_busy (TesseraSavedWindow *self, gboolean busy)
{
  self->busy = busy;
  if (busy)
    tessera_error_banner_hide (self->banner);
  update_actions (self);
}

/* Showing */

static void
show_fact (AdwActionRow *row, const char *text)
{
  g_autofree char *line = tessera_text_one_line (text);

  adw_action_row_set_subtitle (row, line);
  gtk_widget_set_visible (GTK_WIDGET (row), *line != '\0');
}

/* For the server of the open session, or a connection to it. */
static TesseraClient *
make_client (TesseraSavedWindow *self)
{
  const char *server = tessera_keyring_item_get_server (get_item (self));
  TesseraClient *open = tessera_saved_list_get_client (self->list, server);
  TesseraConnection *connection;
  TesseraClient *client;

  if (open != NULL)
    return tessera_client_new_like (open);
  client = tessera_client_new (server);
  connection = tessera_saved_list_find_connection (
      self->list, server, tessera_keyring_item_get_org_id (get_item (self)));
  if (connection != NULL)
    tessera_client_set_reach (client, tessera_connection_get_reach (connection));
  return client;
}

static void
show_token (TesseraSavedWindow *self)
{
  TesseraKeyringItem *item = get_item (self);
  TesseraSavedState state = tessera_saved_token_get_state (self->saved);
  const char *reason = tessera_saved_token_get_reason (self->saved);
  g_autofree char *description =
      tessera_text_one_line (tessera_saved_token_get_title (self->saved));
  g_autofree char *organization = tessera_saved_list_dup_organization (self->list, self->saved);
  g_autoptr (TesseraToken) token = tessera_saved_token_describe (self->saved, organization);
  g_autoptr (TesseraClient) client = make_client (self);

  gtk_label_set_text (self->description, description);
  gtk_image_set_from_icon_name (self->icon, tessera_saved_state_get_icon (state));
  gtk_label_set_text (self->state, tessera_saved_token_get_state_text (self->saved));
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  show_fact (self->server, tessera_keyring_item_get_server (item));
  show_fact (self->organization, organization);
  show_fact (self->owner, tessera_keyring_item_get_owner (item));
  show_fact (self->id, tessera_keyring_item_get_id (item));
  tessera_saved_pane_set_token (self->pane, tessera_keyring_item_get_server (item), client, token,
                                tessera_saved_token_get_token (self->saved) != NULL);
  gtk_widget_set_visible (self->delete, state == TESSERA_SAVED_OWNER_GONE);
  update_actions (self);
}

/* Forgetting and deleting */

static void
show_end (TesseraSavedWindow *self, const char *before, const GError *error)
{
  tessera_saved_list_refresh (self->list);
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  set_busy (self, FALSE);
  if (error == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    tessera_error_banner_show (self->banner, before, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  tessera_keyring_forget_token_finish (TESSERA_KEYRING (source), result, &error);
  show_end (self, NULL, error);
}

static void
forget_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;
  TesseraKeyringItem *item = get_item (self);

  if (tessera_ask_finish (result) != 1 || tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  set_busy (self, TRUE);
  tessera_keyring_forget_token_async (
      self->keyring, tessera_keyring_item_get_server (item), tessera_keyring_item_get_id (item),
      tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), forgotten_cb, g_object_ref (self));
}

static void
forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (widget);
  TesseraAskAnswer answers[] = {
    { _ ("_Keep It"), TESSERA_ASK_PLAIN },
    { _ ("_Forget"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *title = tessera_text_isolate (tessera_saved_token_get_title (self->saved));
  g_autofree char *body = g_strdup_printf (
      tessera_saved_token_get_state (self->saved) == TESSERA_SAVED_GONE
          ? _ ("The value of “%s” will be removed from the keyring. This can’t be undone. The "
               "token no longer exists on the server, so nothing will stop working.")
          : _ ("The value of “%s” will be removed from the keyring. This can’t be undone, and "
               "InfluxDB can never show the value again. The token itself will stay on the server "
               "with all its permissions."),
      title);

  tessera_ask_async (GTK_WINDOW (self), _ ("Forget This Value?"), body, answers,
                     G_N_ELEMENTS (answers), tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                     forget_answered_cb, g_object_ref (self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  tessera_saved_list_delete_finish (TESSERA_SAVED_LIST (source), result, &error);
  show_end (self,
            tessera_saved_token_get_state (self->saved) == TESSERA_SAVED_GONE
                ? _ ("The token was deleted, but its value is still in the keyring. The value no "
                     "longer works.")
                : NULL,
            error);
}

static void
delete_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;

  if (tessera_ask_finish (result) != 1 || tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  set_busy (self, TRUE);
  tessera_saved_list_delete_async (self->list, self->saved, deleted_cb, g_object_ref (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (widget);
  TesseraAskAnswer answers[] = {
    { _ ("_Keep It"), TESSERA_ASK_PLAIN },
    { _ ("_Delete"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *title = tessera_text_isolate (tessera_saved_token_get_title (self->saved));
  g_autofree char *server =
      tessera_text_isolate (tessera_keyring_item_get_server (get_item (self)));
  g_autofree char *body =
      g_strdup_printf (_ ("“%s” will be deleted from %s, and its value will be removed from the "
                          "keyring. Neither can be undone. Anything that still uses it will stop "
                          "working."),
                       title, server);

  tessera_ask_async (GTK_WINDOW (self), _ ("Delete This Token?"), body, answers,
                     G_N_ELEMENTS (answers), tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                     delete_answered_cb, g_object_ref (self));
}

static void
copy_id_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          tessera_keyring_item_get_id (get_item (TESSERA_SAVED_WINDOW (widget))));
}

static void
tessera_saved_window_dispose (GObject *object)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (object);

  if (self->saved != NULL)
    g_signal_handlers_disconnect_by_data (self->saved, self);
  g_clear_object (&self->saved);
  g_clear_object (&self->list);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (tessera_saved_window_parent_class)->dispose (object);
}

static void
tessera_saved_window_class_init (TesseraSavedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_saved_window_dispose;
  gtk_widget_class_install_action (widget_class, "saved.forget", NULL, forget_action);
  gtk_widget_class_install_action (widget_class, "saved.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "saved.copy-id", NULL, copy_id_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_SAVED_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "saved-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, icon);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, state);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, server);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, organization);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, owner);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, id);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, delete);
}

static void
tessera_saved_window_init (TesseraSavedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TesseraSavedWindow *
tessera_saved_window_new (GtkWindow *parent, TesseraSavedList *list, TesseraKeyring *keyring,
                          TesseraSavedToken *saved)
{
  TesseraSavedWindow *self = tessera_dialog_new (TESSERA_TYPE_SAVED_WINDOW, parent);

  self->list = g_object_ref (list);
  self->keyring = g_object_ref (keyring);
  self->saved = g_object_ref (saved);
  tessera_saved_pane_set_up (self->pane, keyring, self->banner);
  g_signal_connect_swapped (saved, "notify", G_CALLBACK (show_token), self);
  show_token (self);
  return self;
}

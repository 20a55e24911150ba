/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/saved-window.h"

#include "app/widgets/ask.h"
#include "app/widgets/dialog.h"
#include "app/widgets/error-banner.h"
#include "app/keyring/kept-row.h"
#include "app/use/saved-pane.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraSavedWindow
{
  AdwWindow parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *description;
  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *reason;
  TesseraSavedPane *pane;
  AdwActionRow *server;
  AdwActionRow *organisation;
  AdwActionRow *owner;
  AdwActionRow *id;
  GtkWidget *delete;

  TesseraKeyringList *list;
  TesseraVault *vault;
  TesseraKeptToken *kept;
  GCancellable *cancellable;
  gboolean busy; /* forgetting or deleting */
};

G_DEFINE_FINAL_TYPE (TesseraSavedWindow, tessera_saved_window, ADW_TYPE_WINDOW)

static TesseraSavedToken *
get_saved (TesseraSavedWindow *self)
{
  return tessera_kept_token_get_saved (self->kept);
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

static void
show_token (TesseraSavedWindow *self)
{
  TesseraSavedToken *saved = get_saved (self);
  TesseraKeptState state = tessera_kept_token_get_state (self->kept);
  const char *reason = tessera_kept_token_get_reason (self->kept);
  g_autofree char *description = tessera_text_one_line (tessera_kept_token_get_title (self->kept));
  g_autofree char *organisation = tessera_keyring_list_dup_organisation (self->list, self->kept);
  g_autoptr (TesseraToken) token = tessera_kept_token_describe (self->kept, organisation);

  gtk_label_set_text (self->description, description);
  gtk_image_set_from_icon_name (self->icon, tessera_kept_state_get_icon (state));
  gtk_label_set_text (self->state, tessera_kept_token_get_state_text (self->kept));
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  show_fact (self->server, tessera_saved_token_get_server (saved));
  show_fact (self->organisation, organisation);
  show_fact (self->owner, tessera_saved_token_get_owner (saved));
  show_fact (self->id, tessera_saved_token_get_id (saved));
  tessera_saved_pane_set_token (self->pane, tessera_saved_token_get_server (saved), token,
                                tessera_kept_token_get_token (self->kept) != NULL);
  gtk_widget_set_visible (self->delete, state == TESSERA_KEPT_OWNER_GONE);
  update_actions (self);
}

/* Forgetting and deleting */

static void
show_end (TesseraSavedWindow *self, const char *before, const GError *error)
{
  tessera_keyring_list_refresh (self->list);
  if (g_cancellable_is_cancelled (self->cancellable))
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

  tessera_vault_forget_token_finish (TESSERA_VAULT (source), result, &error);
  show_end (self, NULL, error);
}

static void
forget_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;
  TesseraSavedToken *saved = get_saved (self);

  if (tessera_ask_finish (result) != 1 || g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, TRUE);
  tessera_vault_forget_token_async (self->vault, tessera_saved_token_get_server (saved),
                                    tessera_saved_token_get_id (saved), self->cancellable,
                                    forgotten_cb, g_object_ref (self));
}

static void
forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (widget);
  TesseraAskAnswer answers[] = {
    { _ ("_Keep It"), TESSERA_ASK_PLAIN },
    { _ ("_Forget"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *title = tessera_text_isolate (tessera_kept_token_get_title (self->kept));
  g_autofree char *body = g_strdup_printf (
      tessera_kept_token_get_state (self->kept) == TESSERA_KEPT_GONE
          ? _ ("The value of “%s” leaves the keyring. That can’t be undone. The server does not "
               "have the token any more, so nothing stops working.")
          : _ ("The value of “%s” leaves the keyring. That can’t be undone, and InfluxDB can never "
               "show it again. The token itself stays on the server, with all that it may do."),
      title);

  tessera_ask_async (GTK_WINDOW (self), _ ("Forget This Value?"), body, answers,
                     G_N_ELEMENTS (answers), self->cancellable, forget_answered_cb,
                     g_object_ref (self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  tessera_keyring_list_delete_finish (TESSERA_KEYRING_LIST (source), result, &error);
  show_end (self,
            tessera_kept_token_get_state (self->kept) == TESSERA_KEPT_GONE
                ? _ ("The token is deleted, but its value is still in the keyring, where it opens "
                     "nothing.")
                : NULL,
            error);
}

static void
delete_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedWindow) self = user_data;

  if (tessera_ask_finish (result) != 1 || g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, TRUE);
  tessera_keyring_list_delete_async (self->list, self->kept, deleted_cb, g_object_ref (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (widget);
  TesseraAskAnswer answers[] = {
    { _ ("_Keep It"), TESSERA_ASK_PLAIN },
    { _ ("_Delete"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *title = tessera_text_isolate (tessera_kept_token_get_title (self->kept));
  g_autofree char *server =
      tessera_text_isolate (tessera_saved_token_get_server (get_saved (self)));
  g_autofree char *body =
      g_strdup_printf (_ ("“%s” is deleted on %s, and its value leaves the keyring. Neither can be "
                          "undone. What still reads with it stops working."),
                       title, server);

  tessera_ask_async (GTK_WINDOW (self), _ ("Delete This Token?"), body, answers,
                     G_N_ELEMENTS (answers), self->cancellable, delete_answered_cb,
                     g_object_ref (self));
}

static void
copy_id_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          tessera_saved_token_get_id (get_saved (TESSERA_SAVED_WINDOW (widget))));
}

/* What is under way lives on without the window; what is seen of it ends here. */
static void
tessera_saved_window_unrealize (GtkWidget *widget)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  tessera_dialog_leave_parent (GTK_WINDOW (self));
  GTK_WIDGET_CLASS (tessera_saved_window_parent_class)->unrealize (widget);
}

static void
tessera_saved_window_dispose (GObject *object)
{
  TesseraSavedWindow *self = TESSERA_SAVED_WINDOW (object);

  if (self->kept != NULL)
    g_signal_handlers_disconnect_by_data (self->kept, self);
  g_clear_object (&self->kept);
  g_clear_object (&self->list);
  g_clear_object (&self->vault);
  G_OBJECT_CLASS (tessera_saved_window_parent_class)->dispose (object);
}

static void
tessera_saved_window_finalize (GObject *object)
{
  g_object_unref (TESSERA_SAVED_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (tessera_saved_window_parent_class)->finalize (object);
}

static void
tessera_saved_window_class_init (TesseraSavedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_saved_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_saved_window_finalize;
  widget_class->unrealize = tessera_saved_window_unrealize;
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
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, organisation);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, owner);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, id);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedWindow, delete);
}

static void
tessera_saved_window_init (TesseraSavedWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tessera_dialog_close_on_escape (GTK_WINDOW (self));
}

TesseraSavedWindow *
tessera_saved_window_new (GtkWindow *parent, TesseraKeyringList *list, TesseraVault *vault,
                          TesseraKeptToken *kept)
{
  TesseraSavedWindow *self =
      g_object_new (TESSERA_TYPE_SAVED_WINDOW, "transient-for", parent, "application",
                    gtk_window_get_application (parent), NULL);

  self->list = g_object_ref (list);
  self->vault = g_object_ref (vault);
  self->kept = g_object_ref (kept);
  tessera_saved_pane_set_up (self->pane, vault, self->banner);
  g_signal_connect_swapped (kept, "notify", G_CALLBACK (show_token), self);
  show_token (self);
  return self;
}

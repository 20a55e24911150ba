/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/import-window.h"

#include "app/tokens/token-chooser.h"
#include "app/widgets/accessible.h"
#include "app/widgets/error-banner.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/create/value-inspect.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraImportWindow
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *place;
  GtkWidget *form;
  GtkEditable *entry;
  GtkWidget *check;
  GtkWidget *which;
  GtkLabel *told;
  AdwActionRow *token_row;
  GtkWidget *keep;
  GtkWidget *working;

  TesseraSession *session;
  TesseraKeyring *keyring;
  TesseraSavedList *list;
  TesseraSecret *value;     /* the checked value */
  TesseraValueFacts *facts; /* the result */
  GListModel *candidates;   /* the tokens that the value may belong to */
  TesseraToken *token;      /* the selected one */
};

G_DEFINE_FINAL_TYPE (TesseraImportWindow, tessera_import_window, TESSERA_TYPE_DIALOG)

static void
set_working (TesseraImportWindow *self, gboolean working)
{
  /* First: an entry must not have the focus when it becomes insensitive. */
  if (working)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (self->working, working);
  gtk_widget_set_sensitive (self->form, !working);
  gtk_widget_set_sensitive (self->check, !working && *gtk_editable_get_text (self->entry) != '\0');
  gtk_widget_set_sensitive (self->which, !working);
  gtk_widget_set_sensitive (self->keep, !working && self->token != NULL);
  if (working)
    tessera_error_banner_hide (self->banner);
}

static void
drop_checked (TesseraImportWindow *self)
{
  g_clear_pointer (&self->value, tessera_secret_unref);
  g_clear_pointer (&self->facts, tessera_value_facts_unref);
  g_clear_object (&self->candidates);
  g_clear_object (&self->token);
}

/* A changed value has to be checked again. */
static void
entry_changed_cb (TesseraImportWindow *self)
{
  drop_checked (self);
  gtk_widget_set_visible (self->which, FALSE);
  gtk_widget_set_visible (self->check, TRUE);
  set_working (self, FALSE);
}

/* Takes ownership of @error. */
static void
show_failure (TesseraImportWindow *self, GError *error)
{
  drop_checked (self);
  set_working (self, FALSE);
  tessera_error_banner_show (self->banner, NULL, error);
  g_error_free (error);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label =
      tessera_keyring_save_token_finish (TESSERA_KEYRING (source), result, &error);

  tessera_saved_list_refresh (self->list);
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  set_working (self, FALSE);
  if (label != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    tessera_error_banner_show (self->banner, NULL, error);
}

static void
keep_cb (TesseraImportWindow *self)
{
  set_working (self, TRUE);
  tessera_keyring_save_token_async (
      self->keyring, tessera_client_get_address (tessera_session_get_client (self->session)),
      self->token, self->value, tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), saved_cb,
      g_object_ref (self));
}

/* Choosing the token */

static void
set_token (TesseraImportWindow *self, TesseraToken *token)
{
  const char *description = token != NULL ? tessera_token_get_description (token) : "";
  g_autofree char *line = tessera_text_one_line (description);

  g_set_object (&self->token, token);
  if (token == NULL)
    adw_action_row_set_subtitle (self->token_row, _ ("Choose…"));
  else
    adw_action_row_set_subtitle (self->token_row,
                                 *line != '\0' ? line : tessera_token_get_id (token));
  set_working (self, FALSE);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraImportWindow) self = user_data;
  g_autoptr (TesseraToken) token = tessera_token_chooser_finish (result);

  if (token != NULL && self->value != NULL)
    set_token (self, token);
}

static void
choose_cb (TesseraImportWindow *self)
{
  tessera_token_chooser_choose_async (GTK_WINDOW (self), _ ("Which Token Is It?"), self->candidates,
                                      chosen_cb, g_object_ref (self));
}

static void
show_which (TesseraImportWindow *self)
{
  gboolean certain = self->facts->itself != NULL;
  guint n = g_list_model_get_n_items (self->candidates);

  gtk_label_set_text (
      self->told,
      certain ? _ ("The server recognizes the value and reports which token it belongs to.")
      : n == 1
          ? _ ("The server recognizes the value, but does not report which token it belongs to. Of "
               "the tokens you can see, only this one has a matching owner and status.")
          : _ ("The server recognizes the value, but does not report which token it belongs to. "
               "Choose one of the possible tokens. Afterward, use Test Token to check that it can "
               "do what it should."));
  gtk_widget_set_visible (self->which, TRUE);
  gtk_widget_set_visible (self->check, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->token_row), !certain && n > 1);
  if (certain || n > 1)
    set_token (self, self->facts->itself);
  else
    {
      g_autoptr (TesseraToken) only = g_list_model_get_item (self->candidates, 0);

      set_token (self, only);
    }
}

static gboolean
is_kept (TesseraImportWindow *self, const char *id)
{
  const char *server = tessera_client_get_address (tessera_session_get_client (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      TesseraKeyringItem *item = tessera_saved_token_get_item (saved);

      if (g_str_equal (tessera_keyring_item_get_id (item), id) &&
          g_str_equal (tessera_keyring_item_get_server (item), server))
        return TRUE;
    }
  return FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraImportWindow) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) tokens =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, &error);

  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    {
      g_clear_error (&error);
      return;
    }
  if (tokens == NULL)
    {
      show_failure (self, error);
      return;
    }
  /* A value that is already saved is not replaced based on a guess. */
  for (guint i = tokens->len; i-- > 0;)
    if (is_kept (self, tessera_token_get_id (tokens->pdata[i])))
      g_ptr_array_remove_index (tokens, i);
  self->candidates = tessera_value_facts_choose (self->facts, tokens);
  if (g_list_model_get_n_items (self->candidates) > 0 || self->facts->itself != NULL)
    show_which (self);
  else
    show_failure (self,
                  tessera_error_new (
                      TESSERA_ERROR_NOT_FOUND, NULL,
                      _ ("The server recognizes this value, but either you can’t see the token it "
                         "belongs to, or that token is already in the keyring. Sign in as someone "
                         "who can see the token, or forget the saved token first.")));
}

/* Checking */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraImportWindow) self = user_data;
  GError *error = NULL;
  TesseraValueFacts *facts = tessera_value_inspect_finish (result, &error);

  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    {
      g_clear_pointer (&facts, tessera_value_facts_unref);
      g_clear_error (&error);
      return;
    }
  if (facts == NULL)
    {
      if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
        {
          g_clear_error (&error);
          error =
              tessera_error_new (TESSERA_ERROR_UNAUTHORIZED, NULL,
                                 _ ("This server does not recognize the value. It may be "
                                    "incomplete, from another server, or from a deleted token."));
        }
      show_failure (self, error);
      return;
    }
  self->facts = facts;
  tessera_client_list_tokens_async (tessera_session_get_client (self->session), NULL,
                                    tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                                    listed_cb, g_object_ref (self));
}

static void
check_cb (TesseraImportWindow *self)
{
  g_autoptr (TesseraClient) as_value = NULL;

  if (!gtk_widget_is_sensitive (self->check) || !gtk_widget_get_visible (self->check))
    return;
  drop_checked (self);
  self->value = tessera_secret_new_pasted (gtk_editable_get_text (self->entry));
  set_working (self, TRUE);
  as_value = tessera_client_new_like (tessera_session_get_client (self->session));
  tessera_client_set_token (as_value, self->value);
  tessera_value_inspect_async (as_value, tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                               checked_cb, g_object_ref (self));
}

static void
tessera_import_window_unrealize (GtkWidget *widget)
{
  TesseraImportWindow *self = TESSERA_IMPORT_WINDOW (widget);

  gtk_editable_set_text (self->entry, "");
  GTK_WIDGET_CLASS (tessera_import_window_parent_class)->unrealize (widget);
}

static void
tessera_import_window_dispose (GObject *object)
{
  TesseraImportWindow *self = TESSERA_IMPORT_WINDOW (object);

  drop_checked (self);
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (tessera_import_window_parent_class)->dispose (object);
}

static void
tessera_import_window_class_init (TesseraImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_import_window_dispose;
  widget_class->unrealize = tessera_import_window_unrealize;
  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, place);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, check);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, which);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, told);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, token_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, keep);
  gtk_widget_class_bind_template_child (widget_class, TesseraImportWindow, working);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
tessera_import_window_init (TesseraImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tessera_accessible_name_peek_button (GTK_WIDGET (self->entry));
}

TesseraImportWindow *
tessera_import_window_new (GtkWindow *parent, TesseraSession *session, TesseraKeyring *keyring,
                           TesseraSavedList *list)
{
  TesseraImportWindow *self = tessera_dialog_new (TESSERA_TYPE_IMPORT_WINDOW, parent);
  g_autofree char *server =
      tessera_text_isolate (tessera_client_get_address (tessera_session_get_client (session)));
  g_autofree char *place = g_strdup_printf (
      _ ("Enter the value of an existing token. It will be checked against %s, then saved to the "
         "keyring. Nothing changes on the server."),
      server);

  self->session = g_object_ref (session);
  self->keyring = g_object_ref (keyring);
  self->list = g_object_ref (list);
  gtk_label_set_text (self->place, place);
  return self;
}

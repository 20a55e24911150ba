/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/window-private.h"
#include "app/widgets/ask.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* One token */

void
tessera_window_close_token (TesseraWindow *self, const char *told)
{
  if (tessera_token_page_get_token (self->token_page) == NULL)
    return;
  tessera_token_page_close (self->token_page);
  tessera_tokens_page_come_back (self->tokens_page, told);
}

/* It was deleted: here, where the user knows, or elsewhere. */
static void
token_gone_cb (TesseraWindow *self)
{
  g_autofree char *name = tessera_token_make_name (tessera_token_page_get_token (self->token_page));
  g_autofree char *told =
      tessera_token_actions_is_busy (tessera_tokens_page_get_actions (self->tokens_page))
          ? NULL
          : g_strdup_printf (_ ("“%s” is no longer on the server"), name);

  tessera_window_close_token (self, told);
  if (tessera_window_is_page (self, "token"))
    tessera_window_show_page (self, "tokens");
}

static void
open_token_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraToken *token =
      tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL));

  if (token == NULL)
    return;
  tessera_token_page_open (self->token_page, token,
                           TESSERA_TOKEN_LIST (tessera_tokens_page_get_tokens (self->tokens_page)),
                           tessera_tokens_page_get_rotations (self->tokens_page), self->session,
                           tessera_tokens_page_get_names (self->tokens_page),
                           tessera_tokens_page_get_actions (self->tokens_page),
                           tessera_services_get_keyring (self->services));
  tessera_window_show_page (self, "token");
}

/* A token being composed is discarded only after asking, whatever the reason */

void
tessera_window_drop_new_token (TesseraWindow *self)
{
  tessera_new_token_page_begin (self->new_token_page, NULL, NULL, NULL, NULL);
}

static void
discard_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWindow) self = user_data;
  void (*then) (TesseraWindow *) = self->after_discarding;

  self->after_discarding = NULL;
  if (tessera_ask_finish (result) != 1)
    return;
  tessera_window_drop_new_token (self);
  then (self);
}

/* Returns FALSE if nothing would be lost. Otherwise @then is called if the answer is to discard. */
gboolean
tessera_window_ask_to_discard (TesseraWindow *self, void (*then) (TesseraWindow *))
{
  TesseraAskAnswer answers[] = {
    { _ ("_Keep Editing"), TESSERA_ASK_PLAIN },
    { _ ("_Discard"), TESSERA_ASK_DESTRUCTIVE },
  };
  gboolean asking = self->after_discarding != NULL;

  if (!tessera_new_token_page_has_choice (self->new_token_page))
    return FALSE;
  self->after_discarding = then;
  if (!asking)
    tessera_ask_async (GTK_WINDOW (self), _ ("Discard This Token?"),
                       _ ("What you selected and entered will be lost. Nothing has been created "
                          "on the server."),
                       answers, G_N_ELEMENTS (answers), NULL, discard_answered_cb,
                       g_object_ref (self));
  return TRUE;
}

gboolean
tessera_window_is_making (TesseraWindow *self)
{
  return self->reveal != NULL || self->rotate_dialog != NULL ||
         tessera_connect_page_is_setting_up (self->connect_page) ||
         tessera_new_token_page_is_minting (self->new_token_page);
}

/* A new token */

static void
begin_new_token (TesseraWindow *self, TesseraToken *like)
{
  tessera_new_token_page_begin (self->new_token_page, self->session,
                                tessera_services_get_minter (self->services),
                                tessera_tokens_page_get_tokens (self->tokens_page), like);
  tessera_window_show_page (self, "new-token");
}

static void
new_token_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_new_token (TESSERA_WINDOW (widget), NULL);
}

static void
new_token_like_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  begin_new_token (
      self, tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL)));
}

static void
generate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tessera_new_token_page_generate (TESSERA_WINDOW (widget)->new_token_page);
}

void
tessera_window_new_token (TesseraWindow *self)
{
  if (tessera_window_is_making (self))
    return;
  if (self->session != NULL && !tessera_window_is_page (self, "opening") &&
      !tessera_window_is_page (self, "connect"))
    {
      tessera_window_close_token (self, NULL);
      tessera_window_show_home (self);
      if (tessera_window_is_page (self, "tokens"))
        begin_new_token (self, NULL);
      return;
    }
  self->wants_new_token = TRUE;
  tessera_welcome_page_set_hint (self->welcome_page,
                                 _ ("To create a token, connect to InfluxDB or try the demo "
                                    "server."));
  if (!tessera_window_is_page (self, "opening") && !tessera_window_is_page (self, "connect"))
    tessera_window_open_last_used (self);
}

/* Showing a value */

static void
reveal_destroyed_cb (TesseraWindow *self, TesseraRevealWindow *revealed)
{
  g_autofree char *old_id = g_steal_pointer (&self->switching_off);
  gboolean goes_on = tessera_reveal_window_goes_on (revealed);

  self->reveal = NULL;
  if (tessera_reveal_window_is_deleted (revealed))
    g_clear_pointer (&old_id, g_free);
  tessera_tokens_page_go_on_rotating (self->tokens_page, old_id);
  tessera_tokens_page_refresh (self->tokens_page);
  if (goes_on)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-token", NULL);
}

static void
reveal_value (TesseraWindow *self, TesseraMint *mint, gboolean save_first)
{
  tessera_tokens_page_put (self->tokens_page, tessera_mint_get_token (mint));
  self->reveal =
      tessera_reveal_window_new (GTK_WINDOW (self), tessera_session_get_client (self->session),
                                 tessera_services_get_minter (self->services),
                                 tessera_services_get_keyring (self->services), mint, save_first);
  g_signal_connect_object (self->reveal, "destroy", G_CALLBACK (reveal_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->reveal));
  tessera_window_drop_new_token (self);
  tessera_window_close_token (self, NULL);
  tessera_window_show_page (self, "tokens");
}

void
tessera_window_reveal_first (TesseraWindow *self, TesseraMint *mint, gboolean save_first)
{
  reveal_value (self, mint, save_first);
  tessera_reveal_window_offer_to_go_on (self->reveal, _ ("Create a Token for Everyday Use"));
}

static void
minted_cb (TesseraWindow *self)
{
  g_autoptr (TesseraMint) mint = tessera_new_token_page_take_mint (self->new_token_page);

  /* The window may be gone; then the next start reports the token. */
  if (gtk_window_get_application (GTK_WINDOW (self)) != NULL)
    reveal_value (self, mint, tessera_new_token_page_get_save_first (self->new_token_page));
}

/* Replacing a token */

static void
replaced_cb (TesseraWindow *self, TesseraRotateDialog *dialog)
{
  g_autoptr (TesseraMint) mint = tessera_rotate_dialog_take_mint (dialog);

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL || self->session == NULL)
    return;
  if (tessera_rotate_dialog_get_switch_off (dialog))
    self->switching_off =
        g_strdup (tessera_token_get_id (tessera_rotate_dialog_get_token (dialog)));
  reveal_value (self, mint, tessera_new_token_page_get_save_first (self->new_token_page));
}

/* If @request is NULL, the new token is equal to the old one. */
static void
open_rotate_dialog (TesseraWindow *self, TesseraToken *token, TesseraTokenRequest *request)
{
  TesseraRotateDialog *dialog = tessera_rotate_dialog_new (
      GTK_WINDOW (self), tessera_tokens_page_get_rotations (self->tokens_page),
      TESSERA_TOKEN_LIST (tessera_tokens_page_get_tokens (self->tokens_page)), self->session,
      tessera_services_get_keyring (self->services), token, request);

  g_set_weak_pointer (&self->rotate_dialog, dialog);
  g_signal_connect_object (dialog, "minted", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  /* Closed while it was being created: the new token may exist anyway. */
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (tessera_tokens_page_refresh),
                           self->tokens_page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edited_cb (TesseraWindow *self)
{
  g_autoptr (TesseraTokenRequest) request =
      tessera_new_token_page_take_request (self->new_token_page);

  open_rotate_dialog (self, tessera_new_token_page_get_edited (self->new_token_page), request);
}

static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraToken *token =
      tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL));

  if (token != NULL)
    open_rotate_dialog (self, token, NULL);
}

static void
edit_permissions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraToken *token =
      tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL));

  if (token == NULL)
    return;
  tessera_new_token_page_begin_edit (self->new_token_page, self->session,
                                     tessera_services_get_minter (self->services),
                                     tessera_tokens_page_get_tokens (self->tokens_page), token);
  tessera_window_show_page (self, "new-token");
}

void
tessera_window_class_add_tokens (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new-token", NULL, new_token_action);
  gtk_widget_class_install_action (klass, "win.new-token-like", "s", new_token_like_action);
  gtk_widget_class_install_action (klass, "win.rotate", "s", rotate_action);
  gtk_widget_class_install_action (klass, "win.edit-permissions", "s", edit_permissions_action);
  gtk_widget_class_install_action (klass, "win.open-token", "s", open_token_action);
  gtk_widget_class_install_action (klass, "win.generate", NULL, generate_action);
  gtk_widget_class_bind_template_callback (klass, minted_cb);
  gtk_widget_class_bind_template_callback (klass, edited_cb);
  gtk_widget_class_bind_template_callback (klass, token_gone_cb);
  gtk_widget_class_bind_template_callback (klass, begin_new_token);
}

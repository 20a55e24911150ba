/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the New Token page offers when the response to a creation was lost: to look for the token,
 * and to delete it. What the user entered stays. */

#include "app/compose/new-token-page-private.h"
#include "core/base/error.h"
#include "core/manage/token-change.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define LOOK "new-token.look-for-it"
#define DELETE "new-token.delete-it"

static GError *
explain_lost (const GError *error)
{
  const char *details = tessera_error_get_details (error);

  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST))
    return g_error_copy (error);
  if (tessera_error_is_cancelled (error))
    return tessera_error_new (TESSERA_ERROR_FAILED, NULL,
                              _ ("Canceled, but the server may have created the token already. "
                                 "Look for it before you try again."));
  return tessera_error_new ((TesseraError) error->code, details,
                            /* Translators: %s is whole sentences */
                            _ ("%s The token may have been created anyway. Look for it "
                               "before you try again."),
                            error->message);
}

void
tessera_new_token_page_show_lost (TesseraNewTokenPage *self, const GError *error)
{
  g_autoptr (GError) lost = explain_lost (error);

  tessera_error_banner_show (self->banner, NULL, lost);
  tessera_error_banner_offer (self->banner, _ ("_Look for It"), LOOK);
}

static void
show_sentence (TesseraNewTokenPage *self, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (TESSERA_ERROR, TESSERA_ERROR_FAILED, sentence);

  tessera_error_banner_show (self->banner, NULL, error);
}

static const char *
get_address (TesseraNewTokenPage *self)
{
  return tessera_client_get_address (tessera_session_get_client (self->session));
}

static TesseraToken *
find_lost (TesseraNewTokenPage *self, gint64 asked)
{
  g_autoptr (GPtrArray) orphans =
      tessera_minter_find_orphans (self->minter, get_address (self), self->tokens, asked);
  g_autoptr (TesseraTokenRequest) request = tessera_draft_make_request (self->draft);

  /* The newest of them is the one that was lost last. */
  for (guint i = orphans->len; i-- > 0;)
    {
      TesseraToken *token = ((TesseraOrphan *) orphans->pdata[i])->token;

      if (g_str_equal (tessera_token_get_description (token),
                       tessera_token_request_get_description (request)))
        return g_object_ref (token);
    }
  return NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  TesseraTokenList *tokens = TESSERA_TOKEN_LIST (source);
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_token_list_refresh_finish (tokens, result, &error);

  tessera_new_token_page_set_busy (self, NULL);
  /* The window was closed, or the page shows something else. */
  if (self->session == NULL || self->tokens != G_LIST_MODEL (tokens))
    return;
  if (!done)
    {
      if (!tessera_error_is_cancelled (error))
        tessera_error_banner_show_request (self->banner, NULL, error);
      return;
    }
  g_clear_object (&self->lost);
  tessera_minter_refresh (self->minter);
  self->lost = find_lost (self, tessera_token_list_get_asked (tokens));
  if (self->lost == NULL)
    {
      show_sentence (self, _ ("The token is not on the server. You can create it again."));
      return;
    }
  show_sentence (self, _ ("The server created the token, but its value was lost, so nobody can use "
                          "it. Delete it, then create it again."));
  tessera_error_banner_offer (self->banner, _ ("_Delete It"), DELETE);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraNewTokenPage *self = TESSERA_NEW_TOKEN_PAGE (widget);

  if (self->session == NULL || self->minting != NULL)
    return;
  tessera_error_banner_hide (self->banner);
  tessera_new_token_page_set_busy (self, g_cancellable_new ());
  tessera_token_list_refresh_async (TESSERA_TOKEN_LIST (self->tokens), self->minting, looked_cb,
                                    g_object_ref (self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  g_autoptr (TesseraToken) lost = g_steal_pointer (&self->lost);
  g_autoptr (GError) error = NULL;

  tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error);
  tessera_new_token_page_set_busy (self, NULL);
  if (self->session == NULL || lost == NULL)
    return;
  if (error != NULL)
    {
      self->lost = g_steal_pointer (&lost);
      tessera_error_banner_show_request (self->banner, NULL, error);
      tessera_error_banner_offer (self->banner, _ ("_Delete It"), DELETE);
      return;
    }
  tessera_minter_forget (self->minter, get_address (self), lost);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Token deleted")));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraNewTokenPage *self = TESSERA_NEW_TOKEN_PAGE (widget);

  if (self->session == NULL || self->minting != NULL || self->lost == NULL)
    return;
  tessera_error_banner_hide (self->banner);
  tessera_new_token_page_set_busy (self, g_cancellable_new ());
  tessera_token_change_async (TESSERA_TOKEN_LIST (self->tokens), self->lost, TESSERA_CHANGE_DELETE,
                              self->minting, deleted_cb, g_object_ref (self));
}

void
tessera_new_token_page_class_add_lost (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, LOOK, NULL, look_action);
  gtk_widget_class_install_action (klass, DELETE, NULL, delete_action);
}

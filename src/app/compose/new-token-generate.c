/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/new-token-page-private.h"
#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

enum
{
  MINTED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
tessera_new_token_page_set_busy (TesseraNewTokenPage *self, GCancellable *minting)
{
  gboolean busy = minting != NULL;

  g_clear_object (&self->minting);
  self->minting = minting;
  /* The window was closed, or the page shows something else. */
  if (self->session == NULL)
    return;
  gtk_stack_set_visible_child_name (self->header_stack, busy ? "busy" : "generate");
  gtk_spinner_set_spinning (self->spinner, busy);
  /* First: an entry must not have the focus when it becomes insensitive. */
  gtk_widget_grab_focus (busy ? self->cancel : GTK_WIDGET (self->generate));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
}

static void
show_failure (TesseraNewTokenPage *self, const GError *error)
{
  /* Nothing has been sent: if the user canceled it, there is nothing to say. */
  if (tessera_error_is_cancelled (error))
    return;
  tessera_error_banner_show (self->banner, NULL, error);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    tessera_error_banner_offer (self->banner, _ ("Sign In Again"), "win.sign-in-again");
}

static void
finish_minting (TesseraNewTokenPage *self, const GError *error)
{
  tessera_new_token_page_set_busy (self, NULL);
  if (self->session != NULL && error != NULL)
    show_failure (self, error);
}

static void
fail_minting (TesseraNewTokenPage *self, const GError *error)
{
  gboolean lost = tessera_error_may_have_happened (error);

  finish_minting (self, lost ? NULL : error);
  if (self->session == NULL)
    return;
  if (self->draft != NULL)
    tessera_draft_learn (self->draft, error);
  if (lost)
    tessera_new_token_page_show_lost (self, error);
}

static void
minted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraMint) mint =
      tessera_minter_mint_finish (TESSERA_MINTER (source), result, &error);

  if (mint == NULL)
    {
      fail_minting (self, error);
      return;
    }
  finish_minting (self, NULL);
  self->mint = g_steal_pointer (&mint);
  g_signal_emit (self, signals[MINTED], 0);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraTokenRequest) request =
      tessera_draft_check_finish (TESSERA_DRAFT (source), result, &error);

  if (request == NULL)
    {
      finish_minting (self, error);
      return;
    }
  if (self->edited != NULL)
    {
      finish_minting (self, NULL);
      g_clear_pointer (&self->request, tessera_token_request_unref);
      self->request = g_steal_pointer (&request);
      g_signal_emit (self, signals[EDITED], 0);
      return;
    }
  tessera_minter_mint_async (self->minter, tessera_session_get_client (self->session), request,
                             self->tokens, self->minting, minted_cb, g_object_ref (self));
}

void
tessera_new_token_page_generate (TesseraNewTokenPage *self)
{
  if (self->draft == NULL || self->minting != NULL ||
      !gtk_widget_get_sensitive (GTK_WIDGET (self->generate)))
    return;
  tessera_error_banner_hide (self->banner);
  tessera_new_token_page_set_busy (self, g_cancellable_new ());
  tessera_draft_check_async (self->draft, self->minting, checked_cb, g_object_ref (self));
}

gboolean
tessera_new_token_page_is_minting (TesseraNewTokenPage *self)
{
  return self->minting != NULL;
}

gboolean
tessera_new_token_page_cancel (TesseraNewTokenPage *self)
{
  /* finish_minting() clears it: until then the page stays busy. */
  g_cancellable_cancel (self->minting);
  return tessera_new_token_page_is_minting (self);
}

TesseraMint *
tessera_new_token_page_take_mint (TesseraNewTokenPage *self)
{
  return g_steal_pointer (&self->mint);
}

TesseraTokenRequest *
tessera_new_token_page_take_request (TesseraNewTokenPage *self)
{
  return g_steal_pointer (&self->request);
}

void
tessera_new_token_page_class_add_generate (GtkWidgetClass *klass)
{
  signals[MINTED] = g_signal_new ("minted", TESSERA_TYPE_NEW_TOKEN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", TESSERA_TYPE_NEW_TOKEN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_bind_template_callback (klass, tessera_new_token_page_generate);
  gtk_widget_class_bind_template_callback (klass, tessera_new_token_page_cancel);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reveal/reveal-window.h"

#include "app/reveal/grant-diff-box.h"
#include "app/use/export-window.h"
#include "app/use/test-window.h"
#include "app/widgets/ask.h"
#include "app/widgets/error-banner.h"
#include "app/widgets/settings.h"
#include "app/widgets/value-box.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraRevealWindow
{
  TesseraDialog parent_instance;

  GtkStack *states;
  GtkLabel *description;
  TesseraGrantDiffBox *grants;
  TesseraValueBox *value;
  GtkStack *keyring_state;
  GtkWidget *save_button;
  GtkLabel *saved_as;
  GtkWidget *done;
  GtkWidget *go_on;
  GtkLabel *go_on_label;
  TesseraErrorBanner *banner;

  TesseraClient *client;
  TesseraMinter *minter;
  TesseraKeyring *keyring;
  TesseraMint *mint;
  gboolean handed_over; /* saved, copied, deleted or knowingly discarded */
  gboolean deleted;
  gboolean busy; /* saving or deleting */
  gboolean asking;
  gboolean goes_on; /* with what it offers after closing */
};

G_DEFINE_FINAL_TYPE (TesseraRevealWindow, tessera_reveal_window, TESSERA_TYPE_DIALOG)

static void
mark_handed_over (TesseraRevealWindow *self)
{
  if (!self->handed_over)
    tessera_minter_mark_handed_over (self->minter, self->mint);
  self->handed_over = TRUE;
}

/* From now on the list of tokens says that nobody can use this one, and offers to delete it. */
static void
give_up (TesseraRevealWindow *self)
{
  tessera_minter_abandon (self->minter, self->mint);
  self->handed_over = TRUE;
}

static void
show_value_page (TesseraRevealWindow *self)
{
  gtk_stack_set_visible_child_name (self->states, "value");
  gtk_widget_grab_focus (self->done);
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRevealWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label =
      tessera_keyring_save_token_finish (TESSERA_KEYRING (source), result, &error);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  self->busy = FALSE;
  if (label != NULL)
    {
      tessera_token_set_saved (tessera_mint_get_token (self->mint), TRUE);
      mark_handed_over (self);
    }
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  show_value_page (self);
  if (label == NULL)
    {
      tessera_error_banner_show (self->banner, NULL, error);
      gtk_stack_set_visible_child_name (self->keyring_state, "save");
      return;
    }
  line = tessera_text_one_line (label);
  text = g_strdup_printf (_ ("In your keyring as %s"), line);
  gtk_label_set_text (self->saved_as, text);
  gtk_stack_set_visible_child_name (self->keyring_state, "saved");
}

static void
save_value (TesseraRevealWindow *self)
{
  TesseraToken *token = tessera_mint_get_token (self->mint);

  if (self->busy || tessera_token_get_saved (token))
    return;
  self->busy = TRUE;
  tessera_error_banner_hide (self->banner);
  gtk_stack_set_visible_child_name (self->keyring_state, "saving");
  tessera_keyring_save_token_async (self->keyring, tessera_client_get_address (self->client), token,
                                    tessera_mint_get_value (self->mint),
                                    tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                                    saved_cb, g_object_ref (self));
}

/* Deleting a token that differs from the request */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRevealWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_keyring_forget_token_finish (TESSERA_KEYRING (source), result, &error);

  self->busy = FALSE;
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  if (done || g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    gtk_window_close (GTK_WINDOW (self));
  else
    tessera_error_banner_show (self->banner,
                               _ ("The token was deleted, but its value is still in the keyring. "
                                  "The value no longer works."),
                               error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRevealWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  TesseraToken *token = tessera_mint_get_token (self->mint);

  self->busy = FALSE;
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  if (!tessera_client_delete_token_finish (TESSERA_CLIENT (source), result, &error) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "reveal.delete", TRUE);
      tessera_error_banner_show (self->banner, NULL, error);
      return;
    }
  self->deleted = TRUE;
  mark_handed_over (self);
  if (!tessera_token_get_saved (token))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->busy = TRUE;
  tessera_keyring_forget_token_async (
      self->keyring, tessera_client_get_address (self->client), tessera_token_get_id (token),
      tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), forgotten_cb, g_object_ref (self));
}

static void
delete_token (TesseraRevealWindow *self)
{
  if (self->busy)
    return;
  self->busy = TRUE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reveal.delete", FALSE);
  tessera_client_delete_token_async (
      self->client, tessera_token_get_id (tessera_mint_get_token (self->mint)),
      tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), deleted_cb, g_object_ref (self));
}

/* Closing */

enum
{
  KEEP_OPEN,
  CLOSE_ANYWAY,
  SAVE,
};

static void
close_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRevealWindow) self = user_data;
  guint answer = tessera_ask_finish (result);

  self->asking = FALSE;
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  if (answer != CLOSE_ANYWAY)
    self->goes_on = FALSE;
  if (answer == SAVE)
    save_value (self);
  else if (answer == CLOSE_ANYWAY)
    {
      give_up (self);
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
ask_before_closing (TesseraRevealWindow *self)
{
  TesseraAskAnswer answers[] = {
    [KEEP_OPEN] = { _ ("_Keep Open"), TESSERA_ASK_PLAIN },
    [CLOSE_ANYWAY] = { _ ("C_lose and Lose Value"), TESSERA_ASK_DESTRUCTIVE },
    [SAVE] = { _ ("_Save to Keyring"), TESSERA_ASK_SUGGESTED },
  };

  if (self->asking)
    return;
  self->asking = TRUE;
  tessera_ask_async (GTK_WINDOW (self), _ ("Close Without Saving the Value?"),
                     _ ("It was neither saved nor copied, and InfluxDB can never show it again."),
                     answers, G_N_ELEMENTS (answers), NULL, close_answered_cb, g_object_ref (self));
}

static gboolean
tessera_reveal_window_close_request (GtkWindow *window)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (window);

  if (self->busy)
    {
      /* If the user does not want to wait for the keyring, the value is shown. */
      self->goes_on = FALSE;
      show_value_page (self);
      return GDK_EVENT_STOP;
    }
  if (!self->handed_over && tessera_settings_get_ask_before_closing ())
    {
      ask_before_closing (self);
      return GDK_EVENT_STOP;
    }
  if (!self->handed_over)
    give_up (self);
  return GTK_WINDOW_CLASS (tessera_reveal_window_parent_class)->close_request (window);
}

/* A destroyed window stays alive while the keyring is working; everything visible ends here. */
static void
tessera_reveal_window_unrealize (GtkWidget *widget)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (widget);

  tessera_value_box_set_value (self->value, NULL);
  GTK_WIDGET_CLASS (tessera_reveal_window_parent_class)->unrealize (widget);
}

static void
tessera_reveal_window_dispose (GObject *object)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (object);

  g_clear_object (&self->client);
  g_clear_object (&self->minter);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->mint, tessera_mint_unref);
  G_OBJECT_CLASS (tessera_reveal_window_parent_class)->dispose (object);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_value (TESSERA_REVEAL_WINDOW (widget));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tessera_value_box_copy (TESSERA_REVEAL_WINDOW (widget)->value);
}

static void
show_now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_value_page (TESSERA_REVEAL_WINDOW (widget));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  delete_token (TESSERA_REVEAL_WINDOW (widget));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (widget);
  TesseraExportWindow *window = tessera_export_window_new (
      GTK_WINDOW (self), tessera_client_get_address (self->client),
      tessera_mint_get_token (self->mint), tessera_mint_get_value (self->mint));

  g_signal_connect_object (window, "used", G_CALLBACK (mark_handed_over), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (tessera_test_window_new (GTK_WINDOW (self), self->client,
                                                           tessera_mint_get_token (self->mint),
                                                           tessera_mint_get_value (self->mint))));
}

gboolean
tessera_reveal_window_is_deleted (TesseraRevealWindow *self)
{
  return self->deleted;
}

static void
go_on_cb (TesseraRevealWindow *self)
{
  self->goes_on = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

void
tessera_reveal_window_offer_to_go_on (TesseraRevealWindow *self, const char *label)
{
  gtk_label_set_text (self->go_on_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->go_on), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (self->go_on, TRUE);
}

gboolean
tessera_reveal_window_goes_on (TesseraRevealWindow *self)
{
  return self->goes_on;
}

static void
tessera_reveal_window_class_init (TesseraRevealWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_reveal_window_dispose;
  widget_class->unrealize = tessera_reveal_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = tessera_reveal_window_close_request;

  gtk_widget_class_install_action (widget_class, "reveal.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "reveal.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "reveal.show-now", NULL, show_now_action);
  gtk_widget_class_install_action (widget_class, "reveal.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "reveal.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "reveal.test", NULL, test_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_GRANT_DIFF_BOX);
  g_type_ensure (TESSERA_TYPE_VALUE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "reveal-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, grants);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, value);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, keyring_state);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, saved_as);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, done);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, go_on);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, go_on_label);
  gtk_widget_class_bind_template_callback (widget_class, mark_handed_over);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
tessera_reveal_window_init (TesseraRevealWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TesseraRevealWindow *
tessera_reveal_window_new (GtkWindow *parent, TesseraClient *client, TesseraMinter *minter,
                           TesseraKeyring *keyring, TesseraMint *mint, gboolean save_first)
{
  TesseraRevealWindow *self = tessera_dialog_new (TESSERA_TYPE_REVEAL_WINDOW, parent);
  g_autofree char *description =
      tessera_text_one_line (tessera_token_get_description (tessera_mint_get_token (mint)));

  self->client = g_object_ref (client);
  self->minter = g_object_ref (minter);
  self->keyring = g_object_ref (keyring);
  self->mint = tessera_mint_ref (mint);
  gtk_label_set_text (self->description, description);
  tessera_grant_diff_box_show (self->grants, mint);
  tessera_value_box_set_value (self->value, tessera_mint_get_value (mint));
  /* A token that allows more than was requested should be deleted rather than saved. */
  if (tessera_mint_is_suspect (mint))
    gtk_widget_remove_css_class (self->save_button, "suggested-action");
  else if (save_first)
    {
      gtk_stack_set_visible_child_name (self->states, "saving");
      save_value (self);
    }
  return self;
}

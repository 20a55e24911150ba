/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reveal-window.h"

#include "app/ask.h"
#include "app/clipboard.h"
#include "app/dialog.h"
#include "app/error-banner.h"
#include "core/error.h"
#include "core/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define CLIPBOARD_SECONDS 30

struct _TesseraRevealWindow
{
  AdwWindow parent_instance;

  GtkLabel *description;
  GtkWidget *excess;
  GtkLabel *excess_text;
  GtkWidget *delete_excess;
  GtkLabel *missing;
  GtkLabel *value;
  GtkToggleButton *show;
  GtkLabel *countdown;
  GtkStack *keyring;
  GtkLabel *saved_as;
  TesseraErrorBanner *banner;

  TesseraClient *client;
  TesseraMinter *minter;
  TesseraVault *vault;
  TesseraMint *mint;
  TesseraClipboardLease *lease;
  GCancellable *cancellable;
  gboolean kept; /* saved, copied, deleted or knowingly given up */
  gboolean busy; /* saving or deleting */
  gboolean asking;
};

G_DEFINE_FINAL_TYPE (TesseraRevealWindow, tessera_reveal_window, ADW_TYPE_WINDOW)

static guint deleted_signal;

static void
keep (TesseraRevealWindow *self)
{
  if (!self->kept)
    tessera_minter_settle (self->minter, self->mint);
  self->kept = TRUE;
}

/* Showing */

static void
show_toggled_cb (TesseraRevealWindow *self)
{
  TesseraSecret *value = tessera_mint_get_value (self->mint);
  gboolean shown = gtk_toggle_button_get_active (self->show);
  GString *dots;

  gtk_button_set_icon_name (GTK_BUTTON (self->show),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->show),
                               shown ? _ ("Hide the Value") : _ ("Show the Value"));
  if (shown)
    {
      gtk_label_set_text (self->value, tessera_secret_peek (value));
      return;
    }
  /* As many as there are characters, so that showing moves nothing. */
  dots = g_string_new (NULL);
  for (gsize i = 0; i < tessera_secret_get_length (value); i++)
    g_string_append (dots, "•");
  gtk_label_set_text (self->value, dots->str);
  g_string_free (dots, TRUE);
  /* A label is called by its text, as often as that is set: nobody wants to be read the dots. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The token’s value, hidden"), -1);
}

/* Copying */

static void
seconds_left_cb (TesseraRevealWindow *self)
{
  guint seconds = tessera_clipboard_lease_get_seconds_left (self->lease);
  g_autofree char *text =
      seconds > 0
          ? g_strdup_printf (ngettext ("Copied. It leaves the clipboard in %u second.",
                                       "Copied. It leaves the clipboard in %u seconds.", seconds),
                             seconds)
          : g_strdup (_ ("It is no longer in the clipboard."));

  gtk_label_set_text (self->countdown, text);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), TRUE);
}

static void
copy (TesseraRevealWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (self->lease != NULL)
    g_signal_handlers_disconnect_by_data (self->lease, self);
  g_clear_object (&self->lease);
  self->lease = tessera_clipboard_copy_secret (clipboard, tessera_mint_get_value (self->mint),
                                               CLIPBOARD_SECONDS);
  g_signal_connect_object (self->lease, "notify::seconds-left", G_CALLBACK (seconds_left_cb), self,
                           G_CONNECT_SWAPPED);
  seconds_left_cb (self);
  keep (self);
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRevealWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = tessera_vault_save_token_finish (TESSERA_VAULT (source), result, &error);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  self->busy = FALSE;
  if (label != NULL)
    {
      tessera_token_set_saved (tessera_mint_get_token (self->mint), TRUE);
      keep (self);
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (label == NULL)
    {
      tessera_error_banner_show (self->banner, NULL, error);
      gtk_stack_set_visible_child_name (self->keyring, "save");
      return;
    }
  line = tessera_text_one_line (label);
  text = g_strdup_printf (_ ("In your keyring as %s"), line);
  gtk_label_set_text (self->saved_as, text);
  gtk_stack_set_visible_child_name (self->keyring, "saved");
}

static void
save (TesseraRevealWindow *self)
{
  TesseraToken *token = tessera_mint_get_token (self->mint);

  if (self->busy || tessera_token_get_saved (token))
    return;
  self->busy = TRUE;
  tessera_error_banner_hide (self->banner);
  gtk_stack_set_visible_child_name (self->keyring, "saving");
  tessera_vault_save_token_async (self->vault, tessera_client_get_address (self->client), token,
                                  tessera_mint_get_value (self->mint), self->cancellable, saved_cb,
                                  g_object_ref (self));
}

/* Deleting a token that got too much */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRevealWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->delete_excess, TRUE);
  if (!tessera_client_delete_token_finish (TESSERA_CLIENT (source), result, &error) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      tessera_error_banner_show (self->banner, NULL, error);
      return;
    }
  keep (self);
  g_signal_emit (self, deleted_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
delete_excess_cb (TesseraRevealWindow *self)
{
  if (self->busy)
    return;
  self->busy = TRUE;
  gtk_widget_set_sensitive (self->delete_excess, FALSE);
  tessera_client_delete_token_async (self->client,
                                     tessera_token_get_id (tessera_mint_get_token (self->mint)),
                                     self->cancellable, deleted_cb, g_object_ref (self));
}

static void
show_difference (TesseraRevealWindow *self)
{
  TesseraPermissionSet *excess = tessera_mint_get_excess (self->mint);
  TesseraPermissionSet *missing = tessera_mint_get_missing (self->mint);
  g_autofree char *more = tessera_permission_set_summarise (excess);
  g_autofree char *less = tessera_permission_set_summarise (missing);
  g_autofree char *more_text = g_strdup_printf (_ ("The server granted more than was asked. Nobody "
                                                   "asked for: %s. Delete this token, then look "
                                                   "at the server before you make another one."),
                                                more);
  g_autofree char *less_text =
      g_strdup_printf (_ ("The server granted less than was asked. Left out: %s."), less);

  gtk_label_set_text (self->excess_text, more_text);
  gtk_widget_set_visible (self->excess, tessera_permission_set_get_size (excess) > 0);
  gtk_label_set_text (self->missing, less_text);
  gtk_widget_set_visible (GTK_WIDGET (self->missing),
                          tessera_permission_set_get_size (missing) > 0);
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
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answer == SAVE)
    save (self);
  else if (answer == CLOSE_ANYWAY)
    {
      keep (self);
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
ask_before_closing (TesseraRevealWindow *self)
{
  TesseraAskAnswer answers[] = {
    [KEEP_OPEN] = { _ ("_Keep It Open"), TESSERA_ASK_PLAIN },
    [CLOSE_ANYWAY] = { _ ("C_lose and Lose the Value"), TESSERA_ASK_DESTRUCTIVE },
    [SAVE] = { _ ("_Save to Keyring"), TESSERA_ASK_SUGGESTED },
  };

  if (self->asking)
    return;
  self->asking = TRUE;
  tessera_ask_async (GTK_WINDOW (self), _ ("Close Without the Value?"),
                     _ ("It was neither saved nor copied, and InfluxDB can never show it again."),
                     answers, G_N_ELEMENTS (answers), NULL, close_answered_cb, g_object_ref (self));
}

static gboolean
tessera_reveal_window_close_request (GtkWindow *window)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (window);

  if (self->busy)
    return GDK_EVENT_STOP;
  if (!self->kept)
    {
      ask_before_closing (self);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (tessera_reveal_window_parent_class)->close_request (window);
}

/* A window that is destroyed while it saves lives on for the answer, and its parent may be gone by
 * then: GTK would look at it (seen with 4.8). */
static void
tessera_reveal_window_unrealize (GtkWidget *widget)
{
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
  g_cancellable_cancel (TESSERA_REVEAL_WINDOW (widget)->cancellable);
  GTK_WIDGET_CLASS (tessera_reveal_window_parent_class)->unrealize (widget);
}

static void
tessera_reveal_window_dispose (GObject *object)
{
  TesseraRevealWindow *self = TESSERA_REVEAL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->value != NULL)
    gtk_label_set_text (self->value, "");
  g_clear_object (&self->lease);
  g_clear_object (&self->client);
  g_clear_object (&self->minter);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->mint, tessera_mint_unref);
  G_OBJECT_CLASS (tessera_reveal_window_parent_class)->dispose (object);
}

static void
tessera_reveal_window_finalize (GObject *object)
{
  g_object_unref (TESSERA_REVEAL_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (tessera_reveal_window_parent_class)->finalize (object);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (TESSERA_REVEAL_WINDOW (widget));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (TESSERA_REVEAL_WINDOW (widget));
}

static void
tessera_reveal_window_class_init (TesseraRevealWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_reveal_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_reveal_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tessera_reveal_window_close_request;
  widget_class->unrealize = tessera_reveal_window_unrealize;
  deleted_signal = g_signal_new ("deleted", TESSERA_TYPE_REVEAL_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "reveal.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "reveal.copy", NULL, copy_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "reveal-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, excess);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, excess_text);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, delete_excess);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, missing);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, value);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, show);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, countdown);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, keyring);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, saved_as);
  gtk_widget_class_bind_template_child (widget_class, TesseraRevealWindow, banner);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_excess_cb);
}

static void
tessera_reveal_window_init (TesseraRevealWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tessera_dialog_close_on_escape (GTK_WINDOW (self));
}

TesseraRevealWindow *
tessera_reveal_window_new (GtkWindow *parent, TesseraClient *client, TesseraMinter *minter,
                           TesseraVault *vault, TesseraMint *mint)
{
  TesseraRevealWindow *self =
      g_object_new (TESSERA_TYPE_REVEAL_WINDOW, "transient-for", parent, "application",
                    gtk_window_get_application (parent), NULL);
  g_autofree char *description = NULL;

  self->client = g_object_ref (client);
  self->minter = g_object_ref (minter);
  self->vault = g_object_ref (vault);
  self->mint = tessera_mint_ref (mint);
  description =
      tessera_text_one_line (tessera_token_get_description (tessera_mint_get_token (mint)));
  gtk_label_set_text (self->description, description);
  show_difference (self);
  show_toggled_cb (self);
  return self;
}

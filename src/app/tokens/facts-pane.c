/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/facts-pane.h"

#include "app/tokens/token-columns.h"
#include "app/use/saved-pane.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraFactsPane
{
  AdwBin parent_instance;

  GtkImage *kind_icon;
  GtkLabel *description;
  GtkLabel *status;
  GtkLabel *kind;
  TesseraSavedPane *saved;
  GtkWidget *replace;
  GtkWidget *replace_lost;
  AdwActionRow *owner;
  AdwActionRow *organization;
  AdwActionRow *created;
  AdwActionRow *updated;
  AdwActionRow *id;
  AdwActionRow *value;
  GtkWidget *activate;
  GtkWidget *deactivate;

  TesseraToken *token;
  char *server;
  TesseraKeyring *keyring;
  char *label; /* the label of the keyring's item, once known */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TesseraFactsPane, tessera_facts_pane, ADW_TYPE_BIN)

static void
show_fact (AdwActionRow *row, const char *text)
{
  g_autofree char *line = tessera_text_one_line (text);

  adw_action_row_set_subtitle (row, line);
  gtk_widget_set_visible (GTK_WIDGET (row), *line != '\0');
}

static void
show_time (AdwActionRow *row, GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  /* Translators: a day and a time, as strftime() formats them */
  g_autofree char *text = local != NULL ? g_date_time_format (local, _ ("%x, %R")) : g_strdup ("");

  show_fact (row, text);
}

/* Where the value is */

static void
show_place (TesseraFactsPane *self)
{
  gboolean saved = tessera_token_get_saved (self->token);
  g_autofree char *place = NULL;

  if (!saved)
    place = g_strdup (_ ("Not saved on this desktop, and InfluxDB can’t show it again"));
  else if (self->label == NULL)
    place = g_strdup (_ ("In your keyring"));
  else
    place = g_strdup_printf (_ ("In your keyring as %s"), self->label);
  show_fact (self->value, place);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), saved);
  gtk_widget_set_visible (self->replace, saved);
  gtk_widget_set_visible (self->replace_lost, !saved);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraFactsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) saved =
      tessera_keyring_list_items_finish (TESSERA_KEYRING (source), result, &error);

  /* The page may now show another token. */
  if (tessera_error_is_cancelled (error) || self->token == NULL)
    return;
  g_clear_pointer (&self->label, g_free);
  for (guint i = 0; saved != NULL && i < saved->len; i++)
    {
      TesseraKeyringItem *one = g_ptr_array_index (saved, i);

      if (g_str_equal (tessera_keyring_item_get_id (one), tessera_token_get_id (self->token)) &&
          g_str_equal (tessera_keyring_item_get_server (one), self->server))
        self->label = g_strdup (tessera_keyring_item_get_label (one));
    }
  show_place (self);
}

static void
look_into_keyring (TesseraFactsPane *self)
{
  if (self->keyring != NULL && tessera_token_get_saved (self->token))
    tessera_keyring_list_items_async (self->keyring, self->cancellable, listed_cb,
                                      g_object_ref (self));
}

/* The token */

static void
show_token (TesseraFactsPane *self)
{
  gboolean active = tessera_token_is_active (self->token);
  const char *text = tessera_token_get_description (self->token);
  g_autofree char *description =
      *text != '\0' ? tessera_text_one_line (text) : g_strdup (_ ("No description"));

  gtk_image_set_from_icon_name (self->kind_icon, tessera_token_get_kind_icon (self->token));
  gtk_label_set_text (self->description, description);
  gtk_label_set_text (self->status,
                      active ? C_ ("token status", "Active") : C_ ("token status", "Inactive"));
  gtk_widget_set_css_classes (GTK_WIDGET (self->status),
                              (const char *[]) { active ? "success" : "warning", NULL });
  gtk_label_set_text (self->kind, tessera_token_explain_kind (self->token));
  show_fact (self->owner, tessera_token_get_owner (self->token));
  show_fact (self->organization, tessera_token_get_org_name (self->token));
  show_time (self->created, tessera_token_get_created (self->token));
  show_time (self->updated, tessera_token_get_updated (self->token));
  show_fact (self->id, tessera_token_get_id (self->token));
  gtk_widget_set_visible (self->activate, !active);
  gtk_widget_set_visible (self->deactivate, active);
  show_place (self);
}

static void
notify_cb (TesseraFactsPane *self, GParamSpec *pspec)
{
  show_token (self);
  if (g_str_equal (pspec->name, "saved"))
    look_into_keyring (self);
}

static void
drop_token (TesseraFactsPane *self)
{
  if (self->token != NULL)
    g_signal_handlers_disconnect_by_data (self->token, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->token);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->label, g_free);
}

void
tessera_facts_pane_set_token (TesseraFactsPane *self, TesseraToken *token, TesseraClient *client,
                              TesseraKeyring *keyring, TesseraErrorBanner *banner)
{
  const char *server = client != NULL ? tessera_client_get_address (client) : NULL;

  drop_token (self);
  tessera_saved_pane_set_up (self->saved, keyring, banner);
  tessera_saved_pane_set_token (self->saved, server, client, token, TRUE);
  if (token == NULL)
    return;
  self->token = g_object_ref (token);
  self->server = g_strdup (server);
  g_set_object (&self->keyring, keyring);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (token, "notify", G_CALLBACK (notify_cb), self);
  show_token (self);
  look_into_keyring (self);
}

/* Scrolled to the top, wherever the last token was left. */
static gboolean
tessera_facts_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TESSERA_FACTS_PANE (widget)->value));
}

static void
tessera_facts_pane_dispose (GObject *object)
{
  drop_token (TESSERA_FACTS_PANE (object));
  G_OBJECT_CLASS (tessera_facts_pane_parent_class)->dispose (object);
}

static void
tessera_facts_pane_class_init (TesseraFactsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_facts_pane_dispose;
  widget_class->grab_focus = tessera_facts_pane_grab_focus;

  g_type_ensure (TESSERA_TYPE_SAVED_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "facts-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, status);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, kind);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, saved);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, replace);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, replace_lost);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, owner);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, organization);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, created);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, updated);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, id);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, value);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, activate);
  gtk_widget_class_bind_template_child (widget_class, TesseraFactsPane, deactivate);
}

static void
tessera_facts_pane_init (TesseraFactsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/use/saved-pane.h"

#include "app/use/export-window.h"
#include "app/use/test-window.h"
#include "app/widgets/value-box.h"
#include "tessera-config.h"

/* What to do with the value once it is fetched. */
typedef enum
{
  FOR_BOX,
  FOR_USE,
  FOR_TEST,
} Purpose;

struct _TesseraSavedPane
{
  AdwBin parent_instance;

  TesseraValueBox *value_box;

  TesseraKeyring *keyring;
  TesseraErrorBanner *banner;
  char *server;
  TesseraClient *client;
  TesseraToken *token;
  gboolean can_test;
  TesseraSecret *value;
  Purpose purpose;
  GCancellable *fetching; /* while it is being fetched */
};

G_DEFINE_FINAL_TYPE (TesseraSavedPane, tessera_saved_pane, ADW_TYPE_BIN)

static void
update_actions (TesseraSavedPane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean ready = self->token != NULL && self->fetching == NULL;

  gtk_widget_action_set_enabled (widget, "saved.use", ready);
  gtk_widget_action_set_enabled (widget, "saved.test", ready && self->can_test);
}

/* Drops the value and any pending request for it. */
static void
drop_value (TesseraSavedPane *self)
{
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_pointer (&self->value, tessera_secret_unref);
  tessera_value_box_set_value (self->value_box, NULL);
  update_actions (self);
}

static void
use_value (TesseraSavedPane *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->purpose == FOR_BOX)
    tessera_value_box_set_value (self->value_box, self->value);
  else if (self->purpose == FOR_USE)
    gtk_window_present (
        GTK_WINDOW (tessera_export_window_new (window, self->server, self->token, self->value)));
  else
    gtk_window_present (
        GTK_WINDOW (tessera_test_window_new (window, self->client, self->token, self->value)));
}

typedef struct
{
  TesseraSavedPane *pane;
  GCancellable *cancellable;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_object_unref (self->pane);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  TesseraSavedPane *self = fetch->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSecret) value =
      tessera_keyring_lookup_token_finish (TESSERA_KEYRING (source), result, &error);

  if (self->fetching != fetch->cancellable)
    return;
  g_clear_object (&self->fetching);
  update_actions (self);
  if (value != NULL)
    {
      self->value = g_steal_pointer (&value);
      use_value (self);
      return;
    }
  tessera_value_box_set_value (self->value_box, NULL);
  tessera_error_banner_show (self->banner, NULL, error);
}

static void
want_value (TesseraSavedPane *self, Purpose purpose)
{
  Fetch *fetch;

  if (self->token == NULL)
    return;
  self->purpose = purpose;
  if (self->value != NULL)
    {
      use_value (self);
      return;
    }
  if (self->fetching != NULL)
    return;
  tessera_error_banner_hide (self->banner);
  self->fetching = g_cancellable_new ();
  update_actions (self);
  fetch = g_new0 (Fetch, 1);
  fetch->pane = g_object_ref (self);
  fetch->cancellable = g_object_ref (self->fetching);
  tessera_keyring_lookup_token_async (self->keyring, self->server,
                                      tessera_token_get_id (self->token), self->fetching,
                                      fetched_cb, fetch);
}

static void
value_wanted_cb (TesseraSavedPane *self)
{
  want_value (self, FOR_BOX);
}

static void
use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  want_value (TESSERA_SAVED_PANE (widget), FOR_USE);
}

static void
test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  want_value (TESSERA_SAVED_PANE (widget), FOR_TEST);
}

void
tessera_saved_pane_set_up (TesseraSavedPane *self, TesseraKeyring *keyring,
                           TesseraErrorBanner *banner)
{
  g_set_object (&self->keyring, keyring);
  self->banner = banner;
}

void
tessera_saved_pane_set_token (TesseraSavedPane *self, const char *server, TesseraClient *client,
                              TesseraToken *token, gboolean can_test)
{
  gboolean same = self->token != NULL && token != NULL && g_str_equal (self->server, server) &&
                  g_str_equal (tessera_token_get_id (self->token), tessera_token_get_id (token));

  g_set_object (&self->token, token);
  g_set_object (&self->client, client);
  self->can_test = can_test && client != NULL;
  if (!same)
    {
      g_free (self->server);
      self->server = g_strdup (server);
      drop_value (self);
    }
  update_actions (self);
}

static void
tessera_saved_pane_unmap (GtkWidget *widget)
{
  drop_value (TESSERA_SAVED_PANE (widget));
  GTK_WIDGET_CLASS (tessera_saved_pane_parent_class)->unmap (widget);
}

static void
tessera_saved_pane_dispose (GObject *object)
{
  TesseraSavedPane *self = TESSERA_SAVED_PANE (object);

  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_pointer (&self->value, tessera_secret_unref);
  g_clear_object (&self->token);
  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (tessera_saved_pane_parent_class)->dispose (object);
}

static void
tessera_saved_pane_finalize (GObject *object)
{
  g_free (TESSERA_SAVED_PANE (object)->server);
  G_OBJECT_CLASS (tessera_saved_pane_parent_class)->finalize (object);
}

static void
tessera_saved_pane_class_init (TesseraSavedPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_saved_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_saved_pane_finalize;
  widget_class->unmap = tessera_saved_pane_unmap;
  gtk_widget_class_install_action (widget_class, "saved.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "saved.test", NULL, test_action);

  g_type_ensure (TESSERA_TYPE_VALUE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "saved-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedPane, value_box);
  gtk_widget_class_bind_template_callback (widget_class, value_wanted_cb);
}

static void
tessera_saved_pane_init (TesseraSavedPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/connection-window.h"

#include "app/connect/certificate-window.h"
#include "app/widgets/ask.h"
#include "app/widgets/error-banner.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraConnectionWindow
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *heading;
  AdwActionRow *server;
  AdwActionRow *address;
  AdwActionRow *organization;
  AdwActionRow *account;
  AdwActionRow *trust;
  GtkWidget *pin_row;
  GtkLabel *pin;
  AdwActionRow *headers;
  GtkWidget *stop;

  TesseraConnection *connection;
  TesseraConnectionList *connections;
};

G_DEFINE_FINAL_TYPE (TesseraConnectionWindow, tessera_connection_window, TESSERA_TYPE_DIALOG)

static guint withdrawn_signal;

static void
show_fact (AdwActionRow *row, const char *text)
{
  g_autofree char *line = tessera_text_one_line (text != NULL ? text : "");

  adw_action_row_set_subtitle (row, line);
  gtk_widget_set_visible (GTK_WIDGET (row), *line != '\0');
}

static void
show_trust (TesseraConnectionWindow *self)
{
  TesseraReach *reach = tessera_connection_get_reach (self->connection);
  TesseraTrust trust = tessera_reach_get_trust (reach);
  g_autofree char *text = tessera_reach_describe_trust (reach);
  gboolean is_pinned = trust == TESSERA_TRUST_FINGERPRINT;
  g_autofree char *groups =
      is_pinned ? tessera_certificate_make_groups (tessera_reach_get_subject (reach)) : NULL;

  show_fact (self->trust, text);
  gtk_widget_set_visible (self->pin_row, is_pinned);
  gtk_label_set_text (self->pin, is_pinned ? groups : "");
  gtk_widget_set_visible (self->stop, trust != TESSERA_TRUST_SYSTEM);
}

static void
show_connection (TesseraConnectionWindow *self)
{
  TesseraConnection *connection = self->connection;
  TesseraReach *reach = tessera_connection_get_reach (connection);
  const char *username = tessera_connection_get_username (connection);
  g_autofree char *title = tessera_text_one_line (tessera_connection_get_title (connection));
  g_autofree char *headers = g_strjoinv (", ", (GStrv) tessera_reach_get_headers (reach));

  gtk_label_set_text (self->heading, title);
  show_fact (self->address, tessera_connection_get_address (connection));
  show_fact (self->server, tessera_connection_get_server (connection));
  show_fact (self->organization, tessera_connection_get_org_name (connection));
  show_fact (self->account, username != NULL ? username : _ ("An API token"));
  show_fact (self->headers, headers);
  show_trust (self);
}

/* Withdrawing */

static void
withdraw (TesseraConnectionWindow *self)
{
  TesseraReach *reach = tessera_connection_get_reach (self->connection);
  g_autoptr (TesseraReach) plain = tessera_reach_with_trust (reach, TESSERA_TRUST_SYSTEM, NULL);
  g_autoptr (TesseraConnection) changed = tessera_connection_with_reach (self->connection, plain);
  g_autoptr (GError) error = NULL;

  if (!tessera_connection_list_change (self->connections, changed, &error))
    tessera_error_banner_show (self->banner, NULL, error);
  g_set_object (&self->connection, changed);
  show_connection (self);
  g_signal_emit (self, withdrawn_signal, 0);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraConnectionWindow) self = user_data;

  if (tessera_ask_finish (result) == 1 && !tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    withdraw (self);
}

static void
stop_cb (TesseraConnectionWindow *self)
{
  TesseraAskAnswer answers[] = {
    { _ ("_Cancel"), TESSERA_ASK_PLAIN },
    { _ ("_Stop Trusting"), TESSERA_ASK_DESTRUCTIVE },
  };

  tessera_ask_async (GTK_WINDOW (self), _ ("Stop Trusting?"),
                     _ ("This connection will then work only if this computer trusts the server’s "
                        "certificate. Tessera disconnects from the server."),
                     answers, G_N_ELEMENTS (answers),
                     tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), answered_cb,
                     g_object_ref (self));
}

static void
tessera_connection_window_finalize (GObject *object)
{
  TesseraConnectionWindow *self = TESSERA_CONNECTION_WINDOW (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->connections);
  G_OBJECT_CLASS (tessera_connection_window_parent_class)->finalize (object);
}

static void
tessera_connection_window_class_init (TesseraConnectionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_connection_window_finalize;
  withdrawn_signal = g_signal_new ("withdrawn", TESSERA_TYPE_CONNECTION_WINDOW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "connection-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, server);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, address);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, organization);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, account);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, trust);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, pin_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, pin);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, headers);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectionWindow, stop);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
tessera_connection_window_init (TesseraConnectionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TesseraConnectionWindow *
tessera_connection_window_new (GtkWindow *parent, TesseraConnection *connection,
                               TesseraConnectionList *connections)
{
  TesseraConnectionWindow *self = tessera_dialog_new (TESSERA_TYPE_CONNECTION_WINDOW, parent);

  self->connection = g_object_ref (connection);
  self->connections = g_object_ref (connections);
  show_connection (self);
  return self;
}

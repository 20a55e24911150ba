/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/connection-window.h"
#include "app/connect/influx-import-window.h"
#include "app/shell/window-private.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/storage.h"
#include "core/files/influx-config.h"
#include "core/session/session-remember.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* The session */

static void
set_connection (TesseraWindow *self, TesseraConnection *connection)
{
  g_set_object (&self->connection, connection);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.connection-details", connection != NULL);
}

static void
set_session (TesseraWindow *self, TesseraSession *session, TesseraConnection *connection)
{
  g_autoptr (GError) error = NULL;

  if (self->session != NULL && self->session != session)
    tessera_client_sign_out_async (tessera_session_get_client (self->session), NULL, NULL, NULL);
  if (session == NULL || !tessera_new_token_page_go_on (self->new_token_page, session))
    tessera_window_drop_new_token (self);
  tessera_window_close_token (self, NULL);
  g_set_object (&self->session, session);
  set_connection (self, connection);
  tessera_tokens_page_set_session (self->tokens_page, session,
                                   tessera_services_get_minter (self->services),
                                   tessera_services_get_keyring (self->services));
  tessera_keyring_page_set_session (self->keyring_page, session);
  tessera_window_show_home (self);
  /* Users who skipped Welcome have not seen it there. */
  if (session != NULL && !tessera_storage_check (&error))
    tessera_tokens_page_show_error (self->tokens_page, NULL, error);
  if (self->wants_new_token && session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-token", NULL);
  self->wants_new_token = FALSE;
  tessera_welcome_page_set_hint (self->welcome_page, NULL);
}

/* A remembered connection, the demo server, or an address */

static void
opened_cb (TesseraWindow *self)
{
  TesseraConnectionList *connections = tessera_services_get_connections (self->services);
  TesseraConnection *connection = tessera_opening_page_get_connection (self->opening_page);
  g_autoptr (TesseraSession) session = tessera_opening_page_take_session (self->opening_page);
  g_autoptr (GError) error = NULL;

  set_session (self, session, connection);
  if (connection != NULL && !tessera_connection_list_add (connections, connection, &error))
    tessera_tokens_page_show_error (self->tokens_page, NULL, error);
}

static void
open_connection (TesseraWindow *self, TesseraConnection *connection)
{
  tessera_opening_page_open (self->opening_page, connection,
                             tessera_services_get_keyring (self->services));
  tessera_window_show_page (self, "opening");
}

void
tessera_window_open_last_used (TesseraWindow *self)
{
  TesseraConnection *last =
      tessera_connection_list_get_last_used (tessera_services_get_connections (self->services));

  if (last != NULL)
    open_connection (self, last);
  else
    tessera_window_show_page (self, "welcome");
}

static void
open_demo (TesseraWindow *self)
{
  g_autoptr (GError) error = NULL;
  TesseraDemoServer *demo = tessera_services_start_demo (self->services, &error);
  g_autoptr (TesseraSecret) secret = NULL;
  const char *username;

  if (demo == NULL)
    tessera_opening_page_fail_demo (self->opening_page, error);
  else
    {
      /* Serverless has no user names, so it is the token there. */
      username = tessera_demo_server_get_username (demo);
      secret = tessera_secret_new (username != NULL ? tessera_demo_server_get_password (demo)
                                                    : tessera_demo_server_get_token (demo));
      tessera_opening_page_open_demo (self->opening_page, tessera_demo_server_get_address (demo),
                                      username, secret);
    }
  tessera_window_show_page (self, "opening");
}

void
tessera_window_open_demo (TesseraWindow *self)
{
  if (!tessera_window_is_making (self) && !tessera_window_ask_to_discard (self, open_demo))
    open_demo (self);
}

static void
open_address (TesseraWindow *self)
{
  TesseraConnectionList *connections = tessera_services_get_connections (self->services);
  g_autofree char *address = g_steal_pointer (&self->address);
  g_autoptr (GError) error = NULL;
  g_autofree char *normalized = tessera_address_normalize (address, &error);
  TesseraConnection *connection =
      normalized != NULL ? tessera_connection_list_find_address (connections, normalized) : NULL;

  if (connection != NULL)
    {
      open_connection (self, connection);
      return;
    }
  tessera_opening_page_stop (self->opening_page);
  tessera_connect_page_fill_address (self->connect_page, address, error);
  tessera_window_show_page (self, "connect");
}

gboolean
tessera_window_open_address (TesseraWindow *self, const char *address, GError **error)
{
  g_autofree char *normalized = tessera_address_normalize (address, error);
  TesseraClient *client = self->session != NULL ? tessera_session_get_client (self->session) : NULL;

  if (tessera_window_is_making (self))
    return normalized != NULL;
  if (client != NULL && g_strcmp0 (tessera_client_get_address (client), normalized) == 0)
    {
      tessera_opening_page_stop (self->opening_page);
      tessera_window_show_home (self);
      return TRUE;
    }
  g_free (self->address);
  self->address = g_strdup (address);
  if (!tessera_window_ask_to_discard (self, open_address))
    open_address (self);
  return normalized != NULL;
}

/* A new connection */

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraConnection) connection = NULL;
  gboolean done = tessera_session_remember_finish (result, &connection, &error);
  const char *title =
      _ ("You are connected, but Tessera will have to ask for your credentials again the next "
         "time it starts.");

  /* The user has switched to another server in the meantime: these credentials must not be sent
   * there. */
  if (self->session != TESSERA_SESSION (source))
    return;
  set_connection (self, connection);
  /* If the list is damaged, it is remembered in a new one anyway. */
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_DAMAGED))
    title = NULL;
  if (!done)
    tessera_tokens_page_show_error (self->tokens_page, title, error);
}

static void
begin_session (TesseraWindow *self, TesseraSession *session, TesseraSecret *secret)
{
  set_session (self, session, NULL);
  tessera_session_remember_async (
      session, secret, tessera_services_get_connections (self->services),
      tessera_services_get_keyring (self->services), NULL, remembered_cb, g_object_ref (self));
}

/* The account can't see its organization, so nothing says whether it is the right one. */
static void
mention_unchecked (TesseraWindow *self, TesseraSession *session)
{
  TesseraResource *organization = tessera_session_get_organization (session);
  g_autofree char *text = NULL;

  if (tessera_session_is_checked (session))
    return;
  text =
      g_strdup_printf (_ ("The organization “%s” was not checked, because this token can’t see it"),
                       tessera_resource_get_name (organization));
  tessera_tokens_page_come_back (self->tokens_page, text);
}

static void
connected_cb (TesseraWindow *self)
{
  g_autoptr (TesseraSecret) secret = NULL;
  g_autoptr (TesseraSession) session =
      tessera_connect_page_take_session (self->connect_page, &secret);

  begin_session (self, session, secret);
  mention_unchecked (self, session);
}

/* A server that was set up */

static void
show_faults (TesseraWindow *self, TesseraServerSetup *setup)
{
  g_autofree char *faults = g_strjoinv (" ", (GStrv) tessera_server_setup_get_faults (setup));
  g_autoptr (GError) error = NULL;

  if (*faults == '\0')
    return;
  error = tessera_error_new (TESSERA_ERROR_BAD_ANSWER, NULL,
                             /* Translators: %s is whole sentences */
                             _ ("The server was not set up as you requested: %s Check the server, "
                                "and any proxy in between."),
                             faults);
  tessera_tokens_page_show_error (self->tokens_page, NULL, error);
}

static void
set_up_cb (TesseraWindow *self)
{
  gboolean save;
  g_autoptr (TesseraServerSetup) setup =
      tessera_connect_page_take_setup (self->connect_page, &save);
  TesseraMint *mint = tessera_server_setup_get_mint (setup);

  self->wants_new_token = FALSE;
  begin_session (self, tessera_server_setup_get_session (setup), tessera_mint_get_value (mint));
  show_faults (self, setup);
  tessera_window_reveal_first (self, mint, save);
}

/* A session that ended */

/* Asks for the credentials, with the known ones filled in. */
static void
ask_for_credentials (TesseraWindow *self, const GError *error)
{
  g_autoptr (TesseraConnection) known = self->connection != NULL
                                            ? g_object_ref (self->connection)
                                            : tessera_session_to_connection (self->session, NULL);

  tessera_connect_page_fill (self->connect_page, known, error);
  tessera_window_show_page (self, "connect");
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_session_renew_finish (result, &error);

  /* The user has disconnected, or switched to another server in the meantime. */
  if (self->session != TESSERA_SESSION (source))
    return;
  if (!done)
    {
      ask_for_credentials (self, error);
      return;
    }
  tessera_new_token_page_go_on (self->new_token_page, self->session);
  tessera_tokens_page_refresh (self->tokens_page);
}

static void
sign_in_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (self->connection == NULL)
    ask_for_credentials (self, NULL);
  else
    tessera_session_renew_async (self->session, self->connection,
                                 tessera_services_get_keyring (self->services), NULL, renewed_cb,
                                 g_object_ref (self));
}

/* Requests from pages and menus */

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  tessera_opening_page_stop (self->opening_page);
  tessera_connect_page_fill (self->connect_page, NULL, NULL);
  tessera_window_show_page (self, "connect");
}

static void
import_influx_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  g_autofree char *path = tessera_influx_configs_get_path ();
  TesseraInfluxImportWindow *import = tessera_influx_import_window_new (
      GTK_WINDOW (self), tessera_influx_configs_is_out_of_reach (path) ? NULL : path,
      tessera_services_get_connections (self->services),
      tessera_services_get_keyring (self->services));

  g_signal_connect_object (import, "unmap", G_CALLBACK (tessera_welcome_page_update_offer),
                           self->welcome_page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (import));
}

static void
edit_credentials_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnection *connection = tessera_opening_page_get_connection (self->opening_page);

  tessera_connect_page_fill (self->connect_page, connection, NULL);
  tessera_window_show_page (self, "connect");
}

static void
try_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnection *connection = tessera_opening_page_get_connection (self->opening_page);

  if (connection == NULL)
    open_demo (self);
  else
    open_connection (self, connection);
}

static void
cancel_opening_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  tessera_opening_page_stop (self->opening_page);
  self->wants_new_token = self->wants_new_token && self->session == NULL;
  tessera_window_show_home (self);
}

static void
try_demo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_demo (TESSERA_WINDOW (widget));
}

static void
disconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_session (TESSERA_WINDOW (widget), NULL, NULL);
}

static void
withdrawn_cb (TesseraWindow *self, TesseraConnectionWindow *details)
{
  gtk_window_close (GTK_WINDOW (details));
  set_session (self, NULL, NULL);
}

static void
connection_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnectionWindow *details;

  if (self->connection == NULL)
    return;
  details = tessera_connection_window_new (GTK_WINDOW (self), self->connection,
                                           tessera_services_get_connections (self->services));
  g_signal_connect_object (details, "withdrawn", G_CALLBACK (withdrawn_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (details));
}

static void
open_connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnection *connection = tessera_connection_list_find (
      tessera_services_get_connections (self->services), g_variant_get_string (parameter, NULL));

  if (connection != NULL)
    open_connection (self, connection);
}

void
tessera_window_class_add_sessions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (klass, "win.try-demo", NULL, try_demo_action);
  gtk_widget_class_install_action (klass, "win.import-influx", NULL, import_influx_action);
  gtk_widget_class_install_action (klass, "win.open-connection", "s", open_connection_action);
  gtk_widget_class_install_action (klass, "win.cancel-opening", NULL, cancel_opening_action);
  gtk_widget_class_install_action (klass, "win.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (klass, "win.edit-sign-in", NULL, edit_credentials_action);
  gtk_widget_class_install_action (klass, "win.sign-in-again", NULL, sign_in_again_action);
  gtk_widget_class_install_action (klass, "win.disconnect", NULL, disconnect_action);
  gtk_widget_class_install_action (klass, "win.connection-details", NULL,
                                   connection_details_action);
  gtk_widget_class_bind_template_callback (klass, connected_cb);
  gtk_widget_class_bind_template_callback (klass, set_up_cb);
  gtk_widget_class_bind_template_callback (klass, opened_cb);
}

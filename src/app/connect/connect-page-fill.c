/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of connect-page.h: filling in what is known already. */

#include "app/connect/connect-page-private.h"

#include "core/base/error.h"
#include "core/session/connection-headers.h"

/* The client only holds the values. */
typedef struct
{
  TesseraConnectPage *page;
  TesseraClient *values;
} FillingIn;

static void
headers_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FillingIn *filling_in = user_data;
  g_autoptr (TesseraConnectPage) self = filling_in->page;
  g_autoptr (TesseraClient) values = filling_in->values;
  g_autoptr (GError) error = NULL;

  /* A value that can't be loaded is entered again. */
  tessera_connection_load_headers_finish (TESSERA_CONNECTION (source), result, &error);
  if (!tessera_error_is_cancelled (error) && self->filling_in != NULL)
    tessera_header_rows_fill_in (self->headers, values);
}

static void
load_header_values (TesseraConnectPage *self, TesseraConnection *connection)
{
  FillingIn *filling_in = g_new0 (FillingIn, 1);

  filling_in->page = g_object_ref (self);
  filling_in->values = tessera_client_new (tessera_connection_get_address (connection));
  tessera_connection_load_headers_async (connection, filling_in->values, self->keyring,
                                         self->filling_in, headers_loaded_cb, filling_in);
}

static void
fill_in_headers (TesseraConnectPage *self, TesseraConnection *connection)
{
  TesseraReach *reach = connection != NULL ? tessera_connection_get_reach (connection) : NULL;

  g_cancellable_cancel (self->filling_in);
  g_clear_object (&self->filling_in);
  tessera_header_rows_set_names (self->headers,
                                 reach != NULL ? tessera_reach_get_headers (reach) : NULL);
  if (reach == NULL || self->keyring == NULL || *tessera_reach_get_headers (reach) == NULL)
    return;
  self->filling_in = g_cancellable_new ();
  load_header_values (self, connection);
}

void
tessera_connect_page_fill (TesseraConnectPage *self, TesseraConnection *connection,
                           const GError *error)
{
  const char *username = connection != NULL ? tessera_connection_get_username (connection) : NULL;

  tessera_connect_page_reset (self);
  gtk_editable_set_text (self->address,
                         connection != NULL ? tessera_connection_get_address (connection) : "");
  gtk_toggle_button_set_active (username != NULL ? self->with_password : self->with_token, TRUE);
  gtk_editable_set_text (self->username, username != NULL ? username : "");
  gtk_editable_set_text (self->token, "");
  gtk_editable_set_text (self->organization, "");
  gtk_widget_set_visible (GTK_WIDGET (self->organization), FALSE);
  gtk_editable_set_text (self->password, "");
  g_clear_error (&self->refused);
  tessera_connect_page_set_trust (
      self, connection != NULL ? tessera_connection_get_reach (connection) : NULL,
      connection != NULL ? tessera_connection_get_address (connection) : NULL);
  fill_in_headers (self, connection);
  tessera_connect_page_mark_wrong (self, NULL);
  tessera_error_banner_hide (self->banner);
  if (error != NULL)
    tessera_error_banner_show (self->banner, NULL, error);
}

void
tessera_connect_page_fill_address (TesseraConnectPage *self, const char *address,
                                   const GError *error)
{
  tessera_connect_page_fill (self, NULL, error);
  gtk_editable_set_text (self->address, address);
  if (error != NULL)
    tessera_connect_page_mark_wrong (self, self->address);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of connect-page.h: why signing in did not work, and what can be done about it. */

#include "app/connect/connect-page-private.h"

#include "app/connect/certificate-window.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* FLOOR: Described by the banner: GTK changed between 4.8 and 4.18 what an error-message relation
 * takes. */
static void
mark_row (TesseraConnectPage *self, GtkEditable *row, gboolean wrong)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (row);

  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (wrong)
    {
      gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      self->banner, NULL, -1);
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    }
  else
    {
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
    }
}

void
tessera_connect_page_mark_wrong (TesseraConnectPage *self, GtkEditable *wrong)
{
  GtkEditable *rows[] = { self->address, self->token, self->username, self->password,
                          self->organization };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    mark_row (self, rows[i], rows[i] == wrong);
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
}

/* NULL unless it is asked for. */
const char *
tessera_connect_page_get_organization (TesseraConnectPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->organization))
             ? gtk_editable_get_text (self->organization)
             : NULL;
}

/* The row with the mistake; %NULL if it is not in a row. */
static GtkEditable *
find_wrong (TesseraConnectPage *self, const GError *error)
{
  if (error->domain != TESSERA_ERROR)
    return NULL;
  switch (error->code)
    {
    case TESSERA_ERROR_INVALID_ADDRESS:
    case TESSERA_ERROR_UNREACHABLE:
    case TESSERA_ERROR_NOT_INFLUXDB:
    case TESSERA_ERROR_REDIRECTED:
    case TESSERA_ERROR_TLS:
    case TESSERA_ERROR_CERTIFICATE_CHANGED:
      return self->address;
    case TESSERA_ERROR_UNAUTHORIZED:
    case TESSERA_ERROR_TOKEN_INACTIVE:
      return gtk_toggle_button_get_active (self->with_token) ? self->token : self->password;
    case TESSERA_ERROR_NO_ORGANIZATION:
      return tessera_connect_page_get_organization (self) != NULL ? self->organization : NULL;
    default:
      return NULL;
    }
}

/* Whether the server was ever set up */

static void
offer_setup (TesseraConnectPage *self, const GError *error)
{
  tessera_error_banner_show (self->banner, NULL, error);
  tessera_error_banner_offer (self->banner, _ ("_Set Up This Server"), "connect.set-up");
}

void
tessera_connect_page_stop_looking (TesseraConnectPage *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraConnectPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tessera_server_setup_check_finish (result, NULL) || self->looking == NULL)
    return;
  g_clear_object (&self->looking);
  error = tessera_session_explain_not_set_up ();
  tessera_connect_page_mark_wrong (self, NULL);
  offer_setup (self, error);
}

/* Nobody has credentials for a server that was never set up. */
void
tessera_connect_page_look_whether_set_up (TesseraConnectPage *self)
{
  self->looking = g_cancellable_new ();
  tessera_server_setup_check_async (self->tried, self->looking, looked_cb, g_object_ref (self));
}

/* The certificate */

void
tessera_connect_page_set_trust (TesseraConnectPage *self, TesseraReach *reach, const char *address)
{
  g_clear_object (&self->trust);
  self->trust =
      tessera_reach_new (reach != NULL ? tessera_reach_get_trust (reach) : TESSERA_TRUST_SYSTEM,
                         reach != NULL ? tessera_reach_get_subject (reach) : NULL, NULL);
  g_free (self->trusted);
  self->trusted = g_strdup (address);
}

static void
decided_cb (TesseraConnectPage *self, TesseraReach *reach)
{
  g_autofree char *address =
      tessera_address_normalize (gtk_editable_get_text (self->address), NULL);

  tessera_connect_page_set_trust (self, reach, address);
  tessera_connect_page_connect (self);
}

void
tessera_connect_page_show_certificate (TesseraConnectPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  TesseraCertificateWindow *question;

  if (window == NULL || self->refused == NULL || self->cancellable != NULL)
    return;
  question = tessera_certificate_window_new (GTK_WINDOW (window), self->refused, self->trust);
  g_signal_connect_object (question, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

/* The banner says the same, and stays when the certificate is left as it is. */
static void
ask_about_certificate (TesseraConnectPage *self, const GError *error)
{
  g_clear_error (&self->refused);
  if (tessera_error_get_certificate (error) == NULL)
    return;
  self->refused = g_error_copy (error);
  tessera_error_banner_offer (self->banner, _ ("Show _Certificate…"), "connect.certificate");
  tessera_connect_page_show_certificate (self);
}

/* A narrow token can be connected with all the same: its user knows the organization. */
static void
ask_for_organization (TesseraConnectPage *self, const GError *error)
{
  g_autofree char *text = tessera_text_follow (
      error->message, _ ("If you know the organization, enter its name or ID below."));
  g_autoptr (GError) longer = tessera_error_new (TESSERA_ERROR_NO_ORGANIZATION,
                                                 tessera_error_get_details (error), "%s", text);

  tessera_error_banner_show (self->banner, NULL,
                             tessera_connect_page_get_organization (self) == NULL ? longer : error);
  gtk_widget_set_visible (GTK_WIDGET (self->organization), TRUE);
}

void
tessera_connect_page_show_failure (TesseraConnectPage *self, const GError *error)
{
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_SET_UP))
    offer_setup (self, error);
  else if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANIZATION) &&
           gtk_toggle_button_get_active (self->with_token))
    ask_for_organization (self, error);
  else
    tessera_error_banner_show (self->banner, NULL, error);
  tessera_connect_page_mark_wrong (self, find_wrong (self, error));
  ask_about_certificate (self, error);
}

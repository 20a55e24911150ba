/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/opening-page.h"

#include "app/connect/certificate-window.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/session/session-remember.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraOpeningPage
{
  AdwBin parent_instance;

  GtkStack *states;
  GtkLabel *title;
  AdwStatusPage *failure;
  GtkWidget *certificate;

  TesseraConnection *connection; /* the current or last connection; NULL for the demo server */
  GCancellable *cancellable;     /* the address being opened */
  TesseraSession *session;
  GError *refused; /* the last error with a certificate, or NULL */
};

G_DEFINE_FINAL_TYPE (TesseraOpeningPage, tessera_opening_page, ADW_TYPE_BIN)

static guint opened_signal;

void
tessera_opening_page_stop (TesseraOpeningPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
begin_opening (TesseraOpeningPage *self, TesseraConnection *connection, const char *title)
{
  g_autofree char *line = tessera_text_one_line (title);

  tessera_opening_page_stop (self);
  g_set_object (&self->connection, connection);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->title, line);
  gtk_stack_set_visible_child_name (self->states, "busy");
}

static void
show_failure (TesseraOpeningPage *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  g_clear_error (&self->refused);
  if (self->connection != NULL && tessera_error_get_certificate (error) != NULL)
    self->refused = g_error_copy (error);
  gtk_widget_set_visible (self->certificate, self->refused != NULL);
  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->states, "failed");
}

static void
finish_opening (TesseraOpeningPage *self, TesseraSession *session, const GError *error)
{
  /* Nobody is waiting for it any longer. */
  if (self->cancellable == NULL || tessera_error_is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (session == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_set_object (&self->session, session);
  g_signal_emit (self, opened_signal, 0);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraOpeningPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = tessera_session_reopen_finish (result, &error);

  finish_opening (self, session, error);
}

void
tessera_opening_page_open (TesseraOpeningPage *self, TesseraConnection *connection,
                           TesseraKeyring *keyring)
{
  begin_opening (self, connection, tessera_connection_get_title (connection));
  tessera_session_reopen_async (connection, keyring, self->cancellable, signed_in_cb,
                                g_object_ref (self));
}

static void
demo_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraOpeningPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = tessera_session_open_finish (result, &error);

  finish_opening (self, session, error);
}

void
tessera_opening_page_open_demo (TesseraOpeningPage *self, const char *address, const char *username,
                                TesseraSecret *secret)
{
  begin_opening (self, NULL, _ ("Demo Server"));
  tessera_session_open_async (address, username, secret, self->cancellable, demo_opened_cb,
                              g_object_ref (self));
}

void
tessera_opening_page_fail_demo (TesseraOpeningPage *self, const GError *error)
{
  begin_opening (self, NULL, _ ("Demo Server"));
  finish_opening (self, NULL, error);
}

TesseraConnection *
tessera_opening_page_get_connection (TesseraOpeningPage *self)
{
  return self->connection;
}

TesseraSession *
tessera_opening_page_take_session (TesseraOpeningPage *self)
{
  return g_steal_pointer (&self->session);
}

/* The certificate */

/* If it opens, the window remembers the connection as it is then. */
static void
decided_cb (TesseraOpeningPage *self, TesseraReach *reach)
{
  TesseraConnection *changed = tessera_connection_with_reach (self->connection, reach);

  g_object_unref (self->connection);
  self->connection = changed;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.try-again", NULL);
}

static void
certificate_cb (TesseraOpeningPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  TesseraCertificateWindow *question = tessera_certificate_window_new (
      GTK_WINDOW (window), self->refused, tessera_connection_get_reach (self->connection));

  g_signal_connect_object (question, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
tessera_opening_page_dispose (GObject *object)
{
  TesseraOpeningPage *self = TESSERA_OPENING_PAGE (object);

  tessera_opening_page_stop (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->session);
  g_clear_error (&self->refused);
  G_OBJECT_CLASS (tessera_opening_page_parent_class)->dispose (object);
}

static void
tessera_opening_page_class_init (TesseraOpeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_opening_page_dispose;
  opened_signal = g_signal_new ("opened", TESSERA_TYPE_OPENING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "opening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraOpeningPage, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraOpeningPage, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraOpeningPage, failure);
  gtk_widget_class_bind_template_child (widget_class, TesseraOpeningPage, certificate);
  gtk_widget_class_bind_template_callback (widget_class, certificate_cb);
}

static void
tessera_opening_page_init (TesseraOpeningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

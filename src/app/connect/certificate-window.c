/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/certificate-window.h"

#include "app/widgets/error-banner.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/model/certificate.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define LINE 16 /* digits */

struct _TesseraCertificateWindow
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *heading;
  GtkLabel *explanation;
  AdwActionRow *subject;
  AdwActionRow *issuer;
  AdwActionRow *names;
  AdwActionRow *validity;
  GtkWidget *old_row;
  GtkLabel *old_fingerprint;
  GtkLabel *new_title;
  GtkLabel *fingerprint;
  GtkWidget *cancel;

  TesseraReach *reach;
  char *pin;
  GtkFileChooserNative *chooser; /* FLOOR: GTK 4.10 has GtkFileDialog */
};

G_DEFINE_FINAL_TYPE (TesseraCertificateWindow, tessera_certificate_window, TESSERA_TYPE_DIALOG)

static guint decided_signal;

char *
tessera_certificate_make_groups (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (text, i % LINE == 0 ? '\n' : ' ');
      g_string_append_c (text, g_ascii_toupper (fingerprint[i]));
    }
  return g_string_free (text, FALSE);
}

/* Takes ownership of @reach. */
static void
decide (TesseraCertificateWindow *self, TesseraReach *reach)
{
  g_autoptr (TesseraReach) owned = reach;
  g_autoptr (TesseraCertificateWindow) kept = g_object_ref (self);

  g_signal_emit (self, decided_signal, 0, owned);
  gtk_window_close (GTK_WINDOW (self));
}

static void
trust_cb (TesseraCertificateWindow *self)
{
  decide (self, tessera_reach_with_trust (self->reach, TESSERA_TRUST_FINGERPRINT, self->pin));
}

/* Choosing an authority */

static void
drop_chooser (TesseraCertificateWindow *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
take_file (TesseraCertificateWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = tessera_authorities_read (path, &error);

  if (pem != NULL)
    decide (self, tessera_reach_with_trust (self->reach, TESSERA_TRUST_AUTHORITY, pem));
  else
    tessera_error_banner_show (self->banner, NULL, error);
}

static void
chosen_cb (TesseraCertificateWindow *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  drop_chooser (self);
  if (file == NULL)
    return;
  path = g_file_get_path (file);
  if (path != NULL)
    take_file (self, path);
}

static void
choose_cb (TesseraCertificateWindow *self)
{
  drop_chooser (self);
  tessera_error_banner_hide (self->banner);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose a Certificate Authority"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Showing */

static void
show_fact (AdwActionRow *row, const char *text)
{
  g_autofree char *line = tessera_text_one_line (text);

  adw_action_row_set_subtitle (row, line);
  gtk_widget_set_visible (GTK_WIDGET (row), *line != '\0');
}

static char *
format_day (GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%F") : g_strdup ("?");
}

static void
show_certificate (TesseraCertificateWindow *self, const TesseraCertificate *certificate)
{
  g_autofree char *names = g_strjoinv (", ", certificate->names);
  g_autofree char *from = format_day (certificate->not_before);
  g_autofree char *until = format_day (certificate->not_after);
  /* Translators: two days, between which a certificate is valid */
  g_autofree char *validity = g_strdup_printf (_ ("From %s to %s"), from, until);
  g_autofree char *groups = tessera_certificate_make_groups (certificate->fingerprint);

  show_fact (self->subject, certificate->subject);
  show_fact (self->issuer, g_str_equal (certificate->subject, certificate->issuer)
                               ? _ ("Itself (the certificate is self-signed)")
                               : certificate->issuer);
  show_fact (self->names, names);
  show_fact (self->validity, validity);
  gtk_label_set_text (self->fingerprint, groups);
}

static void
show_change (TesseraCertificateWindow *self)
{
  g_autofree char *groups =
      tessera_certificate_make_groups (tessera_reach_get_subject (self->reach));

  gtk_label_set_text (self->heading, _ ("The Certificate Has Changed"));
  gtk_label_set_text (
      self->explanation,
      _ ("It may have been renewed, or someone else may be responding in the server’s place. Ask "
         "whoever runs the server before you trust the new one."));
  gtk_label_set_text (self->old_fingerprint, groups);
  gtk_label_set_text (self->new_title, _ ("SHA-256 Fingerprint Now"));
  gtk_widget_set_visible (self->old_row, TRUE);
}

static void
tessera_certificate_window_unrealize (GtkWidget *widget)
{
  drop_chooser (TESSERA_CERTIFICATE_WINDOW (widget));
  GTK_WIDGET_CLASS (tessera_certificate_window_parent_class)->unrealize (widget);
}

static void
tessera_certificate_window_finalize (GObject *object)
{
  TesseraCertificateWindow *self = TESSERA_CERTIFICATE_WINDOW (object);

  g_clear_object (&self->reach);
  g_free (self->pin);
  G_OBJECT_CLASS (tessera_certificate_window_parent_class)->finalize (object);
}

static void
tessera_certificate_window_class_init (TesseraCertificateWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_certificate_window_finalize;
  widget_class->unrealize = tessera_certificate_window_unrealize;
  decided_signal = g_signal_new ("decided", TESSERA_TYPE_CERTIFICATE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, TESSERA_TYPE_REACH);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "certificate-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, issuer);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, names);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, validity);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, old_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, old_fingerprint);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, new_title);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, TesseraCertificateWindow, cancel);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
tessera_certificate_window_init (TesseraCertificateWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->cancel);
}

TesseraCertificateWindow *
tessera_certificate_window_new (GtkWindow *parent, const GError *error, TesseraReach *reach)
{
  TesseraCertificateWindow *self = tessera_dialog_new (TESSERA_TYPE_CERTIFICATE_WINDOW, parent);
  GTlsCertificate *refused = tessera_error_get_certificate (error);
  g_autoptr (TesseraCertificate) certificate = tessera_certificate_describe (refused);

  self->reach = g_object_ref (reach);
  self->pin = g_strdup (certificate->fingerprint);
  gtk_label_set_text (self->explanation, error->message);
  show_certificate (self, certificate);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_CERTIFICATE_CHANGED))
    show_change (self);
  return self;
}

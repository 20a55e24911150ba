/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/lease-label.h"

#include "app/widgets/clipboard.h"
#include "app/widgets/settings.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraLeaseLabel
{
  AdwBin parent_instance;

  GtkLabel *label;
  TesseraClipboardLease *lease;
};

G_DEFINE_FINAL_TYPE (TesseraLeaseLabel, tessera_lease_label, ADW_TYPE_BIN)

static void
seconds_left_cb (TesseraLeaseLabel *self)
{
  guint seconds = tessera_clipboard_lease_get_seconds_left (self->lease);
  g_autofree char *text =
      seconds > 0
          ? g_strdup_printf (ngettext ("Copied. It will be removed from the clipboard in %u "
                                       "second.",
                                       "Copied. It will be removed from the clipboard in %u "
                                       "seconds.",
                                       seconds),
                             seconds)
          : g_strdup (_ ("It is no longer on the clipboard."));

  gtk_label_set_text (self->label, text);
}

static void
drop_lease (TesseraLeaseLabel *self)
{
  if (self->lease != NULL)
    g_signal_handlers_disconnect_by_data (self->lease, self);
  g_clear_object (&self->lease);
}

void
tessera_lease_label_copy (TesseraLeaseLabel *self, TesseraSecret *secret)
{
  drop_lease (self);
  self->lease = tessera_clipboard_copy_secret (gtk_widget_get_clipboard (GTK_WIDGET (self)), secret,
                                               tessera_settings_get_clipboard_seconds ());
  g_signal_connect_swapped (self->lease, "notify::seconds-left", G_CALLBACK (seconds_left_cb),
                            self);
  seconds_left_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
tessera_lease_label_dispose (GObject *object)
{
  drop_lease (TESSERA_LEASE_LABEL (object));
  G_OBJECT_CLASS (tessera_lease_label_parent_class)->dispose (object);
}

static void
tessera_lease_label_class_init (TesseraLeaseLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_lease_label_dispose;
}

static void
tessera_lease_label_init (TesseraLeaseLabel *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                                   "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  self->label = GTK_LABEL (label);
  adw_bin_set_child (ADW_BIN (self), label);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

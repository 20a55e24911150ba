/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/error-banner.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraErrorBanner
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *message;
  GtkExpander *expander;
  GtkLabel *details;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (TesseraErrorBanner, tessera_error_banner, ADW_TYPE_BIN)

static void
tessera_error_banner_class_init (TesseraErrorBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "error-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraErrorBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, TesseraErrorBanner, message);
  gtk_widget_class_bind_template_child (widget_class, TesseraErrorBanner, expander);
  gtk_widget_class_bind_template_child (widget_class, TesseraErrorBanner, details);
  gtk_widget_class_bind_template_child (widget_class, TesseraErrorBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, tessera_error_banner_hide);
}

static void
tessera_error_banner_init (TesseraErrorBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tessera_error_banner_show (TesseraErrorBanner *self, const char *before, const GError *error)
{
  g_autofree char *text =
      before != NULL ? tessera_text_follow (before, error->message) : g_strdup (error->message);
  const char *details = tessera_error_get_details (error);

  gtk_label_set_text (self->message, text);
  gtk_label_set_text (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->expander), details != NULL);
  gtk_expander_set_expanded (self->expander, FALSE);
  tessera_error_banner_offer (self, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
tessera_error_banner_offer (TesseraErrorBanner *self, const char *label, const char *action)
{
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
}

void
tessera_error_banner_show_request (TesseraErrorBanner *self, const char *before,
                                   const GError *error)
{
  tessera_error_banner_show (self, before, error);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    tessera_error_banner_offer (self, _ ("Sign In Again"), "win.sign-in-again");
}

void
tessera_error_banner_hide (TesseraErrorBanner *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_text (self->message, "");
  gtk_label_set_text (self->details, "");
}

const char *
tessera_error_banner_get_message (TesseraErrorBanner *self)
{
  return gtk_label_get_text (self->message);
}

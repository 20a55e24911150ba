/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/value-box.h"

#include "app/widgets/lease-label.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define DOTS 44 /* shown before the value is available: about half a line */

struct _TesseraValueBox
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkToggleButton *show;
  TesseraLeaseLabel *countdown;

  TesseraSecret *value;
  gboolean copy_wanted; /* once the value is available */
};

G_DEFINE_FINAL_TYPE (TesseraValueBox, tessera_value_box, ADW_TYPE_BIN)

static guint wanted_signal;
static guint copied_signal;

/* As many dots as characters, so that showing the value does not move anything. */
static void
mask_value (TesseraValueBox *self)
{
  gsize length = self->value != NULL ? tessera_secret_get_length (self->value) : DOTS;
  GString *dots = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append (dots, "•");
  gtk_label_set_text (self->label, dots->str);
  g_string_free (dots, TRUE);
  /* A label's name is its text, whenever that is set, but nobody wants the dots read aloud. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Token value, hidden"), -1);
}

static void
show_toggled_cb (TesseraValueBox *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->show);

  gtk_button_set_icon_name (GTK_BUTTON (self->show),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->show),
                               shown ? _ ("Hide Value") : _ ("Show Value"));
  if (shown && self->value != NULL)
    gtk_label_set_text (self->label, tessera_secret_peek (self->value));
  else
    mask_value (self);
  if (shown && self->value == NULL)
    g_signal_emit (self, wanted_signal, 0);
}

void
tessera_value_box_copy (TesseraValueBox *self)
{
  self->copy_wanted = self->value == NULL;
  if (self->value == NULL)
    {
      g_signal_emit (self, wanted_signal, 0);
      return;
    }
  tessera_lease_label_copy (self->countdown, self->value);
  g_signal_emit (self, copied_signal, 0);
}

void
tessera_value_box_set_value (TesseraValueBox *self, TesseraSecret *value)
{
  gboolean copy_wanted = self->copy_wanted && value != NULL;

  if (value != NULL)
    tessera_secret_ref (value);
  g_clear_pointer (&self->value, tessera_secret_unref);
  self->value = value;
  self->copy_wanted = FALSE;
  if (value == NULL && gtk_toggle_button_get_active (self->show))
    gtk_toggle_button_set_active (self->show, FALSE);
  else
    show_toggled_cb (self);
  if (copy_wanted)
    tessera_value_box_copy (self);
}

static void
tessera_value_box_dispose (GObject *object)
{
  TesseraValueBox *self = TESSERA_VALUE_BOX (object);

  g_clear_pointer (&self->value, tessera_secret_unref);
  G_OBJECT_CLASS (tessera_value_box_parent_class)->dispose (object);
}

static void
tessera_value_box_class_init (TesseraValueBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_value_box_dispose;
  wanted_signal = g_signal_new ("wanted", TESSERA_TYPE_VALUE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  copied_signal = g_signal_new ("copied", TESSERA_TYPE_VALUE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (TESSERA_TYPE_LEASE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "value-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraValueBox, label);
  gtk_widget_class_bind_template_child (widget_class, TesseraValueBox, show);
  gtk_widget_class_bind_template_child (widget_class, TesseraValueBox, countdown);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, tessera_value_box_copy);
}

static void
tessera_value_box_init (TesseraValueBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->label), GTK_TEXT_DIR_LTR);
  show_toggled_cb (self);
}

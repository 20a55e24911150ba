/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/pause-bar.h"

#include "core/client/pause.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPauseBar
{
  AdwBin parent_instance;

  GtkActionBar *bar;
  GtkLabel *label;
  TesseraPause *pause; /* the one that is shown */
};

G_DEFINE_FINAL_TYPE (TesseraPauseBar, tessera_pause_bar, ADW_TYPE_BIN)

static void
show_seconds (TesseraPauseBar *self)
{
  guint seconds = tessera_pause_get_seconds (self->pause);
  g_autofree char *text = g_strdup_printf (
      ngettext ("The server received too many requests. Continuing in %u second.",
                "The server received too many requests. Continuing in %u seconds.", seconds),
      seconds);

  gtk_label_set_text (self->label, text);
}

/* Usually one server is in use; of several, the one that asked first is shown. */
static void
follow_pauses (TesseraPauseBar *self)
{
  g_autoptr (TesseraPause) first = g_list_model_get_item (tessera_pauses_get_active (), 0);

  if (self->pause != NULL)
    g_signal_handlers_disconnect_by_data (self->pause, self);
  g_set_object (&self->pause, first);
  gtk_action_bar_set_revealed (self->bar, first != NULL);
  if (first == NULL)
    return;
  g_signal_connect_object (first, "notify::seconds", G_CALLBACK (show_seconds), self,
                           G_CONNECT_SWAPPED);
  show_seconds (self);
}

static void
stop_cb (TesseraPauseBar *self)
{
  if (self->pause != NULL)
    tessera_pause_stop (self->pause);
}

static void
tessera_pause_bar_dispose (GObject *object)
{
  TesseraPauseBar *self = TESSERA_PAUSE_BAR (object);

  if (self->pause != NULL)
    g_signal_handlers_disconnect_by_data (self->pause, self);
  g_clear_object (&self->pause);
  G_OBJECT_CLASS (tessera_pause_bar_parent_class)->dispose (object);
}

static void
tessera_pause_bar_class_init (TesseraPauseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_pause_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "pause-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraPauseBar, bar);
  gtk_widget_class_bind_template_child (widget_class, TesseraPauseBar, label);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
tessera_pause_bar_init (TesseraPauseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (tessera_pauses_get_active (), "items-changed",
                           G_CALLBACK (follow_pauses), self, G_CONNECT_SWAPPED);
  follow_pauses (self);
}

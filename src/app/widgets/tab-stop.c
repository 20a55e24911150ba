/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/tab-stop.h"

struct _TesseraTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (TesseraTabStop, tessera_tab_stop, ADW_TYPE_BIN)

static gboolean
tessera_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (by_tab && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (tessera_tab_stop_parent_class)->focus (widget, direction);
}

static void
tessera_tab_stop_class_init (TesseraTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = tessera_tab_stop_focus;
}

static void
tessera_tab_stop_init (TesseraTabStop *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help/help-window.h"

#include "tessera-config.h"

struct _TesseraHelpWindow
{
  TesseraDialog parent_instance;

  GtkWidget *topics;
};

G_DEFINE_FINAL_TYPE (TesseraHelpWindow, tessera_help_window, TESSERA_TYPE_DIALOG)

static void
tessera_help_window_class_init (TesseraHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraHelpWindow, topics);
}

static void
tessera_help_window_init (TesseraHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The rows' names are the topics. */
static void
open_topic (TesseraHelpWindow *self, const char *topic)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->topics); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), topic) == 0)
      {
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
        gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
      }
}

void
tessera_help_window_show (GtkWindow *parent, const char *topic)
{
  TesseraHelpWindow *self;

  /* F1 in the help itself. */
  if (TESSERA_IS_HELP_WINDOW (parent))
    return;
  self = tessera_dialog_new (TESSERA_TYPE_HELP_WINDOW, parent);
  gtk_window_present (GTK_WINDOW (self));
  open_topic (self, topic);
}

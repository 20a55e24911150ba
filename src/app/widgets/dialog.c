/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/dialog.h"

void
tessera_dialog_close_on_escape (GtkWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

AdwWindow *
tessera_dialog_new (GtkWindow *parent, const char *title)
{
  GtkApplication *application = parent != NULL ? gtk_window_get_application (parent) : NULL;
  /* With the application it has the application's keys: Ctrl+W closes it too. */
  AdwWindow *window =
      g_object_new (ADW_TYPE_WINDOW, "title", title, "transient-for", parent, "application",
                    application, "modal", TRUE, "destroy-with-parent", TRUE, NULL);

  tessera_dialog_close_on_escape (GTK_WINDOW (window));
  return window;
}

void
tessera_dialog_leave_parent (GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
}

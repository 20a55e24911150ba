/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_shortcuts_show:
 *
 * Opens the list of keyboard shortcuts, made from the table of actions. A window of our own:
 * #GtkShortcutsWindow is deprecated on current versions of GTK, and what follows it is not there on
 * the oldest that we support.
 */
void tessera_shortcuts_show (GtkWindow *parent);

G_END_DECLS

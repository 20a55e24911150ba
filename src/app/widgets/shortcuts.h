/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_shortcuts_show:
 *
 * Opens the list of keyboard shortcuts, made from the table of actions.
 *
 * FLOOR: libadwaita 1.8 has AdwShortcutsDialog. #GtkShortcutsWindow is deprecated since GTK 4.18.
 */
void tessera_shortcuts_show (GtkWindow *parent);

G_END_DECLS

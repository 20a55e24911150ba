/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tessera_dialog_new:
 * @parent: (nullable): the window that it belongs to and goes with
 *
 * Returns: (transfer none): a modal window that Escape closes, which a plain #AdwWindow does not
 */
AdwWindow *tessera_dialog_new (GtkWindow *parent, const char *title);

/**
 * tessera_dialog_close_on_escape:
 *
 * For a window that is made in another way.
 */
void tessera_dialog_close_on_escape (GtkWindow *window);

/**
 * tessera_dialog_leave_parent:
 *
 * For a window that is being destroyed, and that work under way may keep alive for longer than its
 * parent: GTK holds no reference on that, and looks at it once more at the end (seen with 4.8.3).
 */
void tessera_dialog_leave_parent (GtkWindow *window);

G_END_DECLS

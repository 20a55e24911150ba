/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraDialog:
 *
 * A modal window above another one; it is closed by Escape, and together with its parent. Work that
 * was started in it may keep it alive after it was closed; its cancellable is then canceled.
 *
 * FLOOR: libadwaita 1.5 has AdwDialog, which does all of this; switching to it will happen here.
 */
#define TESSERA_TYPE_DIALOG (tessera_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (TesseraDialog, tessera_dialog, TESSERA, DIALOG, AdwWindow)

struct _TesseraDialogClass
{
  AdwWindowClass parent_class;
};

/**
 * tessera_dialog_new:
 * @type: %TESSERA_TYPE_DIALOG, or a type derived from it
 * @parent: (nullable): the window it belongs to and is closed with
 *
 * Returns: (transfer none): a dialog that has not been shown yet
 */
gpointer tessera_dialog_new (GType type, GtkWindow *parent);

/**
 * tessera_dialog_get_cancellable:
 *
 * Returns: (transfer none): for work that is useless after the dialog was closed
 */
GCancellable *tessera_dialog_get_cancellable (TesseraDialog *self);

/**
 * tessera_dialog_is_closed:
 *
 * Returns: whether the dialog was closed, and only work that it started keeps it alive
 */
gboolean tessera_dialog_is_closed (TesseraDialog *self);

G_END_DECLS

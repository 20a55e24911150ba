/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraDialog:
 *
 * A window over another one: modal, closed by Escape, gone with its parent. Work that was begun in
 * it may keep it alive after it was closed; its cancellable is canceled then.
 *
 * FLOOR: libadwaita 1.5 has AdwDialog, which does all of it. This is the place where the change to
 * it will be.
 */
#define TESSERA_TYPE_DIALOG (tessera_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (TesseraDialog, tessera_dialog, TESSERA, DIALOG, AdwWindow)

struct _TesseraDialogClass
{
  AdwWindowClass parent_class;
};

/**
 * tessera_dialog_new:
 * @type: %TESSERA_TYPE_DIALOG, or one derived from it
 * @parent: (nullable): the window that it belongs to and goes with
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
gpointer tessera_dialog_new (GType type, GtkWindow *parent);

/**
 * tessera_dialog_get_cancellable:
 *
 * Returns: (transfer none): for what is of no use after the dialog was closed
 */
GCancellable *tessera_dialog_get_cancellable (TesseraDialog *self);

/**
 * tessera_dialog_is_closed:
 *
 * Returns: whether the dialog was closed, and only work that it began keeps it alive
 */
gboolean tessera_dialog_is_closed (TesseraDialog *self);

G_END_DECLS

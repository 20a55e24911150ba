/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/dialog.h"
#include "core/files/export.h"

G_BEGIN_DECLS

/**
 * TesseraExportWindow:
 *
 * *Use It*: the files of the programs that use a token, each to the clipboard, for as long as a
 * value stays there, or to a file of mode 0600. The texts are made when they are wanted, and wiped.
 *
 * The signal `used` is emitted when one was copied or saved: the value is not lost with this
 * program.
 */
#define TESSERA_TYPE_EXPORT_WINDOW (tessera_export_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraExportWindow, tessera_export_window, TESSERA, EXPORT_WINDOW,
                      TesseraDialog)

/**
 * tessera_export_window_new:
 * @parent: the window that it belongs to
 * @server: the normalized address of the server
 * @value: (transfer none): the token's value
 */
TesseraExportWindow *tessera_export_window_new (GtkWindow *parent, const char *server,
                                                TesseraToken *token, TesseraSecret *value);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/dialog.h"
#include "core/files/export.h"

G_BEGIN_DECLS

/**
 * TesseraExportWindow:
 *
 * *Use It*: files for programs that use a token, which can be copied to the clipboard for as long
 * as a value stays there, or saved to a file with mode 0600. The texts are created on request and
 * wiped. The signal `used` is emitted when one was copied or saved, so that the value is not lost
 * when the program ends.
 */
#define TESSERA_TYPE_EXPORT_WINDOW (tessera_export_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraExportWindow, tessera_export_window, TESSERA, EXPORT_WINDOW,
                      TesseraDialog)

/**
 * tessera_export_window_new:
 * @parent: the parent window
 * @server: the normalized address of the server
 * @value: (transfer none): the token's value
 */
TesseraExportWindow *tessera_export_window_new (GtkWindow *parent, const char *server,
                                                TesseraToken *token, TesseraSecret *value);

G_END_DECLS

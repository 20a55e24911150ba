/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/dialog.h"
#include "core/keyring/keyring.h"
#include "core/saved/saved-list.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraImportWindow:
 *
 * *Import Token*: takes a value, asks the session's server whether it accepts it, and saves it to
 * the keyring. The server rarely reports which token a value belongs to; then the user chooses from
 * the possible ones.
 */
#define TESSERA_TYPE_IMPORT_WINDOW (tessera_import_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraImportWindow, tessera_import_window, TESSERA, IMPORT_WINDOW,
                      TesseraDialog)

TesseraImportWindow *tessera_import_window_new (GtkWindow *parent, TesseraSession *session,
                                                TesseraKeyring *keyring, TesseraSavedList *list);

G_END_DECLS

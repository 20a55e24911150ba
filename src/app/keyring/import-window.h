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
 * *Keep an Existing Token*: takes a value, asks the session's server whether it knows it, and keeps
 * it in the keyring. Which token it is the server seldom tells: then it is chosen from those that
 * it can be.
 */
#define TESSERA_TYPE_IMPORT_WINDOW (tessera_import_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraImportWindow, tessera_import_window, TESSERA, IMPORT_WINDOW,
                      TesseraDialog)

TesseraImportWindow *tessera_import_window_new (GtkWindow *parent, TesseraSession *session,
                                                TesseraKeyring *keyring, TesseraSavedList *list);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/dialog.h"
#include "core/keyring/keyring.h"
#include "core/saved/saved-list.h"

G_BEGIN_DECLS

/**
 * TesseraSavedWindow:
 *
 * A saved token: what is known about it, its value, which is fetched only on request, and actions:
 * *Use It*, *Test Token*, *Forget*, and for one whose owner is gone *Delete on the Server*, which
 * nothing else can reach.
 */
#define TESSERA_TYPE_SAVED_WINDOW (tessera_saved_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedWindow, tessera_saved_window, TESSERA, SAVED_WINDOW,
                      TesseraDialog)

TesseraSavedWindow *tessera_saved_window_new (GtkWindow *parent, TesseraSavedList *list,
                                              TesseraKeyring *keyring, TesseraSavedToken *saved);

G_END_DECLS

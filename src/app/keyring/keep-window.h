/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/saved/keyring-list.h"
#include "core/session/session.h"
#include "core/keyring/vault.h"

G_BEGIN_DECLS

/**
 * TesseraKeepWindow:
 *
 * *Keep an Existing Token*: takes a value, asks the session's server whether it knows it, and keeps
 * it in the keyring. Which token it is the server seldom tells: then it is chosen from those that
 * it can be.
 */
#define TESSERA_TYPE_KEEP_WINDOW (tessera_keep_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeepWindow, tessera_keep_window, TESSERA, KEEP_WINDOW, AdwWindow)

TesseraKeepWindow *tessera_keep_window_new (GtkWindow *parent, TesseraSession *session,
                                            TesseraVault *vault, TesseraKeyringList *list);

G_END_DECLS

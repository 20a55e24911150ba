/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/dialog.h"
#include "core/client/client.h"
#include "core/create/minter.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraRevealWindow:
 *
 * The one time that a token's value can be seen. It is in the keyring before it is shown, where
 * that is wanted; then masked at first; shown, copied, used, tested. When the keyring fails the
 * value is shown all the same, and can be saved again. Closing it asks first while the value was
 * neither saved, copied nor written to a file. A token that is not what was asked for says so item
 * by item; one that got more than was asked is red, with deleting it as the first thing to do, and
 * is not saved first.
 *
 * The value is in no widget until "Show"; then GTK's label and Pango keep copies of it, in memory
 * that is not wiped, as long as it is shown.
 */
#define TESSERA_TYPE_REVEAL_WINDOW (tessera_reveal_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRevealWindow, tessera_reveal_window, TESSERA, REVEAL_WINDOW,
                      TesseraDialog)

/**
 * tessera_reveal_window_new:
 * @parent: the window that waits for it
 * @client: where the token was created
 * @minter: which created it; learns when the value is saved or given up
 * @keyring: where it can be saved
 * @mint: what was created
 * @save_first: whether the value is saved before it is shown
 */
TesseraRevealWindow *tessera_reveal_window_new (GtkWindow *parent, TesseraClient *client,
                                                TesseraMinter *minter, TesseraKeyring *keyring,
                                                TesseraMint *mint, gboolean save_first);

/**
 * tessera_reveal_window_is_deleted:
 *
 * Returns: whether the token was deleted here, for it is not what was asked for
 */
gboolean tessera_reveal_window_is_deleted (TesseraRevealWindow *self);

G_END_DECLS

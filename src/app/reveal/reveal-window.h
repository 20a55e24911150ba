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
 * The only time that a token's value can be seen. If the user wants that, it is saved to the
 * keyring before it is shown. It is masked at first, and can be shown, copied, used and tested. If
 * the keyring fails, the value is shown anyway, and saving can be tried again. Closing the window
 * asks for confirmation if the value was not saved, copied or written to a file. For a token that
 * differs from the request, each difference is listed; one that got more than was requested is
 * shown in red, with deleting it as the first choice, and is not saved first.
 *
 * The value is in no widget until "Show"; then GTK's label and Pango keep copies of it, in memory
 * that is not wiped, while it is shown.
 */
#define TESSERA_TYPE_REVEAL_WINDOW (tessera_reveal_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRevealWindow, tessera_reveal_window, TESSERA, REVEAL_WINDOW,
                      TesseraDialog)

/**
 * tessera_reveal_window_new:
 * @parent: the parent window
 * @client: where the token was created
 * @minter: created the token; is told when the value is saved or discarded
 * @keyring: where to save the value
 * @mint: the created token
 * @save_first: whether to save the value before showing it
 */
TesseraRevealWindow *tessera_reveal_window_new (GtkWindow *parent, TesseraClient *client,
                                                TesseraMinter *minter, TesseraKeyring *keyring,
                                                TesseraMint *mint, gboolean save_first);

/**
 * tessera_reveal_window_is_deleted:
 *
 * Returns: whether the token was deleted here because it differs from the request
 */
gboolean tessera_reveal_window_is_deleted (TesseraRevealWindow *self);

/**
 * tessera_reveal_window_offer_to_go_on:
 * @label: what to do next, as a button
 *
 * Offers something that the user can go on to: the button closes the window, which asks as it
 * always does if the value would be lost.
 */
void tessera_reveal_window_offer_to_go_on (TesseraRevealWindow *self, const char *label);

/**
 * tessera_reveal_window_goes_on:
 *
 * Returns: whether the window was closed with that button
 */
gboolean tessera_reveal_window_goes_on (TesseraRevealWindow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/error-banner.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraSavedPane:
 *
 * The value of a token that the keyring has, which is fetched only when somebody wants it, and what
 * can be done with it: *Show*, *Copy*, *Use It* and *Test Token*. It is wiped when the pane is no
 * longer on the screen.
 */
#define TESSERA_TYPE_SAVED_PANE (tessera_saved_pane_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedPane, tessera_saved_pane, TESSERA, SAVED_PANE, AdwBin)

/**
 * tessera_saved_pane_set_up:
 * @banner: what goes wrong is told here; it must not go before the pane does
 */
void tessera_saved_pane_set_up (TesseraSavedPane *self, TesseraKeyring *keyring,
                                TesseraErrorBanner *banner);

/**
 * tessera_saved_pane_set_token:
 * @server: the normalized address of the server
 * @token: (nullable): what is known of the token; %NULL for none
 * @can_test: whether that is enough to ask the server what it can do
 *
 * Goes on with the same value when it is the same token, which may look other than before.
 */
void tessera_saved_pane_set_token (TesseraSavedPane *self, const char *server, TesseraToken *token,
                                   gboolean can_test);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/error-banner.h"
#include "core/client/client.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraSavedPane:
 *
 * A saved token's value, which is fetched only on request, and actions with it: *Show*, *Copy*,
 * *Use It* and *Test Token*. The value is wiped when the pane is no longer on the screen.
 */
#define TESSERA_TYPE_SAVED_PANE (tessera_saved_pane_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedPane, tessera_saved_pane, TESSERA, SAVED_PANE, AdwBin)

/**
 * tessera_saved_pane_set_up:
 * @banner: shows errors; it must outlive the pane
 */
void tessera_saved_pane_set_up (TesseraSavedPane *self, TesseraKeyring *keyring,
                                TesseraErrorBanner *banner);

/**
 * tessera_saved_pane_set_token:
 * @server: the normalized address of the server
 * @client: (nullable): a client that reaches it, to test the token with
 * @token: (nullable): what is known about the token; %NULL for none
 * @can_test: whether that is enough to test the token
 *
 * If it is the same token with changed properties, the value stays.
 */
void tessera_saved_pane_set_token (TesseraSavedPane *self, const char *server,
                                   TesseraClient *client, TesseraToken *token, gboolean can_test);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/error-banner.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraFactsPane:
 *
 * What is known of a token, its value when this desktop's keyring has it, and what can be done with
 * it: buttons of the actions `tokens.…` of whatever it is in. It follows the token.
 */
#define TESSERA_TYPE_FACTS_PANE (tessera_facts_pane_get_type ())
G_DECLARE_FINAL_TYPE (TesseraFactsPane, tessera_facts_pane, TESSERA, FACTS_PANE, AdwBin)

/**
 * tessera_facts_pane_set_token:
 * @token: (nullable): which token, %NULL for none
 * @server: the normalized address of its server
 * @keyring: (nullable): has the values of some
 * @banner: what goes wrong is told here; it must not go before the pane does
 */
void tessera_facts_pane_set_token (TesseraFactsPane *self, TesseraToken *token, const char *server,
                                   TesseraKeyring *keyring, TesseraErrorBanner *banner);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/error-banner.h"
#include "core/keyring/keyring.h"

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * TesseraFactsPane:
 *
 * What is known about a token, its value if this desktop's keyring has it, and buttons for the
 * actions `tokens.…` of an ancestor. It follows the token.
 */
#define TESSERA_TYPE_FACTS_PANE (tessera_facts_pane_get_type ())
G_DECLARE_FINAL_TYPE (TesseraFactsPane, tessera_facts_pane, TESSERA, FACTS_PANE, AdwBin)

/**
 * tessera_facts_pane_set_token:
 * @token: (nullable): the token; %NULL for none
 * @client: (nullable): a client of its server
 * @keyring: (nullable): has the values of some tokens
 * @banner: shows errors; it must outlive the pane
 */
void tessera_facts_pane_set_token (TesseraFactsPane *self, TesseraToken *token,
                                   TesseraClient *client, TesseraKeyring *keyring,
                                   TesseraErrorBanner *banner);

G_END_DECLS

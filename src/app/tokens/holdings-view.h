/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/manage/holding.h"

G_BEGIN_DECLS

/**
 * TesseraHoldingsView:
 *
 * What a token may, as a tree that is only looked at: Resource · Read · Write. What is gone is
 * marked, with a sentence.
 */
#define TESSERA_TYPE_HOLDINGS_VIEW (tessera_holdings_view_get_type ())
G_DECLARE_FINAL_TYPE (TesseraHoldingsView, tessera_holdings_view, TESSERA, HOLDINGS_VIEW, AdwBin)

/**
 * tessera_holdings_view_set_token:
 * @token: (nullable): whose permissions; %NULL for none
 * @names: what was called how on @server, the normalised address
 *
 * What was opened and where it was scrolled to stays, unless there is something else to see.
 */
void tessera_holdings_view_set_token (TesseraHoldingsView *self, TesseraToken *token,
                                      TesseraItemNames *names, const char *server);

G_END_DECLS

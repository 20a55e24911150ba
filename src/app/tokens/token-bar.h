/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/manage/bulk.h"

G_BEGIN_DECLS

/**
 * TesseraTokenBar:
 *
 * What can be done with the tokens that are selected, and how far that is: buttons of the actions
 * `tokens.activate`, `tokens.deactivate`, `tokens.delete`, or progress with `tokens.stop`. Hidden
 * while nothing is selected.
 */
#define TESSERA_TYPE_TOKEN_BAR (tessera_token_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenBar, tessera_token_bar, TESSERA, TOKEN_BAR, AdwBin)

/**
 * tessera_token_bar_show:
 * @tokens: (element-type TesseraToken): those that are selected
 * @bulk: (nullable): what is under way
 */
void tessera_token_bar_show (TesseraTokenBar *self, GPtrArray *tokens, TesseraBulk *bulk);

G_END_DECLS

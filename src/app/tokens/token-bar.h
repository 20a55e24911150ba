/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/manage/bulk.h"

G_BEGIN_DECLS

/**
 * TesseraTokenBar:
 *
 * Actions for the selected tokens, and their progress: buttons for `tokens.activate`,
 * `tokens.deactivate` and `tokens.delete`, or a progress bar with `tokens.stop`. Hidden while
 * nothing is selected.
 */
#define TESSERA_TYPE_TOKEN_BAR (tessera_token_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenBar, tessera_token_bar, TESSERA, TOKEN_BAR, AdwBin)

/**
 * tessera_token_bar_show:
 * @tokens: (element-type TesseraToken): the selected tokens
 * @bulk: (nullable): the bulk change in progress
 */
void tessera_token_bar_show (TesseraTokenBar *self, GPtrArray *tokens, TesseraBulk *bulk);

G_END_DECLS

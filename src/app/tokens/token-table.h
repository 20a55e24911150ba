/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/tokens/token-actions.h"

G_BEGIN_DECLS

/**
 * TesseraTokenTable:
 *
 * A list of tokens with a selection, and a bar and a menu of actions: a sortable table, or rows of
 * two lines if there is no room for a table. It has the actions `tokens.…`.
 */
#define TESSERA_TYPE_TOKEN_TABLE (tessera_token_table_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenTable, tessera_token_table, TESSERA, TOKEN_TABLE, AdwBin)

/**
 * tessera_token_table_set_actions:
 * @actions: carries out the actions
 */
void tessera_token_table_set_actions (TesseraTokenTable *self, TesseraTokenActions *actions);

/**
 * tessera_token_table_set_tokens:
 * @tokens: (nullable): a model of #TesseraToken
 */
void tessera_token_table_set_tokens (TesseraTokenTable *self, GListModel *tokens);

G_END_DECLS

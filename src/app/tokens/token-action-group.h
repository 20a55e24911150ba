/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/tokens/token-actions.h"

G_BEGIN_DECLS

/**
 * TesseraTokenActionGroup:
 *
 * The actions `tokens.…` of a widget that shows one or many tokens: `activate`, `deactivate` and
 * `delete` for all that are selected; `rename`, `test`, `copy-id`, `new-like`, `rotate`,
 * `replace-lost` and `edit-permissions` for a single one. The widget reports the selection, and the
 * group decides which actions are enabled.
 */
#define TESSERA_TYPE_TOKEN_ACTION_GROUP (tessera_token_action_group_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenActionGroup, tessera_token_action_group, TESSERA,
                      TOKEN_ACTION_GROUP, GSimpleActionGroup)

/**
 * tessera_token_action_group_new:
 * @widget: gets the actions, and outlives the group
 */
TesseraTokenActionGroup *tessera_token_action_group_new (GtkWidget *widget);

/**
 * tessera_token_action_group_set_tokens:
 * @actions: (nullable): carries out the actions; %NULL only without tokens
 * @tokens: (element-type TesseraToken): the selected tokens
 *
 * Call it again when a token has changed, or when @actions becomes busy or idle.
 */
void tessera_token_action_group_set_tokens (TesseraTokenActionGroup *self,
                                            TesseraTokenActions *actions, GPtrArray *tokens);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/tokens/token-actions.h"

G_BEGIN_DECLS

/**
 * TesseraTokenActionGroup:
 *
 * The actions `tokens.…` of a widget that shows one or many tokens: `activate`, `deactivate` and
 * `delete` for all that are selected; `rename`, `test`, `copy-id`, `new-like`, `rotate`,
 * `replace-lost` and `edit-permissions` for a single one. The widget reports what is selected;
 * which actions are enabled then is decided here.
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
 * @actions: (nullable): carries the actions out; %NULL only without tokens
 * @tokens: (element-type TesseraToken): what is selected
 *
 * To be called again when a token, or what @actions is busy with, has changed.
 */
void tessera_token_action_group_set_tokens (TesseraTokenActionGroup *self,
                                            TesseraTokenActions *actions, GPtrArray *tokens);

G_END_DECLS

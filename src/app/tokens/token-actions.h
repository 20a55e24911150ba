/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/error-banner.h"
#include "core/manage/bulk.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraTokenActions:
 *
 * Actions on existing tokens, from confirmation to Undo: renaming, activating, deactivating,
 * deleting. Activating and renaming happen at once; a user who would be locked out is warned first.
 * The signal `changed` is emitted when tokens look different, and when a bulk change starts and
 * ends.
 */
#define TESSERA_TYPE_TOKEN_ACTIONS (tessera_token_actions_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenActions, tessera_token_actions, TESSERA, TOKEN_ACTIONS, GObject)

/**
 * tessera_token_actions_new:
 * @page: the page that questions belong to, and that contains the other two; it must unset the list
 * before it is destroyed
 * @toasts: shows what succeeded
 * @banner: shows errors
 */
TesseraTokenActions *tessera_token_actions_new (GtkWidget *page, AdwToastOverlay *toasts,
                                                TesseraErrorBanner *banner);

/**
 * tessera_token_actions_set_place:
 *
 * Like tessera_token_actions_new(): from now on, questions and messages appear on another page,
 * also for actions in progress.
 */
void tessera_token_actions_set_place (TesseraTokenActions *self, GtkWidget *page,
                                      AdwToastOverlay *toasts, TesseraErrorBanner *banner);

/**
 * tessera_token_actions_set_list:
 * @list: (nullable): the list with the tokens; %NULL for none, which stops actions in progress from
 * sending more requests
 * @session: (nullable): the list's session
 * @keyring: (nullable): has the values of some tokens
 */
void tessera_token_actions_set_list (TesseraTokenActions *self, TesseraTokenList *list,
                                     TesseraSession *session, TesseraKeyring *keyring);

/**
 * tessera_token_actions_rename:
 *
 * Asks for a new description.
 */
void tessera_token_actions_rename (TesseraTokenActions *self, TesseraToken *token);

/**
 * tessera_token_actions_change:
 * @tokens: (element-type TesseraToken): one or many
 *
 * Does nothing while another change is in progress.
 */
void tessera_token_actions_change (TesseraTokenActions *self, TesseraChange change,
                                   GPtrArray *tokens);

/**
 * tessera_token_actions_test:
 * @token: a saved token
 *
 * Opens a window that asks the server what the token can do.
 */
void tessera_token_actions_test (TesseraTokenActions *self, TesseraToken *token);

/**
 * tessera_token_actions_report:
 * @text: what succeeded, as plain text
 */
void tessera_token_actions_report (TesseraTokenActions *self, const char *text);

/**
 * tessera_token_actions_cancel:
 *
 * Stops the bulk change in progress from sending more requests.
 */
void tessera_token_actions_cancel (TesseraTokenActions *self);

/**
 * tessera_token_actions_get_bulk:
 *
 * Returns: (transfer none) (nullable): the bulk change in progress
 */
TesseraBulk *tessera_token_actions_get_bulk (TesseraTokenActions *self);

/**
 * tessera_token_actions_is_busy:
 *
 * Returns: %TRUE from tessera_token_actions_change() until the change is done or declined
 */
gboolean tessera_token_actions_is_busy (TesseraTokenActions *self);

G_END_DECLS

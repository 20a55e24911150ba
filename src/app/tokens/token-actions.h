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
 * What is done to tokens that exist, from the question before it to the Undo after it: renaming,
 * activating, deactivating, deleting. Activating and renaming happen at once; a user who would be
 * locked out is warned before.
 *
 * The signal `changed` is emitted when tokens look other than before, and when a bulk begins and
 * ends.
 */
#define TESSERA_TYPE_TOKEN_ACTIONS (tessera_token_actions_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenActions, tessera_token_actions, TESSERA, TOKEN_ACTIONS, GObject)

/**
 * tessera_token_actions_new:
 * @page: where questions come from, and the two others are in; it must end the list before it goes
 * @toasts: what went well is told here
 * @banner: and what did not, here
 */
TesseraTokenActions *tessera_token_actions_new (GtkWidget *page, AdwToastOverlay *toasts,
                                                TesseraErrorBanner *banner);

/**
 * tessera_token_actions_set_place:
 *
 * As for tessera_token_actions_new(): what is asked and told from now on is so in another page,
 * also of what is under way.
 */
void tessera_token_actions_set_place (TesseraTokenActions *self, GtkWidget *page,
                                      AdwToastOverlay *toasts, TesseraErrorBanner *banner);

/**
 * tessera_token_actions_set_list:
 * @list: (nullable): whose tokens; %NULL for none: what is under way begins no more requests
 * @session: (nullable): where they are
 * @keyring: (nullable): has the values of some
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
 * Does nothing while another change is under way.
 */
void tessera_token_actions_change (TesseraTokenActions *self, TesseraChange change,
                                   GPtrArray *tokens);

/**
 * tessera_token_actions_test:
 * @token: one that is saved
 *
 * Asks the server what it can do, in a window.
 */
void tessera_token_actions_test (TesseraTokenActions *self, TesseraToken *token);

/**
 * tessera_token_actions_report:
 * @text: what went well, plain
 */
void tessera_token_actions_report (TesseraTokenActions *self, const char *text);

/**
 * tessera_token_actions_cancel:
 *
 * Begins no more requests of the bulk that is under way.
 */
void tessera_token_actions_cancel (TesseraTokenActions *self);

/**
 * tessera_token_actions_get_bulk:
 *
 * Returns: (transfer none) (nullable): what is under way
 */
TesseraBulk *tessera_token_actions_get_bulk (TesseraTokenActions *self);

/**
 * tessera_token_actions_is_busy:
 *
 * Returns: %TRUE from tessera_token_actions_change() until that is done or declined
 */
gboolean tessera_token_actions_is_busy (TesseraTokenActions *self);

G_END_DECLS

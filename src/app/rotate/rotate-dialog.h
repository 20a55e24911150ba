/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"
#include "core/rotate/rotation-list.h"
#include "core/session/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraRotateDialog:
 *
 * Asks whether to replace a token, and creates the new one. Errors are shown in the dialog, and the
 * user can try again. The signal `minted` is emitted when the new token has been created; then the
 * dialog is closed.
 */
#define TESSERA_TYPE_ROTATE_DIALOG (tessera_rotate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotateDialog, tessera_rotate_dialog, TESSERA, ROTATE_DIALOG,
                      TesseraDialog)

/**
 * tessera_rotate_dialog_new:
 * @rotations: creates the new token
 * @tokens: the list that contains @token
 * @session: where to create it to create it
 * @keyring: (nullable): has the values of some tokens, to find the one used to sign in
 * @token: the token to replace
 * @request: (nullable): the token to create instead; %NULL for an equal one
 */
TesseraRotateDialog *tessera_rotate_dialog_new (GtkWindow *parent, TesseraRotationList *rotations,
                                                TesseraTokenList *tokens, TesseraSession *session,
                                                TesseraKeyring *keyring, TesseraToken *token,
                                                TesseraTokenRequest *request);

/**
 * tessera_rotate_dialog_get_token:
 *
 * Returns: (transfer none): the one to replace
 */
TesseraToken *tessera_rotate_dialog_get_token (TesseraRotateDialog *self);

/**
 * tessera_rotate_dialog_take_mint:
 *
 * Returns: (transfer full): the created token
 */
TesseraMint *tessera_rotate_dialog_take_mint (TesseraRotateDialog *self);

/**
 * tessera_rotate_dialog_get_switch_off:
 *
 * Returns: whether to deactivate the old token as soon as the new value is saved
 */
gboolean tessera_rotate_dialog_get_switch_off (TesseraRotateDialog *self);

G_END_DECLS

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
 * Asks whether a token shall be replaced, and makes the new one. What goes wrong is said
 * in the dialog, and can be tried again. The signal `minted` is emitted when the new token is made;
 * the dialog is closed then.
 */
#define TESSERA_TYPE_ROTATE_DIALOG (tessera_rotate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotateDialog, tessera_rotate_dialog, TESSERA, ROTATE_DIALOG,
                      TesseraDialog)

/**
 * tessera_rotate_dialog_new:
 * @rotations: who makes it
 * @tokens: the list that @token is in
 * @session: where
 * @keyring: (nullable): has the values of some, to tell which token signs in
 * @token: the one to replace
 * @request: (nullable): the one to make in its place; %NULL for an equal one
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
 * Returns: (transfer full): what was made
 */
TesseraMint *tessera_rotate_dialog_take_mint (TesseraRotateDialog *self);

/**
 * tessera_rotate_dialog_get_switch_off:
 *
 * Returns: whether the old token shall be off as soon as the new value is kept
 */
gboolean tessera_rotate_dialog_get_switch_off (TesseraRotateDialog *self);

G_END_DECLS

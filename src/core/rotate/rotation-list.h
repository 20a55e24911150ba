/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/store-model.h"
#include "core/create/minter.h"
#include "core/keyring/keyring.h"
#include "core/manage/token-list.h"
#include "core/rotate/rotation.h"

G_BEGIN_DECLS

/**
 * TesseraRotationList:
 *
 * The tokens of an organization that are being replaced: a #GListModel of #TesseraRotation.
 *
 * A token's permissions can't be changed, and its value can't be shown again, so a token that needs
 * other permissions, or whose value is old or lost, is replaced by a new one:
 *
 * 1. what is about to happen is recorded in a journal (see rotation-journal.h); 2. the new token is
 * created, and its value is shown and saved like any other (see minter.h); 3. the old one is
 * deactivated, which can be undone; 4. when all programs work with the new one, the old one is
 * deleted.
 *
 * Each step can be interrupted, even by a crash: whenever the tokens are listed again, the journal
 * is compared with them, and the remaining steps are offered. A rotation leaves the list when there
 * is nothing left to do: somebody deleted the old token, or the new one was never created, or it is
 * gone while the old one works.
 */
#define TESSERA_TYPE_ROTATION_LIST (tessera_rotation_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotationList, tessera_rotation_list, TESSERA, ROTATION_LIST,
                      TesseraStoreModel)

/**
 * tessera_rotation_list_new:
 * @tokens: those of the organization
 * @org_id: ID of the organization
 * @minter: creates the new tokens, and knows which values are saved
 * @keyring: (nullable): has the values of some tokens
 * @journal: (nullable): the journal's file; %NULL for the usual one
 *
 * The list is correct once @tokens is loaded, and follows its changes.
 */
TesseraRotationList *tessera_rotation_list_new (TesseraTokenList *tokens, const char *org_id,
                                                TesseraMinter *minter, TesseraKeyring *keyring,
                                                const char *journal);

/**
 * tessera_rotation_list_stop:
 *
 * Cancels the list's own requests and drops its reference to the tokens.
 */
void tessera_rotation_list_stop (TesseraRotationList *self);

/**
 * tessera_rotation_list_find:
 * @token_id: ID of the old or of the new token
 *
 * Returns: (transfer none) (nullable): the rotation it is part of
 */
TesseraRotation *tessera_rotation_list_find (TesseraRotationList *self, const char *token_id);

/**
 * tessera_rotation_list_begin_async:
 * @old: the token to replace
 * @request: the one to create; see tessera_rotation_make_request()
 *
 * Creates the new token. Nothing happens to @old. Errors: those of tessera_minter_mint_async(), and
 * %TESSERA_ERROR_EXISTS if @old is already being replaced, or is itself the new token of an
 * unfinished rotation.
 */
void tessera_rotation_list_begin_async (TesseraRotationList *self, TesseraToken *old,
                                        TesseraTokenRequest *request, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_rotation_list_begin_finish:
 *
 * Returns: (transfer full) (nullable): the new token and its value; save it, then call
 *   tessera_minter_mark_handed_over()
 */
TesseraMint *tessera_rotation_list_begin_finish (TesseraRotationList *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_rotation_list_update:
 *
 * Evaluates the records again, for example after the minter was told that a value is saved.
 */
void tessera_rotation_list_update (TesseraRotationList *self);

/**
 * tessera_rotation_list_move_async:
 *
 * Takes a step. Its result shows in the list at once, and is reverted if the server refuses. Before
 * the old token is changed, the server is asked whether the new one exists and works. A step that
 * was already taken, or half taken, is completed.
 */
void tessera_rotation_list_move_async (TesseraRotationList *self, TesseraRotation *rotation,
                                       TesseraRotationMove move, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_rotation_list_move_finish:
 *
 * Returns: %FALSE with one of the client's errors; with %TESSERA_ERROR_NOT_FOUND one of the two
 *   tokens is gone, and with %TESSERA_ERROR_TOKEN_INACTIVE the new one is inactive: the rotation is
 *   unchanged, except for what the list now shows. With one of the keyring's errors, the step is
 *   done, but a value that no longer works is still in the keyring.
 */
gboolean tessera_rotation_list_move_finish (TesseraRotationList *self, GAsyncResult *result,
                                            GError **error);

G_END_DECLS

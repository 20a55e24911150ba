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
 * The permissions of a token can't be changed, and its value can't be shown again, so a token that
 * needs others, or whose value is old or lost, is replaced by another one:
 *
 * 1. what is about to happen is written into a journal (see rotation-journal.h);
 * 2. the new token is created, and its value shown and saved, as that of any token (see minter.h);
 * 3. the old one is deactivated, which can be undone;
 * 4. when all programs work with the new one, the old one is deleted.
 *
 * Each step can be interrupted, by a crash too: what is in the journal is compared with the
 * existing tokens whenever those are listed again, and what is left to do is offered. A rotation of
 * which nothing is left leaves the list: the old token was deleted by somebody, or the new one
 * was never created, or is gone while the old one works.
 */
#define TESSERA_TYPE_ROTATION_LIST (tessera_rotation_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotationList, tessera_rotation_list, TESSERA, ROTATION_LIST,
                      TesseraStoreModel)

/**
 * tessera_rotation_list_new:
 * @tokens: those of the organization
 * @org_id: ID of the organization
 * @minter: who makes the new ones, and knows which values are kept
 * @keyring: (nullable): has the values of some
 * @journal: (nullable): the journal's file; %NULL for the usual one
 *
 * It is right once @tokens is loaded, and follows its changes.
 */
TesseraRotationList *tessera_rotation_list_new (TesseraTokenList *tokens, const char *org_id,
                                                TesseraMinter *minter, TesseraKeyring *keyring,
                                                const char *journal);

/**
 * tessera_rotation_list_stop:
 *
 * Ends what the list asks by itself, and lets go of its tokens.
 */
void tessera_rotation_list_stop (TesseraRotationList *self);

/**
 * tessera_rotation_list_find:
 * @token_id: ID of the old or of the new token
 *
 * Returns: (transfer none) (nullable): the rotation that it is part of
 */
TesseraRotation *tessera_rotation_list_find (TesseraRotationList *self, const char *token_id);

/**
 * tessera_rotation_list_begin_async:
 * @old: the token to replace
 * @request: the one to create; see tessera_rotation_make_request()
 *
 * Creates the new token. Nothing happens to @old. Errors: those of tessera_minter_mint_async(), and
 * %TESSERA_ERROR_EXISTS when it is being replaced already, or is itself the new one of a rotation
 * that is not finished.
 */
void tessera_rotation_list_begin_async (TesseraRotationList *self, TesseraToken *old,
                                        TesseraTokenRequest *request, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_rotation_list_begin_finish:
 *
 * Returns: (transfer full) (nullable): the new token and its value, to be kept, and the minter told
 */
TesseraMint *tessera_rotation_list_begin_finish (TesseraRotationList *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_rotation_list_update:
 *
 * Looks again: the minter was told that a value is kept.
 */
void tessera_rotation_list_update (TesseraRotationList *self);

/**
 * tessera_rotation_list_move_async:
 *
 * Does a step. What it leads to shows in the list at once, and is taken back when the server
 * refuses. Before the old token is touched it is asked whether the new one is there and works.
 * A step that was done already, or half, is completed.
 */
void tessera_rotation_list_move_async (TesseraRotationList *self, TesseraRotation *rotation,
                                       TesseraRotationMove move, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_rotation_list_move_finish:
 *
 * Returns: %FALSE with one of the client's errors; with %TESSERA_ERROR_NOT_FOUND one of the two
 *   tokens is gone, and with %TESSERA_ERROR_TOKEN_INACTIVE the new one is inactive: the rotation is
 * as it was, except for what the list shows now. With one of the keyring's errors the step is done,
 * and a value that opens nothing is still in the keyring.
 */
gboolean tessera_rotation_list_move_finish (TesseraRotationList *self, GAsyncResult *result,
                                            GError **error);

G_END_DECLS

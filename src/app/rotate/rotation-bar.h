/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rotate/rotation-list.h"
#include "core/session/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraRotationBar:
 *
 * The tokens that are being replaced, each with its state and the next steps. It asks before
 * deleting anything, and before this connection locks itself out. Hidden while there are none.
 *
 * Signals: `failed` (GError) if a step failed, `done` (utf8) with a sentence about a completed
 * step.
 */
#define TESSERA_TYPE_ROTATION_BAR (tessera_rotation_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotationBar, tessera_rotation_bar, TESSERA, ROTATION_BAR, AdwBin)

/**
 * tessera_rotation_bar_set_list:
 * @rotations: (nullable): the rotations to show; %NULL for none, which also closes open questions
 * @tokens: (nullable): the list that contains the tokens
 * @session: (nullable): the session of @tokens
 * @keyring: (nullable): has the values of some tokens
 */
void tessera_rotation_bar_set_list (TesseraRotationBar *self, TesseraRotationList *rotations,
                                    TesseraTokenList *tokens, TesseraSession *session,
                                    TesseraKeyring *keyring);

/**
 * tessera_rotation_bar_set_token:
 * @token_id: (nullable): shows only the rotation that this token is part of; %NULL for all
 */
void tessera_rotation_bar_set_token (TesseraRotationBar *self, const char *token_id);

/**
 * tessera_rotation_bar_move:
 *
 * Takes a step without asking, if it is possible now.
 */
void tessera_rotation_bar_move (TesseraRotationBar *self, TesseraRotation *rotation,
                                TesseraRotationMove move);

G_END_DECLS

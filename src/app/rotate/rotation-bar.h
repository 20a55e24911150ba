/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rotate/rotation-list.h"
#include "core/session/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraRotationBar:
 *
 * The tokens that are being replaced, each with how far it is and what can be done next. It asks
 * before something is deleted, and before this connection shuts itself out. Hidden while there are
 * none.
 *
 * Signals: `failed` (GError) when a step could not be done, `done` (utf8) with a sentence
 * that says so.
 */
#define TESSERA_TYPE_ROTATION_BAR (tessera_rotation_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotationBar, tessera_rotation_bar, TESSERA, ROTATION_BAR, AdwBin)

/**
 * tessera_rotation_bar_set_list:
 * @rotations: (nullable): what is shown; %NULL for nothing: what is asked is given up
 * @tokens: (nullable): the list that the tokens are in
 * @session: (nullable): where
 * @keyring: (nullable): has the values of some
 */
void tessera_rotation_bar_set_list (TesseraRotationBar *self, TesseraRotationList *rotations,
                                    TesseraTokenList *tokens, TesseraSession *session,
                                    TesseraKeyring *keyring);

/**
 * tessera_rotation_bar_set_token:
 * @token_id: (nullable): shows only what this token is part of; %NULL for all
 */
void tessera_rotation_bar_set_token (TesseraRotationBar *self, const char *token_id);

/**
 * tessera_rotation_bar_move:
 *
 * Does a step without asking, if it is one that can be done now.
 */
void tessera_rotation_bar_move (TesseraRotationBar *self, TesseraRotation *rotation,
                                TesseraRotationMove move);

G_END_DECLS

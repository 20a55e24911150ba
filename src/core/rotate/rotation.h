/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token-request.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraRotationState:
 * @TESSERA_ROTATION_MAKING: the new token's value is on the screen and has not been saved yet
 * @TESSERA_ROTATION_LOST: there is a new token, but nobody has its value: it was discarded, or
 * Tessera ended before it was saved
 * @TESSERA_ROTATION_BOTH_ON: the new value is saved, and both tokens work
 * @TESSERA_ROTATION_OLD_OFF: the new value is saved, and the old token is inactive
 * @TESSERA_ROTATION_NEW_GONE: the old token is inactive, and somebody deleted the new one
 *
 * The state of a token's replacement. It is derived from the two tokens as they are on the server,
 * so a crash, another program, or a colleague can't make it wrong.
 */
typedef enum
{
  TESSERA_ROTATION_MAKING,
  TESSERA_ROTATION_LOST,
  TESSERA_ROTATION_BOTH_ON,
  TESSERA_ROTATION_OLD_OFF,
  TESSERA_ROTATION_NEW_GONE,
} TesseraRotationState;

/**
 * TesseraRotationMove:
 * @TESSERA_ROTATION_SWITCH_OFF: deactivates the old token
 * @TESSERA_ROTATION_FINISH: deletes the old token, and its value from the keyring
 * @TESSERA_ROTATION_GO_BACK: activates the old token again, if it was active, then deletes the new
 * one, and its value from the keyring
 *
 * The possible next steps.
 */
typedef enum
{
  TESSERA_ROTATION_SWITCH_OFF,
  TESSERA_ROTATION_FINISH,
  TESSERA_ROTATION_GO_BACK,
} TesseraRotationMove;

/**
 * TesseraRotation:
 *
 * A token that is being replaced by another one. Properties, which change in place: `state` (uint,
 * a
 * #TesseraRotationState), and `moving` (whether a step is under way).
 */
#define TESSERA_TYPE_ROTATION (tessera_rotation_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotation, tessera_rotation, TESSERA, ROTATION, GObject)

TesseraRotationState tessera_rotation_get_state (TesseraRotation *self);

/**
 * tessera_rotation_get_old:
 *
 * Returns: (transfer none): the token that is being replaced
 */
TesseraToken *tessera_rotation_get_old (TesseraRotation *self);

/**
 * tessera_rotation_get_new:
 *
 * Returns: (transfer none) (nullable): its replacement; %NULL if it is gone
 */
TesseraToken *tessera_rotation_get_new (TesseraRotation *self);

gboolean tessera_rotation_is_moving (TesseraRotation *self);

/**
 * tessera_rotation_can:
 *
 * Returns: whether to offer @move now; not while another one is in progress
 */
gboolean tessera_rotation_can (TesseraRotation *self, TesseraRotationMove move);

/**
 * tessera_rotation_describe:
 *
 * Returns: (transfer none): its state and what to do next, as translated sentences for people
 */
const char *tessera_rotation_describe (TesseraRotation *self);

/**
 * tessera_rotation_make_request:
 * @old: the token to replace
 * @left_out: (out) (optional): how many permissions were left out because their item is gone
 *
 * Returns: (transfer full): a token with the same description, owner and permissions
 */
TesseraTokenRequest *tessera_rotation_make_request (TesseraToken *old, guint *left_out);

G_END_DECLS

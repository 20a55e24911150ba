/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token-request.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraRotationState:
 * @TESSERA_ROTATION_MAKING: the new token's value is on the screen, and kept nowhere yet
 * @TESSERA_ROTATION_LOST: there is a new token, but nobody has its value: it was given up, or
 *   Tessera ended before it was kept
 * @TESSERA_ROTATION_BOTH_ON: the new value is kept, and both tokens work
 * @TESSERA_ROTATION_OLD_OFF: the new value is kept, and the old token is off
 * @TESSERA_ROTATION_NEW_GONE: the old token is off, and somebody deleted the new one
 *
 * How far a token's replacement is. It is judged from the two tokens as they are on the server, so
 * a crash, another program, or a colleague can't leave it wrong.
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
 * What can be done next.
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
 * A token that is being replaced by another one. Property, which changes in place: `state` (uint, a
 * #TesseraRotationState), and `moving` (whether a step is under way).
 */
#define TESSERA_TYPE_ROTATION (tessera_rotation_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotation, tessera_rotation, TESSERA, ROTATION, GObject)

TesseraRotationState tessera_rotation_get_state (TesseraRotation *self);

/**
 * tessera_rotation_get_old:
 *
 * Returns: (transfer none): the token that is replaced
 */
TesseraToken *tessera_rotation_get_old (TesseraRotation *self);

/**
 * tessera_rotation_get_new:
 *
 * Returns: (transfer none) (nullable): the one in its place; %NULL when it is gone
 */
TesseraToken *tessera_rotation_get_new (TesseraRotation *self);

gboolean tessera_rotation_is_moving (TesseraRotation *self);

/**
 * tessera_rotation_can:
 *
 * Returns: whether @move is one to offer now; none is while another one is under way
 */
gboolean tessera_rotation_can (TesseraRotation *self, TesseraRotationMove move);

/**
 * tessera_rotation_describe:
 *
 * Returns: (transfer none): how far it is and what to do, as sentences for people, translated
 */
const char *tessera_rotation_describe (TesseraRotation *self);

/**
 * tessera_rotation_make_request:
 * @old: the token to replace
 * @left_out: (out) (optional): how many permissions are left out: what they were for is gone, so
 *   that they allow nothing
 *
 * Returns: (transfer full): a token with the same description and owner that may do the same
 */
TesseraTokenRequest *tessera_rotation_make_request (TesseraToken *old, guint *left_out);

G_END_DECLS

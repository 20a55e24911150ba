/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rotate/rotation.h"

G_BEGIN_DECLS

/* Created and updated only by rotation-list.c. */

/**
 * tessera_rotation_new:
 * @key: the key of its record in the journal
 * @old_was_active: whether the old token worked at the beginning
 */
TesseraRotation *tessera_rotation_new (const char *key, gboolean old_was_active, TesseraToken *old,
                                       TesseraToken *new_, TesseraRotationState state);
const char *tessera_rotation_get_key (TesseraRotation *self);
gboolean tessera_rotation_was_old_active (TesseraRotation *self);

/**
 * tessera_rotation_update:
 * @new_: (nullable): %NULL if it is gone
 */
void tessera_rotation_update (TesseraRotation *self, TesseraToken *old, TesseraToken *new_,
                              TesseraRotationState state);

void tessera_rotation_set_moving (TesseraRotation *self, gboolean moving);

/**
 * tessera_rotation_leave:
 *
 * The rotation is over: its tokens are ordinary tokens again.
 */
void tessera_rotation_leave (TesseraRotation *self);

G_END_DECLS

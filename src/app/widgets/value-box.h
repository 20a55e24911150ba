/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraValueBox:
 *
 * A token's value: masked until somebody wants to see it, with *Show* and *Copy*, and the countdown
 * of what was copied. It may stand there before the value is at hand.
 *
 * Signals: `wanted`, when *Show* or *Copy* is pressed and there is no value: answer it with
 * tessera_value_box_set_value(), sooner or later; `copied`.
 */
#define TESSERA_TYPE_VALUE_BOX (tessera_value_box_get_type ())
G_DECLARE_FINAL_TYPE (TesseraValueBox, tessera_value_box, TESSERA, VALUE_BOX, AdwBin)

/**
 * tessera_value_box_set_value:
 * @value: (nullable): the value; %NULL for none, also when it can't be had
 *
 * Sets what is masked; then shows or copies it when that was pressed before.
 */
void tessera_value_box_set_value (TesseraValueBox *self, TesseraSecret *value);

/**
 * tessera_value_box_copy:
 *
 * As if *Copy* was pressed.
 */
void tessera_value_box_copy (TesseraValueBox *self);

G_END_DECLS

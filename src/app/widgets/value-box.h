/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraValueBox:
 *
 * A token's value, masked until the user wants to see it, with *Show* and *Copy*, and a countdown
 * after copying. It can be shown before the value is available.
 *
 * Signals: `wanted`, if *Show* or *Copy* is pressed and there is no value: respond with
 * tessera_value_box_set_value(), sooner or later; `copied`.
 */
#define TESSERA_TYPE_VALUE_BOX (tessera_value_box_get_type ())
G_DECLARE_FINAL_TYPE (TesseraValueBox, tessera_value_box, TESSERA, VALUE_BOX, AdwBin)

/**
 * tessera_value_box_set_value:
 * @value: (nullable): the value; %NULL for none, also if it can't be fetched
 *
 * Sets the value; then shows or copies it if the user has asked for that.
 */
void tessera_value_box_set_value (TesseraValueBox *self, TesseraSecret *value);

/**
 * tessera_value_box_copy:
 *
 * Has the same effect as pressing *Copy*.
 */
void tessera_value_box_copy (TesseraValueBox *self);

G_END_DECLS

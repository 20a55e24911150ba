/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rotate/rotation.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraRotationRow:
 *
 * A token that is being replaced: its state, and a button for each possible step. The signal `move`
 * (uint, a #TesseraRotationMove) is emitted when the user chooses one.
 */
#define TESSERA_TYPE_ROTATION_ROW (tessera_rotation_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRotationRow, tessera_rotation_row, TESSERA, ROTATION_ROW,
                      GtkListBoxRow)

GtkWidget *tessera_rotation_row_new (TesseraRotation *rotation);
TesseraRotation *tessera_rotation_row_get_rotation (TesseraRotationRow *self);

/**
 * tessera_rotation_row_set_busy:
 *
 * While a step is in progress, no other one can be started.
 */
void tessera_rotation_row_set_busy (TesseraRotationRow *self, gboolean busy);

G_END_DECLS

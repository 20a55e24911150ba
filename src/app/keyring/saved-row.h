/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/saved/saved-token.h"

G_BEGIN_DECLS

/**
 * tessera_saved_state_get_icon:
 *
 * Returns: (transfer none): the name of an icon for the state
 */
const char *tessera_saved_state_get_icon (TesseraSavedState state);

/**
 * TesseraSavedRow:
 *
 * A row for a saved token: its description, and what its server says about it, in words and as an
 * icon. It follows the token. Signal: `copy`, to copy the value.
 */
#define TESSERA_TYPE_SAVED_ROW (tessera_saved_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedRow, tessera_saved_row, TESSERA, SAVED_ROW, AdwActionRow)

GtkWidget *tessera_saved_row_new (TesseraSavedToken *saved);
TesseraSavedToken *tessera_saved_row_get_token (TesseraSavedRow *self);

G_END_DECLS

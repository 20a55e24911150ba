/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/saved/kept-token.h"

G_BEGIN_DECLS

/**
 * tessera_kept_state_get_icon:
 *
 * Returns: (transfer none): the name of an icon for the state
 */
const char *tessera_kept_state_get_icon (TesseraKeptState state);

/**
 * TesseraKeptRow:
 *
 * A token that the keyring has, as a row: its description, and what its server says of it in words
 * and as an icon. It follows the token. Signal: `copy`, when the value is to be copied.
 */
#define TESSERA_TYPE_KEPT_ROW (tessera_kept_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeptRow, tessera_kept_row, TESSERA, KEPT_ROW, AdwActionRow)

GtkWidget *tessera_kept_row_new (TesseraKeptToken *kept);
TesseraKeptToken *tessera_kept_row_get_token (TesseraKeptRow *self);

G_END_DECLS

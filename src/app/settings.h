/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is set once and kept: the schema io.github.tessera.Tessera. Where it is not installed the
 * defaults hold, and a message says so once. */

#define TESSERA_SAVE_TO_KEYRING "save-to-keyring"

/**
 * tessera_settings_open:
 *
 * Returns: (transfer full) (nullable): the settings, to bind to; %NULL where the schema is missing
 */
GSettings *tessera_settings_open (void);

/**
 * tessera_settings_get_clipboard_seconds:
 *
 * Returns: how long a value stays in the clipboard, in seconds: 5 to 300, and 30 at first
 */
guint tessera_settings_get_clipboard_seconds (void);

/**
 * tessera_settings_set_save_to_keyring:
 * @save: whether a new value is in the keyring before it is shown: %TRUE at first
 */
void tessera_settings_set_save_to_keyring (gboolean save);

/**
 * tessera_settings_get_sorting:
 * @descending: (out): whether the largest comes first
 *
 * Returns: (transfer full): the column that the tokens are sorted by; `created` at first, as the
 *   newest is what somebody comes for
 */
char *tessera_settings_get_sorting (gboolean *descending);
void tessera_settings_set_sorting (const char *column, gboolean descending);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraSettings:
 *
 * What is set once and kept, one for the whole program. Its properties are the keys of the schema
 * io.github.tessera.Tessera, under the same names: bind to them. Where the schema is not installed,
 * or is an older one without a key, the default holds, a change lasts until the program ends, and a
 * message says so once.
 */
#define TESSERA_TYPE_SETTINGS (tessera_settings_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSettings, tessera_settings, TESSERA, SETTINGS, GObject)

#define TESSERA_ASK_BEFORE_CLOSING "ask-before-closing"
#define TESSERA_CLIPBOARD_SECONDS "clipboard-seconds"
#define TESSERA_COLOR_SCHEME "color-scheme"
#define TESSERA_OLD_AFTER_DAYS "old-after-days"
#define TESSERA_SAVE_TO_KEYRING "save-to-keyring"

/**
 * tessera_settings_get:
 *
 * Returns: (transfer none): the program's settings
 */
TesseraSettings *tessera_settings_get (void);

/**
 * tessera_settings_get_clipboard_seconds:
 *
 * Returns: how long a value stays in the clipboard, in seconds: 5 to 300, and 30 at first
 */
guint tessera_settings_get_clipboard_seconds (void);

/**
 * tessera_settings_get_ask_before_closing:
 *
 * Returns: whether it is asked before a value is lost that was neither saved nor copied: %TRUE at
 *   first
 */
gboolean tessera_settings_get_ask_before_closing (void);

/**
 * tessera_settings_set_save_to_keyring:
 * @save: whether a new value is in the keyring before it is shown: %TRUE at first
 */
void tessera_settings_set_save_to_keyring (gboolean save);

/**
 * tessera_settings_get_old_after_days:
 *
 * Returns: the age from which a token is old, in days: 1 to 3650, and 365 at first
 */
guint tessera_settings_get_old_after_days (void);

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

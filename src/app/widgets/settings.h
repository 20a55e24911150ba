/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraSettings:
 *
 * The program's settings, a single object. Its properties are the keys of the schema
 * io.github.tessera.Tessera, under the same names: bind to them. If the schema is not installed, or
 * is an older one without a key, the default applies, a change lasts until the program ends, and a
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
 * Returns: how long a value stays in the clipboard, in seconds: 5 to 300, by default 30
 */
guint tessera_settings_get_clipboard_seconds (void);

/**
 * tessera_settings_get_ask_before_closing:
 *
 * Returns: whether to ask before losing a value that was neither saved nor copied; by default %TRUE
 */
gboolean tessera_settings_get_ask_before_closing (void);

/**
 * tessera_settings_set_save_to_keyring:
 * @save: whether to save a new value to the keyring before showing it; by default %TRUE
 */
void tessera_settings_set_save_to_keyring (gboolean save);

/**
 * tessera_settings_get_old_after_days:
 *
 * Returns: the age from which a token counts as old, in days: 1 to 3650, by default 365
 */
guint tessera_settings_get_old_after_days (void);

/**
 * tessera_settings_get_sorting:
 * @descending: (out): whether the largest comes first
 *
 * Returns: (transfer full): the column that the tokens are sorted by; by default `created`, because
 *   people usually look for the newest
 */
char *tessera_settings_get_sorting (gboolean *descending);
void tessera_settings_set_sorting (const char *column, gboolean descending);

G_END_DECLS

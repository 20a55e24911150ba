/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringWatch:
 *
 * Reports changes in the desktop's keyring, whichever program made them, with the signal `changed`:
 * an item was added, removed or changed; a keyring was locked or unlocked; the service started or
 * ended. It listens to the signals of the Secret Service, and never starts it.
 *
 * The signal says that something changed, not what: several changes at once are one signal.
 */
#define TESSERA_TYPE_KEYRING_WATCH (tessera_keyring_watch_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringWatch, tessera_keyring_watch, TESSERA, KEYRING_WATCH, GObject)

/**
 * tessera_keyring_watch_new:
 *
 * Starts listening. Without a session bus the signal is never emitted.
 */
TesseraKeyringWatch *tessera_keyring_watch_new (void);

G_END_DECLS

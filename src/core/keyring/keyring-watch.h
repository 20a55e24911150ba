/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringWatch:
 *
 * Tells when something changed in the desktop's keyring, whoever did it: the signal `changed`. An
 * item came, went or is another; a keyring was locked or unlocked; the service started or ended. It
 * listens to the signals of the Secret Service, and starts none.
 *
 * It says that there is reason to look, not what is new: several changes at once are one signal.
 */
#define TESSERA_TYPE_KEYRING_WATCH (tessera_keyring_watch_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringWatch, tessera_keyring_watch, TESSERA, KEYRING_WATCH, GObject)

/**
 * tessera_keyring_watch_new:
 *
 * Begins to listen. Without a session bus it never says anything.
 */
TesseraKeyringWatch *tessera_keyring_watch_new (void);

G_END_DECLS

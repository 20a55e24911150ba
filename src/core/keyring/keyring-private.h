/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring-entry.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * tessera_keyring_begin_call:
 * @tag: the public function that was called
 * @entry: (transfer full): what the call is about
 *
 * Begins a call whose task has @self as its source. Private to the keyring.
 */
void tessera_keyring_begin_call (TesseraKeyring *self, gpointer tag, TesseraKeyringStep step,
                                 TesseraKeyringEntry *entry, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_make_line:
 * @most: how many characters of it to keep
 *
 * Returns: (transfer full): @text as one line of a label, which keyring managers show in a list
 */
char *tessera_keyring_make_line (const char *text, glong most);

G_END_DECLS

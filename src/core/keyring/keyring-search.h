/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring-entry.h"

G_BEGIN_DECLS

/* Searches never unlock, and find what is locked as well, without its value. They leave the schema
 * out, because a keyring that was not unlocked since the login does not find any item by that. */
void tessera_keyring_search (TesseraKeyringCall *call, gboolean load_secrets,
                             GAsyncReadyCallback callback);

/* Keeps in @found what was found and is ours, as far as can be told. */
gboolean tessera_keyring_search_finish (TesseraKeyringCall *call, GAsyncResult *result);

G_END_DECLS

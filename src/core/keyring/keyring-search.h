/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring-entry.h"

G_BEGIN_DECLS

/**
 * tessera_keyring_search:
 * @load_secrets: whether unlocked items come with their values
 *
 * Searches never unlock anything. They find locked items as well, without their values, and the
 * keyring if it is locked and may contain more (not when the secrets are loaded, as right after
 * saving). They match the schema only if there is nothing else to match, so that the items of other
 * programs are not loaded: a keyring that has not been unlocked since login finds nothing by it.
 */
void tessera_keyring_search (TesseraKeyringCall *call, gboolean load_secrets,
                             GAsyncReadyCallback callback);

/**
 * tessera_keyring_search_finish:
 *
 * Keeps in the entry's @found only Tessera's own items, as far as that can be determined.
 *
 * Returns: %FALSE if the call has ended
 */
gboolean tessera_keyring_search_finish (TesseraKeyringCall *call, GAsyncResult *result);

G_END_DECLS

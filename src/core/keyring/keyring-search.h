/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring-entry.h"

G_BEGIN_DECLS

/* Searches never unlock anything. They find locked items as well, without their values. They do not
 * match the schema, because a keyring that has not been unlocked since login finds nothing by it.
 */
void tessera_keyring_search (TesseraKeyringCall *call, gboolean load_secrets,
                             GAsyncReadyCallback callback);

/* Keeps in @found only Tessera's own items, as far as that can be determined. */
gboolean tessera_keyring_search_finish (TesseraKeyringCall *call, GAsyncResult *result);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/saved/keyring-list.h"

G_BEGIN_DECLS

/* What keyring-work.c, the part that works with servers, needs of the list. */

TesseraVault *tessera_keyring_list_get_vault (TesseraKeyringList *self);

/* Of all that is under way: cancelled when the session is another. */
GCancellable *tessera_keyring_list_get_cancellable (TesseraKeyringList *self);

/* Returns: (nullable) (transfer none): the open session's, if it is of that server */
TesseraClient *tessera_keyring_list_get_client (TesseraKeyringList *self, const char *server);

/* Returns: (transfer full): the tokens of a server, of one organisation if that is not %NULL, or
 * only those that it was not asked about yet */
GPtrArray *tessera_keyring_list_collect (TesseraKeyringList *self, const char *server,
                                         const char *org_id, gboolean new_only);

G_END_DECLS

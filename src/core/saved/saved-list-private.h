/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/saved/saved-list.h"

G_BEGIN_DECLS

/* What saved-list-work.c, the part that works with servers, needs of the list. */

TesseraKeyring *tessera_saved_list_get_keyring (TesseraSavedList *self);

/* Of all that is under way: cancelled when the session is another. */
GCancellable *tessera_saved_list_get_cancellable (TesseraSavedList *self);

/* Returns: (nullable) (transfer none): the open session's, if it is of that server */
TesseraClient *tessera_saved_list_get_client (TesseraSavedList *self, const char *server);

/* Returns: (transfer full): the tokens of a server, of one organization if that is not %NULL, or
 * only those that it was not asked about yet */
GPtrArray *tessera_saved_list_collect (TesseraSavedList *self, const char *server,
                                       const char *org_id, gboolean new_only);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/saved/saved-list.h"

G_BEGIN_DECLS

/* What saved-list-work.c, the part that talks to servers, needs from the list. */

TesseraKeyring *tessera_saved_list_get_keyring (TesseraSavedList *self);

/* For everything in progress: canceled when the session changes. */
GCancellable *tessera_saved_list_get_cancellable (TesseraSavedList *self);

/* Returns: (transfer full): the tokens of a server; of one organization if @org_id is not %NULL;
 * with @new_only, only those it has not been asked about yet */
GPtrArray *tessera_saved_list_collect (TesseraSavedList *self, const char *server,
                                       const char *org_id, gboolean new_only);

G_END_DECLS

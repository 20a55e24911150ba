/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/pause.h"
#include "core/manage/token-change.h"

G_BEGIN_DECLS

/**
 * TesseraBulk:
 *
 * One change to one token or to thousands, a few requests at a time, with progress and a single
 * summary. The property `finished` (uint) counts the tokens that were tried.
 *
 * A token that is refused does not stop the others. If the server can no longer be reached, or does
 * not accept the credentials, the remaining ones are not tried.
 */
#define TESSERA_TYPE_BULK (tessera_bulk_get_type ())
G_DECLARE_FINAL_TYPE (TesseraBulk, tessera_bulk, TESSERA, BULK, GObject)

/**
 * tessera_bulk_new:
 * @tokens: (element-type TesseraToken) (transfer none): of @list; those that @change would not
 * change are left out
 * @last: (nullable): of these, the one to change after all others: the token that signs the
 * requests
 */
TesseraBulk *tessera_bulk_new (TesseraTokenList *list, TesseraChange change, GPtrArray *tokens,
                               TesseraToken *last);

/**
 * tessera_bulk_run_async:
 * @cancellable: (nullable): stops sending requests; those in progress are waited for, so that the
 * outcome for each token is known
 */
void tessera_bulk_run_async (TesseraBulk *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_bulk_run_finish:
 *
 * Returns: %TRUE if every token was changed. Otherwise the error is that of the first token that
 *   was refused, or %G_IO_ERROR_CANCELLED
 */
gboolean tessera_bulk_run_finish (TesseraBulk *self, GAsyncResult *result, GError **error);

TesseraChange tessera_bulk_get_change (TesseraBulk *self);

/**
 * tessera_bulk_get_total:
 *
 * Returns: the number of tokens to change
 */
guint tessera_bulk_get_total (TesseraBulk *self);
guint tessera_bulk_get_finished (TesseraBulk *self);

/**
 * tessera_bulk_get_pause:
 *
 * Returns: (transfer none): the pause that is kept if the server asks for one
 */
TesseraPause *tessera_bulk_get_pause (TesseraBulk *self);

/**
 * tessera_bulk_get_changed:
 *
 * Returns: (transfer none) (element-type TesseraToken): the changed tokens
 */
GPtrArray *tessera_bulk_get_changed (TesseraBulk *self);

/**
 * tessera_bulk_summarize:
 *
 * Returns: (transfer full): "12 tokens deleted, 1 could not be, 3 were left as they are",
 * translated
 */
char *tessera_bulk_summarize (TesseraBulk *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/manage/name-cache.h"

G_BEGIN_DECLS

/* A bucket that was deleted and recreated has a new ID, and tokens for the old one do not work with
 * it (observed on InfluxDB 2.9.1). Because a token's permissions can't be changed, a new one has to
 * be created. */

/**
 * tessera_recreated_buckets_find_async:
 * @names: the last known names of the buckets
 *
 * Asks the server for buckets with the names of those that @token is for and that are gone.
 */
void tessera_recreated_buckets_find_async (TesseraClient *client, TesseraToken *token,
                                           TesseraNameCache *names, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_recreated_buckets_find_finish:
 *
 * Returns: (transfer full) (nullable) (element-type utf8 TesseraResource): the buckets that have
 *   the names now, by the ID of the one that is gone; empty if there are none. %NULL with one of
 *   the client's errors
 */
GHashTable *tessera_recreated_buckets_find_finish (GAsyncResult *result, GError **error);

/**
 * tessera_token_retarget:
 * @recreated: from tessera_recreated_buckets_find_finish()
 *
 * Returns: (transfer full): a token that exists on no server, to create another one from: like
 *   @token, but with permissions on the recreated buckets
 */
TesseraToken *tessera_token_retarget (TesseraToken *token, GHashTable *recreated);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/manage/name-cache.h"

G_BEGIN_DECLS

/* A bucket that was deleted and recreated has another ID, and tokens for the old one do not reach
 * it (observed on InfluxDB 2.9.1). No token can be changed for that: another one has to be created.
 */

/**
 * tessera_recreated_buckets_find_async:
 * @names: what the buckets were called
 *
 * Asks the server for buckets that have the names of those that are gone, and that @token is for.
 */
void tessera_recreated_buckets_find_async (TesseraClient *client, TesseraToken *token,
                                           TesseraNameCache *names, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_recreated_buckets_find_finish:
 *
 * Returns: (transfer full) (nullable) (element-type utf8 TesseraResource): by the ID of the one
 *   that is gone, the one that has its name now; empty when there is none. %NULL with one of the
 *   client's errors
 */
GHashTable *tessera_recreated_buckets_find_finish (GAsyncResult *result, GError **error);

/**
 * tessera_token_retarget:
 * @recreated: what tessera_recreated_buckets_find_finish() returned
 *
 * Returns: (transfer full): a token to make another one from, which no server has: as @token, for
 *   what took the place of what is gone
 */
TesseraToken *tessera_token_retarget (TesseraToken *token, GHashTable *recreated);

G_END_DECLS

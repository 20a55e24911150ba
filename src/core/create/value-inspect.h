/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * TesseraValueFacts:
 * @user: (nullable): the user that the value belongs to, if the server reports it
 * @inactive: the server recognizes it, but it is inactive
 * @itself: (nullable): the token, if it is certain
 *
 * What a server reports about a value whose token is not known. InfluxDB OSS can't be asked which
 * token a value belongs to (it ignores the filter by value), so this is often all that can be
 * learned.
 */
typedef struct
{
  TesseraResource *user;
  gboolean inactive;
  TesseraToken *itself;
} TesseraValueFacts;

/**
 * tessera_value_inspect_async:
 * @as_value: a client that signs with the value
 *
 * Asks which user the value belongs to (`/me`), then which tokens it can see: if it sees a single
 * token, it is that one.
 */
void tessera_value_inspect_async (TesseraClient *as_value, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_value_inspect_finish:
 *
 * Returns: (transfer full) (nullable): the facts, or %NULL with one of the client's errors:
 *   %TESSERA_ERROR_UNAUTHORIZED if the server does not accept the value
 */
TesseraValueFacts *tessera_value_inspect_finish (GAsyncResult *result, GError **error);

/**
 * tessera_value_facts_allow:
 *
 * Returns: %FALSE if the value can't be that token's, because the owner differs or only one of them
 *   is inactive
 */
gboolean tessera_value_facts_allow (const TesseraValueFacts *self, TesseraToken *token);

/**
 * tessera_value_facts_choose:
 * @tokens: (element-type TesseraToken): tokens of the server
 *
 * Returns: (transfer full): a model of each #TesseraToken that it can be
 */
GListModel *tessera_value_facts_choose (const TesseraValueFacts *self, GPtrArray *tokens);

void tessera_value_facts_unref (TesseraValueFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraValueFacts, tessera_value_facts_unref)

G_END_DECLS

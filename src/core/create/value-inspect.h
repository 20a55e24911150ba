/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * TesseraValueFacts:
 * @user: (nullable): the user that the value belongs to, if the server reports it
 * @inactive: the server knows it, but it is inactive
 * @itself: (nullable): the token that it is, when that is certain
 *
 * What a server reports about a value whose token is not known. InfluxDB OSS answers no question of
 * the kind “which token is this?” (it ignores the filter by value), so often this is all there is.
 */
typedef struct
{
  TesseraResource *user;
  gboolean inactive;
  TesseraToken *itself;
} TesseraValueFacts;

/**
 * tessera_value_inspect_async:
 * @as_value: a client that the value signs
 *
 * Asks who the value is (`/me`), then which tokens it sees: one that sees a single token is that
 * one.
 */
void tessera_value_inspect_async (TesseraClient *as_value, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_value_inspect_finish:
 *
 * Returns: (transfer full) (nullable): the facts, or %NULL with one of the client's errors:
 *   %TESSERA_ERROR_UNAUTHORIZED when the server does not know the value
 */
TesseraValueFacts *tessera_value_inspect_finish (GAsyncResult *result, GError **error);

/**
 * tessera_value_facts_allow:
 *
 * Returns: %FALSE when the value can't be that token's: another owner, or one is inactive and
 *   the other is not
 */
gboolean tessera_value_facts_allow (const TesseraValueFacts *self, TesseraToken *token);

/**
 * tessera_value_facts_choose:
 * @tokens: (element-type TesseraToken): tokens of the server
 *
 * Returns: (transfer full): a model of those #TesseraToken that it may be
 */
GListModel *tessera_value_facts_choose (const TesseraValueFacts *self, GPtrArray *tokens);

void tessera_value_facts_unref (TesseraValueFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraValueFacts, tessera_value_facts_unref)

G_END_DECLS

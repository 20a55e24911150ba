/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/manage/token-change.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraLockout:
 * @own: (nullable): the token that this connection signs in with, when it is known to be one of
 * them
 * @perhaps_own: one of them may be the token that this connection signs in with
 * @last_operator: (nullable): with these gone, nobody holds an operator token of the server any
 *   longer; one of them
 *
 * What deactivating or deleting some tokens would lock out.
 */
typedef struct
{
  TesseraToken *own;
  gboolean perhaps_own;
  TesseraToken *last_operator;
} TesseraLockout;

void tessera_lockout_free (TesseraLockout *self);

/**
 * tessera_lockout_check_async:
 * @tokens: (element-type TesseraToken): of @list
 * @keyring: (nullable): has the values of some
 *
 * InfluxDB does not report which token signed a request, and keeps no values. So:
 *
 * - With a user's password nothing is locked out. With a token, it is an active one
 *   that can read authorizations and that belongs to the session's user, if the server reports
 * that.
 * - Of these, the ones whose value is in the keyring are compared with the client's own.
 * - What remains may be it.
 *
 * An operator token is one that can write authorizations on the whole server. When one of @tokens
 * is, the server is asked for those of every organization; an account that can't see all of
 * them judges by what it sees.
 */
void tessera_lockout_check_async (TesseraTokenList *list, TesseraSession *session,
                                  TesseraKeyring *keyring, GPtrArray *tokens,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * tessera_lockout_check_finish:
 *
 * Returns: (transfer full) (nullable): %NULL only when cancelled
 */
TesseraLockout *tessera_lockout_check_finish (GAsyncResult *result, GError **error);

/**
 * tessera_lockout_explain:
 * @change: deactivating or deleting
 *
 * Returns: (transfer full) (nullable): sentences for people; %NULL when there is nothing to warn of
 */
char *tessera_lockout_explain (const TesseraLockout *self, TesseraChange change);

/**
 * tessera_lockout_get_recovery:
 *
 * The command that makes another operator token, for the shell of the server's own machine while
 * `influxd` is stopped: read in cmd/influxd/recovery/auth/auth.go of InfluxDB 2.9.1.
 *
 * Returns: (transfer full) (nullable): the command; %NULL when no operator token is in danger
 */
char *tessera_lockout_get_recovery (const TesseraLockout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraLockout, tessera_lockout_free)

G_END_DECLS

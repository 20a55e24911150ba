/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/manage/token-change.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraLockout:
 * @own: (nullable): the token that this connection signs in with, if it is known to be one of them
 * @perhaps_own: one of them may be the token that this connection signs in with
 * @last_operator: (nullable): one of them, if without them nobody has an operator token for the
 * server
 *
 * Who would be locked out by deactivating or deleting some tokens.
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
 * @keyring: (nullable): has the values of some tokens
 *
 * InfluxDB does not report which token signed a request, and keeps no values. So:
 *
 * - With a user's password, nobody is locked out. With a token, the candidates are active tokens
 *   that can read authorizations and belong to the session's user, if the server reports the user.
 * - Candidates whose value is in the keyring are compared with the client's value.
 * - The remaining ones may be the client's own token.
 *
 * An operator token is one that can write authorizations on the whole server. If one of @tokens is,
 * the server is asked for the tokens of every organization; for an account that can't see all of
 * them, the visible ones count.
 */
void tessera_lockout_check_async (TesseraTokenList *list, TesseraSession *session,
                                  TesseraKeyring *keyring, GPtrArray *tokens,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * tessera_lockout_check_finish:
 *
 * Returns: (transfer full) (nullable): %NULL only if canceled
 */
TesseraLockout *tessera_lockout_check_finish (GAsyncResult *result, GError **error);

/**
 * tessera_lockout_explain:
 * @change: deactivating or deleting
 *
 * Returns: (transfer full) (nullable): sentences for people; %NULL if there is nothing to warn
 *   about
 */
char *tessera_lockout_explain (const TesseraLockout *self, TesseraChange change);

/**
 * tessera_lockout_get_recovery:
 *
 * The command that creates another operator token, for a shell on the server's own machine while
 * `influxd` is stopped: from cmd/influxd/recovery/auth/auth.go of InfluxDB 2.9.1.
 *
 * Returns: (transfer full) (nullable): the command; %NULL if no operator token is in danger
 */
char *tessera_lockout_get_recovery (const TesseraLockout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraLockout, tessera_lockout_free)

G_END_DECLS

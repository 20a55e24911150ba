/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/create/journal.h"
#include "core/model/grant-diff.h"

G_BEGIN_DECLS

/**
 * TesseraMint:
 *
 * The result of creating a token: the token, its value, and what the server granted compared with
 * what was requested. The value is wiped when the last reference is dropped.
 */
typedef struct _TesseraMint TesseraMint;

TesseraMint *tessera_mint_ref (TesseraMint *self);
void tessera_mint_unref (TesseraMint *self);

TesseraToken *tessera_mint_get_token (TesseraMint *self);
TesseraSecret *tessera_mint_get_value (TesseraMint *self);

/**
 * tessera_mint_get_excess:
 *
 * Returns: (transfer none): what was granted but not requested; normally empty
 */
TesseraPermissionSet *tessera_mint_get_excess (TesseraMint *self);

/**
 * tessera_mint_get_missing:
 *
 * Returns: (transfer none): what was requested but not granted; normally empty
 */
TesseraPermissionSet *tessera_mint_get_missing (TesseraMint *self);

/**
 * tessera_mint_get_faults:
 *
 * Returns: (transfer none) (array zero-terminated=1): what else is not as requested: organization,
 *   owner, description, status, an ID that InfluxDB does not assign, or a token that existed
 * before; translated sentences, normally none
 */
const char *const *tessera_mint_get_faults (TesseraMint *self);

/**
 * tessera_mint_is_suspect:
 *
 * Returns: %TRUE for a token that should be deleted rather than used: more was granted than
 *   requested, or it has faults
 */
gboolean tessera_mint_is_suspect (TesseraMint *self);

/**
 * tessera_mint_get_grant_diff:
 *
 * Returns: (transfer none): a model of #TesseraGrantDiff: what was granted compared with what was
 * requested, item by item
 */
GListModel *tessera_mint_get_grant_diff (TesseraMint *self);

/**
 * TesseraMinter:
 *
 * Creates a token without losing anything: checks the request, records it in a journal, sends it,
 * and compares what was granted with what was requested. The window, the command and bulk
 * operations all use it.
 *
 * The journal (`$XDG_STATE_HOME/tessera/journal`, no secret in it) has an entry from before the
 * request is sent until tessera_minter_mark_handed_over(): a lost reply, or a crash before the
 * value was saved, leaves one behind, and tessera_minter_find_orphans() finds the token whose value
 * nobody has.
 */
#define TESSERA_TYPE_MINTER (tessera_minter_get_type ())
G_DECLARE_FINAL_TYPE (TesseraMinter, tessera_minter, TESSERA, MINTER, GObject)

/**
 * tessera_minter_new:
 * @journal: (nullable): the journal's file; %NULL for the default
 */
TesseraMinter *tessera_minter_new (const char *journal);

/**
 * tessera_minter_do_without_journal:
 *
 * Stops using the journal, for a caller that passes the value on immediately when the journal can't
 * be written. A lost reply then leaves a token that is never reported.
 */
void tessera_minter_do_without_journal (TesseraMinter *self);

/**
 * tessera_minter_mint_async:
 * @existing: (nullable): a model of #TesseraToken, as far as they are known: the new token is none
 *   of these
 *
 * Errors: %TESSERA_ERROR_EMPTY_REQUEST, %TESSERA_ERROR_STORAGE if the journal can't be read or
 * written, %TESSERA_ERROR_DAMAGED if it was damaged and the next call starts a new one (in both
 * cases nothing was sent), and the client's errors. After an error that leaves it unknown whether
 * the server created the token (the connection broke, the answer was cut off, it took too long),
 * the journal keeps the entry; after a plain refusal it does not.
 */
void tessera_minter_mint_async (TesseraMinter *self, TesseraClient *client,
                                TesseraTokenRequest *request, GListModel *existing,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
TesseraMint *tessera_minter_mint_finish (TesseraMinter *self, GAsyncResult *result, GError **error);

/**
 * tessera_minter_adopt:
 * @token: a token that the server created on its own, as it does when it is set up
 * @value: its value
 *
 * Takes charge of a value that is to be saved and shown like that of a token that was requested.
 * Nothing was requested, so nothing differs, and the journal has no entry for it.
 *
 * Returns: (transfer full): the token and its value
 */
TesseraMint *tessera_minter_adopt (TesseraMinter *self, TesseraToken *token, TesseraSecret *value);

/**
 * tessera_minter_mark_handed_over:
 *
 * Records that the value is saved or was knowingly discarded, so the journal can forget it.
 */
void tessera_minter_mark_handed_over (TesseraMinter *self, TesseraMint *mint);

/**
 * tessera_minter_refresh:
 *
 * Reads the journal again, because other processes can change it.
 */
void tessera_minter_refresh (TesseraMinter *self);

/**
 * tessera_minter_has_value:
 *
 * Returns: %TRUE for a token that this minter created and whose value is not yet known to be saved
 */
gboolean tessera_minter_has_value (TesseraMinter *self, TesseraToken *token);

/**
 * tessera_minter_is_value_lost:
 *
 * Returns: %TRUE for a token that the last tessera_minter_find_orphans() found, if that is still so
 */
gboolean tessera_minter_is_value_lost (TesseraMinter *self, TesseraToken *token);

/**
 * tessera_minter_abandon:
 *
 * Records that the value was lost without being saved, so tessera_minter_find_orphans() finds the
 * token from now on.
 */
void tessera_minter_abandon (TesseraMinter *self, TesseraMint *mint);

/**
 * tessera_minter_has_open_attempts:
 * @server: normalized address
 *
 * Returns: whether there may be orphans on that server, without asking it; reads the journal again
 */
gboolean tessera_minter_has_open_attempts (TesseraMinter *self, const char *server);

/**
 * tessera_minter_find_orphans:
 * @server: normalized address
 * @tokens: a model of #TesseraToken: all that the server lists
 * @asked: when the server was asked for them, in seconds since 1970 by this computer's clock; 0 if
 *   the list may not be complete
 *
 * Compares the journal with the existing tokens, and ends the journal's entries that no token of a
 * complete list came of: see tessera_journal_drop_unmatched(). Call tessera_minter_refresh() first,
 * unless it is known to be up to date.
 *
 * Returns: (transfer full) (element-type TesseraOrphan): tokens whose value nobody has, by their
 *   age
 */
GPtrArray *tessera_minter_find_orphans (TesseraMinter *self, const char *server, GListModel *tokens,
                                        gint64 asked);

/**
 * tessera_minter_forget:
 *
 * Ends the journal's entry that @token came of, if there is one: the token was deleted, or the user
 * wants to keep it as it is.
 */
void tessera_minter_forget (TesseraMinter *self, const char *server, TesseraToken *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraMint, tessera_mint_unref)

G_END_DECLS

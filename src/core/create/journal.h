/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/model/token-request.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraJournal:
 *
 * What the minter was about to create: a key file with an entry for each creation whose value is
 * not yet known to be saved. It has no secrets, only what is needed to recognize the token that may
 * have come of it: server, organization ID, owner ID, description, kinds of permissions, when the
 * answer was awaited, how far the server's clock is off, and the IDs of matching tokens that are
 * known to be saved. Several processes can write it.
 *
 * An entry stands for one token. A token matches if it was created on that server while the answer
 * was awaited, has the same organization, owner and description, and allows all that was requested.
 * Two servers are the same if their tessera_address_get_place() is.
 */
typedef struct _TesseraJournal TesseraJournal;

/**
 * tessera_journal_new:
 * @path: (nullable): the file; %NULL for `$XDG_STATE_HOME/tessera/journal`
 *
 * Returns: (transfer full): the journal; empty if the file can't be read or is damaged, which
 *   tessera_journal_begin() then reports
 */
TesseraJournal *tessera_journal_new (const char *path);
void tessera_journal_free (TesseraJournal *self);

/**
 * TesseraOrphan:
 * @token: the token
 * @entry: the entry of the attempt
 * @time: when that was, in this computer's time zone
 *
 * A token that probably came of an attempt whose answer, with the token's value, was lost.
 */
typedef struct
{
  TesseraToken *token;
  char *entry;
  GDateTime *time;
} TesseraOrphan;

void tessera_orphan_free (TesseraOrphan *self);

/**
 * tessera_journal_begin:
 * @client: the client that is about to send @request
 * @existing: (nullable): a model of #TesseraToken, as far as they are known: none of them can match
 *
 * Begins an entry: records that a token is about to be requested.
 *
 * Returns: (transfer full) (nullable): the entry's ID; %NULL with %TESSERA_ERROR_STORAGE if the
 *   file can't be read or written, or with %TESSERA_ERROR_DAMAGED for a damaged one, which is now
 *   kept under another name: the next call starts a new file
 */
char *tessera_journal_begin (TesseraJournal *self, TesseraClient *client,
                             TesseraTokenRequest *request, GListModel *existing, GError **error);

/**
 * tessera_journal_leave_open:
 * @entry: an ID from tessera_journal_begin()
 *
 * Records that the answer is no longer awaited, and that it is not known whether a token was
 * created: tokens that are created later do not match. An entry that is never closed, because
 * Tessera crashed, ends with the request's deadline.
 */
void tessera_journal_leave_open (TesseraJournal *self, const char *entry);

/**
 * tessera_journal_end:
 * @entry: an ID from tessera_journal_begin()
 *
 * Ends an entry: no token was created. A file that can't be read or written is not an error: the
 * worst result is a needless question about a token. A damaged file is left to
 * tessera_journal_begin().
 */
void tessera_journal_end (TesseraJournal *self, const char *entry);

/**
 * tessera_journal_refresh:
 *
 * Reads the file again, because other processes can change it, such as a command or another window.
 * If it can't be read, the journal stays as it is.
 */
void tessera_journal_refresh (TesseraJournal *self);

/**
 * tessera_journal_mark_handed_over:
 * @entry: an ID from tessera_journal_begin()
 * @token: the token that was created, whose value is saved or was knowingly discarded
 *
 * Ends an entry: the value of its token was handed over. Other entries that @token matches stay,
 * for example an earlier attempt whose reply was lost, but @token is not their lost token. As with
 * tessera_journal_end(), a file that can't be read or written is not an error.
 */
void tessera_journal_mark_handed_over (TesseraJournal *self, const char *entry,
                                       TesseraToken *token);

/**
 * tessera_journal_has_entries:
 * @server: a normalized address
 * @held: (element-type utf8): a set of entries that do not count
 *
 * Returns: whether there are entries for that server
 */
gboolean tessera_journal_has_entries (TesseraJournal *self, const char *server, GHashTable *held);

/**
 * tessera_journal_find_orphans:
 * @server: a normalized address
 * @tokens: (element-type TesseraToken): tokens of the server whose value is not known to be saved
 * @held: (element-type utf8): a set of entries that are not over yet, and match nothing
 *
 * Compares the entries with @tokens, one token for one entry. Call tessera_journal_refresh() first.
 *
 * Returns: (transfer full) (element-type TesseraOrphan): the tokens whose value nobody has, by
 *   their age
 */
GPtrArray *tessera_journal_find_orphans (TesseraJournal *self, const char *server,
                                         GPtrArray *tokens, GHashTable *held);

/**
 * tessera_journal_drop_unmatched:
 * @tokens: (element-type TesseraToken): all tokens that the server listed
 * @orphans: (element-type TesseraOrphan): what tessera_journal_find_orphans() returned for them
 * @held: (element-type utf8): a set of entries that stay
 * @asked: when the server was asked for the list, in seconds since 1970 by this computer's clock
 *
 * Ends the entries of attempts that were over when the server was asked, and that no token came of.
 * A list without any token of an entry's organization proves nothing: an account that can't read
 * the tokens of an organization gets such a list.
 */
void tessera_journal_drop_unmatched (TesseraJournal *self, const char *server, GPtrArray *tokens,
                                     GPtrArray *orphans, GHashTable *held, gint64 asked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraOrphan, tessera_orphan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraJournal, tessera_journal_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token-request.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraJournal:
 *
 * What the minter was about to create: a key file with an entry for each creation whose value is
 * not yet known to be kept. It holds no secret: server, organization ID, description, the time, and
 * the IDs of tokens that fit and are known to be kept. Several processes can write it.
 */
typedef struct _TesseraJournal TesseraJournal;

/**
 * tessera_journal_new:
 * @path: (nullable): the file; %NULL for `$XDG_STATE_HOME/tessera/journal`
 *
 * Returns: (transfer full): what was written down; nothing where the file can't be read or is
 *   damaged, which tessera_journal_begin() then reports
 */
TesseraJournal *tessera_journal_new (const char *path);
void tessera_journal_free (TesseraJournal *self);

/**
 * tessera_journal_begin:
 *
 * Begins an entry: writes down that a token is about to be requested.
 *
 * Returns: (transfer full) (nullable): the entry's ID; %NULL with %TESSERA_ERROR_STORAGE where the
 *   file can't be read or written, or with %TESSERA_ERROR_DAMAGED for a damaged one, which is now
 *   kept under another name: the next call begins a new file
 */
char *tessera_journal_begin (TesseraJournal *self, const char *server, TesseraTokenRequest *request,
                             GError **error);

/**
 * tessera_journal_end:
 * @entry: an ID from tessera_journal_begin()
 *
 * Ends an entry: no token came of it. A file that can't be read or written is not an error: the
 * worst that follows is a question about a token that is well. A damaged one is left to
 * tessera_journal_begin().
 */
void tessera_journal_end (TesseraJournal *self, const char *entry);

/**
 * tessera_journal_refresh:
 *
 * Reads the file again: other processes write into it as well, a command or another window. One
 * that can't be read leaves what is known.
 */
void tessera_journal_refresh (TesseraJournal *self);

/**
 * tessera_journal_mark_handed_over:
 * @entry: an ID from tessera_journal_begin()
 * @token: what came of it, whose value is kept or knowingly given up
 *
 * Ends an entry: the value of its token was handed over. Others that @token fits stay, for example
 * an earlier attempt whose reply was lost, but do not miss its value. A file that can't be read or
 * written is no more of an error than for tessera_journal_end().
 */
void tessera_journal_mark_handed_over (TesseraJournal *self, const char *entry,
                                       TesseraToken *token);

/**
 * tessera_journal_forget:
 *
 * Forgets every entry that could be the one of @token; with the same limit.
 */
void tessera_journal_forget (TesseraJournal *self, const char *server, TesseraToken *token);

/**
 * tessera_journal_is_value_lost:
 *
 * Returns: %TRUE when an entry could be the one of @token, so that nobody has its value: it is of
 * the same server, organization and description, was created after the entry was written, and is
 * not known to be kept
 */
gboolean tessera_journal_is_value_lost (TesseraJournal *self, const char *server,
                                        TesseraToken *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraJournal, tessera_journal_free)

G_END_DECLS

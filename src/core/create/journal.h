/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token-request.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraJournal:
 *
 * What the minter was about to create: a key file with an entry for each creation whose value is
 * not yet known to be saved. It has no secrets, only the server, organization ID, description,
 * time, and the IDs of matching tokens that are known to be saved. Several processes can write it.
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
 * tessera_journal_begin:
 *
 * Begins an entry: records that a token is about to be requested.
 *
 * Returns: (transfer full) (nullable): the entry's ID; %NULL with %TESSERA_ERROR_STORAGE if the
 *   file can't be read or written, or with %TESSERA_ERROR_DAMAGED for a damaged one, which is now
 *   kept under another name: the next call starts a new file
 */
char *tessera_journal_begin (TesseraJournal *self, const char *server, TesseraTokenRequest *request,
                             GError **error);

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
 * tessera_journal_forget:
 *
 * Removes every entry that @token matches; again, a file that can't be read or written is not an
 * error.
 */
void tessera_journal_forget (TesseraJournal *self, const char *server, TesseraToken *token);

/**
 * tessera_journal_is_value_lost:
 *
 * Returns: %TRUE if @token matches an entry, so that nobody has its value: it has the same server,
 *   organization and description, was created after the entry was written, and is not known to be
 *   saved
 */
gboolean tessera_journal_is_value_lost (TesseraJournal *self, const char *server,
                                        TesseraToken *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraJournal, tessera_journal_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/token-request.h"
#include "core/token.h"

G_BEGIN_DECLS

/**
 * TesseraJournal:
 *
 * What the minter was about to make: a key file with an entry for each creation whose value is not
 * yet known to be kept. It holds no secret: server, organisation ID, description and the time.
 */
typedef struct _TesseraJournal TesseraJournal;

/**
 * tessera_journal_new:
 * @path: (nullable): the file; %NULL for `$XDG_STATE_HOME/tessera/journal`
 */
TesseraJournal *tessera_journal_new (const char *path);
void tessera_journal_free (TesseraJournal *self);

/**
 * tessera_journal_begin:
 *
 * Writes down that a token is about to be asked for.
 *
 * Returns: (transfer full) (nullable): the entry's ID, or %NULL with %TESSERA_ERROR_STORAGE
 */
char *tessera_journal_begin (TesseraJournal *self, const char *server, TesseraTokenRequest *request,
                             GError **error);

/**
 * tessera_journal_end:
 * @entry: an ID from tessera_journal_begin()
 *
 * Forgets an entry. A file that can't be written is a warning at most: the worst that follows is a
 * question about a token that is well.
 */
void tessera_journal_end (TesseraJournal *self, const char *entry);

/**
 * tessera_journal_refresh:
 *
 * Reads the file again: other processes write into it as well, a command or another window.
 */
void tessera_journal_refresh (TesseraJournal *self);

/**
 * tessera_journal_find:
 *
 * Returns: (transfer full) (nullable): the ID of an entry that @token may have come from: of the same
 *   server, organisation and description, and made after it was written
 */
char *tessera_journal_find (TesseraJournal *self, const char *server, TesseraToken *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraJournal, tessera_journal_free)

G_END_DECLS

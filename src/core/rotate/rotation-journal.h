/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraRotationRecord:
 * @key: the record's name in the file
 * @old_id: ID of the token that is being replaced
 * @old_active: whether it worked when the rotation began
 * @new_id: (nullable): ID of the replacement, once known
 * @description: the new token's description
 * @time: when it began, in seconds since 1970, by this computer's clock
 *
 * One token that is being replaced, without secrets.
 */
typedef struct
{
  char *key;
  char *old_id;
  gboolean old_active;
  char *new_id;
  char *description;
  gint64 time;
} TesseraRotationRecord;

void tessera_rotation_record_free (TesseraRotationRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraRotationRecord, tessera_rotation_record_free)

/**
 * TesseraRotationJournal:
 *
 * Which tokens are being replaced: a key file that outlives this process, with a group for each. It
 * contains only what the server can't tell: which two tokens belong together, and whether the old
 * one worked at the beginning.
 */
typedef struct _TesseraRotationJournal TesseraRotationJournal;

/**
 * tessera_rotation_journal_new:
 * @path: (nullable): the file; %NULL for `$XDG_STATE_HOME/tessera/rotations`
 */
TesseraRotationJournal *tessera_rotation_journal_new (const char *path);
void tessera_rotation_journal_free (TesseraRotationJournal *self);

/**
 * tessera_rotation_journal_begin:
 * @server: normalized address
 * @old: the token to replace
 * @description: the description of the token that is about to be requested
 *
 * Begins a record.
 *
 * Returns: (transfer full) (nullable): the record's key; %NULL with %TESSERA_ERROR_STORAGE if the
 *   file can't be read or written, or with %TESSERA_ERROR_DAMAGED for a damaged one, which is now
 *   kept under another name: the next call starts a new file
 */
char *tessera_rotation_journal_begin (TesseraRotationJournal *self, const char *server,
                                      TesseraToken *old, const char *description, GError **error);

/**
 * tessera_rotation_journal_set_new:
 *
 * Records the new token's ID. A file that can't be read or written is not an error: the token can
 * still be recognized by its description. A damaged one is left to
 * tessera_rotation_journal_begin().
 */
void tessera_rotation_journal_set_new (TesseraRotationJournal *self, const char *key,
                                       const char *new_id);

/**
 * tessera_rotation_journal_end:
 *
 * Ends a record: the replacement is complete, or was never created. Again, a file that can't be
 * read or written is not an error.
 */
void tessera_rotation_journal_end (TesseraRotationJournal *self, const char *key);

/**
 * tessera_rotation_journal_list:
 *
 * Reads the file again, because other processes can change it.
 *
 * Returns: (transfer full) (element-type TesseraRotationRecord): the records of an organization;
 *   none if the file can't be read or is damaged
 */
GPtrArray *tessera_rotation_journal_list (TesseraRotationJournal *self, const char *server,
                                          const char *org_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraRotationJournal, tessera_rotation_journal_free)

G_END_DECLS

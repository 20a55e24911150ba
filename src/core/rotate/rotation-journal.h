/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraRotationRecord:
 * @key: what the record is called in the file
 * @old_id: ID of the token that is replaced
 * @old_active: whether it worked when the rotation began
 * @new_id: (nullable): ID of the token that was created in its place, once that is known
 * @description: of the new token
 * @time: when it began, in seconds since 1970, by this computer's clock
 *
 * One token that is being replaced. No secret.
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
 * holds only what can't be asked of the server: which two tokens belong together, and whether the
 * old one worked at the beginning.
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
 * @description: of the one that is about to be requested
 *
 * Begins a record.
 *
 * Returns: (transfer full) (nullable): the record's key; %NULL with %TESSERA_ERROR_STORAGE where
 * the file can't be read or written, or with %TESSERA_ERROR_DAMAGED for a damaged one, which is now
 *   kept under another name: the next call begins a new file
 */
char *tessera_rotation_journal_begin (TesseraRotationJournal *self, const char *server,
                                      TesseraToken *old, const char *description, GError **error);

/**
 * tessera_rotation_journal_set_new:
 *
 * Writes down what the new token is. A file that can't be read or written is not an error: the
 * token can still be recognized by its description. A damaged one is left to
 * tessera_rotation_journal_begin().
 */
void tessera_rotation_journal_set_new (TesseraRotationJournal *self, const char *key,
                                       const char *new_id);

/**
 * tessera_rotation_journal_end:
 *
 * Ends a record: nothing is being replaced any longer, or nothing came of it; with the same limit.
 */
void tessera_rotation_journal_end (TesseraRotationJournal *self, const char *key);

/**
 * tessera_rotation_journal_list:
 *
 * Reads the file again: other processes write into it as well.
 *
 * Returns: (transfer full) (element-type TesseraRotationRecord): the records of an organization;
 *   none where the file can't be read or is damaged
 */
GPtrArray *tessera_rotation_journal_list (TesseraRotationJournal *self, const char *server,
                                          const char *org_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraRotationJournal, tessera_rotation_journal_free)

G_END_DECLS

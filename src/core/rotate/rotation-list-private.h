/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rotate/rotation-journal.h"
#include "core/rotate/rotation-list.h"
#include "core/rotate/rotation-private.h"

G_BEGIN_DECLS

/* What rotation-move.c needs from the list. */

TesseraTokenList *tessera_rotation_list_get_tokens (TesseraRotationList *self);
TesseraMinter *tessera_rotation_list_get_minter (TesseraRotationList *self);
TesseraKeyring *tessera_rotation_list_get_keyring (TesseraRotationList *self);
TesseraRotationJournal *tessera_rotation_list_get_journal (TesseraRotationList *self);

/**
 * tessera_rotation_list_set_making:
 * @key: of a record
 *
 * While this process creates the new token of a record, the record is not evaluated.
 */
void tessera_rotation_list_set_making (TesseraRotationList *self, const char *key, gboolean making);

G_END_DECLS

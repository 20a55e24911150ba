/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/create/minter.h"
#include "core/rotate/rotation-list.h"

G_BEGIN_DECLS

/**
 * TesseraOrphanBar:
 *
 * A token that the server created, but whose value was lost: offers to delete it. Hidden while
 * there is none.
 *
 * Signals: `failed`, with a #GError, when it could not be deleted.
 */
#define TESSERA_TYPE_ORPHAN_BAR (tessera_orphan_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraOrphanBar, tessera_orphan_bar, TESSERA, ORPHAN_BAR, AdwBin)

/**
 * tessera_orphan_bar_set_list:
 * @tokens: (nullable): the tokens to check; %NULL for none, together with the other two
 * @minter: (nullable): knows which values were lost
 * @rotations: (nullable): tokens that were created in the place of others, which are shown there
 *
 * tessera_orphan_bar_update() looks.
 */
void tessera_orphan_bar_set_list (TesseraOrphanBar *self, TesseraTokenList *tokens,
                                  TesseraMinter *minter, TesseraRotationList *rotations);

/**
 * tessera_orphan_bar_update:
 *
 * Checks the list again.
 */
void tessera_orphan_bar_update (TesseraOrphanBar *self);

G_END_DECLS

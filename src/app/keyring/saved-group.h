/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/saved/saved-list.h"

G_BEGIN_DECLS

/**
 * TesseraSavedGroup:
 *
 * The saved tokens of one organization of a server, under its name, with *Check Tokens* if no
 * session is open there. Signals, each with a #TesseraSavedToken: `opened`, `copy`; and `failed` (a
 * #GError) when the server could not be asked.
 */
#define TESSERA_TYPE_SAVED_GROUP (tessera_saved_group_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedGroup, tessera_saved_group, TESSERA, SAVED_GROUP, AdwBin)

/**
 * tessera_saved_group_make_key:
 *
 * Returns: (transfer full): a key that is equal for all tokens of a group, and only for those
 */
char *tessera_saved_group_make_key (TesseraSavedToken *saved);

/**
 * tessera_saved_group_new:
 * @shown: a model of #TesseraSavedToken, from which the group shows its own
 * @first: one of the group's tokens
 */
GtkWidget *tessera_saved_group_new (TesseraSavedList *list, GListModel *shown,
                                    TesseraSavedToken *first);

const char *tessera_saved_group_get_key (TesseraSavedGroup *self);

/**
 * tessera_saved_group_update:
 *
 * Updates the organization's name, and whether its server can be asked.
 */
void tessera_saved_group_update (TesseraSavedGroup *self);

G_END_DECLS

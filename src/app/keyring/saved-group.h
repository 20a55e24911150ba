/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/saved/saved-list.h"

G_BEGIN_DECLS

/**
 * TesseraSavedGroup:
 *
 * The saved tokens of one organization of a server, under its name, with *Ask the Server* where no
 * session is open. Signals, each with a #TesseraSavedToken: `opened`, `copy`; and `failed` (a
 * #GError) when the server could not be asked.
 */
#define TESSERA_TYPE_SAVED_GROUP (tessera_saved_group_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedGroup, tessera_saved_group, TESSERA, SAVED_GROUP, AdwBin)

/**
 * tessera_saved_group_make_key:
 *
 * Returns: (transfer full): the same for all tokens of a group, and for those only
 */
char *tessera_saved_group_make_key (TesseraSavedToken *saved);

/**
 * tessera_saved_group_new:
 * @shown: a model of #TesseraSavedToken, of which it shows its own
 * @first: one of them
 */
GtkWidget *tessera_saved_group_new (TesseraSavedList *list, GListModel *shown,
                                    TesseraSavedToken *first);

const char *tessera_saved_group_get_key (TesseraSavedGroup *self);

/**
 * tessera_saved_group_update:
 *
 * Looks again how the organization is called, and whether its server can be asked.
 */
void tessera_saved_group_update (TesseraSavedGroup *self);

G_END_DECLS

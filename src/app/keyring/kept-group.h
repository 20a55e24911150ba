/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/saved/keyring-list.h"

G_BEGIN_DECLS

/**
 * TesseraKeptGroup:
 *
 * The saved tokens of one organisation of a server, under its name, with *Ask the Server* where no
 * session is open. Signals, each with a #TesseraKeptToken: `opened`, `copy`; and `failed` (a
 * #GError) when the server could not be asked.
 */
#define TESSERA_TYPE_KEPT_GROUP (tessera_kept_group_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeptGroup, tessera_kept_group, TESSERA, KEPT_GROUP, AdwBin)

/**
 * tessera_kept_group_make_key:
 *
 * Returns: (transfer full): the same for all tokens of a group, and for those only
 */
char *tessera_kept_group_make_key (TesseraKeptToken *kept);

/**
 * tessera_kept_group_new:
 * @shown: a model of #TesseraKeptToken, of which it shows its own
 * @first: one of them
 */
GtkWidget *tessera_kept_group_new (TesseraKeyringList *list, GListModel *shown,
                                   TesseraKeptToken *first);

const char *tessera_kept_group_get_key (TesseraKeptGroup *self);

/**
 * tessera_kept_group_update:
 *
 * Looks again how the organisation is called, and whether its server can be asked.
 */
void tessera_kept_group_update (TesseraKeptGroup *self);

G_END_DECLS

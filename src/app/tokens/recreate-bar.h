/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/manage/recreated-bucket.h"

G_BEGIN_DECLS

/**
 * TesseraRecreateBar:
 *
 * Says that a bucket which a token is for was deleted and exists again under another ID, and
 * offers to create a token for the new one. Hidden while there is no such bucket.
 *
 * The signal `recreate` is emitted with a #TesseraToken to begin the new one from.
 */
#define TESSERA_TYPE_RECREATE_BAR (tessera_recreate_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRecreateBar, tessera_recreate_bar, TESSERA, RECREATE_BAR, AdwBin)

/**
 * tessera_recreate_bar_set_token:
 * @token: (nullable): which token, %NULL for none
 * @client: (nullable): asks the server about it
 * @names: (nullable): what was called how
 *
 * Asks the server again, if anything that @token covers is gone. A server that can't be asked
 * offers nothing.
 */
void tessera_recreate_bar_set_token (TesseraRecreateBar *self, TesseraToken *token,
                                     TesseraClient *client, TesseraNameCache *names);

G_END_DECLS

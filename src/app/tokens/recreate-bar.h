/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/manage/recreated-bucket.h"

G_BEGIN_DECLS

/**
 * TesseraRecreateBar:
 *
 * Says that a token's bucket was deleted and recreated under another ID, and offers to create a
 * token for the new one. Hidden while there is no such bucket.
 *
 * The signal `recreate` is emitted with a #TesseraToken to start the new one from.
 */
#define TESSERA_TYPE_RECREATE_BAR (tessera_recreate_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraRecreateBar, tessera_recreate_bar, TESSERA, RECREATE_BAR, AdwBin)

/**
 * tessera_recreate_bar_set_token:
 * @token: (nullable): the token; %NULL for none
 * @client: (nullable): the client to ask the server with
 * @names: (nullable): the last known names of items
 *
 * Asks the server again, if any item that @token is for is gone. If the server can't be asked,
 * nothing is offered.
 */
void tessera_recreate_bar_set_token (TesseraRecreateBar *self, TesseraToken *token,
                                     TesseraClient *client, TesseraNameCache *names);

G_END_DECLS

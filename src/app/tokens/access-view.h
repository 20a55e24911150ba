/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/manage/access-row.h"

G_BEGIN_DECLS

/**
 * TesseraAccessView:
 *
 * What a token can do, as a read-only tree: Resource · Read · Write. Deleted resources
 * are marked, with a sentence.
 */
#define TESSERA_TYPE_ACCESS_VIEW (tessera_access_view_get_type ())
G_DECLARE_FINAL_TYPE (TesseraAccessView, tessera_access_view, TESSERA, ACCESS_VIEW, AdwBin)

/**
 * tessera_access_view_set_token:
 * @token: (nullable): the token whose permissions to show; %NULL for none
 * @names: the names of items on @server, the normalized address
 *
 * Opened rows and the scroll position stay, unless the content changes.
 */
void tessera_access_view_set_token (TesseraAccessView *self, TesseraToken *token,
                                    TesseraNameCache *names, const char *server);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraConnectPage:
 *
 * Where somebody signs in: address, API token or user name and password, and the organization when
 * there are several. The entered text survives every error. The signal `opened` is emitted when
 * a session is there; tessera_connect_page_take_session() gives it away.
 */
#define TESSERA_TYPE_CONNECT_PAGE (tessera_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraConnectPage, tessera_connect_page, TESSERA, CONNECT_PAGE, AdwBin)

/**
 * tessera_connect_page_take_session:
 * @secret: (out) (transfer full): what signed it in
 *
 * Also empties the page: the next connection starts from nothing.
 *
 * Returns: (transfer full): the session
 */
TesseraSession *tessera_connect_page_take_session (TesseraConnectPage *self,
                                                   TesseraSecret **secret);

/**
 * tessera_connect_page_fill:
 * @connection: (nullable): what is known already; %NULL for nothing
 * @error: (nullable): why it is asked for again
 */
void tessera_connect_page_fill (TesseraConnectPage *self, TesseraConnection *connection,
                                const GError *error);

/**
 * tessera_connect_page_fill_address:
 * @address: of a server that nothing is remembered of, as somebody gave it
 * @error: (nullable): what is wrong with it
 */
void tessera_connect_page_fill_address (TesseraConnectPage *self, const char *address,
                                        const GError *error);

/**
 * tessera_connect_page_go_back:
 *
 * One step back inside the page: ends an attempt, or leaves the choice of the organization.
 *
 * Returns: %FALSE when there is no step back inside it
 */
gboolean tessera_connect_page_go_back (TesseraConnectPage *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/setup/server-setup.h"

G_BEGIN_DECLS

/**
 * TesseraConnectPage:
 *
 * The page for signing in: address, API token or user name and password, and the organization if
 * there are several. The entered text survives every error. The signal `opened` is emitted when
 * there is a session; get it with tessera_connect_page_take_session(). A server that was never set
 * up can be set up here: the signal `set-up` is emitted when it is; get the result with
 * tessera_connect_page_take_setup().
 */
#define TESSERA_TYPE_CONNECT_PAGE (tessera_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraConnectPage, tessera_connect_page, TESSERA, CONNECT_PAGE, AdwBin)

/**
 * tessera_connect_page_prepare_setup:
 * @minter: holds the operator token of a server that is set up until it is saved
 * @keyring: where its value will be saved, and which has the values of a known connection's headers
 */
void tessera_connect_page_prepare_setup (TesseraConnectPage *self, TesseraMinter *minter,
                                         TesseraKeyring *keyring);

/**
 * tessera_connect_page_take_setup:
 * @save: (out): whether the operator token's value should be saved before it is shown
 *
 * Also clears the page for the next connection.
 *
 * Returns: (transfer full): what was set up
 */
TesseraServerSetup *tessera_connect_page_take_setup (TesseraConnectPage *self, gboolean *save);

/**
 * tessera_connect_page_is_setting_up:
 *
 * Returns: whether a server is being set up, so that the page must not change
 */
gboolean tessera_connect_page_is_setting_up (TesseraConnectPage *self);

/**
 * tessera_connect_page_take_session:
 * @secret: (out) (transfer full): the token or password used to sign in
 *
 * Also clears the page for the next connection.
 *
 * Returns: (transfer full): the session
 */
TesseraSession *tessera_connect_page_take_session (TesseraConnectPage *self,
                                                   TesseraSecret **secret);

/**
 * tessera_connect_page_fill:
 * @connection: (nullable): what is already known; %NULL for nothing
 * @error: (nullable): why the user is asked again
 */
void tessera_connect_page_fill (TesseraConnectPage *self, TesseraConnection *connection,
                                const GError *error);

/**
 * tessera_connect_page_fill_address:
 * @address: the address of a server that is not remembered, as the user typed it
 * @error: (nullable): what is wrong with it
 */
void tessera_connect_page_fill_address (TesseraConnectPage *self, const char *address,
                                        const GError *error);

/**
 * tessera_connect_page_go_back:
 *
 * Goes one step back inside the page: cancels an attempt, or leaves the choice of the organization
 * or the setup for the form, with its entries.
 *
 * Returns: %FALSE if there is no such step
 */
gboolean tessera_connect_page_go_back (TesseraConnectPage *self);

G_END_DECLS

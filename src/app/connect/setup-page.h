/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/setup/server-setup.h"

G_BEGIN_DECLS

/**
 * TesseraSetupPage:
 *
 * A step of the connect page, for a server that was never set up: its first user, organization, and
 * bucket. The entered text survives every error. The signal `done` is emitted when the server is
 * set up; get the result with tessera_setup_page_take_setup().
 */
#define TESSERA_TYPE_SETUP_PAGE (tessera_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSetupPage, tessera_setup_page, TESSERA, SETUP_PAGE, AdwBin)

/**
 * tessera_setup_page_prepare:
 * @minter: holds the operator token until it is saved
 * @keyring: where its value will be saved
 *
 * To be called once, before the first tessera_setup_page_begin().
 */
void tessera_setup_page_prepare (TesseraSetupPage *self, TesseraMinter *minter,
                                 TesseraKeyring *keyring);

/**
 * tessera_setup_page_begin:
 * @client: a client of the server, without credentials
 *
 * What was entered for the same server is still there.
 */
void tessera_setup_page_begin (TesseraSetupPage *self, TesseraClient *client);

/**
 * tessera_setup_page_cancel:
 *
 * Returns: %FALSE if no server is being set up. Otherwise the attempt ends soon: with an error that
 *   says what may have happened, or with the signal `done`
 */
gboolean tessera_setup_page_cancel (TesseraSetupPage *self);

gboolean tessera_setup_page_is_busy (TesseraSetupPage *self);

/**
 * tessera_setup_page_clear:
 *
 * Removes everything that was entered, for a window that shows something else now.
 */
void tessera_setup_page_clear (TesseraSetupPage *self);

/**
 * tessera_setup_page_take_setup:
 * @save: (out): whether the value should be saved before it is shown
 *
 * Also clears the page.
 *
 * Returns: (transfer full): the result
 */
TesseraServerSetup *tessera_setup_page_take_setup (TesseraSetupPage *self, gboolean *save);

G_END_DECLS

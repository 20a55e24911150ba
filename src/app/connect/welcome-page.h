/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"

G_BEGIN_DECLS

/**
 * TesseraWelcomePage:
 *
 * The page shown without a connection: connect, try the demo server, open or forget a remembered
 * connection, or import those of the `influx` command.
 */
#define TESSERA_TYPE_WELCOME_PAGE (tessera_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraWelcomePage, tessera_welcome_page, TESSERA, WELCOME_PAGE, AdwBin)

/**
 * tessera_welcome_page_set_connections:
 * @connections: the remembered connections; the page follows the list
 * @keyring: has its credentials
 */
void tessera_welcome_page_set_connections (TesseraWelcomePage *self,
                                           TesseraConnectionList *connections,
                                           TesseraKeyring *keyring);

/**
 * tessera_welcome_page_update_offer:
 *
 * Looks again whether the `influx` command has configurations to import (`win.import-influx`).
 */
void tessera_welcome_page_update_offer (TesseraWelcomePage *self);

/**
 * tessera_welcome_page_show_error:
 *
 * Shows why the demo server, or the list of connections, failed.
 */
void tessera_welcome_page_show_error (TesseraWelcomePage *self, const GError *error);

/**
 * tessera_welcome_page_set_hint:
 * @hint: (nullable): a sentence about what to do first; %NULL for the program's description
 */
void tessera_welcome_page_set_hint (TesseraWelcomePage *self, const char *hint);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/create/minter.h"
#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"
#include "demo/demo-server.h"

G_BEGIN_DECLS

/**
 * TesseraServices:
 *
 * What exists once in the whole program: the remembered connections, the keyring, the minter and
 * the demo servers. The application creates it and passes it to the window.
 */
#define TESSERA_TYPE_SERVICES (tessera_services_get_type ())
G_DECLARE_FINAL_TYPE (TesseraServices, tessera_services, TESSERA, SERVICES, GObject)

TesseraServices *tessera_services_new (void);

/**
 * tessera_services_get_connections:
 * tessera_services_get_keyring:
 * tessera_services_get_minter:
 *
 * Returns: (transfer none): for as long as the program runs
 */
TesseraConnectionList *tessera_services_get_connections (TesseraServices *self);
TesseraKeyring *tessera_services_get_keyring (TesseraServices *self);
TesseraMinter *tessera_services_get_minter (TesseraServices *self);

/**
 * tessera_services_set_demo_flavor:
 * @flavor: the kind of demo server that tessera_services_start_demo() returns from now on
 */
void tessera_services_set_demo_flavor (TesseraServices *self, TesseraDemoFlavor flavor);

/**
 * tessera_services_start_demo:
 *
 * Starts the demo server of the chosen flavor inside this process. There is one of each flavor: if
 * it is already running, that one is returned, with everything created there, and one of another
 * flavor keeps running for those who still use it.
 *
 * Returns: (transfer none) (nullable): the server, or %NULL with @error set
 */
TesseraDemoServer *tessera_services_start_demo (TesseraServices *self, GError **error);

/**
 * tessera_services_stop_demos:
 *
 * Stops all demo servers, at the end of the program.
 */
void tessera_services_stop_demos (TesseraServices *self);

G_END_DECLS

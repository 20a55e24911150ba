/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/create/minter.h"
#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"
#include "demo/demo-server.h"

G_BEGIN_DECLS

/**
 * TesseraApplication:
 *
 * The program: its command line, its actions, and what all windows share: the remembered
 * connections, the keyring, the minter and the demo server.
 */
#define TESSERA_TYPE_APPLICATION (tessera_application_get_type ())
G_DECLARE_FINAL_TYPE (TesseraApplication, tessera_application, TESSERA, APPLICATION, AdwApplication)

TesseraApplication *tessera_application_new (void);

TesseraConnectionList *tessera_application_get_connections (TesseraApplication *self);
TesseraKeyring *tessera_application_get_keyring (TesseraApplication *self);
TesseraMinter *tessera_application_get_minter (TesseraApplication *self);

/**
 * tessera_application_start_demo:
 *
 * Starts the demo server inside this process, once; it ends with the program.
 *
 * Returns: (transfer none) (nullable): the server, or %NULL with @error set
 */
TesseraDemoServer *tessera_application_start_demo (TesseraApplication *self, GError **error);

G_END_DECLS

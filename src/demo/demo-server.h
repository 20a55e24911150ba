/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "demo/demo-flavor.h"

G_BEGIN_DECLS

#define TESSERA_TYPE_DEMO_SERVER (tessera_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (TesseraDemoServer, tessera_demo_server, TESSERA, DEMO_SERVER, GObject)

/**
 * tessera_demo_server_new:
 * @flavor: which API to implement
 * @empty: %TRUE for a server that has never been set up; %FALSE for one filled with a plausible
 *   company
 *
 * Returns: (transfer full): a server that is not listening yet
 */
TesseraDemoServer *tessera_demo_server_new (TesseraDemoFlavor flavor, gboolean empty);

/**
 * tessera_demo_server_start:
 * @port: where to listen on 127.0.0.1, or 0 for any free port
 *
 * Listens on loopback only and answers from the thread-default main context of the caller.
 *
 * Returns: %FALSE with @error set if the port can't be used
 */
gboolean tessera_demo_server_start (TesseraDemoServer *self, guint16 port, GError **error);

/**
 * tessera_demo_server_stop:
 *
 * Closes every connection; everything that was created is lost with the object.
 */
void tessera_demo_server_stop (TesseraDemoServer *self);

/**
 * tessera_demo_server_get_address:
 *
 * Returns: (nullable): `http://127.0.0.1:PORT`, or %NULL as long as it is not listening
 */
const char *tessera_demo_server_get_address (TesseraDemoServer *self);

/**
 * tessera_demo_server_get_organization:
 * tessera_demo_server_get_username:
 * tessera_demo_server_get_password:
 * tessera_demo_server_get_token:
 *
 * The credentials. They are a demo's: they give access to nothing else, and can be shown.
 *
 * Returns: (nullable): %NULL with an empty server, and the user name and password on Serverless,
 *   which has no such accounts
 */
const char *tessera_demo_server_get_organization (TesseraDemoServer *self);
const char *tessera_demo_server_get_username (TesseraDemoServer *self);
const char *tessera_demo_server_get_password (TesseraDemoServer *self);
const char *tessera_demo_server_get_token (TesseraDemoServer *self);

G_END_DECLS

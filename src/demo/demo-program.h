/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_demo_program_run:
 * @flavor: (nullable): a name for tessera_demo_flavor_parse()
 * @empty: %TRUE for a server that has never been set up; a Cloud Serverless is never empty
 * @port: where to listen on 127.0.0.1, or 0 for any free port
 *
 * The demo server as a program: listens, prints its address and the credentials, and runs until
 * SIGINT or SIGTERM.
 *
 * Returns: %FALSE with %G_IO_ERROR_INVALID_ARGUMENT for an invalid flavor or combination, and other
 *   errors if the port can't be used
 */
gboolean tessera_demo_program_run (const char *flavor, gboolean empty, guint16 port,
                                   GError **error);

G_END_DECLS

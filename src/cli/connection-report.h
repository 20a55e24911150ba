/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/session/connection-list.h"

G_BEGIN_DECLS

/**
 * cli_connection_load_list:
 *
 * Returns: (transfer full) (nullable): the list of connections
 */
TesseraConnectionList *cli_connection_load_list (GError **error);

/**
 * cli_connection_report:
 * @checked: tessera_session_is_checked()
 *
 * Reports a connection that was saved, and what is unsafe about it.
 */
void cli_connection_report (TesseraConnection *connection, gboolean checked);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/session/connection-list.h"

G_BEGIN_DECLS

/**
 * tessera_connections_menu_new:
 * @connections: the remembered connections; the menu follows the list
 *
 * Returns: (transfer full): a menu of the remembered connections, and of actions for connecting and
 *   disconnecting
 */
GMenuModel *tessera_connections_menu_new (TesseraConnectionList *connections);

G_END_DECLS

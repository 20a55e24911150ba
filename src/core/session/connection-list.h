/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/store-model.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * TesseraConnectionList:
 *
 * The connections that survive a restart: a #GListModel of #TesseraConnection, kept in a key file
 * without any secret (`$XDG_CONFIG_HOME/tessera/connections`).
 */
#define TESSERA_TYPE_CONNECTION_LIST (tessera_connection_list_get_type ())
G_DECLARE_FINAL_TYPE (TesseraConnectionList, tessera_connection_list, TESSERA, CONNECTION_LIST,
                      TesseraStoreModel)

/**
 * tessera_connection_list_new:
 * @path: (nullable): the file; %NULL for the default
 */
TesseraConnectionList *tessera_connection_list_new (const char *path);

/**
 * tessera_connection_list_load:
 *
 * Reads the file. If it does not exist, the list stays as it is. Invalid entries are skipped and
 * stay in the file. A file that can't be read or is damaged is not changed.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE
 */
gboolean tessera_connection_list_load (TesseraConnectionList *self, GError **error);

/**
 * tessera_connection_list_add:
 *
 * Adds or replaces (same ID) a connection, makes it the last used one, and writes the file. Entries
 * that another program has added to the file stay. A file that can't be read is not changed; a
 * damaged one is kept under another name, and the list goes into a new file.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE, or with %TESSERA_ERROR_DAMAGED, whose message says
 *   where the damaged file is; the list in memory has the connection anyway
 */
gboolean tessera_connection_list_add (TesseraConnectionList *self, TesseraConnection *connection,
                                      GError **error);

/**
 * tessera_connection_list_change:
 * @connection: a connection with the ID of one in the list
 *
 * Replaces a connection; the last used one stays what it is.
 *
 * Returns: %FALSE with the errors of tessera_connection_list_add()
 */
gboolean tessera_connection_list_change (TesseraConnectionList *self, TesseraConnection *connection,
                                         GError **error);

/**
 * tessera_connection_list_remove:
 *
 * Removes a connection from the list and from the file.
 *
 * Returns: %FALSE with the errors of tessera_connection_list_add(); it is removed from the list in
 *   memory anyway
 */
gboolean tessera_connection_list_remove (TesseraConnectionList *self, const char *id,
                                         GError **error);

/**
 * tessera_connection_list_find:
 *
 * Returns: (transfer none) (nullable): the connection with this ID
 */
TesseraConnection *tessera_connection_list_find (TesseraConnectionList *self, const char *id);

/**
 * tessera_connection_list_find_same:
 *
 * Returns: (transfer none) (nullable): one with the same address, organization, method and user
 */
TesseraConnection *tessera_connection_list_find_same (TesseraConnectionList *self,
                                                      TesseraConnection *connection);

/**
 * tessera_connection_list_find_address:
 * @address: a normalized address
 *
 * Returns: (transfer none) (nullable): a connection to that server, preferably the last used one
 */
TesseraConnection *tessera_connection_list_find_address (TesseraConnectionList *self,
                                                         const char *address);

/**
 * tessera_connection_list_get_last_used:
 *
 * Returns: (transfer none) (nullable): the connection to open at the next start
 */
TesseraConnection *tessera_connection_list_get_last_used (TesseraConnectionList *self);

G_END_DECLS

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
 * @path: (nullable): the file; %NULL for the usual one
 */
TesseraConnectionList *tessera_connection_list_new (const char *path);

/**
 * tessera_connection_list_load:
 *
 * Reads the file. One that does not exist leaves the list as it is. Entries that make no sense are
 * skipped and stay in the file. One that can't be read or is damaged stays as it is.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE
 */
gboolean tessera_connection_list_load (TesseraConnectionList *self, GError **error);

/**
 * tessera_connection_list_add:
 *
 * Adds or replaces (same ID) a connection, makes it the last used one, and writes the file. What
 * another program added to the file in the meantime stays. A file that can't be read is left alone;
 * a damaged one is kept under another name, and the list goes into a new file.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE, or, for an error to show that says where the damaged
 *   file is, %TESSERA_ERROR_DAMAGED; the list in memory has the connection all the same
 */
gboolean tessera_connection_list_add (TesseraConnectionList *self, TesseraConnection *connection,
                                      GError **error);

/**
 * tessera_connection_list_remove:
 *
 * Removes a connection from the list and from the file.
 *
 * Returns: %FALSE with the errors of tessera_connection_list_add(); the list in memory has it no
 *   longer all the same
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
 * Returns: (transfer none) (nullable): a connection to that server, the last used one if it is
 */
TesseraConnection *tessera_connection_list_find_address (TesseraConnectionList *self,
                                                         const char *address);

/**
 * tessera_connection_list_get_last_used:
 *
 * Returns: (transfer none) (nullable): what to open at the next start
 */
TesseraConnection *tessera_connection_list_get_last_used (TesseraConnectionList *self);

G_END_DECLS

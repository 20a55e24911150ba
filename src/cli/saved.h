/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/base/secret.h"
#include "core/create/minter.h"
#include "core/model/keyring-item.h"
#include "core/session/connection-list.h"

G_BEGIN_DECLS

/**
 * cli_saved_list_visible:
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem) (nullable): the tokens in the keyring;
 *   %NULL with %TESSERA_ERROR_KEYRING_LOCKED if they can't be listed, without a prompt
 */
GPtrArray *cli_saved_list_visible (GError **error);

/**
 * cli_saved_list:
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem) (nullable): the tokens in the keyring;
 *   asks to unlock it if they can't be listed otherwise
 */
GPtrArray *cli_saved_list (GError **error);

/**
 * cli_saved_list_ids:
 * @server: the normalized address of the server
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the IDs of the tokens of @server that
 * are in the keyring; asks to unlock it if they can't be listed otherwise
 */
GHashTable *cli_saved_list_ids (const char *server, GError **error);

/**
 * cli_saved_find:
 * @name: an ID, or a description
 * @server: (nullable): only tokens of this server
 *
 * Returns: (transfer full) (nullable): the one token that matches; if there are several, an error
 *   that lists them
 */
TesseraKeyringItem *cli_saved_find (const char *name, const char *server, GError **error);

/**
 * cli_saved_find_for:
 *
 * The same for a command whose --host is the server.
 */
TesseraKeyringItem *cli_saved_find_for (CliCall *call, const char *name, GError **error);

/**
 * cli_saved_save:
 * @address: the normalized address of the server
 * @mint: the new token
 *
 * Saves the value of a token to a keyring that was prepared, and reports where it is. Ctrl+C does
 * not interrupt this: nobody could say then where the value is. What the keyring does not confirm
 * in time must be printed.
 *
 * Returns: (transfer full) (nullable): the label of the item; %NULL if the value may not be saved
 */
char *cli_saved_save (const char *address, TesseraMint *mint, GError **error);

/**
 * cli_saved_load:
 *
 * Returns: (transfer full) (nullable): its value; asks to unlock the keyring if needed
 */
TesseraSecret *cli_saved_load (TesseraKeyringItem *saved, GError **error);

/**
 * cli_connection_find:
 * @name: an ID, a title (`acme · localhost:8086`), the name of an organization, or an address
 *
 * Returns: (transfer none) (nullable): the one connection that matches; if there are several, an
 *   error that lists them
 */
TesseraConnection *cli_connection_find (TesseraConnectionList *list, const char *name,
                                        GError **error);

/**
 * cli_connection_load:
 *
 * Returns: (transfer full) (nullable): its credentials; asks to unlock the keyring if needed
 */
TesseraSecret *cli_connection_load (TesseraConnection *connection, GError **error);

G_END_DECLS

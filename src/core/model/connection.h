/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/reach.h"

G_BEGIN_DECLS

/**
 * TesseraCredentialsKind:
 * @TESSERA_CREDENTIALS_TOKEN: with an API token
 * @TESSERA_CREDENTIALS_PASSWORD: with user name and password
 */
typedef enum
{
  TESSERA_CREDENTIALS_TOKEN,
  TESSERA_CREDENTIALS_PASSWORD,
} TesseraCredentialsKind;

/**
 * TesseraConnection:
 *
 * A server, an organization and the kind of credentials. It holds no secret: the token or password
 * is in the keyring under the connection's ID. Immutable. Properties for lists: `id`, `title`
 * ("acme · localhost:8086"), `address`.
 */
#define TESSERA_TYPE_CONNECTION (tessera_connection_get_type ())
G_DECLARE_FINAL_TYPE (TesseraConnection, tessera_connection, TESSERA, CONNECTION, GObject)

/**
 * tessera_connection_new:
 * @id: (nullable): a UUID; %NULL for a new one
 * @address: a normalized address
 * @username: (nullable): for %TESSERA_CREDENTIALS_PASSWORD
 */
TesseraConnection *tessera_connection_new (const char *id, const char *address, const char *org_id,
                                           const char *org_name, TesseraCredentialsKind method,
                                           const char *username);

/**
 * tessera_connection_with_server:
 * @server: (nullable): what kind of server it is, such as `InfluxDB 2.9.1`
 *
 * Returns: (transfer full): the same connection with what was found out about its server
 */
TesseraConnection *tessera_connection_with_server (TesseraConnection *self, const char *server);

/**
 * tessera_connection_get_server:
 *
 * Returns: (nullable): what was found out when the connection was last saved
 */
const char *tessera_connection_get_server (TesseraConnection *self);

/**
 * tessera_connection_with_reach:
 *
 * Returns: (transfer full): the same connection, with the same ID, to a server that is reached in
 *   another way; one made by tessera_connection_new() has nothing special
 */
TesseraConnection *tessera_connection_with_reach (TesseraConnection *self, TesseraReach *reach);

const char *tessera_connection_get_id (TesseraConnection *self);
const char *tessera_connection_get_title (TesseraConnection *self);
const char *tessera_connection_get_address (TesseraConnection *self);
const char *tessera_connection_get_org_id (TesseraConnection *self);
const char *tessera_connection_get_org_name (TesseraConnection *self);
TesseraCredentialsKind tessera_connection_get_method (TesseraConnection *self);

/**
 * tessera_connection_get_username:
 *
 * Returns: (nullable): for %TESSERA_CREDENTIALS_PASSWORD
 */
const char *tessera_connection_get_username (TesseraConnection *self);

/**
 * tessera_connection_get_reach:
 *
 * Returns: (transfer none): how the server is reached
 */
TesseraReach *tessera_connection_get_reach (TesseraConnection *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraServerFlavor:
 * @TESSERA_SERVER_UNKNOWN: not asked yet, or neither of the others
 * @TESSERA_SERVER_OSS: a self-hosted InfluxDB 2
 * @TESSERA_SERVER_SERVERLESS: InfluxDB Cloud Serverless
 *
 * Kinds of server. To add one, say here how it is recognized, and in #TesseraServerTraits how it
 * differs; no other code may guess.
 */
typedef enum
{
  TESSERA_SERVER_UNKNOWN,
  TESSERA_SERVER_OSS,
  TESSERA_SERVER_SERVERLESS,
} TesseraServerFlavor;

/**
 * TesseraServerTraits:
 * @flavor: which kind of server it is
 * @takes_passwords: whether users can sign in with a name and a password
 * @has_me: whether it reports who signed a request, like `GET /api/v2/me`
 * @has_resource_types: whether it lists its resource types
 *
 * What a server can do. A client learns it from the answers it gets (opening a session asks for the
 * first three); until then it is assumed to have everything.
 */
typedef struct
{
  TesseraServerFlavor flavor;
  gboolean takes_passwords;
  gboolean has_me;
  gboolean has_resource_types;
} TesseraServerTraits;

/**
 * tessera_server_is_supported:
 * @version: what a server says about its version, for example `1.8.10`
 *
 * Returns: %FALSE for the versions of InfluxDB that have another API (1 and 3); %TRUE for 2, and
 * for what is not a version
 */
gboolean tessera_server_is_supported (const char *version);

/**
 * tessera_server_traits_init:
 *
 * Sets what is assumed about a server that has not been asked yet.
 */
void tessera_server_traits_init (TesseraServerTraits *self);

/**
 * tessera_server_traits_learn_setup:
 * @error: (nullable): the error of asking whether the server was set up
 *
 * Learns the flavor. Cloud Serverless has no such path.
 */
void tessera_server_traits_learn_setup (TesseraServerTraits *self, const GError *error);

/**
 * tessera_server_traits_learn_me:
 * @error: (nullable): the error of asking who is signed in
 */
void tessera_server_traits_learn_me (TesseraServerTraits *self, const GError *error);

/**
 * tessera_server_traits_learn_resource_types:
 * @error: (nullable): the error of asking for the resource types
 */
void tessera_server_traits_learn_resource_types (TesseraServerTraits *self, const GError *error);

G_END_DECLS

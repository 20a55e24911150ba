/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraServerFlavor:
 * @TESSERA_SERVER_UNKNOWN: it was not asked yet, or answered with neither
 * @TESSERA_SERVER_OSS: an InfluxDB 2 of one's own
 * @TESSERA_SERVER_SERVERLESS: InfluxDB Cloud Serverless
 *
 * Kinds of server. To add one, say here how it is told apart, and in #TesseraServerTraits in what
 * it differs; nothing else may guess it.
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
 * @takes_passwords: whether one can sign in with a user name and a password
 * @has_me: whether it reports who signed a request, like `GET /api/v2/me`
 * @has_resource_types: whether it lists its resource types
 *
 * What a server can do. A client learns it from the answers it gets (opening a session asks the
 * first three); until then a server is taken to have everything.
 */
typedef struct
{
  TesseraServerFlavor flavor;
  gboolean takes_passwords;
  gboolean has_me;
  gboolean has_resource_types;
} TesseraServerTraits;

/**
 * tessera_server_traits_init:
 *
 * Sets what holds for a server that was not asked yet.
 */
void tessera_server_traits_init (TesseraServerTraits *self);

/**
 * tessera_server_traits_learn_setup:
 * @error: (nullable): how the question whether the server was set up failed
 *
 * Learns the flavor. Cloud Serverless has no such path.
 */
void tessera_server_traits_learn_setup (TesseraServerTraits *self, const GError *error);

/**
 * tessera_server_traits_learn_me:
 * @error: (nullable): how the question who signs failed
 */
void tessera_server_traits_learn_me (TesseraServerTraits *self, const GError *error);

/**
 * tessera_server_traits_learn_resource_types:
 * @error: (nullable): how the question for the resource types failed
 */
void tessera_server_traits_learn_resource_types (TesseraServerTraits *self, const GError *error);

G_END_DECLS

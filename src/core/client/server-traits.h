/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraServerFlavor:
 * @TESSERA_SERVER_UNKNOWN: not asked yet, or none of the others
 * @TESSERA_SERVER_OSS: a self-hosted InfluxDB 2
 * @TESSERA_SERVER_CLOUD_TSM: InfluxDB Cloud with the storage engine of InfluxDB 2
 * @TESSERA_SERVER_SERVERLESS: InfluxDB Cloud Serverless
 *
 * Kinds of server. To add one, say here how it is recognized, and in #TesseraServerTraits how it
 * differs; no other code may guess.
 */
typedef enum
{
  TESSERA_SERVER_UNKNOWN,
  TESSERA_SERVER_OSS,
  TESSERA_SERVER_CLOUD_TSM,
  TESSERA_SERVER_SERVERLESS,
} TesseraServerFlavor;

/**
 * TesseraServerTraits:
 * @address: the normalized address of the server
 * @flavor: which kind of server it is
 * @version: (nullable): its version in its own words, for example `2.9.1`
 * @has_passwords: whether users can sign in with a name and a password
 * @has_me: whether it reports who signed a request, like `GET /api/v2/me`
 * @has_resource_types: whether it lists its resource types
 * @has_flux: whether it answers queries in Flux; if not, in SQL and InfluxQL
 * @shows_own_tokens_only: whether a list of tokens has only those of the account
 * @is_observed: whether requests that could write, but don't because they are faulty, were tried on
 *   this kind of server
 *
 * What a server can do. A client knows some of it from the address, and learns the rest from the
 * answers it gets (opening a session asks first). What is not known yet is assumed to exist.
 *
 * Cloud's two kinds differ by the region in the address: Serverless has those of
 * tessera_server_get_regions(), the other regions have TSM (InfluxData's list of Cloud URLs). On
 * Serverless the Flux of
 * `/api/v2/query` is not available, and an account sees only its own tokens (InfluxData's
 * documentation of Serverless).
 */
typedef struct
{
  char *address;
  TesseraServerFlavor flavor;
  char *version;
  gboolean has_passwords;
  gboolean has_me;
  gboolean has_resource_types;
  gboolean has_flux;
  gboolean shows_own_tokens_only;
  gboolean is_observed;
} TesseraServerTraits;

/**
 * TesseraServerRegion:
 * @name: its name for people, to be translated
 * @address: its address
 *
 * A region of Cloud Serverless.
 */
typedef struct
{
  const char *name;
  const char *address;
} TesseraServerRegion;

/**
 * tessera_server_get_regions:
 * @count: (out): how many there are
 *
 * Returns: (array length=count) (transfer none): the regions of Cloud Serverless
 */
const TesseraServerRegion *tessera_server_get_regions (gsize *count);

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
 * @address: the normalized address of the server
 *
 * Sets what the address says, or what the last client of the same address has learned in this
 * process, and what is assumed about a server that has not been asked yet. To be called in the main
 * thread only.
 */
void tessera_server_traits_init (TesseraServerTraits *self, const char *address);
void tessera_server_traits_clear (TesseraServerTraits *self);

/**
 * tessera_server_traits_is_cloud:
 *
 * Returns: whether it is known to be InfluxDB Cloud, of either kind
 */
gboolean tessera_server_traits_is_cloud (const TesseraServerTraits *self);

/**
 * tessera_server_traits_get_title:
 *
 * Returns: (transfer full) (nullable): the kind and version of the server for people, such as
 *   `InfluxDB 2.9.1`; %NULL if it is not known
 */
char *tessera_server_traits_get_title (const TesseraServerTraits *self);

/**
 * tessera_server_traits_learn_version:
 * @version: (nullable): what an answer says about the version (`X-Influxdb-Version`)
 * @build: (nullable): what it says about the build (`X-Influxdb-Build`): `OSS` for a self-hosted
 *   one; observed on InfluxDB 2.9.1, which says both with every answer
 */
void tessera_server_traits_learn_version (TesseraServerTraits *self, const char *version,
                                          const char *build);

/**
 * tessera_server_traits_learn_setup:
 * @error: (nullable): the error of asking whether the server was set up
 *
 * Learns the flavor, if nothing else said it. Cloud has no such path. It may answer with a web
 * page, too, but so may anything that is not an InfluxDB: then the flavor stays unknown.
 */
void tessera_server_traits_learn_setup (TesseraServerTraits *self, const GError *error);

/**
 * tessera_server_traits_learn_cloud:
 *
 * Learns that a server without a set-up answers the way InfluxDB does where Cloud has paths.
 */
void tessera_server_traits_learn_cloud (TesseraServerTraits *self);

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

/**
 * tessera_server_traits_is_missing:
 * @error: (nullable): the error of a request
 *
 * Whether the error can be that of a path that the server does not have. For a self-hosted server
 * that is a 404; the others may also answer 401, or with a web page (seen by users of Cloud:
 * influx-cli#492, influxdb-client-java#261).
 */
gboolean tessera_server_traits_is_missing (const TesseraServerTraits *self, const GError *error);

G_END_DECLS

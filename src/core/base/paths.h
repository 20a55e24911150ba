/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Where the HTTP API of an InfluxDB 2 has what, below the server's address: each path once. They
 * are text literals, so that `TESSERA_PATH_BUCKETS "?limit=1"` is one, too. The demo server has its
 * own: it is written from the API's description and not from this program.
 */

#define TESSERA_API "/api/v2"
#define TESSERA_PRIVATE_API "/api/v2private" /* of InfluxDB's own web interface */

#define TESSERA_PATH_ANNOTATIONS TESSERA_PRIVATE_API "/annotations"
#define TESSERA_PATH_AUTHORIZATIONS TESSERA_API "/authorizations"
#define TESSERA_PATH_BUCKETS TESSERA_API "/buckets"
#define TESSERA_PATH_CHECKS TESSERA_API "/checks"
#define TESSERA_PATH_CONFIG TESSERA_API "/config"
#define TESSERA_PATH_DASHBOARDS TESSERA_API "/dashboards"
#define TESSERA_PATH_DOCUMENTS TESSERA_API "/documents"
#define TESSERA_PATH_LABELS TESSERA_API "/labels"
#define TESSERA_PATH_ME TESSERA_API "/me"
#define TESSERA_PATH_NOTEBOOKS TESSERA_PRIVATE_API "/notebooks"
#define TESSERA_PATH_NOTIFICATION_ENDPOINTS TESSERA_API "/notificationEndpoints"
#define TESSERA_PATH_NOTIFICATION_RULES TESSERA_API "/notificationRules"
#define TESSERA_PATH_ORGS TESSERA_API "/orgs"
#define TESSERA_PATH_INFLUXQL "/query" /* the path of InfluxDB 1 */
#define TESSERA_PATH_QUERY TESSERA_API "/query"
#define TESSERA_PATH_REMOTES TESSERA_API "/remotes"
#define TESSERA_PATH_REPLICATIONS TESSERA_API "/replications"
#define TESSERA_PATH_RESOURCES TESSERA_API "/resources"
#define TESSERA_PATH_SCRAPERS TESSERA_API "/scrapers"
#define TESSERA_PATH_SETUP TESSERA_API "/setup"
#define TESSERA_PATH_SIGNIN TESSERA_API "/signin"
#define TESSERA_PATH_SIGNOUT TESSERA_API "/signout"
#define TESSERA_PATH_SOURCES TESSERA_API "/sources"
#define TESSERA_PATH_TASKS TESSERA_API "/tasks"
#define TESSERA_PATH_TELEGRAFS TESSERA_API "/telegrafs"
#define TESSERA_PATH_USERS TESSERA_API "/users"
#define TESSERA_PATH_VARIABLES TESSERA_API "/variables"
#define TESSERA_PATH_WRITE TESSERA_API "/write"

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/model/permission-set.h"
#include "core/model/resource.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/*
 * Strict, typed reading of a server's answers. A member that is missing or of another type is
 * TESSERA_ERROR_BAD_ANSWER, and the message names its path, for example "authorizations[3].id".
 * Members that Tessera does not know are passed over: servers add some with each version.
 */

/**
 * tessera_json_parse:
 * @bytes: an answer's body
 *
 * Returns: (transfer full): the root, or %NULL with %TESSERA_ERROR_NOT_INFLUXDB when it is not JSON
 *   and %TESSERA_ERROR_BAD_ANSWER when it is JSON that ends too early
 */
JsonNode *tessera_json_parse (GBytes *bytes, GError **error);

/**
 * tessera_json_read_setup_allowed:
 *
 * Reads `GET /api/v2/setup`: whether the server still waits to be set up.
 */
gboolean tessera_json_read_setup_allowed (JsonNode *root, gboolean *allowed, GError **error);

/**
 * tessera_json_read_strings:
 *
 * Returns: (transfer full) (nullable): an array of strings, the way `GET /api/v2/resources` has it
 */
GStrv tessera_json_read_strings (JsonNode *root, GError **error);

/**
 * tessera_json_read_user:
 *
 * Returns: (transfer full) (nullable): the user of `GET /api/v2/me`
 */
TesseraResource *tessera_json_read_user (JsonNode *root, GError **error);

/**
 * tessera_json_read_resource:
 * @type: the key of a type that has a listing, such as "buckets"
 *
 * Returns: (transfer full) (nullable): one item by itself
 */
TesseraResource *tessera_json_read_resource (JsonNode *root, const char *type, GError **error);

/**
 * tessera_json_is_of_organization:
 * @org_id: (nullable): an organization
 *
 * Returns: %FALSE when an item's own `orgID` names another organization than @org_id
 */
gboolean tessera_json_is_of_organization (JsonNode *root, const char *org_id);

/**
 * tessera_json_read_resources:
 * @type: the key of a type that has a listing, such as "telegrafs"
 * @org_id: (nullable): leave out what belongs to another organization than this one
 *
 * Returns: (transfer full) (element-type TesseraResource) (nullable): the list
 */
GPtrArray *tessera_json_read_resources (JsonNode *root, const char *type, const char *org_id,
                                        GError **error);

/**
 * tessera_json_read_token:
 *
 * Returns: (transfer full) (nullable): the token. Its value is not part of what is parsed:
 *   tessera_value_finder_take() took it out of the body before
 */
TesseraToken *tessera_json_read_token (JsonNode *root, GError **error);

/**
 * tessera_json_read_tokens:
 *
 * Returns: (transfer full) (element-type TesseraToken) (nullable): the list of
 *   `GET /api/v2/authorizations`
 */
GPtrArray *tessera_json_read_tokens (JsonNode *root, GError **error);

/**
 * tessera_json_read_error:
 * @message: (out) (transfer full): the server's words
 *
 * Reads `{"code", "message"}`.
 *
 * Returns: %FALSE when it is not that; then nothing is set
 */
gboolean tessera_json_read_error (JsonNode *root, char **message);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/model/permission-set.h"
#include "core/model/resource.h"
#include "core/model/setup.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/*
 * Strict, typed reading of a server's answers. A member that is missing or of another type is
 * TESSERA_ERROR_BAD_ANSWER, and the message names its path, for example "authorizations[3].id".
 * Unknown members are ignored: servers add some with each version.
 */

/**
 * tessera_json_parse:
 * @bytes: an answer's body
 *
 * Returns: (transfer full): the root, or %NULL with %TESSERA_ERROR_NOT_INFLUXDB when it is not JSON
 *   and %TESSERA_ERROR_BAD_ANSWER if it is JSON that was cut off
 */
JsonNode *tessera_json_parse (GBytes *bytes, GError **error);

/**
 * tessera_json_read_setup_allowed:
 *
 * Reads `GET /api/v2/setup`: whether the server has yet to be set up.
 */
gboolean tessera_json_read_setup_allowed (JsonNode *root, gboolean *allowed, GError **error);

/**
 * tessera_json_read_setup:
 *
 * Reads the answer to `POST /api/v2/setup`. The token in it has no names, only the IDs of its owner
 * and organization (observed on 2.9.1); they are taken from what is beside it.
 *
 * Returns: (transfer full) (nullable): all but the value, which tessera_value_finder_take() has
 *   removed from the body
 */
TesseraSetupAnswer *tessera_json_read_setup (JsonNode *root, GError **error);

/**
 * tessera_json_read_strings:
 *
 * Returns: (transfer full) (nullable): an array of strings, as in `GET /api/v2/resources`
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
 * @type: the key of a type that can be listed, such as "buckets"
 *
 * Returns: (transfer full) (nullable): a single item
 */
TesseraResource *tessera_json_read_resource (JsonNode *root, const char *type, GError **error);

/**
 * tessera_json_is_of_organization:
 * @org_id: (nullable): an organization
 *
 * Returns: %FALSE if an item's `orgID` is an organization other than @org_id
 */
gboolean tessera_json_is_of_organization (JsonNode *root, const char *org_id);

/**
 * tessera_json_read_resources:
 * @type: the key of a type that can be listed, such as "telegrafs"
 * @org_id: (nullable): leaves out items of other organizations
 *
 * Returns: (transfer full) (element-type TesseraResource) (nullable): the list
 */
GPtrArray *tessera_json_read_resources (JsonNode *root, const char *type, const char *org_id,
                                        GError **error);

/**
 * tessera_json_read_owners:
 * @root: a list of buckets
 *
 * Returns: (transfer full): the IDs of the organizations that the buckets belong to, each once
 */
GStrv tessera_json_read_owners (JsonNode *root);

/**
 * tessera_json_read_token:
 *
 * Returns: (transfer full) (nullable): the token. Its value is not in it:
 *   tessera_value_finder_take() has already removed it from the body
 */
TesseraToken *tessera_json_read_token (JsonNode *root, GError **error);

/**
 * tessera_json_read_tokens:
 *
 * A token of which something can't be read says so (tessera_token_get_oddity()), and hides none of
 * the others. One without an ID is left out, unless all are such.
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
 * Returns: %FALSE if it has another form; then nothing is set
 */
gboolean tessera_json_read_error (JsonNode *root, char **message);

G_END_DECLS

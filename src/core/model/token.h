/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraTokenKind:
 * @TESSERA_TOKEN_CUSTOM: some permissions
 * @TESSERA_TOKEN_ALL_ACCESS: reads and writes everything in its organization
 * @TESSERA_TOKEN_OPERATOR: reads and writes everything in every organization of the server
 */
typedef enum
{
  TESSERA_TOKEN_CUSTOM,
  TESSERA_TOKEN_ALL_ACCESS,
  TESSERA_TOKEN_OPERATOR,
} TesseraTokenKind;

/**
 * TesseraRotationRole:
 * @TESSERA_ROTATION_ROLE_NONE: it is not part of a replacement
 * @TESSERA_ROTATION_ROLE_REPLACED: it is being replaced
 * @TESSERA_ROTATION_ROLE_REPLACEMENT: it was created to replace another one, which still exists
 *
 * A token's part in a replacement; see rotation-list.h.
 */
typedef enum
{
  TESSERA_ROTATION_ROLE_NONE,
  TESSERA_ROTATION_ROLE_REPLACED,
  TESSERA_ROTATION_ROLE_REPLACEMENT,
} TesseraRotationRole;

/**
 * TesseraToken:
 *
 * A token as the server reports it (an `authorization` in its API). Never its value: servers before
 * 2.8 send the value in every list, and it is dropped on reading.
 *
 * Properties for lists: `id`, `description`, `owner`, `status-text`, `summary`, `created` and
 * `updated` (#GDateTime), `active`, `dangling`, `saved` (whether the value is in this desktop's
 * keyring; set by the caller that queried the keyring), `part` (uint, a #TesseraRotationRole; set
 * by the list of rotations).
 */
#define TESSERA_TYPE_TOKEN (tessera_token_get_type ())
G_DECLARE_FINAL_TYPE (TesseraToken, tessera_token, TESSERA, TOKEN, GObject)

/**
 * tessera_token_is_value:
 * @value: what is said to be a token's value
 *
 * InfluxDB's values are URL-safe Base64 (2.9.1: 88 characters). A text that is not printable ASCII,
 * or was escaped in JSON, is not a value: it could not sign anything, and no code expects it.
 *
 * Returns: whether it can be one
 */
gboolean tessera_token_is_value (TesseraSecret *value);

const char *tessera_token_get_id (TesseraToken *self);
const char *tessera_token_get_description (TesseraToken *self);

/**
 * tessera_token_make_name:
 *
 * Returns: (transfer full): the token's name in a sentence: its description, or its ID if that is
 *   empty, isolated by tessera_text_isolate()
 */
char *tessera_token_make_name (TesseraToken *self);
const char *tessera_token_get_org_id (TesseraToken *self);
const char *tessera_token_get_org_name (TesseraToken *self);

/**
 * tessera_token_get_owner_id:
 *
 * Returns: (transfer none): ID of the user that the token belongs to; empty if not reported
 */
const char *tessera_token_get_owner_id (TesseraToken *self);
const char *tessera_token_get_owner (TesseraToken *self);
gboolean tessera_token_is_active (TesseraToken *self);

/**
 * tessera_token_get_summary:
 *
 * Returns: (transfer none): a short translated summary for people of what it allows
 */
const char *tessera_token_get_summary (TesseraToken *self);

/**
 * tessera_token_get_permissions:
 *
 * Returns: (transfer none): its permissions; do not change the set
 */
TesseraPermissionSet *tessera_token_get_permissions (TesseraToken *self);

/**
 * tessera_token_get_listed_permissions:
 *
 * Returns: (transfer none) (element-type TesseraPermission): the same as the server lists them: in
 *   its order, and including duplicates
 */
GPtrArray *tessera_token_get_listed_permissions (TesseraToken *self);

/**
 * tessera_token_get_created:
 *
 * Returns: (nullable) (transfer none): when it was created, if the server reports it
 */
GDateTime *tessera_token_get_created (TesseraToken *self);

/**
 * tessera_token_get_updated:
 *
 * When it was last renamed, activated, deactivated or created. InfluxDB 2.9.1 updates it with every
 * PATCH, including one that changes nothing, and never because the token was used.
 *
 * Returns: (nullable) (transfer none): the time, if the server reports it
 */
GDateTime *tessera_token_get_updated (TesseraToken *self);

TesseraTokenKind tessera_token_get_kind (TesseraToken *self);

/**
 * tessera_token_get_oddity:
 *
 * Returns: (transfer none) (nullable): what could not be read of the server's record, for example
 *   "permissions[3].action: expected read or write"; %NULL for a token that was read completely. An
 *   odd token may be able to do more than tessera_token_get_permissions() says, so it is neither
 *   copied nor replaced
 */
const char *tessera_token_get_oddity (TesseraToken *self);

/**
 * tessera_token_is_server_wide:
 *
 * Returns: %TRUE if one of its permissions is for the whole server, as all of an operator token's
 * are
 */
gboolean tessera_token_is_server_wide (TesseraToken *self);

/**
 * tessera_token_is_dangling:
 *
 * Returns: %TRUE if one of its permissions is for an item that no longer exists
 */
gboolean tessera_token_is_dangling (TesseraToken *self);

TesseraRotationRole tessera_token_get_rotation_role (TesseraToken *self);
void tessera_token_set_rotation_role (TesseraToken *self, TesseraRotationRole part);
gboolean tessera_token_get_saved (TesseraToken *self);
void tessera_token_set_saved (TesseraToken *self, gboolean saved);

/**
 * tessera_token_update:
 * @other: a newer answer about the same token
 *
 * Copies what changed on the server, with a notification for each property that did; `saved` is
 * kept.
 *
 * Returns: whether anything changed
 */
gboolean tessera_token_update (TesseraToken *self, TesseraToken *other);

G_END_DECLS

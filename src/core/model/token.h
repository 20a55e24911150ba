/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraTokenKind:
 * @TESSERA_TOKEN_CUSTOM: some permissions
 * @TESSERA_TOKEN_ALL_ACCESS: reads and writes everything of its organization
 * @TESSERA_TOKEN_OPERATOR: holds a permission on the whole server
 */
typedef enum
{
  TESSERA_TOKEN_CUSTOM,
  TESSERA_TOKEN_ALL_ACCESS,
  TESSERA_TOKEN_OPERATOR,
} TesseraTokenKind;

/**
 * TesseraRotationRole:
 * @TESSERA_ROTATION_ROLE_NONE: it is what it is
 * @TESSERA_ROTATION_ROLE_REPLACED: it is being replaced
 * @TESSERA_ROTATION_ROLE_REPLACEMENT: it was made in the place of another one, which is still there
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
 * What a server tells of a token (an `authorization` in its API). Never its value: servers before
 * 2.8 send that in every list, and it is dropped on reading.
 *
 * Properties for lists: `id`, `description`, `owner`, `status-text`, `summary`, `created`
 * and `updated` (#GDateTime), `active`, `dangling`, `saved` (whether the value is in this desktop's
 * keyring; set by whoever asked the keyring), `part` (uint, a #TesseraRotationRole; set by the list
 * of rotations).
 */
#define TESSERA_TYPE_TOKEN (tessera_token_get_type ())
G_DECLARE_FINAL_TYPE (TesseraToken, tessera_token, TESSERA, TOKEN, GObject)

const char *tessera_token_get_id (TesseraToken *self);
const char *tessera_token_get_description (TesseraToken *self);

/**
 * tessera_token_make_name:
 *
 * Returns: (transfer full): what a sentence calls it: its description, or its ID where that is
 *   empty, as tessera_text_isolate() makes it
 */
char *tessera_token_make_name (TesseraToken *self);
const char *tessera_token_get_org_id (TesseraToken *self);
const char *tessera_token_get_org_name (TesseraToken *self);

/**
 * tessera_token_get_owner_id:
 *
 * Returns: (transfer none): ID of the user that the token belongs to; empty when not told
 */
const char *tessera_token_get_owner_id (TesseraToken *self);
const char *tessera_token_get_owner (TesseraToken *self);
gboolean tessera_token_is_active (TesseraToken *self);

/**
 * tessera_token_get_summary:
 *
 * Returns: (transfer none): what it may do in a few words for people, translated
 */
const char *tessera_token_get_summary (TesseraToken *self);

/**
 * tessera_token_get_permissions:
 *
 * Returns: (transfer none): what it may; do not change it
 */
TesseraPermissionSet *tessera_token_get_permissions (TesseraToken *self);

/**
 * tessera_token_get_listed_permissions:
 *
 * Returns: (transfer none) (element-type TesseraPermission): the same as the server lists them: in
 *   its order, and twice what it has twice
 */
GPtrArray *tessera_token_get_listed_permissions (TesseraToken *self);

/**
 * tessera_token_get_created:
 *
 * Returns: (nullable) (transfer none): when it was made, if the server tells
 */
GDateTime *tessera_token_get_created (TesseraToken *self);

/**
 * tessera_token_get_updated:
 *
 * When it was last renamed or switched, or was made. InfluxDB 2.9.1 moves it with every PATCH, one
 * that changes nothing too, and never because the token was used.
 *
 * Returns: (nullable) (transfer none): that, if the server tells
 */
GDateTime *tessera_token_get_updated (TesseraToken *self);

TesseraTokenKind tessera_token_get_kind (TesseraToken *self);

/**
 * tessera_token_is_dangling:
 *
 * Returns: %TRUE when one of its permissions is for something that is gone
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
 * Takes over what changed on the server, with a notification for each property that did; `saved`
 * stays.
 *
 * Returns: whether anything did
 */
gboolean tessera_token_update (TesseraToken *self, TesseraToken *other);

G_END_DECLS

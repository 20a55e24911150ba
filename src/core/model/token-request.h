/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraTokenRequest:
 *
 * A token to be created: organization, owner, description and permissions. Immutable.
 */
typedef struct _TesseraTokenRequest TesseraTokenRequest;

/**
 * tessera_token_request_new:
 * @org_id: ID of the organization that the token is for
 * @owner_id: (nullable): ID of the user who will own it; %NULL for the signed-in user
 * @description: (nullable): the user's own words; %NULL or blank for the generated description
 * @permissions: (transfer none): what it should allow; copied and reduced
 *
 * Returns: (transfer full): a request
 */
TesseraTokenRequest *tessera_token_request_new (const char *org_id, const char *owner_id,
                                                const char *description,
                                                TesseraPermissionSet *permissions);

/**
 * tessera_token_request_new_exactly:
 * @org_id: the organization
 * @owner_id: (nullable): user ID of the owner; %NULL for the signed-in user
 * @description: (nullable): the description; %NULL to send none
 * @active: whether the token is active from the start
 * @permissions: (transfer none) (element-type TesseraPermission): what it should allow
 *
 * A verbatim request, like those of the `influx` command: no generated description, only duplicates
 * removed, and the permissions in the order they are given in, which is the order in which the
 * server lists them.
 *
 * Returns: (transfer full): a request
 */
TesseraTokenRequest *tessera_token_request_new_exactly (const char *org_id, const char *owner_id,
                                                        const char *description, gboolean active,
                                                        GPtrArray *permissions);

TesseraTokenRequest *tessera_token_request_ref (TesseraTokenRequest *self);
void tessera_token_request_unref (TesseraTokenRequest *self);

const char *tessera_token_request_get_org_id (TesseraTokenRequest *self);

gboolean tessera_token_request_is_active (TesseraTokenRequest *self);

/**
 * tessera_token_request_get_owner_id:
 *
 * Returns: (transfer none) (nullable): ID of the user who will own the token; %NULL for the
 *   signed-in user
 */
const char *tessera_token_request_get_owner_id (TesseraTokenRequest *self);

/**
 * tessera_token_request_get_description:
 *
 * Returns: (transfer none): the user's own words, or the generated description
 */
const char *tessera_token_request_get_description (TesseraTokenRequest *self);
TesseraPermissionSet *tessera_token_request_get_permissions (TesseraTokenRequest *self);

/**
 * tessera_token_request_check:
 *
 * Checks for mistakes that can be found without asking the server.
 *
 * Returns: %FALSE with %TESSERA_ERROR_EMPTY_REQUEST or %TESSERA_ERROR_INVALID
 */
gboolean tessera_token_request_check (TesseraTokenRequest *self, GError **error);

/**
 * tessera_token_request_to_json:
 *
 * Returns: (transfer full): the body of `POST /api/v2/authorizations`
 */
char *tessera_token_request_to_json (TesseraTokenRequest *self);

/**
 * tessera_token_request_to_pretty_json:
 *
 * Returns: (transfer full): the same on several lines, for people; request-preview.h has the other
 *   views of a request
 */
char *tessera_token_request_to_pretty_json (TesseraTokenRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraTokenRequest, tessera_token_request_unref)

G_END_DECLS

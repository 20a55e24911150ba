/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/permission-tree.h"
#include "core/compose/request-preview.h"
#include "core/compose/tree-loader.h"
#include "core/model/template.h"
#include "core/model/token-request.h"
#include "core/model/token.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraDraft:
 *
 * A token that is being composed: its owner, permissions and description. It is what the New Token
 * page shows, without any widgets. The signal `changed` is emitted whenever any of that changes.
 */
#define TESSERA_TYPE_DRAFT (tessera_draft_get_type ())
G_DECLARE_FINAL_TYPE (TesseraDraft, tessera_draft, TESSERA, DRAFT, GObject)

/**
 * tessera_draft_new:
 * @session: where it will be created
 * @types: (array zero-terminated=1): keys of the resource types, as the server lists them
 */
TesseraDraft *tessera_draft_new (TesseraSession *session, const char *const *types);

/**
 * tessera_draft_set_session:
 * @session: the same organization of the same server, signed in to again
 *
 * Continues with other credentials; the user's choices are kept.
 */
void tessera_draft_set_session (TesseraDraft *self, TesseraSession *session);

TesseraPermissionTree *tessera_draft_get_tree (TesseraDraft *self);
TesseraTreeLoader *tessera_draft_get_loader (TesseraDraft *self);

/**
 * tessera_draft_set_description:
 * @description: the user's own words; empty for the generated description
 */
void tessera_draft_set_description (TesseraDraft *self, const char *description);
const char *tessera_draft_get_description (TesseraDraft *self);

/**
 * tessera_draft_set_owner:
 * @owner: (nullable): the user that the token will belong to; %NULL for the signed-in user
 */
void tessera_draft_set_owner (TesseraDraft *self, TesseraResource *owner);

/**
 * tessera_draft_set_owner_of:
 * @token: a token that is to be replaced
 *
 * Makes the owner of @token the owner of the new token, under the name that the server reports with
 * @token: that user may be missing from the server's list of users, or there may be no list. If the
 * server does not report the owner, nothing changes.
 */
void tessera_draft_set_owner_of (TesseraDraft *self, TesseraToken *token);

/**
 * tessera_draft_get_owner:
 *
 * Returns: (transfer none) (nullable): the user that the token will belong to; %NULL if the server
 *   does not report the signed-in user
 */
TesseraResource *tessera_draft_get_owner (TesseraDraft *self);

/**
 * tessera_draft_apply_template:
 *
 * Replaces the selection. A template that looks for a bucket by name selects it once the buckets
 * have been loaded.
 */
void tessera_draft_apply_template (TesseraDraft *self, const TesseraTemplate *template_);

/**
 * tessera_draft_get_template:
 *
 * Returns: (transfer none): the template it started from; initially `custom`
 */
const TesseraTemplate *tessera_draft_get_template (TesseraDraft *self);

/**
 * tessera_draft_copy_token:
 *
 * Replaces the selection with the permissions of @token, and the description with one that says so.
 * Permissions on deleted items are left out. Permissions on its owner's account become permissions
 * on the new owner's.
 *
 * Returns: how many permissions were left out
 */
guint tessera_draft_copy_token (TesseraDraft *self, TesseraToken *token);

/**
 * tessera_draft_get_permissions:
 *
 * Returns: (transfer full): what is selected
 */
TesseraPermissionSet *tessera_draft_get_permissions (TesseraDraft *self);

/**
 * tessera_draft_set_permissions:
 * @permissions: what tessera_draft_get_permissions() returned earlier
 * @template_: the template it started from then
 *
 * Restores an earlier selection.
 */
void tessera_draft_set_permissions (TesseraDraft *self, TesseraPermissionSet *permissions,
                                    const TesseraTemplate *template_);

/**
 * tessera_draft_is_touched:
 *
 * Returns: %TRUE if the user has chosen or entered something that would be lost
 */
gboolean tessera_draft_is_touched (TesseraDraft *self);

/**
 * tessera_draft_get_warnings:
 *
 * Returns: (transfer full) (array zero-terminated=1): warnings for the user, as sentences:
 *   permissions that allow more than it seems, what the template still needs, and what this account
 *   is known to lack (the server requires the creator of a token to have everything that it grants)
 */
GStrv tessera_draft_get_warnings (TesseraDraft *self);

/**
 * tessera_draft_learn:
 * @error: why the token could not be created
 *
 * Remembers which permission the server did not let this account grant, for
 * tessera_draft_get_warnings().
 */
void tessera_draft_learn (TesseraDraft *self, const GError *error);

/**
 * tessera_draft_make_request:
 *
 * Returns: (transfer full): the token to create
 */
TesseraTokenRequest *tessera_draft_make_request (TesseraDraft *self);

/**
 * tessera_draft_check_async:
 *
 * Asks the server whether everything that is selected still exists, before anything is created: see
 * tessera_tree_loader_check_async().
 */
void tessera_draft_check_async (TesseraDraft *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_draft_check_finish:
 *
 * Returns: (transfer full) (nullable): the token to create; %NULL with one of the client's errors,
 *   or with %TESSERA_ERROR_NOT_FOUND, whose message names what is gone and has been deselected
 */
TesseraTokenRequest *tessera_draft_check_finish (TesseraDraft *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_draft_get_context:
 * @place: (out caller-allocates): where the token will be created; valid until the draft changes
 */
void tessera_draft_get_context (TesseraDraft *self, TesseraRequestContext *place);

G_END_DECLS

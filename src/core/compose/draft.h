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
 * A token that is being composed: whose it will be, what it may do, what it is called. What the New
 * Token page shows, without a widget. The signal `changed` is emitted whenever the token to be made
 * has become another one.
 */
#define TESSERA_TYPE_DRAFT (tessera_draft_get_type ())
G_DECLARE_FINAL_TYPE (TesseraDraft, tessera_draft, TESSERA, DRAFT, GObject)

/**
 * tessera_draft_new:
 * @session: where it will be made
 * @types: (array zero-terminated=1): keys of the resource types, as the server lists them
 */
TesseraDraft *tessera_draft_new (TesseraSession *session, const char *const *types);

/**
 * tessera_draft_set_session:
 * @session: the same organization of the same server, signed in to again
 *
 * Goes on with other credentials; nothing that was chosen is lost.
 */
void tessera_draft_set_session (TesseraDraft *self, TesseraSession *session);

TesseraPermissionTree *tessera_draft_get_tree (TesseraDraft *self);
TesseraTreeLoader *tessera_draft_get_loader (TesseraDraft *self);

/**
 * tessera_draft_set_description:
 * @description: the user's own words; empty for the generated ones
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
 * The new token will belong to the owner of @token, by the name that the server reports with
 * @token: the server's list of users may lack that user, or not be available. If the server does
 * not report the owner, the owner stays as it is.
 */
void tessera_draft_set_owner_of (TesseraDraft *self, TesseraToken *token);

/**
 * tessera_draft_get_owner:
 *
 * Returns: (transfer none) (nullable): the user that the token will belong to; %NULL where the
 * server does not report the signed-in user
 */
TesseraResource *tessera_draft_get_owner (TesseraDraft *self);

/**
 * tessera_draft_apply_template:
 *
 * Replaces what is ticked. Of a template that looks for a bucket by its name, that is ticked when
 * the buckets have come.
 */
void tessera_draft_apply_template (TesseraDraft *self, const TesseraTemplate *template_);

/**
 * tessera_draft_get_template:
 *
 * Returns: (transfer none): what it was begun from; `custom` at first
 */
const TesseraTemplate *tessera_draft_get_template (TesseraDraft *self);

/**
 * tessera_draft_copy_token:
 *
 * Replaces what is ticked by the permissions of @token, and the description by one that says so.
 * Permissions on what is gone are left out. Permissions on its owner's account become permissions
 * on the new owner's.
 *
 * Returns: how many permissions were left out
 */
guint tessera_draft_copy_token (TesseraDraft *self, TesseraToken *token);

/**
 * tessera_draft_get_permissions:
 *
 * Returns: (transfer full): what is ticked
 */
TesseraPermissionSet *tessera_draft_get_permissions (TesseraDraft *self);

/**
 * tessera_draft_set_permissions:
 * @permissions: what tessera_draft_get_permissions() returned earlier
 * @template_: what it was begun from then
 *
 * Puts an earlier choice back.
 */
void tessera_draft_set_permissions (TesseraDraft *self, TesseraPermissionSet *permissions,
                                    const TesseraTemplate *template_);

/**
 * tessera_draft_is_touched:
 *
 * Returns: %TRUE when something is chosen or written that would be lost
 */
gboolean tessera_draft_is_touched (TesseraDraft *self);

/**
 * tessera_draft_get_warnings:
 *
 * Returns: (transfer full) (array zero-terminated=1): what the user should know before it is
 * created, as sentences: what reaches further than it seems, what the template still misses, and
 * what this account is known to lack (the server demands of who creates a token all that it grants)
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
 * Returns: (transfer full): what is to be made
 */
TesseraTokenRequest *tessera_draft_make_request (TesseraDraft *self);

/**
 * tessera_draft_check_async:
 *
 * Asks the server whether all that is ticked is still there, before anything is made: see
 * tessera_tree_loader_check_async().
 */
void tessera_draft_check_async (TesseraDraft *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_draft_check_finish:
 *
 * Returns: (transfer full) (nullable): what is to be made; %NULL with one of the client's errors,
 *   or with %TESSERA_ERROR_NOT_FOUND, which names what is gone: its ticks are dropped
 */
TesseraTokenRequest *tessera_draft_check_finish (TesseraDraft *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_draft_get_context:
 * @place: (out caller-allocates): where the token is to be made; valid until the draft changes
 */
void tessera_draft_get_context (TesseraDraft *self, TesseraRequestContext *place);

G_END_DECLS

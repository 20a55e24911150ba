/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/server-traits.h"
#include "core/create/test-outcome.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionProbe:
 *
 * The request that shows whether a token has a permission, and how its answer is judged. For
 * #TesseraTokenTest only.
 */
typedef struct _TesseraPermissionProbe TesseraPermissionProbe;

/**
 * tessera_permission_probe_new:
 * @permission: the permission to test
 * @token: the token that has it
 * @traits: what is known about the server: only one that is observed gets requests that could write
 * @reason: (out) (transfer full): why there is no request, if there is none
 *
 * Returns: (transfer full) (nullable): the request
 */
TesseraPermissionProbe *tessera_permission_probe_new (TesseraPermission *permission,
                                                      TesseraToken *token,
                                                      const TesseraServerTraits *traits,
                                                      char **reason);
void tessera_permission_probe_free (TesseraPermissionProbe *self);

const char *tessera_permission_probe_get_method (TesseraPermissionProbe *self);
const char *tessera_permission_probe_get_path (TesseraPermissionProbe *self);

/**
 * tessera_permission_probe_get_body:
 *
 * Returns: (nullable): JSON
 */
const char *tessera_permission_probe_get_body (TesseraPermissionProbe *self);

/**
 * tessera_permission_probe_judge:
 * @n_items: how many items the answer lists, if it was not a refusal
 * @error: (nullable): the error, if there is no answer. A server accepted the token before, so a
 *   401 is about the permission
 * @reason: (out) (transfer full) (nullable): a sentence about the outcome
 */
TesseraTestOutcome tessera_permission_probe_judge (TesseraPermissionProbe *self, guint n_items,
                                                   const GError *error, char **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraPermissionProbe, tessera_permission_probe_free)

G_END_DECLS

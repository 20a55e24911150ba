/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
 * @permission: what is asked about
 * @token: whose permission it is
 * @reason: (out) (transfer full): without a question, why there is none
 *
 * Returns: (transfer full) (nullable): the question
 */
TesseraPermissionProbe *tessera_permission_probe_new (TesseraPermission *permission,
                                                      TesseraToken *token, char **reason);
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
 * @n_items: how many items the answer lists, of an answer that was not a refusal
 * @error: (nullable): why there is none
 * @reason: (out) (transfer full) (nullable): what is to be said about it
 */
TesseraTestOutcome tessera_permission_probe_judge (TesseraPermissionProbe *self, guint n_items,
                                                   const GError *error, char **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraPermissionProbe, tessera_permission_probe_free)

G_END_DECLS

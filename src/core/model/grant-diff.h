/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraGrantDiffState:
 * @TESSERA_GRANT_DIFF_UNREQUESTED: granted but not requested
 * @TESSERA_GRANT_DIFF_MISSING: requested but not granted
 * @TESSERA_GRANT_DIFF_DANGLING: granted, for an item that does not exist, or no longer exists
 * @TESSERA_GRANT_DIFF_AS_REQUESTED: granted as requested
 *
 * Sorted so that what needs attention comes first.
 */
typedef enum
{
  TESSERA_GRANT_DIFF_UNREQUESTED,
  TESSERA_GRANT_DIFF_MISSING,
  TESSERA_GRANT_DIFF_DANGLING,
  TESSERA_GRANT_DIFF_AS_REQUESTED,
} TesseraGrantDiffState;

/**
 * TesseraGrantDiff:
 *
 * One permission: the granted one compared with the requested one. Immutable.
 */
#define TESSERA_TYPE_GRANT_DIFF (tessera_grant_diff_get_type ())
G_DECLARE_FINAL_TYPE (TesseraGrantDiff, tessera_grant_diff, TESSERA, GRANT_DIFF, GObject)

TesseraPermission *tessera_grant_diff_get_permission (TesseraGrantDiff *self);
TesseraGrantDiffState tessera_grant_diff_get_state (TesseraGrantDiff *self);

/**
 * tessera_grant_diff_compare:
 * @granted: the permissions of the new token as the server reported them
 * @unasked: those of them that were not requested
 * @missing: the permissions that were requested but not granted
 *
 * Returns: (transfer full): a model of #TesseraGrantDiff, sorted by state, then in the order of the
 *   permissions
 */
GListModel *tessera_grant_diff_compare (TesseraPermissionSet *granted,
                                        TesseraPermissionSet *unasked,
                                        TesseraPermissionSet *missing);

/**
 * tessera_grant_diff_count:
 *
 * Returns: how many items of a model of #TesseraGrantDiff have that state
 */
guint tessera_grant_diff_count (GListModel *grants, TesseraGrantDiffState state);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraGrantDiffState:
 * @TESSERA_GRANT_DIFF_UNREQUESTED: granted, and nobody asked for it
 * @TESSERA_GRANT_DIFF_MISSING: asked for, and not granted
 * @TESSERA_GRANT_DIFF_DANGLING: granted, for something that is not there (any more)
 * @TESSERA_GRANT_DIFF_AS_REQUESTED: granted as it was asked for
 *
 * In the order of a list: what wants a look comes first.
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
 * One permission, as it was granted held against how it was asked for. It never changes.
 */
#define TESSERA_TYPE_GRANT_DIFF (tessera_grant_diff_get_type ())
G_DECLARE_FINAL_TYPE (TesseraGrantDiff, tessera_grant_diff, TESSERA, GRANT_DIFF, GObject)

TesseraPermission *tessera_grant_diff_get_permission (TesseraGrantDiff *self);
TesseraGrantDiffState tessera_grant_diff_get_state (TesseraGrantDiff *self);

/**
 * tessera_grant_diff_compare:
 * @granted: what the server told of the token that came to be
 * @unasked: of that, what nobody asked for
 * @missing: what was asked for and not granted
 *
 * Returns: (transfer full): a model of #TesseraGrantDiff, by state and in the order of the
 * permissions
 */
GListModel *tessera_grant_diff_compare (TesseraPermissionSet *granted,
                                        TesseraPermissionSet *unasked,
                                        TesseraPermissionSet *missing);

/**
 * tessera_grant_diff_count:
 *
 * Returns: how many of a model of #TesseraGrantDiff have that state
 */
guint tessera_grant_diff_count (GListModel *grants, TesseraGrantDiffState state);

G_END_DECLS

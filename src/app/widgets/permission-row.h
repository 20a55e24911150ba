/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/create/token-test.h"
#include "core/model/grant-diff.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionRow:
 *
 * A permission in a list with a state for each: an icon, its name, its kind, and the state in
 * words, so that nothing is conveyed by color alone.
 */
#define TESSERA_TYPE_PERMISSION_ROW (tessera_permission_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionRow, tessera_permission_row, TESSERA, PERMISSION_ROW, AdwBin)

/**
 * tessera_permission_row_new_factory:
 *
 * Returns: (transfer full): a factory for lists of #TesseraGrantDiff or of #TesseraTestResult,
 *   whose rows follow their item
 */
GtkListItemFactory *tessera_permission_row_new_factory (void);

G_END_DECLS

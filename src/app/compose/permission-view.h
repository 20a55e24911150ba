/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/permission-tree.h"
#include "core/compose/tree-loader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPermissionView:
 *
 * The widget for the permission tree: Resource · Read · Write, with a search that filters it and
 * opens the types of matching items, and *Only ticked*. The items of a type are fetched when it is
 * first opened or searched; a note row says that they are loading, could not be loaded, or do not
 * exist.
 */
#define TESSERA_TYPE_PERMISSION_VIEW (tessera_permission_view_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionView, tessera_permission_view, TESSERA, PERMISSION_VIEW,
                      AdwBin)

/**
 * tessera_permission_view_set_tree:
 * @tree: (nullable): the tree to show
 * @loader: (nullable): fetches its items; stopped when another tree is shown
 */
void tessera_permission_view_set_tree (TesseraPermissionView *self, TesseraPermissionTree *tree,
                                       TesseraTreeLoader *loader);

/**
 * tessera_permission_view_show_ticked:
 *
 * Opens the types that have ticked items; call it after the tree was filled from a template or a
 * copy.
 */
void tessera_permission_view_show_ticked (TesseraPermissionView *self);

/**
 * tessera_permission_view_start_search:
 *
 * Moves the focus to the search entry.
 */
void tessera_permission_view_start_search (TesseraPermissionView *self);

G_END_DECLS

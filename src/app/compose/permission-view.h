/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/permission-tree.h"
#include "core/compose/tree-loader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPermissionView:
 *
 * The permission tree on the screen: Resource · Read · Write, with a search that narrows it and
 * opens what is found, and *Only ticked*. The items of a type are fetched when it is opened for the
 * first time, or searched; that they come, did not come or are none is a row of its own.
 */
#define TESSERA_TYPE_PERMISSION_VIEW (tessera_permission_view_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionView, tessera_permission_view, TESSERA, PERMISSION_VIEW,
                      AdwBin)

/**
 * tessera_permission_view_set_tree:
 * @tree: (nullable): what to show
 * @loader: (nullable): what fetches its items; stopped when another tree is shown
 */
void tessera_permission_view_set_tree (TesseraPermissionView *self, TesseraPermissionTree *tree,
                                       TesseraTreeLoader *loader);

/**
 * tessera_permission_view_show_ticked:
 *
 * Opens the types of which single items are ticked: after the tree was filled by a template or a
 * copy.
 */
void tessera_permission_view_show_ticked (TesseraPermissionView *self);

/**
 * tessera_permission_view_start_search:
 *
 * Puts the cursor where the search is typed.
 */
void tessera_permission_view_start_search (TesseraPermissionView *self);

G_END_DECLS

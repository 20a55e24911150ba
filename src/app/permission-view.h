/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/client.h"
#include "core/permission-tree.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionView:
 *
 * The permission tree on the screen: Resource · Read · Write. The items of a type are fetched when it is
 * opened for the first time; that they come, did not come or are none is a row of its own.
 */
#define TESSERA_TYPE_PERMISSION_VIEW (tessera_permission_view_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionView, tessera_permission_view, TESSERA, PERMISSION_VIEW,
                      AdwBin)

/**
 * tessera_permission_view_set_tree:
 * @tree: (nullable): what to show
 * @client: (nullable): where its items are fetched
 * @org_id: (nullable): the organisation that they belong to
 */
void tessera_permission_view_set_tree (TesseraPermissionView *self, TesseraPermissionTree *tree,
                                       TesseraClient *client, const char *org_id);

G_END_DECLS

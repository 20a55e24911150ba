/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraGrantState:
 * @TESSERA_GRANT_UNASKED: granted, and nobody asked for it
 * @TESSERA_GRANT_MISSING: asked for, and not granted
 * @TESSERA_GRANT_DANGLING: granted, for something that is not there (any more)
 * @TESSERA_GRANT_AS_ASKED: granted as it was asked for
 *
 * In the order of a list: what wants a look comes first.
 */
typedef enum
{
  TESSERA_GRANT_UNASKED,
  TESSERA_GRANT_MISSING,
  TESSERA_GRANT_DANGLING,
  TESSERA_GRANT_AS_ASKED,
} TesseraGrantState;

/**
 * TesseraGrant:
 *
 * One permission, as it was granted held against how it was asked for. It never changes.
 */
#define TESSERA_TYPE_GRANT (tessera_grant_get_type ())
G_DECLARE_FINAL_TYPE (TesseraGrant, tessera_grant, TESSERA, GRANT, GObject)

TesseraPermission *tessera_grant_get_permission (TesseraGrant *self);
TesseraGrantState tessera_grant_get_state (TesseraGrant *self);

/**
 * tessera_grants_compare:
 * @granted: what the server told of the token that came to be
 * @unasked: of that, what nobody asked for
 * @missing: what was asked for and not granted
 *
 * Returns: (transfer full): a model of #TesseraGrant, by state and in the order of the permissions
 */
GListModel *tessera_grants_compare (TesseraPermissionSet *granted, TesseraPermissionSet *unasked,
                                    TesseraPermissionSet *missing);

/**
 * tessera_grants_count:
 *
 * Returns: how many of a model of #TesseraGrant have that state
 */
guint tessera_grants_count (GListModel *grants, TesseraGrantState state);

G_END_DECLS

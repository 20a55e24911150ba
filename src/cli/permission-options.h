/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/login.h"
#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * cli_permissions_check:
 *
 * Finds mistakes in the requested permissions that can be found without asking the server.
 */
gboolean cli_permissions_check (CliCall *call, GError **error);

/**
 * cli_permissions_take_org:
 * @clone: (nullable): the token to clone
 *
 * Makes sure that @login knows the ID of the organization: it is taken from the token to clone, if
 * that belongs to the requested organization; otherwise it is looked up.
 */
gboolean cli_permissions_take_org (CliLogin *login, TesseraToken *clone, GError **error);

/**
 * cli_permissions_make:
 * @owner_id: (nullable): the user who will own the token, if not the signed-in user
 * @clone: (nullable): the token to clone
 *
 * The permissions that the options of `auth create` request, in influx's order: individual buckets,
 * individual Telegraf configurations, whole types, then those that a template or a clone adds.
 *
 * Returns: (transfer full) (element-type TesseraPermission) (nullable): the permissions
 */
GPtrArray *cli_permissions_make (CliCall *call, CliLogin *login, const char *owner_id,
                                 TesseraToken *clone, GError **error);

G_END_DECLS

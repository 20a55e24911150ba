/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/login.h"
#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * cli_permissions_check:
 *
 * What can be known to be wrong with the permissions asked for without asking the server.
 */
gboolean cli_permissions_check (CliCall *call, GError **error);

/**
 * cli_permissions_take_org:
 * @clone: (nullable): the token to clone
 *
 * Makes sure that @login knows the ID of the organization: a token to clone tells it, if it is of
 * the one that is wanted; otherwise it is looked up.
 */
gboolean cli_permissions_take_org (CliLogin *login, TesseraToken *clone, GError **error);

/**
 * cli_permissions_make:
 * @owner_id: (nullable): the user who will own the token, when it is not who signs in
 * @clone: (nullable): the token to clone
 *
 * The permissions that the options of `auth create` ask for, in the order of influx: single
 * buckets, single Telegraf configurations, whole types, then what a template or a clone adds.
 *
 * Returns: (transfer full) (element-type TesseraPermission) (nullable): the permissions
 */
GPtrArray *cli_permissions_make (CliCall *call, CliLogin *login, const char *owner_id,
                                 TesseraToken *clone, GError **error);

G_END_DECLS

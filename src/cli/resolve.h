/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/login.h"

G_BEGIN_DECLS

/*
 * Names into IDs: each with as few requests as can be, an error for a name that nothing has, and
 * one that lists them for a name that several have. What has the form of an ID is taken for one
 * first, and for a name only when nothing has that ID.
 */

/**
 * cli_looks_like_id:
 *
 * Returns: %TRUE for 16 hexadecimal digits that are not all 0, which is the form of InfluxDB's IDs
 */
gboolean cli_looks_like_id (const char *text);

/**
 * cli_resolve_org:
 *
 * Makes sure that @login knows the ID of its organization.
 */
gboolean cli_resolve_org (CliLogin *login, GError **error);

/**
 * cli_resolve_item:
 * @type: `users`, `buckets` or `telegrafs`
 * @name: a name or an ID
 *
 * Returns: (transfer full) (nullable): the one item that fits
 */
TesseraResource *cli_resolve_item (CliLogin *login, const char *type, const char *name,
                                   GError **error);

/**
 * cli_resolve_token:
 * @name: an ID or a description
 *
 * An ID is taken as it is: whatever is done with it says when there is no such token.
 *
 * Returns: (transfer full) (nullable): the ID of the one token that fits
 */
char *cli_resolve_token (CliLogin *login, const char *name, GError **error);

/**
 * cli_get_token:
 * @name: an ID or a description
 *
 * Returns: (transfer full) (nullable): the one token that fits, as the server has it now
 */
TesseraToken *cli_get_token (CliLogin *login, const char *name, GError **error);

/**
 * cli_resolve_me:
 *
 * Returns: (transfer full) (nullable): ID of the user who signs in
 */
char *cli_resolve_me (CliLogin *login, GError **error);

/**
 * cli_check_value:
 * @client: signs with the value of a token, or with a session
 * @user: (out) (nullable) (transfer full): who that belongs to, if the server tells
 *
 * Asks the server whether it knows a value. One that may not read its own user is known.
 *
 * Returns: %FALSE with the server's refusal
 */
gboolean cli_check_value (TesseraClient *client, TesseraResource **user, GError **error);

G_END_DECLS

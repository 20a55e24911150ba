/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/login.h"

G_BEGIN_DECLS

/*
 * Resolves names to IDs: with as few requests as possible, with an error for a name that does not
 * exist, and one that lists the candidates for an ambiguous name. A text that looks like an ID is
 * tried as an ID first, and as a name only if there is no such ID.
 */

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
 * Returns: (transfer full) (nullable): the one item that matches
 */
TesseraResource *cli_resolve_item (CliLogin *login, const char *type, const char *name,
                                   GError **error);

/**
 * cli_resolve_token:
 * @name: an ID or a description
 *
 * An ID is returned unchanged: the request that uses it will report it if there is no such token.
 *
 * Returns: (transfer full) (nullable): the ID of the one token that matches
 */
char *cli_resolve_token (CliLogin *login, const char *name, GError **error);

/**
 * cli_get_token:
 * @name: an ID or a description
 *
 * Returns: (transfer full) (nullable): the one token that matches, in its current state on the
 *   server
 */
TesseraToken *cli_get_token (CliLogin *login, const char *name, GError **error);

/**
 * cli_resolve_me:
 *
 * Returns: (transfer full) (nullable): ID of the signed-in user
 */
char *cli_resolve_me (CliLogin *login, GError **error);

/**
 * cli_check_value:
 * @client: a client with a token's value, or with a session
 * @user: (out) (nullable) (transfer full): the user that it belongs to, if the server reports it
 *
 * Asks the server whether it knows a value. A value that is not allowed to read its own user is
 * known.
 *
 * Returns: %FALSE with the server's error
 */
gboolean cli_check_value (TesseraClient *client, TesseraResource **user, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/model/token.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * cli_print_token:
 * @value: (nullable): its value, for the answer to a creation
 * @deleted: whether it has just been deleted
 *
 * Prints one token like `influx` does: a table, or an object with `--json`; both are identical to
 * its output for the same answer of a server.
 */
gboolean cli_print_token (CliCall *call, TesseraToken *token, TesseraSecret *value,
                          gboolean deleted, GError **error);

/**
 * cli_print_tokens:
 * @tokens: (element-type TesseraToken): the tokens
 *
 * Prints a list of tokens: a table, or an array with `--json`.
 */
gboolean cli_print_tokens (CliCall *call, GPtrArray *tokens, GError **error);

/**
 * cli_print_permission:
 *
 * Returns: (transfer full): a permission in influx's format: `read:orgs/ORG/buckets/ID`
 */
char *cli_print_permission (TesseraPermission *permission);

/**
 * cli_print_permissions:
 *
 * Returns: (transfer full): the permissions of a set, each on a line of its own, starting with a
 *   newline
 */
char *cli_print_permissions (TesseraPermissionSet *permissions);

/**
 * cli_print_rows:
 * @titles: (array zero-terminated=1): titles of the columns; with `--json`, the members of an
 *   object
 * @rows: (element-type GStrv): the rows, with as many cells each
 *
 * Prints rows of any kind as a table, or as an array of objects with `--json`.
 */
gboolean cli_print_rows (CliCall *call, const char *const *titles, GPtrArray *rows, GError **error);

/**
 * cli_warn_of_loose_names:
 *
 * Warns if a permission of the token has a name that limits nothing.
 */
void cli_warn_of_loose_names (TesseraToken *token);

/**
 * cli_print_setup:
 * @value: (nullable): the value of the operator token, if it should be shown
 *
 * Prints what a server was set up with, like `influx setup`, with the value as one more column or
 * member.
 */
gboolean cli_print_setup (CliCall *call, TesseraSession *session, TesseraResource *bucket,
                          TesseraSecret *value, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/login.h"
#include "core/create/minter.h"

G_BEGIN_DECLS

/**
 * cli_orphans_find:
 * @tokens: (element-type TesseraToken): tokens of the server
 * @asked: when the server was asked for all of its tokens, in seconds since 1970; 0 if @tokens are
 *   not all that the account sees
 *
 * Asks the keyring which of them are saved, if there may be an orphan among them.
 *
 * Returns: (transfer full) (element-type TesseraOrphan): the tokens that were probably created from
 *   here, and whose value was lost
 */
GPtrArray *cli_orphans_find (CliLogin *login, TesseraMinter *minter, GPtrArray *tokens,
                             gint64 asked);

/**
 * cli_orphans_warn:
 *
 * Reports on standard error that there are some, with the same parameters.
 */
void cli_orphans_warn (CliLogin *login, TesseraMinter *minter, GPtrArray *tokens, gint64 asked);

/**
 * cli_orphans_look:
 *
 * Like cli_orphans_warn(), for a command that has no list of tokens: it asks the server for one,
 * but only if an earlier attempt on that server is still open.
 */
void cli_orphans_look (CliLogin *login, TesseraMinter *minter);

G_END_DECLS

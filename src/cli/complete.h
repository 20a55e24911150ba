/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cli_complete:
 * @words: (array zero-terminated=1): the words of the command line up to the cursor, without the
 *   program's name; the last one, which can be empty, is the one being typed. Or `--line` and the
 *   line itself up to the cursor, with the program's name, as bash provides it
 *
 * Prints the candidates for the last word, one per line; called by the completion scripts of the
 * shells. It never fails, never prompts, and gives up on a slow server.
 *
 * Returns: 0
 */
int cli_complete (char **words);

G_END_DECLS

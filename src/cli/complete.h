/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cli_complete:
 * @words: (array zero-terminated=1): the words of the command line up to the cursor, without the
 *   program's; the last one is what is being typed, perhaps empty. Or `--line` and the line itself
 * up to the cursor, with the program's name, as bash has it
 *
 * Prints what could stand at the place of the last word, a line each: what the shells' completions
 * call. It never fails, asks nothing, and gives up on a server that is not quick.
 *
 * Returns: 0
 */
int cli_complete (char **words);

G_END_DECLS

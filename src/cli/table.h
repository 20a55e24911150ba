/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cli_table_align:
 * @text: rows that end in newlines, with cells that end in tabs; the last cell of a row has no tab
 * @length: its length in bytes
 * @into: the buffer to append the table to
 *
 * Pads cells with tabs so that columns line up at tab stops of 8, exactly like Go's
 * `text/tabwriter` does for `influx` (`NewWriter (w, 0, 8, 1, '\t', 0)`), the format that scripts
 * expect. A column is a block of consecutive rows that have a cell in it; a row with a single cell
 * ends all columns.
 */
void cli_table_align (const char *text, gsize length, GString *into);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cli_table_align:
 * @text: rows that end in newlines, of cells that end in tabs; the last cell of a row does not
 * @length: its length in bytes
 * @into: what to append the table to
 *
 * Pads cells with tabs so that columns line up at tab stops of 8, to the letter as Go's
 * `text/tabwriter` does for `influx` (`NewWriter (w, 0, 8, 1, '\t', 0)`), which is the format that
 * scripts know. A column is a block of rows that follow each other and have a cell in it; a row of
 * one cell ends all columns.
 */
void cli_table_align (const char *text, gsize length, GString *into);

G_END_DECLS

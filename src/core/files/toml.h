/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraTomlFunc:
 * @table: the table's name, its parts joined by dots; empty outside of any table
 * @key: the key
 * @value: (nullable): a string, or `true` and `false`; %NULL for a value of another type. It can be
 *   a secret, and is wiped after the call
 * @begin: the offset in the text at which the key begins
 * @end: the offset at which the value ends
 */
typedef void (*TesseraTomlFunc) (const char *table, const char *key, const char *value, gsize begin,
                                 gsize end, gpointer user_data);

/**
 * tessera_toml_read:
 * @text: a TOML 1.0 document, NUL-terminated
 * @line: (out): the first line that is not valid TOML, counted from 1
 *
 * Reads as much of TOML as configurations consist of: tables, inline tables, keys, strings of all
 * four kinds and booleans. Numbers, dates and lists are skipped, and so are the contents of arrays
 * of tables.
 *
 * Returns: %FALSE if it is not valid TOML; the values before @line have been reported
 */
gboolean tessera_toml_read (const char *text, TesseraTomlFunc func, gpointer user_data,
                            guint *line);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraTomlFunc:
 * @table: the table's name, its parts joined by dots; empty outside of any
 * @key: the key
 * @value: (nullable): a string, or `true` and `false`; %NULL for a value of another type. It may be
 *   a secret, and is wiped after the call
 * @begin: where the key begins in the text
 * @end: where the value ends
 */
typedef void (*TesseraTomlFunc) (const char *table, const char *key, const char *value, gsize begin,
                                 gsize end, gpointer user_data);

/**
 * tessera_toml_read:
 * @text: a TOML 1.0 document, NUL-terminated
 * @line: (out): where it is no TOML, counted from 1
 *
 * Reads as much of TOML as configurations are made of: tables, inline tables, keys, strings of all
 * four kinds and booleans. Numbers, dates and lists are stepped over, and so is what stands in
 * arrays of tables.
 *
 * Returns: %FALSE when it is no TOML; what stands before @line was reported
 */
gboolean tessera_toml_read (const char *text, TesseraTomlFunc func, gpointer user_data,
                            guint *line);

G_END_DECLS

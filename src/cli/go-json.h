/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliJson:
 *
 * Writes JSON exactly like Go's `encoding/json` does for `influx` (`SetIndent ("", "\t")`): its
 * escapes and its line breaks differ from those of json-glib.
 */
typedef struct
{
  GString *text;
  guint depth;
  gboolean is_first; /* in the current object or list */
  gboolean has_key;
} CliJson;

/**
 * cli_json_init:
 * @size: the initial capacity; up to that size nothing is reallocated, so no copy of a value is
 *   left behind
 */
void cli_json_init (CliJson *self, gsize size);
void cli_json_begin (CliJson *self, char bracket);
void cli_json_end (CliJson *self, char bracket);
void cli_json_key (CliJson *self, const char *key);
void cli_json_string (CliJson *self, const char *text);
void cli_json_member (CliJson *self, const char *key, const char *text);

/**
 * cli_json_finish:
 *
 * Returns: (transfer full): the document, with a newline at its end
 */
GString *cli_json_finish (CliJson *self);

G_END_DECLS

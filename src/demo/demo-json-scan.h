/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * demo_json_scan:
 *
 * Finds the end of the first JSON value in a text.
 *
 * Returns: (nullable): the end, or %NULL with a %DEMO_JSON_ERROR_JSON in Go's words
 */
const char *demo_json_scan (const char *text, gsize length, GError **error);

G_END_DECLS

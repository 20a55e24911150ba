/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemoJsonError:
 * @DEMO_JSON_ERROR_JSON: it is not JSON, or not of the shape
 * @DEMO_JSON_ERROR_ID: something in it should be an ID and is not
 */
typedef enum
{
  DEMO_JSON_ERROR_JSON,
  DEMO_JSON_ERROR_ID,
} DemoJsonError;

#define DEMO_JSON_ERROR demo_json_error_quark ()
GQuark demo_json_error_quark (void);

/**
 * demo_json_scan:
 *
 * Finds the end of the first JSON value in a text.
 *
 * Returns: (nullable): the end, or %NULL with a %DEMO_JSON_ERROR_JSON in Go's words
 */
const char *demo_json_scan (const char *text, gsize length, GError **error);

G_END_DECLS

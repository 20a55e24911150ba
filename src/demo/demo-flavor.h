/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraDemoFlavor:
 * @TESSERA_DEMO_OSS: InfluxDB OSS 2.9.1, with hashed tokens
 * @TESSERA_DEMO_SERVERLESS: InfluxDB Cloud Serverless, as its published API describes it; other
 *   paths are missing the way InfluxDB says so
 * @TESSERA_DEMO_SERVERLESS_OPEN: the same with the other paths that InfluxData's own programs use
 * @TESSERA_DEMO_SERVERLESS_PAGES: the same with a web page in place of the other paths, and without
 *   a word about which permission is missing
 *
 * What real Serverless does where its published API says nothing is not known, so a client has to
 * work with all three.
 */
typedef enum
{
  TESSERA_DEMO_OSS,
  TESSERA_DEMO_SERVERLESS,
  TESSERA_DEMO_SERVERLESS_OPEN,
  TESSERA_DEMO_SERVERLESS_PAGES,
} TesseraDemoFlavor;

/* The number of flavors. */
#define TESSERA_DEMO_N_FLAVORS (TESSERA_DEMO_SERVERLESS_PAGES + 1)

/**
 * tessera_demo_flavor_parse:
 * @name: (nullable): `oss`, `serverless`, `serverless-open`, or `serverless-pages`; %NULL for `oss`
 * @flavor: (out): the flavor of this name
 *
 * Returns: %FALSE if there is none
 */
gboolean tessera_demo_flavor_parse (const char *name, TesseraDemoFlavor *flavor);

G_END_DECLS

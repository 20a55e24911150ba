/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TESSERA_DURATION_LONGEST:
 *
 * In seconds: InfluxDB counts a duration in nanoseconds, in 64 bits. It accepts a longer one as
 * something else (99999999999999 seconds as 200376420, observed on 2.9.1).
 */
#define TESSERA_DURATION_LONGEST (G_MAXINT64 / G_GINT64_CONSTANT (1000000000))

/**
 * tessera_duration_parse:
 * @text: a duration as `influx` 2.7.5 reads it: numbers, each with one of the units w, d, h, m, s,
 *   ms, us (or µs) and ns, such as `72h` or `1d12h`; or `0`
 * @seconds: (out): how many seconds it is
 *
 * Unlike `influx`, which sends a negative one, and the server takes it for no limit.
 *
 * Returns: %FALSE with %TESSERA_ERROR_INVALID if it is not a duration in whole seconds
 */
gboolean tessera_duration_parse (const char *text, gint64 *seconds, GError **error);

G_END_DECLS

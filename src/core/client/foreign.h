/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/exchange.h"

G_BEGIN_DECLS

/**
 * tessera_foreign_explain:
 * @answer: an answer with a status of 400 or more, and without InfluxDB 2's kind of body
 * @was_signed: whether the request had credentials
 *
 * What did not come from an InfluxDB 2, but from another version of it, from a proxy, from
 * something in front of the server, or from something else altogether.
 *
 * Returns: (transfer full) (nullable): an error of the domain %TESSERA_ERROR; %NULL if it may have
 *   come from an InfluxDB 2
 */
GError *tessera_foreign_explain (const TesseraAnswer *answer, gboolean was_signed);

/**
 * tessera_foreign_new:
 * @answer: any answer that an InfluxDB would not give
 *
 * Returns: (transfer full): the error that says so
 */
GError *tessera_foreign_new (const TesseraAnswer *answer);

/**
 * tessera_foreign_may_have_happened:
 * @answer: an answer with a status of 400 or more, and without InfluxDB 2's kind of body
 *
 * Returns: %FALSE if whoever answered did not let the request through; %TRUE if the server may have
 *   done what the request was for
 */
gboolean tessera_foreign_may_have_happened (const TesseraAnswer *answer);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * tessera_cookies_read:
 * @headers: an answer's headers
 *
 * InfluxDB's own cookie is `influxdb-oss-session` (2.8 and later) or `session` (2.0 to 2.7). What
 * is in front of it may add some, before or after it, and may need them to find the server that
 * has the session: a request has to send all of them back.
 *
 * Returns: (transfer full) (nullable): the cookies that the answer sets, in the form
 *   `name=value; name=value`; %NULL if there are none
 */
TesseraSecret *tessera_cookies_read (SoupMessageHeaders *headers);

G_END_DECLS

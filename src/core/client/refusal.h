/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/exchange.h"
#include "core/model/permission.h"

G_BEGIN_DECLS

/**
 * TesseraSigner:
 *
 * What signed a request, so that a refusal can be put into the right words.
 */
typedef enum
{
  TESSERA_SIGNER_NONE,
  TESSERA_SIGNER_TOKEN,
  TESSERA_SIGNER_PASSWORD,
  TESSERA_SIGNER_SESSION,
} TesseraSigner;

/**
 * tessera_refusal_explain:
 * @answer: an answer with a status of 400 or more
 * @signer: what signed the request
 *
 * Turns a refusal into a sentence with what to do. The statuses and messages are those that an
 * InfluxDB OSS 2.9.1 was seen to send (`tests/data/influxdb-2.9.1.jsonl`).
 *
 * Returns: (transfer full): an error of the domain %TESSERA_ERROR; the server's words are its
 * details, and it is recorded whether the server may have done it all the same (5xx)
 */
GError *tessera_refusal_explain (const TesseraAnswer *answer, TesseraSigner signer);

/**
 * tessera_refusal_mentions:
 * @message: the server's own words of a refusal, for example
 *   `permission read:orgs/ID/tasks is not allowed: …`
 * @permission: a permission that was asked for
 *
 * Returns: %TRUE when the words name exactly @permission; one that is wider or narrower does not
 *   count
 */
gboolean tessera_refusal_mentions (const char *message, const TesseraPermission *permission);

/**
 * tessera_refusal_find_permission:
 * @message: the server's own words
 * @action: (out): `read` or `write`
 * @type: (out): key of the resource type
 *
 * Finds which permission was missing in "write:orgs/ID/authorizations is unauthorized" or
 * "permission read:orgs/ID/tasks is not allowed: …"; "read:orgs/ID is unauthorized" is about
 * `orgs`.
 *
 * Returns: %FALSE when the words name none
 */
gboolean tessera_refusal_find_permission (const char *message, char **action, char **type);

G_END_DECLS

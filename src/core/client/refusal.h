/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/exchange.h"
#include "core/model/permission.h"

G_BEGIN_DECLS

/**
 * TesseraSigner:
 *
 * What signed a request, so that a refusal can be worded accordingly.
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
 * Turns a refusal into a sentence that says what to do. The statuses and messages are those
 * observed on InfluxDB OSS 2.9.1 (`tests/data/influxdb-2.9.1.jsonl`).
 *
 * Returns: (transfer full): an error of the domain %TESSERA_ERROR; the server's message is its
 *   details, and it records whether the server may have done it anyway (5xx)
 */
GError *tessera_refusal_explain (const TesseraAnswer *answer, TesseraSigner signer);

/**
 * tessera_refusal_mentions:
 * @message: the server's message in a refusal, for example `permission read:orgs/ID/tasks is not
 * allowed: …`
 * @permission: a permission that was asked for
 *
 * Returns: %TRUE if it names exactly @permission; a wider or narrower one does not count
 */
gboolean tessera_refusal_mentions (const char *message, const TesseraPermission *permission);

/**
 * tessera_refusal_find_permission:
 * @message: the server's message
 * @action: (out): `read` or `write`
 * @type: (out): key of the resource type
 *
 * Finds which permission was missing in "write:orgs/ID/authorizations is unauthorized" or
 * "permission read:orgs/ID/tasks is not allowed: …"; "read:orgs/ID is unauthorized" is about
 * `orgs`.
 *
 * Returns: %FALSE if the message does not name one
 */
gboolean tessera_refusal_find_permission (const char *message, char **action, char **type);

G_END_DECLS

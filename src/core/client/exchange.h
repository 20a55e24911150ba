/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/base/secret.h"
#include "core/model/reach.h"

G_BEGIN_DECLS

/**
 * TesseraAnswer:
 * @status: the HTTP status
 * @body: the body with every token value overwritten, NUL-terminated
 * @length: its length in bytes
 * @value: (nullable): the token's value in the answer to a creation
 * @cookies: (nullable): the cookies that it sets: tessera_cookies_read()
 * @proxy: (nullable): the proxy that the request went to, in the form `HOST:PORT`
 * @is_of_proxy: whether the proxy answered, and the request did not get to the server
 * @version: (nullable): what InfluxDB it is, in its own words
 * @build: (nullable): which build of it, in the same way
 * @pause: after how many seconds to ask again (`Retry-After`); 0 if the server did not say
 * @challenge: (nullable): the credentials that are missing, if another kind than InfluxDB's
 * @address: (nullable): the address of the client that asked
 * @date: the server's clock when it answered, in seconds since 1970; 0 if it did not say
 *
 * An answer as received, whatever its status. libsoup keeps copies of what it reads and writes in
 * its own buffers and does not wipe them; ours are wiped.
 */
typedef struct
{
  guint status;
  char *body;
  gsize length;
  TesseraSecret *value;
  TesseraSecret *cookies;
  char *proxy;
  gboolean is_of_proxy;
  char *version;
  char *build;
  guint pause;
  char *challenge;
  char *address;
  gint64 date;
} TesseraAnswer;

void tessera_answer_free (TesseraAnswer *self);

/**
 * tessera_exchange_async:
 * @message: the request; sent without following redirects
 * @reach: what the server's certificate is checked against
 * @deadline: how many seconds may pass until the answer begins, and then without a byte of it: a
 *   long answer over a slow line is not given up
 * @received: (nullable) (scope forever): called with each part of a long answer: how many bytes
 *   there are, and how many there will be, -1 if the server did not say
 * @received_data: (nullable): for @received; it has to stay until the exchange is finished
 *
 * One request and its answer. Errors are of the domain %TESSERA_ERROR (%TESSERA_ERROR_UNREACHABLE,
 * %TESSERA_ERROR_TLS, %TESSERA_ERROR_CERTIFICATE_CHANGED, %TESSERA_ERROR_TIMED_OUT,
 * %TESSERA_ERROR_BAD_ANSWER for one that is cut off or larger than 64 MiB,
 * %TESSERA_ERROR_NOT_INFLUXDB for one that is not HTTP, %TESSERA_ERROR_REDIRECTED,
 * %TESSERA_ERROR_CANCELLED). Each records whether the request had been written:
 * tessera_error_may_have_happened(). If it had, it is left to finish even if it is canceled; if
 * not, it never will be.
 */
void tessera_exchange_async (SoupSession *session, SoupMessage *message, TesseraReach *reach,
                             guint deadline, GFileProgressCallback received, gpointer received_data,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * tessera_exchange_finish:
 *
 * Returns: (transfer full) (nullable): the answer
 */
TesseraAnswer *tessera_exchange_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraAnswer, tessera_answer_free)

G_END_DECLS

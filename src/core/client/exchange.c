/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/exchange.h"

#include "core/base/error.h"
#include "core/client/cookies.h"
#include "core/client/failure.h"
#include "core/client/trust.h"
#include "core/client/value-finder.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 10,000 tokens are 9 MB. */
#define LARGEST_ANSWER (64 * 1024 * 1024)
#define LONG_ANSWER (1024 * 1024) /* bytes, from which on its progress is reported */
#define FIRST_ROOM (16 * 1024)
/* Interim answers (1xx) before the real one. libsoup (3.2) reads them without a pause, so that an
 * endless row of them would stop the main loop. */
#define MOST_INTERIM 20

typedef struct
{
  SoupSession *session; /* owned by the task */
  GTask *task;          /* owns this */
  SoupMessage *message;
  GSource *cancelled; /* the caller's cancellable */
  GSource *deadline;
  guint patience; /* seconds */
  gboolean timed_out;
  gboolean written; /* enough of the request for the server to act on it */
  TesseraReach *reach;
  GTlsCertificate *refused;
  GTlsCertificateFlags certificate; /* what is wrong with it */
  gboolean wants_certificate;
  guint interim;         /* answers */
  gboolean over;         /* the outcome is known, whatever libsoup reports from now on */
  GCancellable *sending; /* until the request is written */
  GCancellable *reading; /* NULL until the answer is read */
  TesseraAnswer *answer;
  gsize room;
  GFileProgressCallback received;
  gpointer received_data;
} Exchange;

void
tessera_answer_free (TesseraAnswer *self)
{
  tessera_wipe (self->body, self->length);
  g_free (self->body);
  g_clear_pointer (&self->value, tessera_secret_unref);
  g_clear_pointer (&self->cookies, tessera_secret_unref);
  g_free (self->proxy);
  g_free (self->version);
  g_free (self->build);
  g_free (self->challenge);
  g_free (self->address);
  g_free (self);
}

static void
end_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_source_unref (*source);
    }
  *source = NULL;
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  end_source (&self->cancelled);
  end_source (&self->deadline);
  g_clear_pointer (&self->answer, tessera_answer_free);
  g_clear_object (&self->refused);
  g_object_unref (self->reach);
  g_clear_object (&self->sending);
  g_clear_object (&self->reading);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_free (self);
}

/* The session remembers it: a connection that is used again is not announced. */
#define PROXY "tessera-proxy"

/* Without the user name and password that its address may have. */
static char *
name_proxy (GProxyAddress *address)
{
  g_autoptr (GUri) uri = g_uri_parse (g_proxy_address_get_uri (address), G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri)) : NULL;
}

static void
network_event_cb (Exchange *self, GSocketClientEvent event, GIOStream *stream)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTING || !G_IS_SOCKET_CONNECTION (stream))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (stream), NULL);
  if (G_IS_PROXY_ADDRESS (address))
    g_object_set_data_full (G_OBJECT (self->session), PROXY, name_proxy (G_PROXY_ADDRESS (address)),
                            g_free);
}

static gboolean
accept_certificate_cb (Exchange *self, GTlsCertificate *certificate, GTlsCertificateFlags flags)
{
  const char *host = g_uri_get_host (soup_message_get_uri (self->message));

  self->certificate = tessera_trust_check (self->reach, certificate, host, flags);
  if (self->certificate == 0)
    return TRUE;
  g_set_object (&self->refused, certificate);
  return FALSE;
}

static gboolean
request_certificate_cb (Exchange *self)
{
  self->wants_certificate = TRUE;
  return FALSE;
}

static const char *
get_proxy (const Exchange *self)
{
  return g_object_get_data (G_OBJECT (self->session), PROXY);
}

static GError *
explain (const Exchange *self, const GError *cause)
{
  const TesseraFailurePlace place = {
    .host = g_uri_get_host (soup_message_get_uri (self->message)),
    .proxy = get_proxy (self),
    .written = self->written,
    .certificate = self->certificate,
    .refused = self->refused,
    .pinned = tessera_reach_get_trust (self->reach) == TESSERA_TRUST_FINGERPRINT
                  ? tessera_reach_get_subject (self->reach)
                  : NULL,
    .wants_certificate = self->wants_certificate,
  };

  return tessera_failure_explain (cause, &place);
}

static GError *
new_cancelled (void)
{
  return tessera_error_new (TESSERA_ERROR_CANCELLED, NULL, "%s", _ ("Canceled"));
}

/* Ends the exchange with an error, worded for what happened. Takes ownership of @cause. */
static void
fail_exchange (GTask *task, GError *cause)
{
  Exchange *self = g_task_get_task_data (task);
  GError *error;

  self->over = TRUE;
  if (self->timed_out)
    {
      g_autoptr (GError) late = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");

      error = explain (self, late);
    }
  else if (tessera_error_is_cancelled (cause))
    error = new_cancelled ();
  else if (cause->domain == TESSERA_ERROR)
    error = g_error_copy (cause);
  else
    error = explain (self, cause);
  tessera_error_set_may_have_happened (error, self->written);
  g_error_free (cause);
  g_task_return_error (task, error);
}

/* A request that has not been written yet is canceled, so that it never will be: libsoup 3.2.3 does
 * not immediately end one that waits for a free connection, but writes nothing when its turn comes.
 * One that has been written is not canceled but left to finish: libsoup 3.6.5 drops too many
 * references if it is canceled just as its answer arrives. The session's own timeout ends it if the
 * server stays silent. */
static void
give_up (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  if (self->over)
    return;
  if (self->reading != NULL)
    {
      g_cancellable_cancel (self->reading);
      return;
    }
  if (!self->written)
    g_cancellable_cancel (self->sending);
  fail_exchange (task, new_cancelled ());
}

/* A server can't act before it has all headers; from then on it may, even if it never gets the
 * whole body. This stays true for the exchange if libsoup sends the message again. */
static void
wrote_headers_cb (Exchange *self)
{
  self->written = TRUE;
}

static void
got_informational_cb (Exchange *self)
{
  if (++self->interim < MOST_INTERIM || self->over)
    return;
  g_cancellable_cancel (self->sending);
  fail_exchange (
      self->task,
      tessera_error_new (
          TESSERA_ERROR_BAD_ANSWER, NULL,
          _ ("The server keeps indicating that a response is coming, but never sends one. Check "
             "the address and any proxy in front of the server.")));
}

static gboolean
deadline_cb (gpointer data)
{
  Exchange *self = g_task_get_task_data (data);

  self->timed_out = TRUE;
  give_up (data);
  return G_SOURCE_REMOVE;
}

/* From now on: what comes restarts it. */
static void
start_deadline (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  end_source (&self->deadline);
  self->deadline = g_timeout_source_new_seconds (self->patience);
  g_source_set_callback (self->deadline, deadline_cb, task, NULL);
  g_source_attach (self->deadline, g_task_get_context (task));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer task)
{
  give_up (task);
  return G_SOURCE_REMOVE;
}

/* Headers can have bytes that are not text, and become a part of messages. */
static char *
read_text (SoupMessageHeaders *headers, const char *name)
{
  const char *text = soup_message_headers_get_one (headers, name);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/* Versions 1 and 2 say it with each answer. Version 3 says it only to those whom it knows, but has
 * another header that the others don't have. */
static char *
read_version (SoupMessageHeaders *headers)
{
  if (soup_message_headers_get_one (headers, "X-Influxdb-Version") == NULL &&
      soup_message_headers_get_one (headers, "cluster-uuid") != NULL)
    return g_strdup ("3");
  return read_text (headers, "X-Influxdb-Version");
}

/* Returns 0 if the server did not say. */
static gint64
read_date (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* Seconds, or a time (RFC 9110, 10.2.3). */
static guint
read_pause (SoupMessageHeaders *headers, gint64 date)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) time = NULL;
  guint64 seconds;
  gint64 left;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &seconds, NULL))
    return (guint) seconds;
  time = soup_date_time_new_from_http_string (text);
  left = time != NULL && date != 0 ? g_date_time_to_unix (time) - date : 0;
  return (guint) CLAMP (left, 0, G_MAXUINT);
}

/* An address without the parts that can contain one. */
static char *
hide_secrets (const char *location)
{
  g_autoptr (GUri) uri = g_uri_parse (location, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL)
    return g_strndup (location, strcspn (location, "?#"));
  return g_uri_to_string_partial (uri,
                                  G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
}

static void
finish_exchange (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  TesseraAnswer *answer = self->answer;
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  answer->body[answer->length] = '\0';
  answer->status = soup_message_get_status (self->message);
  answer->value = tessera_value_finder_take (answer->body, answer->length);
  answer->cookies = tessera_cookies_read (headers);
  answer->date = read_date (headers);
  answer->pause = read_pause (headers, answer->date);
  answer->version = read_version (headers);
  answer->build = read_text (headers, "X-Influxdb-Build");
  answer->challenge = read_text (headers, "WWW-Authenticate");
  answer->proxy = g_strdup (get_proxy (self));
  /* An answer to what was not asked: the proxy opens no way to an https server. */
  answer->is_of_proxy = answer->proxy != NULL && !self->written;
  if (answer->status >= 300 && answer->status < 400)
    {
      /* The message names the target, but only the parts that can't contain a secret. */
      g_autofree char *location = read_text (headers, "Location");
      g_autofree char *bare = hide_secrets (location != NULL ? location : "");

      /* Who sends the same request elsewhere has not done it (RFC 9110, 15.4). */
      self->written &= answer->status != 301 && answer->status != 307 && answer->status != 308;
      fail_exchange (
          task, tessera_error_new (
                    TESSERA_ERROR_REDIRECTED, NULL,
                    _ ("The server redirects to “%s”. Tessera doesn’t send credentials when it is "
                       "redirected. If that is the right server, use that address instead."),
                    bare));
      return;
    }
  self->over = TRUE;
  g_task_return_pointer (task, g_steal_pointer (&self->answer),
                         (GDestroyNotify) tessera_answer_free);
}

/* Makes room for more. The old memory is wiped, which realloc() would not do. */
static gboolean
make_room (Exchange *self, GError **error)
{
  TesseraAnswer *answer = self->answer;
  char *larger;

  if (answer->length < self->room)
    return TRUE;
  if (self->room >= LARGEST_ANSWER)
    {
      tessera_set_error (error, TESSERA_ERROR_BAD_ANSWER, NULL,
                         _ ("The server’s response is larger than any that InfluxDB sends. Check "
                            "the address."));
      return FALSE;
    }
  larger = g_malloc (self->room * 4 + 1);
  memcpy (larger, answer->body, answer->length);
  tessera_wipe (answer->body, answer->length);
  g_free (answer->body);
  answer->body = larger;
  self->room *= 4;
  return TRUE;
}

static void
report_progress (const Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  gboolean is_known = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;

  if (self->received != NULL && self->answer->length >= LONG_ANSWER)
    self->received ((goffset) self->answer->length,
                    is_known ? soup_message_headers_get_content_length (headers) : -1,
                    self->received_data);
}

static void read_more (GInputStream *stream, GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (count > 0)
    {
      self->answer->length += (gsize) count;
      start_deadline (task);
      report_progress (self);
    }
  if (count < 0)
    fail_exchange (task, error);
  else if (count == 0)
    finish_exchange (task);
  else if (!make_room (self, &error))
    fail_exchange (task, error);
  else
    read_more (G_INPUT_STREAM (source), g_steal_pointer (&task));
}

/* Takes ownership of @task. */
static void
read_more (GInputStream *stream, GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_read_async (stream, self->answer->body + self->answer->length,
                             self->room - self->answer->length, G_PRIORITY_DEFAULT, self->reading,
                             read_cb, task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (self->over)
    return;
  if (stream == NULL)
    {
      fail_exchange (task, g_steal_pointer (&error));
      return;
    }
  self->reading = g_cancellable_new ();
  read_more (stream, g_steal_pointer (&task));
}

void
tessera_exchange_async (SoupSession *session, SoupMessage *message, TesseraReach *reach,
                        guint deadline, GFileProgressCallback received, gpointer received_data,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (TESSERA_IS_REACH (reach));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  /* The outcome is decided here, not by GTask: a deadline is not a cancellation. */
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Exchange *self;

  g_task_set_source_tag (task, tessera_exchange_async);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_error (task, new_cancelled ());
      g_object_unref (task);
      return;
    }
  self = g_new0 (Exchange, 1);
  self->session = session;
  self->received = received;
  self->received_data = received_data;
  self->message = g_object_ref (message);
  self->reach = g_object_ref (reach);
  self->task = task;
  g_signal_connect_swapped (message, "got-informational", G_CALLBACK (got_informational_cb), self);
  g_signal_connect_swapped (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect_swapped (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect_swapped (message, "accept-certificate", G_CALLBACK (accept_certificate_cb),
                            self);
  g_signal_connect_swapped (message, "request-certificate", G_CALLBACK (request_certificate_cb),
                            self);
  self->sending = g_cancellable_new ();
  self->answer = g_new0 (TesseraAnswer, 1);
  self->room = FIRST_ROOM;
  self->answer->body = g_malloc (self->room + 1);
  g_task_set_task_data (task, self, exchange_free);

  self->patience = deadline;
  start_deadline (task);
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_set_timeout (session, deadline);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->sending, sent_cb, task);
}

TesseraAnswer *
tessera_exchange_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

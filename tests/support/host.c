/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "host.h"

#include <string.h>

static void
answer (TestHost *self, SoupServerMessage *message)
{
  if (self->silent)
    {
      g_set_weak_pointer (&self->waiting, message);
      soup_server_message_pause (message);
      return;
    }
  soup_server_message_set_status (message, self->status, NULL);
  if (self->location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                  self->location);
  if (self->retry_after != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  self->retry_after);
  if (self->body != NULL)
    soup_server_message_set_response (message, self->type, SOUP_MEMORY_COPY, self->body,
                                      strlen (self->body));
}

void
test_host_speak (TestHost *self)
{
  self->silent = FALSE;
  g_assert_nonnull (self->waiting);
  answer (self, self->waiting);
  soup_server_message_unpause (self->waiting);
}

/* Handing on */

typedef struct
{
  SoupServerMessage *from;
  SoupMessage *to;
  gboolean gone;  /* is who asked */
  TestHost *host; /* that swallows the answer, or NULL */
} Forward;

static void
gone_cb (Forward *forward)
{
  forward->gone = TRUE;
}

static void
copy_header (SoupMessageHeaders *from, SoupMessageHeaders *to, const char *name)
{
  const char *value = soup_message_headers_get_one (from, name);

  if (value != NULL)
    soup_message_headers_replace (to, name, value);
}

static void
forwarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forward *forward = user_data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  SoupMessageHeaders *headers = soup_message_get_response_headers (forward->to);
  SoupMessageHeaders *answered = soup_server_message_get_response_headers (forward->from);

  soup_server_message_set_status (forward->from,
                                  body != NULL ? soup_message_get_status (forward->to) : 502, NULL);
  if (body != NULL)
    {
      gsize length;
      const char *data = g_bytes_get_data (body, &length);

      copy_header (headers, answered, "Set-Cookie");
      copy_header (headers, answered, "Content-Type");
      soup_message_body_append (soup_server_message_get_response_body (forward->from),
                                SOUP_MEMORY_COPY, data, length);
    }
  g_signal_handlers_disconnect_by_data (forward->from, forward);
  if (forward->host != NULL)
    forward->host->swallowed++;
  else if (!forward->gone)
    soup_server_message_unpause (forward->from);
  g_object_unref (forward->from);
  g_object_unref (forward->to);
  g_free (forward);
}

static void
hand_on (TestHost *self, SoupServerMessage *message, const char *what, gboolean swallow)
{
  g_autofree char *uri = g_strconcat (self->upstream, what, NULL);
  Forward *forward = g_new0 (Forward, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  forward->host = swallow ? self : NULL;
  forward->from = g_object_ref (message);
  forward->to = soup_message_new (soup_server_message_get_method (message), uri);
  soup_message_add_flags (forward->to, SOUP_MESSAGE_NO_REDIRECT);
  copy_header (headers, soup_message_get_request_headers (forward->to), "Authorization");
  if (!self->drops_cookies)
    copy_header (headers, soup_message_get_request_headers (forward->to), "Cookie");
  if (g_bytes_get_size (bytes) > 0)
    soup_message_set_request_body_from_bytes (
        forward->to, soup_message_headers_get_one (headers, "Content-Type"), bytes);
  g_signal_connect_swapped (message, "finished", G_CALLBACK (gone_cb), forward);
  g_signal_connect_swapped (message, "disconnected", G_CALLBACK (gone_cb), forward);
  soup_server_message_pause (message);
  soup_session_send_and_read_async (self->onwards, forward->to, G_PRIORITY_DEFAULT, NULL,
                                    forwarded_cb, forward);
}

static gboolean
is_faulty (TestHost *self, const char *line)
{
  if (self->fault == NULL || !g_str_has_prefix (line, self->fault))
    return FALSE;
  if (self->skips == 0)
    return TRUE;
  self->skips--;
  return FALSE;
}

static void
handle (SoupServer *http, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer data)
{
  TestHost *self = data;
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *what = g_strconcat (
      g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : "", g_uri_get_query (uri), NULL);
  char *line = g_strconcat (soup_server_message_get_method (message), " ", what, NULL);
  gboolean faulty;

  self->requests++;
  g_ptr_array_add (self->log, line);
  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization") != NULL)
    self->signed_ = TRUE;
  if (self->gate != NULL &&
      g_strcmp0 (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                               "X-Gate"),
                 self->gate) != 0)
    {
      soup_server_message_set_status (message, 403, NULL);
      soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "No entry", 8);
      return;
    }
  faulty = self->onwards == NULL || is_faulty (self, line);
  if (faulty && !self->swallows)
    answer (self, message);
  else
    hand_on (self, message, what, faulty);
}

static TestHost *
new_host (GTlsCertificate *certificate)
{
  TestHost *self = g_new0 (TestHost, 1);
  GSList *uris;

  self->http = soup_server_new ("tls-certificate", certificate, NULL);
  self->log = g_ptr_array_new_with_free_func (g_free);
  soup_server_add_handler (self->http, NULL, handle, self, NULL);
  test_host_set_listening (self, TRUE);
  uris = soup_server_get_uris (self->http);
  self->port = (guint16) g_uri_get_port (uris->data);
  self->address = g_strdup_printf ("%s://127.0.0.1:%u", g_uri_get_scheme (uris->data), self->port);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

TestHost *
test_host_new (guint status, const char *type, const char *body)
{
  TestHost *self = new_host (NULL);

  self->status = status;
  self->type = type;
  self->body = body;
  return self;
}

TestHost *
test_host_new_tls (const char *pem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  TestHost *self;

  g_assert_no_error (error);
  self = new_host (certificate);
  self->status = 200;
  return self;
}

void
test_host_present (TestHost *self, const char *pem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  soup_server_set_tls_certificate (self->http, certificate);
}

char *
test_host_read_pem (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.pem", g_getenv ("TEST_TLS"), name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

TestHost *
test_host_new_before (const char *upstream)
{
  TestHost *self = test_host_new (200, "application/json", NULL);

  self->onwards = soup_session_new ();
  self->upstream = g_strdup (upstream);
  return self;
}

void
test_host_fail (TestHost *self, const char *fault, guint status, const char *body)
{
  self->fault = fault;
  self->status = status;
  self->body = body;
}

guint
test_host_count (TestHost *self, const char *beginning)
{
  guint count = 0;

  for (guint i = 0; i < self->log->len; i++)
    count += g_str_has_prefix (g_ptr_array_index (self->log, i), beginning);
  return count;
}

void
test_host_set_listening (TestHost *self, gboolean listening)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  if (soup_server_get_tls_certificate (self->http) != NULL)
    options |= SOUP_SERVER_LISTEN_HTTPS;
  if (listening)
    g_assert_true (soup_server_listen_local (self->http, self->port, options, NULL));
  else
    soup_server_disconnect (self->http);
}

void
test_host_free (TestHost *self)
{
  g_clear_weak_pointer (&self->waiting);
  soup_server_disconnect (self->http);
  if (self->onwards != NULL)
    soup_session_abort (self->onwards);
  g_clear_object (&self->onwards);
  g_object_unref (self->http);
  g_ptr_array_unref (self->log);
  g_free (self->upstream);
  g_free (self->address);
  g_free (self);
}

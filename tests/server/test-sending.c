/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a request reached the server is known, not guessed: each way in which an exchange ends,
 * seen from a server that counts what it was sent. */

#include "await.h"
#include "core/base/error.h"
#include "core/client/client.h"
#include "host.h"

#include <string.h>

/* A key of nobody, which the test's own server shows a certificate with. */
static const char pem[] = "-----BEGIN EC PRIVATE KEY-----\n"
                          "MHcCAQEEICc1QN9yMdcCMcRP7OKlQ41u7eoBfZeWzJD532Tim8B7oAoGCCqGSM49\n"
                          "AwEHoUQDQgAEwrk9OMVNo9A9k7eC9bjdKxHph1HNtf78oyaW+URnOFsgk9cR1Msy\n"
                          "DSRfRDyVP7ZDEGl4Rgure5DkAsBwV50t3g==\n"
                          "-----END EC PRIVATE KEY-----\n"
                          "-----BEGIN CERTIFICATE-----\n"
                          "MIIBhjCCASugAwIBAgIUYTMMgEWnBHWfB5CXnYUk3hsPECUwCgYIKoZIzj0EAwIw\n"
                          "FzEVMBMGA1UEAwwMdGVzc2VyYS10ZXN0MCAXDTI2MTEyNzE2NTMyOFoYDzIxMjYx\n"
                          "MTAzMTY1MzI4WjAXMRUwEwYDVQQDDAx0ZXNzZXJhLXRlc3QwWTATBgcqhkjOPQIB\n"
                          "BggqhkjOPQMBBwNCAATCuT04xU2j0D2Tt4L1uN0rEemHUc21/vyjJpb5RGc4WyCT\n"
                          "1xHUyzINJF9EPJU/tkMQaXhGC6t7kOQCwHBXnS3eo1MwUTAdBgNVHQ4EFgQUNlzV\n"
                          "HjmXl2aOYfTI+buzD2B3RJwwHwYDVR0jBBgwFoAUNlzVHjmXl2aOYfTI+buzD2B3\n"
                          "RJwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA2eh2YLx6GV3y\n"
                          "tMKVmH4JyVEel/rgECvH1+mwhQyKXXUCIQD4x18wxpQmCLL9BRyO6oIIZ+tNMSxQ\n"
                          "4pjaxZAqFN4LgQ==\n"
                          "-----END CERTIFICATE-----\n";

typedef enum
{
  RAW_SILENT,  /* takes what it is sent, and says nothing */
  RAW_GARBAGE, /* says something that is no TLS, and hangs up */
  RAW_CLOSING, /* hangs up once it has a request */
} RawWay;

/* Sockets without any HTTP. */
typedef struct
{
  GSocketService *service;
  RawWay way;
  guint16 port;
  GPtrArray *connections;
  guint expected; /* more than so many connections are waited for */
  GString *received;
  char buffer[4096];
} Raw;

static void read_more (Raw *self, GSocketConnection *connection);

static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSocketConnection *connection = user_data;
  Raw *self = g_object_get_data (G_OBJECT (connection), "raw");
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (count > 0)
    g_string_append_len (self->received, self->buffer, count);
  if (count > 0 && (self->way == RAW_SILENT || strstr (self->received->str, "}]}") == NULL))
    read_more (self, connection);
  else
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static void
read_more (Raw *self, GSocketConnection *connection)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), self->buffer,
                             sizeof self->buffer, G_PRIORITY_DEFAULT, NULL, received_cb,
                             connection);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, Raw *self)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_object_set_data (G_OBJECT (connection), "raw", self);
  if (self->way != RAW_GARBAGE)
    {
      read_more (self, connection);
      return TRUE;
    }
  g_output_stream_write_all (out, "220 hello, this is mail\r\n", 25, NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static Raw *
raw_new (RawWay way)
{
  Raw *self = g_new0 (Raw, 1);

  self->way = way;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->received = g_string_new (NULL);
  self->service = g_socket_service_new ();
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  g_assert_cmpuint (self->port, !=, 0);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  return self;
}

static gboolean
is_connected (gpointer raw)
{
  return ((Raw *) raw)->connections->len > 0;
}

static gboolean
is_closed (gpointer raw)
{
  Raw *self = raw;

  for (guint i = 0; i < self->connections->len; i++)
    if (!g_io_stream_is_closed (self->connections->pdata[i]))
      return FALSE;
  return TRUE;
}

/* The client has hung up everywhere by then. */
static void
raw_free (Raw *self)
{
  test_wait_until ("the client to hang up", is_closed, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_ptr_array_unref (self->connections);
  g_string_free (self->received, TRUE);
  g_free (self);
}

/* Asking: a creation, as it is what must not be guessed about */

static TesseraClient *
new_client (const char *scheme, guint port)
{
  g_autofree char *address = g_strdup_printf ("%s://127.0.0.1:%u", scheme, port);

  return tessera_client_new (address);
}

static void
begin_named (TesseraClient *client, const char *description, GCancellable *cancellable,
             GAsyncResult **result)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission = tessera_permission_new (
      TESSERA_ACTION_READ, "buckets", "00000000000000aa", "0000000000000001", NULL);
  g_autoptr (TesseraTokenRequest) request = NULL;

  tessera_permission_set_add (set, permission);
  request = tessera_token_request_new ("00000000000000aa", NULL, description, set);
  tessera_client_create_token_async (client, request, cancellable, test_store_result, result);
}

static void
begin (TesseraClient *client, GCancellable *cancellable, GAsyncResult **result)
{
  begin_named (client, "sent?", cancellable, result);
}

static GError *
end (TesseraClient *client, GAsyncResult **result)
{
  g_autoptr (TesseraSecret) value = NULL;
  GError *error = NULL;

  g_assert_null (tessera_client_create_token_finish (client, test_wait (result), &value, &error));
  g_assert_nonnull (error);
  return error;
}

static GError *
create (TesseraClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;

  begin (client, NULL, &result);
  return end (client, &result);
}

static void
check (const GError *error, TesseraError code, gboolean may_have_happened)
{
  g_autoptr (GError) copy = g_error_copy (error);

  g_assert_error (error, TESSERA_ERROR, (int) code);
  g_assert_cmpint (tessera_error_may_have_happened (error), ==, may_have_happened);
  g_assert_cmpint (tessera_error_may_have_happened (copy), ==, may_have_happened);
  g_assert_cmpint (tessera_error_is_cancelled (error), ==, code == TESSERA_ERROR_CANCELLED);
}

/* Nothing was sent */

static void
test_refused (void)
{
  Raw *raw = raw_new (RAW_SILENT);
  guint port = raw->port;
  g_autoptr (TesseraClient) client = new_client ("http", port);
  g_autoptr (GError) error = NULL;

  raw_free (raw);
  error = create (client);
  check (error, TESSERA_ERROR_UNREACHABLE, FALSE);
}

static gboolean
has_tls (void)
{
  if (g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    return TRUE;
  g_test_skip ("GLib has no TLS here");
  return FALSE;
}

static void
test_no_tls (void)
{
  Raw *raw;
  g_autoptr (TesseraClient) client = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_tls ())
    return;
  raw = raw_new (RAW_GARBAGE);
  client = new_client ("https", raw->port);
  error = create (client);
  check (error, TESSERA_ERROR_TLS, FALSE);
  /* It is not the certificate: there is none. */
  g_assert_null (strstr (error->message, "certificate"));
  g_assert_nonnull (strstr (error->message, "nothing was sent"));
  raw_free (raw);
}

/* A handshake that is never answered, ended by the deadline or by somebody. */
static void
test_handshake (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TesseraClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) late = NULL, cancelled = NULL;
  Raw *raw;

  if (!has_tls ())
    return;
  raw = raw_new (RAW_SILENT);
  client = new_client ("https", raw->port);
  begin (client, cancellable, &result);
  test_wait_until ("the client to connect", is_connected, raw);
  g_cancellable_cancel (cancellable);
  cancelled = end (client, &result);
  check (cancelled, TESSERA_ERROR_CANCELLED, FALSE);

  tessera_client_set_deadline (client, 1);
  late = create (client);
  check (late, TESSERA_ERROR_TIMED_OUT, FALSE);
  raw_free (raw);
}

static void
test_cancelled_before (void)
{
  Raw *raw = raw_new (RAW_SILENT);
  g_autoptr (TesseraClient) client = new_client ("http", raw->port);
  g_autoptr (GCancellable) before = g_cancellable_new (), at_once = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) first_error = NULL, second_error = NULL;

  g_cancellable_cancel (before);
  begin (client, before, &first);
  first_error = end (client, &first);
  check (first_error, TESSERA_ERROR_CANCELLED, FALSE);

  begin (client, at_once, &second);
  g_cancellable_cancel (at_once);
  second_error = end (client, &second);
  check (second_error, TESSERA_ERROR_CANCELLED, FALSE);
  raw_free (raw);
}

static void
hang_up (Raw *self)
{
  for (guint i = 0; i < self->connections->len; i++)
    g_socket_shutdown (g_socket_connection_get_socket (self->connections->pdata[i]), TRUE, TRUE,
                       NULL);
}

static gboolean
has_another (gpointer raw)
{
  return ((Raw *) raw)->connections->len > ((Raw *) raw)->expected;
}

static guint
count_requests (Raw *self)
{
  guint count = 0;

  for (const char *at = self->received->str; (at = strstr (at, "sent?")) != NULL; at++)
    count++;
  return count;
}

static gboolean
has_all (gpointer raw)
{
  return count_requests (raw) == ((Raw *) raw)->expected + 1;
}

/* A client opens so many connections and no more; what waits for one of them was not sent. */
static void
test_cancelled_in_line (void)
{
  Raw *raw = raw_new (RAW_SILENT);
  g_autoptr (TesseraClient) client = new_client ("http", raw->port);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) last = NULL, after = NULL;
  GAsyncResult *others[64] = { NULL };
  g_autoptr (GError) error = NULL;

  for (raw->expected = 0; raw->expected < G_N_ELEMENTS (others); raw->expected++)
    {
      begin (client, NULL, &others[raw->expected]);
      test_wait_until ("the client to connect", has_another, raw);
    }
  begin_named (client, "never", cancellable, &last);
  g_cancellable_cancel (cancellable);
  error = end (client, &last);
  check (error, TESSERA_ERROR_CANCELLED, FALSE);
  hang_up (raw);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) broken = end (client, &others[i]);

      check (broken, TESSERA_ERROR_BAD_ANSWER, TRUE);
      g_clear_object (&others[i]);
    }
  /* Its turn came, and it is still not sent. */
  begin (client, NULL, &after);
  test_wait_until ("the server to have the next one", has_all, raw);
  hang_up (raw);
  g_clear_error (&error);
  error = end (client, &after);
  g_assert_null (strstr (raw->received->str, "never"));
  raw_free (raw);
}

/* It was sent */

static gboolean
has_request (gpointer raw)
{
  return strstr (((Raw *) raw)->received->str, "}]}") != NULL;
}

static void
test_closed (void)
{
  Raw *raw = raw_new (RAW_CLOSING);
  g_autoptr (TesseraClient) client = new_client ("http", raw->port);
  g_autoptr (GError) error = create (client);

  check (error, TESSERA_ERROR_BAD_ANSWER, TRUE);
  g_assert_true (has_request (raw));
  raw_free (raw);
}

static void
test_cancelled_after (void)
{
  Raw *raw = raw_new (RAW_SILENT);
  g_autoptr (TesseraClient) client = new_client ("http", raw->port);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) cancelled = NULL, late = NULL;

  tessera_client_set_deadline (client, 1);
  begin (client, cancellable, &result);
  test_wait_until ("the server to have the request", has_request, raw);
  g_cancellable_cancel (cancellable);
  cancelled = end (client, &result);
  check (cancelled, TESSERA_ERROR_CANCELLED, TRUE);

  late = create (client);
  check (late, TESSERA_ERROR_TIMED_OUT, TRUE);
  raw_free (raw);
}

/* With a certificate that nobody vouches for */

static gboolean
is_asked (gpointer host)
{
  return ((TestHost *) host)->requests > 0;
}

static void
test_certificate (void)
{
  g_autoptr (TesseraClient) client = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL, cancelled = NULL;
  g_autoptr (TesseraReach) any = tessera_reach_new (TESSERA_TRUST_NONE, NULL, NULL);
  TestHost *host;

  if (!has_tls ())
    return;
  host = test_host_new_tls (pem);
  client = tessera_client_new (host->address);
  error = create (client);
  check (error, TESSERA_ERROR_TLS, FALSE);
  g_assert_nonnull (strstr (
      error->message,
      "is not trusted, because this computer does not know who issued it, so nothing was sent"));
  g_assert_cmpuint (host->requests, ==, 0);

  /* HTTP/2, which libsoup speaks over TLS, counts what it writes in another way. */
  host->silent = TRUE;
  tessera_client_set_reach (client, any);
  begin (client, cancellable, &result);
  test_wait_until ("the server to be asked", is_asked, host);
  g_cancellable_cancel (cancellable);
  cancelled = end (client, &result);
  check (cancelled, TESSERA_ERROR_CANCELLED, TRUE);
  test_host_free (host);
}

/* An answer that comes byte by byte, for longer than the client is ready to wait for one. */

typedef struct
{
  GIOStream *connection;
  const char *rest;
} Drip;

static gboolean
drip_cb (gpointer data)
{
  Drip *drip = data;

  if (*drip->rest == '\0')
    {
      g_io_stream_close (drip->connection, NULL, NULL);
      g_object_unref (drip->connection);
      g_free (drip);
      return G_SOURCE_REMOVE;
    }
  g_output_stream_write (g_io_stream_get_output_stream (drip->connection), drip->rest++, 1, NULL,
                         NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
drip_to (GSocketService *service, GSocketConnection *connection)
{
  Drip *drip = g_new0 (Drip, 1);
  const char *head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                     "Content-Length: 17\r\nConnection: close\r\n\r\n";

  drip->connection = g_object_ref (G_IO_STREAM (connection));
  drip->rest = "{\"allowed\": true}";
  g_output_stream_write_all (g_io_stream_get_output_stream (drip->connection), head, strlen (head),
                             NULL, NULL, NULL);
  g_timeout_add (150, drip_cb, drip);
  return TRUE;
}

static void
test_drip (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (TesseraClient) client = tessera_client_new (address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean allowed = FALSE;

  g_signal_connect (service, "incoming", G_CALLBACK (drip_to), NULL);
  g_socket_service_start (service);
  tessera_client_set_deadline (client, 1);
  tessera_client_get_setup_allowed_async (client, NULL, test_store_result, &result);
  g_assert_true (
      tessera_client_get_setup_allowed_finish (client, test_wait (&result), &allowed, &error));
  g_assert_no_error (error);
  g_assert_true (allowed);
  g_socket_service_stop (service);
}

/* It was answered */

static void
check_answer (guint status, const char *body, TesseraError code, gboolean may_have_happened)
{
  TestHost *host = test_host_new (status, "application/json", body);
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GError) error = create (client);

  check (error, code, may_have_happened);
  test_host_free (host);
}

#define WORDS(code) "{\"code\":\"" code "\",\"message\":\"no\"}"

static void
test_answers (void)
{
  check_answer (401, WORDS ("unauthorized"), TESSERA_ERROR_UNAUTHORIZED, FALSE);
  check_answer (403, WORDS ("forbidden"), TESSERA_ERROR_FORBIDDEN, FALSE);
  check_answer (400, WORDS ("invalid"), TESSERA_ERROR_INVALID, FALSE);
  check_answer (422, WORDS ("conflict"), TESSERA_ERROR_CONFLICT, FALSE);
  check_answer (429, WORDS ("too many requests"), TESSERA_ERROR_TOO_MANY_REQUESTS, FALSE);
  check_answer (500, WORDS ("internal error"), TESSERA_ERROR_SERVER, TRUE);
  check_answer (504, "", TESSERA_ERROR_SERVER, TRUE);
  check_answer (404, "<h1>Not Found</h1>", TESSERA_ERROR_NOT_INFLUXDB, TRUE);
  check_answer (302, "", TESSERA_ERROR_REDIRECTED, TRUE);
  check_answer (307, "", TESSERA_ERROR_REDIRECTED, FALSE);
  /* Something in front: after the work, and instead of it. */
  check_answer (429, "slow down", TESSERA_ERROR_TOO_MANY_REQUESTS, TRUE);
  check_answer (413, "<h1>Too Large</h1>", TESSERA_ERROR_NOT_INFLUXDB, FALSE);
  check_answer (405, "", TESSERA_ERROR_NOT_FOUND, FALSE);
  /* Done, but what came back can't be used. */
  check_answer (201, "<html></html>", TESSERA_ERROR_NOT_INFLUXDB, TRUE);
  check_answer (201, "{\"id\":\"1\",\"token\":\"abc\"", TESSERA_ERROR_BAD_ANSWER, TRUE);
  check_answer (
      201,
      "{\"id\":\"0a00000000000001\",\"orgID\":\"0b00000000000001\",\"status\":\"active\",\"description\":\"it\",\"permissions\":[]}",
      TESSERA_ERROR_VALUE_LOST, TRUE);
}

/* What has no record: safe is to say that it is not known. */
static void
test_others (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "");
  g_autoptr (GError) ours = tessera_error_new (TESSERA_ERROR_STORAGE, NULL, "x");

  g_assert_true (tessera_error_may_have_happened (cancelled));
  g_assert_true (tessera_error_is_cancelled (cancelled));
  g_assert_false (tessera_error_may_have_happened (other));
  tessera_error_set_may_have_happened (other, TRUE);
  g_assert_false (tessera_error_may_have_happened (other));
  g_assert_false (tessera_error_may_have_happened (ours));
  g_assert_false (tessera_error_is_cancelled (ours));
  g_assert_false (tessera_error_is_cancelled (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sending/refused", test_refused);
  g_test_add_func ("/sending/no-tls", test_no_tls);
  g_test_add_func ("/sending/handshake", test_handshake);
  g_test_add_func ("/sending/cancelled-before", test_cancelled_before);
  g_test_add_func ("/sending/cancelled-in-line", test_cancelled_in_line);
  g_test_add_func ("/sending/closed", test_closed);
  g_test_add_func ("/sending/cancelled-after", test_cancelled_after);
  g_test_add_func ("/sending/certificate", test_certificate);
  g_test_add_func ("/sending/answers", test_answers);
  g_test_add_func ("/sending/others", test_others);
  g_test_add_func ("/sending/drip", test_drip);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer to a creation, cut off after each of its bytes, or announced without an end: never
 * "nothing happened", always an entry in the journal, and the value in no error. */

#include "await.h"
#include "core/base/error.h"
#include "core/create/minter.h"
#include "temp-dir.h"
#include "tokens.h"

#include <glib/gstdio.h>
#include <string.h>

#define VALUE "invented-value-of-nobody=="
#define BODY                                                                                       \
  "{\"id\":\"0000000000000002\",\"token\":\"" VALUE "\",\"status\":\"active\",\"description\":"    \
  "\"cut\",\"orgID\":\"00000000000000aa\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"permissions\":" \
  "[{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"00000000000000aa\","       \
  "\"id\":\"0000000000000001\"}}]}"

#define SETUP_BODY                                                                                 \
  "{\"user\":{\"id\":\"0000000000000003\",\"name\":\"u\"},\"org\":{\"id\":\"00000000000000aa\","   \
  "\"name\":\"o\"},\"bucket\":{\"id\":\"0000000000000001\",\"name\":\"b\",\"retentionRules\":[]}," \
  "\"auth\":{\"id\":\"0000000000000002\",\"token\":\"" VALUE "\",\"status\":\"active\","           \
  "\"orgID\":\"00000000000000aa\",\"userID\":\"0000000000000003\",\"permissions\":[]}}"
/* How each of the two requests ends. */
#define END "}]}"
#define SETUP_END ":0}"

typedef struct
{
  GSocketService *service;
  char *address;
  char *answer;
  gsize length; /* how much of it is sent */
  gboolean only_announces;
  gint requests;
  gint running; /* threads */
} Cutter;

/* In a thread of its own, so that it may block. */
static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source,
        Cutter *self)
{
  static const char interim[] = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
  g_autoptr (GString) received = g_string_new (NULL);
  GOutputStream *out;
  char buffer[4096];
  gssize count = 1;

  g_atomic_int_inc (&self->running);
  while (count > 0 && strstr (received->str, END) == NULL &&
         strstr (received->str, SETUP_END) == NULL)
    {
      count = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                   sizeof buffer, NULL, NULL);
      if (count > 0)
        g_string_append_len (received, buffer, count);
    }
  g_atomic_int_inc (&self->requests);
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  while (self->only_announces &&
         g_output_stream_write_all (out, interim, strlen (interim), NULL, NULL, NULL))
    ;
  g_output_stream_write_all (out, self->answer, self->length, NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_atomic_int_add (&self->running, -1);
  return TRUE;
}

static gboolean
is_idle (gpointer cutter)
{
  return g_atomic_int_get (&((Cutter *) cutter)->running) == 0;
}

static char *
make_answer (const char *body)
{
  return g_strdup_printf ("HTTP/1.1 201 Created\r\nContent-Type: application/json; "
                          "charset=utf-8\r\nX-Influxdb-Version: v2.9.1\r\n"
                          "Content-Length: %zu\r\n\r\n%s",
                          strlen (body), body);
}

static void
set_up (Cutter *self, gconstpointer unused)
{
  guint16 port;

  self->service = g_threaded_socket_service_new (4);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  self->address = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->answer = make_answer (BODY);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
}

static void
tear_down (Cutter *self, gconstpointer unused)
{
  test_wait_until ("the server's threads to end", is_idle, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_free (self->address);
  g_free (self->answer);
}

static TesseraMint *
mint (Cutter *self, const char *journal, GError **error)
{
  return test_mint (self->address, "cut", journal, error);
}

static guint
count_entries (const char *journal)
{
  g_autofree char *text = NULL;
  guint count = 0;

  if (!g_file_get_contents (journal, &text, NULL, NULL))
    return 0;
  for (const char *p = text; (p = strstr (p, "description=cut")) != NULL; p++)
    count++;
  return count;
}

static void
test_every_byte (Cutter *self, gconstpointer unused)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  gsize whole = strlen (self->answer);
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GError) none = NULL;

  for (self->length = 0; self->length < whole; self->length++)
    {
      g_autoptr (GError) error = NULL;
      gint before = g_atomic_int_get (&self->requests);

      g_assert_null (mint (self, journal, &error));
      if (!tessera_error_may_have_happened (error))
        g_error ("%zu bytes: %s", self->length, error->message);
      g_assert_null (strstr (error->message, "invented-value"));
      /* Sent once: a creation that may have happened is never tried again. */
      g_assert_cmpint (g_atomic_int_get (&self->requests), ==, before + 1);
      g_assert_cmpuint (count_entries (journal), ==, 1);
      g_unlink (journal);
    }
  /* With nothing cut off, it is there: what is seen above is the cutting. */
  made = mint (self, journal, &none);
  g_assert_no_error (none);
  g_assert_cmpstr (tessera_secret_peek (tessera_mint_get_value (made)), ==, VALUE);
  g_test_message ("%zu places were cut at", whole);
}

/* The server never comes to the answer itself, and leaves no pause in which a deadline would count.
 */
static void
test_only_announced (Cutter *self, gconstpointer unused)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autoptr (GError) error = NULL;

  self->only_announces = TRUE;
  g_assert_null (mint (self, journal, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_true (tessera_error_may_have_happened (error));
  g_assert_cmpuint (count_entries (journal), ==, 1);
}

static TesseraSetupAnswer *
set_up_server (Cutter *self, GError **error)
{
  g_autoptr (TesseraClient) client = tessera_client_new (self->address);
  g_autoptr (TesseraSecret) password = tessera_secret_new ("correct-horse");
  g_autoptr (TesseraSetupRequest) request =
      tessera_setup_request_new ("u", password, "o", "b", 0, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_set_up_async (client, request, NULL, test_store_result, &result);
  return tessera_client_set_up_finish (client, test_wait (&result), error);
}

/* The same for the answer to setting up a server. */
static void
test_setup (Cutter *self, gconstpointer unused)
{
  g_autoptr (TesseraSetupAnswer) found = NULL;
  g_autoptr (GError) none = NULL;
  gsize whole;

  g_free (self->answer);
  self->answer = make_answer (SETUP_BODY);
  whole = strlen (self->answer);
  for (self->length = 0; self->length < whole; self->length++)
    {
      g_autoptr (GError) error = NULL;
      gint before = g_atomic_int_get (&self->requests);

      g_assert_null (set_up_server (self, &error));
      if (!tessera_error_may_have_happened (error))
        g_error ("%zu bytes: %s", self->length, error->message);
      g_assert_null (strstr (error->message, "invented-value"));
      g_assert_cmpint (g_atomic_int_get (&self->requests), ==, before + 1);
    }
  found = set_up_server (self, &none);
  g_assert_no_error (none);
  g_assert_cmpstr (tessera_secret_peek (found->value), ==, VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cut/every-byte", Cutter, NULL, set_up, test_every_byte, tear_down);
  g_test_add ("/cut/only-announced", Cutter, NULL, set_up, test_only_announced, tear_down);
  g_test_add ("/cut/setup", Cutter, NULL, set_up, test_setup, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-server.h"
#include "temp-dir.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define PATIENCE_SECONDS 60

static gboolean
wants_real (void)
{
  return g_strcmp0 (g_getenv ("TEST_SERVER"), "influxd") == 0;
}

gboolean
test_server_is_missing (void)
{
  return wants_real () && g_getenv ("TESSERA_INFLUXD") == NULL;
}

char *
test_server_ask (TestServer *self, const char *method, const char *path, TesseraSecret *token,
                 const char *body, guint *status)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (self->address, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (token != NULL)
    {
      g_autofree char *header = g_strconcat ("Token ", tessera_secret_peek (token), NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    header);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
      gboolean flux = g_str_has_prefix (path, "/api/v2/query");

      soup_message_set_request_body_from_bytes (
          message, flux ? "application/vnd.flux" : "application/json", bytes);
    }
  answer = soup_session_send_and_read (session, message, NULL, &error);
  *status = error == NULL ? soup_message_get_status (message) : 0;
  return answer != NULL ? g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer))
                        : g_strdup ("");
}

/* A test that crashes takes its server with it. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
launch (GSubprocessFlags flags, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, NULL);
  g_assert_nonnull (process);
  return process;
}

static void
start_demo (TestServer *self)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  const char *const arguments[] = { g_getenv ("TESSERA_DEMO_SERVER"), "--not-set-up", NULL };

  self->process = launch (G_SUBPROCESS_FLAGS_STDOUT_PIPE, arguments);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_true (g_str_has_prefix (line, "address: "));
  self->address = g_strdup (line + strlen ("address: "));
}

static guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
start_real (TestServer *self)
{
  g_autofree char *bolt = g_build_filename (self->folder, "bolt", NULL);
  g_autofree char *engine = g_build_filename (self->folder, "engine", NULL);
  g_autofree char *sqlite = g_build_filename (self->folder, "sqlite", NULL);
  g_autofree char *bind = g_strdup_printf ("127.0.0.1:%u", find_free_port ());
  const char *const arguments[] = { g_getenv ("TESSERA_INFLUXD"),
                                    "--bolt-path",
                                    bolt,
                                    "--engine-path",
                                    engine,
                                    "--sqlite-path",
                                    sqlite,
                                    "--http-bind-address",
                                    bind,
                                    "--reporting-disabled",
                                    NULL };

  self->process =
      launch (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, arguments);
  self->address = g_strconcat ("http://", bind, NULL);
}

TestServer *
test_server_start (void)
{
  TestServer *self = g_new0 (TestServer, 1);
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint status = 0;

  self->folder = test_temp_dir_new ();
  if (wants_real ())
    start_real (self);
  else
    start_demo (self);
  while (status != 200 && g_get_monotonic_time () < end)
    {
      g_free (test_server_ask (self, "GET", "/health", NULL, NULL, &status));
      if (status != 200)
        g_usleep (50 * 1000);
    }
  g_assert_cmpuint (status, ==, 200);
  return self;
}

void
test_server_set_up (TestServer *self)
{
  guint status;
  g_autofree char *body =
      test_server_ask (self, "POST", "/api/v2/setup", NULL,
                       "{\"username\":\"" TEST_USERNAME "\",\"password\":\"" TEST_PASSWORD
                       "\",\"org\":\"" TEST_ORGANIZATION "\",\"bucket\":\"telemetry\"}",
                       &status);
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  JsonObject *object;

  g_assert_cmpuint (status, ==, 201);
  object = json_node_get_object (root);
  self->org_id = g_strdup (
      json_object_get_string_member (json_object_get_object_member (object, "org"), "id"));
  self->token = tessera_secret_new (
      json_object_get_string_member (json_object_get_object_member (object, "auth"), "token"));
}

void
test_server_stop (TestServer *self)
{
  g_subprocess_send_signal (self->process, 15);
  g_subprocess_wait (self->process, NULL, NULL);
  test_temp_dir_free (self->folder);
  g_object_unref (self->process);
  g_clear_pointer (&self->token, tessera_secret_unref);
  g_free (self->address);
  g_free (self->org_id);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a token is exported to, in use: by curl, and by the real influx command. */

#include "client-fixture.h"
#include "core/files/export.h"
#include "temp-dir.h"

#include <glib/gstdio.h>

#define QUERY_PATH "/api/v2/query?org=" TEST_ORGANIZATION
#define FLUX "from(bucket: \"exported\") |> range(start: -1h)"

static char *
put_export (const char *folder, const char *key, TesseraMint *made)
{
  TesseraExportSource source =
      tessera_export_source_from_token (server->address, tessera_mint_get_token (made));
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSecret) text = tessera_export_make (tessera_export_find (key), &source,
                                                        tessera_mint_get_value (made), &error);
  g_autoptr (GAsyncResult) result = NULL;
  char *path = g_build_filename (folder, key, NULL);

  g_assert_no_error (error);
  tessera_export_save_async (text, path, FALSE, NULL, test_store_result, &result);
  g_assert_true (tessera_export_save_finish (test_wait (&result), &error));
  return path;
}

/* Its standard output, when it ends well. */
static char *
run (const char *const *arguments, const char *configurations)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  if (configurations != NULL)
    g_subprocess_launcher_setenv (launcher, "INFLUX_CONFIGS_PATH", configurations, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static void
make_bucket_once (const char *name)
{
  g_autofree char *path = g_strconcat ("/api/v2/buckets?name=", name, NULL);
  guint status;
  g_autofree char *answer = test_server_ask (server, "GET", path, server->token, NULL, &status);

  if (strstr (answer, "\"exported\"") == NULL)
    make_bucket (name);
}

/* The script for a token that writes puts a point there, and the one for a token that reads finds
 * it. */
static void
test_curl (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *write_path = NULL, *read_path = NULL, *output = NULL, *found = NULL;
  g_autoptr (TesseraMint) writer = NULL, reader = NULL;
  const char *arguments[] = { "sh", NULL, NULL };

  make_bucket_once ("exported");
  writer = mint_for_bucket ("it's a \"writer\" $(id)", TESSERA_ACTION_WRITE, "exported");
  reader = mint_for_bucket ("reader\nof two lines", TESSERA_ACTION_READ, "exported");
  g_assert_cmpuint (ask_as (reader, QUERY_PATH, FLUX, NULL), ==, 200);

  arguments[1] = write_path = put_export (folder, "curl", writer);
  output = run (arguments, NULL);
  g_assert_cmpuint (ask_as (reader, QUERY_PATH, FLUX, "tessera"), ==, 200);

  g_unlink (write_path);
  arguments[1] = read_path = put_export (folder, "curl", reader);
  found = run (arguments, NULL);
  g_assert_nonnull (strstr (found, "tessera"));
}

static void
test_influx (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *path = NULL, *output = NULL;
  g_autoptr (TesseraMint) reader = NULL;
  const char *arguments[] = { g_getenv ("TESSERA_INFLUX"), "bucket", "list", NULL };

  if (arguments[0] == NULL)
    {
      g_test_skip ("the real influx command is not there: build-aux/influxd builds it");
      return;
    }
  make_bucket_once ("exported");
  reader = mint_for_bucket ("for influx", TESSERA_ACTION_READ, "exported");
  path = put_export (folder, "influx", reader);
  output = run (arguments, path);
  g_assert_nonnull (strstr (output, "exported"));
  g_assert_null (strstr (output, "telemetry"));
}

void
add_exporting_cases (void)
{
  g_test_add_func ("/client/exporting/curl", test_curl);
  g_test_add_func ("/client/exporting/influx", test_influx);
}

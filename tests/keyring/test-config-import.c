/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Configurations of the `influx` command become connections: a real keyring, and a server. */

#include "await.h"
#include "core/base/error.h"
#include "core/session/config-import.h"
#include "core/session/session-remember.h"
#include "host.h"
#include "keyring-fixture.h"
#include "temp-dir.h"
#include "test-server.h"

#include <json-glib/json-glib.h>
#include <string.h>

static TestServer *server;

typedef struct
{
  TesseraKeyring *keyring;
  TesseraConnectionList *connections;
  TesseraConfigImport *importing;
  TestTempDir *folder;
  char *path;
  TestHost *host; /* a server that no other case has credentials for */
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autofree char *list = NULL;

  self->folder = test_temp_dir_new ();
  self->path = g_build_filename (self->folder, "configs", NULL);
  list = g_build_filename (self->folder, "connections", NULL);
  self->keyring = tessera_keyring_new ();
  self->connections = tessera_connection_list_new (list);
  self->importing = tessera_config_import_new (self->connections, self->keyring);
  self->host = test_host_new_before (server->address);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  test_host_free (self->host);
  g_object_unref (self->importing);
  g_object_unref (self->connections);
  g_object_unref (self->keyring);
  g_free (self->path);
  test_temp_dir_free (self->folder);
}

/* @text has ADDRESS and TOKEN where they go. */
static GPtrArray *
load (Fixture *self, const char *text, TesseraSecret *token)
{
  g_auto (GStrv) parts = g_strsplit (text, "ADDRESS", -1);
  g_autofree char *with_address = g_strjoinv (self->host->address, parts);
  g_auto (GStrv) others = g_strsplit (with_address, "TOKEN", -1);
  g_autofree char *all = g_strjoinv (tessera_secret_peek (token), others);
  GPtrArray *configs;

  g_assert_true (g_file_set_contents (self->path, all, -1, NULL));
  configs = tessera_influx_configs_load (self->path, NULL, NULL);
  g_assert_nonnull (configs);
  return configs;
}

static TesseraConnection *
run (Fixture *self, GPtrArray *configs, const char *name, gboolean *checked, GError **error)
{
  TesseraInfluxConfig *config = tessera_influx_configs_find (configs, name);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (config);
  tessera_config_import_run_async (self->importing, config, NULL, NULL, test_store_result, &result);
  return tessera_config_import_run_finish (self->importing, test_wait (&result), checked, error);
}

static void
assert_keyring_has (Fixture *self, TesseraConnection *connection, TesseraSecret *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraSecret) secret = NULL;

  tessera_keyring_lookup_credentials_async (self->keyring, connection, NULL, test_store_result,
                                            &result);
  secret = tessera_keyring_lookup_credentials_finish (self->keyring, test_wait (&result), NULL);
  g_assert_nonnull (secret);
  g_assert_true (tessera_secret_equal (secret, expected));
}

/* A token that can do nothing but write to all buckets. */
static TesseraSecret *
make_narrow_token (void)
{
  g_autofree char *body =
      g_strdup_printf ("{\"orgID\":\"%s\",\"permissions\":[{\"action\":\"write\",\"resource\":"
                       "{\"type\":\"buckets\",\"orgID\":\"%s\"}}]}",
                       server->org_id, server->org_id);
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_autoptr (JsonNode) root = json_from_string (answer, NULL);

  g_assert_cmpuint (status, ==, 201);
  return tessera_secret_new (json_object_get_string_member (json_node_get_object (root), "token"));
}

static void
test_becomes_connection (Fixture *self, gconstpointer unused)
{
  g_autoptr (GPtrArray) configs =
      load (self, "[a]\nurl = \"ADDRESS/\"\ntoken = \"TOKEN\"\norg = \"acme\"\n", server->token);
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (TesseraConnection) again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean checked;

  g_assert_null (tessera_config_import_find_kept (self->importing, configs->pdata[0]));
  connection = run (self, configs, "a", &checked, &error);
  g_assert_no_error (error);
  g_assert_true (checked);
  g_assert_cmpstr (tessera_connection_get_org_id (connection), ==, server->org_id);
  g_assert_true (
      tessera_config_import_find_kept (self->importing, configs->pdata[0]) ==
      tessera_connection_list_find (self->connections, tessera_connection_get_id (connection)));
  assert_keyring_has (self, connection, server->token);

  /* Once more is the same connection. */
  again = run (self, configs, "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->connections)), ==, 1);
}

static void
test_password (Fixture *self, gconstpointer unused)
{
  g_autofree char *cookie = g_base64_encode ((const guchar *) TEST_USERNAME ":" TEST_PASSWORD,
                                             strlen (TEST_USERNAME ":" TEST_PASSWORD));
  g_autofree char *text = g_strdup_printf ("[a]\nurl = \"ADDRESS\"\ncookie = \"%s\"\n"
                                           "[b]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\n",
                                           cookie);
  g_autoptr (GPtrArray) configs = load (self, text, server->token);
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = run (self, configs, "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_connection_get_username (connection), ==, TEST_USERNAME);
  /* A token for the same server is not the same method. */
  g_assert_nonnull (tessera_config_import_find_kept (self->importing, configs->pdata[0]));
  g_assert_null (tessera_config_import_find_kept (self->importing, configs->pdata[1]));
}

/* The organization is accepted as given: by its name, or by its ID. */
static void
test_narrow (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraSecret) token = make_narrow_token ();
  g_autofree char *text =
      g_strdup_printf ("[name]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\norg = \"acme\"\n"
                       "[id]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\norg = \"%s\"\n"
                       "[none]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\n",
                       server->org_id);
  g_autoptr (GPtrArray) configs = load (self, text, token);
  g_autoptr (TesseraConnection) by_name = NULL;
  g_autoptr (TesseraConnection) by_id = NULL;
  g_autoptr (TesseraConnection) by_nothing = NULL;
  g_autoptr (GError) error = NULL;
  gboolean checked = TRUE;

  by_name = run (self, configs, "name", &checked, &error);
  g_assert_no_error (error);
  g_assert_false (checked);
  g_assert_cmpstr (tessera_connection_get_org_name (by_name), ==, "acme");
  by_id = run (self, configs, "id", &checked, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_connection_get_org_id (by_id), ==, server->org_id);
  by_nothing = run (self, configs, "none", NULL, &error);
  g_assert_null (by_nothing);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANIZATION);
}

/* Nothing is saved of one that fails, and nothing is sent for one that is incomplete. */
static void
test_failures (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *name;
    int code;
    gboolean sends;
  } cases[] = {
    { "no-url", TESSERA_ERROR_INVALID, FALSE },
    { "no-token", TESSERA_ERROR_INVALID, FALSE },
    { "bad-url", TESSERA_ERROR_INVALID_ADDRESS, FALSE },
    { "wrong", TESSERA_ERROR_UNAUTHORIZED, TRUE },
    { "other-org", TESSERA_ERROR_NO_ORGANIZATION, TRUE },
  };
  g_autoptr (GPtrArray) configs =
      load (self,
            "[no-url]\ntoken = \"TOKEN\"\n[no-token]\nurl = \"ADDRESS\"\n"
            "[bad-url]\nurl = \"http://a b\"\ntoken = \"TOKEN\"\n"
            "[wrong]\nurl = \"ADDRESS\"\ntoken = \"w-rong\"\norg = \"acme\"\n"
            "[other-org]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\norg = \"nope\"\n",
            server->token);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TesseraConnection) connection = NULL;
      guint before = self->host->requests;

      connection = run (self, configs, cases[i].name, NULL, &error);
      g_assert_null (connection);
      g_assert_error (error, TESSERA_ERROR, cases[i].code);
      g_assert_null (strstr (error->message, "w-rong"));
      g_assert_cmpint (self->host->requests > before, ==, cases[i].sends);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->connections)), ==, 0);
}

/* The first token would be nowhere else after it was removed from the file. */
static void
test_two_tokens (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraSecret) other = make_narrow_token ();
  g_autofree char *text =
      g_strdup_printf ("[first]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\norg = \"%s\"\n"
                       "[second]\nurl = \"ADDRESS\"\ntoken = \"%s\"\norg = \"%s\"\n"
                       "[same]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\norg = \"%s\"\n",
                       server->org_id, tessera_secret_peek (other), server->org_id, server->org_id);
  g_autoptr (GPtrArray) configs = load (self, text, server->token);
  g_autoptr (TesseraConnection) first = run (self, configs, "first", NULL, NULL);
  g_autoptr (TesseraConnection) second = NULL;
  g_autoptr (TesseraConnection) same = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  second = run (self, configs, "second", NULL, &error);
  g_assert_null (second);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“first”"));
  assert_keyring_has (self, first, server->token);
  same = run (self, configs, "same", NULL, NULL);
  g_assert_nonnull (same);
}

static void
test_canceled (Fixture *self, gconstpointer unused)
{
  g_autoptr (GPtrArray) configs =
      load (self, "[a]\nurl = \"ADDRESS\"\ntoken = \"TOKEN\"\n", server->token);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_config_import_run_async (self->importing, configs->pdata[0], NULL, cancellable,
                                   test_store_result, &result);
  g_cancellable_cancel (cancellable);
  connection =
      tessera_config_import_run_finish (self->importing, test_wait (&result), NULL, &error);
  g_assert_null (connection);
  g_assert_true (tessera_error_is_cancelled (error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->connections)), ==, 0);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!fixture_is_private ())
    {
      g_print ("1..0 # SKIP runs only with a keyring and a home of its own\n");
      return 0;
    }
  server = test_server_start ();
  test_server_set_up (server);
  add ("/config-import/becomes-connection", test_becomes_connection);
  add ("/config-import/password", test_password);
  add ("/config-import/narrow", test_narrow);
  add ("/config-import/failures", test_failures);
  add ("/config-import/two-tokens", test_two_tokens);
  add ("/config-import/canceled", test_canceled);
  status = g_test_run ();
  test_server_stop (server);
  return status;
}

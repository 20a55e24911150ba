/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The filled demo server, in process, in both flavors; and the main job against Cloud Serverless.
 */

#include "await.h"
#include "core/base/error.h"
#include "core/create/minter.h"
#include "core/create/token-test.h"
#include "core/model/resource-type.h"
#include "core/session/session.h"
#include "demo/demo-server.h"
#include "temp-dir.h"

#include <string.h>

static TesseraDemoServer *
start (TesseraDemoFlavor flavor)
{
  TesseraDemoServer *server = tessera_demo_server_new (flavor, FALSE);
  g_autoptr (GError) error = NULL;

  tessera_demo_server_start (server, 0, &error);
  g_assert_no_error (error);
  return server;
}

static TesseraSession *
open_session (TesseraDemoServer *server, const char *username, const char *secret_text,
              GError **error)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (secret_text);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_session_open_async (tessera_demo_server_get_address (server), username, secret, NULL,
                              test_store_result, &result);
  return tessera_session_open_finish (test_wait (&result), error);
}

static GPtrArray *
list_tokens (TesseraSession *session)
{
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tokens;

  tessera_client_list_tokens_async (client, NULL, NULL, test_store_result, &result);
  tokens = tessera_client_list_tokens_finish (client, test_wait (&result), &error);
  g_assert_no_error (error);
  return tokens;
}

static void
test_company (void)
{
  g_autoptr (TesseraDemoServer) server = start (TESSERA_DEMO_OSS);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session =
      open_session (server, tessera_demo_server_get_username (server),
                    tessera_demo_server_get_password (server), &error);
  g_autoptr (GPtrArray) tokens = NULL, buckets = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint kinds[3] = { 0 }, inactive = 0, dangling = 0;
  TesseraClient *client;

  g_assert_no_error (error);
  client = tessera_session_get_client (session);
  tessera_client_list_resources_async (client, "buckets", NULL, NULL, test_store_result, &result);
  buckets = tessera_client_list_resources_finish (client, test_wait (&result), &error);
  g_assert_cmpuint (buckets->len, >, 36);

  g_clear_object (&session);
  session = open_session (server, NULL, tessera_demo_server_get_token (server), &error);
  g_assert_no_error (error);
  tokens = list_tokens (session);
  for (guint i = 0; i < tokens->len; i++)
    {
      TesseraToken *token = g_ptr_array_index (tokens, i);

      kinds[tessera_token_get_kind (token)]++;
      inactive += !tessera_token_is_active (token);
      dangling += tessera_token_is_dangling (token);
    }
  g_assert_cmpuint (kinds[TESSERA_TOKEN_OPERATOR], ==, 1);
  g_assert_cmpuint (kinds[TESSERA_TOKEN_ALL_ACCESS], ==, 1);
  g_assert_cmpuint (kinds[TESSERA_TOKEN_CUSTOM], >=, 8);
  g_assert_cmpuint (inactive, ==, 1);
  g_assert_cmpuint (dangling, ==, 1);
}

static GPtrArray *
list (TesseraClient *client, const char *type, const char *org_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_list_resources_async (client, type, org_id, NULL, test_store_result, &result);
  return tessera_client_list_resources_finish (client, test_wait (&result), error);
}

/* Every type that the tree opens has something in it, but for the sources: nobody has any. */
static void
test_company_items (void)
{
  g_autoptr (TesseraDemoServer) server = start (TESSERA_DEMO_OSS);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session =
      open_session (server, NULL, tessera_demo_server_get_token (server), &error);
  const char *const *types = tessera_resource_types_known ();

  g_assert_no_error (error);
  for (guint i = 0; types[i] != NULL; i++)
    if (tessera_resource_type_has_items (types[i]))
      {
        g_autoptr (GPtrArray) items =
            list (tessera_session_get_client (session), types[i],
                  tessera_resource_get_id (tessera_session_get_organization (session)), &error);

        g_assert_no_error (error);
        g_assert_cmpint (items->len > 0, ==, !g_str_equal (types[i], "sources"));
      }
}

/* Cloud Serverless has no such thing, or no list of it. */
static void
test_serverless_items (gconstpointer data)
{
  static const char *const there[] = { "authorizations", "buckets", "orgs", NULL };
  gboolean is_open = GPOINTER_TO_INT (data) == TESSERA_DEMO_SERVERLESS_OPEN;
  g_autoptr (TesseraDemoServer) server = start (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session =
      open_session (server, NULL, tessera_demo_server_get_token (server), &error);
  const char *const *types = tessera_resource_types_known ();

  g_assert_no_error (error);
  for (guint i = 0; types[i] != NULL; i++)
    if (tessera_resource_type_get_listing (types[i]) != NULL)
      {
        g_autoptr (GError) problem = NULL;
        g_autoptr (GPtrArray) items =
            list (tessera_session_get_client (session), types[i],
                  tessera_resource_get_id (tessera_session_get_organization (session)), &problem);

        g_assert_cmpint (items != NULL, ==, is_open || g_strv_contains (there, types[i]));
        if (items != NULL)
          g_assert_no_error (problem);
        else
          {
            g_assert_null (items);
            g_assert_error (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
          }
      }
}

static void
test_serverless_sign_in (gconstpointer data)
{
  g_autoptr (TesseraDemoServer) server = start (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL, password_error = NULL, token_error = NULL;
  g_autoptr (TesseraSession) session =
      open_session (server, NULL, tessera_demo_server_get_token (server), &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) types = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (tessera_session_get_user (session) != NULL, ==,
                   GPOINTER_TO_INT (data) == TESSERA_DEMO_SERVERLESS_OPEN);
  g_assert_cmpint (tessera_client_get_traits (tessera_session_get_client (session))->flavor, ==,
                   TESSERA_SERVER_SERVERLESS);
  g_assert_null (tessera_demo_server_get_username (server));
  tessera_client_list_resource_types_async (tessera_session_get_client (session), NULL,
                                            test_store_result, &result);
  types = tessera_client_list_resource_types_finish (tessera_session_get_client (session),
                                                     test_wait (&result), &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_INT (data) != TESSERA_DEMO_SERVERLESS_OPEN)
    {
      g_assert_true (g_strv_contains ((const char *const *) types, "functions"));
      g_assert_cmpuint (g_strv_length (types), ==, 20);
    }

  g_assert_null (open_session (server, "admin", "demo-password", &password_error));
  g_assert_nonnull (strstr (password_error->message, "API token"));
  g_assert_null (open_session (server, NULL, "wrong", &token_error));
  g_assert_error (token_error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
}

static void
allow (TesseraPermissionSet *set, GPtrArray *buckets, TesseraAction action, const char *org_id,
       const char *name)
{
  for (guint i = 0; i < buckets->len; i++)
    {
      TesseraResource *bucket = g_ptr_array_index (buckets, i);
      g_autoptr (TesseraPermission) permission = tessera_permission_new (
          action, "buckets", org_id, tessera_resource_get_id (bucket), name);

      if (g_str_equal (tessera_resource_get_name (bucket), name))
        tessera_permission_set_add (set, permission);
    }
}

static void
test_serverless_main_job (gconstpointer data)
{
  g_autoptr (TesseraDemoServer) server = start (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session =
      open_session (server, NULL, tessera_demo_server_get_token (server), &error);
  TesseraClient *client = tessera_session_get_client (session);
  const char *org_id = tessera_resource_get_id (tessera_session_get_organization (session));
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autoptr (TesseraMinter) minter = tessera_minter_new (journal);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (GAsyncResult) listed = NULL, made = NULL;
  g_autoptr (GPtrArray) buckets = NULL, tokens = NULL;
  g_autoptr (TesseraMint) mint = NULL;

  tessera_client_list_resources_async (client, "buckets", org_id, NULL, test_store_result, &listed);
  buckets = tessera_client_list_resources_finish (client, test_wait (&listed), &error);
  g_assert_no_error (error);
  allow (set, buckets, TESSERA_ACTION_READ, org_id, "_monitoring");
  allow (set, buckets, TESSERA_ACTION_WRITE, org_id, "_tasks");
  request = tessera_token_request_new (org_id, NULL, NULL, set);
  tessera_minter_mint_async (minter, client, request, NULL, NULL, test_store_result, &made);
  mint = tessera_minter_mint_finish (minter, test_wait (&made), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_token_get_description (tessera_mint_get_token (mint)), ==,
                   "Read buckets _monitoring Write buckets _tasks");
  g_assert_cmpuint (tessera_secret_get_length (tessera_mint_get_value (mint)), ==, 88);
  tessera_minter_mark_handed_over (minter, mint);

  /* The list holds "redacted" where the value was: it must be read all the same. */
  tokens = list_tokens (session);
  g_assert_cmpstr (tessera_token_get_id (g_ptr_array_index (tokens, tokens->len - 1)), ==,
                   tessera_token_get_id (tessera_mint_get_token (mint)));
}

/* No user can be asked for there: that a token is known shows in another way. */
static void
test_serverless_token_test (gconstpointer data)
{
  g_autoptr (TesseraDemoServer) server = start (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  const char *address = tessera_demo_server_get_address (server);
  g_autoptr (TesseraSecret) value = tessera_secret_new (tessera_demo_server_get_token (server));
  g_autoptr (TesseraSecret) wrong = tessera_secret_new ("wrong");
  g_autoptr (TesseraSession) session =
      open_session (server, NULL, tessera_demo_server_get_token (server), &error);
  g_autoptr (GPtrArray) tokens = list_tokens (session);
  TesseraToken *token = g_ptr_array_index (tokens, 0);
  g_autoptr (TesseraClient) as_value = tessera_client_new_with_token (address, value);
  g_autoptr (TesseraClient) as_wrong = tessera_client_new_with_token (address, wrong);
  g_autoptr (TesseraTokenTest) test = tessera_token_test_new (as_value, token);
  g_autoptr (TesseraTokenTest) wrong_test = tessera_token_test_new (as_wrong, token);
  g_autoptr (GAsyncResult) result = NULL, wrong_result = NULL;

  tessera_token_test_run_async (test, NULL, test_store_result, &result);
  g_assert_true (tessera_token_test_run_finish (test, test_wait (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_token_test_count (test, TESSERA_TEST_WORKS), >=, 2);
  g_assert_cmpuint (tessera_token_test_count (test, TESSERA_TEST_REFUSED), ==, 0);
  g_assert_cmpuint (tessera_token_test_count (test, TESSERA_TEST_NOT_ASKED), ==, 0);

  tessera_token_test_run_async (wrong_test, NULL, test_store_result, &wrong_result);
  g_assert_false (tessera_token_test_run_finish (wrong_test, test_wait (&wrong_result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
}

/* Numbers, lists and objects where texts belong: answered, and not the end of the window that the
 * demo runs in. */
static void
test_wrong_kinds (void)
{
  static const char *const paths[] = {
    "/api/v2/setup",  "/api/v2/authorizations",    "/api/v2/buckets",
    "/api/v2/users",  "/api/v2/telegrafs",         "/api/v2/tasks",
    "/api/v2/checks", "/api/v2/notificationRules", "/api/v2/notificationEndpoints",
    "/api/v2/labels", "/api/v2/scrapers",          "/api/v2/replications"
  };
  static const char *const bodies[] = {
    ("{\"name\":5,\"username\":5,\"password\":5,\"status\":5,\"orgID\":5,\"userID\":5,\"flux\":5,"
     "\"endpointID\":5,\"bucketID\":5,\"localBucketID\":5,\"remoteID\":5}"),
    "{\"name\":{},\"username\":[],\"status\":{},\"flux\":[],\"retentionPeriodSeconds\":{}}",
    "{\"permissions\":[{\"action\":5,\"resource\":{\"type\":5,\"orgID\":{},\"id\":[]}}]}",
    "{\"permissions\":[5]}",
    "{\"name\":null,\"status\":null}",
    "[]",
    "5"
  };
  g_autoptr (TesseraDemoServer) server = start (TESSERA_DEMO_OSS);
  g_autoptr (TesseraClient) client = tessera_client_new (tessera_demo_server_get_address (server));
  g_autoptr (TesseraSecret) token = tessera_secret_new (tessera_demo_server_get_token (server));

  tessera_client_set_token (client, token);
  for (guint i = 0; i < G_N_ELEMENTS (paths) * G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint count;

      tessera_client_probe_async (client, "POST", paths[i / G_N_ELEMENTS (bodies)],
                                  bodies[i % G_N_ELEMENTS (bodies)], NULL, test_store_result,
                                  &result);
      tessera_client_probe_finish (client, test_wait (&result), &count, &error);
      g_assert_false (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER));
    }
}

static GSocketConnection *
connect_to (TesseraDemoServer *server)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_connect_to_uri_async (client, tessera_demo_server_get_address (server), 80, NULL,
                                        test_store_result, &result);
  connection = g_socket_client_connect_to_uri_finish (client, test_wait (&result), &error);
  g_assert_no_error (error);
  return connection;
}

/* Sends a request, and reads the answer up to the end of its headers; NULL if the connection is
 * closed. */
static char *
ask (GSocketConnection *connection, GDataInputStream *input, const char *request)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char *status = NULL;

  g_output_stream_write_all (output, request, strlen (request), NULL, NULL, NULL);
  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, test_store_result,
                                           &result);
      line = g_data_input_stream_read_line_finish (input, test_wait (&result), NULL, NULL);
      if (line == NULL || *line == '\0')
        return status;
      if (status == NULL)
        status = g_steal_pointer (&line);
    }
}

static GDataInputStream *
get_lines (GSocketConnection *connection)
{
  GDataInputStream *lines =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  return lines;
}

/* Nothing follows an answer without a body but the next answer, on the same connection. */
static void
test_keep_alive (void)
{
  static const char *const requests[] = {
    "GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "HEAD /ping HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "POST /ping HTTP/1.1\r\nHost: localhost\r\n\r\n",
  };
  static const char *const wanted[] = { "HTTP/1.1 204 No Content", "HTTP/1.1 204 No Content",
                                        "HTTP/1.1 405 Method Not Allowed" };
  g_autoptr (TesseraDemoServer) server = start (TESSERA_DEMO_OSS);
  g_autoptr (GSocketConnection) connection = connect_to (server);
  g_autoptr (GDataInputStream) lines = get_lines (connection);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *status = ask (connection, lines, requests[i]);

      g_assert_cmpstr (status, ==, wanted[i]);
    }
}

/* A web page can have a name of its own point to this computer, and then ask for the demo. */
static void
test_hosts (void)
{
  static const struct
  {
    const char *host;
    gboolean good;
  } hosts[] = {
    { "localhost", TRUE },
    { "LOCALHOST:8086", TRUE },
    { "127.0.0.1", TRUE },
    { "127.0.0.1:1", TRUE },
    { "[::1]", TRUE },
    { "[::1]:8086", TRUE },
    { "demo.example", FALSE },
    { "demo.example:8086", FALSE },
    { "localhost.example", FALSE },
    { "127.0.0.1.example", FALSE },
    { "localhost:8086.example", FALSE },
    { "192.0.2.1", FALSE },
  };
  g_autoptr (TesseraDemoServer) server = start (TESSERA_DEMO_OSS);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (server);
      g_autoptr (GDataInputStream) lines = get_lines (connection);
      g_autofree char *request =
          g_strdup_printf ("GET /health HTTP/1.1\r\nHost: %s\r\n\r\n", hosts[i].host);
      g_autofree char *status = ask (connection, lines, request);

      g_test_message ("%s: %s", hosts[i].host, status);
      g_assert_cmpint (g_str_has_prefix (status, "HTTP/1.1 200 "), ==, hosts[i].good);
      g_assert_cmpint (g_str_has_prefix (status, "HTTP/1.1 4"), ==, !hosts[i].good);
    }
}

/* What real Serverless does beyond its published API is not known: the same cases in each way. */
static void
add_serverless (int flavor)
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } cases[] = { { "items", test_serverless_items },
                { "sign-in", test_serverless_sign_in },
                { "main-job", test_serverless_main_job },
                { "token-test", test_serverless_token_test } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/demo/serverless/%d/%s", flavor, cases[i].name);

      g_test_add_data_func (path, GINT_TO_POINTER (flavor), cases[i].test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/company", test_company);
  g_test_add_func ("/demo/company/items", test_company_items);
  g_test_add_func ("/demo/wrong-kinds", test_wrong_kinds);
  g_test_add_func ("/demo/keep-alive", test_keep_alive);
  g_test_add_func ("/demo/hosts", test_hosts);
  for (int flavor = TESSERA_DEMO_SERVERLESS; flavor < TESSERA_DEMO_N_FLAVORS; flavor++)
    add_serverless (flavor);
  return g_test_run ();
}

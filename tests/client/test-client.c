/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one list of cases of the client, run against the demo server and against the real InfluxDB. */

#include "await.h"
#include "core/error.h"
#include "core/minter.h"
#include "core/session.h"
#include "test-server.h"

#include <glib/gstdio.h>

static TestServer *server;

/* Asynchronous calls, awaited. */

static TesseraSession *
open_session (const char *username, const char *secret_text, GError **error)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (secret_text);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_session_open_async (server->address, username, secret, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_session_open_finish (result, error);
}

static TesseraSession *
open_as_operator (void)
{
  g_autoptr (GError) error = NULL;
  TesseraSession *session = open_session (NULL, tessera_secret_peek (server->token), &error);

  g_assert_no_error (error);
  return session;
}

static GPtrArray *
list (TesseraClient *client, const char *type)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  tessera_client_list_resources_async (client, type, server->org_id, NULL, test_store_result,
                                       &result);
  test_wait (&result);
  items = tessera_client_list_resources_finish (client, result, &error);
  g_assert_no_error (error);
  return items;
}

static TesseraMint *
mint (TesseraClient *client, const char *description, TesseraPermissionSet *permissions,
      GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tessera-XXXXXX", NULL);
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autoptr (TesseraMinter) minter = tessera_minter_new (journal);
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (server->org_id, NULL, description, permissions);
  g_autoptr (GAsyncResult) result = NULL;
  TesseraMint *made;

  tessera_minter_mint_async (minter, client, request, NULL, test_store_result, &result);
  test_wait (&result);
  made = tessera_minter_mint_finish (minter, result, error);
  if (made != NULL)
    tessera_minter_settle (minter, made);
  g_unlink (journal);
  g_rmdir (folder);
  return made;
}

static void
allow (TesseraPermissionSet *set, TesseraAction action, const char *type, const char *id,
       const char *name)
{
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, type, server->org_id, id, name);

  tessera_permission_set_add (set, permission);
}

static char *
find_bucket (TesseraClient *client, const char *name)
{
  g_autoptr (GPtrArray) buckets = list (client, "buckets");

  for (guint i = 0; i < buckets->len; i++)
    if (g_str_equal (tessera_resource_get_name (g_ptr_array_index (buckets, i)), name))
      return g_strdup (tessera_resource_get_id (g_ptr_array_index (buckets, i)));
  g_assert_not_reached ();
}

static void
make_bucket (const char *name)
{
  g_autofree char *body =
      g_strdup_printf ("{\"orgID\":\"%s\",\"name\":\"%s\",\"retentionRules\":[]}", server->org_id, name);
  guint status;

  g_free (test_server_ask (server, "POST", "/api/v2/buckets", server->token, body, &status));
  g_assert_cmpuint (status, ==, 201);
}

/* A token that may what the arguments say, made by the operator. */
static TesseraMint *
mint_for_bucket (const char *description, TesseraAction action, const char *bucket)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autofree char *id = find_bucket (client, bucket);
  g_autoptr (GError) error = NULL;
  TesseraMint *made;

  allow (set, action, "buckets", id, bucket);
  made = mint (client, description, set, &error);
  g_assert_no_error (error);
  return made;
}

static void
test_sign_in_token (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();

  g_assert_cmpstr (tessera_resource_get_name (tessera_session_get_user (session)), ==, TEST_USERNAME);
  g_assert_cmpstr (tessera_resource_get_name (tessera_session_get_organisation (session)), ==,
                   TEST_ORGANISATION);
  g_assert_cmpstr (tessera_resource_get_id (tessera_session_get_organisation (session)), ==,
                   server->org_id);
}

static void
test_sign_in_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = open_session (TEST_USERNAME, TEST_PASSWORD, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) after = NULL;
  TesseraClient *client;

  g_assert_no_error (error);
  client = tessera_session_get_client (session);
  tessera_client_sign_out_async (client, NULL, test_store_result, &result);
  test_wait (&result);
  g_assert_true (tessera_client_sign_out_finish (client, result, &error));
  tessera_client_get_me_async (client, NULL, test_store_result, &after);
  test_wait (&after);
  g_assert_null (tessera_client_get_me_finish (client, after, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
}

static void
test_sign_in_wrong (void)
{
  g_autoptr (GError) token_error = NULL;
  g_autoptr (GError) password_error = NULL;

  g_assert_null (open_session (NULL, "not-a-token-of-this-server", &token_error));
  g_assert_error (token_error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (token_error->message, "API token"));
  g_assert_null (strstr (token_error->message, "not-a-token-of-this-server"));

  g_assert_null (open_session (TEST_USERNAME, "wrong-password", &password_error));
  g_assert_error (password_error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (password_error->message, "password"));
  g_assert_null (strstr (password_error->message, "wrong-password"));
}

static void
test_no_organisation (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *user = NULL, *path = NULL;
  g_autoptr (JsonNode) root = NULL;
  guint status;

  user = test_server_ask (server, "POST", "/api/v2/users", server->token, "{\"name\":\"loner\"}",
                          &status);
  root = json_from_string (user, NULL);
  path = g_strdup_printf (
      "/api/v2/users/%s/password",
      json_object_get_string_member (json_node_get_object (root), "id"));
  g_free (test_server_ask (server, "POST", path, server->token,
                           "{\"password\":\"loner-password\"}", &status));
  g_assert_cmpuint (status, ==, 204);

  g_assert_null (open_session ("loner", "loner-password", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANISATION);
}

static void
test_resource_types (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;

  tessera_client_list_resource_types_async (client, NULL, test_store_result, &result);
  test_wait (&result);
  types = tessera_client_list_resource_types_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (types), ==, 23);
  g_assert_true (g_strv_contains ((const char *const *) types, "telegrafs"));
}

/* More than two pages, one of them exactly full: none is lost, none comes twice. */
static void
test_all_pages (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GPtrArray) before = list (tessera_session_get_client (session), "buckets");
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint system = 0;

  for (guint i = before->len; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("page-%03u", i);

      make_bucket (name);
    }
  after = list (tessera_session_get_client (session), "buckets");
  g_assert_cmpuint (after->len, ==, 200);
  for (guint i = 0; i < after->len; i++)
    {
      TesseraResource *bucket = g_ptr_array_index (after, i);

      g_hash_table_add (names, (gpointer) tessera_resource_get_name (bucket));
      system += tessera_resource_is_system (bucket);
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, 200);
  g_assert_cmpuint (system, ==, 2);
}

static void
test_telegrafs_and_users (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autofree char *body = g_strdup_printf (
      "{\"name\":\"edge <1>\",\"orgID\":\"%s\",\"config\":\"[agent]\"}", server->org_id);
  g_autoptr (GPtrArray) telegrafs = NULL;
  g_autoptr (GPtrArray) users = NULL;
  guint status;

  g_free (test_server_ask (server, "POST", "/api/v2/telegrafs", server->token, body, &status));
  g_assert_cmpuint (status, ==, 201);
  telegrafs = list (tessera_session_get_client (session), "telegrafs");
  g_assert_cmpuint (telegrafs->len, ==, 1);
  g_assert_cmpstr (tessera_resource_get_name (g_ptr_array_index (telegrafs, 0)), ==, "edge <1>");
  users = list (tessera_session_get_client (session), "users");
  g_assert_cmpuint (users->len, >=, 1);
}

/* The main job: Read on _monitoring, Write on _tasks, with the vendor's description. */
static void
test_main_job (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autofree char *monitoring = find_bucket (client, "_monitoring");
  g_autofree char *tasks = find_bucket (client, "_tasks");
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraMint) made = NULL;

  allow (set, TESSERA_ACTION_READ, "buckets", monitoring, "_monitoring");
  allow (set, TESSERA_ACTION_WRITE, "buckets", tasks, "_tasks");
  made = mint (client, NULL, set, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_token_get_description (tessera_mint_get_token (made)), ==,
                   "Read buckets _monitoring Write buckets _tasks");
  g_assert_cmpuint (tessera_secret_get_length (tessera_mint_get_value (made)), ==, 88);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_excess (made)), ==, 0);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (made)), ==, 0);
  g_assert_true (tessera_permission_set_equal (
      set, tessera_token_get_permissions (tessera_mint_get_token (made))));
}

static guint
ask_as (TesseraMint *made, const char *path, const char *body, const char *expected)
{
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "POST", path, tessera_mint_get_value (made), body, &status);

  if (expected != NULL)
    g_assert_nonnull (strstr (answer, expected));
  return status;
}

/* What a token was granted works, and nothing else does. */
static void
test_token_works (void)
{
  g_autoptr (TesseraMint) writer = NULL;
  g_autoptr (TesseraMint) reader = NULL;
  const char *write_path = "/api/v2/write?org=" TEST_ORGANISATION "&bucket=granted";
  const char *query_path = "/api/v2/query?org=" TEST_ORGANISATION;
  const char *flux = "from(bucket: \"granted\") |> range(start: -1h)";

  make_bucket ("granted");
  make_bucket ("other");
  writer = mint_for_bucket ("writer", TESSERA_ACTION_WRITE, "granted");
  reader = mint_for_bucket ("reader", TESSERA_ACTION_READ, "granted");

  g_assert_cmpuint (ask_as (writer, write_path, "m v=7", NULL), ==, 204);
  g_assert_cmpuint (ask_as (reader, query_path, flux, ",7,v,m"), ==, 200);

  g_assert_cmpuint (ask_as (reader, write_path, "m v=8", NULL), ==, 403);
  g_assert_cmpuint (ask_as (writer, query_path, flux, NULL), ==, 404);
  g_assert_cmpuint (ask_as (writer, "/api/v2/write?org=" TEST_ORGANISATION "&bucket=other", "m v=1",
                            NULL),
                    ==, 403);
  g_assert_cmpuint (ask_as (writer, "/api/v2/users", "{\"name\":\"x\"}", NULL), ==, 401);
}

/* System buckets have a rule of their own: by name they go with the organisation, not with a permission
 * on the bucket. So a token for _monitoring alone reads it by ID only. */
static void
test_system_buckets (void)
{
  g_autoptr (TesseraMint) reader = mint_for_bucket ("m", TESSERA_ACTION_READ, "_monitoring");
  g_autoptr (TesseraMint) writer = mint_for_bucket ("t", TESSERA_ACTION_WRITE, "_tasks");
  g_autoptr (TesseraMint) insider = NULL;
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) organisation =
      tessera_permission_new (TESSERA_ACTION_READ, "orgs", NULL, server->org_id, NULL);
  g_autofree char *id = find_bucket (client, "_monitoring");
  g_autofree char *by_id =
      g_strdup_printf ("from(bucketID: \"%s\") |> range(start: -1h)", id);
  const char *by_name = "from(bucket: \"_monitoring\") |> range(start: -1h)";
  const char *query_path = "/api/v2/query?org=" TEST_ORGANISATION;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (ask_as (reader, query_path, by_name, "could not find bucket"), ==, 404);
  g_assert_cmpuint (ask_as (reader, query_path, by_id, NULL), ==, 200);
  g_assert_cmpuint (ask_as (writer, "/api/v2/write?org=" TEST_ORGANISATION "&bucket=_tasks",
                            "m v=1", NULL),
                    ==, 204);

  tessera_permission_set_add (set, organisation);
  insider = mint (client, "organisation", set, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ask_as (insider, query_path, by_name, NULL), ==, 200);
}

/* Observed on 2.9.1, and worth knowing: a permission guards a bucket's name, not its ID. */
static void
test_reading_by_id (void)
{
  g_autoptr (TesseraMint) writer = mint_for_bucket ("by id", TESSERA_ACTION_WRITE, "telemetry");
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autofree char *id = find_bucket (tessera_session_get_client (session), "telemetry");
  g_autofree char *by_id = g_strdup_printf ("from(bucketID: \"%s\") |> range(start: -1h)", id);
  const char *by_name = "from(bucket: \"telemetry\") |> range(start: -1h)";
  const char *query_path = "/api/v2/query?org=" TEST_ORGANISATION;

  g_assert_cmpuint (ask_as (writer, query_path, by_name, "could not find bucket"), ==, 404);
  g_assert_cmpuint (ask_as (writer, query_path, by_id, NULL), ==, 200);
}

static void
test_strange_descriptions (void)
{
  static const char *const descriptions[] = { "<b>bold</b> & \"quoted\" 'twice'", "two\nlines\ttab",
                                              "محطة الطقس", "$(rm -rf ~)" };

  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autoptr (TesseraMint) made =
          mint_for_bucket (descriptions[i], TESSERA_ACTION_READ, "telemetry");

      g_assert_cmpstr (tessera_token_get_description (tessera_mint_get_token (made)), ==,
                       descriptions[i]);
    }
}

static void
test_empty_request (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraPermissionSet) nothing = tessera_permission_set_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (mint (tessera_session_get_client (session), "x", nothing, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EMPTY_REQUEST);
}

/* A token that may read a bucket and no more can sign in, but can't make tokens. */
static void
test_may_not_create (void)
{
  g_autoptr (TesseraMint) made = mint_for_bucket ("narrow", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraClient) client = tessera_client_new (server->address);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (GError) error = NULL;

  tessera_client_set_token (client, tessera_mint_get_value (made));
  allow (set, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  g_assert_null (mint (client, "x", set, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "write authorizations"));
  g_assert_nonnull (strstr (tessera_error_get_details (error), "is unauthorized"));
}

/* The smallest token that can mint may not grant what it does not hold itself. */
static void
test_may_not_grant (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  const char *user_id = tessera_resource_get_id (tessera_session_get_user (session));
  g_autoptr (TesseraPermissionSet) minting = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) wanted = tessera_permission_set_new ();
  g_autoptr (TesseraClient) narrow = tessera_client_new (server->address);
  g_autoptr (TesseraMint) minter_token = NULL;
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GError) error = NULL;

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    {
      g_autoptr (TesseraPermission) own =
          tessera_permission_new (action, "users", NULL, user_id, NULL);

      tessera_permission_set_add (minting, own);
      allow (minting, action, "authorizations", NULL, NULL);
    }
  allow (minting, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  minter_token = mint (client, "minter", minting, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (minter_token)), ==, 0);

  tessera_client_set_token (narrow, tessera_mint_get_value (minter_token));
  allow (wanted, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  made = mint (narrow, "x", wanted, &error);
  g_assert_no_error (error);

  allow (wanted, TESSERA_ACTION_READ, "tasks", NULL, NULL);
  g_assert_null (mint (narrow, "x", wanted, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_GRANTABLE);
  g_assert_nonnull (strstr (error->message, "read tasks"));
}

static TesseraToken *
find_token (TesseraClient *client, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;

  tessera_client_list_tokens_async (client, server->org_id, NULL, test_store_result, &result);
  test_wait (&result);
  tokens = tessera_client_list_tokens_finish (client, result, NULL);
  g_assert_nonnull (tokens);
  for (guint i = 0; i < tokens->len; i++)
    if (g_str_equal (tessera_token_get_id (g_ptr_array_index (tokens, i)), id))
      return g_object_ref (g_ptr_array_index (tokens, i));
  return NULL;
}

static void
test_life (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) made = mint_for_bucket ("life", TESSERA_ACTION_READ, "telemetry");
  const char *id = tessera_token_get_id (tessera_mint_get_token (made));
  g_autoptr (GAsyncResult) updated = NULL, used = NULL, got = NULL, deleted = NULL, again = NULL;
  g_autoptr (TesseraToken) listed = find_token (client, id);
  g_autoptr (TesseraToken) changed = NULL, fetched = NULL;
  g_autoptr (TesseraClient) own = tessera_client_new (server->address);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (listed);
  g_assert_false (tessera_token_is_dangling (listed));
  g_assert_nonnull (tessera_token_get_created (listed));
  g_assert_cmpstr (tessera_token_get_owner (listed), ==, TEST_USERNAME);

  tessera_client_update_token_async (client, id, "inactive", "renamed", NULL, test_store_result,
                                     &updated);
  test_wait (&updated);
  changed = tessera_client_update_token_finish (client, updated, &error);
  g_assert_no_error (error);
  g_assert_false (tessera_token_is_active (changed));
  g_assert_cmpstr (tessera_token_get_description (changed), ==, "renamed");

  tessera_client_set_token (own, tessera_mint_get_value (made));
  tessera_client_get_me_async (own, NULL, test_store_result, &used);
  test_wait (&used);
  g_assert_null (tessera_client_get_me_finish (own, used, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_TOKEN_INACTIVE);
  g_clear_error (&error);

  tessera_client_get_token_async (client, id, NULL, test_store_result, &got);
  test_wait (&got);
  fetched = tessera_client_get_token_finish (client, got, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_token_get_id (fetched), ==, id);

  tessera_client_delete_token_async (client, id, NULL, test_store_result, &deleted);
  test_wait (&deleted);
  g_assert_true (tessera_client_delete_token_finish (client, deleted, &error));
  tessera_client_delete_token_async (client, id, NULL, test_store_result, &again);
  test_wait (&again);
  g_assert_false (tessera_client_delete_token_finish (client, again, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

/* A permission on a bucket that is deleted stays, and is seen to dangle. */
static void
test_dangling (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (TesseraToken) after = NULL;
  g_autofree char *id = NULL, *path = NULL;
  guint status;

  make_bucket ("short-lived");
  made = mint_for_bucket ("dangles", TESSERA_ACTION_READ, "short-lived");
  id = find_bucket (client, "short-lived");
  path = g_strconcat ("/api/v2/buckets/", id, NULL);
  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
  after = find_token (client, tessera_token_get_id (tessera_mint_get_token (made)));
  g_assert_nonnull (after);
  g_assert_true (tessera_token_is_dangling (after));
}

static void
test_kinds (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  TesseraClient *client = tessera_session_get_client (session);

  tessera_client_list_tokens_async (client, NULL, NULL, test_store_result, &result);
  test_wait (&result);
  tokens = tessera_client_list_tokens_finish (client, result, NULL);
  g_assert_cmpint (tessera_token_get_kind (g_ptr_array_index (tokens, 0)), ==,
                   TESSERA_TOKEN_OPERATOR);
}

/* Last, on a server of its own: one that was never set up. */
static void
test_never_set_up (void)
{
  TestServer *used = server;
  g_autoptr (GError) error = NULL;

  server = test_server_start ();
  g_assert_null (open_session (NULL, "whatever", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_SET_UP);
  test_server_stop (server);
  server = used;
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (test_server_is_missing ())
    {
      g_print ("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it\n");
      return 0;
    }
  server = test_server_start ();
  test_server_set_up (server);
  g_test_add_func ("/client/sign-in/token", test_sign_in_token);
  g_test_add_func ("/client/sign-in/password", test_sign_in_password);
  g_test_add_func ("/client/sign-in/wrong", test_sign_in_wrong);
  g_test_add_func ("/client/sign-in/no-organisation", test_no_organisation);
  g_test_add_func ("/client/resource-types", test_resource_types);
  g_test_add_func ("/client/all-pages", test_all_pages);
  g_test_add_func ("/client/telegrafs-and-users", test_telegrafs_and_users);
  g_test_add_func ("/client/main-job", test_main_job);
  g_test_add_func ("/client/token-works", test_token_works);
  g_test_add_func ("/client/system-buckets", test_system_buckets);
  g_test_add_func ("/client/reading-by-id", test_reading_by_id);
  g_test_add_func ("/client/strange-descriptions", test_strange_descriptions);
  g_test_add_func ("/client/empty-request", test_empty_request);
  g_test_add_func ("/client/may-not-create", test_may_not_create);
  g_test_add_func ("/client/may-not-grant", test_may_not_grant);
  g_test_add_func ("/client/life", test_life);
  g_test_add_func ("/client/dangling", test_dangling);
  g_test_add_func ("/client/kinds", test_kinds);
  g_test_add_func ("/client/never-set-up", test_never_set_up);
  status = g_test_run ();
  test_server_stop (server);
  return status;
}

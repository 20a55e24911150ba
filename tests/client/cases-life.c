/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A token after it was made: listed, changed, deleted, left behind. */

#include "client-fixture.h"
#include "core/base/error.h"

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

static TesseraToken *
update (TesseraClient *client, const char *id, const char *status, const char *description)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TesseraToken *token;

  tessera_client_update_token_async (client, id, status, description, NULL, test_store_result,
                                     &result);
  token = tessera_client_update_token_finish (client, test_wait (&result), &error);
  g_assert_no_error (error);
  return token;
}

static int
compare_updated (TesseraToken *a, TesseraToken *b)
{
  return g_date_time_compare (tessera_token_get_updated (a), tessera_token_get_updated (b));
}

/* Being switched or renamed, even to what it was, is a change; being used is none. */
static void
test_updated (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) made = mint_for_bucket ("updated", TESSERA_ACTION_READ, "telemetry");
  TesseraToken *token = tessera_mint_get_token (made);
  const char *id = tessera_token_get_id (token);
  g_autoptr (TesseraToken) switched = update (client, id, "inactive", NULL);
  g_autoptr (TesseraToken) renamed = update (client, id, NULL, "other");
  g_autoptr (TesseraToken) same = update (client, id, "active", "other");
  g_autoptr (TesseraToken) again = update (client, id, "active", "other");
  g_autoptr (TesseraToken) used = NULL;

  g_assert_cmpint (
      g_date_time_compare (tessera_token_get_created (token), tessera_token_get_updated (token)),
      ==, 0);
  g_assert_cmpint (compare_updated (token, switched), <, 0);
  g_assert_cmpint (compare_updated (switched, renamed), <, 0);
  g_assert_cmpint (compare_updated (renamed, same), <, 0);
  g_assert_cmpint (compare_updated (same, again), <, 0);
  g_assert_true (
      g_date_time_equal (tessera_token_get_created (token), tessera_token_get_created (again)));

  g_assert_cmpuint (ask_as (made, "/api/v2/query?org=" TEST_ORGANIZATION,
                            "from(bucket: \"telemetry\") |> range(start: -1h)", NULL),
                    ==, 200);
  used = find_token (client, id);
  g_assert_cmpint (compare_updated (again, used), ==, 0);
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

void
add_life_cases (void)
{
  g_test_add_func ("/client/life", test_life);
  g_test_add_func ("/client/updated", test_updated);
  g_test_add_func ("/client/dangling", test_dangling);
  g_test_add_func ("/client/kinds", test_kinds);
}

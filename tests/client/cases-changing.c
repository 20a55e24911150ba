/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens of a list that are renamed, switched and deleted: one, many, refused, and those that would
 * shut out whoever does it. */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/manage/bulk.h"
#include "core/manage/lockout-check.h"
#include "host.h"

#include <string.h>

static TesseraTokenList *
fetch_list (TesseraSession *session)
{
  TesseraTokenList *tokens =
      tessera_token_list_new (tessera_session_get_client (session), server->org_id, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_token_list_refresh_async (tokens, NULL, test_store_result, &result);
  tessera_token_list_refresh_finish (tokens, test_wait (&result), &error);
  g_assert_no_error (error);
  return tokens;
}

static TesseraToken *
get_token (TesseraTokenList *tokens, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tokens)); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (tokens), i);

      if (g_str_equal (tessera_token_get_id (token), id))
        return g_steal_pointer (&token);
    }
  return NULL;
}

static const char *
get_id (TesseraMint *made)
{
  return tessera_token_get_id (tessera_mint_get_token (made));
}

static void
delete_past (const char *id)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
}

static gboolean
change (TesseraTokenList *tokens, TesseraToken *token, TesseraChange what, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_token_change_async (tokens, token, what, NULL, test_store_result, &result);
  return tessera_token_change_finish (tokens, test_wait (&result), error);
}

/* What is asked for shows at once, and the server has it in the end. */
static void
test_change (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) made = mint_for_bucket ("changes", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraTokenList) tokens = fetch_list (session);
  g_autoptr (TesseraToken) token = get_token (tokens, get_id (made));
  g_autoptr (TesseraToken) there = NULL, renamed = NULL, gone = NULL;
  g_autoptr (GAsyncResult) switched = NULL, named = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tessera_token_needs_change (token, TESSERA_CHANGE_ACTIVATE));
  tessera_token_change_async (tokens, token, TESSERA_CHANGE_DEACTIVATE, NULL, test_store_result,
                              &switched);
  g_assert_false (tessera_token_is_active (token));
  g_assert_true (tessera_token_change_finish (tokens, test_wait (&switched), &error));
  there = find_token (client, get_id (made));
  g_assert_false (tessera_token_is_active (there));

  tessera_token_rename_async (tokens, token, "“new” name", NULL, test_store_result, &named);
  g_assert_cmpstr (tessera_token_get_description (token), ==, "“new” name");
  g_assert_true (tessera_token_change_finish (tokens, test_wait (&named), &error));
  renamed = find_token (client, get_id (made));
  g_assert_cmpstr (tessera_token_get_description (renamed), ==, "“new” name");
  g_assert_false (tessera_token_is_active (renamed));

  g_assert_true (change (tokens, token, TESSERA_CHANGE_DELETE, &error));
  g_assert_null (get_token (tokens, get_id (made)));
  gone = find_token (client, get_id (made));
  g_assert_null (gone);
}

#define PAIRS 10

/* Two changes of one token, neither of which waits: the real server would lose one of them. */
static void
test_at_once (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();

  for (guint i = 0; i < PAIRS; i++)
    {
      g_autoptr (TesseraMint) made = mint_for_bucket ("at once", TESSERA_ACTION_READ, "telemetry");
      g_autoptr (TesseraTokenList) tokens = fetch_list (session);
      g_autoptr (TesseraToken) token = get_token (tokens, get_id (made));
      g_autoptr (TesseraToken) there = NULL;
      g_autoptr (GAsyncResult) named = NULL, switched = NULL;
      g_autoptr (GError) error = NULL;

      tessera_token_rename_async (tokens, token, "one", NULL, test_store_result, &named);
      tessera_token_change_async (tokens, token, TESSERA_CHANGE_DEACTIVATE, NULL, test_store_result,
                                  &switched);
      g_assert_false (tessera_token_is_active (token));
      g_assert_true (tessera_token_change_finish (tokens, test_wait (&named), &error));
      g_assert_false (tessera_token_is_active (token));
      g_assert_true (tessera_token_change_finish (tokens, test_wait (&switched), &error));
      there = find_token (tessera_session_get_client (session), get_id (made));
      g_assert_cmpstr (tessera_token_get_description (there), ==, "one");
      g_assert_false (tessera_token_is_active (there));
      delete_past (get_id (made));
    }
}

/* Signs in with a token that sees tokens and may not change them. */
static TesseraSession *
open_as_onlooker (TesseraMint **made)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) org =
      tessera_permission_new (TESSERA_ACTION_READ, "orgs", NULL, server->org_id, NULL);
  g_autoptr (TesseraPermission) user =
      tessera_permission_new (TESSERA_ACTION_READ, "users", NULL,
                              tessera_resource_get_id (tessera_session_get_user (session)), NULL);
  g_autoptr (GError) error = NULL;

  allow (set, TESSERA_ACTION_READ, "authorizations", NULL, NULL);
  tessera_permission_set_add (set, org);
  tessera_permission_set_add (set, user);
  *made = mint (tessera_session_get_client (session), "onlooker", set, &error);
  g_assert_no_error (error);
  return open_session (NULL, tessera_secret_peek (tessera_mint_get_value (*made)), &error);
}

static void
test_refused (void)
{
  g_autoptr (TesseraMint) made = mint_for_bucket ("stays", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraMint) sign_in = NULL;
  g_autoptr (TesseraSession) session = open_as_onlooker (&sign_in);
  g_autoptr (TesseraTokenList) tokens = fetch_list (session);
  g_autoptr (TesseraToken) token = get_token (tokens, get_id (made));
  g_autoptr (TesseraToken) still = NULL;
  g_autoptr (GAsyncResult) named = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (change (tokens, token, TESSERA_CHANGE_DEACTIVATE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  g_assert_true (tessera_token_is_active (token));
  g_clear_error (&error);
  tessera_token_rename_async (tokens, token, "other", NULL, test_store_result, &named);
  g_assert_false (tessera_token_change_finish (tokens, test_wait (&named), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  g_assert_cmpstr (tessera_token_get_description (token), ==, "stays");
  g_clear_error (&error);
  g_assert_false (change (tokens, token, TESSERA_CHANGE_DELETE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  still = get_token (tokens, get_id (made));
  g_assert_nonnull (still);
  delete_past (get_id (made));
  delete_past (get_id (sign_in));
}

/* What is shown in the end is what the server has, however many changes it refused. */
static void
test_refused_in_a_row (void)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraMint) made = mint_for_bucket ("a", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (TesseraTokenList) tokens = tessera_token_list_new (client, server->org_id, NULL);
  GAsyncResult *results[5] = { NULL };
  g_autoptr (GError) error = NULL;
  TesseraToken *token;

  tessera_client_set_token (client, server->token);
  tessera_token_list_refresh_async (tokens, NULL, test_store_result, &results[0]);
  g_assert_true (tessera_token_list_refresh_finish (tokens, test_wait (&results[0]), &error));
  token = tessera_token_list_find (tokens, get_id (made));
  test_host_fail (host, "PATCH", 500, "{\"code\":\"internal error\",\"message\":\"no\"}");
  tessera_token_rename_async (tokens, token, "b", NULL, test_store_result, &results[1]);
  tessera_token_change_async (tokens, token, TESSERA_CHANGE_DEACTIVATE, NULL, test_store_result,
                              &results[2]);
  tessera_token_rename_async (tokens, token, "c", NULL, test_store_result, &results[3]);
  tessera_token_change_async (tokens, token, TESSERA_CHANGE_ACTIVATE, NULL, test_store_result,
                              &results[4]);
  for (guint i = 1; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_false (tessera_token_change_finish (tokens, test_wait (&results[i]), &error));
      g_clear_error (&error);
    }
  g_assert_cmpstr (tessera_token_get_description (token), ==, "a");
  g_assert_true (tessera_token_is_active (token));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_clear_object (&results[i]);
  delete_past (get_id (made));
  g_clear_object (&tokens);
  test_host_free (host);
}

/* Somebody else was faster. */
static void
test_deleted_meanwhile (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraMint) one = mint_for_bucket ("one", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraMint) other = mint_for_bucket ("other", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraTokenList) tokens = fetch_list (session);
  g_autoptr (TesseraToken) first = get_token (tokens, get_id (one));
  g_autoptr (TesseraToken) second = get_token (tokens, get_id (other));
  g_autoptr (GError) error = NULL;

  delete_past (get_id (one));
  delete_past (get_id (other));
  g_assert_false (change (tokens, first, TESSERA_CHANGE_DEACTIVATE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (get_token (tokens, get_id (one)));
  /* To be deleted was what was wanted. */
  g_assert_true (change (tokens, second, TESSERA_CHANGE_DELETE, &error));
  g_assert_null (get_token (tokens, get_id (other)));
}

#define MANY 60

static GPtrArray *
make_many (TesseraSession *session, TesseraTokenList **tokens)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *many = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (TesseraMint) made = mint_for_bucket ("many", TESSERA_ACTION_READ, "telemetry");

      g_ptr_array_add (ids, g_strdup (get_id (made)));
    }
  *tokens = fetch_list (session);
  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (many, get_token (*tokens, g_ptr_array_index (ids, i)));
  return many;
}

static void
test_bulk (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraTokenList) tokens = NULL;
  g_autoptr (GPtrArray) many = make_many (session, &tokens);
  g_autoptr (TesseraBulk) off =
      tessera_bulk_new (tokens, TESSERA_CHANGE_DEACTIVATE, many, g_ptr_array_index (many, 3));
  g_autoptr (TesseraBulk) again = NULL, away = NULL;
  g_autoptr (GAsyncResult) switched = NULL, deleted = NULL;
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (tessera_bulk_get_total (off), ==, MANY);
  tessera_bulk_run_async (off, NULL, test_store_result, &switched);
  g_assert_true (tessera_bulk_run_finish (off, test_wait (&switched), &error));
  g_assert_cmpuint (tessera_bulk_get_finished (off), ==, MANY);
  /* The one that was to wait had its turn after all others. */
  g_assert_true (g_ptr_array_index (tessera_bulk_get_changed (off), MANY - 1) ==
                 g_ptr_array_index (many, 3));
  summary = tessera_bulk_summarize (off);
  g_assert_cmpstr (summary, ==, "60 tokens deactivated");
  again = tessera_bulk_new (tokens, TESSERA_CHANGE_DEACTIVATE, many, NULL);
  g_assert_cmpuint (tessera_bulk_get_total (again), ==, 0);

  away = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, many, NULL);
  tessera_bulk_run_async (away, NULL, test_store_result, &deleted);
  g_assert_true (tessera_bulk_run_finish (away, test_wait (&deleted), &error));
  g_clear_object (&tokens);
  tokens = fetch_list (session);
  for (guint i = 0; i < MANY; i++)
    g_assert_null (get_token (tokens, tessera_token_get_id (g_ptr_array_index (many, i))));
}

static void
cancel_cb (TesseraBulk *bulk, GParamSpec *pspec, gpointer cancellable)
{
  if (tessera_bulk_get_finished (bulk) == 10)
    g_cancellable_cancel (cancellable);
}

/* What was sent is waited for, and counted. */
static void
test_bulk_cancelled (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraTokenList) tokens = NULL;
  g_autoptr (GPtrArray) many = make_many (session, &tokens);
  g_autoptr (TesseraBulk) some = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, many, NULL);
  g_autoptr (TesseraBulk) rest = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL, ended = NULL;
  g_autoptr (GError) error = NULL;
  guint left = 0;

  g_signal_connect (some, "notify::finished", G_CALLBACK (cancel_cb), cancellable);
  tessera_bulk_run_async (some, cancellable, test_store_result, &result);
  g_assert_false (tessera_bulk_run_finish (some, test_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (tessera_bulk_get_finished (some), >=, 10);
  g_assert_cmpuint (tessera_bulk_get_finished (some), <=, 10 + 4);
  g_clear_object (&tokens);
  tokens = fetch_list (session);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (TesseraToken) there =
          get_token (tokens, tessera_token_get_id (g_ptr_array_index (many, i)));

      left += there != NULL;
    }
  g_assert_cmpuint (left, ==, MANY - tessera_bulk_get_changed (some)->len);
  rest = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, many, NULL);
  tessera_bulk_run_async (rest, NULL, test_store_result, &ended);
  g_assert_true (tessera_bulk_run_finish (rest, test_wait (&ended), &error));
}

/* Refused one by one: each is tried, and all are told of in one sentence. */
static void
test_bulk_refused (void)
{
  g_autoptr (TesseraMint) one = mint_for_bucket ("one", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraMint) other = mint_for_bucket ("other", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraMint) sign_in = NULL;
  g_autoptr (TesseraSession) session = open_as_onlooker (&sign_in);
  g_autoptr (TesseraTokenList) tokens = fetch_list (session);
  g_autoptr (GPtrArray) both = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TesseraBulk) bulk = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (both, get_token (tokens, get_id (one)));
  g_ptr_array_add (both, get_token (tokens, get_id (other)));
  bulk = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, both, NULL);
  tessera_bulk_run_async (bulk, NULL, test_store_result, &result);
  g_assert_false (tessera_bulk_run_finish (bulk, test_wait (&result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  summary = tessera_bulk_summarize (bulk);
  g_assert_cmpstr (summary, ==, "0 tokens deleted, 2 failed");
  delete_past (get_id (one));
  delete_past (get_id (other));
  delete_past (get_id (sign_in));
}

static void
relent_cb (TesseraPause *pause, GParamSpec *pspec, TestHost *host)
{
  if (tessera_pause_get_seconds (pause) == 1)
    test_host_fail (host, NULL, 0, NULL);
}

/* A server that asks for a pause gets it, and then the same requests again. */
static void
test_bulk_paused (void)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (TesseraTokenList) tokens = tessera_token_list_new (client, server->org_id, NULL);
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TesseraBulk) bulk = NULL;
  g_autoptr (GAsyncResult) fetched = NULL, deleted = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (TesseraMint) made = mint_for_bucket ("paused", TESSERA_ACTION_READ, "telemetry");
    }
  tessera_client_set_token (client, server->token);
  tessera_token_list_refresh_async (tokens, NULL, test_store_result, &fetched);
  g_assert_true (tessera_token_list_refresh_finish (tokens, test_wait (&fetched), &error));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tokens)); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (tokens), i);

      if (g_str_equal (tessera_token_get_description (token), "paused"))
        g_ptr_array_add (many, g_steal_pointer (&token));
    }
  g_assert_cmpuint (many->len, ==, 6);
  host->retry_after = "2";
  test_host_fail (host, "DELETE", 429, "{\"code\":\"too many requests\",\"message\":\"slow\"}");
  bulk = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, many, NULL);
  g_signal_connect (tessera_bulk_get_pause (bulk), "notify::seconds", G_CALLBACK (relent_cb), host);
  tessera_bulk_run_async (bulk, NULL, test_store_result, &deleted);
  g_assert_true (tessera_bulk_run_finish (bulk, test_wait (&deleted), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_bulk_get_changed (bulk)->len, ==, 6);
  /* Those that were under way together were refused once each. */
  g_assert_cmpuint (test_host_count (host, "DELETE"), ==, 6 + 4);
  test_host_free (host);
}

/* Without a connection the others are not tried. */
static void
test_bulk_without_server (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraTokenList) tokens = NULL;
  g_autoptr (GPtrArray) many = make_many (session, &tokens);
  g_autoptr (TesseraSecret) wrong = tessera_secret_new ("nobody knows this one");
  g_autoptr (TesseraBulk) bulk = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, many, NULL);
  g_autoptr (TesseraBulk) away = NULL;
  g_autoptr (GAsyncResult) result = NULL, ended = NULL;
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;

  tessera_client_set_token (tessera_session_get_client (session), wrong);
  tessera_bulk_run_async (bulk, NULL, test_store_result, &result);
  g_assert_false (tessera_bulk_run_finish (bulk, test_wait (&result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_clear_error (&error);
  g_assert_cmpuint (tessera_bulk_get_finished (bulk), <=, 4);
  summary = tessera_bulk_summarize (bulk);
  g_assert_true (g_str_has_prefix (summary, "0 tokens deleted, "));
  g_assert_true (g_str_has_suffix (summary, " were left unchanged"));

  tessera_client_set_token (tessera_session_get_client (session), server->token);
  away = tessera_bulk_new (tokens, TESSERA_CHANGE_DELETE, many, NULL);
  tessera_bulk_run_async (away, NULL, test_store_result, &ended);
  g_assert_true (tessera_bulk_run_finish (away, test_wait (&ended), &error));
}

static TesseraLockout *
look (TesseraSession *session, TesseraTokenList *tokens, const char *id)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TesseraLockout *lockout;

  g_ptr_array_add (one, get_token (tokens, id));
  g_assert_nonnull (g_ptr_array_index (one, 0));
  tessera_lockout_check_async (tokens, session, NULL, one, NULL, test_store_result, &result);
  lockout = tessera_lockout_check_finish (test_wait (&result), &error);
  g_assert_no_error (error);
  return lockout;
}

static char *
find_operator (TesseraTokenList *tokens)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tokens)); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (tokens), i);

      if (tessera_token_get_kind (token) == TESSERA_TOKEN_OPERATOR)
        return g_strdup (tessera_token_get_id (token));
    }
  g_assert_not_reached ();
}

/* The token of the setup is the server's only operator token, and what signs in here. */
static void
test_danger (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraSession) by_password = open_session (TEST_USERNAME, TEST_PASSWORD, NULL);
  g_autoptr (TesseraMint) harmless = mint_for_bucket ("harmless", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraTokenList) tokens = fetch_list (session);
  g_autoptr (TesseraTokenList) theirs = fetch_list (by_password);
  g_autofree char *operator_id = find_operator (tokens);
  g_autoptr (TesseraLockout) own = look (session, tokens, operator_id);
  g_autoptr (TesseraLockout) none = look (session, tokens, get_id (harmless));
  g_autoptr (TesseraLockout) password = look (by_password, theirs, operator_id);
  g_autofree char *text = tessera_lockout_explain (own, TESSERA_CHANGE_DELETE);
  g_autofree char *nothing = tessera_lockout_explain (none, TESSERA_CHANGE_DELETE);
  g_autofree char *command = tessera_lockout_get_recovery (own);
  g_autofree char *no_command = tessera_lockout_get_recovery (none);

  g_assert_true (own->perhaps_own);
  g_assert_nonnull (own->last_operator);
  g_assert_nonnull (strstr (text, "may be the token that Tessera itself signs in with"));
  g_assert_nonnull (strstr (text, "is the last active operator token"));
  g_assert_true (g_str_has_prefix (command, "influxd recovery auth create-operator --org '"));
  g_assert_nonnull (strstr (command, " --username '" TEST_USERNAME "'"));
  g_assert_null (nothing);
  g_assert_null (no_command);
  /* A password signs in whatever becomes of the tokens. */
  g_assert_false (password->perhaps_own);
  g_assert_nonnull (password->last_operator);
  delete_past (get_id (harmless));
}

/* With another operator token, none is the last. */
static void
test_second_operator (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) write =
      tessera_permission_new (TESSERA_ACTION_WRITE, "authorizations", NULL, NULL, NULL);
  g_autoptr (TesseraMint) second = NULL;
  g_autoptr (TesseraTokenList) tokens = NULL;
  g_autofree char *operator_id = NULL;
  g_autoptr (TesseraLockout) lockout = NULL;
  g_autoptr (GError) error = NULL;

  tessera_permission_set_add (set, write);
  second = mint (tessera_session_get_client (session), "second", set, &error);
  g_assert_no_error (error);
  tokens = fetch_list (session);
  operator_id = find_operator (tokens);
  lockout = look (session, tokens, operator_id);
  g_assert_null (lockout->last_operator);
  delete_past (get_id (second));
}

void
add_changing_cases (void)
{
  g_test_add_func ("/client/change", test_change);
  g_test_add_func ("/changing/at-once", test_at_once);
  g_test_add_func ("/changing/refused-in-a-row", test_refused_in_a_row);
  g_test_add_func ("/client/change-refused", test_refused);
  g_test_add_func ("/client/deleted-meanwhile", test_deleted_meanwhile);
  g_test_add_func ("/client/bulk", test_bulk);
  g_test_add_func ("/client/bulk-cancelled", test_bulk_cancelled);
  g_test_add_func ("/client/bulk-refused", test_bulk_refused);
  g_test_add_func ("/client/bulk-paused", test_bulk_paused);
  g_test_add_func ("/client/bulk-without-server", test_bulk_without_server);
  g_test_add_func ("/client/danger", test_danger);
  g_test_add_func ("/client/second-operator", test_second_operator);
}

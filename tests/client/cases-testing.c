/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Test Token: what the server lets a token do is what it is said to do, and asking changes nothing.
 */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/create/token-test.h"

#define GONE_ID "00000000000000aa"

static TesseraTokenTest *
run (TesseraToken *token, TesseraSecret *value, GError **error)
{
  g_autoptr (TesseraClient) as_value = tessera_client_new_with_token (server->address, value);
  TesseraTokenTest *test = tessera_token_test_new (as_value, token);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_token_test_run_async (test, NULL, test_store_result, &result);
  test_wait (&result);
  tessera_token_test_run_finish (test, result, error);
  g_assert_cmpuint (tessera_token_test_get_n_done (test), ==,
                    g_list_model_get_n_items (tessera_token_test_get_results (test)));
  return test;
}

static TesseraMint *
mint_for (const char *description, TesseraPermissionSet *set)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GError) error = NULL;
  TesseraMint *made = mint (tessera_session_get_client (session), description, set, &error);

  g_assert_no_error (error);
  return made;
}

static TesseraMint *
mint_one (TesseraAction action, const char *type, const char *org_id, const char *id)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, type, org_id, id, NULL);

  tessera_permission_set_add (set, permission);
  return mint_for ("to be tested", set);
}

/* The outcome of the only permission of @claimed, asked with the value of @signer. */
static TesseraTestOutcome
ask_one (TesseraMint *claimed, TesseraMint *signer, char **reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraTokenTest) test =
      run (tessera_mint_get_token (claimed), tessera_mint_get_value (signer), &error);
  g_autoptr (TesseraTestResult) result = NULL;

  g_assert_no_error (error);
  result = g_list_model_get_item (tessera_token_test_get_results (test), 0);
  if (reason != NULL)
    *reason = g_strdup (tessera_test_result_get_reason (result));
  return tessera_test_result_get_outcome (result);
}

static char *
get_user_id (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();

  return g_strdup (tessera_resource_get_id (tessera_session_get_user (session)));
}

static const char *const lists[] = {
  "/api/v2/buckets",
  "/api/v2/telegrafs",
  "/api/v2/dashboards",
  "/api/v2/tasks",
  "/api/v2/labels",
  "/api/v2/variables",
  "/api/v2/checks",
  "/api/v2/notificationEndpoints",
  "/api/v2/notificationRules",
  "/api/v2/scrapers",
  "/api/v2/remotes",
  "/api/v2/replications",
  "/api/v2/authorizations",
  "/api/v2/orgs",
  "/api/v2/users",
  "/api/v2/orgs/ORG/secrets",
  "/api/v2private/notebooks",
  "/api/v2private/annotations",
};

/* All that the server holds, as its own lists tell it; but for when tasks ran last, which goes on.
 */
static GStrv
take_stock (void)
{
  g_autoptr (GRegex) runs = g_regex_new (",\\s*\"(latest|lastRun)\\w*\":\\s*\"[^\"]*\"",
                                         G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GStrvBuilder) stock = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GString) path = g_string_new (lists[i]);
      g_autofree char *answer = NULL, *without_runs = NULL;
      guint status;

      g_string_replace (path, "ORG", server->org_id, 0);
      g_string_append_printf (path, "?orgID=%s", server->org_id);
      answer = test_server_ask (server, "GET", path->str, server->token, NULL, &status);
      g_assert_cmpuint (status, ==, 200);
      without_runs = g_regex_replace (runs, answer, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);
      g_strv_builder_add (stock, without_runs);
    }
  return g_strv_builder_end (stock);
}

static void
assert_unchanged (GStrv before)
{
  g_auto (GStrv) after = take_stock ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!g_str_equal (before[i], after[i]))
      g_error ("%s is not what it was", lists[i]);
}

#define READ TESSERA_ACTION_READ
#define WRITE TESSERA_ACTION_WRITE
#define WORKS TESSERA_TEST_WORKS
#define REFUSED TESSERA_TEST_REFUSED
#define GONE TESSERA_TEST_GONE
#define UNTESTABLE TESSERA_TEST_NOT_TESTABLE

/* What comes of each permission on a whole type: with a token that has it and nothing else, and
 * with one that has not. A list that a server filters tells nothing when it is empty. */
static const struct
{
  const char *type;
  TesseraAction action;
  TesseraTestOutcome with;
  TesseraTestOutcome without;
} types[] = {
  { "annotations", READ, WORKS, REFUSED },
  { "annotations", WRITE, WORKS, REFUSED },
  { "authorizations", READ, WORKS, REFUSED },
  { "authorizations", WRITE, WORKS, REFUSED },
  { "buckets", READ, WORKS, UNTESTABLE },
  { "buckets", WRITE, WORKS, REFUSED },
  { "checks", WRITE, WORKS, REFUSED },
  { "dashboards", WRITE, UNTESTABLE, UNTESTABLE },
  { "dbrp", READ, UNTESTABLE, UNTESTABLE },
  { "dbrp", WRITE, UNTESTABLE, UNTESTABLE },
  { "documents", READ, WORKS, REFUSED },
  { "documents", WRITE, UNTESTABLE, UNTESTABLE },
  { "labels", WRITE, UNTESTABLE, UNTESTABLE },
  { "notebooks", READ, WORKS, REFUSED },
  { "notebooks", WRITE, UNTESTABLE, UNTESTABLE },
  { "notificationEndpoints", WRITE, WORKS, REFUSED },
  { "notificationRules", WRITE, WORKS, REFUSED },
  { "remotes", WRITE, UNTESTABLE, UNTESTABLE },
  { "replications", WRITE, WORKS, REFUSED },
  { "scrapers", WRITE, WORKS, REFUSED },
  /* These want the organization too: see test_secrets(). */
  { "secrets", READ, REFUSED, REFUSED },
  { "secrets", WRITE, REFUSED, REFUSED },
  { "sources", WRITE, UNTESTABLE, UNTESTABLE },
  { "tasks", WRITE, WORKS, REFUSED },
  { "telegrafs", WRITE, UNTESTABLE, UNTESTABLE },
  { "variables", WRITE, UNTESTABLE, UNTESTABLE },
  { "views", READ, UNTESTABLE, UNTESTABLE },
  { "views", WRITE, UNTESTABLE, UNTESTABLE },
};

static void
test_types (void)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_mint_unref);
  g_autoptr (TesseraMint) other = mint_one (READ, "views", server->org_id, NULL);
  g_auto (GStrv) before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_ptr_array_add (made, mint_one (types[i].action, types[i].type, server->org_id, NULL));
  before = take_stock ();
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      TesseraMint *one = g_ptr_array_index (made, i);

      g_test_message ("%s %s", tessera_action_to_string (types[i].action), types[i].type);
      g_assert_cmpint (ask_one (one, one, NULL), ==, types[i].with);
      g_assert_cmpint (ask_one (one, other, NULL), ==, types[i].without);
    }
  assert_unchanged (before);
}

/* What comes of reading a type and an item of it, and of writing the item. */
static const struct
{
  const char *type;
  TesseraTestOutcome list_without;
  TesseraTestOutcome write;
} items[] = {
  { "checks", UNTESTABLE, UNTESTABLE },
  { "dashboards", UNTESTABLE, UNTESTABLE },
  { "labels", UNTESTABLE, WORKS },
  { "notebooks", REFUSED, UNTESTABLE },
  { "notificationEndpoints", UNTESTABLE, UNTESTABLE },
  { "notificationRules", UNTESTABLE, UNTESTABLE },
  { "remotes", UNTESTABLE, UNTESTABLE },
  { "replications", UNTESTABLE, UNTESTABLE },
  { "scrapers", UNTESTABLE, UNTESTABLE },
  { "sources", UNTESTABLE, UNTESTABLE },
  { "tasks", UNTESTABLE, WORKS },
  { "telegrafs", UNTESTABLE, UNTESTABLE },
  { "variables", UNTESTABLE, UNTESTABLE },
};

static void
test_items (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraMint) other = mint_one (READ, "views", server->org_id, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const char *type = items[i].type;
      gboolean writes = items[i].write == WORKS;
      g_autofree char *id = find_or_make_item (tessera_session_get_client (session), type);
      g_autoptr (TesseraMint) lister = mint_one (READ, type, server->org_id, NULL);
      g_autoptr (TesseraMint) reader = mint_one (READ, type, server->org_id, id);
      g_autoptr (TesseraMint) writer = mint_one (WRITE, type, server->org_id, id);
      g_autoptr (TesseraMint) gone_reader = mint_one (READ, type, server->org_id, GONE_ID);
      g_autoptr (TesseraMint) gone_writer = mint_one (WRITE, type, server->org_id, GONE_ID);
      g_auto (GStrv) before = take_stock ();

      g_test_message ("%s", type);
      g_assert_cmpint (ask_one (lister, lister, NULL), ==, WORKS);
      g_assert_cmpint (ask_one (lister, other, NULL), ==, items[i].list_without);
      g_assert_cmpint (ask_one (reader, reader, NULL), ==, WORKS);
      g_assert_cmpint (ask_one (reader, other, NULL), ==, REFUSED);
      g_assert_cmpint (ask_one (gone_reader, gone_reader, NULL), ==, GONE);
      g_assert_cmpint (ask_one (writer, writer, NULL), ==, items[i].write);
      g_assert_cmpint (ask_one (writer, other, NULL), ==, writes ? REFUSED : UNTESTABLE);
      g_assert_cmpint (ask_one (gone_writer, gone_writer, NULL), ==, writes ? GONE : UNTESTABLE);
      assert_unchanged (before);
    }
}

/* The types whose permissions carry the ID of the organization or of a user. */
static void
test_organization_and_owner (void)
{
  g_autofree char *user_id = get_user_id ();
  g_autoptr (TesseraMint) other = mint_one (READ, "views", server->org_id, NULL);
  g_auto (GStrv) before = NULL;
  const struct
  {
    const char *type;
    const char *id;
    TesseraAction action;
    TesseraTestOutcome with;
    TesseraTestOutcome without;
  } cases[] = {
    { "orgs", server->org_id, READ, WORKS, REFUSED },
    { "orgs", server->org_id, WRITE, UNTESTABLE, UNTESTABLE },
    { "orgs", GONE_ID, READ, GONE, REFUSED },
    { "users", user_id, READ, WORKS, REFUSED },
    { "users", user_id, WRITE, WORKS, REFUSED },
    { "users", GONE_ID, READ, GONE, REFUSED },
    { "users", GONE_ID, WRITE, GONE, REFUSED },
  };
  TesseraMint *made[G_N_ELEMENTS (cases)];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    made[i] = mint_one (cases[i].action, cases[i].type, NULL, cases[i].id);
  before = take_stock ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s/%s", tessera_action_to_string (cases[i].action), cases[i].type,
                      cases[i].id);
      g_assert_cmpint (ask_one (made[i], made[i], NULL), ==, cases[i].with);
      g_assert_cmpint (ask_one (made[i], other, NULL), ==, cases[i].without);
    }
  assert_unchanged (before);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    tessera_mint_unref (made[i]);
}

static void
test_secrets (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) organization =
      tessera_permission_new (READ, "orgs", NULL, server->org_id, NULL);
  g_autoptr (TesseraMint) alone = mint_one (READ, "secrets", server->org_id, NULL);
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (TesseraTokenTest) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;

  g_assert_cmpint (ask_one (alone, alone, &reason), ==, REFUSED);
  g_assert_nonnull (strstr (reason, "Read, Organization"));

  tessera_permission_set_add (set, organization);
  allow (set, READ, "secrets", NULL, NULL);
  allow (set, WRITE, "secrets", NULL, NULL);
  made = mint_for ("secrets", set);
  test = run (tessera_mint_get_token (made), tessera_mint_get_value (made), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_token_test_count (test, WORKS), ==, 3);
}

/* A permission on one bucket; one on a system bucket, which wants the organization too; and one on
 * a bucket that is gone. */
static void
test_buckets (void)
{
  g_autoptr (TesseraMint) reader = mint_for_bucket ("r", READ, "telemetry");
  g_autoptr (TesseraMint) writer = mint_for_bucket ("w", WRITE, "telemetry");
  g_autoptr (TesseraMint) system_reader = mint_for_bucket ("s", READ, "_monitoring");
  g_autoptr (TesseraMint) system_writer = mint_for_bucket ("t", WRITE, "_tasks");
  g_autoptr (TesseraMint) gone_reader = mint_one (READ, "buckets", server->org_id, GONE_ID);
  g_autoptr (TesseraMint) gone_writer = mint_one (WRITE, "buckets", server->org_id, GONE_ID);
  g_auto (GStrv) before = take_stock ();
  g_autofree char *reason = NULL;

  g_assert_cmpint (ask_one (reader, reader, NULL), ==, WORKS);
  g_assert_cmpint (ask_one (reader, writer, NULL), ==, REFUSED);
  g_assert_cmpint (ask_one (writer, writer, NULL), ==, WORKS);
  g_assert_cmpint (ask_one (writer, reader, NULL), ==, REFUSED);
  g_assert_cmpint (ask_one (system_writer, system_writer, NULL), ==, WORKS);
  g_assert_cmpint (ask_one (system_reader, system_reader, &reason), ==, REFUSED);
  g_assert_nonnull (strstr (reason, "can also read the organization"));
  g_assert_cmpint (ask_one (gone_reader, gone_reader, NULL), ==, GONE);
  g_assert_cmpint (ask_one (gone_writer, gone_writer, NULL), ==, GONE);
  assert_unchanged (before);
}

/* An operator's permissions carry no ID: they are tried in its own organization. */
static void
test_operator (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (TesseraTokenTest) test = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) before = take_stock ();

  tessera_client_list_tokens_async (tessera_session_get_client (session), NULL, NULL,
                                    test_store_result, &result);
  test_wait (&result);
  tokens = tessera_client_list_tokens_finish (tessera_session_get_client (session), result, NULL);
  test = run (g_ptr_array_index (tokens, 0), server->token, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_token_test_count (test, WORKS), >=, 15);
  g_assert_cmpuint (tessera_token_test_count (test, REFUSED), ==, 0);
  g_assert_cmpuint (tessera_token_test_count (test, GONE), ==, 0);
  g_assert_cmpuint (tessera_token_test_count (test, TESSERA_TEST_NOT_ASKED), ==, 0);
  assert_unchanged (before);
}

static void
change (TesseraMint *made, const char *method, const char *body)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/",
                                       tessera_token_get_id (tessera_mint_get_token (made)), NULL);
  guint status;

  g_free (test_server_ask (server, method, path, server->token, body, &status));
  g_assert_cmpuint (status / 100, ==, 2);
}

/* A list would answer both with nothing, and no refusal. */
static void
test_inactive_and_deleted (void)
{
  g_autoptr (TesseraMint) made = mint_one (READ, "buckets", server->org_id, NULL);
  TesseraToken *token = tessera_mint_get_token (made);
  TesseraSecret *value = tessera_mint_get_value (made);
  g_autoptr (TesseraTokenTest) inactive = NULL, deleted = NULL;
  g_autoptr (GError) error = NULL;

  change (made, "PATCH", "{\"status\":\"inactive\"}");
  inactive = run (token, value, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_TOKEN_INACTIVE);
  g_assert_cmpuint (tessera_token_test_count (inactive, TESSERA_TEST_NOT_ASKED), ==, 1);
  g_clear_error (&error);

  change (made, "DELETE", NULL);
  deleted = run (token, value, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (error->message, tessera_secret_peek (value)));
  g_assert_cmpuint (tessera_token_test_count (deleted, TESSERA_TEST_NOT_ASKED), ==, 1);
}

static TesseraMint *
mint_for_many (guint n)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

  for (guint i = 1; i <= n / 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", i);

      allow (set, READ, "buckets", id, NULL);
      allow (set, WRITE, "buckets", id, NULL);
    }
  return mint_for ("many", set);
}

static void
test_many (void)
{
  g_autoptr (TesseraMint) made = mint_for_many (3000);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraTokenTest) test =
      run (tessera_mint_get_token (made), tessera_mint_get_value (made), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tessera_token_test_count (test, GONE), ==, 3000);
}

static void
cancel_cb (TesseraTokenTest *test, GParamSpec *pspec, GCancellable *cancellable)
{
  if (tessera_token_test_get_n_done (test) == 5)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled (void)
{
  g_autoptr (TesseraMint) made = mint_for_many (100);
  g_autoptr (TesseraClient) as_value =
      tessera_client_new_with_token (server->address, tessera_mint_get_value (made));
  g_autoptr (TesseraTokenTest) test =
      tessera_token_test_new (as_value, tessera_mint_get_token (made));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (test, "notify::n-done", G_CALLBACK (cancel_cb), cancellable);
  tessera_token_test_run_async (test, cancellable, test_store_result, &result);
  test_wait (&result);
  g_assert_false (tessera_token_test_run_finish (test, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (tessera_token_test_get_n_done (test), ==, 100);
  g_assert_cmpuint (tessera_token_test_count (test, GONE), >=, 5);
  g_assert_cmpuint (tessera_token_test_count (test, TESSERA_TEST_NOT_ASKED), >=, 80);
}

void
add_testing_cases (void)
{
  g_test_add_func ("/client/testing/types", test_types);
  g_test_add_func ("/client/testing/items", test_items);
  g_test_add_func ("/client/testing/organization-and-owner", test_organization_and_owner);
  g_test_add_func ("/client/testing/secrets", test_secrets);
  g_test_add_func ("/client/testing/buckets", test_buckets);
  g_test_add_func ("/client/testing/operator", test_operator);
  g_test_add_func ("/client/testing/inactive-and-deleted", test_inactive_and_deleted);
  g_test_add_func ("/client/testing/many", test_many);
  g_test_add_func ("/client/testing/cancelled", test_cancelled);
}

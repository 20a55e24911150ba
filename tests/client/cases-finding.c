/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding single things, filters, and requests to the letter: what the command needs of a server.
 */

#include "client-fixture.h"
#include "core/base/error.h"
#include "tokens.h"

/* The operator, without the look around that a session begins with. */
typedef struct
{
  TesseraClient *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->client = tessera_client_new (server->address);
  tessera_client_set_token (fixture->client, server->token);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->client);
}

static GPtrArray *
find_named (TesseraClient *client, const char *type, const char *org_id, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  tessera_client_find_resources_async (client, type, org_id, name, NULL, test_store_result,
                                       &result);
  test_wait (&result);
  items = tessera_client_find_resources_finish (client, result, &error);
  g_assert_no_error (error);
  return items;
}

static TesseraResource *
get_by_id (TesseraClient *client, const char *type, const char *org_id, const char *id,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_get_resource_async (client, type, org_id, id, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_client_get_resource_finish (client, result, error);
}

static void
test_by_name (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) orgs = find_named (fixture->client, "orgs", NULL, TEST_ORGANIZATION);
  g_autoptr (GPtrArray) users = find_named (fixture->client, "users", NULL, TEST_USERNAME);
  g_autoptr (GPtrArray) buckets =
      find_named (fixture->client, "buckets", server->org_id, "_monitoring");

  g_assert_cmpuint (orgs->len, ==, 1);
  g_assert_cmpstr (tessera_resource_get_id (orgs->pdata[0]), ==, server->org_id);
  g_assert_cmpuint (users->len, ==, 1);
  g_assert_cmpuint (buckets->len, ==, 1);
  g_assert_true (tessera_resource_is_system (buckets->pdata[0]));
}

static void
test_nothing_of_that_name (Fixture *fixture, gconstpointer unused)
{
  static const char *const types[] = { "orgs", "users", "buckets", "telegrafs" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GPtrArray) none =
          find_named (fixture->client, types[i], server->org_id, "no such & thing");

      g_assert_cmpuint (none->len, ==, 0);
    }
}

static void
test_by_id (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) buckets = find_named (fixture->client, "buckets", server->org_id, "_tasks");
  const char *id = tessera_resource_get_id (buckets->pdata[0]);
  g_autoptr (TesseraResource) bucket = NULL;
  g_autoptr (TesseraResource) none = NULL;
  g_autoptr (GError) error = NULL;

  bucket = get_by_id (fixture->client, "buckets", server->org_id, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_resource_get_name (bucket), ==, "_tasks");
  none = get_by_id (fixture->client, "buckets", server->org_id, "0000000000000009", &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_null (none);
  g_clear_error (&error);
  none = get_by_id (fixture->client, "buckets", "0000000000000009", id, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_null (none);
}

static void
make_telegraf (void)
{
  g_autofree char *body = g_strdup_printf (
      "{\"orgID\":\"%s\",\"name\":\"agent\",\"description\":\"\",\"config\":\"[agent]\\n\","
      "\"metadata\":{}}",
      server->org_id);
  guint status;

  g_free (test_server_ask (server, "POST", "/api/v2/telegrafs", server->token, body, &status));
  g_assert_cmpuint (status, ==, 201);
}

/* The server has no filter for their names, and sends TOML to whoever does not ask for JSON. */
static void
test_telegrafs (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (TesseraResource) same = NULL;
  g_autoptr (TesseraResource) none = NULL;
  g_autoptr (GError) error = NULL;

  make_telegraf ();
  make_telegraf ();
  found = find_named (fixture->client, "telegrafs", server->org_id, "agent");
  g_assert_cmpuint (found->len, ==, 2);
  same = get_by_id (fixture->client, "telegrafs", server->org_id,
                    tessera_resource_get_id (found->pdata[0]), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_resource_get_name (same), ==, "agent");
  none = get_by_id (fixture->client, "telegrafs", server->org_id, "0000000000000009", &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_null (none);
}

static GPtrArray *
find_tokens (TesseraClient *client, const TesseraTokenFilter *filter, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_find_tokens_async (client, filter, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_client_list_tokens_finish (client, result, error);
}

static void
test_token_filters (Fixture *fixture, gconstpointer unused)
{
  const TesseraTokenFilter fits = { .org_name = TEST_ORGANIZATION, .owner = TEST_USERNAME };
  const TesseraTokenFilter no_user = { .owner = "nobody & nothing" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tokens = find_tokens (fixture->client, &fits, &error);
  g_autoptr (GPtrArray) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (tokens->len, >=, 1);
  none = find_tokens (fixture->client, &no_user, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_null (none);
}

/* The server keeps the order, so a request to the letter is listed to the letter. */
static void
test_to_the_letter (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    TesseraAction action;
    const char *type;
  } asked[] = {
    { TESSERA_ACTION_WRITE, "tasks" },
    { TESSERA_ACTION_READ, "authorizations" },
    { TESSERA_ACTION_READ, "buckets" },
  };
  g_autoptr (GPtrArray) permissions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_permission_unref);
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *listed;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_ptr_array_add (permissions, tessera_permission_new (asked[i].action, asked[i].type,
                                                          server->org_id, NULL, NULL));
  request = tessera_token_request_new_exactly (server->org_id, NULL, NULL, FALSE, permissions);
  token = test_token_create (fixture->client, request, NULL, &error);
  g_assert_no_error (error);
  listed = tessera_token_get_listed_permissions (token);
  g_assert_cmpstr (tessera_token_get_description (token), ==, "");
  g_assert_false (tessera_token_is_active (token));
  g_assert_cmpuint (listed->len, ==, G_N_ELEMENTS (asked));
  for (guint i = 0; i < listed->len; i++)
    g_assert_true (tessera_permission_equal (listed->pdata[i], permissions->pdata[i]));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/finding/" name, Fixture, NULL, set_up, function, tear_down)

void
add_finding_cases (void)
{
  ADD ("by-name", test_by_name);
  ADD ("nothing-of-that-name", test_nothing_of_that_name);
  ADD ("by-id", test_by_id);
  ADD ("telegrafs", test_telegrafs);
  ADD ("token-filters", test_token_filters);
  ADD ("to-the-letter", test_to_the_letter);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server lists. */

#include "client-fixture.h"

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

void
add_resource_cases (void)
{
  g_test_add_func ("/client/resource-types", test_resource_types);
  g_test_add_func ("/client/all-pages", test_all_pages);
  g_test_add_func ("/client/telegrafs-and-users", test_telegrafs_and_users);
}

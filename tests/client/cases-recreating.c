/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bucket that is deleted and made again: tokens for the old one do not reach the new one. */

#include "client-fixture.h"
#include "core/manage/recreated-bucket.h"
#include "temp-dir.h"

static TesseraNameCache *
learn (TesseraToken *token)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *path = g_build_filename (folder, "names", NULL);
  TesseraNameCache *names = tessera_name_cache_new (path);
  g_autoptr (GListStore) list = g_list_store_new (TESSERA_TYPE_TOKEN);

  g_list_store_append (list, token);
  tessera_name_cache_learn (names, server->address, G_LIST_MODEL (list));
  return names;
}

static void
delete_bucket (const char *id)
{
  g_autofree char *path = g_strconcat ("/api/v2/buckets/", id, NULL);
  guint status;

  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
}

static GHashTable *
find_successors (TesseraClient *client, TesseraToken *token, TesseraNameCache *names)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *found;

  tessera_recreated_buckets_find_async (client, token, names, NULL, test_store_result, &result);
  found = tessera_recreated_buckets_find_finish (test_wait (&result), &error);
  g_assert_no_error (error);
  return found;
}

static TesseraMint *
mint_for_two (TesseraClient *client, const char *id, const char *other_id)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (GError) error = NULL;
  TesseraMint *made;

  allow (set, TESSERA_ACTION_READ, "buckets", id, "reborn");
  allow (set, TESSERA_ACTION_WRITE, "buckets", id, "reborn");
  allow (set, TESSERA_ACTION_READ, "buckets", other_id, "lost");
  allow (set, TESSERA_ACTION_READ, "tasks", NULL, NULL);
  made = mint (client, "for two", set, &error);
  g_assert_no_error (error);
  return made;
}

#define WRITE "/api/v2/write?org=" TEST_ORGANIZATION "&bucket=reborn"

static void
test_recreated (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) made = NULL, again = NULL;
  g_autoptr (TesseraToken) before = NULL, after = NULL, wanted = NULL;
  g_autoptr (TesseraNameCache) names = NULL;
  g_autoptr (GHashTable) none = NULL, early = NULL, found = NULL;
  g_autofree char *id = NULL, *other_id = NULL, *new_id = NULL;
  g_autoptr (GError) error = NULL;

  make_bucket ("reborn");
  make_bucket ("lost");
  id = find_bucket (client, "reborn");
  other_id = find_bucket (client, "lost");
  made = mint_for_two (client, id, other_id);
  before = find_token (client, tessera_token_get_id (tessera_mint_get_token (made)));
  names = learn (before);
  none = find_successors (client, before, names);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);

  delete_bucket (id);
  delete_bucket (other_id);
  after = find_token (client, tessera_token_get_id (before));
  g_assert_true (tessera_token_is_dangling (after));
  early = find_successors (client, after, names);
  g_assert_cmpuint (g_hash_table_size (early), ==, 0);

  make_bucket ("reborn");
  new_id = find_bucket (client, "reborn");
  g_assert_cmpstr (new_id, !=, id);
  found = find_successors (client, after, names);
  g_assert_cmpuint (g_hash_table_size (found), ==, 1);
  g_assert_cmpstr (tessera_resource_get_id (g_hash_table_lookup (found, id)), ==, new_id);
  g_assert_cmpuint (ask_as (made, WRITE, "m v=1", NULL), ==, 403);

  wanted = tessera_token_retarget (after, found);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_token_get_permissions (wanted)), ==,
                    4);
  again = mint (client, "again", tessera_token_get_permissions (wanted), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ask_as (again, WRITE, "m v=1", NULL), ==, 204);
}

void
add_recreating_cases (void)
{
  g_test_add_func ("/client/recreated", test_recreated);
}

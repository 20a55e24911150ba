/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"
#include "temp-dir.h"

TestServer *server;

TesseraSession *
open_session (const char *username, const char *secret_text, GError **error)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (secret_text);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_session_open_async (server->address, username, secret, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_session_open_finish (result, error);
}

TesseraSession *
open_as_operator (void)
{
  g_autoptr (GError) error = NULL;
  TesseraSession *session = open_session (NULL, tessera_secret_peek (server->token), &error);

  g_assert_no_error (error);
  return session;
}

GStrv
list_types (TesseraClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GStrv types;

  tessera_client_list_resource_types_async (client, NULL, test_store_result, &result);
  types = tessera_client_list_resource_types_finish (client, test_wait (&result), &error);
  g_assert_no_error (error);
  return types;
}

GPtrArray *
try_to_list (TesseraClient *client, const char *type, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_list_resources_async (client, type, server->org_id, NULL, test_store_result,
                                       &result);
  return tessera_client_list_resources_finish (client, test_wait (&result), error);
}

GPtrArray *
list (TesseraClient *client, const char *type)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = try_to_list (client, type, &error);

  g_assert_no_error (error);
  return items;
}

TesseraMint *
mint (TesseraClient *client, const char *description, TesseraPermissionSet *permissions,
      GError **error)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autoptr (TesseraMinter) minter = tessera_minter_new (journal);
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (server->org_id, NULL, description, permissions);
  g_autoptr (GAsyncResult) result = NULL;
  TesseraMint *made;

  tessera_minter_mint_async (minter, client, request, NULL, NULL, test_store_result, &result);
  test_wait (&result);
  made = tessera_minter_mint_finish (minter, result, error);
  if (made != NULL)
    tessera_minter_mark_handed_over (minter, made);
  return made;
}

void
allow (TesseraPermissionSet *set, TesseraAction action, const char *type, const char *id,
       const char *name)
{
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, type, server->org_id, id, name);

  tessera_permission_set_add (set, permission);
}

char *
find_bucket (TesseraClient *client, const char *name)
{
  g_autoptr (GPtrArray) buckets = list (client, "buckets");

  for (guint i = 0; i < buckets->len; i++)
    if (g_str_equal (tessera_resource_get_name (g_ptr_array_index (buckets, i)), name))
      return g_strdup (tessera_resource_get_id (g_ptr_array_index (buckets, i)));
  g_assert_not_reached ();
}

void
make_bucket (const char *name)
{
  g_autofree char *body = g_strdup_printf (
      "{\"orgID\":\"%s\",\"name\":\"%s\",\"retentionRules\":[]}", server->org_id, name);
  guint status;

  g_free (test_server_ask (server, "POST", "/api/v2/buckets", server->token, body, &status));
  g_assert_cmpuint (status, ==, 201);
}

TesseraMint *
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

guint
ask_as (TesseraMint *made, const char *path, const char *body, const char *expected)
{
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "POST", path, tessera_mint_get_value (made), body, &status);

  if (expected != NULL)
    g_assert_nonnull (strstr (answer, expected));
  return status;
}

TesseraToken *
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

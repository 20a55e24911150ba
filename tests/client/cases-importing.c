/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server says of tokens that a keyring has, and of a value whose token is not known. */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/create/value-inspect.h"
#include "core/saved/saved-token.h"
#include "tokens.h"

static TesseraSavedToken *
keep (const char *id)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TesseraKeyringItem) saved = NULL;

  g_hash_table_insert (attributes, "authorization-id", (gpointer) id);
  g_hash_table_insert (attributes, "server", server->address);
  saved = tessera_keyring_item_new (attributes, "label");
  return tessera_saved_token_new (saved);
}

static gboolean
ask (TesseraClient *client, GPtrArray *tokens, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_saved_tokens_ask_async (client, tokens, cancellable, test_store_result, &result);
  for (guint i = 0; i < tokens->len; i++)
    g_assert_cmpuint (tessera_saved_token_get_state (tokens->pdata[i]), ==, TESSERA_SAVED_ASKING);
  return tessera_saved_tokens_ask_finish (test_wait (&result), error);
}

static void
assert_state (TesseraSavedToken *kept, TesseraSavedState state)
{
  g_assert_cmpuint (tessera_saved_token_get_state (kept), ==, state);
  /* Every state that is not well says why. */
  if (state != TESSERA_SAVED_ACTIVE && state != TESSERA_SAVED_NOT_ASKED)
    g_assert_nonnull (tessera_saved_token_get_reason (kept));
}

static void
switch_off (TesseraClient *client, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraToken) token = NULL;

  tessera_client_update_token_async (client, id, "inactive", NULL, NULL, test_store_result,
                                     &result);
  token = tessera_client_update_token_finish (client, test_wait (&result), NULL);
  g_assert_nonnull (token);
}

/* Makes a user with a token, and deletes the user. */
static char *
leave_token_behind (TesseraClient *client)
{
  g_autoptr (GAsyncResult) made = NULL, deleted = NULL;
  g_autoptr (TesseraResource) user = NULL;
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;

  tessera_client_create_user_async (client, "leaves", NULL, test_store_result, &made);
  user = tessera_client_create_user_finish (client, test_wait (&made), &error);
  g_assert_no_error (error);
  allow (set, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  request = tessera_token_request_new (server->org_id, tessera_resource_get_id (user), "left", set);
  token = test_token_create (client, request, NULL, &error);
  g_assert_no_error (error);
  tessera_client_delete_user_async (client, tessera_resource_get_id (user), NULL, test_store_result,
                                    &deleted);
  g_assert_true (tessera_client_delete_user_finish (client, test_wait (&deleted), &error));
  return g_strdup (tessera_token_get_id (token));
}

static void
test_states (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) on = mint_for_bucket ("on", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraMint) off = mint_for_bucket ("off", TESSERA_ACTION_READ, "telemetry");
  g_autofree char *left = leave_token_behind (client);
  g_autoptr (TesseraClient) narrow = tessera_client_new (server->address);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GError) error = NULL;

  switch_off (client, tessera_token_get_id (tessera_mint_get_token (off)));
  g_ptr_array_add (tokens, keep (tessera_token_get_id (tessera_mint_get_token (on))));
  g_ptr_array_add (tokens, keep (tessera_token_get_id (tessera_mint_get_token (off))));
  g_ptr_array_add (tokens, keep ("0a0a0a0a0a0a0a0a"));
  g_ptr_array_add (tokens, keep (left));
  g_assert_true (ask (client, tokens, NULL, &error));
  assert_state (tokens->pdata[0], TESSERA_SAVED_ACTIVE);
  assert_state (tokens->pdata[1], TESSERA_SAVED_INACTIVE);
  assert_state (tokens->pdata[2], TESSERA_SAVED_GONE);
  assert_state (tokens->pdata[3], TESSERA_SAVED_OWNER_GONE);
  g_assert_cmpstr (tessera_token_get_description (tessera_saved_token_get_token (tokens->pdata[0])),
                   ==, "on");
  g_assert_null (tessera_saved_token_get_token (tokens->pdata[3]));

  /* It can be deleted by its ID, and is gone then. */
  tessera_client_delete_token_async (client, left, NULL, test_store_result, &deleted);
  g_assert_true (tessera_client_delete_token_finish (client, test_wait (&deleted), &error));
  g_assert_true (ask (client, tokens, NULL, &error));
  assert_state (tokens->pdata[3], TESSERA_SAVED_GONE);

  /* Who may not see a token does not take it for gone. */
  tessera_client_set_token (narrow, tessera_mint_get_value (on));
  g_assert_true (ask (narrow, tokens, NULL, &error));
  assert_state (tokens->pdata[1], TESSERA_SAVED_HIDDEN);
}

static void
test_not_asked (void)
{
  g_autoptr (TesseraClient) nowhere = tessera_client_new ("http://127.0.0.1:9");
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (tokens, keep ("0a0a0a0a0a0a0a0a"));
  g_cancellable_cancel (cancellable);
  g_assert_false (ask (tessera_session_get_client (session), tokens, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_state (tokens->pdata[0], TESSERA_SAVED_NOT_ASKED);

  g_assert_false (ask (nowhere, tokens, NULL, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNREACHABLE);
  assert_state (tokens->pdata[0], TESSERA_SAVED_UNREACHABLE);
  g_assert_cmpstr (tessera_saved_token_get_reason (tokens->pdata[0]), ==, error->message);
}

static TesseraValueFacts *
get_facts (TesseraSecret *value, GError **error)
{
  g_autoptr (TesseraClient) as_value = tessera_client_new (server->address);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_set_token (as_value, value);
  tessera_value_inspect_async (as_value, NULL, test_store_result, &result);
  return tessera_value_inspect_finish (test_wait (&result), error);
}

static void
test_value (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) made = mint_for_bucket ("whose", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraMint) other = mint_for_bucket ("other", TESSERA_ACTION_READ, "telemetry");
  TesseraToken *token = tessera_mint_get_token (made);
  g_autoptr (TesseraToken) off = NULL;
  g_autoptr (TesseraSecret) unknown = tessera_secret_new ("no-value-of-this-server");
  g_autoptr (TesseraValueFacts) operators = NULL, inactive = NULL, nobodys = NULL;
  g_autoptr (GError) error = NULL;

  /* The operator sees every token: it does not say which of them it is, but whose. */
  operators = get_facts (server->token, &error);
  g_assert_no_error (error);
  g_assert_null (operators->itself);
  g_assert_false (operators->inactive);
  g_assert_cmpstr (tessera_resource_get_id (operators->user), ==,
                   tessera_token_get_owner_id (token));
  g_assert_true (tessera_value_facts_allow (operators, token));

  switch_off (client, tessera_token_get_id (token));
  inactive = get_facts (tessera_mint_get_value (made), &error);
  g_assert_no_error (error);
  g_assert_true (inactive->inactive);
  off = find_token (client, tessera_token_get_id (token));
  g_assert_true (tessera_value_facts_allow (inactive, off));
  g_assert_false (tessera_value_facts_allow (inactive, tessera_mint_get_token (other)));
  g_assert_false (tessera_value_facts_allow (operators, off));

  nobodys = get_facts (unknown, &error);
  g_assert_null (nobodys);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (error->message, "no-value"));
}

/* A token that may read authorizations of its owner alone, and the owner has no other one. */
static void
test_value_says_itself (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (TesseraResource) user = NULL;
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) own = NULL;
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  g_autoptr (TesseraMint) other = mint_for_bucket ("no", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraValueFacts) facts = NULL;
  g_autoptr (GError) error = NULL;

  tessera_client_create_user_async (client, "alone", NULL, test_store_result, &made);
  user = tessera_client_create_user_finish (client, test_wait (&made), &error);
  g_assert_no_error (error);
  own = tessera_permission_new (TESSERA_ACTION_READ, "users", NULL, tessera_resource_get_id (user),
                                NULL);
  tessera_permission_set_add (set, own);
  allow (set, TESSERA_ACTION_READ, "authorizations", NULL, NULL);
  request = tessera_token_request_new (server->org_id, tessera_resource_get_id (user), "me", set);
  token = test_token_create (client, request, &value, &error);
  g_assert_no_error (error);
  facts = get_facts (value, &error);
  g_assert_no_error (error);
  g_assert_nonnull (facts->itself);
  g_assert_cmpstr (tessera_token_get_id (facts->itself), ==, tessera_token_get_id (token));
  g_assert_true (tessera_value_facts_allow (facts, token));
  g_assert_false (tessera_value_facts_allow (facts, tessera_mint_get_token (other)));
}

void
add_keeping_cases (void)
{
  g_test_add_func ("/client/kept/states", test_states);
  g_test_add_func ("/client/kept/not-asked", test_not_asked);
  g_test_add_func ("/client/kept/value", test_value);
  g_test_add_func ("/client/kept/value-says-itself", test_value_says_itself);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many values a check for a lockout fetches from a real keyring. */

#include "await.h"
#include "core/manage/lockout-check.h"
#include "keyring-fixture.h"
#include "test-server.h"
#include "tokens.h"

#define LIMIT 20 /* the check's own */
#define N_TOKENS (LIMIT + 3)

static TestServer *server;

static TesseraSession *
open_session (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TesseraSession *session;

  tessera_session_open_async (server->address, NULL, server->token, NULL, test_store_result,
                              &result);
  session = tessera_session_open_finish (test_wait (&result), &error);
  g_assert_no_error (error);
  return session;
}

/* A token that could be the one that Tessera signs in with, and in the keyring another value. */
static void
create_candidate (TesseraSession *session, TesseraKeyring *keyring)
{
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) read =
      tessera_permission_new (TESSERA_ACTION_READ, "authorizations", server->org_id, NULL, NULL);
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraSecret) value = NULL, other = tessera_secret_new ("another-value==");
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autofree char *label = NULL;

  tessera_permission_set_add (set, read);
  request = tessera_token_request_new (server->org_id, NULL, "candidate", set);
  token = test_token_create (client, request, &value, NULL);
  g_assert_nonnull (token);
  tessera_keyring_save_token_async (keyring, server->address, token, other, NULL, test_store_result,
                                    &saved);
  label = tessera_keyring_save_token_finish (keyring, test_wait (&saved), NULL);
  g_assert_nonnull (label);
}

static TesseraTokenList *
fetch_list (TesseraSession *session, TesseraKeyring *keyring)
{
  TesseraTokenList *tokens =
      tessera_token_list_new (tessera_session_get_client (session), server->org_id, keyring);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_token_list_refresh_async (tokens, NULL, test_store_result, &result);
  tessera_token_list_refresh_finish (tokens, test_wait (&result), &error);
  g_assert_no_error (error);
  return tokens;
}

static GPtrArray *
choose_candidates (TesseraTokenList *tokens)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tokens)); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (tokens), i);

      if (g_str_equal (tessera_token_get_description (token), "candidate"))
        {
          g_assert_true (tessera_token_get_saved (token));
          g_ptr_array_add (chosen, g_steal_pointer (&token));
        }
    }
  g_assert_cmpuint (chosen->len, ==, N_TOKENS);
  return chosen;
}

static gboolean
may_lock_out (TesseraSession *session, TesseraKeyring *keyring, TesseraTokenList *tokens,
              GPtrArray *chosen)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraLockout) lockout = NULL;
  g_autoptr (GError) error = NULL;

  tessera_lockout_check_async (tokens, session, keyring, chosen, NULL, test_store_result, &result);
  lockout = tessera_lockout_check_finish (test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_null (lockout->own);
  return lockout->perhaps_own;
}

/* A value that was fetched is known to be another one's. The tokens beyond the limit stay
 * undecided, and only those. */
static void
test_limit (void)
{
  g_autoptr (TesseraSession) session = open_session ();
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraTokenList) tokens = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  guint undecided = 0;

  for (guint i = 0; i < N_TOKENS; i++)
    create_candidate (session, keyring);
  tokens = fetch_list (session, keyring);
  chosen = choose_candidates (tokens);
  for (guint i = 0; i < chosen->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, g_ptr_array_index (chosen, i));
      undecided += may_lock_out (session, keyring, tokens, one);
    }
  g_assert_cmpuint (undecided, ==, N_TOKENS - LIMIT);
  g_assert_true (may_lock_out (session, keyring, tokens, chosen));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!fixture_is_private ())
    {
      g_print ("1..0 # SKIP runs only with a keyring and a home of its own\n");
      return 0;
    }
  server = test_server_start ();
  test_server_set_up (server);
  g_test_add_func ("/lockout/limit", test_limit);
  status = g_test_run ();
  test_server_stop (server);
  return status;
}

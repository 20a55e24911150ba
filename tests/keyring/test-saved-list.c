/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what is saved on this desktop: a real keyring, and a server that knows the tokens. */

#include "await.h"
#include "core/base/error.h"
#include "core/saved/saved-list.h"
#include "core/session/session-remember.h"
#include "host.h"
#include "keyring-fixture.h"
#include "temp-dir.h"
#include "test-server.h"
#include "tokens.h"

static TestServer *server;

typedef struct
{
  TesseraKeyring *keyring;
  TesseraConnectionList *connections;
  TesseraSavedList *list;
  TesseraSession *session; /* of the server, not yet the list's */
  char *folder;
} Fixture;

static TesseraSession *
open_session (const char *address)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TesseraSession *session;

  tessera_session_open_async (address, NULL, server->token, NULL, test_store_result, &result);
  session = tessera_session_open_finish (test_wait (&result), &error);
  g_assert_no_error (error);
  return session;
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = NULL;

  self->folder = test_temp_dir_new ();
  path = g_build_filename (self->folder, "connections", NULL);
  self->keyring = tessera_keyring_new ();
  self->connections = tessera_connection_list_new (path);
  self->list = tessera_saved_list_new (self->keyring, self->connections);
  self->session = open_session (server->address);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  TesseraSavedList *list = self->list;

  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  tessera_saved_list_stop (self->list);
  g_clear_object (&self->list);
  while (list != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->session);
  g_object_unref (self->connections);
  g_object_unref (self->keyring);
  test_temp_dir_free (self->folder);
}

static gboolean
is_idle (gpointer list)
{
  return !tessera_saved_list_get_loading (list);
}

static void
refresh (Fixture *self)
{
  tessera_saved_list_refresh (self->list);
  test_wait_until ("the refresh to end", is_idle, self->list);
}

/* The token on the server, and its value in the keyring, as `tessera-cli --save` does both. */
static TesseraToken *
create_token (Fixture *self, const char *owner_id, const char *description)
{
  TesseraClient *client = tessera_session_get_client (self->session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", server->org_id, NULL, NULL);
  g_autoptr (TesseraTokenRequest) request = NULL;
  TesseraToken *token;

  tessera_permission_set_add (set, permission);
  request = tessera_token_request_new (server->org_id, owner_id, description, set);
  token = test_token_create (client, request, NULL, NULL);
  g_assert_nonnull (token);
  return token;
}

static void
save (Fixture *self, const char *address, TesseraToken *token)
{
  g_autoptr (TesseraSecret) value = tessera_secret_new ("made-up-value==");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = NULL;

  tessera_keyring_save_token_async (self->keyring, address, token, value, NULL, test_store_result,
                                    &result);
  label = tessera_keyring_save_token_finish (self->keyring, test_wait (&result), NULL);
  g_assert_nonnull (label);
}

static TesseraSavedToken *
look_for (Fixture *self, const char *address, TesseraToken *token)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      TesseraKeyringItem *item = tessera_saved_token_get_item (saved);

      if (g_str_equal (tessera_keyring_item_get_id (item), tessera_token_get_id (token)) &&
          g_str_equal (tessera_keyring_item_get_server (item), address))
        return saved;
    }
  return NULL;
}

typedef struct
{
  Fixture *fixture;
  TesseraToken *token;
  gboolean there;
} Wanted;

static gboolean
is_as_wanted (gpointer data)
{
  Wanted *wanted = data;

  return (look_for (wanted->fixture, server->address, wanted->token) != NULL) == wanted->there &&
         is_idle (wanted->fixture->list);
}

static TesseraSavedToken *
wait_for (Fixture *self, TesseraToken *token)
{
  Wanted wanted = { self, token, TRUE };

  test_wait_until ("the token to show", is_as_wanted, &wanted);
  return look_for (self, server->address, token);
}

static void
wait_gone (Fixture *self, TesseraToken *token)
{
  Wanted wanted = { self, token, FALSE };

  test_wait_until ("the token to go", is_as_wanted, &wanted);
}

static void
assert_state (TesseraSavedToken *saved, TesseraSavedState state)
{
  g_assert_cmpuint (tessera_saved_token_get_state (saved), ==, state);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_follows (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) before = create_token (self, NULL, "before");
  g_autoptr (TesseraToken) later = create_token (self, NULL, "later");
  TesseraClient *client = tessera_session_get_client (self->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraToken) renamed = NULL;
  TesseraSavedToken *saved;
  guint looks = 0;

  save (self, server->address, before);
  fixture_store ("server", server->address, "authorization-id", "foreign");
  tessera_saved_list_set_session (self->list, self->session);
  refresh (self);
  saved = look_for (self, server->address, before);
  g_assert_nonnull (saved);
  assert_state (saved, TESSERA_SAVED_ACTIVE);
  g_assert_cmpuint (fixture_count ("authorization-id", "foreign"), ==, 1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (TesseraSavedToken) each = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_assert_cmpstr (tessera_keyring_item_get_id (tessera_saved_token_get_item (each)), !=,
                       "foreign");
    }

  /* Nobody refreshes from here on. */
  save (self, server->address, later);
  assert_state (wait_for (self, later), TESSERA_SAVED_ACTIVE);
  fixture_clear ("authorization-id", tessera_token_get_id (later));
  wait_gone (self, later);

  /* What another program calls otherwise stays the same item. */
  tessera_client_update_token_async (client, tessera_token_get_id (before), NULL, "renamed", NULL,
                                     test_store_result, &result);
  renamed = tessera_client_update_token_finish (client, test_wait (&result), NULL);
  g_signal_connect_swapped (saved, "notify::item", G_CALLBACK (count_cb), &looks);
  save (self, server->address, renamed);
  while (looks == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wait_for (self, before) == saved);
  g_assert_cmpstr (tessera_saved_token_get_title (saved), ==, "renamed");
  g_signal_handlers_disconnect_by_data (saved, &looks);

  fixture_clear ("authorization-id", "foreign");
  fixture_clear ("authorization-id", tessera_token_get_id (before));
  wait_gone (self, before);
}

/* Looking changes nothing that would make it look again. */
static void
test_rests (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) token = create_token (self, NULL, "rests");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  guint looks = 0;

  save (self, server->address, token);
  tessera_saved_list_set_session (self->list, self->session);
  refresh (self);
  wait_for (self, token);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_wait_until ("the refresh to end", is_idle, self->list);
  g_signal_connect_swapped (self->list, "notify::loading", G_CALLBACK (count_cb), &looks);
  tessera_keyring_list_items_async (self->keyring, NULL, test_store_result, &result);
  saved = tessera_keyring_list_items_finish (self->keyring, test_wait (&result), NULL);
  g_assert_nonnull (saved);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (looks, ==, 0);
  g_signal_handlers_disconnect_by_data (self->list, &looks);
  fixture_clear ("authorization-id", tessera_token_get_id (token));
}

/* A server that no session is open for is left alone until somebody wants to know. */
static void
test_other_server (Fixture *self, gconstpointer unused)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraSession) other = open_session (host->address);
  g_autoptr (TesseraToken) token = create_token (self, NULL, "elsewhere");
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (GAsyncResult) remembered = NULL, asked = NULL, refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *organization = NULL;
  TesseraSavedToken *saved;
  guint requests;

  save (self, host->address, token);
  tessera_saved_list_set_session (self->list, self->session);
  refresh (self);
  saved = look_for (self, host->address, token);
  assert_state (saved, TESSERA_SAVED_NO_SIGN_IN);
  organization = tessera_saved_list_dup_organization (self->list, saved);
  g_assert_cmpstr (organization, ==, server->org_id);
  tessera_saved_list_ask_async (self->list, host->address, server->org_id, test_store_result,
                                &refused);
  g_assert_false (tessera_saved_list_ask_finish (self->list, test_wait (&refused), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_clear_error (&error);

  tessera_session_remember_async (other, server->token, self->connections, self->keyring, NULL,
                                  test_store_result, &remembered);
  g_assert_true (tessera_session_remember_finish (test_wait (&remembered), &connection, &error));
  assert_state (saved, TESSERA_SAVED_NOT_ASKED);
  requests = host->requests;
  refresh (self);
  assert_state (saved, TESSERA_SAVED_NOT_ASKED);
  g_assert_cmpuint (host->requests, ==, requests);

  tessera_saved_list_ask_async (self->list, host->address, server->org_id, test_store_result,
                                &asked);
  g_assert_true (tessera_saved_list_ask_finish (self->list, test_wait (&asked), &error));
  assert_state (saved, TESSERA_SAVED_ACTIVE);

  test_host_set_listening (host, FALSE);
  g_clear_object (&asked);
  tessera_saved_list_ask_async (self->list, host->address, server->org_id, test_store_result,
                                &asked);
  g_assert_false (tessera_saved_list_ask_finish (self->list, test_wait (&asked), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNREACHABLE);
  assert_state (saved, TESSERA_SAVED_UNREACHABLE);
  fixture_clear ("server", host->address);
  test_host_free (host);
}

static void
test_delete (Fixture *self, gconstpointer unused)
{
  TesseraClient *client = tessera_session_get_client (self->session);
  g_autoptr (GAsyncResult) made = NULL, left = NULL, deleted = NULL, got = NULL;
  g_autoptr (TesseraResource) user = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;
  TesseraSavedToken *saved;

  tessera_client_create_user_async (client, "leaves", NULL, test_store_result, &made);
  user = tessera_client_create_user_finish (client, test_wait (&made), &error);
  g_assert_no_error (error);
  token = create_token (self, tessera_resource_get_id (user), "left behind");
  save (self, server->address, token);
  tessera_client_delete_user_async (client, tessera_resource_get_id (user), NULL, test_store_result,
                                    &left);
  g_assert_true (tessera_client_delete_user_finish (client, test_wait (&left), &error));
  tessera_saved_list_set_session (self->list, self->session);
  refresh (self);
  saved = look_for (self, server->address, token);
  assert_state (saved, TESSERA_SAVED_OWNER_GONE);

  tessera_saved_list_delete_async (self->list, saved, test_store_result, &deleted);
  g_assert_true (tessera_saved_list_delete_finish (self->list, test_wait (&deleted), &error));
  wait_gone (self, token);
  g_assert_cmpuint (fixture_count ("authorization-id", tessera_token_get_id (token)), ==, 0);
  tessera_client_get_token_async (client, tessera_token_get_id (token), NULL, test_store_result,
                                  &got);
  g_assert_null (tessera_client_get_token_finish (client, test_wait (&got), &error));
  g_assert_cmpstr (tessera_error_get_details (error), ==, "authorization not found");
}

static gboolean
has_error (gpointer list)
{
  return tessera_saved_list_get_error (list) != NULL && is_idle (list);
}

static gboolean
unlock (Fixture *self, GAsyncResult **result, GError **error)
{
  return tessera_keyring_unlock_finish (self->keyring, test_wait (result), error);
}

static void
test_locked (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) token = create_token (self, NULL, "behind the lock");
  g_autoptr (GAsyncResult) dismissed = NULL, answered = NULL, needless = NULL;
  g_autoptr (GError) error = NULL;

  save (self, server->address, token);
  tessera_saved_list_set_session (self->list, self->session);
  fixture_start_keyring (FALSE);
  refresh (self);
  g_assert_error ((GError *) tessera_saved_list_get_error (self->list), TESSERA_ERROR,
                  TESSERA_ERROR_KEYRING_LOCKED);
  g_assert_null (look_for (self, server->address, token));
  g_assert_false (fixture_is_prompt_there (NULL));

  tessera_keyring_unlock_async (self->keyring, NULL, test_store_result, &dismissed);
  fixture_dismiss_prompt ();
  g_assert_false (unlock (self, &dismissed, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);

  /* Unlocked, by whomever, the list fills by itself. */
  tessera_keyring_unlock_async (self->keyring, NULL, test_store_result, &answered);
  fixture_answer_prompt ();
  g_assert_true (unlock (self, &answered, &error));
  assert_state (wait_for (self, token), TESSERA_SAVED_ACTIVE);
  g_assert_null (tessera_saved_list_get_error (self->list));
  tessera_keyring_unlock_async (self->keyring, NULL, test_store_result, &needless);
  g_assert_true (unlock (self, &needless, &error));

  /* Locked again it still tells what it has. */
  fixture_lock_keyring ();
  refresh (self);
  g_assert_nonnull (look_for (self, server->address, token));
  fixture_start_keyring (TRUE);
  fixture_clear ("authorization-id", tessera_token_get_id (token));
}

static void
test_killed (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) token = create_token (self, NULL, "survives");
  TesseraSavedToken *saved;

  save (self, server->address, token);
  tessera_saved_list_set_session (self->list, self->session);
  refresh (self);
  saved = look_for (self, server->address, token);
  g_assert_nonnull (saved);

  /* The bus starts another one, which is locked; what was known stays. */
  fixture_kill_keyring ();
  test_wait_until ("the list to notice", has_error, self->list);
  g_assert_true (look_for (self, server->address, token) == saved);

  fixture_start_keyring (TRUE);
  refresh (self);
  g_assert_no_error ((GError *) tessera_saved_list_get_error (self->list));
  g_assert_true (look_for (self, server->address, token) == saved);
  fixture_clear ("authorization-id", tessera_token_get_id (token));
}

/* A session that ends while its server is asked. */
static void
test_session_ends (Fixture *self, gconstpointer unused)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraSession) slow = open_session (host->address);
  g_autoptr (TesseraToken) token = create_token (self, NULL, "slow");
  TesseraSavedToken *saved;

  save (self, host->address, token);
  tessera_saved_list_set_session (self->list, slow);
  test_host_fail (host, "GET /api/v2/authorizations", 200, NULL);
  host->silent = TRUE;
  tessera_saved_list_refresh (self->list);
  while (test_host_count (host, "GET /api/v2/authorizations") == 0)
    g_main_context_iteration (NULL, TRUE);
  saved = look_for (self, host->address, token);
  assert_state (saved, TESSERA_SAVED_ASKING);
  tessera_saved_list_set_session (self->list, NULL);
  test_wait_until ("the refresh to end", is_idle, self->list);
  assert_state (saved, TESSERA_SAVED_NO_SIGN_IN);
  fixture_clear ("server", host->address);
  test_host_free (host);
}

static void
test_none (Fixture *self, gconstpointer unused)
{
  refresh (self);
  g_assert_error ((GError *) tessera_saved_list_get_error (self->list), TESSERA_ERROR,
                  TESSERA_ERROR_NO_KEYRING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
}

/* The server was wiped and set up again under the same names: the organization has another ID. */
static void
test_set_up_again (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnection) connection =
      tessera_connection_new (NULL, server->address, "0b0b0b0b0b0b0b0b", TEST_ORGANIZATION,
                              TESSERA_CREDENTIALS_PASSWORD, TEST_USERNAME);
  g_autoptr (TesseraSecret) password = tessera_secret_new (TEST_PASSWORD);
  g_autoptr (GAsyncResult) saved = NULL, opened = NULL;
  g_autoptr (GError) error = NULL;

  tessera_keyring_save_credentials_async (self->keyring, connection, password, NULL,
                                          test_store_result, &saved);
  g_assert_true (
      tessera_keyring_save_credentials_finish (self->keyring, test_wait (&saved), &error));
  tessera_session_reopen_async (connection, self->keyring, NULL, test_store_result, &opened);
  g_assert_null (tessera_session_reopen_finish (test_wait (&opened), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANIZATION);
  g_assert_nonnull (strstr (error->message, "“" TEST_ORGANIZATION "” was created again"));
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer unused))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
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
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0)
    add ("/saved-list/none", test_none);
  else
    {
      add ("/saved-list/follows", test_follows);
      add ("/saved-list/rests", test_rests);
      add ("/saved-list/other-server", test_other_server);
      add ("/saved-list/delete", test_delete);
      add ("/saved-list/locked", test_locked);
      add ("/saved-list/killed", test_killed);
      add ("/saved-list/session-ends", test_session_ends);
      add ("/saved-list/set-up-again", test_set_up_again);
    }
  status = g_test_run ();
  test_server_stop (server);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in, and what a refusal to do so looks like. */

#include "client-fixture.h"
#include "core/base/error.h"

static void
test_sign_in_token (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();

  g_assert_cmpstr (tessera_resource_get_name (tessera_session_get_user (session)), ==,
                   TEST_USERNAME);
  g_assert_cmpstr (tessera_resource_get_name (tessera_session_get_organization (session)), ==,
                   TEST_ORGANIZATION);
  g_assert_cmpstr (tessera_resource_get_id (tessera_session_get_organization (session)), ==,
                   server->org_id);
}

static void
test_sign_in_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = open_session (TEST_USERNAME, TEST_PASSWORD, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) after = NULL;
  TesseraClient *client;

  g_assert_no_error (error);
  client = tessera_session_get_client (session);
  tessera_client_sign_out_async (client, NULL, test_store_result, &result);
  test_wait (&result);
  g_assert_true (tessera_client_sign_out_finish (client, result, &error));
  tessera_client_get_me_async (client, NULL, test_store_result, &after);
  test_wait (&after);
  g_assert_null (tessera_client_get_me_finish (client, after, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
}

static void
test_sign_in_wrong (void)
{
  g_autoptr (GError) token_error = NULL;
  g_autoptr (GError) password_error = NULL;

  g_assert_null (open_session (NULL, "not-a-token-of-this-server", &token_error));
  g_assert_error (token_error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (token_error->message, "API token"));
  g_assert_null (strstr (token_error->message, "not-a-token-of-this-server"));

  g_assert_null (open_session (TEST_USERNAME, "wrong-password", &password_error));
  g_assert_error (password_error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (password_error->message, "password"));
  g_assert_null (strstr (password_error->message, "wrong-password"));
}

static void
test_no_organization (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *user = NULL, *path = NULL;
  g_autoptr (JsonNode) root = NULL;
  guint status;

  user = test_server_ask (server, "POST", "/api/v2/users", server->token, "{\"name\":\"loner\"}",
                          &status);
  root = json_from_string (user, NULL);
  path = g_strdup_printf ("/api/v2/users/%s/password",
                          json_object_get_string_member (json_node_get_object (root), "id"));
  g_free (test_server_ask (server, "POST", path, server->token, "{\"password\":\"loner-password\"}",
                           &status));
  g_assert_cmpuint (status, ==, 204);

  g_assert_null (open_session ("loner", "loner-password", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANIZATION);
}

/* A token for a bucket sees neither its organization nor itself; the bucket names the organization.
 */
static void
test_narrow_token (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = g_strdup_printf (
      "{\"orgID\":\"%s\",\"permissions\":[{\"action\":\"read\",\"resource\":{\"type\":\"buckets\","
      "\"orgID\":\"%s\"}}]}",
      server->org_id, server->org_id);
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (TesseraSession) session = NULL;
  guint status;

  answer = test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_assert_cmpuint (status, ==, 201);
  root = json_from_string (answer, NULL);
  session = open_session (
      NULL, json_object_get_string_member (json_node_get_object (root), "token"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_resource_get_id (tessera_session_get_organization (session)), ==,
                   server->org_id);
  g_assert_true (tessera_session_is_checked (session));
}

/* On a server of its own. */
static void
test_never_set_up (void)
{
  TestServer *used = server;
  g_autoptr (GError) error = NULL;

  server = test_server_start ();
  g_assert_null (open_session (NULL, "whatever", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_SET_UP);
  test_server_stop (server);
  server = used;
}

static void
ask_setup (TesseraClient *client, GCancellable *cancellable, guint steps, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean allowed;

  tessera_client_get_setup_allowed_async (client, cancellable, test_store_result, &result);
  for (guint step = 0; step < steps && result == NULL; step++)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  test_wait (&result);
  tessera_client_get_setup_allowed_finish (client, result, &allowed, error);
}

/* Whoever cancels at whatever moment, when the answer just arrives too, can work with the client
 * afterwards. At one of these moments libsoup 3.6.5 loses count of its references. */
static void
test_cancel_at_any_moment (void)
{
  g_autoptr (TesseraClient) client = tessera_client_new (server->address);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) cancelled = NULL, error = NULL;

      ask_setup (client, cancellable, i % 10, &cancelled);
      if (cancelled != NULL)
        g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (i % 20 < 10)
        ask_setup (client, NULL, 0, &error);
      g_assert_no_error (error);
    }
}

void
add_sign_in_cases (void)
{
  g_test_add_func ("/client/sign-in/token", test_sign_in_token);
  g_test_add_func ("/client/sign-in/password", test_sign_in_password);
  g_test_add_func ("/client/sign-in/wrong", test_sign_in_wrong);
  g_test_add_func ("/client/sign-in/no-organization", test_no_organization);
  g_test_add_func ("/client/sign-in/narrow-token", test_narrow_token);
  g_test_add_func ("/client/never-set-up", test_never_set_up);
  g_test_add_func ("/client/cancel-at-any-moment", test_cancel_at_any_moment);
}

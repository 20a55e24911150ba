/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Users: who sees whom, who may own a token, and the generic user. */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/compose/generic-user.h"
#include "core/model/template.h"
#include "host.h"
#include "tokens.h"

#include <string.h>

#define NO_ORGANIZATION "0123456789abcdef"

static TesseraResource *
create_cancellable (TesseraClient *client, const char *org_id, const char *name,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_generic_user_create_async (client, org_id, name, cancellable, test_store_result, &result);
  /* It takes effect once the first request is answered, at the earliest. */
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  return tessera_generic_user_create_finish (client, test_wait (&result), error);
}

static TesseraResource *
create (TesseraClient *client, const char *org_id, const char *name, GError **error)
{
  return create_cancellable (client, org_id, name, NULL, error);
}

static GPtrArray *
list_members (TesseraClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_list_members_async (client, server->org_id, NULL, test_store_result, &result);
  return tessera_client_list_members_finish (client, test_wait (&result), error);
}

/* How many of the list are called so. */
static guint
count (GPtrArray *people, const char *name)
{
  guint found = 0;

  for (guint i = 0; i < people->len; i++)
    found += g_str_equal (tessera_resource_get_name (g_ptr_array_index (people, i)), name);
  return found;
}

static guint
count_users (const char *name)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GPtrArray) users = list (tessera_session_get_client (session), "users");

  return count (users, name);
}

/* With a server in between that can be told to fail. */
static TesseraClient *
client_through (TestHost *host)
{
  TesseraClient *client = tessera_client_new (host->address);

  tessera_client_set_token (client, server->token);
  return client;
}

static TesseraToken *
mint_for (TesseraClient *client, TesseraResource *owner, GError **error)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;

  allow (set, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  request = tessera_token_request_new (server->org_id, tessera_resource_get_id (owner), "for", set);
  return test_token_create (client, request, NULL, error);
}

static void
test_created (void)
{
  static const char *const names[] = { "sensors", "<b>\"quoted\"</b>\nand $(more)", "عربي" };
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TesseraResource) user = create (client, server->org_id, names[i], &error);
      g_autoptr (GPtrArray) members = NULL;
      g_autoptr (TesseraToken) token = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (tessera_resource_get_name (user), ==, names[i]);
      g_assert_cmpuint (count_users (names[i]), ==, 1);
      members = list_members (client, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count (members, names[i]), ==, 1);
      token = mint_for (client, user, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (tessera_token_get_owner (token), ==, names[i]);
    }
}

static void
test_bad_names (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GError) taken = NULL, blank = NULL, binary = NULL;

  g_assert_null (create (client, server->org_id, TEST_USERNAME, &taken));
  g_assert_error (taken, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_assert_nonnull (strstr (taken->message, TEST_USERNAME));
  g_assert_cmpuint (count_users (TEST_USERNAME), ==, 1);
  g_assert_null (create (client, server->org_id, " \t", &blank));
  g_assert_error (blank, TESSERA_ERROR, TESSERA_ERROR_INVALID);
  g_assert_null (create (client, server->org_id, "\xff", &binary));
  g_assert_error (binary, TESSERA_ERROR, TESSERA_ERROR_INVALID);
}

static void
test_second_half_fails (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GError) error = NULL;

  g_assert_null (create (tessera_session_get_client (session), NO_ORGANIZATION, "half", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "half"));
  g_assert_nonnull (strstr (error->message, "so it was deleted"));
  g_assert_cmpuint (count_users ("half"), ==, 0);
}

static void
test_undoing_fails (void)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraClient) client = client_through (host);
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GError) error = NULL;

  test_host_fail (host, "DELETE /api/v2/users/", 500,
                  "{\"code\":\"internal error\",\"message\":\"out of luck\"}");
  g_assert_null (create (client, NO_ORGANIZATION, "left-behind", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "left-behind"));
  g_assert_nonnull (strstr (error->message, "out of luck"));
  users = list (client, "users");
  g_assert_cmpuint (count (users, "left-behind"), ==, 1);
  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (tessera_resource_get_name (g_ptr_array_index (users, i)), "left-behind"))
      g_assert_nonnull (
          strstr (error->message, tessera_resource_get_id (g_ptr_array_index (users, i))));
  test_host_free (host);
}

static void
test_cancelled (void)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraClient) client = client_through (host);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) between = NULL, before = NULL;

  g_assert_null (create_cancellable (client, server->org_id, "cancelled", cancellable, &between));
  g_assert_error (between, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_host_count (host, "POST /api/v2/users"), ==, 1);
  g_assert_cmpuint (test_host_count (host, "POST /api/v2/orgs/"), ==, 0);
  g_assert_cmpuint (test_host_count (host, "DELETE /api/v2/users/"), ==, 1);
  g_assert_cmpuint (count_users ("cancelled"), ==, 0);

  g_assert_null (create_cancellable (client, server->org_id, "cancelled", cancellable, &before));
  g_assert_error (before, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_host_count (host, "POST /api/v2/users"), ==, 1);
  test_host_free (host);
}

/* An answer that says nothing: the user may be there. */
static void
test_uncertain (void)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraClient) client = client_through (host);
  g_autoptr (GError) error = NULL;

  test_host_fail (host, "POST /api/v2/users", 201, "{\"name\":\"perhaps\"}");
  g_assert_null (create (client, server->org_id, "perhaps", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (error->message, "may or may not have been created"));
  g_assert_nonnull (strstr (error->message, "perhaps"));
  test_host_free (host);
}

/* What is to be known of a sign-in that is no operator: it reads its own user only, but all
 * members' names; it makes tokens for itself, and no users. */
static void
check_no_operator (TesseraClient *client, TesseraResource *own, TesseraResource *other)
{
  g_autoptr (GPtrArray) users = list (client, "users");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = list_members (client, &error);
  g_autoptr (TesseraToken) for_own = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (users->len, ==, 1);
  g_assert_cmpstr (tessera_resource_get_id (g_ptr_array_index (users, 0)), ==,
                   tessera_resource_get_id (own));
  g_assert_cmpuint (count (members, tessera_resource_get_name (own)), ==, 1);
  g_assert_cmpuint (count (members, tessera_resource_get_name (other)), ==, 1);
  g_assert_cmpuint (count (members, TEST_USERNAME), ==, 1);

  for_own = mint_for (client, own, &error);
  g_assert_no_error (error);
  g_assert_null (mint_for (client, other, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "write users"));
  g_clear_error (&error);
  g_assert_null (create (client, server->org_id, "nobody", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
}

/* Signs with an all-access token of @owner's, which @client makes. */
static TesseraClient *
mint_all_access (TesseraClient *client, TesseraResource *owner)
{
  g_auto (GStrv) types = list_types (client);
  const TesseraTemplateScope scope = { (const char *const *) types, server->org_id,
                                       tessera_resource_get_id (owner), NULL };
  g_autoptr (TesseraPermissionSet) set =
      tessera_template_make (tessera_template_find ("all-access"), &scope);
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (server->org_id, tessera_resource_get_id (owner), "all", set);
  TesseraClient *made = tessera_client_new (server->address);
  g_autoptr (TesseraSecret) value = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;

  token = test_token_create (client, request, &value, &error);
  g_assert_no_error (error);
  tessera_client_set_token (made, value);
  return made;
}

static void
test_no_operator_token (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraResource) own = create (client, server->org_id, "all-access", &error);
  g_autoptr (TesseraResource) other = create (client, server->org_id, "colleague", &error);
  g_autoptr (TesseraClient) narrow = mint_all_access (client, own);

  check_no_operator (narrow, own, other);
}

static void
give_password (TesseraResource *user, const char *password)
{
  g_autofree char *path =
      g_strdup_printf ("/api/v2/users/%s/password", tessera_resource_get_id (user));
  g_autofree char *body = g_strdup_printf ("{\"password\":\"%s\"}", password);
  guint status;

  g_free (test_server_ask (server, "POST", path, server->token, body, &status));
  g_assert_cmpuint (status, ==, 204);
}

/* A session holds what its user is allowed, and what the tokens of that user are allowed as well,
 * also when they are switched off: a member, who only reads, can make tokens while it owns one that
 * may. */
static void
test_no_operator_password (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraResource) own = create (client, server->org_id, "person", &error);
  g_autoptr (TesseraResource) other = create (client, server->org_id, "neighbor", &error);
  g_autoptr (TesseraSession) personal = NULL;
  g_autoptr (TesseraClient) unused = NULL;

  give_password (own, "a-password-of-one");
  personal = open_session ("person", "a-password-of-one", &error);
  g_assert_no_error (error);
  g_assert_null (mint_for (tessera_session_get_client (personal), own, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "write authorizations"));

  unused = mint_all_access (client, own);
  check_no_operator (tessera_session_get_client (personal), own, other);
}

/* Who may not even read the organization is not told who belongs to it. */
static void
test_members_hidden (void)
{
  g_autoptr (TesseraMint) made = mint_for_bucket ("narrow", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraClient) client = tessera_client_new (server->address);
  g_autoptr (GError) error = NULL;

  tessera_client_set_token (client, tessera_mint_get_value (made));
  g_assert_null (list_members (client, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

static void
test_deleted (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraResource) user = create (client, server->org_id, "short-lived", &error);
  g_autoptr (GAsyncResult) first = NULL, added = NULL, second = NULL;

  g_assert_no_error (error);
  tessera_client_add_member_async (client, server->org_id, tessera_resource_get_id (user), NULL,
                                   test_store_result, &added);
  g_assert_false (tessera_client_add_member_finish (client, test_wait (&added), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_SERVER);
  g_clear_error (&error);

  tessera_client_delete_user_async (client, tessera_resource_get_id (user), NULL, test_store_result,
                                    &first);
  g_assert_true (tessera_client_delete_user_finish (client, test_wait (&first), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_users ("short-lived"), ==, 0);
  tessera_client_delete_user_async (client, tessera_resource_get_id (user), NULL, test_store_result,
                                    &second);
  g_assert_false (tessera_client_delete_user_finish (client, test_wait (&second), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

void
add_user_cases (void)
{
  g_test_add_func ("/client/users/created", test_created);
  g_test_add_func ("/client/users/bad-names", test_bad_names);
  g_test_add_func ("/client/users/second-half-fails", test_second_half_fails);
  g_test_add_func ("/client/users/undoing-fails", test_undoing_fails);
  g_test_add_func ("/client/users/cancelled", test_cancelled);
  g_test_add_func ("/client/users/uncertain", test_uncertain);
  g_test_add_func ("/client/users/no-operator-token", test_no_operator_token);
  g_test_add_func ("/client/users/no-operator-password", test_no_operator_password);
  g_test_add_func ("/client/users/members-hidden", test_members_hidden);
  g_test_add_func ("/client/users/deleted", test_deleted);
}

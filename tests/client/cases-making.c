/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making tokens, and what a server refuses to make. */

#include "client-fixture.h"
#include "core/base/error.h"

/* The main job: Read on _monitoring, Write on _tasks, with the vendor's description. */
static void
test_main_job (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autofree char *monitoring = find_bucket (client, "_monitoring");
  g_autofree char *tasks = find_bucket (client, "_tasks");
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraMint) made = NULL;

  allow (set, TESSERA_ACTION_READ, "buckets", monitoring, "_monitoring");
  allow (set, TESSERA_ACTION_WRITE, "buckets", tasks, "_tasks");
  made = mint (client, NULL, set, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_token_get_description (tessera_mint_get_token (made)), ==,
                   "Read buckets _monitoring Write buckets _tasks");
  g_assert_cmpuint (tessera_secret_get_length (tessera_mint_get_value (made)), ==, 88);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_excess (made)), ==, 0);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (made)), ==, 0);
  g_assert_true (tessera_permission_set_equal (
      set, tessera_token_get_permissions (tessera_mint_get_token (made))));
}

static void
test_strange_descriptions (void)
{
  static const char *const descriptions[] = { "<b>bold</b> & \"quoted\" 'twice'", "two\nlines\ttab",
                                              "محطة الطقس", "$(rm -rf ~)" };

  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autoptr (TesseraMint) made =
          mint_for_bucket (descriptions[i], TESSERA_ACTION_READ, "telemetry");

      g_assert_cmpstr (tessera_token_get_description (tessera_mint_get_token (made)), ==,
                       descriptions[i]);
    }
}

static void
test_empty_request (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraPermissionSet) nothing = tessera_permission_set_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (mint (tessera_session_get_client (session), "x", nothing, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EMPTY_REQUEST);
}

/* A token that may read a bucket and no more can sign in, but can't make tokens. */
static void
test_may_not_create (void)
{
  g_autoptr (TesseraMint) made = mint_for_bucket ("narrow", TESSERA_ACTION_READ, "telemetry");
  g_autoptr (TesseraClient) client = tessera_client_new (server->address);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (GError) error = NULL;

  tessera_client_set_token (client, tessera_mint_get_value (made));
  allow (set, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  g_assert_null (mint (client, "x", set, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "write authorizations"));
  g_assert_nonnull (strstr (tessera_error_get_details (error), "is unauthorized"));
}

/* The smallest token that can mint can’t grant what it does not hold itself. */
static void
test_may_not_grant (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  const char *user_id = tessera_resource_get_id (tessera_session_get_user (session));
  g_autoptr (TesseraPermissionSet) minting = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) wanted = tessera_permission_set_new ();
  g_autoptr (TesseraClient) narrow = tessera_client_new (server->address);
  g_autoptr (TesseraMint) minter_token = NULL;
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GError) error = NULL;

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    {
      g_autoptr (TesseraPermission) own =
          tessera_permission_new (action, "users", NULL, user_id, NULL);

      tessera_permission_set_add (minting, own);
      allow (minting, action, "authorizations", NULL, NULL);
    }
  allow (minting, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  minter_token = mint (client, "minter", minting, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (minter_token)), ==,
                    0);

  tessera_client_set_token (narrow, tessera_mint_get_value (minter_token));
  allow (wanted, TESSERA_ACTION_READ, "buckets", NULL, NULL);
  made = mint (narrow, "x", wanted, &error);
  g_assert_no_error (error);

  allow (wanted, TESSERA_ACTION_READ, "tasks", NULL, NULL);
  g_assert_null (mint (narrow, "x", wanted, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_GRANTABLE);
  g_assert_nonnull (strstr (error->message, "read tasks"));
}

void
add_making_cases (void)
{
  g_test_add_func ("/client/main-job", test_main_job);
  g_test_add_func ("/client/strange-descriptions", test_strange_descriptions);
  g_test_add_func ("/client/empty-request", test_empty_request);
  g_test_add_func ("/client/may-not-create", test_may_not_create);
  g_test_add_func ("/client/may-not-grant", test_may_not_grant);
}

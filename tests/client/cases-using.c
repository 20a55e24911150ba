/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a token that was made can do, and what it can not. */

#include "client-fixture.h"

/* What a token was granted works, and nothing else does. */
static void
test_token_works (void)
{
  g_autoptr (TesseraMint) writer = NULL;
  g_autoptr (TesseraMint) reader = NULL;
  const char *write_path = "/api/v2/write?org=" TEST_ORGANIZATION "&bucket=granted";
  const char *query_path = "/api/v2/query?org=" TEST_ORGANIZATION;
  const char *flux = "from(bucket: \"granted\") |> range(start: -1h)";

  make_bucket ("granted");
  make_bucket ("other");
  writer = mint_for_bucket ("writer", TESSERA_ACTION_WRITE, "granted");
  reader = mint_for_bucket ("reader", TESSERA_ACTION_READ, "granted");

  g_assert_cmpuint (ask_as (writer, write_path, "m v=7", NULL), ==, 204);
  g_assert_cmpuint (ask_as (reader, query_path, flux, ",7,v,m"), ==, 200);

  g_assert_cmpuint (ask_as (reader, write_path, "m v=8", NULL), ==, 403);
  g_assert_cmpuint (ask_as (writer, query_path, flux, NULL), ==, 404);
  g_assert_cmpuint (
      ask_as (writer, "/api/v2/write?org=" TEST_ORGANIZATION "&bucket=other", "m v=1", NULL), ==,
      403);
  g_assert_cmpuint (ask_as (writer, "/api/v2/users", "{\"name\":\"x\"}", NULL), ==, 401);
}

/* System buckets have a rule of their own: by name they go with the organization, not with a
 * permission on the bucket. So a token for _monitoring alone reads it by ID only. */
static void
test_system_buckets (void)
{
  g_autoptr (TesseraMint) reader = mint_for_bucket ("m", TESSERA_ACTION_READ, "_monitoring");
  g_autoptr (TesseraMint) writer = mint_for_bucket ("t", TESSERA_ACTION_WRITE, "_tasks");
  g_autoptr (TesseraMint) insider = NULL;
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) organization =
      tessera_permission_new (TESSERA_ACTION_READ, "orgs", NULL, server->org_id, NULL);
  g_autofree char *id = find_bucket (client, "_monitoring");
  g_autofree char *by_id = g_strdup_printf ("from(bucketID: \"%s\") |> range(start: -1h)", id);
  const char *by_name = "from(bucket: \"_monitoring\") |> range(start: -1h)";
  const char *query_path = "/api/v2/query?org=" TEST_ORGANIZATION;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (ask_as (reader, query_path, by_name, "could not find bucket"), ==, 404);
  g_assert_cmpuint (ask_as (reader, query_path, by_id, NULL), ==, 200);
  g_assert_cmpuint (
      ask_as (writer, "/api/v2/write?org=" TEST_ORGANIZATION "&bucket=_tasks", "m v=1", NULL), ==,
      204);

  tessera_permission_set_add (set, organization);
  insider = mint (client, "organization", set, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ask_as (insider, query_path, by_name, NULL), ==, 200);
}

/* Observed on 2.9.1, and worth knowing: a permission guards a bucket's name, not its ID. */
static void
test_reading_by_id (void)
{
  g_autoptr (TesseraMint) writer = mint_for_bucket ("by id", TESSERA_ACTION_WRITE, "telemetry");
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autofree char *id = find_bucket (tessera_session_get_client (session), "telemetry");
  g_autofree char *by_id = g_strdup_printf ("from(bucketID: \"%s\") |> range(start: -1h)", id);
  const char *by_name = "from(bucket: \"telemetry\") |> range(start: -1h)";
  const char *query_path = "/api/v2/query?org=" TEST_ORGANIZATION;

  g_assert_cmpuint (ask_as (writer, query_path, by_name, "could not find bucket"), ==, 404);
  g_assert_cmpuint (ask_as (writer, query_path, by_id, NULL), ==, 200);
}

void
add_using_cases (void)
{
  g_test_add_func ("/client/token-works", test_token_works);
  g_test_add_func ("/client/system-buckets", test_system_buckets);
  g_test_add_func ("/client/reading-by-id", test_reading_by_id);
}

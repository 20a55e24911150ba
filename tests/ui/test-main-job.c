/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job from end to end, with the demo and with the real InfluxDB. */

#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define DESCRIPTION "Read buckets _monitoring Write buckets _tasks"
#define QUERY "/api/v2/query?org=" TEST_ORGANIZATION
#define WRITE "/api/v2/write?org=" TEST_ORGANIZATION "&bucket="

/* What a token is good for: the status of the answer, and what must be in it. */
static guint
use (TesseraSecret *value, const char *path, const char *body, const char *expected)
{
  guint status;
  g_autofree char *answer = test_server_ask (ui_get_server (), "POST", path, value, body, &status);

  if (expected != NULL)
    g_assert_nonnull (strstr (answer, expected));
  return status;
}

/* What the server has under this description, as the operator sees it. */
static JsonObject *
find_token (const char *description, JsonNode **root)
{
  guint status;
  g_autofree char *answer = test_server_ask (ui_get_server (), "GET", "/api/v2/authorizations",
                                             ui_get_server ()->token, NULL, &status);
  JsonArray *tokens;

  *root = json_from_string (answer, NULL);
  tokens = json_object_get_array_member (json_node_get_object (*root), "authorizations");
  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);

      if (g_str_equal (json_object_get_string_member (token, "description"), description))
        return token;
    }
  g_assert_not_reached ();
}

static void
assert_permission (JsonObject *token, guint i, const char *action, const char *bucket)
{
  JsonObject *permission =
      json_array_get_object_element (json_object_get_array_member (token, "permissions"), i);
  JsonObject *resource = json_object_get_object_member (permission, "resource");
  g_autofree char *id = ui_find_bucket (bucket);

  g_assert_cmpstr (json_object_get_string_member (permission, "action"), ==, action);
  g_assert_cmpstr (json_object_get_string_member (resource, "type"), ==, "buckets");
  g_assert_cmpstr (json_object_get_string_member (resource, "id"), ==, id);
}

static void
assert_in_keyring (JsonObject *token, TesseraSecret *value)
{
  const char *id = json_object_get_string_member (token, "id");
  g_autofree char *found = fixture_search ("authorization-id", id);
  const char *const attributes[][2] = {
    { "server", ui_get_server ()->address },
    { "organization-id", ui_get_server ()->org_id },
    { "authorization-id", id },
    { "owner", TEST_USERNAME },
    { "description", DESCRIPTION },
  };

  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 1);
  g_assert_true (fixture_lookup_is ("authorization-id", id, tessera_secret_peek (value)));
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *line =
          g_strdup_printf ("attribute.%s = %s\n", attributes[i][0], attributes[i][1]);

      g_assert_nonnull (strstr (found, line));
    }
  g_assert_nonnull (strstr (found, "label = InfluxDB token “" DESCRIPTION "” (" TEST_ORGANIZATION));
}

static void
test_main_job (Ui *ui)
{
  g_autoptr (TesseraSecret) value = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *monitoring = ui_find_bucket ("_monitoring");
  g_autofree char *flux =
      g_strdup_printf ("from(bucketID: \"%s\") |> range(start: -1h)", monitoring);
  JsonObject *token;
  gpointer reveal;

  ui_connect (ui);
  ui_open_new_token (ui);
  ui_open_row (ui, "Buckets", "_monitoring");
  ui_tick (ui, "Read, Buckets, _monitoring");
  ui_tick (ui, "Write, Buckets, _tasks");
  reveal = ui_generate (ui);
  ui_wait_text (reveal, DESCRIPTION);
  ui_wait_text (reveal, "In your keyring as InfluxDB token “" DESCRIPTION "”");
  value = ui_get_value (reveal);
  ui_press (reveal, "Done");
  ui_wait_no_window ("Token Created");

  token = find_token (DESCRIPTION, &root);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (token, "permissions")), ==,
                    2);
  assert_permission (token, 0, "read", "_monitoring");
  assert_permission (token, 1, "write", "_tasks");
  assert_in_keyring (token, value);

  /* The token may what was ticked. */
  g_assert_cmpuint (use (value, QUERY, flux, NULL), ==, 200);
  g_assert_cmpuint (use (value, WRITE "_tasks", "m v=1", NULL), ==, 204);
  /* And nothing else. */
  g_assert_cmpuint (use (value, WRITE "telemetry", "m v=1", NULL), ==, 403);
  g_assert_cmpuint (use (value, WRITE "_monitoring", "m v=1", NULL), ==, 403);
  g_assert_cmpuint (use (value, "/api/v2/users", "{\"name\":\"x\"}", NULL), ==, 401);
}

/* What is written with a token of the window's is read back with it. */
static void
test_write_and_read_back (Ui *ui)
{
  g_autoptr (TesseraSecret) value = NULL;
  const char *flux = "from(bucket: \"telemetry\") |> range(start: -1h)";
  gpointer reveal;

  ui_connect (ui);
  ui_open_new_token (ui);
  ui_open_row (ui, "Buckets", "telemetry");
  ui_tick (ui, "Read, Buckets, telemetry");
  ui_tick (ui, "Write, Buckets, telemetry");
  reveal = ui_generate (ui);
  value = ui_get_value (reveal);
  g_assert_cmpuint (use (value, WRITE "telemetry", "m v=7", NULL), ==, 204);
  g_assert_cmpuint (use (value, QUERY, flux, ",7,v,m"), ==, 200);
  g_assert_cmpuint (use (value, WRITE "_tasks", "m v=7", NULL), ==, 403);
  ui_press (reveal, "Copy");
  ui_press (reveal, "Done");
  ui_wait_no_window ("Token Created");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/main-job/save-and-use", test_main_job);
  ui_add ("/main-job/write-and-read-back", test_write_and_read_back);
  return ui_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Composing a token: templates, owners, copies, and what becomes of it on the server. */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/compose/draft.h"
#include "tokens.h"

#include <json-glib/json-glib.h>
#include <string.h>

static TesseraDraft *
begin (TesseraSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) types = NULL;

  tessera_client_list_resource_types_async (tessera_session_get_client (session), NULL,
                                            test_store_result, &result);
  types = tessera_client_list_resource_types_finish (tessera_session_get_client (session),
                                                     test_wait (&result), NULL);
  g_assert_nonnull (types);
  return tessera_draft_new (session, (const char *const *) types);
}

static TesseraSession *
sign_in_with (TesseraMint *made)
{
  g_autoptr (GError) error = NULL;
  TesseraSession *session =
      open_session (NULL, tessera_secret_peek (tessera_mint_get_value (made)), &error);

  g_assert_no_error (error);
  return session;
}

static TesseraMint *
make (TesseraSession *session, TesseraDraft *draft, GError **error)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_draft_get_permissions (draft);

  return mint (tessera_session_get_client (session), tessera_draft_get_description (draft),
               permissions, error);
}

static void
load (TesseraDraft *draft, const char *type)
{
  TesseraTreeLoader *loader = tessera_draft_get_loader (draft);

  tessera_tree_loader_load (loader, type);
  while (tessera_tree_loader_is_busy (loader))
    g_main_context_iteration (NULL, TRUE);
}

static TesseraTreeRow *
find_item (TesseraDraft *draft, const char *type, const char *name)
{
  TesseraTreeRow *row = tessera_permission_tree_find_type (tessera_draft_get_tree (draft), type);
  GListModel *items = tessera_tree_row_get_items (row);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TesseraTreeRow) item = g_list_model_get_item (items, i);

      if (g_str_equal (tessera_tree_row_get_label (item), name))
        return item;
    }
  return NULL;
}

/* Every template makes a token that has just what was asked. */
static void
test_templates (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);
  gsize count;
  const TesseraTemplate *const *all = tessera_template_get_all (&count);

  make_bucket ("Home Assistant");
  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (TesseraMint) made = NULL;
      g_autoptr (GError) error = NULL;

      if (tessera_template_is_custom (all[i]))
        continue;
      tessera_draft_apply_template (draft, all[i]);
      while (tessera_tree_loader_is_busy (tessera_draft_get_loader (draft)))
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (tessera_draft_get_template (draft) == all[i]);
      made = make (session, draft, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_excess (made)), ==, 0);
      g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (made)), ==, 0);
    }
}

static gboolean
influx_is_missing (void)
{
  if (g_getenv ("TESSERA_INFLUX") != NULL)
    return FALSE;
  g_test_skip ("the real influx is not there: build-aux/influxd builds it");
  return TRUE;
}

/* The real command is asked to make the same. */
static TesseraPermissionSet *
make_by_influx (TesseraSession *session, const char *flag)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) influx = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autofree char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "INFLUX_TOKEN", tessera_secret_peek (server->token),
                                TRUE);
  influx = g_subprocess_launcher_spawn (launcher, NULL, g_getenv ("TESSERA_INFLUX"), "auth",
                                        "create", "--host", server->address, "--org",
                                        TEST_ORGANIZATION, "--json", flag, NULL);
  g_assert_nonnull (influx);
  g_assert_true (g_subprocess_communicate_utf8 (influx, NULL, NULL, &output, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (influx));
  root = json_from_string (output, NULL);
  tessera_wipe (output, strlen (output));
  token = find_token (tessera_session_get_client (session),
                      json_object_get_string_member (json_node_get_object (root), "id"));
  g_assert_nonnull (token);
  return tessera_permission_set_ref (tessera_token_get_permissions (token));
}

static void
test_same_as_influx (void)
{
  static const char *const keys[] = { "all-access", "operator" };
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);

  if (influx_is_missing ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *flag = g_strconcat ("--", keys[i], NULL);
      g_autoptr (TesseraPermissionSet) theirs = make_by_influx (session, flag);
      g_autoptr (TesseraPermissionSet) ours = NULL;

      tessera_draft_apply_template (draft, tessera_template_find (keys[i]));
      ours = tessera_draft_get_permissions (draft);
      g_assert_true (tessera_permission_set_equal (ours, theirs));
    }
}

static gboolean
is_operator (TesseraSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_is_operator_async (tessera_session_get_client (session), NULL, test_store_result,
                                    &result);
  return tessera_client_is_operator_finish (tessera_session_get_client (session),
                                            test_wait (&result));
}

static void
test_who_is_operator (void)
{
  g_autoptr (TesseraSession) operator= open_as_operator ();
  g_autoptr (TesseraSession) admin = open_session (TEST_USERNAME, TEST_PASSWORD, NULL);
  g_autoptr (TesseraSession) other = NULL;
  g_autoptr (TesseraDraft) draft = begin (operator);
  g_autoptr (TesseraMint) made = NULL;

  g_assert_true (is_operator (operator));
  g_assert_true (is_operator (admin)); /* who set the server up */
  tessera_draft_apply_template (draft, tessera_template_find ("all-access"));
  made = make (operator, draft, NULL);
  other = sign_in_with (made);
  g_assert_false (is_operator (other));
}

static gboolean
influx_creates (TesseraMint *tool, const char *bucket)
{
  g_autoptr (GSubprocess) influx = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  g_subprocess_launcher_setenv (launcher, "INFLUX_TOKEN",
                                tessera_secret_peek (tessera_mint_get_value (tool)), TRUE);
  influx = g_subprocess_launcher_spawn (launcher, NULL, g_getenv ("TESSERA_INFLUX"), "auth",
                                        "create", "--host", server->address, "--org",
                                        TEST_ORGANIZATION, "--read-bucket", bucket, NULL);
  g_assert_nonnull (influx);
  g_subprocess_wait (influx, NULL, NULL);
  return g_subprocess_get_successful (influx);
}

/* The smallest token that can make tokens: with any one of its permissions less it can't. */
static void
test_token_minter (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraDraft) draft = begin (session);
  g_autoptr (TesseraPermissionSet) all = NULL;
  g_autofree char *bucket = find_bucket (client, "telemetry");
  guint size;

  if (influx_is_missing ())
    return;
  tessera_draft_apply_template (draft, tessera_template_find ("token-minter"));
  all = tessera_draft_get_permissions (draft);
  /* It grants only what it has itself. */
  allow (all, TESSERA_ACTION_READ, "buckets", bucket, "telemetry");
  size = tessera_permission_set_get_size (all);
  for (guint left_out = 0; left_out <= size; left_out++)
    {
      g_autoptr (TesseraPermissionSet) some = tessera_permission_set_copy (all);
      g_autoptr (TesseraMint) tool = NULL;

      if (left_out < size)
        tessera_permission_set_remove (some, tessera_permission_set_get (all, left_out));
      tool = mint (client, "tool", some, NULL);
      g_assert_nonnull (tool);
      g_assert_cmpint (influx_creates (tool, bucket), ==, left_out == size);
    }
}

static void
test_copy (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraDraft) draft = begin (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) copied = NULL;
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (TesseraToken) listed = NULL;
  g_autofree char *path = NULL, *bucket = NULL;
  guint status;

  make_bucket ("short-lived");
  bucket = find_bucket (client, "short-lived");
  allow (set, TESSERA_ACTION_READ, "buckets", bucket, "short-lived");
  allow (set, TESSERA_ACTION_WRITE, "buckets", bucket, "short-lived");
  allow (set, TESSERA_ACTION_READ, "tasks", NULL, NULL);
  made = mint (client, "original", set, NULL);
  path = g_strconcat ("/api/v2/buckets/", bucket, NULL);
  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);

  listed = find_token (client, tessera_token_get_id (tessera_mint_get_token (made)));
  g_assert_cmpuint (tessera_draft_copy_token (draft, listed), ==, 2);
  g_assert_cmpstr (tessera_draft_get_description (draft), ==, "Copy of original");
  copied = tessera_draft_get_permissions (draft);
  g_assert_cmpuint (tessera_permission_set_get_size (copied), ==, 1);
  g_assert_cmpstr (tessera_permission_get_resource_type (tessera_permission_set_get (copied, 0)),
                   ==, "tasks");
}

/* Of any kind: the copy of an operator's is an operator's. */
static void
test_copy_every_kind (void)
{
  static const char *const keys[] = { "all-access", "operator", "token-minter" };
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (TesseraMint) made = NULL;
      g_autoptr (TesseraPermissionSet) copied = NULL;

      tessera_draft_apply_template (draft, tessera_template_find (keys[i]));
      made = make (session, draft, NULL);
      g_assert_nonnull (made);
      tessera_draft_apply_template (draft, tessera_template_find ("custom"));
      g_assert_cmpuint (tessera_draft_copy_token (draft, tessera_mint_get_token (made)), ==, 0);
      copied = tessera_draft_get_permissions (draft);
      g_assert_true (tessera_permission_set_equal (
          copied, tessera_token_get_permissions (tessera_mint_get_token (made))));
      g_assert_cmpint (tessera_permission_tree_is_operator (tessera_draft_get_tree (draft)), ==,
                       g_str_equal (keys[i], "operator"));
    }
}

static TesseraTokenRequest *
check (TesseraDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_draft_check_async (draft, NULL, test_store_result, &result);
  return tessera_draft_check_finish (draft, test_wait (&result), error);
}

/* A bucket that is deleted between ticking and generating. */
static void
test_gone_meanwhile (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);
  g_autoptr (TesseraPermissionSet) left = NULL;
  g_autofree char *bucket = NULL, *path = NULL;
  g_autoptr (TesseraTokenRequest) all = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  guint status;

  make_bucket ("doomed");
  load (draft, "buckets");
  tessera_tree_row_set_ticked (find_item (draft, "buckets", "doomed"), TESSERA_ACTION_READ, TRUE);
  tessera_tree_row_set_ticked (find_item (draft, "buckets", "telemetry"), TESSERA_ACTION_READ,
                               TRUE);
  all = check (draft, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_token_request_get_permissions (all)),
                    ==, 2);

  bucket = find_bucket (tessera_session_get_client (session), "doomed");
  path = g_strconcat ("/api/v2/buckets/", bucket, NULL);
  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
  none = check (draft, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_null (none);
  g_assert_nonnull (strstr (error->message, "doomed"));
  left = tessera_draft_get_permissions (draft);
  g_assert_cmpuint (tessera_permission_set_get_size (left), ==, 1);
}

/* What the server did not let this sign-in grant is said before it is tried again. */
static void
test_known_lack (void)
{
  g_autoptr (TesseraSession) operator= open_as_operator ();
  g_autoptr (TesseraDraft) minter = begin (operator);
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (TesseraSession) session = NULL;
  g_autoptr (TesseraDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  tessera_draft_apply_template (minter, tessera_template_find ("token-minter"));
  made = make (operator, minter, NULL);
  session = sign_in_with (made);
  draft = begin (session);
  tessera_tree_row_set_ticked (
      tessera_permission_tree_find_type (tessera_draft_get_tree (draft), "dashboards"),
      TESSERA_ACTION_READ, TRUE);
  before = tessera_draft_get_warnings (draft);
  g_assert_null (before[0]);
  g_assert_null (make (session, draft, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_GRANTABLE);
  g_assert_nonnull (strstr (error->message, "read dashboards"));
  tessera_draft_learn (draft, error);
  after = tessera_draft_get_warnings (draft);
  g_assert_nonnull (strstr (after[0], "doesn’t have read access to Dashboards"));
}

/* What a permission on a system bucket lacks is said, and is so. */
static void
test_system_bucket (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);
  g_auto (GStrv) alone = NULL;
  g_auto (GStrv) together = NULL;
  const char *path = "/api/v2/query?org=" TEST_ORGANIZATION;
  const char *flux = "from(bucket: \"_monitoring\") |> range(start: -1h)";
  g_autoptr (TesseraMint) without = NULL;
  g_autoptr (TesseraMint) with = NULL;

  load (draft, "buckets");
  tessera_tree_row_set_ticked (find_item (draft, "buckets", "_monitoring"), TESSERA_ACTION_READ,
                               TRUE);
  alone = tessera_draft_get_warnings (draft);
  g_assert_nonnull (strstr (alone[0], "Read for Organization"));
  without = make (session, draft, NULL);
  g_assert_cmpuint (ask_as (without, path, flux, NULL), ==, 404);

  tessera_tree_row_set_ticked (
      tessera_permission_tree_find_type (tessera_draft_get_tree (draft), "orgs"),
      TESSERA_ACTION_READ, TRUE);
  together = tessera_draft_get_warnings (draft);
  g_assert_null (together[0]);
  with = make (session, draft, NULL);
  g_assert_cmpuint (ask_as (with, path, flux, NULL), ==, 200);
}

/* As many single permissions as somebody may tick. */
static void
test_many (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", 0x1000 + i);

      allow (set, TESSERA_ACTION_READ, "buckets", id, id);
      allow (set, TESSERA_ACTION_WRITE, "buckets", id, id);
    }
  tessera_draft_set_permissions (draft, set, tessera_template_find ("custom"));
  made = make (session, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_permission_set_get_size (
                        tessera_token_get_permissions (tessera_mint_get_token (made))),
                    ==, 3000);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_excess (made)), ==, 0);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (made)), ==, 0);
}

/* A search looks into everything that can be listed. */
static void
test_load_all (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);
  TesseraTreeLoader *loader = tessera_draft_get_loader (draft);
  GListModel *rows = G_LIST_MODEL (tessera_draft_get_tree (draft));
  guint listed = 0;

  tessera_tree_loader_load_all (loader);
  while (tessera_tree_loader_is_busy (loader))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (rows, i);

      if (tessera_tree_row_get_items (row) == NULL)
        continue;
      g_assert_true (tessera_tree_row_is_complete (row));
      listed++;
    }
  g_assert_cmpuint (listed, >, 2);
}

static char *
make_user (const char *name)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", name);
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "POST", "/api/v2/users", server->token, body, &status);
  g_autoptr (JsonNode) root = json_from_string (answer, NULL);

  g_assert_cmpuint (status, ==, 201);
  return g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
}

/* The owner of a token that is replaced owns the new one, under the name that the token reports. */
static void
test_same_owner (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (TesseraDraft) draft = begin (session);
  g_autofree char *user = make_user ("owner of both");
  g_autoptr (TesseraResource) owner = tessera_resource_new ("users", user, "", FALSE);
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraTokenRequest) next = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (TesseraToken) replacement = NULL;
  g_autoptr (GError) error = NULL;

  tessera_draft_apply_template (draft, tessera_template_find ("read-everything"));
  tessera_draft_set_owner (draft, owner);
  request = tessera_draft_make_request (draft);
  token = test_token_create (tessera_session_get_client (session), request, NULL, &error);
  g_assert_no_error (error);

  tessera_draft_set_owner (draft, NULL);
  tessera_draft_set_owner_of (draft, token);
  g_assert_cmpstr (tessera_resource_get_id (tessera_draft_get_owner (draft)), ==, user);
  g_assert_cmpstr (tessera_resource_get_name (tessera_draft_get_owner (draft)), ==,
                   "owner of both");
  next = tessera_draft_make_request (draft);
  replacement = test_token_create (tessera_session_get_client (session), next, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tessera_token_get_owner_id (replacement), ==, user);
}

void
add_composing_cases (void)
{
  g_test_add_func ("/composing/templates", test_templates);
  g_test_add_func ("/composing/same-as-influx", test_same_as_influx);
  g_test_add_func ("/composing/who-is-operator", test_who_is_operator);
  g_test_add_func ("/composing/token-minter", test_token_minter);
  g_test_add_func ("/composing/copy", test_copy);
  g_test_add_func ("/composing/copy-every-kind", test_copy_every_kind);
  g_test_add_func ("/composing/gone-meanwhile", test_gone_meanwhile);
  g_test_add_func ("/composing/known-lack", test_known_lack);
  g_test_add_func ("/composing/system-bucket", test_system_bucket);
  g_test_add_func ("/composing/many", test_many);
  g_test_add_func ("/composing/load-all", test_load_all);
  g_test_add_func ("/composing/same-owner", test_same_owner);
}

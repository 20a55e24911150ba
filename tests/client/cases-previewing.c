/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands that a token request can be shown as, run by a shell as they are: each makes the
 * same token as the client does. curl against both servers, the real `influx` against the real one.
 */

#include "client-fixture.h"
#include "core/compose/generic-user.h"
#include "core/compose/request-preview.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"
#include "temp-dir.h"
#include "tokens.h"

#include <string.h>
#include <unistd.h>

/* What all cases need to know, and what runs the commands. */
typedef struct
{
  TesseraSession *session;
  TesseraClient *client;
  GStrv types;
  TesseraRequestContext place;
  char *home; /* holds a link to influx, and whatever influx writes */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *influx = g_getenv ("TESSERA_INFLUX");

  self->session = open_as_operator ();
  self->client = tessera_session_get_client (self->session);
  self->types = list_types (self->client);
  self->place = (TesseraRequestContext) { server->address, (const char *const *) self->types,
                                          tessera_session_get_organization (self->session),
                                          tessera_session_get_user (self->session) };
  self->home = test_temp_dir_new ();
  if (influx != NULL)
    {
      g_autofree char *link = g_build_filename (self->home, "influx", NULL);

      g_assert_cmpint (symlink (influx, link), ==, 0);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_temp_dir_free (self->home);
  g_strfreev (self->types);
  g_object_unref (self->session);
}

static GPtrArray *
list_tokens (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tokens;

  tessera_client_list_tokens_async (self->client, NULL, NULL, test_store_result, &result);
  tokens = tessera_client_list_tokens_finish (self->client, test_wait (&result), &error);
  g_assert_no_error (error);
  return tokens;
}

/* What the command prints holds the value, and goes nowhere. */
static void
run_in_shell (Fixture *self, const char *command)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *path = g_strconcat (self->home, ":", g_getenv ("PATH"), NULL);
  g_autoptr (GSubprocess) shell = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "INFLUX_TOKEN", tessera_secret_peek (server->token),
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  g_subprocess_launcher_set_cwd (launcher, self->home);
  shell = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", command, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (shell, NULL, NULL, NULL, &complaint, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (shell))
    g_error ("%s\n%s", command, complaint);
}

/* The one token more that there is after a command. */
static TesseraToken *
make_with (Fixture *self, const char *command)
{
  g_autoptr (GPtrArray) before = list_tokens (self);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  TesseraToken *made = NULL;

  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (known, (gpointer) tessera_token_get_id (g_ptr_array_index (before, i)));
  run_in_shell (self, command);
  after = list_tokens (self);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  for (guint i = 0; i < after->len; i++)
    if (!g_hash_table_contains (known, tessera_token_get_id (g_ptr_array_index (after, i))))
      made = g_object_ref (g_ptr_array_index (after, i));
  g_assert_nonnull (made);
  return made;
}

static TesseraToken *
make_with_client (Fixture *self, TesseraTokenRequest *request)
{
  g_autoptr (GError) error = NULL;
  TesseraToken *token = test_token_create (self->client, request, NULL, &error);

  g_assert_no_error (error);
  return token;
}

static void
check_same (TesseraToken *token, TesseraToken *expected)
{
  g_assert_cmpstr (tessera_token_get_description (token), ==,
                   tessera_token_get_description (expected));
  g_assert_cmpstr (tessera_token_get_org_id (token), ==, tessera_token_get_org_id (expected));
  g_assert_cmpstr (tessera_token_get_owner_id (token), ==, tessera_token_get_owner_id (expected));
  g_assert_true (tessera_token_is_active (token));
  g_assert_true (tessera_permission_set_equal (tessera_token_get_permissions (token),
                                               tessera_token_get_permissions (expected)));
}

static gboolean
has_influx (void)
{
  return g_strcmp0 (g_getenv ("TEST_SERVER"), "influxd") == 0 &&
         g_getenv ("TESSERA_INFLUX") != NULL;
}

static TesseraTokenRequest *
request_new (Fixture *self, TesseraResource *owner, const char *description,
             TesseraPermissionSet *set)
{
  self->place.owner = owner != NULL ? owner : tessera_session_get_user (self->session);
  return tessera_token_request_new (
      server->org_id, owner != NULL ? tessera_resource_get_id (owner) : NULL, description, set);
}

static void
check_curl (Fixture *self, TesseraTokenRequest *request, TesseraToken *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *command = tessera_token_request_to_curl (request, &self->place, &error);
  g_autoptr (TesseraToken) made = NULL;

  g_assert_no_error (error);
  g_assert_null (strstr (command, tessera_secret_peek (server->token)));
  made = make_with (self, command);
  check_same (made, expected);
}

static void
check (Fixture *self, TesseraResource *owner, const char *description, TesseraPermissionSet *set)
{
  g_autoptr (TesseraTokenRequest) request = request_new (self, owner, description, set);
  g_autoptr (TesseraToken) expected = make_with_client (self, request);
  g_autoptr (TesseraToken) made = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  check_curl (self, request, expected);
  command = tessera_token_request_to_influx (request, &self->place, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (command, tessera_secret_peek (server->token)));
  if (!has_influx ())
    return;
  made = make_with (self, command);
  check_same (made, expected);
}

static TesseraResource *
create_user (Fixture *self, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TesseraResource *user;

  tessera_generic_user_create_async (self->client, server->org_id, name, NULL, test_store_result,
                                     &result);
  user = tessera_generic_user_create_finish (self->client, test_wait (&result), &error);
  g_assert_no_error (error);
  return user;
}

static void
test_single_buckets (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autofree char *monitoring = find_bucket (self->client, "_monitoring");
  g_autofree char *tasks = find_bucket (self->client, "_tasks");

  allow (set, TESSERA_ACTION_READ, "buckets", monitoring, "_monitoring");
  allow (set, TESSERA_ACTION_WRITE, "buckets", tasks, "_tasks");
  check (self, NULL, NULL, set);
  allow (set, TESSERA_ACTION_WRITE, "buckets", monitoring, "_monitoring");
  allow (set, TESSERA_ACTION_READ, "dbrp", NULL, NULL);
  check (self, NULL, "with a mapping", set);
}

/* Every type that can be granted, by itself and all at once. */
static void
test_whole_types (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraPermissionSet) all = tessera_permission_set_new ();

  for (guint i = 0; self->types[i] != NULL; i++)
    {
      g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

      if (tessera_resource_type_get_scope (self->types[i]) != TESSERA_SCOPE_ORG_WIDE)
        continue;
      allow (set, TESSERA_ACTION_READ, self->types[i], NULL, NULL);
      allow (set, TESSERA_ACTION_WRITE, self->types[i], NULL, NULL);
      check (self, NULL, self->types[i], set);
      allow (all, TESSERA_ACTION_READ, self->types[i], NULL, NULL);
    }
  check (self, NULL, NULL, all);
}

static void
test_server_wide (Fixture *self, gconstpointer data)
{
  static const char *const types[] = { "orgs", "users" };
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (TesseraPermission) read =
          tessera_permission_new (TESSERA_ACTION_READ, types[i], NULL, NULL, NULL);
      g_autoptr (TesseraPermission) write =
          tessera_permission_new (TESSERA_ACTION_WRITE, types[i], NULL, NULL, NULL);

      tessera_permission_set_add (set, read);
      tessera_permission_set_add (set, write);
    }
  check (self, NULL, "people and organizations", set);
}

static void
check_template (Fixture *self, TesseraResource *owner, const char *key)
{
  const TesseraTemplateScope scope = {
    (const char *const *) self->types, server->org_id,
    tessera_resource_get_id (owner != NULL ? owner : tessera_session_get_user (self->session)), NULL
  };
  g_autoptr (TesseraPermissionSet) set =
      tessera_template_make (tessera_template_find (key), &scope);

  check (self, owner, key, set);
}

static void
test_everything (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraResource) other = create_user (self, "everything");

  check_template (self, NULL, "all-access");
  check_template (self, other, "all-access");
  check_template (self, NULL, "operator");
  check_template (self, other, "operator");
}

static void
test_other_owner (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "plain", "-r $(touch pwned) 'quoted' \"twice\"\nline" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TesseraResource) owner = create_user (self, names[i]);
      g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

      allow (set, TESSERA_ACTION_WRITE, "buckets", NULL, NULL);
      check (self, owner, "of another", set);
    }
}

static void
test_nasty_descriptions (Fixture *self, gconstpointer data)
{
  static const char *const descriptions[] = {
    "it's \"quoted\"",
    "$(touch pwned) `touch pwned` ${HOME} $INFLUX_TOKEN",
    "two\nlines\r\n\tand a tab",
    "-x",
    "--help",
    "--",
    "-",
    "=",
    "back\\slash \\n \\",
    "!! #no ~ * ? [a] {b,c} a;b|c&d<e>f",
    "'",
    "x\nEOF\nAuthorization: Token nobody",
    "EOF",
    "@/etc/passwd",
    "{\"json\": true}",
    "\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a \xe2\x80\xae",
    "%s%n%1$s",
  };
  g_autofree char *endless = g_strnfill (5000, '\'');
  g_autofree char *touched = g_build_filename (self->home, "pwned", NULL);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

  allow (set, TESSERA_ACTION_READ, "labels", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    check (self, NULL, descriptions[i], set);
  check (self, NULL, endless, set);
  g_assert_false (g_file_test (touched, G_FILE_TEST_EXISTS));
}

/* What influx can't say, curl can. IDs that are not there do for this. */
static void
test_only_curl (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraToken) expected = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", i);

      allow (set, TESSERA_ACTION_READ, "dashboards", id, NULL);
    }
  request = request_new (self, NULL, "single dashboards", set);
  command = tessera_token_request_to_influx (request, &self->place, &error);
  g_assert_null (command);
  g_assert_nonnull (strstr (error->message, "Dashboards"));
  expected = make_with_client (self, request);
  check_curl (self, request, expected);
}

void
add_face_cases (void)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } cases[] = {
    { "/client/faces/single-buckets", test_single_buckets },
    { "/client/faces/whole-types", test_whole_types },
    { "/client/faces/server-wide", test_server_wide },
    { "/client/faces/everything", test_everything },
    { "/client/faces/other-owner", test_other_owner },
    { "/client/faces/nasty-descriptions", test_nasty_descriptions },
    { "/client/faces/only-curl", test_only_curl },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
}

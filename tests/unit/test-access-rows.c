/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a token may, as a table, and the names of what is gone. */

#include "core/client/json.h"
#include "core/manage/access-row.h"
#include "processes.h"
#include "temp-dir.h"

#include <glib/gstdio.h>
#include <string.h>

#define SERVER "http://[::1]:8086"
#define ORG "0b0b0b0b0b0b0b0b"
#define OTHER_ORG "0c0c0c0c0c0c0c0c"
#define OWNER "0d0d0d0d0d0d0d0d"

typedef struct
{
  char *folder;
  char *path;
  TesseraNameCache *names;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = test_temp_dir_new ();
  fixture->path = g_build_filename (fixture->folder, "names", NULL);
  fixture->names = tessera_name_cache_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->names);
  g_free (fixture->path);
  test_temp_dir_free (fixture->folder);
}

static TesseraToken *
read_token (const char *permissions)
{
  g_autofree char *json =
      g_strdup_printf ("{\"id\": \"1111111111111111\", \"status\": \"active\", \"orgID\": \"" ORG
                       "\", \"userID\": \"" OWNER "\", \"permissions\": [%s]}",
                       permissions);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  TesseraToken *token = tessera_json_read_token (root, &error);

  g_assert_no_error (error);
  return token;
}

#define WHOLE(action, type)                                                                        \
  "{\"action\":\"" action "\",\"resource\":{\"type\":\"" type "\",\"orgID\":\"" ORG "\"}}"
#define ITEM(action, type, id, name)                                                               \
  "{\"action\":\"" action "\",\"resource\":{\"type\":\"" type "\",\"orgID\":\"" ORG                \
  "\",\"id\":\"" id "\",\"name\":\"" name "\"}}"
#define GONE(action, type, id)                                                                     \
  "{\"action\":\"" action "\",\"resource\":{\"type\":\"" type "\",\"orgID\":\"" ORG                \
  "\",\"id\":\"" id "\"}}"

static TesseraAccessRow *
get_row (GListModel *model, guint index)
{
  g_autoptr (TesseraAccessRow) row = g_list_model_get_item (model, index);

  g_assert_nonnull (row);
  return row; /* the model has it */
}

static void
assert_reach (TesseraAccessRow *row, const char *label, TesseraAccess read, TesseraAccess write)
{
  g_assert_cmpstr (tessera_access_row_get_label (row), ==, label);
  g_assert_cmpint (tessera_access_row_get_access (row, TESSERA_ACTION_READ), ==, read);
  g_assert_cmpint (tessera_access_row_get_access (row, TESSERA_ACTION_WRITE), ==, write);
}

static void
assert_described (TesseraAccessRow *row, TesseraAction action, const char *expected)
{
  g_autofree char *words = tessera_access_row_describe_access (row, action);

  g_assert_cmpstr (words, ==, expected);
}

/* A name without an ID limits nothing: InfluxDB grants the whole type. */
static void
test_loose_name (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraToken) token =
      read_token ("{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"" ORG
                  "\",\"name\":\"iot-center\"}}");
  TesseraPermission *permission =
      tessera_permission_set_get (tessera_token_get_permissions (token), 0);
  g_autoptr (GListModel) types = tessera_access_rows_new (token, fixture->names, SERVER);
  TesseraAccessRow *buckets = get_row (types, 0);

  g_assert_null (tessera_permission_get_name (permission));
  g_assert_cmpstr (tessera_permission_get_loose_name (permission), ==, "iot-center");
  g_assert_cmpint (tessera_access_row_get_access (buckets, TESSERA_ACTION_READ), ==,
                   TESSERA_ACCESS_ALL);
  g_assert_nonnull (strstr (tessera_access_row_get_note (buckets), "iot-center"));
}

static void
test_types_and_items (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraToken) token =
      read_token (WHOLE ("read", "tasks") "," WHOLE ("write", "marvels") "," ITEM (
          "write", "buckets", "00000000000000b1",
          "telemetry") "," ITEM ("read", "buckets", "00000000000000b1",
                                 "telemetry") "," ITEM ("read", "buckets", "00000000000000b2",
                                                        "_tasks"));
  g_autoptr (GListModel) types = tessera_access_rows_new (token, fixture->names, SERVER);
  TesseraAccessRow *buckets = get_row (types, 0);
  GListModel *items = tessera_access_row_get_items (buckets);

  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 3);
  assert_reach (buckets, "Buckets", TESSERA_ACCESS_SOME, TESSERA_ACCESS_SOME);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  assert_reach (get_row (items, 0), "_tasks", TESSERA_ACCESS_ALL, TESSERA_ACCESS_NOTHING);
  assert_reach (get_row (items, 1), "telemetry", TESSERA_ACCESS_ALL, TESSERA_ACCESS_ALL);
  g_assert_cmpstr (tessera_access_row_get_id (get_row (items, 1)), ==, "00000000000000b1");
  g_assert_true (tessera_access_row_is_system (get_row (items, 0)));
  g_assert_false (tessera_access_row_is_system (get_row (items, 1)));
  assert_described (get_row (items, 1), TESSERA_ACTION_READ, "Read, Buckets, telemetry, granted");
  assert_described (get_row (items, 0), TESSERA_ACTION_WRITE,
                    "Write, Buckets, _tasks, not granted");
  assert_described (buckets, TESSERA_ACTION_READ, "Read, Buckets, granted for some");

  /* A type that this program does not know is shown as it comes. */
  assert_reach (get_row (types, 1), "marvels", TESSERA_ACCESS_NOTHING, TESSERA_ACCESS_ALL);
  assert_reach (get_row (types, 2), "Tasks", TESSERA_ACCESS_ALL, TESSERA_ACCESS_NOTHING);
  g_assert_null (tessera_access_row_get_items (get_row (types, 2)));
  g_assert_null (tessera_access_row_get_note (get_row (types, 2)));
}

/* What is read as a whole is read item by item, but what is gone is not. */
static void
test_covered (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraToken) token = read_token (WHOLE ("read", "buckets") "," ITEM (
      "write", "buckets", "00000000000000b1", "telemetry") "," GONE ("write", "buckets",
                                                                     "00000000000000b2"));
  g_autoptr (GListModel) types = tessera_access_rows_new (token, fixture->names, SERVER);
  GListModel *items = tessera_access_row_get_items (get_row (types, 0));
  TesseraAccessRow *gone = get_row (items, 0);

  assert_reach (get_row (types, 0), "Buckets", TESSERA_ACCESS_ALL, TESSERA_ACCESS_SOME);
  assert_reach (get_row (items, 1), "telemetry", TESSERA_ACCESS_ALL, TESSERA_ACCESS_ALL);
  assert_reach (gone, "00000000000000b2", TESSERA_ACCESS_NOTHING, TESSERA_ACCESS_ALL);
  g_assert_true (tessera_access_row_is_gone (gone));
  g_assert_nonnull (tessera_access_row_get_note (gone));
  assert_described (gone, TESSERA_ACTION_WRITE,
                    "Write, Buckets, 00000000000000b2, granted, but for a deleted resource");
}

static void
test_scopes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraToken) token = read_token (
      "{\"action\":\"read\",\"resource\":{\"type\":\"buckets\"}},"
      "{\"action\":\"read\",\"resource\":{\"type\":\"tasks\",\"orgID\":\"" OTHER_ORG "\"}},"
      "{\"action\":\"read\",\"resource\":{\"type\":\"orgs\",\"id\":\"" ORG "\",\"name\":\"acme\"}},"
      "{\"action\":\"write\",\"resource\":{\"type\":\"users\",\"id\":\"" OWNER
      "\",\"name\":\"ada\"}},"
      "{\"action\":\"read\",\"resource\":{\"type\":\"users\",\"id\":\"0e0e0e0e0e0e0e0e\","
      "\"name\":\"bob\"}}");
  g_autoptr (GListModel) types = tessera_access_rows_new (token, fixture->names, SERVER);
  TesseraAccessRow *tasks = get_row (types, 2);
  TesseraAccessRow *users = get_row (types, 3);

  g_assert_cmpstr (tessera_access_row_get_note (get_row (types, 0)), ==,
                   "On the whole server, in every organization.");
  assert_reach (get_row (types, 1), "Organization", TESSERA_ACCESS_ALL, TESSERA_ACCESS_NOTHING);
  g_assert_null (tessera_access_row_get_note (get_row (types, 1)));
  assert_reach (tasks, "Tasks", TESSERA_ACCESS_SOME, TESSERA_ACCESS_NOTHING);
  assert_reach (get_row (tessera_access_row_get_items (tasks), 0), "All in organization " OTHER_ORG,
                TESSERA_ACCESS_ALL, TESSERA_ACCESS_NOTHING);
  assert_reach (users, "User Accounts", TESSERA_ACCESS_SOME, TESSERA_ACCESS_ALL);
  assert_reach (get_row (tessera_access_row_get_items (users), 0), "bob", TESSERA_ACCESS_ALL,
                TESSERA_ACCESS_NOTHING);
}

static void
test_own_account (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraToken) token =
      read_token ("{\"action\":\"write\",\"resource\":{\"type\":\"users\",\"id\":\"" OWNER
                  "\",\"name\":\"ada\"}}");
  g_autoptr (GListModel) types = tessera_access_rows_new (token, fixture->names, SERVER);

  assert_reach (get_row (types, 0), "Owner’s User Account", TESSERA_ACCESS_NOTHING,
                TESSERA_ACCESS_ALL);
}

/* The names of what is gone */

static GListModel *
make_list (const char *permissions)
{
  g_autoptr (TesseraToken) token = read_token (permissions);
  GListStore *list = g_list_store_new (TESSERA_TYPE_TOKEN);

  g_list_store_append (list, token);
  return G_LIST_MODEL (list);
}

static void
assert_name (TesseraNameCache *names, const char *server, const char *id, const char *expected)
{
  g_autofree char *name = tessera_name_cache_find (names, server, "buckets", id);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_remembered (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GListModel) before =
      make_list (ITEM ("read", "buckets", "00000000000000b1", "a = [b]\\nc"));
  g_autoptr (GListModel) renamed =
      make_list (ITEM ("read", "buckets", "00000000000000b1", "telemetry"));
  g_autoptr (GListModel) gone = make_list (GONE ("read", "buckets", "00000000000000b1"));
  g_autoptr (TesseraToken) token = g_list_model_get_item (gone, 0);
  g_autoptr (TesseraNameCache) again = NULL;
  g_autoptr (GListModel) types = NULL;
  GStatBuf info;

  assert_name (fixture->names, SERVER, "00000000000000b1", NULL);
  tessera_name_cache_learn (fixture->names, SERVER, before);
  assert_name (fixture->names, SERVER, "00000000000000b1", "a = [b]\nc");
  tessera_name_cache_learn (fixture->names, SERVER, renamed);
  tessera_name_cache_learn (fixture->names, SERVER, gone);
  assert_name (fixture->names, SERVER, "00000000000000b1", "telemetry");
  assert_name (fixture->names, "http://other:8086", "00000000000000b1", NULL);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  again = tessera_name_cache_new (fixture->path);
  assert_name (again, SERVER, "00000000000000b1", "telemetry");
  types = tessera_access_rows_new (token, again, SERVER);
  assert_reach (get_row (tessera_access_row_get_items (get_row (types, 0)), 0), "telemetry",
                TESSERA_ACCESS_ALL, TESSERA_ACCESS_NOTHING);
}

/* Another program's names stay. */
static void
test_two_writers (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraNameCache) other = tessera_name_cache_new (fixture->path);
  g_autoptr (GListModel) one = make_list (ITEM ("read", "buckets", "00000000000000b1", "one"));
  g_autoptr (GListModel) two = make_list (ITEM ("read", "buckets", "00000000000000b2", "two"));
  g_autoptr (TesseraNameCache) again = NULL;

  tessera_name_cache_learn (fixture->names, SERVER, one);
  tessera_name_cache_learn (other, SERVER, two);
  again = tessera_name_cache_new (fixture->path);
  assert_name (again, SERVER, "00000000000000b1", "one");
  assert_name (again, SERVER, "00000000000000b2", "two");
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* As the first version writes it. */
static void
test_format (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraNameCache) names = NULL;
  g_autoptr (GListModel) two = make_list (ITEM ("read", "buckets", "00000000000000b2", "two"));

  g_assert_true (g_file_set_contents (fixture->path,
                                      "[http://%5B::1%5D:8086]\n"
                                      "buckets/00000000000000b1=two\\nlines\n",
                                      -1, NULL));
  names = tessera_name_cache_new (fixture->path);
  assert_name (names, SERVER, "00000000000000b1", "two\nlines");
  tessera_name_cache_learn (names, SERVER, two);
  assert_text (fixture->path, "[http://%5B::1%5D:8086]\n"
                              "buckets/00000000000000b1=two\\nlines\n"
                              "buckets/00000000000000b2=two\n");
}

/* Kept aside, and what is known goes into a new file with the next names. */
static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GListModel) one = make_list (ITEM ("read", "buckets", "00000000000000b1", "one"));
  g_autoptr (GListModel) two = make_list (ITEM ("read", "buckets", "00000000000000b2", "two"));
  g_autoptr (TesseraNameCache) none = NULL;
  g_autoptr (TesseraNameCache) again = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) files = NULL;

  tessera_name_cache_learn (fixture->names, SERVER, one);
  g_assert_true (g_file_set_contents (fixture->path, "[[[ no key file", -1, NULL));
  none = tessera_name_cache_new (fixture->path);
  assert_name (none, SERVER, "00000000000000b1", NULL);

  tessera_name_cache_learn (fixture->names, "http://other:8086", two);
  assert_name (fixture->names, "http://other:8086", "00000000000000b2", "two");
  files = test_temp_dir_list (fixture->folder);
  g_assert_cmpuint (g_strv_length (files), ==, 1);
  kept = g_build_filename (fixture->folder, files[0], NULL);
  assert_text (kept, "[[[ no key file");

  tessera_name_cache_learn (fixture->names, "http://other:8086", two);
  again = tessera_name_cache_new (fixture->path);
  assert_name (again, SERVER, "00000000000000b1", "one");
  assert_name (again, "http://other:8086", "00000000000000b2", "two");
  assert_text (kept, "[[[ no key file");
}

static void
be_unreadable (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GListModel) one = make_list (ITEM ("read", "buckets", "00000000000000b1", "one"));

  g_assert_true (g_file_set_contents (fixture->path, "[before]\nkey=value\n", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  tessera_name_cache_learn (fixture->names, SERVER, one);
  assert_name (fixture->names, SERVER, "00000000000000b1", "one");
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  assert_text (fixture->path, "[before]\nkey=value\n");

  /* Readable again: what could not be written is written with the next names. */
  tessera_name_cache_learn (fixture->names, SERVER, one);
  assert_text (fixture->path, "[before]\nkey=value\n\n"
                              "[http://%5B::1%5D:8086]\nbuckets/00000000000000b1=one\n");
}

static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  test_run_unprivileged (fixture->folder, be_unreadable, fixture);
}

static GListModel *
make_many (guint first, guint count)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < first + count; i++)
    g_string_append_printf (text, "%s" ITEM ("read", "buckets", "%016x", "b%u"),
                            i > first ? "," : "", i, i);
  return make_list (text->str);
}

static guint
count_known (TesseraNameCache *names, guint first, guint count)
{
  guint known = 0;

  for (guint i = first; i < first + count; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", i);
      g_autofree char *name = tessera_name_cache_find (names, SERVER, "buckets", id);

      known += name != NULL;
    }
  return known;
}

/* What no token refers to any more makes room; what is there is not driven out. */
static void
test_bounded (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GListModel) early = make_many (1, 3000);
  g_autoptr (GListModel) late = make_many (3001, 3000);
  g_autoptr (GListModel) most = make_many (3001, 6000);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  gsize count;

  tessera_name_cache_learn (fixture->names, SERVER, early);
  tessera_name_cache_learn (fixture->names, SERVER, late);
  g_assert_cmpuint (count_known (fixture->names, 1, 3000), ==, 2000);
  g_assert_cmpuint (count_known (fixture->names, 3001, 3000), ==, 3000);
  tessera_name_cache_learn (fixture->names, SERVER, most);
  g_assert_cmpuint (count_known (fixture->names, 1, 3000), ==, 0);
  g_assert_cmpuint (count_known (fixture->names, 3001, 3000), ==, 3000);
  g_assert_cmpuint (count_known (fixture->names, 3001, 6000), ==, 5000);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *server = g_strdup_printf ("http://host%u:8086", i);
      g_autoptr (GListModel) one = make_many (1, 1);

      tessera_name_cache_learn (fixture->names, server, one);
    }
  assert_name (fixture->names, "http://host59:8086", "0000000000000001", "b1");
  assert_name (fixture->names, "http://host0:8086", "0000000000000001", NULL);
  g_assert_true (g_key_file_load_from_file (file, fixture->path, G_KEY_FILE_NONE, NULL));
  groups = g_key_file_get_groups (file, &count);
  g_assert_cmpuint (count, <=, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/access-rows/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("types-and-items", test_types_and_items);
  ADD ("loose-name", test_loose_name);
  ADD ("covered", test_covered);
  ADD ("scopes", test_scopes);
  ADD ("own-account", test_own_account);
  ADD ("remembered", test_remembered);
  ADD ("two-writers", test_two_writers);
  ADD ("format", test_format);
  ADD ("damaged", test_damaged);
  ADD ("unreadable", test_unreadable);
  ADD ("bounded", test_bounded);
  return g_test_run ();
}

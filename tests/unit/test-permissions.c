/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/client/json.h"
#include "core/model/resource-type.h"
#include "core/model/token-request.h"

#include <string.h>

#define ORG "00000000000000aa"
#define OTHER_ORG "00000000000000bb"

static void
add (TesseraPermissionSet *set, TesseraAction action, const char *type, const char *org,
     const char *id, const char *name)
{
  g_autoptr (TesseraPermission) permission = tessera_permission_new (action, type, org, id, name);

  tessera_permission_set_add (set, permission);
}

static gboolean
covers (const char *org, const char *id, const char *other_org, const char *other_id)
{
  g_autoptr (TesseraPermission) a =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", org, id, NULL);
  g_autoptr (TesseraPermission) b =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", other_org, other_id, NULL);

  return tessera_permission_covers (a, b);
}

static void
test_covers (void)
{
  g_assert_true (covers (ORG, "1", ORG, "1"));
  g_assert_true (covers (ORG, NULL, ORG, "1"));
  g_assert_true (covers (NULL, NULL, ORG, "1"));
  g_assert_true (covers (NULL, NULL, OTHER_ORG, NULL));
  g_assert_false (covers (ORG, "1", ORG, NULL));
  g_assert_false (covers (ORG, "1", ORG, "2"));
  g_assert_false (covers (ORG, NULL, OTHER_ORG, "1"));
  g_assert_false (covers (ORG, NULL, NULL, NULL));
}

static void
test_covers_action_and_type (void)
{
  g_autoptr (TesseraPermission) read =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
  g_autoptr (TesseraPermission) write =
      tessera_permission_new (TESSERA_ACTION_WRITE, "buckets", ORG, NULL, NULL);
  g_autoptr (TesseraPermission) tasks =
      tessera_permission_new (TESSERA_ACTION_READ, "tasks", ORG, NULL, NULL);

  g_assert_false (tessera_permission_covers (read, write));
  g_assert_false (tessera_permission_covers (write, read));
  g_assert_false (tessera_permission_covers (read, tasks));
}

/* The set's own answer, by look-up, must be that of comparing with each member. */
static void
test_set_covers_like_its_members (void)
{
  static const char *const orgs[] = { NULL, ORG, OTHER_ORG };
  static const char *const ids[] = { NULL, "1", "2" };

  for (guint i = 0; i < 9; i++)
    for (guint j = 0; j < 9; j++)
      {
        g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
        g_autoptr (TesseraPermission) wanted =
            tessera_permission_new (TESSERA_ACTION_READ, "buckets", orgs[j / 3], ids[j % 3], NULL);

        add (set, TESSERA_ACTION_READ, "buckets", orgs[i / 3], ids[i % 3], NULL);
        g_assert_cmpint (tessera_permission_set_covers (set, wanted), ==,
                         covers (orgs[i / 3], ids[i % 3], orgs[j / 3], ids[j % 3]));
      }
}

static void
test_equal_ignores_names (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", "one");
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", "renamed");
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", NULL);
  g_assert_cmpuint (tessera_permission_set_get_size (set), ==, 1);
}

static void
test_canonical_order (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autofree char *text = NULL;
  GString *order = g_string_new (NULL);

  add (set, TESSERA_ACTION_WRITE, "tasks", ORG, NULL, NULL);
  add (set, TESSERA_ACTION_WRITE, "buckets", ORG, "1", "zebra");
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", "zebra");
  add (set, TESSERA_ACTION_READ, "telegrafs", ORG, NULL, NULL);
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "2", "ant");
  add (set, TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
  add (set, TESSERA_ACTION_READ, "authorizations", ORG, NULL, NULL);
  for (guint i = 0; i < tessera_permission_set_get_size (set); i++)
    {
      TesseraPermission *p = tessera_permission_set_get (set, i);
      const char *name = tessera_permission_get_name (p);

      g_string_append_printf (order, "%s %s%s%s|",
                              tessera_action_to_string (tessera_permission_get_action (p)),
                              tessera_permission_get_resource_type (p), name != NULL ? " " : "",
                              name != NULL ? name : "");
    }
  text = g_string_free (order, FALSE);
  g_assert_cmpstr (text, ==,
                   "read buckets|read buckets ant|read buckets zebra|write buckets zebra|"
                   "read telegrafs|read authorizations|write tasks|");
}

static void
test_reduce_and_difference (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) reduced = NULL, rest = NULL, none = NULL;

  add (set, TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", NULL);
  add (set, TESSERA_ACTION_WRITE, "buckets", ORG, "1", NULL);
  reduced = tessera_permission_set_reduce (set);
  g_assert_cmpuint (tessera_permission_set_get_size (reduced), ==, 2);
  none = tessera_permission_set_difference (set, reduced);
  g_assert_cmpuint (tessera_permission_set_get_size (none), ==, 0);

  /* What InfluxDB does with a name and no ID: the whole type instead of the item. */
  g_clear_pointer (&reduced, tessera_permission_set_unref);
  reduced = tessera_permission_set_new ();
  add (reduced, TESSERA_ACTION_READ, "buckets", ORG, "1", NULL);
  rest = tessera_permission_set_difference (set, reduced);
  g_assert_cmpuint (tessera_permission_set_get_size (rest), ==, 2);
}

static void
test_many (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autofree char *body = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", i);

      add (set, TESSERA_ACTION_READ, "buckets", ORG, id, id);
    }
  request = tessera_token_request_new (ORG, NULL, NULL, set);
  g_assert_cmpuint (
      tessera_permission_set_get_size (tessera_token_request_get_permissions (request)), ==, 3000);
  body = tessera_token_request_to_json (request);
  g_assert_nonnull (strstr (body, "0000000000000bb7"));
}

static char *
describe (guint count, const char *name)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (set, TESSERA_ACTION_READ, "buckets", ORG, id, name);
    }
  return tessera_permission_set_describe (set);
}

static void
test_describe (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) whole = tessera_permission_set_new ();
  g_autofree char *vendor = NULL, *all = NULL, *none = NULL, *many = NULL, *line = NULL;
  g_autofree char *long_name = g_strnfill (300, 'x'), *cut = NULL;

  add (set, TESSERA_ACTION_WRITE, "buckets", ORG, "2", "_tasks");
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", "_monitoring");
  vendor = tessera_permission_set_describe (set);
  g_assert_cmpstr (vendor, ==, "Read buckets _monitoring Write buckets _tasks");

  add (whole, TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
  all = tessera_permission_set_describe (whole);
  g_assert_cmpstr (all, ==, "Read buckets");

  none = describe (0, "");
  g_assert_cmpstr (none, ==, "");
  many = describe (5, "b");
  g_assert_cmpstr (many, ==, "Read buckets b Read buckets b and 3 more");
  line = describe (1, "two\nlines");
  g_assert_cmpstr (line, ==, "Read buckets two lines");
  cut = describe (3, long_name);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 120);
  g_assert_true (g_str_has_suffix (cut, "… and 1 more"));
}

static void
test_summarize (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autofree char *text = NULL;

  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", "a");
  add (set, TESSERA_ACTION_READ, "buckets", ORG, "2", "b");
  add (set, TESSERA_ACTION_WRITE, "buckets", ORG, "3", "telemetry");
  text = tessera_permission_set_summarize (set);
  g_assert_cmpstr (text, ==, "Reads 2 buckets, writes to \xe2\x81\xa8telemetry\xe2\x81\xa9");
}

static void
test_request (void)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL, empty = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  empty = tessera_token_request_new (ORG, NULL, "x", set);
  g_assert_false (tessera_token_request_check (empty, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EMPTY_REQUEST);

  add (set, TESSERA_ACTION_READ, "buckets", ORG, "1", "secret \"name\"");
  request = tessera_token_request_new (ORG, NULL, "  \n", set);
  g_assert_cmpstr (tessera_token_request_get_description (request), ==,
                   "Read buckets secret \"name\"");
  body = tessera_token_request_to_json (request);
  /* A name must never identify a resource: see permission.h. */
  g_assert_null (strstr (body, "\"name\""));
  g_assert_nonnull (strstr (body, "\"id\":\"1\""));
}

static void
test_unknown_type (void)
{
  g_assert_cmpstr (tessera_resource_type_get_label ("moods"), ==, "moods");
  g_assert_cmpint (tessera_resource_type_get_scope ("moods"), ==, TESSERA_SCOPE_ORG_WIDE);
  g_assert_cmpint (tessera_resource_type_get_scope ("instance"), ==, TESSERA_SCOPE_NEVER);
}

/* A server may send any number of words; they are gone with the permissions that had them. */
static void
test_unknown_type_is_not_kept (void)
{
  const char *type = "moods-of-a-server";
  g_autoptr (TesseraPermission) a =
      tessera_permission_new (TESSERA_ACTION_READ, type, ORG, NULL, NULL);
  g_autoptr (TesseraPermission) b =
      tessera_permission_new (TESSERA_ACTION_READ, "moods-of-a-server", ORG, "1", NULL);
  g_autoptr (TesseraPermission) same =
      tessera_permission_new (TESSERA_ACTION_READ, "moods-of-a-server", ORG, NULL, NULL);
  g_autoptr (TesseraPermission) other =
      tessera_permission_new (TESSERA_ACTION_READ, "moods-of-others", ORG, NULL, NULL);
  g_autoptr (TesseraPermission) known =
      tessera_permission_new (TESSERA_ACTION_READ, "tasks", ORG, NULL, NULL);

  g_assert_cmpuint (g_quark_try_string (type), ==, 0);
  g_assert_cmpstr (tessera_permission_get_resource_type (a), ==, type);
  g_assert_true (tessera_permission_equal (a, same));
  g_assert_cmpuint (tessera_permission_hash (a), ==, tessera_permission_hash (same));
  g_assert_true (tessera_permission_covers (a, b));
  g_assert_false (tessera_permission_equal (a, other));
  g_assert_false (tessera_permission_covers (a, other));
  g_assert_false (tessera_permission_equal (a, known));
  g_assert_false (tessera_permission_equal (known, a));
  /* Of a known one there is one text. */
  g_assert_true (tessera_permission_get_resource_type (known) ==
                 tessera_resource_type_find ("tasks"));
  g_assert_null (tessera_resource_type_find (type));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permission/covers", test_covers);
  g_test_add_func ("/permission/covers-action-and-type", test_covers_action_and_type);
  g_test_add_func ("/permission-set/covers", test_set_covers_like_its_members);
  g_test_add_func ("/permission-set/equal-ignores-names", test_equal_ignores_names);
  g_test_add_func ("/permission-set/order", test_canonical_order);
  g_test_add_func ("/permission-set/reduce", test_reduce_and_difference);
  g_test_add_func ("/permission-set/many", test_many);
  g_test_add_func ("/permission-set/describe", test_describe);
  g_test_add_func ("/permission-set/summarize", test_summarize);
  g_test_add_func ("/token-request", test_request);
  g_test_add_func ("/resource-type/unknown", test_unknown_type);
  g_test_add_func ("/permission/unknown-type-is-not-kept", test_unknown_type_is_not_kept);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/resource.h"
#include "core/model/template.h"

#define ORG "00000000000000aa"
#define ME "00000000000000cc"

static const char *const types[] = { "authorizations", "buckets", "dbrp",     "moods", "orgs",
                                     "telegrafs",      "users",   "instance", NULL };
static const TesseraTemplateScope scope = { types, ORG, ME, NULL };

/* "read:orgs/…/buckets" is what InfluxDB calls a permission; here the scope's IDs are one letter
 * each. */
static char *
list (TesseraPermissionSet *set)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tessera_permission_set_get_size (set); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (set, i);
      const char *id = tessera_permission_get_id (permission);

      g_string_append_printf (text, "%s%s %s%s%s%s", i > 0 ? ", " : "",
                              tessera_action_to_string (tessera_permission_get_action (permission)),
                              tessera_permission_get_resource_type (permission),
                              tessera_permission_get_org_id (permission) != NULL ? "@org" : "",
                              id != NULL ? "#" : "",
                              id == NULL              ? ""
                              : g_str_equal (id, ORG) ? "org"
                              : g_str_equal (id, ME)  ? "me"
                                                      : id);
    }
  return g_string_free (text, FALSE);
}

static void
check (const char *key, const TesseraTemplateScope *for_scope, const char *expected)
{
  const TesseraTemplate *template = tessera_template_find (key);
  g_autoptr (TesseraPermissionSet) set = NULL;
  g_autofree char *made = NULL;

  g_assert_nonnull (template);
  set = tessera_template_make (template, for_scope);
  made = list (set);
  g_assert_cmpstr (made, ==, expected);
}

static void
test_sets (void)
{
  check ("custom", &scope, "");
  check ("all-access", &scope,
         "read buckets@org, write buckets@org, read telegrafs@org, write telegrafs@org, "
         "read authorizations@org, write authorizations@org, read dbrp@org, write dbrp@org, "
         "read moods@org, write moods@org, read orgs#org, read users#me, write users#me");
  check ("operator", &scope,
         "read buckets, write buckets, read telegrafs, write telegrafs, read authorizations, "
         "write authorizations, read dbrp, write dbrp, read moods, write moods, read orgs, write "
         "orgs, "
         "read users, write users");
  check ("read-everything", &scope,
         "read buckets@org, read telegrafs@org, read authorizations@org, read dbrp@org, "
         "read moods@org, read orgs#org, read users#me");
  check ("write-everything", &scope,
         "write buckets@org, write telegrafs@org, write authorizations@org, write dbrp@org, "
         "write moods@org, write users#me");
  check ("token-minter", &scope,
         "write authorizations@org, read orgs#org, read users#me, write users#me");
  check ("telegraf-agent", &scope, "read telegrafs@org");
  check ("grafana-reader", &scope, "read buckets@org");
}

/* Cloud Serverless: no owner is known, and a server may lack a type. */
static void
test_scopes (void)
{
  const char *const few[] = { "buckets", "users", NULL };
  const TesseraTemplateScope serverless = { few, ORG, NULL, NULL };

  check ("all-access", &serverless, "read buckets@org, write buckets@org");
  check ("grafana-reader", &serverless, "read buckets@org");
  check ("token-minter", &serverless, "");
}

static void
test_bucket_by_name (void)
{
  g_autoptr (GPtrArray) buckets = g_ptr_array_new_with_free_func (g_object_unref);
  const TesseraTemplateScope with_buckets = { types, ORG, ME, buckets };
  const TesseraTemplate *template = tessera_template_find ("home-assistant");

  g_assert_true (tessera_template_wants_buckets (template));
  g_ptr_array_add (buckets, tessera_resource_new ("buckets", "b1", "assistant", FALSE));
  check ("home-assistant", &with_buckets, "");
  g_ptr_array_add (buckets, tessera_resource_new ("buckets", "b2", "Home Assistant", FALSE));
  check ("home-assistant", &with_buckets, "read buckets@org#b2, write buckets@org#b2");
}

static void
test_missing (void)
{
  const TesseraTemplate *agent = tessera_template_find ("telegraf-agent");
  g_autoptr (TesseraPermissionSet) set = tessera_template_make (agent, &scope);
  g_autoptr (TesseraPermission) reads =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, "b1", "telemetry");
  g_autoptr (TesseraPermission) writes =
      tessera_permission_new (TESSERA_ACTION_WRITE, "buckets", ORG, "b1", "telemetry");

  g_assert_nonnull (tessera_template_explain_missing (agent, set));
  tessera_permission_set_add (set, reads);
  g_assert_nonnull (tessera_template_explain_missing (agent, set));
  tessera_permission_set_add (set, writes);
  g_assert_null (tessera_template_explain_missing (agent, set));
  g_assert_null (tessera_template_explain_missing (tessera_template_find ("grafana-reader"), set));
}

static void
test_recognize (void)
{
  static const char *const keys[] = { "all-access", "operator" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const TesseraTemplate *template = tessera_template_find (keys[i]);
      g_autoptr (TesseraPermissionSet) set = tessera_template_make (template, &scope);
      g_autoptr (TesseraPermission) first =
          tessera_permission_ref (tessera_permission_set_get (set, 0));

      g_assert_true (tessera_template_recognize (set, &scope) == template);
      tessera_permission_set_remove (set, first);
      g_assert_null (tessera_template_recognize (set, &scope));
    }
}

static void
test_words (void)
{
  gsize count;
  const TesseraTemplate *const *all = tessera_template_get_all (&count);

  g_assert_cmpuint (count, ==, 9);
  for (gsize i = 0; i < count; i++)
    {
      g_assert_true (tessera_template_find (tessera_template_get_key (all[i])) == all[i]);
      g_assert_cmpstr (tessera_template_get_title (all[i]), !=, "");
      g_assert_true (g_str_has_suffix (tessera_template_get_reason (all[i]), "."));
    }
  g_assert_null (tessera_template_find ("superuser"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/sets", test_sets);
  g_test_add_func ("/template/scopes", test_scopes);
  g_test_add_func ("/template/bucket-by-name", test_bucket_by_name);
  g_test_add_func ("/template/missing", test_missing);
  g_test_add_func ("/template/recognize", test_recognize);
  g_test_add_func ("/template/words", test_words);
  return g_test_run ();
}

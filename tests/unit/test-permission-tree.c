/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/permission-tree.h"

#define ORG "00000000000000aa"
#define ME "00000000000000cc"

static const char *const types[] = { "authorizations", "moods",    "orgs",    "telegrafs",
                                     "users",          "instance", "buckets", NULL };

static TesseraTreeRow *
get_row (GListModel *model, const char *label)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (model, i);

      if (g_str_equal (tessera_tree_row_get_label (row), label))
        return row; /* the tree keeps it */
    }
  g_assert_not_reached ();
}

static void
fill (TesseraPermissionTree *tree, ...)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  va_list names;
  const char *name;

  va_start (names, tree);
  while ((name = va_arg (names, const char *)) != NULL)
    g_ptr_array_add (items, tessera_resource_new ("buckets", name, name, FALSE));
  va_end (names);
  g_strfreev (tessera_permission_tree_set_items (tree, "buckets", items));
}

static char *
describe (TesseraPermissionTree *tree)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_tree_get_permissions (tree);

  return tessera_permission_set_describe (set);
}

static void
count (guint *emissions)
{
  (*emissions)++;
}

static void
test_rows (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  g_autoptr (TesseraTreeRow) first = g_list_model_get_item (G_LIST_MODEL (tree), 0);
  g_autoptr (TesseraTreeRow) second = g_list_model_get_item (G_LIST_MODEL (tree), 1);
  g_autofree char *nothing = describe (tree);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tree)), ==, 6); /* no instance */
  g_assert_cmpstr (tessera_tree_row_get_resource_type (first), ==, "buckets");
  g_assert_cmpstr (tessera_tree_row_get_resource_type (second), ==, "telegrafs");
  g_assert_null (tessera_tree_row_get_items (get_row (G_LIST_MODEL (tree), "moods")));
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_main_job (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  TesseraTreeRow *buckets = get_row (G_LIST_MODEL (tree), "Buckets");
  GListModel *items = tessera_tree_row_get_items (buckets);
  g_autofree char *description = NULL;
  guint changes = 0;

  g_signal_connect_swapped (tree, "changed", G_CALLBACK (count), &changes);
  fill (tree, "telemetry", "_tasks", "_monitoring", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 3);
  changes = 0;
  tessera_tree_row_set_ticked (get_row (items, "_monitoring"), TESSERA_ACTION_READ, TRUE);
  tessera_tree_row_set_ticked (get_row (items, "_tasks"), TESSERA_ACTION_WRITE, TRUE);
  g_assert_cmpuint (changes, ==, 2);
  description = describe (tree);
  g_assert_cmpstr (description, ==, "Read buckets _monitoring Write buckets _tasks");
  g_assert_cmpint (tessera_tree_row_get_tick (buckets, TESSERA_ACTION_READ), ==,
                   TESSERA_TICK_MIXED);
}

static void
test_parent_covers (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  TesseraTreeRow *buckets = get_row (G_LIST_MODEL (tree), "Buckets");
  GListModel *items = tessera_tree_row_get_items (buckets);
  g_autofree char *whole = NULL, *single = NULL;
  TesseraTreeRow *a, *b;

  fill (tree, "a", "b", NULL);
  a = get_row (items, "a");
  b = get_row (items, "b");
  tessera_tree_row_set_ticked (a, TESSERA_ACTION_READ, TRUE);
  tessera_tree_row_set_ticked (buckets, TESSERA_ACTION_READ, TRUE);
  g_assert_cmpint (tessera_tree_row_get_tick (a, TESSERA_ACTION_READ), ==, TESSERA_TICK_COVERED);
  g_assert_cmpint (tessera_tree_row_get_tick (b, TESSERA_ACTION_READ), ==, TESSERA_TICK_COVERED);
  g_assert_cmpint (tessera_tree_row_get_tick (b, TESSERA_ACTION_WRITE), ==, TESSERA_TICK_OFF);
  tessera_tree_row_set_ticked (b, TESSERA_ACTION_READ, TRUE); /* covered: does nothing */
  whole = describe (tree);
  g_assert_cmpstr (whole, ==, "Read buckets");

  tessera_tree_row_set_ticked (buckets, TESSERA_ACTION_READ, FALSE);
  single = describe (tree);
  g_assert_cmpstr (single, ==, "Read buckets a");
  g_assert_cmpint (tessera_tree_row_get_tick (a, TESSERA_ACTION_READ), ==, TESSERA_TICK_ON);
}

static void
test_scopes (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  g_autoptr (TesseraPermissionTree) stranger = tessera_permission_tree_new (types, ORG, NULL);
  TesseraTreeRow *unknown = get_row (G_LIST_MODEL (stranger), "Owner’s User Account");
  g_autoptr (TesseraPermissionSet) set = NULL;
  g_autofree char *nothing = NULL;

  tessera_tree_row_set_ticked (get_row (G_LIST_MODEL (tree), "Organization"), TESSERA_ACTION_READ,
                               TRUE);
  tessera_tree_row_set_ticked (get_row (G_LIST_MODEL (tree), "Owner’s User Account"),
                               TESSERA_ACTION_READ, TRUE);
  set = tessera_permission_tree_get_permissions (tree);
  g_assert_cmpuint (tessera_permission_set_get_size (set), ==, 2);
  g_assert_cmpstr (tessera_permission_get_id (tessera_permission_set_get (set, 0)), ==, ORG);
  g_assert_null (tessera_permission_get_org_id (tessera_permission_set_get (set, 0)));
  g_assert_cmpstr (tessera_permission_get_id (tessera_permission_set_get (set, 1)), ==, ME);
  g_assert_null (tessera_permission_get_org_id (tessera_permission_set_get (set, 1)));

  /* Whose account it would be is not known: better none than everybody's. */
  g_assert_false (tessera_tree_row_is_available (unknown));
  tessera_tree_row_set_ticked (unknown, TESSERA_ACTION_READ, TRUE);
  nothing = describe (stranger);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_items_change (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  GListModel *items = tessera_tree_row_get_items (get_row (G_LIST_MODEL (tree), "Buckets"));
  g_autofree char *description = NULL;
  g_autoptr (TesseraTreeRow) gone = NULL;
  TesseraTreeRow *kept;

  fill (tree, "kept", "gone", NULL);
  kept = get_row (items, "kept");
  gone = g_object_ref (get_row (items, "gone"));
  tessera_tree_row_set_ticked (kept, TESSERA_ACTION_READ, TRUE);
  tessera_tree_row_set_ticked (gone, TESSERA_ACTION_READ, TRUE);
  fill (tree, "new", "kept", NULL);
  g_assert_true (get_row (items, "kept") == kept);
  description = describe (tree);
  g_assert_cmpstr (description, ==, "Read buckets kept");
  tessera_tree_row_set_ticked (gone, TESSERA_ACTION_WRITE, TRUE); /* harmless */
}

/* Of an existing token: whatever reach its permissions have, they are all there again. */
static void
test_set_permissions (void)
{
  static const struct
  {
    const char *type, *org_id, *id, *name, *label;
  } cases[] = {
    { "authorizations", ORG, NULL, NULL, "API Tokens" },
    { "moods", ORG, NULL, NULL, "moods" },
    { "orgs", NULL, ORG, "acme", "Organization" },
    { "buckets", ORG, "b1", "telemetry", NULL },
    { "buckets", ORG, "b2", NULL, NULL }, /* gone, or not told */
    { "buckets", NULL, NULL, NULL, "Buckets, in every organization" },
    { "users", ORG, NULL, NULL, "User Accounts: all in this organization" },
    { "users", NULL, "00000000000000dd", "joe", "User Accounts: joe" },
    { "dreams", ORG, NULL, NULL, "dreams: all in this organization" },
    { "moods", ORG, "m1", NULL, "moods: m1" },
    { "buckets", "00000000000000bb", NULL, NULL, "Buckets, in organization 00000000000000bb" },
  };
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  g_autoptr (TesseraPermissionSet) nothing = tessera_permission_set_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
      g_autoptr (TesseraPermissionSet) back = NULL;
      g_autoptr (TesseraPermission) permission = tessera_permission_new (
          TESSERA_ACTION_WRITE, cases[i].type, cases[i].org_id, cases[i].id, cases[i].name);

      tessera_permission_set_add (set, permission);
      tessera_permission_tree_set_permissions (tree, set, ME);
      back = tessera_permission_tree_get_permissions (tree);
      g_assert_true (tessera_permission_set_equal (set, back));
      if (cases[i].label != NULL)
        g_assert_cmpint (tessera_tree_row_get_tick (get_row (G_LIST_MODEL (tree), cases[i].label),
                                                    TESSERA_ACTION_WRITE),
                         ==, TESSERA_TICK_ON);
    }
  tessera_permission_tree_set_permissions (tree, nothing, ME);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tree)), ==, 6);
}

static void
test_items_come_later (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  TesseraTreeRow *buckets = get_row (G_LIST_MODEL (tree), "Buckets");
  GListModel *items = tessera_tree_row_get_items (buckets);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) gone = NULL;
  g_autofree char *description = NULL;

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    {
      g_autoptr (TesseraPermission) here =
          tessera_permission_new (action, "buckets", ORG, "b1", NULL);
      g_autoptr (TesseraPermission) lost =
          tessera_permission_new (action, "buckets", ORG, "b2", "old");

      tessera_permission_set_add (set, here);
      tessera_permission_set_add (set, lost);
    }
  tessera_permission_tree_set_permissions (tree, set, ME);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  g_assert_false (tessera_tree_row_is_complete (buckets));
  g_assert_cmpint (tessera_tree_row_get_tick (buckets, TESSERA_ACTION_READ), ==,
                   TESSERA_TICK_MIXED);

  g_ptr_array_add (listed, tessera_resource_new ("buckets", "b1", "telemetry", FALSE));
  g_ptr_array_add (listed, tessera_resource_new ("buckets", "b3", "weather", FALSE));
  gone = tessera_permission_tree_set_items (tree, "buckets", listed);
  g_assert_true (tessera_tree_row_is_complete (buckets));
  g_assert_cmpstr (gone[0], ==, "old");
  g_assert_null (gone[1]);
  description = describe (tree);
  g_assert_cmpstr (description, ==, "Read buckets telemetry Write buckets telemetry");
}

static void
test_owner (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  TesseraTreeRow *users = get_row (G_LIST_MODEL (tree), "Owner’s User Account");
  g_autoptr (TesseraPermissionSet) of_joe = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) set = NULL;
  g_autoptr (TesseraPermission) joe =
      tessera_permission_new (TESSERA_ACTION_READ, "users", NULL, "joe", "joe");

  /* What joe's token may do to joe, mine may do to me. */
  tessera_permission_set_add (of_joe, joe);
  tessera_permission_tree_set_permissions (tree, of_joe, "joe");
  set = tessera_permission_tree_get_permissions (tree);
  g_assert_cmpstr (tessera_permission_get_id (tessera_permission_set_get (set, 0)), ==, ME);

  tessera_permission_tree_set_owner (tree, "ann");
  g_clear_pointer (&set, tessera_permission_set_unref);
  set = tessera_permission_tree_get_permissions (tree);
  g_assert_cmpstr (tessera_permission_get_id (tessera_permission_set_get (set, 0)), ==, "ann");

  tessera_permission_tree_set_owner (tree, NULL);
  g_clear_pointer (&set, tessera_permission_set_unref);
  set = tessera_permission_tree_get_permissions (tree);
  g_assert_cmpuint (tessera_permission_set_get_size (set), ==, 0);
  g_assert_false (tessera_tree_row_is_available (users));
}

static void
test_operator (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  TesseraTreeRow *moods = get_row (G_LIST_MODEL (tree), "moods");
  g_autoptr (TesseraPermissionSet) set = NULL;
  g_autofree char *description = NULL;

  tessera_tree_row_set_ticked (moods, TESSERA_ACTION_READ, TRUE);
  tessera_permission_tree_set_operator (tree, TRUE);
  g_assert_cmpint (tessera_tree_row_get_tick (moods, TESSERA_ACTION_WRITE), ==,
                   TESSERA_TICK_COVERED);
  tessera_tree_row_set_ticked (moods, TESSERA_ACTION_WRITE, TRUE); /* covered: does nothing */
  set = tessera_permission_tree_get_permissions (tree);
  g_assert_cmpuint (tessera_permission_set_get_size (set), ==, 12);
  for (guint i = 0; i < tessera_permission_set_get_size (set); i++)
    g_assert_null (tessera_permission_get_org_id (tessera_permission_set_get (set, i)));

  tessera_permission_tree_set_operator (tree, FALSE);
  description = describe (tree);
  g_assert_cmpstr (description, ==, "Read moods");
}

static void
test_search (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  TesseraTreeRow *buckets = get_row (G_LIST_MODEL (tree), "Buckets");
  TesseraTreeRow *moods = get_row (G_LIST_MODEL (tree), "moods");
  TesseraTreeRow *straße;

  fill (tree, "Straße", "telemetry", NULL);
  straße = get_row (tessera_tree_row_get_items (buckets), "Straße");
  g_assert_true (tessera_tree_row_matches (moods, ""));
  g_assert_true (tessera_tree_row_matches (straße, "strasse"));
  g_assert_true (tessera_tree_row_matches (straße, "bucket")); /* with its type */
  g_assert_false (tessera_tree_row_matches (straße, "telemetry"));
  g_assert_false (tessera_tree_row_matches (buckets, "strasse"));
  g_assert_true (tessera_tree_row_has_match_beneath (buckets, "strasse"));
  g_assert_false (tessera_tree_row_has_match_beneath (buckets, "bucket"));
  g_assert_false (tessera_tree_row_has_match_beneath (moods, "strasse"));
}

/* As many as somebody may copy from one token. */
static void
test_many (void)
{
  g_autoptr (TesseraPermissionTree) tree = tessera_permission_tree_new (types, ORG, ME);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) back = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", i);
      g_autoptr (TesseraPermission) one =
          tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, id, id);

      tessera_permission_set_add (set, one);
    }
  tessera_permission_tree_set_permissions (tree, set, ME);
  back = tessera_permission_tree_get_permissions (tree);
  g_assert_true (tessera_permission_set_equal (set, back));
}

static void
test_finalized (void)
{
  TesseraPermissionTree *tree = tessera_permission_tree_new (types, ORG, ME);
  g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (tree), 0);
  gpointer watched = tree;

  fill (tree, "a", NULL);
  g_object_add_weak_pointer (G_OBJECT (tree), &watched);
  g_object_unref (tree);
  g_assert_null (watched);
  g_assert_false (tessera_tree_row_is_available (row));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permission-tree/rows", test_rows);
  g_test_add_func ("/permission-tree/main-job", test_main_job);
  g_test_add_func ("/permission-tree/parent-covers", test_parent_covers);
  g_test_add_func ("/permission-tree/scopes", test_scopes);
  g_test_add_func ("/permission-tree/items-change", test_items_change);
  g_test_add_func ("/permission-tree/set-permissions", test_set_permissions);
  g_test_add_func ("/permission-tree/items-come-later", test_items_come_later);
  g_test_add_func ("/permission-tree/owner", test_owner);
  g_test_add_func ("/permission-tree/operator", test_operator);
  g_test_add_func ("/permission-tree/search", test_search);
  g_test_add_func ("/permission-tree/many", test_many);
  g_test_add_func ("/permission-tree/finalized", test_finalized);
  return g_test_run ();
}

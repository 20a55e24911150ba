/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was granted held against what was asked, item by item. */

#include "core/model/grant-diff.h"

#define ORG "00000000000000aa"

static void
add (TesseraPermissionSet *set, TesseraAction action, const char *id, const char *name)
{
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, "buckets", ORG, id, name);

  tessera_permission_set_add (set, permission);
}

static GListModel *
compare (TesseraPermissionSet *asked, TesseraPermissionSet *granted)
{
  g_autoptr (TesseraPermissionSet) unasked = tessera_permission_set_difference (granted, asked);
  g_autoptr (TesseraPermissionSet) missing = tessera_permission_set_difference (asked, granted);

  return tessera_grant_diff_compare (granted, unasked, missing);
}

static void
assert_grant (GListModel *grants, guint i, TesseraGrantDiffState state, const char *id)
{
  g_autoptr (TesseraGrantDiff) grant = g_list_model_get_item (grants, i);

  g_assert_cmpint (tessera_grant_diff_get_state (grant), ==, state);
  g_assert_cmpstr (tessera_permission_get_id (tessera_grant_diff_get_permission (grant)), ==, id);
}

/* What wants a look comes first, and each in the order of the permissions. */
static void
test_states (void)
{
  g_autoptr (TesseraPermissionSet) asked = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) granted = tessera_permission_set_new ();
  g_autoptr (GListModel) grants = NULL;

  add (asked, TESSERA_ACTION_READ, "0000000000000001", "a");
  add (asked, TESSERA_ACTION_READ, "0000000000000002", "b");
  add (asked, TESSERA_ACTION_READ, "0000000000000003", "c");
  add (granted, TESSERA_ACTION_READ, "0000000000000001", "a");
  /* Its name does not come back: it is gone. */
  add (granted, TESSERA_ACTION_READ, "0000000000000002", NULL);
  add (granted, TESSERA_ACTION_WRITE, "0000000000000001", "a");
  /* Gone, and nobody asked for it: the latter weighs more. */
  add (granted, TESSERA_ACTION_WRITE, "0000000000000009", NULL);

  grants = compare (asked, granted);
  g_assert_cmpuint (g_list_model_get_n_items (grants), ==, 5);
  assert_grant (grants, 0, TESSERA_GRANT_DIFF_UNREQUESTED, "0000000000000009");
  assert_grant (grants, 1, TESSERA_GRANT_DIFF_UNREQUESTED, "0000000000000001");
  assert_grant (grants, 2, TESSERA_GRANT_DIFF_MISSING, "0000000000000003");
  assert_grant (grants, 3, TESSERA_GRANT_DIFF_DANGLING, "0000000000000002");
  assert_grant (grants, 4, TESSERA_GRANT_DIFF_AS_REQUESTED, "0000000000000001");
  g_assert_cmpuint (tessera_grant_diff_count (grants, TESSERA_GRANT_DIFF_UNREQUESTED), ==, 2);
  g_assert_cmpuint (tessera_grant_diff_count (grants, TESSERA_GRANT_DIFF_AS_REQUESTED), ==, 1);
}

/* One item instead of all is less and not more; all instead of one is more and not less. */
static void
test_width (void)
{
  g_autoptr (TesseraPermissionSet) whole = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) one = tessera_permission_set_new ();
  g_autoptr (GListModel) less = NULL, more = NULL;

  add (whole, TESSERA_ACTION_READ, NULL, NULL);
  add (one, TESSERA_ACTION_READ, "0000000000000001", "a");
  less = compare (whole, one);
  assert_grant (less, 0, TESSERA_GRANT_DIFF_MISSING, NULL);
  assert_grant (less, 1, TESSERA_GRANT_DIFF_AS_REQUESTED, "0000000000000001");
  more = compare (one, whole);
  g_assert_cmpuint (g_list_model_get_n_items (more), ==, 1);
  assert_grant (more, 0, TESSERA_GRANT_DIFF_UNREQUESTED, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grant-diff/states", test_states);
  g_test_add_func ("/grant-diff/width", test_width);
  return g_test_run ();
}

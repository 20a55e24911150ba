/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/grant-diff.h"

struct _TesseraGrantDiff
{
  GObject parent_instance;

  TesseraPermission *permission;
  TesseraGrantDiffState state;
};

G_DEFINE_FINAL_TYPE (TesseraGrantDiff, tessera_grant_diff, G_TYPE_OBJECT)

static void
tessera_grant_diff_finalize (GObject *object)
{
  tessera_permission_unref (TESSERA_GRANT_DIFF (object)->permission);
  G_OBJECT_CLASS (tessera_grant_diff_parent_class)->finalize (object);
}

static void
tessera_grant_diff_class_init (TesseraGrantDiffClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_grant_diff_finalize;
}

static void
tessera_grant_diff_init (TesseraGrantDiff *self)
{
}

TesseraPermission *
tessera_grant_diff_get_permission (TesseraGrantDiff *self)
{
  g_return_val_if_fail (TESSERA_IS_GRANT_DIFF (self), NULL);

  return self->permission;
}

TesseraGrantDiffState
tessera_grant_diff_get_state (TesseraGrantDiff *self)
{
  g_return_val_if_fail (TESSERA_IS_GRANT_DIFF (self), 0);

  return self->state;
}

static TesseraGrantDiffState
get_state (TesseraPermission *granted, TesseraPermissionSet *unasked)
{
  if (tessera_permission_set_contains (unasked, granted))
    return TESSERA_GRANT_DIFF_UNREQUESTED;
  return tessera_permission_is_dangling (granted) ? TESSERA_GRANT_DIFF_DANGLING
                                                  : TESSERA_GRANT_DIFF_AS_REQUESTED;
}

static void
append_diff (GListStore *store, TesseraPermission *permission, TesseraGrantDiffState state)
{
  g_autoptr (TesseraGrantDiff) grant = g_object_new (TESSERA_TYPE_GRANT_DIFF, NULL);

  grant->permission = tessera_permission_ref (permission);
  grant->state = state;
  g_list_store_append (store, grant);
}

static int
compare_states (gconstpointer a, gconstpointer b, gpointer unused)
{
  return (int) ((TesseraGrantDiff *) a)->state - (int) ((TesseraGrantDiff *) b)->state;
}

GListModel *
tessera_grant_diff_compare (TesseraPermissionSet *granted, TesseraPermissionSet *unasked,
                            TesseraPermissionSet *missing)
{
  g_return_val_if_fail (granted != NULL, NULL);
  g_return_val_if_fail (unasked != NULL, NULL);
  g_return_val_if_fail (missing != NULL, NULL);

  GListStore *store = g_list_store_new (TESSERA_TYPE_GRANT_DIFF);

  for (guint i = 0; i < tessera_permission_set_get_size (granted); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (granted, i);

      append_diff (store, permission, get_state (permission, unasked));
    }
  for (guint i = 0; i < tessera_permission_set_get_size (missing); i++)
    append_diff (store, tessera_permission_set_get (missing, i), TESSERA_GRANT_DIFF_MISSING);
  /* The sort is stable: it keeps the order of the permissions. */
  g_list_store_sort (store, compare_states, NULL);
  return G_LIST_MODEL (store);
}

guint
tessera_grant_diff_count (GListModel *grants, TesseraGrantDiffState state)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (grants), 0);

  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (grants); i++)
    {
      g_autoptr (TesseraGrantDiff) grant = g_list_model_get_item (grants, i);

      count += grant->state == state;
    }
  return count;
}

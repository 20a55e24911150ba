/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/grant.h"

struct _TesseraGrant
{
  GObject parent_instance;

  TesseraPermission *permission;
  TesseraGrantState state;
};

G_DEFINE_FINAL_TYPE (TesseraGrant, tessera_grant, G_TYPE_OBJECT)

static void
tessera_grant_finalize (GObject *object)
{
  tessera_permission_unref (TESSERA_GRANT (object)->permission);
  G_OBJECT_CLASS (tessera_grant_parent_class)->finalize (object);
}

static void
tessera_grant_class_init (TesseraGrantClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_grant_finalize;
}

static void
tessera_grant_init (TesseraGrant *self)
{
}

TesseraPermission *
tessera_grant_get_permission (TesseraGrant *self)
{
  return self->permission;
}

TesseraGrantState
tessera_grant_get_state (TesseraGrant *self)
{
  return self->state;
}

static TesseraGrantState
judge (TesseraPermission *granted, TesseraPermissionSet *unasked)
{
  if (tessera_permission_set_contains (unasked, granted))
    return TESSERA_GRANT_UNASKED;
  return tessera_permission_is_dangling (granted) ? TESSERA_GRANT_DANGLING : TESSERA_GRANT_AS_ASKED;
}

static void
append (GListStore *store, TesseraPermission *permission, TesseraGrantState state)
{
  g_autoptr (TesseraGrant) grant = g_object_new (TESSERA_TYPE_GRANT, NULL);

  grant->permission = tessera_permission_ref (permission);
  grant->state = state;
  g_list_store_append (store, grant);
}

static int
compare_states (gconstpointer a, gconstpointer b, gpointer unused)
{
  return (int) ((TesseraGrant *) a)->state - (int) ((TesseraGrant *) b)->state;
}

GListModel *
tessera_grants_compare (TesseraPermissionSet *granted, TesseraPermissionSet *unasked,
                        TesseraPermissionSet *missing)
{
  GListStore *store = g_list_store_new (TESSERA_TYPE_GRANT);

  for (guint i = 0; i < tessera_permission_set_get_size (granted); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (granted, i);

      append (store, permission, judge (permission, unasked));
    }
  for (guint i = 0; i < tessera_permission_set_get_size (missing); i++)
    append (store, tessera_permission_set_get (missing, i), TESSERA_GRANT_MISSING);
  /* The sort is stable: the order of the permissions stays. */
  g_list_store_sort (store, compare_states, NULL);
  return G_LIST_MODEL (store);
}

guint
tessera_grants_count (GListModel *grants, TesseraGrantState state)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (grants); i++)
    {
      g_autoptr (TesseraGrant) grant = g_list_model_get_item (grants, i);

      count += grant->state == state;
    }
  return count;
}

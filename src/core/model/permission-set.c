/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/permission-set.h"

/* A sorted array for reading and a hash table for membership tests: a token can have 6,000
 * permissions. After a change the array is sorted again on the next read. */
struct _TesseraPermissionSet
{
  GHashTable *members; /* owns the permissions */
  GPtrArray *sorted;
  gboolean dirty;
};

G_DEFINE_BOXED_TYPE (TesseraPermissionSet, tessera_permission_set, tessera_permission_set_ref,
                     tessera_permission_set_unref)

TesseraPermissionSet *
tessera_permission_set_new (void)
{
  TesseraPermissionSet *self = g_atomic_rc_box_new0 (TesseraPermissionSet);

  self->members = g_hash_table_new_full (tessera_permission_hash, tessera_permission_equal,
                                         (GDestroyNotify) tessera_permission_unref, NULL);
  self->sorted = g_ptr_array_new ();
  return self;
}

TesseraPermissionSet *
tessera_permission_set_new_from_list (GPtrArray *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  TesseraPermissionSet *self = tessera_permission_set_new ();

  for (guint i = 0; i < list->len; i++)
    tessera_permission_set_add (self, g_ptr_array_index (list, i));
  return self;
}

TesseraPermissionSet *
tessera_permission_set_copy (TesseraPermissionSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  TesseraPermissionSet *copy = tessera_permission_set_new ();

  for (guint i = 0; i < tessera_permission_set_get_size (self); i++)
    tessera_permission_set_add (copy, tessera_permission_set_get (self, i));
  return copy;
}

GPtrArray *
tessera_permission_set_to_list (TesseraPermissionSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_permission_unref);

  for (guint i = 0; i < tessera_permission_set_get_size (self); i++)
    g_ptr_array_add (list, tessera_permission_ref (tessera_permission_set_get (self, i)));
  return list;
}

TesseraPermissionSet *
tessera_permission_set_ref (TesseraPermissionSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tessera_permission_set_clear (gpointer data)
{
  TesseraPermissionSet *self = data;

  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->members);
}

void
tessera_permission_set_unref (TesseraPermissionSet *self)
{
  g_atomic_rc_box_release_full (self, tessera_permission_set_clear);
}

gboolean
tessera_permission_set_add (TesseraPermissionSet *self, TesseraPermission *permission)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (permission != NULL, FALSE);

  if (g_hash_table_contains (self->members, permission))
    return FALSE;
  g_hash_table_add (self->members, tessera_permission_ref (permission));
  g_ptr_array_add (self->sorted, permission);
  self->dirty = TRUE;
  return TRUE;
}

gboolean
tessera_permission_set_remove (TesseraPermissionSet *self, const TesseraPermission *permission)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (permission != NULL, FALSE);

  gpointer member;

  if (!g_hash_table_lookup_extended (self->members, permission, &member, NULL))
    return FALSE;
  g_ptr_array_remove (self->sorted, member);
  g_hash_table_remove (self->members, member);
  return TRUE;
}

gboolean
tessera_permission_set_contains (TesseraPermissionSet *self, const TesseraPermission *permission)
{
  return g_hash_table_contains (self->members, permission);
}

gboolean
tessera_permission_set_covers (TesseraPermissionSet *self, const TesseraPermission *permission)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (permission != NULL, FALSE);

  const char *type = tessera_permission_get_resource_type (permission);
  const char *org_id = tessera_permission_get_org_id (permission);
  const char *id = tessera_permission_get_id (permission);
  TesseraAction action = tessera_permission_get_action (permission);
  gboolean covered = FALSE;

  /* Only these four scopes can cover it; looking up each one is faster than a walk over all
   * members. */
  for (guint i = 0; i < 4 && !covered; i++)
    {
      g_autoptr (TesseraPermission) wider =
          tessera_permission_new (action, type, i & 1 ? org_id : NULL, i & 2 ? id : NULL, NULL);

      covered = tessera_permission_set_contains (self, wider);
    }
  return covered;
}

guint
tessera_permission_set_get_size (TesseraPermissionSet *self)
{
  return self->sorted->len;
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return tessera_permission_compare (*(TesseraPermission *const *) a,
                                     *(TesseraPermission *const *) b);
}

TesseraPermission *
tessera_permission_set_get (TesseraPermissionSet *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->dirty)
    {
      g_ptr_array_sort (self->sorted, compare_pointers);
      self->dirty = FALSE;
    }
  return g_ptr_array_index (self->sorted, index);
}

gboolean
tessera_permission_set_equal (TesseraPermissionSet *a, TesseraPermissionSet *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (a->sorted->len != b->sorted->len)
    return FALSE;
  for (guint i = 0; i < a->sorted->len; i++)
    if (!tessera_permission_set_contains (b, g_ptr_array_index (a->sorted, i)))
      return FALSE;
  return TRUE;
}

TesseraPermissionSet *
tessera_permission_set_difference (TesseraPermissionSet *self, TesseraPermissionSet *other)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (other != NULL, NULL);

  TesseraPermissionSet *rest = tessera_permission_set_new ();

  for (guint i = 0; i < tessera_permission_set_get_size (self); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (self, i);

      if (!tessera_permission_set_covers (other, permission))
        tessera_permission_set_add (rest, permission);
    }
  return rest;
}

TesseraPermissionSet *
tessera_permission_set_reduce (TesseraPermissionSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  TesseraPermissionSet *reduced = tessera_permission_set_copy (self);

  for (guint i = 0; i < tessera_permission_set_get_size (self); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (self, i);

      tessera_permission_set_remove (reduced, permission);
      if (!tessera_permission_set_covers (reduced, permission))
        tessera_permission_set_add (reduced, permission);
    }
  return reduced;
}

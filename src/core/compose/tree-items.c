/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/tree-items.h"

#include "core/compose/tree-row-private.h"

struct _TesseraTreeItems
{
  TesseraTreeRow *type;
  GHashTable *by_id;
  GPtrArray *added; /* rows that are not in the type's model yet */
};

static const char *
get_item_id (TesseraTreeRow *row)
{
  return tessera_resource_get_id (tessera_tree_row_get_item (row));
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (tessera_tree_row_get_label (*(TesseraTreeRow *const *) a),
                         tessera_tree_row_get_label (*(TesseraTreeRow *const *) b));
}

TesseraTreeItems *
tessera_tree_items_new (TesseraTreeRow *type)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (type), NULL);

  TesseraTreeItems *self = g_new0 (TesseraTreeItems, 1);
  GListModel *rows = tessera_tree_row_get_items (type);

  self->type = g_object_ref (type);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      TesseraTreeRow *row = g_list_model_get_item (rows, i);

      g_hash_table_insert (self->by_id, g_strdup (get_item_id (row)), row);
    }
  return self;
}

void
tessera_tree_items_free (TesseraTreeItems *self)
{
  g_object_unref (self->type);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->added);
  g_free (self);
}

TesseraTreeRow *
tessera_tree_items_find_or_add (TesseraTreeItems *self, TesseraPermission *permission)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (permission != NULL, NULL);

  const char *id = tessera_permission_get_id (permission);
  const char *name = tessera_permission_get_name (permission);
  TesseraTreeRow *row = g_hash_table_lookup (self->by_id, id);
  g_autoptr (TesseraResource) item = NULL;

  if (row != NULL)
    return row;
  item = tessera_resource_new (tessera_permission_get_resource_type (permission), id,
                               name != NULL ? name : id, FALSE);
  row = tessera_tree_row_new_item (self->type, item);
  g_ptr_array_add (self->added, row);
  g_hash_table_insert (self->by_id, g_strdup (id), g_object_ref (row));
  return row;
}

void
tessera_tree_items_show_added (TesseraTreeItems *self)
{
  g_return_if_fail (self != NULL);

  GListModel *model = tessera_tree_row_get_items (self->type);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->added->len == 0)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (rows, g_list_model_get_item (model, i));
  g_ptr_array_extend_and_steal (rows, g_steal_pointer (&self->added));
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_sort (rows, compare_labels);
  tessera_tree_row_set_rows (self->type, rows, tessera_tree_row_is_complete (self->type));
}

/* The names of the selected ones. */
static GStrv
orphan_rows (GHashTable *rows)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) ticked = NULL;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      if (tessera_tree_row_has_own_tick (row, TESSERA_ACTION_READ) ||
          tessera_tree_row_has_own_tick (row, TESSERA_ACTION_WRITE))
        g_strv_builder_add (names, tessera_tree_row_get_label (row));
      tessera_tree_row_orphan (row);
    }
  ticked = g_strv_builder_end (names);
  return ticked[0] != NULL ? g_steal_pointer (&ticked) : NULL;
}

/* Removes the row of @item from the index and returns it, or creates one. */
static TesseraTreeRow *
take_row (TesseraTreeItems *self, TesseraResource *item)
{
  TesseraTreeRow *row = g_hash_table_lookup (self->by_id, tessera_resource_get_id (item));

  if (row == NULL)
    return tessera_tree_row_new_item (self->type, item);
  tessera_tree_row_set_item (g_object_ref (row), item);
  g_hash_table_remove (self->by_id, tessera_resource_get_id (item));
  return row;
}

GStrv
tessera_tree_items_replace (TesseraTreeRow *type, GPtrArray *items)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (type), NULL);
  g_return_val_if_fail (items != NULL, NULL);

  g_autoptr (TesseraTreeItems) before = tessera_tree_items_new (type);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GStrv gone;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (rows, take_row (before, g_ptr_array_index (items, i)));
  gone = orphan_rows (before->by_id);
  g_ptr_array_sort (rows, compare_labels);
  tessera_tree_row_set_rows (type, rows, TRUE);
  return gone;
}

void
tessera_tree_items_clear (TesseraTreeRow *type)
{
  g_return_if_fail (TESSERA_IS_TREE_ROW (type));

  g_autoptr (TesseraTreeItems) before = tessera_tree_items_new (type);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_strfreev (orphan_rows (before->by_id));
  tessera_tree_row_set_rows (type, none, FALSE);
}

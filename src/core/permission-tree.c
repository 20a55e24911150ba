/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/permission-tree.h"

#include "core/resource-type.h"

#define N_ACTIONS 2

struct _TesseraTreeRow
{
  GObject parent_instance;

  TesseraPermissionTree *tree; /* not owned: the tree owns the rows */
  TesseraTreeRow *parent;      /* not owned; NULL for a type */
  char *type;
  TesseraResource *item; /* NULL for a type */
  GListStore *items;     /* NULL where there are none */
  gboolean ticked[N_ACTIONS];
};

struct _TesseraPermissionTree
{
  GObject parent_instance;

  GPtrArray *rows;
  char *org_id;
  char *owner_id;
};

static guint ticked_signal;
static guint changed_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (TesseraTreeRow, tessera_tree_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (TesseraPermissionTree, tessera_permission_tree, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Rows */

/* A row that somebody still holds outlives its tree; it says no more than its name then. */
static void
tessera_tree_row_orphan (TesseraTreeRow *self)
{
  self->tree = NULL;
  self->parent = NULL;
  for (guint i = 0; self->items != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->items));
       i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      tessera_tree_row_orphan (row);
    }
}

static void
tessera_tree_row_finalize (GObject *object)
{
  TesseraTreeRow *self = TESSERA_TREE_ROW (object);

  g_free (self->type);
  g_clear_object (&self->item);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (tessera_tree_row_parent_class)->finalize (object);
}

static void
tessera_tree_row_class_init (TesseraTreeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_tree_row_finalize;
  ticked_signal = g_signal_new ("ticked", TESSERA_TYPE_TREE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
tessera_tree_row_init (TesseraTreeRow *self)
{
}

static TesseraTreeRow *
tessera_tree_row_new (TesseraPermissionTree *tree, TesseraTreeRow *parent, const char *type,
                      TesseraResource *item)
{
  TesseraTreeRow *self = g_object_new (TESSERA_TYPE_TREE_ROW, NULL);

  self->tree = tree;
  self->parent = parent;
  self->type = g_strdup (type);
  g_set_object (&self->item, item);
  if (item == NULL && tessera_resource_type_has_items (type))
    self->items = g_list_store_new (TESSERA_TYPE_TREE_ROW);
  return self;
}

const char *
tessera_tree_row_get_label (TesseraTreeRow *self)
{
  return self->item != NULL ? tessera_resource_get_name (self->item)
                            : tessera_resource_type_get_label (self->type);
}

const char *
tessera_tree_row_get_resource_type (TesseraTreeRow *self)
{
  return self->type;
}

TesseraResource *
tessera_tree_row_get_item (TesseraTreeRow *self)
{
  return self->item;
}

GListModel *
tessera_tree_row_get_items (TesseraTreeRow *self)
{
  return G_LIST_MODEL (self->items);
}

gboolean
tessera_tree_row_is_available (TesseraTreeRow *self)
{
  return self->tree != NULL && (tessera_resource_type_get_scope (self->type) != TESSERA_SCOPE_OWNER ||
                                self->tree->owner_id != NULL);
}

static gboolean
any_item_ticked (TesseraTreeRow *self, TesseraAction action)
{
  guint count = self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (row->ticked[action])
        return TRUE;
    }
  return FALSE;
}

TesseraTick
tessera_tree_row_get_tick (TesseraTreeRow *self, TesseraAction action)
{
  if (self->parent != NULL && self->parent->ticked[action])
    return TESSERA_TICK_COVERED;
  if (self->ticked[action])
    return TESSERA_TICK_ON;
  return any_item_ticked (self, action) ? TESSERA_TICK_MIXED : TESSERA_TICK_OFF;
}

static void
emit_ticked_beneath (TesseraTreeRow *self)
{
  guint count = self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_signal_emit (row, ticked_signal, 0);
    }
}

void
tessera_tree_row_set_ticked (TesseraTreeRow *self, TesseraAction action, gboolean ticked)
{
  if (!tessera_tree_row_is_available (self) || self->ticked[action] == !!ticked ||
      tessera_tree_row_get_tick (self, action) == TESSERA_TICK_COVERED)
    return;
  self->ticked[action] = !!ticked;
  g_signal_emit (self, ticked_signal, 0);
  emit_ticked_beneath (self);
  if (self->parent != NULL)
    g_signal_emit (self->parent, ticked_signal, 0);
  g_signal_emit (self->tree, changed_signal, 0);
}

/* The permission that a tick on the row stands for: see TesseraResourceScope. */
static TesseraPermission *
make_permission (TesseraTreeRow *self, TesseraAction action)
{
  TesseraPermissionTree *tree = self->tree;

  if (self->item != NULL)
    return tessera_permission_new (action, self->type, tree->org_id,
                                   tessera_resource_get_id (self->item),
                                   tessera_resource_get_name (self->item));
  switch (tessera_resource_type_get_scope (self->type))
    {
    case TESSERA_SCOPE_THE_ORGANISATION:
      return tessera_permission_new (action, self->type, NULL, tree->org_id, NULL);
    case TESSERA_SCOPE_OWNER:
      return tessera_permission_new (action, self->type, NULL, tree->owner_id, NULL);
    case TESSERA_SCOPE_ORGANISATION:
    case TESSERA_SCOPE_NEVER:
    default:
      return tessera_permission_new (action, self->type, tree->org_id, NULL, NULL);
    }
}

/* The tree */

static void
tessera_permission_tree_finalize (GObject *object)
{
  TesseraPermissionTree *self = TESSERA_PERMISSION_TREE (object);

  for (guint i = 0; i < self->rows->len; i++)
    tessera_tree_row_orphan (g_ptr_array_index (self->rows, i));
  g_ptr_array_unref (self->rows);
  g_free (self->org_id);
  g_free (self->owner_id);
  G_OBJECT_CLASS (tessera_permission_tree_parent_class)->finalize (object);
}

static void
tessera_permission_tree_class_init (TesseraPermissionTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_permission_tree_finalize;
  changed_signal = g_signal_new ("changed", TESSERA_TYPE_PERMISSION_TREE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
tessera_permission_tree_init (TesseraPermissionTree *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

static GType
get_item_type (GListModel *model)
{
  return TESSERA_TYPE_TREE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return TESSERA_PERMISSION_TREE (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *rows = TESSERA_PERMISSION_TREE (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static int
compare_types (gconstpointer a, gconstpointer b)
{
  return tessera_resource_type_compare ((*(TesseraTreeRow *const *) a)->type,
                                        (*(TesseraTreeRow *const *) b)->type);
}

TesseraPermissionTree *
tessera_permission_tree_new (const char *const *types, const char *org_id, const char *owner_id)
{
  TesseraPermissionTree *self = g_object_new (TESSERA_TYPE_PERMISSION_TREE, NULL);

  self->org_id = g_strdup (org_id);
  self->owner_id = g_strdup (owner_id);
  for (guint i = 0; types[i] != NULL; i++)
    if (tessera_resource_type_get_scope (types[i]) != TESSERA_SCOPE_NEVER)
      g_ptr_array_add (self->rows, tessera_tree_row_new (self, NULL, types[i], NULL));
  g_ptr_array_sort (self->rows, compare_types);
  return self;
}

static TesseraTreeRow *
find_type (TesseraPermissionTree *self, const char *type)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      TesseraTreeRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->type, type))
        return row;
    }
  return NULL;
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (tessera_tree_row_get_label (*(TesseraTreeRow *const *) a),
                         tessera_tree_row_get_label (*(TesseraTreeRow *const *) b));
}

/* The rows that are there, by the ID of their item. */
static GHashTable *
index_rows (GListStore *rows)
{
  GHashTable *by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      TesseraTreeRow *row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      g_hash_table_insert (by_id, (gpointer) tessera_resource_get_id (row->item), row);
    }
  return by_id;
}

void
tessera_permission_tree_set_items (TesseraPermissionTree *self, const char *type, GPtrArray *items)
{
  TesseraTreeRow *parent = find_type (self, type);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) before = NULL;
  GHashTableIter iter;
  gpointer gone;

  if (parent == NULL || parent->items == NULL)
    return;
  before = index_rows (parent->items);
  for (guint i = 0; i < items->len; i++)
    {
      TesseraResource *item = g_ptr_array_index (items, i);
      TesseraTreeRow *row = g_hash_table_lookup (before, tessera_resource_get_id (item));

      g_ptr_array_add (rows, row != NULL ? g_object_ref (row)
                                         : tessera_tree_row_new (self, parent, type, item));
      g_hash_table_remove (before, tessera_resource_get_id (item));
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &gone))
    tessera_tree_row_orphan (gone);

  g_ptr_array_sort (rows, compare_labels);
  g_list_store_splice (parent->items, 0, g_list_model_get_n_items (G_LIST_MODEL (parent->items)),
                       rows->pdata, rows->len);
  g_signal_emit (parent, ticked_signal, 0);
  g_signal_emit (self, changed_signal, 0);
}

static void
collect (TesseraTreeRow *row, TesseraPermissionSet *set)
{
  guint count = row->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (row->items)) : 0;

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    if (row->ticked[action])
      {
        g_autoptr (TesseraPermission) permission = make_permission (row, action);

        tessera_permission_set_add (set, permission);
      }
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (TesseraTreeRow) item = g_list_model_get_item (G_LIST_MODEL (row->items), i);

      collect (item, set);
    }
}

TesseraPermissionSet *
tessera_permission_tree_get_permissions (TesseraPermissionTree *self)
{
  g_autoptr (TesseraPermissionSet) ticked = tessera_permission_set_new ();

  for (guint i = 0; i < self->rows->len; i++)
    collect (g_ptr_array_index (self->rows, i), ticked);
  return tessera_permission_set_reduce (ticked);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/permission-tree.h"

#include "core/compose/tree-row-private.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"

struct _TesseraPermissionTree
{
  GObject parent_instance;

  GPtrArray *rows; /* types, then what is foreign */
  guint n_types;
  GStrv types;
  TesseraTreeContext context; /* what the rows know of the tree */
};

static guint changed_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TesseraPermissionTree, tessera_permission_tree, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tessera_permission_tree_finalize (GObject *object)
{
  TesseraPermissionTree *self = TESSERA_PERMISSION_TREE (object);

  for (guint i = 0; i < self->rows->len; i++)
    tessera_tree_row_orphan (g_ptr_array_index (self->rows, i));
  g_ptr_array_unref (self->rows);
  g_strfreev (self->types);
  g_free (self->context.org_id);
  g_free (self->context.owner_id);
  G_OBJECT_CLASS (tessera_permission_tree_parent_class)->finalize (object);
}

static void
tessera_permission_tree_class_init (TesseraPermissionTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_permission_tree_finalize;
  changed_signal = g_signal_new ("changed", TESSERA_TYPE_PERMISSION_TREE, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tessera_permission_tree_init (TesseraPermissionTree *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->context.tree = G_OBJECT (self);
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
  return tessera_resource_type_compare_labels (
      tessera_tree_row_get_resource_type (*(TesseraTreeRow *const *) a),
      tessera_tree_row_get_resource_type (*(TesseraTreeRow *const *) b));
}

TesseraPermissionTree *
tessera_permission_tree_new (const char *const *types, const char *org_id, const char *owner_id)
{
  TesseraPermissionTree *self = g_object_new (TESSERA_TYPE_PERMISSION_TREE, NULL);

  self->types = g_strdupv ((GStrv) types);
  self->context.org_id = g_strdup (org_id);
  self->context.owner_id = g_strdup (owner_id);
  for (guint i = 0; types[i] != NULL; i++)
    if (tessera_resource_type_get_scope (types[i]) != TESSERA_SCOPE_NEVER)
      g_ptr_array_add (self->rows, tessera_tree_row_new_type (&self->context, types[i]));
  g_ptr_array_sort (self->rows, compare_types);
  self->n_types = self->rows->len;
  return self;
}

const char *const *
tessera_permission_tree_get_types (TesseraPermissionTree *self)
{
  return (const char *const *) self->types;
}

static void
emit_changed (TesseraPermissionTree *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
emit_all (TesseraPermissionTree *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    tessera_tree_row_emit_ticked (g_ptr_array_index (self->rows, i));
  emit_changed (self);
}

TesseraTreeRow *
tessera_permission_tree_find_type (TesseraPermissionTree *self, const char *type)
{
  for (guint i = 0; i < self->n_types; i++)
    {
      TesseraTreeRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (tessera_tree_row_get_resource_type (row), type))
        return row;
    }
  return NULL;
}

/* The items of a type */

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (tessera_tree_row_get_label (*(TesseraTreeRow *const *) a),
                         tessera_tree_row_get_label (*(TesseraTreeRow *const *) b));
}

/* The rows beneath @parent, by the ID of their item. */
static GHashTable *
index_rows (TesseraTreeRow *parent)
{
  GListModel *rows = tessera_tree_row_get_items (parent);
  GHashTable *by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      TesseraTreeRow *row = g_list_model_get_item (rows, i);
      TesseraResource *item = tessera_tree_row_get_item (row);

      g_hash_table_insert (by_id, g_strdup (tessera_resource_get_id (item)), row);
    }
  return by_id;
}

/* The names of those that were ticked; what is left of @rows is gone. */
static GStrv
drop_rows (GHashTable *rows)
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

GStrv
tessera_permission_tree_set_items (TesseraPermissionTree *self, const char *type, GPtrArray *items)
{
  TesseraTreeRow *parent = tessera_permission_tree_find_type (self, type);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) before = NULL;
  GStrv gone;

  if (parent == NULL || tessera_tree_row_get_items (parent) == NULL)
    return NULL;
  before = index_rows (parent);
  for (guint i = 0; i < items->len; i++)
    {
      TesseraResource *item = g_ptr_array_index (items, i);
      TesseraTreeRow *row = g_hash_table_lookup (before, tessera_resource_get_id (item));

      if (row != NULL)
        tessera_tree_row_set_item (g_object_ref (row), item);
      else
        row = tessera_tree_row_new_item (parent, item);
      g_ptr_array_add (rows, row);
      g_hash_table_remove (before, tessera_resource_get_id (item));
    }
  gone = drop_rows (before);
  g_ptr_array_sort (rows, compare_labels);
  tessera_tree_row_set_rows (parent, rows, TRUE);
  tessera_tree_row_emit_ticked (parent);
  emit_changed (self);
  return gone;
}

/* Ticking what is given */

/* Takes away what earlier permissions brought: foreign rows, and items that no list has named. */
static void
clear (TesseraPermissionTree *self)
{
  guint n_foreign = self->rows->len - self->n_types;

  for (guint i = 0; i < self->rows->len; i++)
    {
      TesseraTreeRow *row = g_ptr_array_index (self->rows, i);

      tessera_tree_row_clear_ticks (row);
      if (tessera_tree_row_get_items (row) != NULL && !tessera_tree_row_is_complete (row))
        {
          g_autoptr (GHashTable) provisional = index_rows (row);
          g_autoptr (GPtrArray) none = g_ptr_array_new ();

          g_strfreev (drop_rows (provisional));
          tessera_tree_row_set_rows (row, none, FALSE);
        }
    }
  for (guint i = self->n_types; i < self->rows->len; i++)
    tessera_tree_row_orphan (g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, (int) self->n_types);
  if (n_foreign > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), self->n_types, n_foreign, 0);
}

/* The rows beneath each type while permissions are put into the tree. */
typedef struct
{
  GHashTable *by_id;
  GPtrArray *added;
} Items;

static void
items_free (gpointer data)
{
  Items *self = data;

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->added);
  g_free (self);
}

static Items *
get_items (GHashTable *items_of, TesseraTreeRow *parent)
{
  Items *items = g_hash_table_lookup (items_of, parent);

  if (items == NULL)
    {
      items = g_new0 (Items, 1);
      items->by_id = index_rows (parent);
      items->added = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (items_of, parent, items);
    }
  return items;
}

static TesseraTreeRow *
find_item (GHashTable *items_of, TesseraTreeRow *parent, TesseraPermission *permission)
{
  Items *items = get_items (items_of, parent);
  const char *id = tessera_permission_get_id (permission);
  const char *name = tessera_permission_get_name (permission);
  TesseraTreeRow *row = g_hash_table_lookup (items->by_id, id);
  g_autoptr (TesseraResource) item = NULL;

  if (row != NULL)
    return row;
  item = tessera_resource_new (tessera_permission_get_resource_type (permission), id,
                               name != NULL ? name : id, FALSE);
  row = tessera_tree_row_new_item (parent, item);
  g_ptr_array_add (items->added, row);
  g_hash_table_insert (items->by_id, g_strdup (id), g_object_ref (row));
  return row;
}

static TesseraTreeRow *
find_foreign (TesseraPermissionTree *self, TesseraPermission *permission)
{
  TesseraAction action = tessera_permission_get_action (permission);
  TesseraTreeRow *row;

  for (guint i = self->n_types; i < self->rows->len; i++)
    {
      g_autoptr (TesseraPermission) one = NULL;

      row = g_ptr_array_index (self->rows, i);
      one = tessera_tree_row_make_permission (row, action);
      if (tessera_permission_equal (one, permission))
        return row;
    }
  row = tessera_tree_row_new_foreign (&self->context, permission);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Whether it is what a tick on the type's own row stands for. */
static gboolean
is_whole_type (TesseraPermissionTree *self, TesseraPermission *permission, const char *owner_id)
{
  g_autoptr (TesseraPermission) whole = tessera_permission_new_for_type (
      tessera_permission_get_action (permission), tessera_permission_get_resource_type (permission),
      self->context.org_id, owner_id);

  return whole != NULL && tessera_permission_equal (whole, permission);
}

static TesseraTreeRow *
find_row (TesseraPermissionTree *self, GHashTable *items_of, TesseraPermission *permission,
          const char *owner_id)
{
  TesseraTreeRow *type =
      tessera_permission_tree_find_type (self, tessera_permission_get_resource_type (permission));

  if (type != NULL && tessera_tree_row_is_available (type) &&
      is_whole_type (self, permission, owner_id))
    return type;
  if (type != NULL && tessera_tree_row_get_items (type) != NULL &&
      tessera_permission_get_id (permission) != NULL &&
      g_strcmp0 (tessera_permission_get_org_id (permission), self->context.org_id) == 0)
    return find_item (items_of, type, permission);
  return find_foreign (self, permission);
}

/* Puts the new rows among the existing ones. */
static void
show_added (GHashTable *items_of)
{
  GHashTableIter iter;
  gpointer parent, data;

  g_hash_table_iter_init (&iter, items_of);
  while (g_hash_table_iter_next (&iter, &parent, &data))
    {
      Items *items = data;
      GListModel *model = tessera_tree_row_get_items (parent);
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

      if (items->added->len == 0)
        continue;
      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        g_ptr_array_add (rows, g_list_model_get_item (model, i));
      for (guint i = 0; i < items->added->len; i++)
        g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (items->added, i)));
      g_ptr_array_sort (rows, compare_labels);
      tessera_tree_row_set_rows (parent, rows, tessera_tree_row_is_complete (parent));
    }
}

void
tessera_permission_tree_set_permissions (TesseraPermissionTree *self,
                                         TesseraPermissionSet *permissions, const char *owner_id)
{
  g_autoptr (GHashTable) items_of = g_hash_table_new_full (NULL, NULL, NULL, items_free);

  self->context.is_operator = FALSE;
  clear (self);
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);
      TesseraTreeRow *row = find_row (self, items_of, permission, owner_id);

      tessera_tree_row_put_tick (row, tessera_permission_get_action (permission), TRUE);
    }
  show_added (items_of);
  if (self->rows->len > self->n_types)
    g_list_model_items_changed (G_LIST_MODEL (self), self->n_types, 0,
                                self->rows->len - self->n_types);
  emit_all (self);
}

void
tessera_permission_tree_set_owner (TesseraPermissionTree *self, const char *owner_id)
{
  if (g_strcmp0 (self->context.owner_id, owner_id) == 0)
    return;
  g_free (self->context.owner_id);
  self->context.owner_id = g_strdup (owner_id);
  for (guint i = 0; i < self->n_types; i++)
    if (!tessera_tree_row_is_available (g_ptr_array_index (self->rows, i)))
      tessera_tree_row_clear_ticks (g_ptr_array_index (self->rows, i));
  emit_all (self);
}

void
tessera_permission_tree_set_operator (TesseraPermissionTree *self, gboolean is_operator)
{
  if (self->context.is_operator == !!is_operator)
    return;
  self->context.is_operator = !!is_operator;
  emit_all (self);
}

gboolean
tessera_permission_tree_is_operator (TesseraPermissionTree *self)
{
  return self->context.is_operator;
}

/* What is ticked */

static void
collect (TesseraTreeRow *row, TesseraPermissionSet *set)
{
  GListModel *items = tessera_tree_row_get_items (row);
  guint count = items != NULL ? g_list_model_get_n_items (items) : 0;

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    if (tessera_tree_row_has_own_tick (row, action))
      {
        g_autoptr (TesseraPermission) permission = tessera_tree_row_make_permission (row, action);

        tessera_permission_set_add (set, permission);
      }
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (TesseraTreeRow) item = g_list_model_get_item (items, i);

      collect (item, set);
    }
}

TesseraPermissionSet *
tessera_permission_tree_get_permissions (TesseraPermissionTree *self)
{
  g_autoptr (TesseraPermissionSet) ticked = NULL;
  const TesseraTemplateScope scope = { tessera_permission_tree_get_types (self),
                                       self->context.org_id, self->context.owner_id, NULL };

  if (self->context.is_operator)
    return tessera_template_make (tessera_template_find ("operator"), &scope);
  ticked = tessera_permission_set_new ();
  for (guint i = 0; i < self->rows->len; i++)
    collect (g_ptr_array_index (self->rows, i), ticked);
  return tessera_permission_set_reduce (ticked);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/permission-tree.h"

#include "core/compose/tree-items.h"
#include "core/compose/tree-row-private.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"

/* The rows are first the types, then foreign permissions. */
struct _TesseraPermissionTree
{
  TesseraStoreModel parent_instance;

  guint n_types;
  GStrv types;
  TesseraTreeContext context; /* what the rows know about the tree */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TesseraPermissionTree, tessera_permission_tree, TESSERA_TYPE_STORE_MODEL)

static GListStore *
get_store (TesseraPermissionTree *self)
{
  return tessera_store_model_get_store (TESSERA_STORE_MODEL (self));
}

static guint
count_rows (TesseraPermissionTree *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self));
}

static TesseraTreeRow *
peek_row (TesseraPermissionTree *self, guint position)
{
  return tessera_store_model_peek (TESSERA_STORE_MODEL (self), position);
}

/* All from @first to the end. */
static void
orphan_rows (TesseraPermissionTree *self, guint first)
{
  for (guint i = first; i < count_rows (self); i++)
    tessera_tree_row_orphan (peek_row (self, i));
}

static void
tessera_permission_tree_finalize (GObject *object)
{
  TesseraPermissionTree *self = TESSERA_PERMISSION_TREE (object);

  orphan_rows (self, 0);
  g_strfreev (self->types);
  g_free (self->context.org_id);
  g_free (self->context.owner_id);
  G_OBJECT_CLASS (tessera_permission_tree_parent_class)->finalize (object);
}

static void
tessera_permission_tree_class_init (TesseraPermissionTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_permission_tree_finalize;
  TESSERA_STORE_MODEL_CLASS (klass)->item_type = TESSERA_TYPE_TREE_ROW;
  changed_signal = g_signal_new ("changed", TESSERA_TYPE_PERMISSION_TREE, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tessera_permission_tree_init (TesseraPermissionTree *self)
{
  self->context.tree = G_OBJECT (self);
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
  g_return_val_if_fail (org_id != NULL, NULL);

  TesseraPermissionTree *self = g_object_new (TESSERA_TYPE_PERMISSION_TREE, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  self->types = g_strdupv ((GStrv) types);
  self->context.org_id = g_strdup (org_id);
  self->context.owner_id = g_strdup (owner_id);
  for (guint i = 0; types[i] != NULL; i++)
    if (tessera_resource_type_get_scope (types[i]) != TESSERA_SCOPE_NEVER)
      g_ptr_array_add (rows, tessera_tree_row_new_type (&self->context, types[i]));
  g_ptr_array_sort (rows, compare_types);
  self->n_types = rows->len;
  g_list_store_splice (get_store (self), 0, 0, rows->pdata, rows->len);
  return self;
}

const char *const *
tessera_permission_tree_get_types (TesseraPermissionTree *self)
{
  g_return_val_if_fail (TESSERA_IS_PERMISSION_TREE (self), NULL);

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
  for (guint i = 0; i < count_rows (self); i++)
    tessera_tree_row_emit_ticked (peek_row (self, i));
  emit_changed (self);
}

TesseraTreeRow *
tessera_permission_tree_find_type (TesseraPermissionTree *self, const char *type)
{
  g_return_val_if_fail (TESSERA_IS_PERMISSION_TREE (self), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; i < self->n_types; i++)
    {
      TesseraTreeRow *row = peek_row (self, i);

      if (g_str_equal (tessera_tree_row_get_resource_type (row), type))
        return row;
    }
  return NULL;
}

GStrv
tessera_permission_tree_set_items (TesseraPermissionTree *self, const char *type, GPtrArray *items)
{
  g_return_val_if_fail (TESSERA_IS_PERMISSION_TREE (self), NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (items != NULL, NULL);

  TesseraTreeRow *row = tessera_permission_tree_find_type (self, type);
  GStrv gone;

  if (row == NULL || tessera_tree_row_get_items (row) == NULL)
    return NULL;
  gone = tessera_tree_items_replace (row, items);
  tessera_tree_row_emit_ticked (row);
  emit_changed (self);
  return gone;
}

/* Selecting given permissions */

/* Removes what earlier permissions added: foreign rows, and items that are in no list. */
static void
clear_rows (TesseraPermissionTree *self)
{
  guint n_foreign = count_rows (self) - self->n_types;

  for (guint i = 0; i < count_rows (self); i++)
    {
      TesseraTreeRow *row = peek_row (self, i);

      tessera_tree_row_clear_ticks (row);
      if (tessera_tree_row_get_items (row) != NULL && !tessera_tree_row_is_complete (row))
        tessera_tree_items_clear (row);
    }
  orphan_rows (self, self->n_types);
  if (n_foreign > 0)
    g_list_store_splice (get_store (self), self->n_types, n_foreign, NULL, 0);
}

/* Permissions that are put into the tree. New rows appear once all are selected. */
typedef struct
{
  TesseraPermissionTree *tree;
  const char *owner_id;
  GHashTable *items_of; /* rows of types to TesseraTreeItems */
  GPtrArray *foreign;
} Filling;

static TesseraTreeRow *
find_item (const Filling *filling, TesseraTreeRow *type, TesseraPermission *permission)
{
  TesseraTreeItems *items = g_hash_table_lookup (filling->items_of, type);

  if (items == NULL)
    {
      items = tessera_tree_items_new (type);
      g_hash_table_insert (filling->items_of, type, items);
    }
  return tessera_tree_items_find_or_add (items, permission);
}

static TesseraTreeRow *
find_foreign (const Filling *filling, TesseraPermission *permission)
{
  TesseraAction action = tessera_permission_get_action (permission);
  TesseraTreeRow *row;

  for (guint i = 0; i < filling->foreign->len; i++)
    {
      g_autoptr (TesseraPermission) one = NULL;

      row = g_ptr_array_index (filling->foreign, i);
      one = tessera_tree_row_make_permission (row, action);
      if (tessera_permission_equal (one, permission))
        return row;
    }
  row = tessera_tree_row_new_foreign (&filling->tree->context, permission);
  g_ptr_array_add (filling->foreign, row);
  return row;
}

/* Whether it is what the check box of the type's own row stands for. */
static gboolean
is_whole_type (const Filling *filling, TesseraPermission *permission)
{
  g_autoptr (TesseraPermission) whole = tessera_permission_new_for_type (
      tessera_permission_get_action (permission), tessera_permission_get_resource_type (permission),
      filling->tree->context.org_id, filling->owner_id);

  return whole != NULL && tessera_permission_equal (whole, permission);
}

static TesseraTreeRow *
find_row (const Filling *filling, TesseraPermission *permission)
{
  TesseraTreeRow *type = tessera_permission_tree_find_type (
      filling->tree, tessera_permission_get_resource_type (permission));

  if (type != NULL && tessera_tree_row_is_available (type) && is_whole_type (filling, permission))
    return type;
  if (type != NULL && tessera_tree_row_get_items (type) != NULL &&
      tessera_permission_get_id (permission) != NULL &&
      g_strcmp0 (tessera_permission_get_org_id (permission), filling->tree->context.org_id) == 0)
    return find_item (filling, type, permission);
  return find_foreign (filling, permission);
}

static void
show_added (const Filling *filling)
{
  GHashTableIter iter;
  gpointer items;

  g_hash_table_iter_init (&iter, filling->items_of);
  while (g_hash_table_iter_next (&iter, NULL, &items))
    tessera_tree_items_show_added (items);
  if (filling->foreign->len > 0)
    g_list_store_splice (get_store (filling->tree), filling->tree->n_types, 0,
                         filling->foreign->pdata, filling->foreign->len);
}

void
tessera_permission_tree_set_permissions (TesseraPermissionTree *self,
                                         TesseraPermissionSet *permissions, const char *owner_id)
{
  g_return_if_fail (TESSERA_IS_PERMISSION_TREE (self));
  g_return_if_fail (permissions != NULL);

  g_autoptr (GHashTable) items_of =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) tessera_tree_items_free);
  g_autoptr (GPtrArray) foreign = g_ptr_array_new_with_free_func (g_object_unref);
  const Filling filling = { self, owner_id, items_of, foreign };

  self->context.is_operator = FALSE;
  clear_rows (self);
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);
      TesseraTreeRow *row = find_row (&filling, permission);

      tessera_tree_row_put_tick (row, tessera_permission_get_action (permission), TRUE);
    }
  show_added (&filling);
  emit_all (self);
}

void
tessera_permission_tree_set_owner (TesseraPermissionTree *self, const char *owner_id)
{
  g_return_if_fail (TESSERA_IS_PERMISSION_TREE (self));

  if (g_strcmp0 (self->context.owner_id, owner_id) == 0)
    return;
  g_free (self->context.owner_id);
  self->context.owner_id = g_strdup (owner_id);
  for (guint i = 0; i < self->n_types; i++)
    if (!tessera_tree_row_is_available (peek_row (self, i)))
      tessera_tree_row_clear_ticks (peek_row (self, i));
  emit_all (self);
}

void
tessera_permission_tree_set_operator (TesseraPermissionTree *self, gboolean is_operator)
{
  g_return_if_fail (TESSERA_IS_PERMISSION_TREE (self));

  if (self->context.is_operator == !!is_operator)
    return;
  self->context.is_operator = !!is_operator;
  emit_all (self);
}

gboolean
tessera_permission_tree_is_operator (TesseraPermissionTree *self)
{
  g_return_val_if_fail (TESSERA_IS_PERMISSION_TREE (self), FALSE);

  return self->context.is_operator;
}

/* The selection */

static void
collect_ticked (TesseraTreeRow *row, TesseraPermissionSet *set)
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

      collect_ticked (item, set);
    }
}

TesseraPermissionSet *
tessera_permission_tree_get_permissions (TesseraPermissionTree *self)
{
  g_return_val_if_fail (TESSERA_IS_PERMISSION_TREE (self), NULL);

  g_autoptr (TesseraPermissionSet) ticked = NULL;
  const TesseraTemplateScope scope = { tessera_permission_tree_get_types (self),
                                       self->context.org_id, self->context.owner_id, NULL };

  if (self->context.is_operator)
    return tessera_template_make (tessera_template_find ("operator"), &scope);
  ticked = tessera_permission_set_new ();
  for (guint i = 0; i < count_rows (self); i++)
    collect_ticked (peek_row (self, i), ticked);
  return tessera_permission_set_reduce (ticked);
}

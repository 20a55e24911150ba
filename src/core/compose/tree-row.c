/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/tree-row.h"

#include "core/compose/tree-row-private.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_ACTIONS 2

struct _TesseraTreeRow
{
  GObject parent_instance;

  const TesseraTreeContext *context; /* not owned: the tree owns the rows */
  TesseraTreeRow *parent;            /* not owned; NULL for a row at the top */
  char *type;
  TesseraResource *item;      /* NULL for a type */
  TesseraPermission *foreign; /* NULL for a type and for an item */
  char *label;                /* of a foreign permission */
  GListStore *items;          /* NULL if there are none */
  gboolean complete;
  gboolean ticked[N_ACTIONS];
};

static guint ticked_signal;

G_DEFINE_FINAL_TYPE (TesseraTreeRow, tessera_tree_row, G_TYPE_OBJECT)

/* The rows beneath */

static guint
count_items (TesseraTreeRow *self)
{
  return self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
}

/* Borrowed: the list holds it. */
static TesseraTreeRow *
peek_item (TesseraTreeRow *self, guint position)
{
  g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return row;
}

void
tessera_tree_row_orphan (TesseraTreeRow *self)
{
  self->context = NULL;
  self->parent = NULL;
  memset (self->ticked, 0, sizeof self->ticked);
  for (guint i = 0; i < count_items (self); i++)
    tessera_tree_row_orphan (peek_item (self, i));
}

static void
tessera_tree_row_finalize (GObject *object)
{
  TesseraTreeRow *self = TESSERA_TREE_ROW (object);

  g_free (self->type);
  g_free (self->label);
  g_clear_object (&self->item);
  g_clear_pointer (&self->foreign, tessera_permission_unref);
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

/* Making rows */

TesseraTreeRow *
tessera_tree_row_new_type (const TesseraTreeContext *context, const char *type)
{
  TesseraTreeRow *self = g_object_new (TESSERA_TYPE_TREE_ROW, NULL);

  self->context = context;
  self->type = g_strdup (type);
  if (tessera_resource_type_has_items (type))
    self->items = g_list_store_new (TESSERA_TYPE_TREE_ROW);
  return self;
}

TesseraTreeRow *
tessera_tree_row_new_item (TesseraTreeRow *parent, TesseraResource *item)
{
  TesseraTreeRow *self = g_object_new (TESSERA_TYPE_TREE_ROW, NULL);

  self->context = parent->context;
  self->parent = parent;
  self->type = g_strdup (parent->type);
  self->item = g_object_ref (item);
  return self;
}

/* The rows of these two types have the name of the one item they stand for. */
static const char *
get_plural (const char *type)
{
  switch (tessera_resource_type_get_scope (type))
    {
    case TESSERA_SCOPE_OWNER:
      return C_ ("resource type", "User Accounts");
    case TESSERA_SCOPE_ORG_ITSELF:
      return C_ ("resource type", "Organizations");
    case TESSERA_SCOPE_ORG_WIDE:
    case TESSERA_SCOPE_NEVER:
    default:
      return tessera_resource_type_get_label (type);
    }
}

static char *
describe_foreign (TesseraPermission *permission, const char *org_id)
{
  const char *label = get_plural (tessera_permission_get_resource_type (permission));
  const char *id = tessera_permission_get_id (permission);
  const char *name = tessera_permission_get_name (permission);
  const char *org = tessera_permission_get_org_id (permission);

  if (id != NULL)
    /* Translators: a kind of thing, and a name, as in "Buckets: telemetry" */
    return g_strdup_printf (_ ("%s: %s"), label, name != NULL ? name : id);
  if (org == NULL)
    /* Translators: %s is a kind of thing, as in "Buckets, in every organization" */
    return g_strdup_printf (_ ("%s, in every organization"), label);
  if (g_strcmp0 (org, org_id) == 0)
    /* Translators: %s is a kind of thing, as in "Buckets: all in this organization" */
    return g_strdup_printf (_ ("%s: all in this organization"), label);
  /* Translators: a kind of thing, and an ID */
  return g_strdup_printf (_ ("%s, in organization %s"), label, org);
}

TesseraTreeRow *
tessera_tree_row_new_foreign (const TesseraTreeContext *context, TesseraPermission *permission)
{
  TesseraTreeRow *self = g_object_new (TESSERA_TYPE_TREE_ROW, NULL);

  self->context = context;
  self->type = g_strdup (tessera_permission_get_resource_type (permission));
  self->foreign = tessera_permission_ref (permission);
  self->label = describe_foreign (permission, context->org_id);
  return self;
}

/* What a row is */

const char *
tessera_tree_row_get_label (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), NULL);

  if (self->foreign != NULL)
    return self->label;
  return self->item != NULL ? tessera_resource_get_name (self->item)
                            : tessera_resource_type_get_label (self->type);
}

const char *
tessera_tree_row_get_resource_type (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), NULL);

  return self->type;
}

TesseraResource *
tessera_tree_row_get_item (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), NULL);

  return self->item;
}

void
tessera_tree_row_set_item (TesseraTreeRow *self, TesseraResource *item)
{
  g_set_object (&self->item, item);
}

GListModel *
tessera_tree_row_get_items (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), NULL);

  return G_LIST_MODEL (self->items);
}

gboolean
tessera_tree_row_is_complete (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), FALSE);

  return self->complete;
}

void
tessera_tree_row_set_rows (TesseraTreeRow *self, GPtrArray *rows, gboolean complete)
{
  self->complete = complete;
  g_list_store_splice (self->items, 0, count_items (self), rows->pdata, rows->len);
}

gboolean
tessera_tree_row_is_available (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), FALSE);

  if (self->context == NULL)
    return FALSE;
  return self->foreign != NULL ||
         tessera_resource_type_get_scope (self->type) != TESSERA_SCOPE_OWNER ||
         self->context->owner_id != NULL;
}

TesseraPermission *
tessera_tree_row_make_permission (TesseraTreeRow *self, TesseraAction action)
{
  const char *org_id = self->context->org_id;

  if (self->foreign != NULL)
    return tessera_permission_new (
        action, self->type, tessera_permission_get_org_id (self->foreign),
        tessera_permission_get_id (self->foreign), tessera_permission_get_name (self->foreign));
  if (self->item != NULL)
    return tessera_permission_new (action, self->type, org_id, tessera_resource_get_id (self->item),
                                   tessera_resource_get_name (self->item));
  return tessera_permission_new_for_type (action, self->type, org_id, self->context->owner_id);
}

/* Ticks */

static gboolean
any_item_ticked (TesseraTreeRow *self, TesseraAction action)
{
  for (guint i = 0; i < count_items (self); i++)
    if (peek_item (self, i)->ticked[action])
      return TRUE;
  return FALSE;
}

TesseraTick
tessera_tree_row_get_tick (TesseraTreeRow *self, TesseraAction action)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), 0);

  if ((self->context != NULL && self->context->is_operator) ||
      (self->parent != NULL && self->parent->ticked[action]))
    return TESSERA_TICK_COVERED;
  if (self->ticked[action])
    return TESSERA_TICK_ON;
  return any_item_ticked (self, action) ? TESSERA_TICK_MIXED : TESSERA_TICK_OFF;
}

gboolean
tessera_tree_row_is_ticked (TesseraTreeRow *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), FALSE);

  return tessera_tree_row_get_tick (self, TESSERA_ACTION_READ) != TESSERA_TICK_OFF ||
         tessera_tree_row_get_tick (self, TESSERA_ACTION_WRITE) != TESSERA_TICK_OFF;
}

void
tessera_tree_row_emit_ticked (TesseraTreeRow *self)
{
  g_signal_emit (self, ticked_signal, 0);
  for (guint i = 0; i < count_items (self); i++)
    g_signal_emit (peek_item (self, i), ticked_signal, 0);
}

void
tessera_tree_row_set_ticked (TesseraTreeRow *self, TesseraAction action, gboolean ticked)
{
  g_return_if_fail (TESSERA_IS_TREE_ROW (self));

  if (!tessera_tree_row_is_available (self) || self->ticked[action] == !!ticked ||
      tessera_tree_row_get_tick (self, action) == TESSERA_TICK_COVERED)
    return;
  self->ticked[action] = !!ticked;
  tessera_tree_row_emit_ticked (self);
  if (self->parent != NULL)
    g_signal_emit (self->parent, ticked_signal, 0);
  g_signal_emit_by_name (self->context->tree, "changed");
}

gboolean
tessera_tree_row_has_own_tick (TesseraTreeRow *self, TesseraAction action)
{
  return self->ticked[action];
}

void
tessera_tree_row_put_tick (TesseraTreeRow *self, TesseraAction action, gboolean ticked)
{
  self->ticked[action] = ticked;
}

void
tessera_tree_row_clear_ticks (TesseraTreeRow *self)
{
  memset (self->ticked, 0, sizeof self->ticked);
  for (guint i = 0; i < count_items (self); i++)
    tessera_tree_row_clear_ticks (peek_item (self, i));
}

/* Searching */

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, needle) != NULL;
}

static gboolean
matches_itself (TesseraTreeRow *self, const char *needle)
{
  return contains (tessera_tree_row_get_label (self), needle) ||
         (self->item != NULL ? contains (tessera_resource_get_id (self->item), needle)
                             : contains (self->type, needle));
}

gboolean
tessera_tree_row_matches (TesseraTreeRow *self, const char *needle)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), FALSE);
  g_return_val_if_fail (needle != NULL, FALSE);

  return *needle == '\0' || matches_itself (self, needle) ||
         (self->parent != NULL && matches_itself (self->parent, needle));
}

gboolean
tessera_tree_row_has_match_beneath (TesseraTreeRow *self, const char *needle)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (self), FALSE);
  g_return_val_if_fail (needle != NULL, FALSE);

  for (guint i = 0; i < count_items (self); i++)
    if (matches_itself (peek_item (self, i), needle))
      return TRUE;
  return FALSE;
}

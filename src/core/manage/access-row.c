/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/access-row.h"

#include "core/base/text.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define N_ACTIONS (TESSERA_ACTION_WRITE + 1)

struct _TesseraAccessRow
{
  GObject parent_instance;

  char *key; /* of the type */
  char *id;
  char *org_id;
  char *label;
  char *note;
  GListStore *items;
  gboolean held[N_ACTIONS];
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (TesseraAccessRow, tessera_access_row, G_TYPE_OBJECT)

static void
tessera_access_row_finalize (GObject *object)
{
  TesseraAccessRow *self = TESSERA_ACCESS_ROW (object);

  g_clear_object (&self->items);
  g_free (self->key);
  g_free (self->id);
  g_free (self->org_id);
  g_free (self->label);
  g_free (self->note);
  G_OBJECT_CLASS (tessera_access_row_parent_class)->finalize (object);
}

static void
tessera_access_row_class_init (TesseraAccessRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_access_row_finalize;
}

static void
tessera_access_row_init (TesseraAccessRow *self)
{
}

/* Making */

typedef struct
{
  TesseraToken *token;
  TesseraNameCache *names;
  const char *server;
  TesseraPermissionSet
      *wholes; /* permissions that are not for a single item: a few among thousands */
  GListStore *types;
} Maker;

static gboolean
is_own_organization (const Maker *maker, const TesseraPermission *permission)
{
  return tessera_resource_type_get_scope (tessera_permission_get_resource_type (permission)) ==
             TESSERA_SCOPE_ORG_ITSELF &&
         g_strcmp0 (tessera_permission_get_id (permission),
                    tessera_token_get_org_id (maker->token)) == 0;
}

static gboolean
is_own_account (const Maker *maker, const TesseraPermission *permission)
{
  return tessera_resource_type_get_scope (tessera_permission_get_resource_type (permission)) ==
             TESSERA_SCOPE_OWNER &&
         g_strcmp0 (tessera_permission_get_id (permission),
                    tessera_token_get_owner_id (maker->token)) == 0;
}

static TesseraAccessRow *
get_last (GListStore *store)
{
  guint count = store != NULL ? g_list_model_get_n_items (G_LIST_MODEL (store)) : 0;
  g_autoptr (TesseraAccessRow) last =
      count > 0 ? g_list_model_get_item (G_LIST_MODEL (store), count - 1) : NULL;

  return last; /* owned by the store */
}

/* The set is sorted, so permissions on the same item are next to each other. */
static TesseraAccessRow *
get_type_row (const Maker *maker, const char *key)
{
  TesseraAccessRow *last = get_last (maker->types);
  g_autoptr (TesseraAccessRow) row = NULL;

  if (last != NULL && g_str_equal (last->key, key))
    return last;
  row = g_object_new (TESSERA_TYPE_ACCESS_ROW, NULL);
  row->key = g_strdup (key);
  row->label = g_strdup (tessera_resource_type_get_label (key));
  g_list_store_append (maker->types, row);
  return row; /* the store has it */
}

static void
set_gone (const Maker *maker, TesseraAccessRow *row)
{
  g_autofree char *name = tessera_name_cache_find (maker->names, maker->server, row->key, row->id);

  row->gone = TRUE;
  if (name == NULL)
    {
      row->note = g_strdup (_ ("It was deleted: nothing on the server has this ID."));
      return;
    }
  g_free (row->label);
  row->label = tessera_text_one_line (name);
  row->note = g_strdup (_ ("It was deleted. The token has no access to a new one with the same "
                           "name."));
}

static void
set_label (const Maker *maker, TesseraAccessRow *row, const TesseraPermission *permission)
{
  const char *name = tessera_permission_get_name (permission);

  if (row->id == NULL)
    /* Translators: %s is the ID of an organization */
    row->label = g_strdup_printf (_ ("All in organization %s"), row->org_id);
  else
    row->label = name != NULL ? tessera_text_one_line (name) : g_strdup (row->id);
  if (tessera_permission_is_dangling (permission))
    set_gone (maker, row);
  else if (row->id != NULL && row->org_id != NULL &&
           g_strcmp0 (row->org_id, tessera_token_get_org_id (maker->token)) != 0)
    row->note = g_strdup (_ ("In another organization."));
}

/* A permission on the whole type includes the item. */
static gboolean
is_covered (const Maker *maker, TesseraAccessRow *row, TesseraAction action)
{
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, row->key, row->org_id, row->id, NULL);

  return tessera_permission_set_covers (maker->wholes, permission);
}

static TesseraAccessRow *
get_item_row (const Maker *maker, TesseraAccessRow *type, const TesseraPermission *permission)
{
  const char *id = tessera_permission_get_id (permission);
  const char *org_id = tessera_permission_get_org_id (permission);
  TesseraAccessRow *last = get_last (type->items);
  g_autoptr (TesseraAccessRow) row = NULL;

  if (last != NULL && g_strcmp0 (last->id, id) == 0 && g_strcmp0 (last->org_id, org_id) == 0)
    return last;
  row = g_object_new (TESSERA_TYPE_ACCESS_ROW, NULL);
  row->key = g_strdup (type->key);
  row->id = g_strdup (id);
  row->org_id = g_strdup (org_id);
  set_label (maker, row, permission);
  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    row->held[action] = !row->gone && is_covered (maker, row, action);
  if (type->items == NULL)
    type->items = g_list_store_new (TESSERA_TYPE_ACCESS_ROW);
  g_list_store_append (type->items, row);
  return row; /* the store has it */
}

/* The catalog names these two types for the only item of them that a custom token can be granted.
 * */
static void
widen_label (const Maker *maker, TesseraAccessRow *type, const TesseraPermission *permission)
{
  TesseraResourceScope scope = tessera_resource_type_get_scope (type->key);

  if (is_own_organization (maker, permission) || is_own_account (maker, permission) ||
      (scope != TESSERA_SCOPE_ORG_ITSELF && scope != TESSERA_SCOPE_OWNER))
    return;
  g_free (type->label);
  type->label = g_strdup (scope == TESSERA_SCOPE_OWNER ? _ ("User Accounts") : _ ("Organizations"));
}

static gboolean
is_whole (const Maker *maker, const TesseraPermission *permission)
{
  const char *org_id = tessera_permission_get_org_id (permission);

  if (tessera_permission_get_id (permission) != NULL)
    return is_own_organization (maker, permission) || is_own_account (maker, permission);
  return org_id == NULL || g_str_equal (org_id, tessera_token_get_org_id (maker->token));
}

static void
note_loose_name (TesseraAccessRow *type, const TesseraPermission *permission)
{
  const char *name = tessera_permission_get_loose_name (permission);
  g_autofree char *isolated = name != NULL ? tessera_text_isolate (name) : NULL;

  if (isolated == NULL || type->note != NULL)
    return;
  type->note = g_strdup_printf (
      _ ("The server’s record has the name “%s” but no ID, so the name has no effect: the "
         "permission applies to all of them."),
      isolated);
}

static void
add_permission (const Maker *maker, const TesseraPermission *permission)
{
  TesseraAction action = tessera_permission_get_action (permission);
  TesseraAccessRow *type = get_type_row (maker, tessera_permission_get_resource_type (permission));

  widen_label (maker, type, permission);
  if (!is_whole (maker, permission))
    {
      get_item_row (maker, type, permission)->held[action] = TRUE;
      return;
    }
  type->held[action] = TRUE;
  note_loose_name (type, permission);
  if (type->note == NULL && tessera_permission_get_id (permission) == NULL &&
      tessera_permission_get_org_id (permission) == NULL)
    type->note = g_strdup (_ ("On the whole server, in every organization."));
}

static TesseraPermissionSet *
collect_wholes (TesseraPermissionSet *permissions)
{
  TesseraPermissionSet *wholes = tessera_permission_set_new ();

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);

      if (tessera_permission_get_id (permission) == NULL)
        tessera_permission_set_add (wholes, permission);
    }
  return wholes;
}

GListModel *
tessera_access_rows_new (TesseraToken *token, TesseraNameCache *names, const char *server)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), NULL);
  g_return_val_if_fail (TESSERA_IS_NAME_CACHE (names), NULL);
  g_return_val_if_fail (server != NULL, NULL);

  TesseraPermissionSet *permissions = tessera_token_get_permissions (token);
  g_autoptr (TesseraPermissionSet) wholes = collect_wholes (permissions);
  const Maker maker = { token, names, server, wholes, g_list_store_new (TESSERA_TYPE_ACCESS_ROW) };

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    add_permission (&maker, tessera_permission_set_get (permissions, i));
  return G_LIST_MODEL (maker.types);
}

/* Looking */

const char *
tessera_access_row_get_label (TesseraAccessRow *self)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), NULL);

  return self->label;
}

const char *
tessera_access_row_get_note (TesseraAccessRow *self)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), NULL);

  return self->note;
}

const char *
tessera_access_row_get_id (TesseraAccessRow *self)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), NULL);

  return self->id;
}

GListModel *
tessera_access_row_get_items (TesseraAccessRow *self)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), NULL);

  return self->items != NULL ? G_LIST_MODEL (self->items) : NULL;
}

static gboolean
any_item_held (TesseraAccessRow *self, TesseraAction action)
{
  GListModel *items = tessera_access_row_get_items (self);

  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TesseraAccessRow) item = g_list_model_get_item (items, i);

      if (item->held[action])
        return TRUE;
    }
  return FALSE;
}

TesseraAccess
tessera_access_row_get_access (TesseraAccessRow *self, TesseraAction action)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), 0);

  if (self->held[action])
    return TESSERA_ACCESS_ALL;
  return any_item_held (self, action) ? TESSERA_ACCESS_SOME : TESSERA_ACCESS_NOTHING;
}

static const char *
name_access (TesseraAccessRow *self, TesseraAccess access)
{
  if (access == TESSERA_ACCESS_NOTHING)
    return C_ ("a permission", "not granted");
  if (access == TESSERA_ACCESS_SOME)
    return C_ ("a permission", "granted for some");
  return self->gone ? C_ ("a permission", "granted, but for a deleted resource")
                    : C_ ("a permission", "granted");
}

char *
tessera_access_row_describe_access (TesseraAccessRow *self, TesseraAction action)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), NULL);

  const char *verb = action == TESSERA_ACTION_READ ? _ ("Read") : _ ("Write");
  const char *type = tessera_resource_type_get_label (self->key);
  const char *access = name_access (self, tessera_access_row_get_access (self, action));

  return self->id == NULL && self->org_id == NULL
             ? g_strjoin (", ", verb, type, access, NULL)
             : g_strjoin (", ", verb, type, self->label, access, NULL);
}

gboolean
tessera_access_row_is_gone (TesseraAccessRow *self)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), FALSE);

  return self->gone;
}

gboolean
tessera_access_row_is_system (TesseraAccessRow *self)
{
  g_return_val_if_fail (TESSERA_IS_ACCESS_ROW (self), FALSE);

  return self->id != NULL && g_str_equal (self->key, "buckets") && !self->gone &&
         (g_str_equal (self->label, "_monitoring") || g_str_equal (self->label, "_tasks"));
}

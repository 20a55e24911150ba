/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/permission.h"

#include "core/model/resource-type.h"

struct _TesseraPermission
{
  TesseraAction action;
  const char *type; /* of the table of known types, where two that are equal are the same text */
  char *own_type;   /* of a type that is not in the table, else NULL */
  char *org_id;
  char *id;
  char *name;
};

G_DEFINE_BOXED_TYPE (TesseraPermission, tessera_permission, tessera_permission_ref,
                     tessera_permission_unref)

const char *
tessera_action_to_string (TesseraAction action)
{
  return action == TESSERA_ACTION_READ ? "read" : "write";
}

/* An empty ID and an empty name mean the same as none. */
static char *
dup_or_null (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

TesseraPermission *
tessera_permission_new (TesseraAction action, const char *type, const char *org_id, const char *id,
                        const char *name)
{
  g_return_val_if_fail (type != NULL, NULL);

  TesseraPermission *self = g_atomic_rc_box_new0 (TesseraPermission);

  self->action = action;
  self->type = tessera_resource_type_find (type);
  if (self->type == NULL)
    self->type = self->own_type = g_strdup (type);
  self->org_id = dup_or_null (org_id);
  self->id = dup_or_null (id);
  self->name = dup_or_null (name);
  return self;
}

TesseraPermission *
tessera_permission_new_for_type (TesseraAction action, const char *type, const char *org_id,
                                 const char *owner_id)
{
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (org_id != NULL, NULL);

  switch (tessera_resource_type_get_scope (type))
    {
    case TESSERA_SCOPE_ORG_ITSELF:
      return tessera_permission_new (action, type, NULL, org_id, NULL);
    case TESSERA_SCOPE_OWNER:
      return owner_id != NULL ? tessera_permission_new (action, type, NULL, owner_id, NULL) : NULL;
    case TESSERA_SCOPE_NEVER:
      return NULL;
    case TESSERA_SCOPE_ORG_WIDE:
    default:
      return tessera_permission_new (action, type, org_id, NULL, NULL);
    }
}

TesseraPermission *
tessera_permission_ref (TesseraPermission *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tessera_permission_clear (gpointer data)
{
  TesseraPermission *self = data;

  g_free (self->own_type);
  g_free (self->org_id);
  g_free (self->id);
  g_free (self->name);
}

void
tessera_permission_unref (TesseraPermission *self)
{
  g_atomic_rc_box_release_full (self, tessera_permission_clear);
}

TesseraAction
tessera_permission_get_action (const TesseraPermission *self)
{
  return self->action;
}

const char *
tessera_permission_get_resource_type (const TesseraPermission *self)
{
  return self->type;
}

const char *
tessera_permission_get_org_id (const TesseraPermission *self)
{
  return self->org_id;
}

const char *
tessera_permission_get_id (const TesseraPermission *self)
{
  return self->id;
}

const char *
tessera_permission_get_name (const TesseraPermission *self)
{
  return self->id != NULL ? self->name : NULL;
}

const char *
tessera_permission_get_loose_name (const TesseraPermission *self)
{
  return self->id == NULL ? self->name : NULL;
}

static guint
hash_type (const TesseraPermission *self)
{
  return self->own_type != NULL ? g_str_hash (self->own_type) : g_direct_hash (self->type);
}

/* There are two dozen known types and thousands of permissions. */
static gboolean
have_equal_types (const TesseraPermission *a, const TesseraPermission *b)
{
  return a->type == b->type || (a->own_type != NULL && g_strcmp0 (a->own_type, b->own_type) == 0);
}

guint
tessera_permission_hash (gconstpointer data)
{
  const TesseraPermission *self = data;
  guint hash = hash_type (self) * 2 + self->action;

  if (self->org_id != NULL)
    hash = hash * 31 + g_str_hash (self->org_id);
  if (self->id != NULL)
    hash = hash * 31 + g_str_hash (self->id);
  return hash;
}

gboolean
tessera_permission_equal (gconstpointer data_a, gconstpointer data_b)
{
  const TesseraPermission *a = data_a, *b = data_b;

  return a->action == b->action && have_equal_types (a, b) &&
         g_strcmp0 (a->org_id, b->org_id) == 0 && g_strcmp0 (a->id, b->id) == 0;
}

int
tessera_permission_compare (const TesseraPermission *a, const TesseraPermission *b)
{
  int order = tessera_resource_type_compare (a->type, b->type);

  if (order == 0)
    order = (a->id != NULL) - (b->id != NULL);
  /* Names decide only between items: of the same item one permission may know the name, another
   * not, and they must still meet. */
  if (order == 0 && g_strcmp0 (a->id, b->id) != 0)
    order = g_strcmp0 (a->name, b->name);
  if (order == 0)
    order = g_strcmp0 (a->id, b->id);
  if (order == 0)
    order = g_strcmp0 (a->org_id, b->org_id);
  if (order == 0)
    order = (int) a->action - (int) b->action;
  return order;
}

gboolean
tessera_permission_covers (const TesseraPermission *self, const TesseraPermission *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  if (self->action != other->action || !have_equal_types (self, other))
    return FALSE;
  if (self->org_id != NULL && g_strcmp0 (self->org_id, other->org_id) != 0)
    return FALSE;
  if (self->id != NULL && g_strcmp0 (self->id, other->id) != 0)
    return FALSE;
  return TRUE;
}

gboolean
tessera_permission_is_server_wide (const TesseraPermission *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->org_id == NULL && self->id == NULL;
}

gboolean
tessera_permission_is_dangling (const TesseraPermission *self)
{
  return self->id != NULL && self->name == NULL && tessera_resource_type_is_named (self->type);
}

JsonNode *
tessera_permission_to_json (const TesseraPermission *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, tessera_action_to_string (self->action));
  json_builder_set_member_name (builder, "resource");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, self->type);
  if (self->org_id != NULL)
    {
      json_builder_set_member_name (builder, "orgID");
      json_builder_add_string_value (builder, self->org_id);
    }
  if (self->id != NULL)
    {
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, self->id);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of demo-store.h about permissions. */

#include "demo/demo-store.h"

static const char *const types[] = {
  "authorizations", "buckets",      "dashboards",        "orgs",
  "sources",        "tasks",        "telegrafs",         "users",
  "variables",      "scrapers",     "secrets",           "labels",
  "views",          "documents",    "notificationRules", "notificationEndpoints",
  "checks",         "dbrp",         "notebooks",         "annotations",
  "remotes",        "replications", "instance",          NULL
};

static const char *const cloud_types[] = { "flows", "functions", "subscriptions", NULL };

const char *const *
demo_resource_types (void)
{
  return types;
}

gboolean
demo_resource_type_exists (const char *type, gboolean serverless)
{
  return g_strv_contains (types, type) || (serverless && g_strv_contains (cloud_types, type));
}

static void
permission_free (gpointer data)
{
  DemoPermission *self = data;

  g_free (self->type);
  g_free (self->org_id);
  g_free (self->id);
  g_free (self);
}

GPtrArray *
demo_permissions_new (void)
{
  return g_ptr_array_new_with_free_func (permission_free);
}

DemoPermission *
demo_permissions_add (GPtrArray *self, gboolean write, const char *type, const char *org_id,
                      const char *id)
{
  DemoPermission *permission = g_new0 (DemoPermission, 1);

  permission->write = write;
  permission->type = g_strdup (type);
  permission->org_id = g_strdup (org_id);
  permission->id = g_strdup (id);
  g_ptr_array_add (self, permission);
  return permission;
}

void
demo_permissions_add_copies (GPtrArray *self, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      DemoPermission *other = g_ptr_array_index (others, i);

      demo_permissions_add (self, other->write, other->type, other->org_id, other->id);
    }
}

void
demo_permissions_add_operator (GPtrArray *self)
{
  for (guint i = 0; !g_str_equal (types[i], "instance"); i++)
    {
      demo_permissions_add (self, FALSE, types[i], NULL, NULL);
      demo_permissions_add (self, TRUE, types[i], NULL, NULL);
    }
}

void
demo_permissions_add_all_access (GPtrArray *self, const char *org_id, const char *user_id)
{
  for (guint i = 0; !g_str_equal (types[i], "instance"); i++)
    {
      gboolean orgs = g_str_equal (types[i], "orgs");
      gboolean users = g_str_equal (types[i], "users");
      const char *id = orgs ? org_id : users ? user_id : NULL;

      demo_permissions_add (self, FALSE, types[i], orgs || users ? NULL : org_id, id);
      if (!orgs)
        demo_permissions_add (self, TRUE, types[i], users ? NULL : org_id, id);
    }
}

gboolean
demo_permission_matches (const DemoPermission *self, const DemoPermission *wanted)
{
  if (self->write != wanted->write)
    return FALSE;
  if (g_str_equal (self->type, "instance"))
    return TRUE;
  if (!g_str_equal (self->type, wanted->type))
    return FALSE;
  if (self->org_id == NULL && self->id == NULL)
    return TRUE;
  if (self->org_id != NULL && self->id == NULL && g_strcmp0 (self->org_id, wanted->org_id) == 0)
    return TRUE;
  return self->id != NULL && g_strcmp0 (self->id, wanted->id) == 0;
}

char *
demo_permission_to_string (const DemoPermission *self)
{
  GString *text = g_string_new (self->write ? "write:" : "read:");

  if (self->org_id != NULL)
    g_string_append_printf (text, "orgs/%s/", self->org_id);
  g_string_append (text, self->type);
  if (self->id != NULL)
    g_string_append_printf (text, "/%s", self->id);
  return g_string_free (text, FALSE);
}

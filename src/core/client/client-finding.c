/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding single things by name or ID: a part of client.h. */

#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/client/client-private.h"
#include "core/client/json.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* What is wanted. */
typedef struct
{
  const TesseraListing *listing;
  char *org_id;
  char *name; /* NULL when looking for an ID */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->org_id);
  g_free (self->name);
  g_free (self);
}

static void
set_wanted (GTask *task, const char *type, const char *org_id, const char *name)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->listing = tessera_resource_type_get_listing (type);
  wanted->org_id = g_strdup (org_id);
  wanted->name = g_strdup (name);
  tessera_call_set_data (task, wanted, wanted_free);
}

/* The parameter that filters a list by name, where the server has one (InfluxDB 2.9.1). */
static const char *
get_name_filter (const char *type)
{
  if (g_str_equal (type, "orgs"))
    return "org";
  return g_str_equal (type, "users") || g_str_equal (type, "buckets") ? "name" : NULL;
}

/* By name. A server that has no such filter sends everything; items with other names are removed
 * here. */

static void
named_answer (GTask *task, TesseraAnswer *answer)
{
  Wanted *wanted = tessera_call_get_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (root != NULL)
    items = tessera_json_read_resources (root, wanted->listing->type, wanted->org_id, &error);
  if (items == NULL)
    {
      tessera_call_return_error (task, error);
      return;
    }
  for (guint i = items->len; i > 0; i--)
    if (g_strcmp0 (tessera_resource_get_name (items->pdata[i - 1]), wanted->name) != 0)
      g_ptr_array_remove_index (items, i - 1);
  g_task_return_pointer (task, g_steal_pointer (&items), (GDestroyNotify) g_ptr_array_unref);
}

void
tessera_client_find_resources_async (TesseraClient *self, const char *type, const char *org_id,
                                     const char *name, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (type != NULL);
  g_return_if_fail (name != NULL);

  const TesseraListing *listing = tessera_resource_type_get_listing (type);
  const char *filter = get_name_filter (type);
  g_autoptr (GString) path = NULL;
  GTask *task;

  g_return_if_fail (listing != NULL && (filter != NULL || listing->paging == TESSERA_PAGING_NONE));
  path = g_string_new (listing->path);
  if (tessera_resource_type_get_scope (type) == TESSERA_SCOPE_ORG_WIDE)
    tessera_call_append_field (path, "orgID", org_id);
  if (filter != NULL)
    tessera_call_append_field (path, filter, name);
  task = tessera_call_new (self, tessera_client_find_resources_async, named_answer, cancellable,
                           callback, user_data);
  set_wanted (task, type, org_id, name);
  tessera_call_send (task, "GET", path->str, NULL);
}

GPtrArray *
tessera_client_find_resources_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  GError *problem = NULL;
  GPtrArray *items = g_task_propagate_pointer (G_TASK (result), &problem);

  /* For a name that does not exist, some types have an empty list and others a 404. */
  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_error_free (problem);
      return g_ptr_array_new_with_free_func (g_object_unref);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return items;
}

/* An organization by its buckets */

static void
owners_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);

  if (root != NULL)
    g_task_return_pointer (task, tessera_json_read_owners (root), (GDestroyNotify) g_strfreev);
  else
    tessera_call_return_error (task, error);
}

void
tessera_client_find_owners_async (TesseraClient *self, const char *org_name,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  g_autoptr (GString) path = g_string_new (TESSERA_PATH_BUCKETS "?limit=100");

  tessera_call_append_field (path, "org", org_name);
  tessera_call_send (tessera_call_new (self, tessera_client_find_owners_async, owners_answer,
                                       cancellable, callback, user_data),
                     "GET", path->str, NULL);
}

GStrv
tessera_client_find_owners_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* By ID */

static void
resource_answer (GTask *task, TesseraAnswer *answer)
{
  Wanted *wanted = tessera_call_get_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  TesseraResource *item = NULL;

  if (root != NULL && !tessera_json_is_of_organization (root, wanted->org_id))
    error = tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                               _ ("It belongs to another organization."));
  else if (root != NULL)
    item = tessera_json_read_resource (root, wanted->listing->type, &error);
  tessera_call_return_object (task, item, error);
}

void
tessera_client_get_resource_async (TesseraClient *self, const char *type, const char *org_id,
                                   const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (type != NULL);
  g_return_if_fail (id != NULL);

  const TesseraListing *listing = tessera_resource_type_get_listing (type);
  g_autofree char *before = NULL;
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (listing != NULL);
  before = g_strconcat (listing->path, "/", NULL);
  path = tessera_call_build_path (before, id, "");
  task = tessera_call_new (self, tessera_client_get_resource_async, resource_answer, cancellable,
                           callback, user_data);
  set_wanted (task, type, org_id, NULL);
  tessera_call_send (task, "GET", path, NULL);
}

TesseraResource *
tessera_client_get_resource_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/recreated-bucket.h"

#include "core/model/token-private.h"

/* A bucket that is gone. */
typedef struct
{
  char *id;
  char *org_id;
  char *name;
} Gone;

static void
gone_free (gpointer data)
{
  Gone *self = data;

  g_free (self->id);
  g_free (self->org_id);
  g_free (self->name);
  g_free (self);
}

typedef struct
{
  TesseraClient *client;
  GPtrArray *gone;
  guint next;
  GHashTable *found;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_object_unref (self->client);
  g_ptr_array_unref (self->gone);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_free (self);
}

static gboolean
is_id_of (gconstpointer gone, gconstpointer id)
{
  return g_str_equal (((const Gone *) gone)->id, id);
}

/* Each bucket once, however many permissions it has. */
static GPtrArray *
collect_gone (TesseraToken *token, TesseraNameCache *names, const char *server)
{
  TesseraPermissionSet *permissions = tessera_token_get_permissions (token);
  GPtrArray *gone = g_ptr_array_new_with_free_func (gone_free);

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);
      const char *type = tessera_permission_get_resource_type (permission);
      const char *id = tessera_permission_get_id (permission);
      const char *org_id = tessera_permission_get_org_id (permission);
      g_autofree char *name = NULL;
      Gone *one;

      if (!g_str_equal (type, "buckets") || org_id == NULL ||
          !tessera_permission_is_dangling (permission) ||
          g_ptr_array_find_with_equal_func (gone, id, is_id_of, NULL) ||
          (name = tessera_name_cache_find (names, server, type, id)) == NULL)
        continue;
      one = g_new0 (Gone, 1);
      one->id = g_strdup (id);
      one->org_id = g_strdup (org_id);
      one->name = g_steal_pointer (&name);
      g_ptr_array_add (gone, one);
    }
  return gone;
}

static void ask_next (GTask *task);

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Search *search = g_task_get_task_data (task);
  const Gone *gone = g_ptr_array_index (search->gone, search->next);
  GError *error = NULL;
  g_autoptr (GPtrArray) buckets =
      tessera_client_find_resources_finish (TESSERA_CLIENT (source), result, &error);

  if (buckets == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (buckets->len > 0)
    g_hash_table_insert (search->found, g_strdup (gone->id),
                         g_object_ref (g_ptr_array_index (buckets, 0)));
  search->next++;
  ask_next (task);
}

/* Takes ownership of @task. */
static void
ask_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const Gone *gone;

  if (search->next == search->gone->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&search->found),
                             (GDestroyNotify) g_hash_table_unref);
      g_object_unref (task);
      return;
    }
  gone = g_ptr_array_index (search->gone, search->next);
  tessera_client_find_resources_async (search->client, "buckets", gone->org_id, gone->name,
                                       g_task_get_cancellable (task), asked_cb, task);
}

void
tessera_recreated_buckets_find_async (TesseraClient *client, TesseraToken *token,
                                      TesseraNameCache *names, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (TESSERA_IS_TOKEN (token));
  g_return_if_fail (TESSERA_IS_NAME_CACHE (names));

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->client = g_object_ref (client);
  search->gone = collect_gone (token, names, tessera_client_get_address (client));
  search->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_task_set_source_tag (task, tessera_recreated_buckets_find_async);
  g_task_set_task_data (task, search, search_free);
  ask_next (task);
}

GHashTable *
tessera_recreated_buckets_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TesseraToken *
tessera_token_retarget (TesseraToken *token, GHashTable *recreated)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), NULL);
  g_return_val_if_fail (recreated != NULL, NULL);

  TesseraPermissionSet *before = tessera_token_get_permissions (token);
  g_autoptr (TesseraPermissionSet) after = tessera_permission_set_new ();
  const TesseraTokenFacts facts = {
    .id = tessera_token_get_id (token),
    .description = tessera_token_get_description (token),
    .org_id = tessera_token_get_org_id (token),
    .org_name = tessera_token_get_org_name (token),
    .owner_id = tessera_token_get_owner_id (token),
    .owner = tessera_token_get_owner (token),
    .active = tessera_token_is_active (token),
    .permissions = after,
  };

  for (guint i = 0; i < tessera_permission_set_get_size (before); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (before, i);
      const char *id = tessera_permission_get_id (permission);
      const char *type = tessera_permission_get_resource_type (permission);
      TesseraResource *successor =
          id != NULL && g_str_equal (type, "buckets") ? g_hash_table_lookup (recreated, id) : NULL;
      g_autoptr (TesseraPermission) new = NULL;

      if (successor != NULL)
        new = tessera_permission_new (tessera_permission_get_action (permission), type,
                                      tessera_permission_get_org_id (permission),
                                      tessera_resource_get_id (successor),
                                      tessera_resource_get_name (successor));
      tessera_permission_set_add (after, new != NULL ? new : permission);
    }
  return tessera_token_new (&facts);
}

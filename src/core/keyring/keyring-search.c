/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libsecret's own search (seen in 0.20.5) returns twice, and fails, when another program removes an
 * item after it was found and before it was loaded; here such an item is skipped. The functions
 * that take D-Bus paths are the ones that libsecret does not guarantee to keep stable. */

#define SECRET_API_SUBJECT_TO_CHANGE
#include "core/keyring/keyring-search.h"

#include "core/base/address.h"
#include "core/keyring/keyring-place.h"

typedef struct
{
  SecretService *service;
  const SecretSchema *schema; /* NULL: the attributes say enough */
  gboolean load_secrets;
  GList *found;
  SecretCollection *closed; /* a locked keyring that may contain more */
  GError *error;            /* the first one */
  guint missing;            /* items that are being loaded */
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_object_unref (self->service);
  g_list_free_full (self->found, g_object_unref);
  g_clear_object (&self->closed);
  g_clear_error (&self->error);
  g_free (self);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->closed = tessera_keyring_place_find_closed_finish (result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
end_if_all_are_there (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (search->missing > 0)
    return;
  if (search->error != NULL)
    g_task_return_error (task, g_steal_pointer (&search->error));
  else if (search->load_secrets)
    g_task_return_boolean (task, TRUE);
  else
    tessera_keyring_place_find_closed_async (search->service, search->found, search->schema != NULL,
                                             closed_cb, g_object_ref (task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SecretItem *item = secret_item_new_for_dbus_path_finish (result, &error);

  search->missing--;
  if (item != NULL)
    search->found = g_list_prepend (search->found, item);
  else if (!tessera_keyring_entry_means_gone (error) && search->error == NULL)
    search->error = g_steal_pointer (&error);
  end_if_all_are_there (task);
}

static void
load_items (GTask *task, GStrv paths, SecretItemFlags flags)
{
  Search *search = g_task_get_task_data (task);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      search->missing++;
      secret_item_new_for_dbus_path (search->service, paths[i], flags, NULL, loaded_cb,
                                     g_object_ref (task));
    }
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  GError *error = NULL;

  if (!secret_service_search_for_dbus_paths_finish (search->service, result, &unlocked, &locked,
                                                    &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load_items (task, unlocked, search->load_secrets ? SECRET_ITEM_LOAD_SECRET : SECRET_ITEM_NONE);
  load_items (task, locked, SECRET_ITEM_NONE);
  end_if_all_are_there (task);
}

void
tessera_keyring_search (TesseraKeyringCall *call, gboolean load_secrets,
                        GAsyncReadyCallback callback)
{
  g_return_if_fail (call != NULL);

  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  GTask *task = g_task_new (NULL, NULL, callback, call);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, tessera_keyring_search);
  search->service = g_object_ref (tessera_keyring_call_get_service (call));
  search->load_secrets = load_secrets;
  search->schema = g_hash_table_size (item->identity) == 0 ? item->schema : NULL;
  g_task_set_task_data (task, search, search_free);
  secret_service_search_for_dbus_paths (search->service, search->schema, item->identity, NULL,
                                        searched_cb, task);
}

static gboolean
is_ours (SecretItem *found, TesseraKeyringEntry *wanted)
{
  g_autofree char *schema = secret_item_get_schema_name (found);

  return g_strcmp0 (schema, wanted->schema->name) == 0;
}

static gboolean
is_of_server (SecretItem *found, const char *wanted)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (found);
  const char *server = g_hash_table_lookup (attributes, "server");
  g_autofree char *address = server != NULL ? tessera_address_normalize (server, NULL) : NULL;

  return wanted == NULL || g_strcmp0 (address != NULL ? address : server, wanted) == 0;
}

static gboolean
is_wanted (SecretItem *found, TesseraKeyringEntry *wanted)
{
  return !tessera_keyring_entry_is_readable (found) ||
         (is_ours (found, wanted) && is_of_server (found, wanted->server));
}

gboolean
tessera_keyring_search_finish (TesseraKeyringCall *call, GAsyncResult *result)
{
  g_return_val_if_fail (call != NULL, FALSE);
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  Search *search = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_list (&item->found, g_object_unref);
  g_clear_object (&item->closed);
  item->closed = g_steal_pointer (&search->closed);
  for (GList *l = search->found; l != NULL; l = l->next)
    if (is_wanted (l->data, item))
      item->found = g_list_prepend (item->found, g_object_ref (l->data));
  return tessera_keyring_call_goes_on (call, error);
}

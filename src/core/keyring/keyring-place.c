/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions that take D-Bus paths are the ones that libsecret does not guarantee to keep
 * stable. */

#define SECRET_API_SUBJECT_TO_CHANGE
#include "core/keyring/keyring-place.h"

#include "core/keyring/keyring-entry.h"

/* Listing keyrings, as they are now: libsecret's own list (0.20.5) loads every item in them, and
 * what it has cached may be out of date. */

typedef struct
{
  GList *collections;
  GError *error; /* the first one */
  guint missing; /* collections that are being loaded */
} Listing;

static void
listing_free (gpointer data)
{
  Listing *self = data;

  g_list_free_full (self->collections, g_object_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
end_if_all_are_there (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  if (listing->missing > 0)
    return;
  if (listing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&listing->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* A keyring that was removed in the meantime is skipped. */
static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SecretCollection *collection = secret_collection_new_for_dbus_path_finish (result, &error);

  listing->missing--;
  if (collection != NULL)
    listing->collections = g_list_append (listing->collections, collection);
  else if (!tessera_keyring_entry_means_gone (error) && listing->error == NULL)
    listing->error = g_steal_pointer (&error);
  end_if_all_are_there (task);
}

static void
paths_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariant) value = NULL;
  g_autofree const char **paths = NULL;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_variant_get (answer, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_OBJECT_PATH_ARRAY))
    paths = g_variant_get_objv (value, NULL);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      /* gnome-keyring's "session" is emptied at logout. */
      if (g_str_has_suffix (paths[i], "/session"))
        continue;
      listing->missing++;
      secret_collection_new_for_dbus_path (SECRET_SERVICE (source), paths[i],
                                           SECRET_COLLECTION_NONE, NULL, collection_cb,
                                           g_object_ref (task));
    }
  end_if_all_are_there (task);
}

static void
list_collections (SecretService *service, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (service, NULL, callback, user_data);

  g_task_set_source_tag (task, list_collections);
  g_task_set_task_data (task, g_new0 (Listing, 1), listing_free);
  g_dbus_proxy_call (G_DBUS_PROXY (service), "org.freedesktop.DBus.Properties.Get",
                     g_variant_new ("(ss)", "org.freedesktop.Secret.Service", "Collections"),
                     G_DBUS_CALL_FLAGS_NONE, -1, NULL, paths_cb, task);
}

static gboolean
list_collections_finish (GAsyncResult *result, GList **collections, GError **error)
{
  Listing *listing = g_task_get_task_data (G_TASK (result));

  *collections = g_steal_pointer (&listing->collections);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Finding the keyring to save in */

/* Takes ownership of @all. */
static SecretCollection *
choose_collection (GList *all)
{
  SecretCollection *chosen = NULL;

  for (GList *l = all; l != NULL; l = l->next)
    if (chosen == NULL ||
        (secret_collection_get_locked (chosen) && !secret_collection_get_locked (l->data)))
      chosen = l->data;
  if (chosen != NULL)
    g_object_ref (chosen);
  g_list_free_full (all, g_object_unref);
  return chosen;
}

static void
others_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GList *all = NULL;
  GError *error = NULL;

  if (list_collections_finish (result, &all, &error))
    g_task_return_pointer (task, choose_collection (all), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
look_for_others (GTask *task)
{
  list_collections (g_task_get_source_object (task), others_cb, task);
}

static void
default_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  SecretCollection *collection = secret_collection_new_for_dbus_path_finish (result, &error);

  if (collection == NULL && tessera_keyring_entry_means_gone (error))
    {
      look_for_others (task);
      return;
    }
  if (collection != NULL)
    g_task_return_pointer (task, collection, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

static void
alias_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  SecretService *service = SECRET_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = secret_service_read_alias_dbus_path_finish (service, result, &error);

  if (path != NULL)
    secret_collection_new_for_dbus_path (service, path, SECRET_COLLECTION_NONE, NULL, default_cb,
                                         task);
  else if (error == NULL || tessera_keyring_entry_means_gone (error))
    look_for_others (task);
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
}

void
tessera_keyring_place_find_async (SecretService *service, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (SECRET_IS_SERVICE (service));

  GTask *task = g_task_new (service, NULL, callback, user_data);

  g_task_set_source_tag (task, tessera_keyring_place_find_async);
  secret_service_read_alias_dbus_path (service, SECRET_COLLECTION_DEFAULT, NULL, alias_cb, task);
}

SecretCollection *
tessera_keyring_place_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Finding out whether the keyring may contain more */

typedef struct
{
  GList *found;
  gboolean by_schema;
  SecretCollection *place;
} Closed;

static void
closed_free (gpointer data)
{
  Closed *self = data;

  g_list_free_full (self->found, g_object_unref);
  g_clear_object (&self->place);
  g_free (self);
}

static gboolean
is_inside (const char *path, SecretCollection *collection)
{
  const char *place = g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection));

  return g_str_has_prefix (path, place) && path[strlen (place)] == '/';
}

static gboolean
has_any (SecretCollection *collection, GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (is_inside (g_dbus_proxy_get_object_path (l->data), collection))
      return TRUE;
  return FALSE;
}

static const char *
find_first (SecretCollection *collection, GStrv paths)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (is_inside (paths[i], collection))
      return paths[i];
  return NULL;
}

static void
return_closed (GTask *task)
{
  Closed *closed = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&closed->place), g_object_unref);
}

static void
sample_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SecretItem) item = secret_item_new_for_dbus_path_finish (result, NULL);

  if (item != NULL && tessera_keyring_entry_is_readable (item))
    g_task_return_pointer (task, NULL, NULL);
  else
    return_closed (task);
}

/* A locked keyring that shows other items has answered, unless their attributes are only hashes and
 * the search was for a schema. A service that refuses this search shows nothing. */
static void
everything_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Closed *closed = g_task_get_task_data (task);
  g_auto (GStrv) locked = NULL;
  const char *sample;

  secret_service_search_for_dbus_paths_finish (SECRET_SERVICE (source), result, NULL, &locked,
                                               NULL);
  sample = find_first (closed->place, locked);
  if (sample == NULL)
    return_closed (task);
  else if (!closed->by_schema)
    g_task_return_pointer (task, NULL, NULL);
  else
    secret_item_new_for_dbus_path (SECRET_SERVICE (source), sample, SECRET_ITEM_NONE, NULL,
                                   sample_cb, g_steal_pointer (&task));
}

static void
place_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Closed *closed = g_task_get_task_data (task);
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  GError *error = NULL;

  closed->place = tessera_keyring_place_find_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (closed->place == NULL || !secret_collection_get_locked (closed->place) ||
           has_any (closed->place, closed->found))
    g_task_return_pointer (task, NULL, NULL);
  else
    secret_service_search_for_dbus_paths (SECRET_SERVICE (source), NULL, nothing, NULL,
                                          everything_cb, g_steal_pointer (&task));
}

void
tessera_keyring_place_find_closed_async (SecretService *service, GList *found, gboolean by_schema,
                                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SECRET_IS_SERVICE (service));

  GTask *task = g_task_new (service, NULL, callback, user_data);
  Closed *closed = g_new0 (Closed, 1);

  g_task_set_source_tag (task, tessera_keyring_place_find_closed_async);
  for (GList *l = found; l != NULL; l = l->next)
    closed->found = g_list_prepend (closed->found, g_object_ref (l->data));
  closed->by_schema = by_schema;
  g_task_set_task_data (task, closed, closed_free);
  tessera_keyring_place_find_async (service, place_cb, task);
}

SecretCollection *
tessera_keyring_place_find_closed_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

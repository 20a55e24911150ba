/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-entry.h"

void
tessera_keyring_entry_free (gpointer data)
{
  TesseraKeyringEntry *self = data;

  g_hash_table_unref (self->identity);
  g_free (self->server);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->secret, tessera_secret_unref);
  g_clear_object (&self->collection);
  g_clear_list (&self->found, g_object_unref);
  g_clear_object (&self->closed);
  g_free (self->label);
  g_free (self);
}

TesseraKeyringEntry *
tessera_keyring_entry_new (const SecretSchema *schema, GHashTable *identity)
{
  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (identity != NULL, NULL);

  TesseraKeyringEntry *self = g_new0 (TesseraKeyringEntry, 1);

  self->schema = schema;
  self->identity = identity;
  return self;
}

void
tessera_keyring_entry_unlock (TesseraKeyringCall *call, GList *objects,
                              GAsyncReadyCallback callback)
{
  g_return_if_fail (call != NULL);

  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);

  item->unlocking = g_list_length (objects);
  secret_service_unlock (tessera_keyring_call_get_service (call), objects, NULL, callback, call);
}

gboolean
tessera_keyring_entry_unlock_finish (TesseraKeyringCall *call, GAsyncResult *result)
{
  g_return_val_if_fail (call != NULL, FALSE);

  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  GError *error = NULL;
  gint unlocked =
      secret_service_unlock_finish (tessera_keyring_call_get_service (call), result, NULL, &error);

  if (!tessera_keyring_call_goes_on (call, error))
    return FALSE;
  if (unlocked >= 0 && (guint) unlocked >= item->unlocking)
    return TRUE;
  tessera_keyring_call_fail_locked (call);
  return FALSE;
}

gboolean
tessera_keyring_entry_means_gone (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

gboolean
tessera_keyring_entry_is_readable (SecretItem *item)
{
  g_return_val_if_fail (SECRET_IS_ITEM (item), FALSE);

  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  GHashTableIter iter;
  gpointer name;

  if (!secret_item_get_locked (item))
    return TRUE;
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "gkr:compat:hashed:"))
      return FALSE;
  return g_hash_table_size (attributes) > 0;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  GError *error = NULL;

  secret_item_delete_finish (SECRET_ITEM (source), result, &error);
  /* Another program deleted it first. */
  if (tessera_keyring_entry_means_gone (error))
    g_clear_error (&error);
  if (tessera_keyring_call_goes_on (call, error))
    tessera_keyring_entry_delete (call, item->after_delete);
}

void
tessera_keyring_entry_delete (TesseraKeyringCall *call, TesseraKeyringStep then)
{
  g_return_if_fail (call != NULL);
  g_return_if_fail (then != NULL);

  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  g_autoptr (SecretItem) first = NULL;

  if (item->found == NULL)
    {
      then (call, tessera_keyring_call_get_service (call));
      return;
    }
  item->after_delete = then;
  item->deletions++;
  first = item->found->data;
  item->found = g_list_delete_link (item->found, item->found);
  secret_item_delete (first, NULL, deleted_cb, call);
}

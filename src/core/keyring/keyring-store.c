/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-store.h"

#include "core/base/error.h"
#include "core/keyring/keyring-place.h"
#include "core/keyring/keyring-search.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Storing: find or create a keyring, unlock it, store, read back, remove items left over from an
 * earlier description, and read back again: a value counts as saved only if it is still there at
 * the very end. An item that is left over even then, because its deletion was not confirmed, is
 * left alone: the new one is found first. */

static gboolean
has_secret (SecretItem *item, TesseraSecret *secret)
{
  SecretValue *value = secret_item_get_secret (item);
  gsize length;
  const char *text;
  gboolean same;

  if (value == NULL)
    return FALSE;
  text = secret_value_get (value, &length);
  same = length == tessera_secret_get_length (secret) &&
         memcmp (text, tessera_secret_peek (secret), length) == 0;
  secret_value_unref (value);
  return same;
}

static gboolean
has_attributes (SecretItem *item, GHashTable *attributes)
{
  g_autoptr (GHashTable) its = secret_item_get_attributes (item);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (its, key), value) != 0)
      return FALSE;
  return TRUE;
}

static void read_back (TesseraKeyringCall *call, SecretService *service);

/* Reduces the list of found items to those to remove. Items in another keyring that is locked stay:
 * removing them would ask for one more password. */
static gboolean
take_ours_out (TesseraKeyringEntry *wanted)
{
  GList *next;
  gboolean ours = FALSE;

  for (GList *l = wanted->found; l != NULL; l = next)
    {
      gboolean same = has_attributes (l->data, wanted->attributes);

      next = l->next;
      ours = ours || (same && has_secret (l->data, wanted->secret));
      if (same || secret_item_get_locked (l->data))
        {
          g_object_unref (l->data);
          wanted->found = g_list_delete_link (wanted->found, l);
        }
    }
  return ours;
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *wanted = tessera_keyring_call_get_data (call);

  if (!tessera_keyring_search_finish (call, result))
    return;
  if (!take_ours_out (wanted))
    tessera_keyring_call_fail (
        call,
        tessera_error_new (
            TESSERA_ERROR_KEYRING, NULL,
            _ ("The keyring accepted the value, but the value can’t be read back. Copy the value "
               "to a safe place, and check the keyring with Passwords and Keys.")));
  else if (wanted->found != NULL && wanted->deletions == 0)
    tessera_keyring_entry_delete (call, read_back);
  else
    tessera_keyring_call_return (call, g_strdup (wanted->label), g_free);
}

static void
read_back (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_search (call, TRUE, read_back_cb);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  GError *error = NULL;
  SecretItem *stored = secret_item_create_finish (result, &error);

  g_clear_object (&stored);
  if (tessera_keyring_call_goes_on (call, error))
    read_back (call, NULL);
}

static void
store_in (TesseraKeyringCall *call, SecretCollection *collection)
{
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  SecretValue *value =
      secret_value_new (tessera_secret_peek (item->secret),
                        (gssize) tessera_secret_get_length (item->secret), "text/plain");

  tessera_keyring_call_note_sent (call);
  secret_item_create (collection, item->schema, item->attributes, item->label, value,
                      SECRET_ITEM_CREATE_REPLACE, NULL, stored_cb, call);
  secret_value_unref (value);
}

/* Runs with @item->collection, which is unlocked. */
static void
use_collection (TesseraKeyringCall *call)
{
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);

  if (item->secret != NULL)
    store_in (call, item->collection);
  else
    tessera_keyring_call_return (call, NULL, NULL);
}

static void
collection_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;

  if (tessera_keyring_entry_unlock_finish (call, result))
    use_collection (call);
}

static void
collection_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  GError *error = NULL;

  item->collection = secret_collection_create_finish (result, &error);
  /* If the prompt was dismissed, the keyring is created at the path "/", where libsecret then does
   * not find it. */
  if (tessera_keyring_entry_means_gone (error))
    g_clear_error (&error);
  if (!tessera_keyring_call_goes_on (call, error))
    return;
  if (item->collection == NULL)
    tessera_keyring_call_fail_locked (call);
  else
    use_collection (call);
}

static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  GError *error = NULL;

  item->collection = tessera_keyring_place_find_finish (result, &error);
  if (!tessera_keyring_call_goes_on (call, error))
    return;
  if (item->collection == NULL)
    /* Translators: the name of the keyring that is created when a desktop has none */
    secret_collection_create (tessera_keyring_call_get_service (call), C_ ("keyring", "Login"),
                              SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_CREATE_NONE, NULL,
                              collection_made_cb, call);
  else if (secret_collection_get_locked (item->collection))
    {
      g_autoptr (GList) one = g_list_prepend (NULL, item->collection);

      tessera_keyring_entry_unlock (call, one, collection_unlocked_cb);
    }
  else
    use_collection (call);
}

void
tessera_keyring_step_store (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_place_find_async (service, collection_cb, call);
}

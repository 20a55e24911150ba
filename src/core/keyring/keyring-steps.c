/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-steps.h"

#include "core/base/error.h"
#include "core/keyring/keyring-search.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* Unlocking a keyring that may contain what was not found. */

static gboolean
must_unlock (TesseraKeyringEntry *item)
{
  return item->found == NULL && item->closed != NULL && !item->has_unlocked;
}

static void
unlock_closed (TesseraKeyringCall *call, GAsyncReadyCallback callback)
{
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);

  g_autoptr (GList) one = g_list_prepend (NULL, item->closed);

  item->has_unlocked = TRUE;
  tessera_keyring_entry_unlock (call, one, callback);
}

/* Looking up. A locked item exists, which is different from a missing one. */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  GError *error = NULL;
  SecretValue *value;
  const char *text;
  gsize length;
  TesseraSecret *secret;

  secret_item_load_secret_finish (SECRET_ITEM (source), result, &error);
  if (!tessera_keyring_call_goes_on (call, error))
    return;
  value = secret_item_get_secret (SECRET_ITEM (source));
  if (value == NULL)
    {
      tessera_keyring_call_fail_locked (call);
      return;
    }
  text = secret_value_get (value, &length);
  secret = tessera_secret_new_length (text, length);
  secret_value_unref (value);
  tessera_keyring_call_return (call, secret, (GDestroyNotify) tessera_secret_unref);
}

static void
look_up_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (tessera_keyring_entry_unlock_finish (user_data, result))
    tessera_keyring_step_look_up (user_data, NULL);
}

static void
look_up_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;

  /* Search again: what was found in an unreadable keyring is not necessarily a Tessera item. */
  if (tessera_keyring_entry_unlock_finish (call, result))
    tessera_keyring_step_look_up (call, NULL);
}

/* The service reported what was found as unlocked before, and still it is locked: asking again
 * would never end. */
static gboolean
has_asked (TesseraKeyringCall *call)
{
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);

  if (item->has_unlocked_found)
    {
      tessera_keyring_call_fail_locked (call);
      return TRUE;
    }
  item->has_unlocked_found = TRUE;
  return FALSE;
}

/* There are several only if the user copied them to another keyring: unlocked ones come first, then
 * the newest. */
static gint
compare_items (gconstpointer a, gconstpointer b)
{
  SecretItem *one = SECRET_ITEM ((gpointer) a);
  SecretItem *other = SECRET_ITEM ((gpointer) b);
  guint64 newer = secret_item_get_modified (other);
  guint64 older = secret_item_get_modified (one);

  if (secret_item_get_locked (one) != secret_item_get_locked (other))
    return secret_item_get_locked (one) ? 1 : -1;
  return newer > older ? 1 : newer < older ? -1 : 0;
}

static void
look_up_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  g_autoptr (GList) one = NULL;

  if (!tessera_keyring_search_finish (call, result))
    return;
  if (must_unlock (item))
    {
      unlock_closed (call, look_up_opened_cb);
      return;
    }
  if (item->found == NULL)
    {
      tessera_keyring_call_fail (
          call, tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                                   _ ("It is not in the keyring. It was never saved on this "
                                      "desktop, or it was removed.")));
      return;
    }
  item->found = g_list_sort (item->found, compare_items);
  if (!secret_item_get_locked (item->found->data))
    {
      secret_item_load_secret (item->found->data, NULL, loaded_cb, call);
      return;
    }
  if (has_asked (call))
    return;
  one = g_list_prepend (NULL, item->found->data);
  tessera_keyring_entry_unlock (call, one, look_up_unlocked_cb);
}

void
tessera_keyring_step_look_up (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_search (call, FALSE, look_up_found_cb);
}

/* Forgetting. */

/* Deleting succeeds for libsecret (0.20.5) even if the user refused to confirm it. */
static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);

  if (!tessera_keyring_search_finish (call, result))
    return;
  if (item->found == NULL)
    tessera_keyring_call_return (call, NULL, NULL);
  else
    tessera_keyring_call_fail (
        call, tessera_error_new (TESSERA_ERROR_KEYRING, NULL,
                                 _ ("It is still in the keyring, because its deletion was not "
                                    "confirmed. Try again and confirm it.")));
}

static void
check_forgotten (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_search (call, FALSE, forgotten_cb);
}

static void
forget_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (tessera_keyring_entry_unlock_finish (user_data, result))
    tessera_keyring_step_forget (user_data, NULL);
}

static void
forget_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;

  if (tessera_keyring_entry_unlock_finish (call, result))
    tessera_keyring_step_forget (call, NULL);
}

static gboolean
any_locked (GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      return TRUE;
  return FALSE;
}

static void
forget_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);

  if (!tessera_keyring_search_finish (call, result))
    return;
  if (must_unlock (item))
    unlock_closed (call, forget_opened_cb);
  else if (any_locked (item->found))
    {
      if (!has_asked (call))
        tessera_keyring_entry_unlock (call, item->found, forget_unlocked_cb);
    }
  else if (item->found == NULL)
    tessera_keyring_call_return (call, NULL, NULL);
  else
    tessera_keyring_entry_delete (call, check_forgotten);
}

void
tessera_keyring_step_forget (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_search (call, FALSE, forget_found_cb);
}

/* Listing. A keyring of GNOME's that has been unlocked once since login reports attributes even
 * when it is locked again. One that has never been unlocked has only hashes of them on disk, and
 * other services report nothing of a locked keyring: then nobody can say which tokens are in it,
 * and an empty answer would be wrong. */

static gboolean
can_read_all (TesseraKeyringEntry *item)
{
  for (GList *l = item->found; l != NULL; l = l->next)
    if (!tessera_keyring_entry_is_readable (l->data))
      return FALSE;
  return item->closed == NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  TesseraKeyringEntry *item = tessera_keyring_call_get_data (call);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (!tessera_keyring_search_finish (call, result))
    return;
  if (!can_read_all (item))
    {
      tessera_keyring_call_fail_closed (call);
      return;
    }
  for (GList *l = item->found; l != NULL; l = l->next)
    g_ptr_array_add (items, g_object_ref (l->data));
  tessera_keyring_call_return (call, g_steal_pointer (&items), (GDestroyNotify) g_ptr_array_unref);
}

void
tessera_keyring_step_list (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_search (call, FALSE, listed_cb);
}

/* Unlocking. */

static GList *
list_locked (TesseraKeyringEntry *item)
{
  GList *locked = item->closed != NULL ? g_list_prepend (NULL, item->closed) : NULL;

  for (GList *l = item->found; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      locked = g_list_prepend (locked, l->data);
  return locked;
}

static void
all_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;

  if (tessera_keyring_entry_unlock_finish (call, result))
    tessera_keyring_call_return (call, NULL, NULL);
}

static void
unlock_all_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *call = user_data;
  g_autoptr (GList) locked = NULL;

  if (!tessera_keyring_search_finish (call, result))
    return;
  locked = list_locked (tessera_keyring_call_get_data (call));
  if (locked != NULL)
    tessera_keyring_entry_unlock (call, locked, all_unlocked_cb);
  else
    tessera_keyring_call_return (call, NULL, NULL);
}

void
tessera_keyring_step_unlock_all (TesseraKeyringCall *call, SecretService *service)
{
  tessera_keyring_search (call, FALSE, unlock_all_found_cb);
}

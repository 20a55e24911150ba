/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of keyring.h: renames the saved item along with its token. */

#include "core/keyring/keyring.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *server;
  TesseraToken *token;
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *self = data;

  g_free (self->server);
  g_object_unref (self->token);
  g_free (self);
}

/* Returns: (nullable): the item that still has the old description */
static TesseraKeyringItem *
find_old (Renaming *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (tessera_keyring_item_get_id (items->pdata[i]),
                     tessera_token_get_id (self->token)) &&
        g_str_equal (tessera_keyring_item_get_server (items->pdata[i]), self->server) &&
        !g_str_equal (tessera_keyring_item_get_description (items->pdata[i]),
                      tessera_token_get_description (self->token)))
      return items->pdata[i];
  return NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      tessera_keyring_list_items_finish (TESSERA_KEYRING (source), result, &error);
  TesseraKeyringItem *old = items != NULL ? find_old (g_task_get_task_data (task), items) : NULL;

  if (items == NULL)
    g_task_return_error (task, error);
  else if (old != NULL)
    g_task_return_error (
        task, tessera_error_new (TESSERA_ERROR_KEYRING, NULL,
                                 _ ("Its value is saved under the new description, but the old "
                                    "entry, %s, is still there. Delete it with Passwords and "
                                    "Keys."),
                                 tessera_keyring_item_get_label (old)));
  else
    g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *label =
      tessera_keyring_save_token_finish (TESSERA_KEYRING (source), result, &error);

  if (label != NULL)
    tessera_keyring_list_items_async (TESSERA_KEYRING (source), g_task_get_cancellable (task),
                                      checked_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Renaming *renaming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraSecret) value =
      tessera_keyring_lookup_token_finish (TESSERA_KEYRING (source), result, &error);

  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else if (value == NULL)
    g_task_return_error (task, error);
  else
    tessera_keyring_save_token_async (TESSERA_KEYRING (source), renaming->server, renaming->token,
                                      value, g_task_get_cancellable (task), saved_cb,
                                      g_object_ref (task));
}

void
tessera_keyring_rename_token_async (TesseraKeyring *self, const char *server, TesseraToken *token,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Renaming *renaming = g_new0 (Renaming, 1);

  g_task_set_source_tag (task, tessera_keyring_rename_token_async);
  renaming->server = g_strdup (server);
  renaming->token = g_object_ref (token);
  g_task_set_task_data (task, renaming, renaming_free);
  tessera_keyring_lookup_token_async (self, server, tessera_token_get_id (token), cancellable,
                                      found_cb, task);
}

gboolean
tessera_keyring_rename_token_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

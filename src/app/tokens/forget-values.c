/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/forget-values.h"

#include "core/base/error.h"

typedef struct
{
  TesseraKeyring *keyring;
  GPtrArray *deleted;
  guint next;
} Forgetting;

static void
forgetting_free (gpointer data)
{
  Forgetting *self = data;

  g_object_unref (self->keyring);
  g_ptr_array_unref (self->deleted);
  g_free (self);
}

static void forget_next (GTask *task);

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (tessera_keyring_forget_token_finish (TESSERA_KEYRING (source), result, &error) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    forget_next (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes ownership of @task. */
static void
forget_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Forgetting *self = g_task_get_task_data (task);
  TesseraClient *client = tessera_token_list_get_client (g_task_get_source_object (task));

  while (self->next < self->deleted->len)
    {
      TesseraToken *token = g_ptr_array_index (self->deleted, self->next++);

      if (!tessera_token_get_saved (token))
        continue;
      tessera_keyring_forget_token_async (
          self->keyring, tessera_client_get_address (client), tessera_token_get_id (token),
          g_task_get_cancellable (task), forgotten_cb, g_steal_pointer (&owned));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

void
tessera_forget_values_async (TesseraTokenList *list, TesseraKeyring *keyring, GPtrArray *deleted,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (list, cancellable, callback, user_data);
  Forgetting *self = g_new0 (Forgetting, 1);

  g_task_set_source_tag (task, tessera_forget_values_async);
  self->keyring = g_object_ref (keyring);
  self->deleted = g_ptr_array_ref (deleted);
  g_task_set_task_data (task, self, forgetting_free);
  forget_next (task);
}

gboolean
tessera_forget_values_finish (TesseraTokenList *list, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

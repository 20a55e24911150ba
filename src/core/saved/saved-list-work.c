/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asking servers and deleting tokens, in a session of its own if none is open: a part of
 * saved-list.h. */

#include "core/saved/saved-list-private.h"

#include "core/base/error.h"
#include "core/session/session-remember.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TesseraSavedToken *saved; /* the token to delete; NULL to ask */
  GPtrArray *tokens;        /* the tokens to ask about */
  TesseraSession *own;      /* the session to sign out from */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  if (self->own != NULL)
    tessera_client_sign_out_async (tessera_session_get_client (self->own), NULL, NULL, NULL);
  g_clear_object (&self->own);
  g_clear_object (&self->saved);
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_free (self);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tessera_keyring_forget_token_finish (TESSERA_KEYRING (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraSavedList *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraSavedToken *saved = ((Work *) g_task_get_task_data (task))->saved;
  TesseraKeyringItem *item;
  GError *error = NULL;

  if (!tessera_client_delete_token_finish (TESSERA_CLIENT (source), result, &error) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  tessera_saved_token_set_state (saved, TESSERA_SAVED_GONE, NULL);
  item = tessera_saved_token_get_item (saved);
  tessera_keyring_forget_token_async (
      tessera_saved_list_get_keyring (self), tessera_keyring_item_get_server (item),
      tessera_keyring_item_get_id (item), cancellable, forgotten_cb, g_steal_pointer (&task));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tessera_saved_tokens_ask_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes ownership of @task. */
static void
do_work (GTask *task, TesseraClient *client)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Work *work = g_task_get_task_data (task);

  if (work->saved != NULL)
    tessera_client_delete_token_async (
        client, tessera_keyring_item_get_id (tessera_saved_token_get_item (work->saved)),
        cancellable, deleted_cb, task);
  else
    tessera_saved_tokens_ask_async (client, work->tokens, cancellable, asked_cb, task);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  work->own = tessera_session_reopen_finish (result, &error);
  if (work->own != NULL)
    {
      do_work (g_steal_pointer (&task), tessera_session_get_client (work->own));
      return;
    }
  for (guint i = 0; work->tokens != NULL && i < work->tokens->len; i++)
    tessera_saved_token_set_state (work->tokens->pdata[i], TESSERA_SAVED_UNREACHABLE,
                                   error->message);
  g_task_return_error (task, error);
}

/* Takes ownership of @task. */
static void
begin_work (TesseraSavedList *self, GTask *task, const char *server, const char *org_id)
{
  TesseraConnection *connection = tessera_saved_list_find_connection (self, server, org_id);
  TesseraClient *client = tessera_saved_list_get_client (self, server);

  if (client != NULL)
    do_work (task, client);
  else if (connection != NULL)
    tessera_session_reopen_async (connection, tessera_saved_list_get_keyring (self),
                                  g_task_get_cancellable (task), signed_in_cb, task);
  else
    {
      g_task_return_error (
          task, tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                                   _ ("There is no saved connection to this server. Connect to "
                                      "it, then try again.")));
      g_object_unref (task);
    }
}

void
tessera_saved_list_ask_async (TesseraSavedList *self, const char *server, const char *org_id,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_SAVED_LIST (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (org_id != NULL);

  GTask *task = g_task_new (self, tessera_saved_list_get_cancellable (self), callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, tessera_saved_list_ask_async);
  g_task_set_task_data (task, work, work_free);
  work->tokens = tessera_saved_list_collect (self, server, org_id, FALSE);
  begin_work (self, task, server, org_id);
}

gboolean
tessera_saved_list_ask_finish (TesseraSavedList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tessera_saved_list_delete_async (TesseraSavedList *self, TesseraSavedToken *saved,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_SAVED_LIST (self));
  g_return_if_fail (TESSERA_IS_SAVED_TOKEN (saved));

  GTask *task = g_task_new (self, tessera_saved_list_get_cancellable (self), callback, user_data);
  TesseraKeyringItem *item = tessera_saved_token_get_item (saved);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, tessera_saved_list_delete_async);
  g_task_set_task_data (task, work, work_free);
  work->saved = g_object_ref (saved);
  begin_work (self, task, tessera_keyring_item_get_server (item),
              tessera_keyring_item_get_org_id (item));
}

gboolean
tessera_saved_list_delete_finish (TesseraSavedList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/token-change.h"

#include "core/error.h"
#include "core/token-private.h"

/* What is shown meanwhile, and what was before. */
typedef struct
{
  TesseraToken *token;
  gboolean deletes;
  gboolean old_active;
  gboolean new_active;
  char *old_description;
  char *new_description;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_object_unref (self->token);
  g_free (self->old_description);
  g_free (self->new_description);
  g_free (self);
}

gboolean
tessera_token_needs_change (TesseraToken *token, TesseraChange change)
{
  return change == TESSERA_CHANGE_DELETE ||
         tessera_token_is_active (token) != (change == TESSERA_CHANGE_ACTIVATE);
}

/* Not where a refresh has told something newer meanwhile. */
static void
take_back (const Change *change)
{
  if (tessera_token_is_active (change->token) == change->new_active)
    tessera_token_show_active (change->token, change->old_active);
  if (g_strcmp0 (tessera_token_get_description (change->token), change->new_description) == 0)
    tessera_token_show_description (change->token, change->old_description);
}

static void
refused (GTask *task, GError *error)
{
  const Change *change = g_task_get_task_data (task);
  TesseraTokenList *list = g_task_get_source_object (task);

  take_back (change);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      tessera_token_list_remove (list, tessera_token_get_id (change->token));
      if (change->deletes)
        {
          g_error_free (error);
          g_task_return_boolean (task, TRUE);
          return;
        }
    }
  g_task_return_error (task, error);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TesseraToken) token =
      tessera_client_update_token_finish (TESSERA_CLIENT (source), result, &error);

  if (token == NULL)
    {
      refused (task, error);
      return;
    }
  tessera_token_list_put (g_task_get_source_object (task), token);
  g_task_return_boolean (task, TRUE);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tessera_client_delete_token_finish (TESSERA_CLIENT (source), result, &error))
    {
      refused (task, error);
      return;
    }
  tessera_token_list_remove (g_task_get_source_object (task), tessera_token_get_id (change->token));
  g_task_return_boolean (task, TRUE);
}

static GTask *
new_task (TesseraTokenList *list, TesseraToken *token, gpointer tag, GCancellable *cancellable,
          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (list, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->token = g_object_ref (token);
  change->old_active = change->new_active = tessera_token_is_active (token);
  change->old_description = g_strdup (tessera_token_get_description (token));
  change->new_description = g_strdup (change->old_description);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, change, change_free);
  return task;
}

void
tessera_token_change_async (TesseraTokenList *list, TesseraToken *token, TesseraChange change,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  TesseraClient *client = tessera_token_list_get_client (list);
  const char *id = tessera_token_get_id (token);
  GTask *task =
      new_task (list, token, tessera_token_change_async, cancellable, callback, user_data);
  Change *data = g_task_get_task_data (task);

  if (change == TESSERA_CHANGE_DELETE)
    {
      data->deletes = TRUE;
      tessera_client_delete_token_async (client, id, cancellable, deleted_cb, task);
      return;
    }
  data->new_active = change == TESSERA_CHANGE_ACTIVATE;
  tessera_token_show_active (token, data->new_active);
  tessera_client_update_token_async (client, id, data->new_active ? "active" : "inactive", NULL,
                                     cancellable, updated_cb, task);
}

void
tessera_token_rename_async (TesseraTokenList *list, TesseraToken *token, const char *description,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task =
      new_task (list, token, tessera_token_rename_async, cancellable, callback, user_data);
  Change *data = g_task_get_task_data (task);

  g_free (data->new_description);
  data->new_description = g_strdup (description);
  tessera_token_show_description (token, description);
  tessera_client_update_token_async (tessera_token_list_get_client (list),
                                     tessera_token_get_id (token), NULL, data->new_description,
                                     cancellable, updated_cb, task);
}

gboolean
tessera_token_change_finish (TesseraTokenList *list, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

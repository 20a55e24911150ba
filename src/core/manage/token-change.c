/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/token-change.h"

#include "core/base/error.h"
#include "core/model/token-private.h"

/* InfluxDB 2.9.1 loses one of two changes to a token that come at the same time (in 140 of 200
 * tries): so each waits for the previous one. The first task in a token's queue is in progress. */
#define WAITING "tessera-changes"

/* What is shown in the meantime, and what was shown before. */
typedef struct
{
  TesseraToken *token;
  gboolean deletes;
  gboolean renames; /* otherwise it changes the status */
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
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), FALSE);

  return change == TESSERA_CHANGE_DELETE ||
         tessera_token_is_active (token) != (change == TESSERA_CHANGE_ACTIVATE);
}

/* Unless a refresh has brought something newer in the meantime. */
static void
take_back (const Change *change)
{
  if (tessera_token_is_active (change->token) == change->new_active)
    tessera_token_set_active_optimistically (change->token, change->old_active);
  if (g_strcmp0 (tessera_token_get_description (change->token), change->new_description) == 0)
    tessera_token_set_description_optimistically (change->token, change->old_description);
}

/* Shows the change before the server has made it. */
static void
show_change (const Change *change)
{
  if (change->renames)
    tessera_token_set_description_optimistically (change->token, change->new_description);
  else if (!change->deletes)
    tessera_token_set_active_optimistically (change->token, change->new_active);
}

static void send_change (GTask *task);

/* The first change is done. The ones still waiting stay visible, whatever the server just reported.
 * */
static void
begin_next (TesseraToken *token)
{
  GQueue *waiting = g_object_get_data (G_OBJECT (token), WAITING);

  g_queue_pop_head (waiting);
  for (GList *link = waiting->head; link != NULL; link = link->next)
    show_change (g_task_get_task_data (link->data));
  if (waiting->head != NULL)
    send_change (waiting->head->data);
}

/* The waiting changes remembered the refused one as the state before them. */
static void
pass_on_old (const Change *refused)
{
  GQueue *waiting = g_object_get_data (G_OBJECT (refused->token), WAITING);

  for (GList *link = waiting->head->next; link != NULL; link = link->next)
    {
      Change *change = g_task_get_task_data (link->data);

      if (change->old_active == refused->new_active)
        change->old_active = refused->old_active;
      if (g_str_equal (change->old_description, refused->new_description))
        {
          g_free (change->old_description);
          change->old_description = g_strdup (refused->old_description);
        }
    }
}

static void
change_refused (GTask *task, GError *error)
{
  const Change *change = g_task_get_task_data (task);
  TesseraTokenList *list = g_task_get_source_object (task);

  take_back (change);
  pass_on_old (change);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    tessera_token_list_remove (list, tessera_token_get_id (change->token));
  begin_next (change->token);
  if (change->deletes && g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraToken) token =
      tessera_client_update_token_finish (TESSERA_CLIENT (source), result, &error);

  if (token == NULL)
    {
      change_refused (task, error);
      return;
    }
  tessera_token_list_put (g_task_get_source_object (task), token);
  begin_next (change->token);
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
      change_refused (task, error);
      return;
    }
  tessera_token_list_remove (g_task_get_source_object (task), tessera_token_get_id (change->token));
  begin_next (change->token);
  g_task_return_boolean (task, TRUE);
}

/* Takes ownership of @task. */
static void
send_change (GTask *task)
{
  const Change *change = g_task_get_task_data (task);
  TesseraClient *client = tessera_token_list_get_client (g_task_get_source_object (task));
  const char *id = tessera_token_get_id (change->token);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *status = change->new_active ? "active" : "inactive";

  if (change->deletes)
    tessera_client_delete_token_async (client, id, cancellable, deleted_cb, task);
  else
    tessera_client_update_token_async (client, id, change->renames ? NULL : status,
                                       change->renames ? change->new_description : NULL,
                                       cancellable, updated_cb, task);
}

static void
free_queue (gpointer queue)
{
  g_queue_free (queue);
}

/* Takes ownership of @task. */
static void
wait_for_turn (GTask *task)
{
  const Change *change = g_task_get_task_data (task);
  GObject *token = G_OBJECT (change->token);
  GQueue *waiting = g_object_get_data (token, WAITING);

  if (waiting == NULL)
    {
      waiting = g_queue_new ();
      g_object_set_data_full (token, WAITING, waiting, free_queue);
    }
  show_change (change);
  g_queue_push_tail (waiting, task);
  if (g_queue_get_length (waiting) == 1)
    send_change (task);
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
  g_return_if_fail (TESSERA_IS_TOKEN_LIST (list));
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  GTask *task =
      new_task (list, token, tessera_token_change_async, cancellable, callback, user_data);
  Change *data = g_task_get_task_data (task);

  data->deletes = change == TESSERA_CHANGE_DELETE;
  if (!data->deletes)
    data->new_active = change == TESSERA_CHANGE_ACTIVATE;
  wait_for_turn (task);
}

void
tessera_token_rename_async (TesseraTokenList *list, TesseraToken *token, const char *description,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_TOKEN_LIST (list));
  g_return_if_fail (TESSERA_IS_TOKEN (token));
  g_return_if_fail (description != NULL);

  GTask *task =
      new_task (list, token, tessera_token_rename_async, cancellable, callback, user_data);
  Change *data = g_task_get_task_data (task);

  data->renames = TRUE;
  g_free (data->new_description);
  data->new_description = g_strdup (description);
  wait_for_turn (task);
}

gboolean
tessera_token_change_finish (TesseraTokenList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (list), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

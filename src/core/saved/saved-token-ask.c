/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of saved-token.h: asking a server. */

#include "core/saved/saved-token.h"

#include "core/base/error.h"

typedef struct
{
  GPtrArray *tokens;
  GArray *before;     /* each one's earlier state, in case of cancellation */
  GPtrArray *missing; /* tokens that are not in the server's list, to ask about by ID */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_ptr_array_unref (self->tokens);
  g_ptr_array_unref (self->missing);
  g_array_unref (self->before);
  g_free (self);
}

/* Takes ownership of @task and @error. */
static void
fail_task (GTask *task, GError *error)
{
  Asking *asking = g_task_get_task_data (task);
  gboolean cancelled = tessera_error_is_cancelled (error);

  for (guint i = 0; i < asking->tokens->len; i++)
    {
      TesseraSavedToken *saved = g_ptr_array_index (asking->tokens, i);

      if (tessera_saved_token_get_state (saved) == TESSERA_SAVED_ASKING)
        tessera_saved_token_set_state (saved,
                                       cancelled
                                           ? g_array_index (asking->before, TesseraSavedState, i)
                                           : TESSERA_SAVED_UNREACHABLE,
                                       cancelled ? NULL : error->message);
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void ask_next (GTask *task);

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Asking *asking = g_task_get_task_data (task);
  TesseraSavedToken *saved = g_ptr_array_index (asking->missing, asking->missing->len - 1);
  GError *error = NULL;
  g_autoptr (TesseraToken) token =
      tessera_client_get_token_finish (TESSERA_CLIENT (source), result, &error);

  if (token != NULL)
    tessera_saved_token_set_token (saved, token);
  else if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    tessera_saved_token_set_state (
        saved,
        g_strcmp0 (tessera_error_get_details (error), "user not found") == 0
            ? TESSERA_SAVED_OWNER_GONE
            : TESSERA_SAVED_GONE,
        NULL);
  else if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    tessera_saved_token_set_state (saved, TESSERA_SAVED_HIDDEN, NULL);
  else
    {
      fail_task (task, error);
      return;
    }
  g_clear_error (&error);
  g_ptr_array_set_size (asking->missing, (gint) asking->missing->len - 1);
  ask_next (task);
}

/* One at a time: there are only a few, and the server has other clients. */
static void
ask_next (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  TesseraKeyringItem *item;

  if (asking->missing->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  item =
      tessera_saved_token_get_item (g_ptr_array_index (asking->missing, asking->missing->len - 1));
  tessera_client_get_token_async (g_task_get_source_object (task),
                                  tessera_keyring_item_get_id (item), g_task_get_cancellable (task),
                                  got_cb, task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) list =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, &error);
  g_autoptr (GHashTable) by_id = NULL;

  if (list == NULL)
    {
      fail_task (task, error);
      return;
    }
  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_insert (by_id, (gpointer) tessera_token_get_id (list->pdata[i]), list->pdata[i]);
  for (guint i = 0; i < asking->tokens->len; i++)
    {
      TesseraSavedToken *saved = g_ptr_array_index (asking->tokens, i);
      TesseraToken *token = g_hash_table_lookup (
          by_id, tessera_keyring_item_get_id (tessera_saved_token_get_item (saved)));

      if (token != NULL)
        tessera_saved_token_set_token (saved, token);
      else
        g_ptr_array_add (asking->missing, g_object_ref (saved));
    }
  ask_next (task);
}

void
tessera_saved_tokens_ask_async (TesseraClient *client, GPtrArray *tokens, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (tokens != NULL);

  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  g_task_set_source_tag (task, tessera_saved_tokens_ask_async);
  asking->tokens = g_ptr_array_ref (tokens);
  asking->missing = g_ptr_array_new_with_free_func (g_object_unref);
  asking->before = g_array_new (FALSE, FALSE, sizeof (TesseraSavedState));
  g_task_set_task_data (task, asking, asking_free);
  for (guint i = 0; i < tokens->len; i++)
    {
      TesseraSavedState state = tessera_saved_token_get_state (tokens->pdata[i]);

      g_array_append_val (asking->before, state);
      tessera_saved_token_set_state (tokens->pdata[i], TESSERA_SAVED_ASKING, NULL);
    }
  tessera_client_list_tokens_async (client, NULL, cancellable, listed_cb, task);
}

gboolean
tessera_saved_tokens_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

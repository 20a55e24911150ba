/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/value-inspect.h"

#include "core/base/error.h"

static void
clear (gpointer data)
{
  TesseraValueFacts *self = data;

  g_clear_object (&self->user);
  g_clear_object (&self->itself);
}

void
tessera_value_facts_unref (TesseraValueFacts *self)
{
  g_rc_box_release_full (self, clear);
}

gboolean
tessera_value_facts_allow (const TesseraValueFacts *self, TesseraToken *token)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), FALSE);

  if (self->itself != NULL)
    return g_str_equal (tessera_token_get_id (self->itself), tessera_token_get_id (token));
  if (self->user != NULL &&
      !g_str_equal (tessera_resource_get_id (self->user), tessera_token_get_owner_id (token)))
    return FALSE;
  return self->inactive != tessera_token_is_active (token);
}

GListModel *
tessera_value_facts_choose (const TesseraValueFacts *self, GPtrArray *tokens)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (tokens != NULL, NULL);

  GListStore *chosen = g_list_store_new (TESSERA_TYPE_TOKEN);

  for (guint i = 0; i < tokens->len; i++)
    if (tessera_value_facts_allow (self, tokens->pdata[i]))
      g_list_store_append (chosen, tokens->pdata[i]);
  return G_LIST_MODEL (chosen);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraValueFacts *facts = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) tokens =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, &error);

  /* A value that can't list tokens is not a failure, but then its token stays unknown. */
  if (tokens == NULL && !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (tokens != NULL && tokens->len == 1)
    facts->itself = g_object_ref (tokens->pdata[0]);
  g_task_return_pointer (task, g_rc_box_acquire (facts),
                         (GDestroyNotify) tessera_value_facts_unref);
}

static void
me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraValueFacts *facts = g_task_get_task_data (task);
  GError *error = NULL;

  facts->user = tessera_client_get_me_finish (TESSERA_CLIENT (source), result, &error);
  facts->inactive = g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_TOKEN_INACTIVE);
  /* A token with few permissions can't read its own user. */
  if (error != NULL && !facts->inactive &&
      tessera_client_get_traits (TESSERA_CLIENT (source))->has_me &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  tessera_client_list_tokens_async (TESSERA_CLIENT (source), NULL, cancellable, listed_cb,
                                    g_steal_pointer (&task));
}

void
tessera_value_inspect_async (TesseraClient *as_value, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (as_value));

  GTask *task = g_task_new (as_value, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_value_inspect_async);
  g_task_set_task_data (task, g_rc_box_new0 (TesseraValueFacts),
                        (GDestroyNotify) tessera_value_facts_unref);
  tessera_client_get_me_async (as_value, cancellable, me_cb, task);
}

TesseraValueFacts *
tessera_value_inspect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/manage/token-change.h"
#include "core/rotate/rotation-list-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* Beginning */

static void
minted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraRotationList *self = g_task_get_source_object (task);
  const char *key = g_task_get_task_data (task);
  GError *error = NULL;
  TesseraMint *mint = tessera_minter_mint_finish (TESSERA_MINTER (source), result, &error);

  tessera_rotation_list_set_making (self, key, FALSE);
  if (mint == NULL)
    {
      /* Listing the tokens again will show whether the new token exists after all. */
      if (!tessera_error_may_have_happened (error))
        tessera_rotation_journal_end (tessera_rotation_list_get_journal (self), key);
      g_task_return_error (task, error);
      return;
    }
  tessera_rotation_journal_set_new (tessera_rotation_list_get_journal (self), key,
                                    tessera_token_get_id (tessera_mint_get_token (mint)));
  tessera_token_list_put (tessera_rotation_list_get_tokens (self), tessera_mint_get_token (mint));
  tessera_rotation_list_update (self);
  g_task_return_pointer (task, mint, (GDestroyNotify) tessera_mint_unref);
}

void
tessera_rotation_list_begin_async (TesseraRotationList *self, TesseraToken *old,
                                   TesseraTokenRequest *request, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_ROTATION_LIST (self));
  g_return_if_fail (TESSERA_IS_TOKEN (old));
  g_return_if_fail (request != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  TesseraClient *client = tessera_token_list_get_client (tessera_rotation_list_get_tokens (self));
  GError *error = NULL;
  char *key;

  g_task_set_source_tag (task, tessera_rotation_list_begin_async);
  /* A value that has arrived is never dropped because of a cancellation at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  if (tessera_rotation_list_find (self, tessera_token_get_id (old)) != NULL)
    {
      g_task_return_error (
          task, tessera_error_new (TESSERA_ERROR_EXISTS, NULL,
                                   _ ("This token is part of an unfinished replacement. Finish it "
                                      "or go back before you start another one.")));
      return;
    }
  key = tessera_rotation_journal_begin (tessera_rotation_list_get_journal (self),
                                        tessera_client_get_address (client), old,
                                        tessera_token_request_get_description (request), &error);
  if (key == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, key, g_free);
  tessera_rotation_list_set_making (self, key, TRUE);
  tessera_minter_mint_async (tessera_rotation_list_get_minter (self), client, request,
                             G_LIST_MODEL (tessera_rotation_list_get_tokens (self)), cancellable,
                             minted_cb, g_steal_pointer (&task));
}

TesseraMint *
tessera_rotation_list_begin_finish (TesseraRotationList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION_LIST (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A step consists of changes to the two tokens, each of which may already have been made */

typedef struct
{
  TesseraRotation *rotation;
  TesseraRotationMove move;
  TesseraToken *old;
  TesseraToken *new_; /* NULL if it is gone */
} Step;

static void
step_free (gpointer data)
{
  Step *self = data;

  g_object_unref (self->rotation);
  g_object_unref (self->old);
  g_clear_object (&self->new_);
  g_free (self);
}

static void
fail_move (GTask *task, GError *error)
{
  const Step *step = g_task_get_task_data (task);

  tessera_rotation_set_moving (step->rotation, FALSE);
  tessera_rotation_list_update (g_task_get_source_object (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
end_well (GTask *task)
{
  const Step *step = g_task_get_task_data (task);

  tessera_rotation_set_moving (step->rotation, FALSE);
  tessera_rotation_list_update (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
end_move (GTask *task, GError *error)
{
  TesseraRotationList *self = g_task_get_source_object (task);
  const Step *step = g_task_get_task_data (task);

  tessera_rotation_journal_end (tessera_rotation_list_get_journal (self),
                                tessera_rotation_get_key (step->rotation));
  if (error != NULL)
    {
      fail_move (task, error);
      return;
    }
  end_well (task);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  /* If it was not there, that's fine. */
  if (!tessera_keyring_forget_token_finish (TESSERA_KEYRING (source), result, &error) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_prefix_error (&error, "%s ",
                      _ ("The token was deleted, but its value is still in the keyring. The value "
                         "no longer works."));
      end_move (user_data, error);
      return;
    }
  g_clear_error (&error);
  end_move (user_data, NULL);
}

/* The token has been deleted. */
static void
forget_rotation (GTask *task)
{
  TesseraRotationList *self = g_task_get_source_object (task);
  const Step *step = g_task_get_task_data (task);
  TesseraToken *gone = step->move == TESSERA_ROTATION_FINISH ? step->old : step->new_;
  TesseraKeyring *keyring = tessera_rotation_list_get_keyring (self);
  const char *server = tessera_client_get_address (
      tessera_token_list_get_client (tessera_rotation_list_get_tokens (self)));

  if (gone == NULL)
    {
      end_move (task, NULL);
      return;
    }
  tessera_minter_forget (tessera_rotation_list_get_minter (self), server, gone);
  if (keyring == NULL || !tessera_token_get_saved (gone))
    end_move (task, NULL);
  else
    tessera_keyring_forget_token_async (keyring, server, tessera_token_get_id (gone),
                                        g_task_get_cancellable (task), forgotten_cb, task);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error))
    forget_rotation (user_data);
  else
    fail_move (user_data, error);
}

static void
switched_off_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error))
    {
      fail_move (task, error);
      return;
    }
  end_well (task);
}

static void
delete_new (GTask *task)
{
  const Step *step = g_task_get_task_data (task);

  if (step->new_ == NULL)
    end_move (task, NULL);
  else
    tessera_token_change_async (tessera_rotation_list_get_tokens (g_task_get_source_object (task)),
                                step->new_, TESSERA_CHANGE_DELETE, g_task_get_cancellable (task),
                                deleted_cb, task);
}

static void
switched_on_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error))
    delete_new (user_data);
  else
    fail_move (user_data, error);
}

/* The old token is activated before the new one is deleted, so that there is no gap. */
static void
go_back (GTask *task)
{
  const Step *step = g_task_get_task_data (task);

  if (tessera_token_is_active (step->old) || !tessera_rotation_was_old_active (step->rotation))
    delete_new (task);
  else
    tessera_token_change_async (tessera_rotation_list_get_tokens (g_task_get_source_object (task)),
                                step->old, TESSERA_CHANGE_ACTIVATE, g_task_get_cancellable (task),
                                switched_on_cb, task);
}

/* What is known about the old token could be outdated, and without the new one it is the only one
 * left. */
static void
old_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Step *step = g_task_get_task_data (task);
  TesseraTokenList *tokens = tessera_rotation_list_get_tokens (g_task_get_source_object (task));
  GError *error = NULL;
  g_autoptr (TesseraToken) old =
      tessera_client_get_token_finish (TESSERA_CLIENT (source), result, &error);

  if (old != NULL)
    {
      tessera_token_list_put (tokens, old);
      go_back (task);
      return;
    }
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      tessera_token_list_remove (tokens, tessera_token_get_id (step->old));
      error = tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                                 _ ("Nothing was changed, because someone deleted the old token. "
                                    "Only the new one is left."));
    }
  fail_move (task, error);
}

/* If the new token is gone or inactive, only the old one works. */
static GError *
explain_new (TesseraToken *new_, GError *error)
{
  g_autoptr (GError) cause = error;

  if (new_ == NULL && g_error_matches (cause, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    return tessera_error_new (TESSERA_ERROR_NOT_FOUND, tessera_error_get_details (cause),
                              _ ("Nothing was changed, because someone deleted the new token. "
                                 "Only the old one is left. Go back, or start over."));
  if (new_ == NULL)
    return g_steal_pointer (&cause);
  return tessera_error_new (TESSERA_ERROR_TOKEN_INACTIVE, NULL,
                            _ ("Nothing was changed, because the new token is inactive. Activate "
                               "it first, so that there is a working token."));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  TesseraRotationList *self = g_task_get_source_object (task);
  const Step *step = g_task_get_task_data (task);
  TesseraTokenList *tokens = tessera_rotation_list_get_tokens (self);
  gboolean finishes = step->move == TESSERA_ROTATION_FINISH;
  GError *error = NULL;
  g_autoptr (TesseraToken) new_ =
      tessera_client_get_token_finish (TESSERA_CLIENT (source), result, &error);

  if (new_ != NULL)
    tessera_token_list_put (tokens, new_);
  else if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    tessera_token_list_remove (tokens, tessera_token_get_id (step->new_));
  if (new_ == NULL || !tessera_token_is_active (new_))
    fail_move (task, explain_new (new_, error));
  else
    tessera_token_change_async (
        tokens, step->old, finishes ? TESSERA_CHANGE_DELETE : TESSERA_CHANGE_DEACTIVATE,
        g_task_get_cancellable (task), finishes ? deleted_cb : switched_off_cb, task);
}

void
tessera_rotation_list_move_async (TesseraRotationList *self, TesseraRotation *rotation,
                                  TesseraRotationMove move, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_ROTATION_LIST (self));
  g_return_if_fail (TESSERA_IS_ROTATION (rotation));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TesseraClient *client = tessera_token_list_get_client (tessera_rotation_list_get_tokens (self));
  Step *step;

  g_task_set_source_tag (task, tessera_rotation_list_move_async);
  /* A half-finished step is reported as such: the requests themselves can be canceled. */
  g_task_set_check_cancellable (task, FALSE);
  if (!tessera_rotation_can (rotation, move))
    {
      g_task_return_error (task, tessera_error_new (TESSERA_ERROR_CONFLICT, NULL,
                                                    _ ("Nothing was changed, because the token has "
                                                       "changed in the meantime. Check it and try "
                                                       "again.")));
      g_object_unref (task);
      return;
    }
  step = g_new0 (Step, 1);
  tessera_rotation_set_moving (rotation, TRUE);
  step->rotation = g_object_ref (rotation);
  step->move = move;
  step->old = g_object_ref (tessera_rotation_get_old (rotation));
  g_set_object (&step->new_, tessera_rotation_get_new (rotation));
  g_task_set_task_data (task, step, step_free);
  if (move == TESSERA_ROTATION_GO_BACK)
    tessera_client_get_token_async (client, tessera_token_get_id (step->old), cancellable,
                                    old_asked_cb, task);
  else
    tessera_client_get_token_async (client, tessera_token_get_id (step->new_), cancellable,
                                    checked_cb, task);
}

gboolean
tessera_rotation_list_move_finish (TesseraRotationList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION_LIST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

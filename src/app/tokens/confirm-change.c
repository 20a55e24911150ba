/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/confirm-change.h"

#include "app/tokens/delete-dialog.h"
#include "app/widgets/ask.h"
#include "core/manage/lockout-check.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *widget;
  TesseraChange change;
  GPtrArray *tokens;
  TesseraLockout *lockout;
} Confirmation;

static void
confirmation_free (gpointer data)
{
  Confirmation *self = data;

  g_object_unref (self->widget);
  g_ptr_array_unref (self->tokens);
  g_clear_pointer (&self->lockout, tessera_lockout_free);
  g_free (self);
}

static GtkWindow *
get_window (Confirmation *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->widget));
}

static void
delete_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, tessera_delete_dialog_ask_finish (result));
}

static void
deactivate_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, tessera_ask_finish (result) == 1);
}

/* Takes ownership of @task. */
static void
ask_to_deactivate (GTask *task, const char *warning)
{
  Confirmation *self = g_task_get_task_data (task);
  g_autofree char *recovery = tessera_lockout_get_recovery (self->lockout);
  g_autofree char *body = g_strjoin ("\n", warning, recovery, NULL);
  TesseraAskAnswer answers[] = {
    { _ ("_Keep Active"), TESSERA_ASK_PLAIN },
    { _ ("_Deactivate"), TESSERA_ASK_DESTRUCTIVE },
  };

  tessera_ask_async (get_window (self), _ ("Deactivate This Token?"), body, answers,
                     G_N_ELEMENTS (answers), g_task_get_cancellable (task), deactivate_answered_cb,
                     task);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Confirmation *self = g_task_get_task_data (task);
  g_autofree char *warning = NULL;

  self->lockout = tessera_lockout_check_finish (result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->lockout == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  if (self->change == TESSERA_CHANGE_DELETE)
    {
      tessera_delete_dialog_ask_async (get_window (self), self->tokens, self->lockout,
                                       delete_answered_cb, g_steal_pointer (&task));
      return;
    }
  warning = tessera_lockout_explain (self->lockout, self->change);
  if (warning != NULL)
    ask_to_deactivate (g_steal_pointer (&task), warning);
  else
    g_task_return_boolean (task, TRUE);
}

void
tessera_confirm_change_async (GtkWidget *widget, TesseraTokenList *list, TesseraSession *session,
                              TesseraKeyring *keyring, TesseraChange change, GPtrArray *tokens,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (list, cancellable, callback, user_data);
  Confirmation *self = g_new0 (Confirmation, 1);

  g_task_set_source_tag (task, tessera_confirm_change_async);
  self->widget = g_object_ref (widget);
  self->change = change;
  self->tokens = g_ptr_array_ref (tokens);
  g_task_set_task_data (task, self, confirmation_free);
  tessera_lockout_check_async (list, session, keyring, tokens, cancellable, checked_cb, task);
}

gboolean
tessera_confirm_change_finish (TesseraTokenList *list, GAsyncResult *result, TesseraToken **last)
{
  Confirmation *self = g_task_get_task_data (G_TASK (result));

  if (last != NULL)
    *last = self->lockout != NULL && self->lockout->own != NULL ? g_object_ref (self->lockout->own)
                                                                : NULL;
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

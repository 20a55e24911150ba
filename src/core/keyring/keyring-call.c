/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-call.h"

#include "core/base/error.h"
#include "core/keyring/keyring-errors.h"
#include "core/keyring/keyring-service.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* For opening a session, which asks nobody anything, and may start the service. */
#define OPENING_SECONDS 10

struct _TesseraKeyringCall
{
  GTask *task; /* NULL after it has returned */
  TesseraKeyringStep step;
  gpointer data;
  GDestroyNotify free_data;
  SecretService *service;
  gulong owner_handler;
  GSource *deadline_source;
  GSource *opening_source;
  GSource *cancelled_source;
  guint deadline;
  gboolean saving;
  gboolean sent; /* the value to save */
  gboolean died; /* the service, during this call */
};

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_waiting (TesseraKeyringCall *self)
{
  clear_source (&self->deadline_source);
  clear_source (&self->opening_source);
  clear_source (&self->cancelled_source);
}

static void
call_free (TesseraKeyringCall *self)
{
  stop_waiting (self);
  if (self->service != NULL)
    g_clear_signal_handler (&self->owner_handler, self->service);
  g_clear_object (&self->service);
  g_clear_object (&self->task);
  self->free_data (self->data);
  g_free (self);
}

/* Returns the task early; the call itself goes on. Takes ownership of @error. */
static void
give_up (TesseraKeyringCall *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_waiting (self);
  g_task_return_error (task, error);
}

static gboolean
deadline_cb (gpointer data)
{
  TesseraKeyringCall *self = data;

  give_up (self, self->sent ? tessera_keyring_error_new_silent (TRUE)
                            : tessera_keyring_error_new_unanswered (self->deadline, self->saving));
  return G_SOURCE_REMOVE;
}

static gboolean
opening_cb (gpointer data)
{
  TesseraKeyringCall *self = data;

  tessera_keyring_service_drop ();
  give_up (self, tessera_keyring_error_new_silent (self->saving));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  give_up (data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Canceled")));
  return G_SOURCE_REMOVE;
}

static void
owner_cb (TesseraKeyringCall *self)
{
  self->died = TRUE;
  if (self->task != NULL)
    give_up (self, tessera_keyring_error_new_died (self->saving));
}

static void
service_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *self = user_data;
  GError *error = NULL;

  self->service = tessera_keyring_service_open_finish (result, &error);
  clear_source (&self->opening_source);
  if (self->service == NULL)
    {
      tessera_keyring_call_fail (self, error);
      return;
    }
  /* Nobody is waiting any longer, and nothing has been started: do not show a prompt now. */
  if (self->task == NULL)
    {
      call_free (self);
      return;
    }
  self->owner_handler =
      g_signal_connect_swapped (self->service, "notify::g-name-owner", G_CALLBACK (owner_cb), self);
  self->step (self, self->service);
}

static GSource *
attach_source (GSource *source, GSourceFunc callback, TesseraKeyringCall *self)
{
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));
  return source;
}

void
tessera_keyring_call_begin (GTask *task, guint deadline, gboolean saving, TesseraKeyringStep step,
                            gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (step != NULL);
  g_return_if_fail (free_data != NULL);

  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraKeyringCall *self;

  if (g_task_return_error_if_cancelled (task))
    {
      free_data (data);
      g_object_unref (task);
      return;
    }
  self = g_new0 (TesseraKeyringCall, 1);
  self->task = task;
  self->step = step;
  self->data = data;
  self->free_data = free_data;
  self->saving = saving;
  self->deadline = deadline;
  self->deadline_source =
      attach_source (g_timeout_source_new_seconds (deadline), deadline_cb, self);
  self->opening_source =
      attach_source (g_timeout_source_new_seconds (OPENING_SECONDS), opening_cb, self);
  if (cancellable != NULL)
    self->cancelled_source =
        attach_source (g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb), self);
  tessera_keyring_service_open_async (service_cb, self);
}

void
tessera_keyring_call_note_sent (TesseraKeyringCall *self)
{
  g_return_if_fail (self != NULL);

  self->sent = TRUE;
}

gpointer
tessera_keyring_call_get_data (TesseraKeyringCall *self)
{
  return self->data;
}

SecretService *
tessera_keyring_call_get_service (TesseraKeyringCall *self)
{
  return self->service;
}

gboolean
tessera_keyring_call_goes_on (TesseraKeyringCall *self, GError *error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->died)
    {
      g_clear_error (&error);
      error = tessera_keyring_error_new_died (self->saving);
    }
  /* What was given up does not begin later, even if its prompt is answered now. */
  if (error == NULL && self->task == NULL && !self->saving)
    {
      call_free (self);
      return FALSE;
    }
  if (error == NULL)
    return TRUE;
  tessera_keyring_call_fail (self, error);
  return FALSE;
}

void
tessera_keyring_call_return (TesseraKeyringCall *self, gpointer result, GDestroyNotify free_result)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_waiting (self);
  if (task == NULL && result != NULL)
    free_result (result);
  else if (task != NULL && result != NULL)
    g_task_return_pointer (task, result, free_result);
  else if (task != NULL)
    g_task_return_boolean (task, TRUE);
  call_free (self);
}

void
tessera_keyring_call_fail (TesseraKeyringCall *self, GError *error)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  /* A service that failed may be dead; the next call starts with a new proxy. */
  if (self->died || (error->domain != TESSERA_ERROR &&
                     !g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)))
    tessera_keyring_service_drop ();
  if (self->task != NULL)
    give_up (self, tessera_keyring_error_explain (error, self->service != NULL, self->saving,
                                                  self->sent));
  g_error_free (error);
  call_free (self);
}

void
tessera_keyring_call_fail_locked (TesseraKeyringCall *self)
{
  g_return_if_fail (self != NULL);

  tessera_keyring_call_fail (self, tessera_keyring_error_new_locked (self->saving));
}

void
tessera_keyring_call_fail_closed (TesseraKeyringCall *self)
{
  g_return_if_fail (self != NULL);

  tessera_keyring_call_fail (self, tessera_keyring_error_new_closed ());
}

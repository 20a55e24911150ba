/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-call.h"

#include "core/base/error.h"
#include "core/keyring/keyring-service.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraKeyringCall
{
  GTask *task; /* NULL after it has returned */
  TesseraKeyringStep step;
  gpointer data;
  GDestroyNotify free_data;
  SecretService *service;
  gulong owner_handler;
  GSource *deadline_source;
  GSource *cancelled_source;
  guint deadline;
  gboolean saving;
  gboolean died; /* the service, during this call */
};

static GError *
new_locked_error (gboolean saving)
{
  return tessera_error_new (
      TESSERA_ERROR_KEYRING_LOCKED, NULL, "%s",
      saving ? _ ("The keyring stayed locked because its prompt was closed. Nothing was saved. "
                  "Unlock it and save again, or copy the value to a safe place.")
             : _ ("The keyring stayed locked because its prompt was closed. Try again and unlock "
                  "it."));
}

static GError *
new_died_error (const char *details, gboolean saving)
{
  return tessera_error_new (
      TESSERA_ERROR_KEYRING, details, "%s",
      saving ? _ ("The keyring stopped unexpectedly, so the value may not have been saved. Save "
                  "again. On most desktops, the keyring restarts automatically.")
             : _ ("The keyring stopped unexpectedly. Try again. On most desktops, it restarts "
                  "automatically."));
}

static GError *
new_no_keyring_error (const char *details, gboolean saving)
{
  return tessera_error_new (
      TESSERA_ERROR_NO_KEYRING, details, "%s",
      saving ? _ ("No keyring is available on this desktop. Install or start one (GNOME Keyring, "
                  "or KWallet or KeePassXC with its Secret Service), then save again. Until then, "
                  "copy the value to a safe place.")
             : _ ("No keyring is available on this desktop. Install or start one (GNOME Keyring, "
                  "or KWallet or KeePassXC with its Secret Service), then try again."));
}

static gboolean
means_died (const GError *cause)
{
  return g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* GIO's own errors mean that there is no session bus, except the errors that a service answers with
 * (DBUS_ERROR) and the one for not answering in time. */
static gboolean
means_no_keyring (const GError *cause)
{
  if (cause->domain == G_IO_ERROR)
    return cause->code != G_IO_ERROR_DBUS_ERROR && cause->code != G_IO_ERROR_TIMED_OUT;
  return cause->domain == G_SPAWN_ERROR ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_FAILED) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED);
}

static GError *
explain_error (const GError *cause, gboolean saving)
{
  if (cause->domain == TESSERA_ERROR)
    return g_error_copy (cause);
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return new_locked_error (saving);
  if (means_died (cause))
    return new_died_error (cause->message, saving);
  if (means_no_keyring (cause))
    return new_no_keyring_error (cause->message, saving);
  return tessera_error_new (TESSERA_ERROR_KEYRING, cause->message,
                            _ ("The keyring refused the request. Check it with Passwords and "
                               "Keys, then try again."));
}

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

  give_up (self, tessera_error_new (TESSERA_ERROR_KEYRING_LOCKED, NULL,
                                    ngettext ("The keyring is locked, and its prompt was not "
                                              "answered within %u second. Unlock it, then try "
                                              "again.",
                                              "The keyring is locked, and its prompt was not "
                                              "answered within %u seconds. Unlock it, then try "
                                              "again.",
                                              self->deadline),
                                    self->deadline));
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
    give_up (self, new_died_error (NULL, self->saving));
}

static void
service_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraKeyringCall *self = user_data;
  GError *error = NULL;

  self->service = tessera_keyring_service_open_finish (result, &error);
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
  if (cancellable != NULL)
    self->cancelled_source =
        attach_source (g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb), self);
  tessera_keyring_service_open_async (service_cb, self);
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
      error = new_died_error (NULL, self->saving);
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
    give_up (self, explain_error (error, self->saving));
  g_error_free (error);
  call_free (self);
}

void
tessera_keyring_call_fail_locked (TesseraKeyringCall *self)
{
  g_return_if_fail (self != NULL);

  tessera_keyring_call_fail (self, new_locked_error (self->saving));
}

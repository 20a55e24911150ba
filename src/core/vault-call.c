/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vault-call.h"

#include "core/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraVaultCall
{
  GTask *task; /* NULL once it has returned */
  TesseraVaultStep step;
  gpointer data;
  GDestroyNotify free_data;
  guint deadline_source;
  guint deadline;
  GCancellable *cancellable;
  gulong cancelled_handler;
};

GError *
tessera_vault_call_locked (void)
{
  return tessera_error_new (TESSERA_ERROR_KEYRING_LOCKED, NULL,
                            _ ("The keyring stayed locked, because its question was closed without "
                               "the password. Try again and unlock it."));
}

static GError *
explain (const GError *cause)
{
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return tessera_vault_call_locked ();
  if (g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED))
    return tessera_error_new (TESSERA_ERROR_KEYRING, cause->message,
                              _ ("The keyring stopped in the middle of the work. Try again: it "
                                 "starts anew by itself on most desktops."));
  /* GIO's own errors come from having no session bus at all. */
  if (cause->domain == G_IO_ERROR || cause->domain == G_SPAWN_ERROR ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
      g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED))
    return tessera_error_new (TESSERA_ERROR_NO_KEYRING, cause->message,
                              _ ("No keyring answers on this desktop. Install or start one (GNOME "
                                 "Keyring, KWallet or KeePassXC with its Secret Service), then try "
                                 "again."));
  return tessera_error_new (TESSERA_ERROR_KEYRING, cause->message,
                            _ ("The keyring refused. Look at it with Passwords and Keys, then try "
                               "again."));
}

static void
stop_waiting (TesseraVaultCall *self)
{
  g_clear_handle_id (&self->deadline_source, g_source_remove);
  if (self->cancelled_handler != 0)
    g_signal_handler_disconnect (self->cancellable, self->cancelled_handler);
  self->cancelled_handler = 0;
}

static void
call_free (TesseraVaultCall *self)
{
  stop_waiting (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->task);
  self->free_data (self->data);
  g_free (self);
}

/* The task returns early; the call itself goes on. Takes @error. */
static void
give_up (TesseraVaultCall *self, GError *error)
{
  stop_waiting (self);
  g_task_return_error (self->task, error);
  g_clear_object (&self->task);
}

static gboolean
deadline_cb (gpointer data)
{
  TesseraVaultCall *self = data;

  self->deadline_source = 0;
  give_up (self, tessera_error_new (TESSERA_ERROR_KEYRING_LOCKED, NULL,
                                    ngettext ("The keyring is locked, and its question was not "
                                              "answered within %u second. Unlock it, then try "
                                              "again.",
                                              "The keyring is locked, and its question was not "
                                              "answered within %u seconds. Unlock it, then try "
                                              "again.",
                                              self->deadline),
                                    self->deadline));
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  give_up (data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled")));
}

static void
service_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *self = user_data;
  GError *error = NULL;
  g_autoptr (SecretService) service = secret_service_get_finish (result, &error);

  if (service == NULL)
    tessera_vault_call_fail (self, error);
  else
    self->step (self, service);
}

void
tessera_vault_call_begin (GTask *task, guint deadline, TesseraVaultStep step, gpointer data,
                          GDestroyNotify free_data)
{
  TesseraVaultCall *self = g_new0 (TesseraVaultCall, 1);

  self->task = task;
  self->step = step;
  self->data = data;
  self->free_data = free_data;
  self->deadline = deadline;
  self->deadline_source = g_timeout_add_seconds (deadline, deadline_cb, self);
  g_set_object (&self->cancellable, g_task_get_cancellable (task));
  /* A plain signal: g_cancellable_connect() would deadlock when the handler disconnects itself. */
  if (self->cancellable != NULL)
    self->cancelled_handler =
        g_signal_connect (self->cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
  secret_service_get (SECRET_SERVICE_OPEN_SESSION, NULL, service_cb, self);
}

gpointer
tessera_vault_call_get_data (TesseraVaultCall *self)
{
  return self->data;
}

void
tessera_vault_call_return (TesseraVaultCall *self, gpointer result, GDestroyNotify free_result)
{
  stop_waiting (self);
  if (self->task == NULL && result != NULL)
    free_result (result);
  else if (self->task != NULL && result != NULL)
    g_task_return_pointer (self->task, result, free_result);
  else if (self->task != NULL)
    g_task_return_boolean (self->task, TRUE);
  call_free (self);
}

void
tessera_vault_call_fail (TesseraVaultCall *self, GError *error)
{
  stop_waiting (self);
  if (self->task != NULL)
    g_task_return_error (self->task, error->domain == TESSERA_ERROR ? g_error_copy (error)
                                                                    : explain (error));
  /* A service that failed may be a dead one; the next call begins with a new proxy. */
  if (error->domain != TESSERA_ERROR && error->domain != SECRET_ERROR)
    secret_service_disconnect ();
  g_error_free (error);
  call_free (self);
}

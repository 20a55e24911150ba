/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/session/connection-headers.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* One header after the other: the keyring may ask for its password. */
typedef struct
{
  TesseraClient *client;
  TesseraKeyring *keyring;
  guint next;
} Headers;

static void
headers_free (gpointer data)
{
  Headers *self = data;

  g_object_unref (self->client);
  g_object_unref (self->keyring);
  g_free (self);
}

static GTask *
headers_task_new (TesseraConnection *connection, gpointer tag, TesseraClient *client,
                  TesseraKeyring *keyring, GCancellable *cancellable, GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *task = g_task_new (connection, cancellable, callback, user_data);
  Headers *self = g_new0 (Headers, 1);

  g_task_set_source_tag (task, tag);
  self->client = g_object_ref (client);
  self->keyring = g_object_ref (keyring);
  g_task_set_task_data (task, self, headers_free);
  return task;
}

/* NULL after the last one. */
static const char *
get_name (GTask *task)
{
  TesseraConnection *connection = g_task_get_source_object (task);
  const Headers *self = g_task_get_task_data (task);

  return tessera_reach_get_headers (tessera_connection_get_reach (connection))[self->next];
}

/* Loading */

static void load_next (GTask *task);

static GError *
explain_missing (const char *name)
{
  return tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                            _ ("The value of the header “%s”, which this connection needs, is not "
                               "in the keyring. It was removed there. Enter it again."),
                            name);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Headers *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraSecret) value =
      tessera_keyring_lookup_header_finish (TESSERA_KEYRING (source), result, &error);

  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      error = explain_missing (get_name (task));
    }
  /* Another program may have changed it in the keyring. */
  if (error == NULL && tessera_header_check_value (get_name (task), value, &error))
    {
      tessera_client_add_header (self->client, get_name (task), value);
      self->next++;
      load_next (g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

/* Takes ownership of @task. */
static void
load_next (GTask *task)
{
  Headers *self = g_task_get_task_data (task);

  if (get_name (task) != NULL)
    {
      tessera_keyring_lookup_header_async (self->keyring, g_task_get_source_object (task),
                                           get_name (task), g_task_get_cancellable (task),
                                           loaded_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
tessera_connection_load_headers_async (TesseraConnection *connection, TesseraClient *client,
                                       TesseraKeyring *keyring, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (TESSERA_IS_KEYRING (keyring));

  load_next (headers_task_new (connection, tessera_connection_load_headers_async, client, keyring,
                               cancellable, callback, user_data));
}

gboolean
tessera_connection_load_headers_finish (TesseraConnection *connection, GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, connection), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Saving */

static void save_next (GTask *task);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Headers *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tessera_keyring_save_header_finish (TESSERA_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->next++;
  save_next (g_steal_pointer (&task));
}

/* Takes ownership of @task. */
static void
save_next (GTask *task)
{
  Headers *self = g_task_get_task_data (task);
  TesseraSecret *value = NULL;

  while (get_name (task) != NULL &&
         (value = tessera_client_get_header (self->client, get_name (task))) == NULL)
    self->next++;
  if (value != NULL)
    {
      tessera_keyring_save_header_async (self->keyring, g_task_get_source_object (task),
                                         get_name (task), value, g_task_get_cancellable (task),
                                         saved_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
tessera_connection_save_headers_async (TesseraConnection *connection, TesseraClient *client,
                                       TesseraKeyring *keyring, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (TESSERA_IS_KEYRING (keyring));

  save_next (headers_task_new (connection, tessera_connection_save_headers_async, client, keyring,
                               cancellable, callback, user_data));
}

gboolean
tessera_connection_save_headers_finish (TesseraConnection *connection, GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, connection), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

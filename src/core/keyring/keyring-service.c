/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-service.h"

struct _TesseraKeyringService
{
  SecretService parent_instance;
};

G_DEFINE_FINAL_TYPE (TesseraKeyringService, tessera_keyring_service, SECRET_TYPE_SERVICE)

/* A desktop has one keyring, and opening a session is expensive: the session is reused as long as
 * its daemon lives. The proxy itself follows the bus name to a new daemon, which does not know the
 * session. */
static SecretService *current;
static char *current_owner;

/* What gnome-keyring (42.1) answers with when its prompt was dismissed; libsecret expects a value
 * of the right type. */
static GVariant *
new_empty_answer (const GVariantType *type)
{
  return g_variant_type_equal (type, G_VARIANT_TYPE_OBJECT_PATH)
             ? g_variant_new_object_path ("/")
             : g_variant_new_array (G_VARIANT_TYPE_OBJECT_PATH, NULL, 0);
}

static void
prompted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
      secret_prompt_perform_finish (SECRET_PROMPT (source), result, &error);
  const GVariantType *expected = g_task_get_task_data (task);

  /* Some services answer with an empty text when the user dismissed the prompt. */
  if (answer != NULL && expected != NULL && !g_variant_is_of_type (answer, expected))
    g_task_return_pointer (task, g_variant_ref_sink (new_empty_answer (expected)),
                           (GDestroyNotify) g_variant_unref);
  else if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) g_variant_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY,
                             "The Secret Service left while its prompt was up");
}

static void
tessera_keyring_service_prompt_async (SecretService *service, SecretPrompt *prompt,
                                      const GVariantType *return_type, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (service, NULL, callback, user_data);

  g_task_set_source_tag (task, tessera_keyring_service_prompt_async);
  /* No cancellable is passed on, even if the caller gave one: canceling a prompt makes
   * gnome-keyring drop off the bus. Nor is the type: libsecret (0.20.5) treats another one like a
   * service that left. */
  if (return_type != NULL)
    g_task_set_task_data (task, g_variant_type_copy (return_type),
                          (GDestroyNotify) g_variant_type_free);
  secret_prompt_perform (prompt, NULL, NULL, NULL, prompted_cb, task);
}

static GVariant *
tessera_keyring_service_prompt_finish (SecretService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tessera_keyring_service_class_init (TesseraKeyringServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = tessera_keyring_service_prompt_async;
  service_class->prompt_finish = tessera_keyring_service_prompt_finish;
}

static void
tessera_keyring_service_init (TesseraKeyringService *self)
{
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretService *service = secret_service_open_finish (result, &error);

  if (service == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&current, service);
  g_free (current_owner);
  current_owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service));
  g_task_return_pointer (task, service, g_object_unref);
}

static void
open_new (GTask *task)
{
  secret_service_open (TESSERA_TYPE_KEYRING_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, NULL,
                       opened_cb, task);
}

static void
owner_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  SecretService *service = g_task_get_task_data (task);
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  const char *owner = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(&s)", &owner);
  if (service != current || owner == NULL || g_strcmp0 (owner, current_owner) != 0)
    {
      open_new (task);
      return;
    }
  g_task_return_pointer (task, g_object_ref (service), g_object_unref);
  g_object_unref (task);
}

void
tessera_keyring_service_open_async (GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, tessera_keyring_service_open_async);
  if (current == NULL)
    {
      open_new (task);
      return;
    }
  g_task_set_task_data (task, g_object_ref (current), g_object_unref);
  g_dbus_connection_call (g_dbus_proxy_get_connection (G_DBUS_PROXY (current)),
                          "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "GetNameOwner",
                          g_variant_new ("(s)", g_dbus_proxy_get_name (G_DBUS_PROXY (current))),
                          G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, owner_cb, task);
}

SecretService *
tessera_keyring_service_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_keyring_service_drop (void)
{
  g_clear_object (&current);
  g_clear_pointer (&current_owner, g_free);
}

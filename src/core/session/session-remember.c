/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/session/session-remember.h"

#include "core/base/error.h"
#include "core/session/connection-headers.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* Remembering */

typedef struct
{
  TesseraConnection *connection;
  TesseraConnection *before; /* the one that it replaces, or NULL */
  GError *error;             /* from the list's file; the keyring is tried anyway */
} Remembering;

static void
remembering_free (gpointer data)
{
  Remembering *self = data;

  g_object_unref (self->connection);
  g_clear_object (&self->before);
  g_clear_error (&self->error);
  g_free (self);
}

static void
make_connection (Remembering *self, TesseraSession *session, TesseraConnectionList *connections)
{
  g_autoptr (TesseraConnection) fresh = tessera_session_to_connection (session, NULL);

  g_set_object (&self->before, tessera_connection_list_find_same (connections, fresh));
  self->connection =
      self->before == NULL
          ? g_steal_pointer (&fresh)
          : tessera_session_to_connection (session, tessera_connection_get_id (self->before));
}

static gboolean
drops_headers (const Remembering *self)
{
  TesseraReach *reach = tessera_connection_get_reach (self->connection);
  const char *const *old = NULL;

  if (self->before != NULL)
    old = tessera_reach_get_headers (tessera_connection_get_reach (self->before));
  for (; old != NULL && *old != NULL; old++)
    if (!tessera_reach_has_header (reach, *old))
      return TRUE;
  return FALSE;
}

static void
headers_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Remembering *remembering = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tessera_connection_save_headers_finish (TESSERA_CONNECTION (source), result, &error))
    g_task_return_error (task, error);
  else if (remembering->error != NULL)
    g_task_return_error (task, g_steal_pointer (&remembering->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
save_headers (GTask *task, TesseraKeyring *keyring)
{
  Remembering *remembering = g_task_get_task_data (task);
  TesseraSession *session = g_task_get_source_object (task);

  tessera_connection_save_headers_async (
      remembering->connection, tessera_session_get_client (session), keyring,
      g_task_get_cancellable (task), headers_saved_cb, g_object_ref (task));
}

static void
headers_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tessera_keyring_forget_headers_finish (TESSERA_KEYRING (source), result, &error))
    save_headers (task, TESSERA_KEYRING (source));
  else
    g_task_return_error (task, error);
}

static void
credentials_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Remembering *remembering = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tessera_keyring_save_credentials_finish (TESSERA_KEYRING (source), result, &error))
    g_task_return_error (task, error);
  else if (drops_headers (remembering))
    tessera_keyring_forget_headers_async (TESSERA_KEYRING (source), remembering->connection, NULL,
                                          g_task_get_cancellable (task), headers_forgotten_cb,
                                          g_object_ref (task));
  else
    save_headers (task, TESSERA_KEYRING (source));
}

void
tessera_session_remember_async (TesseraSession *session, TesseraSecret *secret,
                                TesseraConnectionList *connections, TesseraKeyring *keyring,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_SESSION (session));
  g_return_if_fail (secret != NULL);
  g_return_if_fail (TESSERA_IS_CONNECTION_LIST (connections));
  g_return_if_fail (TESSERA_IS_KEYRING (keyring));

  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Remembering *remembering = g_new0 (Remembering, 1);

  g_task_set_source_tag (task, tessera_session_remember_async);
  make_connection (remembering, session, connections);
  tessera_connection_list_add (connections, remembering->connection, &remembering->error);
  g_task_set_task_data (task, remembering, remembering_free);
  tessera_keyring_save_credentials_async (keyring, remembering->connection, secret, cancellable,
                                          credentials_saved_cb, task);
}

gboolean
tessera_session_remember_finish (GAsyncResult *result, TesseraConnection **connection,
                                 GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  Remembering *remembering = g_task_get_task_data (G_TASK (result));

  if (connection != NULL)
    *connection = g_object_ref (remembering->connection);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Opening again */

static TesseraResource *
find_organization_named (TesseraSession *session, const char *name)
{
  GListModel *organizations = tessera_session_get_organizations (session);

  for (guint i = 0; i < g_list_model_get_n_items (organizations); i++)
    {
      g_autoptr (TesseraResource) organization = g_list_model_get_item (organizations, i);

      if (g_strcmp0 (tessera_resource_get_name (organization), name) == 0)
        return g_steal_pointer (&organization);
    }
  return NULL;
}

/* An organization keeps its ID. Under the same name with another ID it is another one: the server
 * was set up again, or the organization was deleted and created again. */
static GError *
no_organization (TesseraSession *session, TesseraConnection *connection)
{
  const char *name = tessera_connection_get_org_name (connection);
  g_autoptr (TesseraResource) again = find_organization_named (session, name);

  if (again != NULL)
    return tessera_error_new (
        TESSERA_ERROR_NO_ORGANIZATION, NULL,
        _ ("The organization “%s” was created again on this server, which was probably set up "
           "again. Tokens from before no longer work. Sign in again to use the new organization."),
        name);
  return tessera_error_new (TESSERA_ERROR_NO_ORGANIZATION, NULL,
                            _ ("These credentials work, but this account can no longer see the "
                               "organization “%s”. Sign in again and choose another one."),
                            name);
}

typedef struct
{
  TesseraConnection *connection;
  TesseraClient *client;
  TesseraSecret *secret;
} Reopening;

static void
reopening_free (gpointer data)
{
  Reopening *self = data;

  g_object_unref (self->connection);
  g_object_unref (self->client);
  g_clear_pointer (&self->secret, tessera_secret_unref);
  g_free (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraConnection *connection = ((Reopening *) g_task_get_task_data (task))->connection;
  GError *error = NULL;
  g_autoptr (TesseraSession) session = tessera_session_open_finish (result, &error);

  if (session == NULL)
    g_task_return_error (task, error);
  else if (!tessera_session_choose_organization (session,
                                                 tessera_connection_get_org_id (connection)))
    g_task_return_error (task, no_organization (session, connection));
  else
    g_task_return_pointer (task, g_steal_pointer (&session), g_object_unref);
}

/* A token belongs to one organization for good: it need not see it. */
static TesseraResource *
get_given (TesseraConnection *connection)
{
  if (tessera_connection_get_method (connection) != TESSERA_CREDENTIALS_TOKEN ||
      *tessera_connection_get_org_id (connection) == '\0')
    return NULL;
  return tessera_resource_new ("orgs", tessera_connection_get_org_id (connection),
                               tessera_connection_get_org_name (connection), FALSE);
}

static void
headers_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reopening *reopening = g_task_get_task_data (task);
  TesseraConnection *connection = reopening->connection;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (TesseraResource) given = get_given (connection);
  GError *error = NULL;

  if (!tessera_connection_load_headers_finish (connection, result, &error))
    g_task_return_error (task, error);
  else
    tessera_session_open_client_async (
        reopening->client, tessera_connection_get_username (connection), reopening->secret, given,
        cancellable, opened_cb, g_steal_pointer (&task));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reopening *reopening = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  reopening->secret =
      tessera_keyring_lookup_credentials_finish (TESSERA_KEYRING (source), result, &error);
  if (reopening->secret == NULL)
    g_task_return_error (task, error);
  else
    tessera_connection_load_headers_async (reopening->connection, reopening->client,
                                           TESSERA_KEYRING (source), cancellable, headers_loaded_cb,
                                           g_steal_pointer (&task));
}

void
tessera_session_reopen_async (TesseraConnection *connection, TesseraKeyring *keyring,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (TESSERA_IS_KEYRING (keyring));

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reopening *reopening = g_new0 (Reopening, 1);

  g_task_set_source_tag (task, tessera_session_reopen_async);
  reopening->connection = g_object_ref (connection);
  reopening->client = tessera_client_new (tessera_connection_get_address (connection));
  tessera_client_set_reach (reopening->client, tessera_connection_get_reach (connection));
  g_task_set_task_data (task, reopening, reopening_free);
  tessera_keyring_lookup_credentials_async (keyring, connection, cancellable, looked_up_cb, task);
}

TesseraSession *
tessera_session_reopen_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Renewing */

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tessera_client_sign_in_finish (TESSERA_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The token in the keyring may be the one that the server no longer accepts. A token that can't
 * read its user, and a server that does not report it, are fine. */
static void
token_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TesseraResource *user = tessera_client_get_me_finish (TESSERA_CLIENT (source), result, &error);

  g_clear_object (&user);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_TOKEN_INACTIVE))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
sign_in_again (GTask *task, TesseraSecret *secret)
{
  TesseraSession *session = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraClient *client = tessera_session_get_client (session);
  const char *username = tessera_session_get_username (session);

  if (username != NULL)
    tessera_client_sign_in_async (client, username, secret, cancellable, renewed_cb,
                                  g_object_ref (task));
  else
    {
      tessera_client_set_token (client, secret);
      tessera_client_get_me_async (client, cancellable, token_tried_cb, g_object_ref (task));
    }
}

static void
secret_for_renewal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TesseraSecret) secret =
      tessera_keyring_lookup_credentials_finish (TESSERA_KEYRING (source), result, &error);

  if (secret == NULL)
    g_task_return_error (task, error);
  else
    sign_in_again (task, secret);
}

/* The data of the task is the keyring. */
static void
headers_for_renewal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraConnection *connection = TESSERA_CONNECTION (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraKeyring *keyring = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tessera_connection_load_headers_finish (connection, result, &error))
    g_task_return_error (task, error);
  else
    tessera_keyring_lookup_credentials_async (keyring, connection, cancellable,
                                              secret_for_renewal_cb, g_steal_pointer (&task));
}

void
tessera_session_renew_async (TesseraSession *session, TesseraConnection *connection,
                             TesseraKeyring *keyring, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_SESSION (session));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (TESSERA_IS_KEYRING (keyring));

  GTask *task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_session_renew_async);
  g_task_set_task_data (task, g_object_ref (keyring), g_object_unref);
  tessera_connection_load_headers_async (connection, tessera_session_get_client (session), keyring,
                                         cancellable, headers_for_renewal_cb, task);
}

gboolean
tessera_session_renew_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

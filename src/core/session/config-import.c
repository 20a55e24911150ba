/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/session/config-import.h"

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/session/session-open-in.h"
#include "core/session/session-remember.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraConfigImport
{
  GObject parent_instance;

  TesseraConnectionList *connections;
  TesseraKeyring *keyring;
  GHashTable *imported; /* ID of a connection → the configuration that it was */
};

G_DEFINE_FINAL_TYPE (TesseraConfigImport, tessera_config_import, G_TYPE_OBJECT)

static void
tessera_config_import_finalize (GObject *object)
{
  TesseraConfigImport *self = TESSERA_CONFIG_IMPORT (object);

  g_clear_object (&self->connections);
  g_clear_object (&self->keyring);
  g_hash_table_unref (self->imported);
  G_OBJECT_CLASS (tessera_config_import_parent_class)->finalize (object);
}

static void
tessera_config_import_class_init (TesseraConfigImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_config_import_finalize;
}

static void
tessera_config_import_init (TesseraConfigImport *self)
{
  self->imported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

TesseraConfigImport *
tessera_config_import_new (TesseraConnectionList *connections, TesseraKeyring *keyring)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (connections), NULL);
  g_return_val_if_fail (TESSERA_IS_KEYRING (keyring), NULL);

  TesseraConfigImport *self = g_object_new (TESSERA_TYPE_CONFIG_IMPORT, NULL);

  self->connections = g_object_ref (connections);
  self->keyring = g_object_ref (keyring);
  return self;
}

gboolean
tessera_config_import_check (TesseraInfluxConfig *config, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (config), FALSE);

  const char *url = tessera_influx_config_get_url (config);
  g_autofree char *address = NULL;

  if (url == NULL || tessera_influx_config_get_secret (config) == NULL)
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, NULL, "%s",
                         url == NULL ? _ ("It does not contain a server address.")
                                     : _ ("It does not contain a token to sign in with."));
      return FALSE;
    }
  address = tessera_address_normalize (url, error);
  return address != NULL;
}

/* Already a connection */

static gboolean
is_same (TesseraConnection *connection, TesseraInfluxConfig *config, const char *address)
{
  const char *org = tessera_influx_config_get_org (config);

  return g_str_equal (tessera_connection_get_address (connection), address) &&
         g_strcmp0 (tessera_connection_get_username (connection),
                    tessera_influx_config_get_username (config)) == 0 &&
         (org == NULL || g_strcmp0 (tessera_connection_get_org_name (connection), org) == 0 ||
          g_strcmp0 (tessera_connection_get_org_id (connection), org) == 0);
}

TesseraConnection *
tessera_config_import_find_kept (TesseraConfigImport *self, TesseraInfluxConfig *config)
{
  g_return_val_if_fail (TESSERA_IS_CONFIG_IMPORT (self), NULL);
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (config), NULL);

  const char *url = tessera_influx_config_get_url (config);
  g_autofree char *address = url != NULL ? tessera_address_normalize (url, NULL) : NULL;
  GListModel *all = G_LIST_MODEL (self->connections);

  for (guint i = 0; address != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (TesseraConnection) connection = g_list_model_get_item (all, i);

      if (is_same (connection, config, address))
        return connection; /* the list has it */
    }
  return NULL;
}

/* Importing: sign in → remember */

typedef struct
{
  TesseraInfluxConfig *config;
  TesseraSession *session;
  TesseraConnection *connection;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  /* The connection signs in for itself. */
  if (self->session != NULL)
    tessera_client_sign_out_async (tessera_session_get_client (self->session), NULL, NULL, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->connection);
  g_object_unref (self->config);
  g_free (self);
}

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraConfigImport *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tessera_session_remember_finish (result, &run->connection, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_replace (self->imported, g_strdup (tessera_connection_get_id (run->connection)),
                        g_object_ref (run->config));
  g_task_return_boolean (task, TRUE);
}

/* A connection has room for one token only. */
static gboolean
check_room (TesseraConfigImport *self, Run *run, GError **error)
{
  g_autoptr (TesseraConnection) fresh = tessera_session_to_connection (run->session, NULL);
  TesseraConnection *same = tessera_connection_list_find_same (self->connections, fresh);
  TesseraInfluxConfig *other =
      same != NULL ? g_hash_table_lookup (self->imported, tessera_connection_get_id (same)) : NULL;

  if (other == NULL || tessera_secret_equal (tessera_influx_config_get_secret (other),
                                             tessera_influx_config_get_secret (run->config)))
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_CONFLICT, NULL,
                     _ ("“%s” has another token for the same server and organization and was "
                        "imported before. A connection has only one token: import only one of "
                        "them."),
                     tessera_influx_config_get_name (other));
  return FALSE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraConfigImport *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->session = tessera_session_open_in_finish (result, &error);
  if (run->session == NULL || !check_room (self, run, &error))
    g_task_return_error (task, error);
  else
    tessera_session_remember_async (run->session, tessera_influx_config_get_secret (run->config),
                                    self->connections, self->keyring, g_task_get_cancellable (task),
                                    remembered_cb, g_object_ref (task));
}

void
tessera_config_import_run_async (TesseraConfigImport *self, TesseraInfluxConfig *config,
                                 TesseraClient *client, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CONFIG_IMPORT (self));
  g_return_if_fail (TESSERA_IS_INFLUX_CONFIG (config));
  g_return_if_fail (client == NULL || TESSERA_IS_CLIENT (client));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (TesseraClient) used = client != NULL ? g_object_ref (client) : NULL;
  Run *run = g_new0 (Run, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tessera_config_import_run_async);
  run->config = g_object_ref (config);
  g_task_set_task_data (task, run, run_free);
  if (!tessera_config_import_check (config, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (used == NULL)
    {
      g_autofree char *address =
          tessera_address_normalize (tessera_influx_config_get_url (config), NULL);

      used = tessera_client_new (address);
    }
  tessera_session_open_in_async (
      used, tessera_influx_config_get_username (config), tessera_influx_config_get_secret (config),
      tessera_influx_config_get_org (config), cancellable, opened_cb, g_steal_pointer (&task));
}

TesseraConnection *
tessera_config_import_run_finish (TesseraConfigImport *self, GAsyncResult *result,
                                  gboolean *checked, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONFIG_IMPORT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  Run *run = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (checked != NULL)
    *checked = tessera_session_is_checked (run->session);
  return g_object_ref (run->connection);
}

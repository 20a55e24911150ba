/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/session/session-open-in.h"

#include "core/base/error.h"
#include "core/base/id.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static gboolean
choose_organization (TesseraSession *session, const char *wanted, GError **error)
{
  GListModel *all = tessera_session_get_organizations (session);
  g_autoptr (GString) names = g_string_new (NULL);

  if (wanted == NULL || *wanted == '\0')
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (TesseraResource) org = g_list_model_get_item (all, i);
      const char *id = tessera_resource_get_id (org);

      if (g_str_equal (wanted, id) || g_str_equal (wanted, tessera_resource_get_name (org)))
        return tessera_session_choose_organization (session, id);
      g_string_append_printf (names, "\n  %s", tessera_resource_get_name (org));
    }
  tessera_set_error (error, TESSERA_ERROR_NO_ORGANIZATION, NULL,
                     _ ("There is no organization “%s” that this account can see. It can see:%s"),
                     wanted, names->str);
  return FALSE;
}

/* For an account that sees no organization. Returns NULL if none was named. */
static TesseraResource *
make_given (const char *org)
{
  gboolean is_id = org != NULL && tessera_id_is_valid (org);

  if (org == NULL || *org == '\0')
    return NULL;
  return tessera_resource_new ("orgs", is_id ? org : "", is_id ? NULL : org, FALSE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *org = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraSession) session = tessera_session_open_finish (result, &error);

  if (session != NULL && choose_organization (session, org, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&session), g_object_unref);
      return;
    }
  if (session != NULL)
    tessera_client_sign_out_async (tessera_session_get_client (session), NULL, NULL, NULL);
  g_task_return_error (task, error);
}

void
tessera_session_open_in_async (TesseraClient *client, const char *username, TesseraSecret *secret,
                               const char *org, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (secret != NULL);

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (TesseraResource) given = make_given (org);

  g_task_set_source_tag (task, tessera_session_open_in_async);
  g_task_set_task_data (task, g_strdup (org), g_free);
  tessera_session_open_client_async (client, username, secret, given, cancellable, opened_cb, task);
}

TesseraSession *
tessera_session_open_in_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

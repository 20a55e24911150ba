/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Users, and who belongs to an organization: a part of client.h. */

#include "core/base/paths.h"
#include "core/client/client-private.h"
#include "core/client/json.h"

/* Takes ownership of @task; sends `{"member": "value"}`. */
static void
send_member (GTask *task, const char *path, const char *member, const char *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *body = NULL;

  json_object_set_string_member (object, member, value);
  json_node_set_object (root, object);
  body = json_to_string (root, FALSE);
  tessera_call_send (task, "POST", path, body);
}

void
tessera_client_create_user_async (TesseraClient *self, const char *name, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (name != NULL);

  send_member (tessera_call_new (self, tessera_client_create_user_async, tessera_call_return_user,
                                 cancellable, callback, user_data),
               TESSERA_PATH_USERS, "name", name);
}

TesseraResource *
tessera_client_create_user_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_client_delete_user_async (TesseraClient *self, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  g_autofree char *path = tessera_call_build_path (TESSERA_PATH_USERS "/", id, "");

  tessera_call_send (tessera_call_new (self, tessera_client_delete_user_async,
                                       tessera_call_return_done, cancellable, callback, user_data),
                     "DELETE", path, NULL);
}

gboolean
tessera_client_delete_user_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tessera_client_add_member_async (TesseraClient *self, const char *org_id, const char *user_id,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (org_id != NULL);
  g_return_if_fail (user_id != NULL);

  g_autofree char *path = tessera_call_build_path (TESSERA_PATH_ORGS "/", org_id, "/members");

  send_member (tessera_call_new (self, tessera_client_add_member_async, tessera_call_return_done,
                                 cancellable, callback, user_data),
               path, "id", user_id);
}

gboolean
tessera_client_add_member_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Fetches the two lists of an organization's people, one after the other. */
typedef struct
{
  char *org_id;
  GPtrArray *people;
  gboolean asked_members;
} People;

static void
people_free (gpointer data)
{
  People *self = data;

  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->org_id);
  g_free (self);
}

/* Takes ownership of @task. */
static void
ask_for_people (GTask *task, const char *which)
{
  People *people = tessera_call_get_data (task);
  g_autofree char *path = tessera_call_build_path (TESSERA_PATH_ORGS "/", people->org_id, which);

  tessera_call_send (task, "GET", path, NULL);
}

static void
people_answer (GTask *task, TesseraAnswer *answer)
{
  People *people = tessera_call_get_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  g_autoptr (GPtrArray) more = NULL;

  if (root != NULL)
    more = tessera_json_read_resources (root, "users", NULL, &error);
  if (more == NULL)
    {
      tessera_call_return_error (task, error);
      return;
    }
  g_ptr_array_extend_and_steal (people->people, g_steal_pointer (&more));
  if (people->asked_members)
    g_task_return_pointer (task, g_steal_pointer (&people->people),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    {
      people->asked_members = TRUE;
      ask_for_people (g_object_ref (task), "/members");
    }
}

void
tessera_client_list_members_async (TesseraClient *self, const char *org_id,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (org_id != NULL);

  GTask *task = tessera_call_new (self, tessera_client_list_members_async, people_answer,
                                  cancellable, callback, user_data);
  People *people = g_new0 (People, 1);

  people->org_id = g_strdup (org_id);
  people->people = g_ptr_array_new_with_free_func (g_object_unref);
  tessera_call_set_data (task, people, people_free);
  ask_for_people (task, "/owners");
}

GPtrArray *
tessera_client_list_members_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens: a part of client.h. */

#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/client/client-private.h"
#include "core/client/json.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static void
read_tokens_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (tessera_call_steal_data (task), &error);
  GPtrArray *tokens = root != NULL ? tessera_json_read_tokens (root, &error) : NULL;

  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) g_ptr_array_unref);
  else
    tessera_call_return_error (task, error);
}

static void
tokens_answer (GTask *task, TesseraAnswer *answer)
{
  tessera_call_set_data (task, answer, (GDestroyNotify) tessera_answer_free);
  g_task_run_in_thread (task, read_tokens_thread);
}

void
tessera_client_find_tokens_async (TesseraClient *self, const TesseraTokenFilter *filter,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (filter != NULL);

  g_autoptr (GString) path = g_string_new (TESSERA_PATH_AUTHORIZATIONS);

  tessera_call_append_field (path, "orgID", filter->org_id);
  tessera_call_append_field (path, "org", filter->org_name);
  tessera_call_append_field (path, "userID", filter->owner_id);
  tessera_call_append_field (path, "user", filter->owner);
  tessera_call_send (tessera_call_new (self, tessera_client_list_tokens_async, tokens_answer,
                                       cancellable, callback, user_data),
                     "GET", path->str, NULL);
}

void
tessera_client_list_tokens_async (TesseraClient *self, const char *org_id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  const TesseraTokenFilter filter = { .org_id = org_id };

  tessera_client_find_tokens_async (self, &filter, cancellable, callback, user_data);
}

GPtrArray *
tessera_client_list_tokens_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Takes ownership of @answer. */
static TesseraToken *
read_token (TesseraAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) root = tessera_call_parse (answer, error);

  return root != NULL ? tessera_json_read_token (root, error) : NULL;
}

static void
token_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  TesseraToken *token = read_token (answer, &error);

  tessera_call_return_object (task, token, error);
}

/* What the answer to a request about one token must say. */
typedef struct
{
  char *id;
  char *status; /* NULL if it was not asked for, as the next one */
  char *description;
} Expected;

static void
expected_free (gpointer data)
{
  Expected *self = data;

  g_free (self->id);
  g_free (self->status);
  g_free (self->description);
  g_free (self);
}

static gboolean
is_expected (const Expected *expected, TesseraToken *token)
{
  if (!g_str_equal (tessera_token_get_id (token), expected->id))
    return FALSE;
  if (expected->status != NULL &&
      g_str_equal (expected->status, "active") != tessera_token_is_active (token))
    return FALSE;
  return expected->description == NULL ||
         g_str_equal (tessera_token_get_description (token), expected->description);
}

static void
one_token_answer (GTask *task, TesseraAnswer *answer)
{
  const Expected *expected = tessera_call_get_data (task);
  GError *error = NULL;
  g_autoptr (TesseraToken) token = read_token (answer, &error);

  if (token == NULL || is_expected (expected, token))
    tessera_call_return_object (task, g_steal_pointer (&token), error);
  else
    tessera_call_return_error (
        task, tessera_error_new (
                  TESSERA_ERROR_BAD_ANSWER, NULL,
                  _ ("The server’s response is for a different token or does not confirm the "
                     "change. Refresh the list, and check the server and any proxy in between.")));
}

/* InfluxDB answers a deletion with 204: a page to sign in at, for example, does not. */
static void
deleted_answer (GTask *task, TesseraAnswer *answer)
{
  guint status = answer->status;

  if (status == 204)
    {
      tessera_call_return_done (task, answer);
      return;
    }
  tessera_answer_free (answer);
  tessera_call_return_error (
      task, tessera_error_new (TESSERA_ERROR_NOT_INFLUXDB, NULL,
                               _ ("The server did not confirm that the token was deleted (status "
                                  "%u). Refresh the list to see whether it still exists."),
                               status));
}

/* A request about one token. */
static void
send_token_request (GTask *task, const char *method, const char *id, const char *body)
{
  g_autofree char *path = tessera_call_build_path (TESSERA_PATH_AUTHORIZATIONS "/", id, "");

  tessera_call_send (task, method, path, body);
}

static void
expect (GTask *task, const char *id, const char *status, const char *description)
{
  Expected *expected = g_new0 (Expected, 1);

  expected->id = g_strdup (id);
  expected->status = g_strdup (status);
  expected->description = g_strdup (description);
  tessera_call_set_data (task, expected, expected_free);
}

void
tessera_client_get_token_async (TesseraClient *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  GTask *task = tessera_call_new (self, tessera_client_get_token_async, one_token_answer,
                                  cancellable, callback, user_data);

  expect (task, id, NULL, NULL);
  send_token_request (task, "GET", id, NULL);
}

TesseraToken *
tessera_client_get_token_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Only what describes a token shows that one was created. Takes ownership of @answer. */
static GError *
explain_no_value (TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (TesseraToken) token = read_token (answer, &error);

  if (token == NULL)
    return error;
  return tessera_error_new (TESSERA_ERROR_VALUE_LOST, NULL,
                            _ ("The server created a token but, unlike InfluxDB, did not return "
                               "its value in the expected form. The value can’t be retrieved "
                               "later. Delete that token and create another one."));
}

static void
create_answer (GTask *task, TesseraAnswer *answer)
{
  if (answer->value != NULL && tessera_token_is_value (answer->value))
    {
      tessera_call_set_data (task, g_steal_pointer (&answer->value),
                             (GDestroyNotify) tessera_secret_unref);
      token_answer (task, answer);
      return;
    }
  tessera_call_return_error (task, explain_no_value (answer));
}

void
tessera_client_create_token_async (TesseraClient *self, TesseraTokenRequest *request,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (request != NULL);

  g_autofree char *body = tessera_token_request_to_json (request);
  GTask *task = tessera_call_new (self, tessera_client_create_token_async, create_answer,
                                  cancellable, callback, user_data);

  /* A value that has arrived is not dropped because of a cancellation at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  tessera_call_send (task, "POST", TESSERA_PATH_AUTHORIZATIONS, body);
}

TesseraToken *
tessera_client_create_token_finish (TesseraClient *self, GAsyncResult *result,
                                    TesseraSecret **value, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  TesseraToken *token = g_task_propagate_pointer (G_TASK (result), error);

  *value = token != NULL ? tessera_call_steal_data (G_TASK (result)) : NULL;
  return token;
}

void
tessera_client_update_token_async (TesseraClient *self, const char *id, const char *status,
                                   const char *description, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *body = NULL;
  GTask *task;

  if (status != NULL)
    json_object_set_string_member (object, "status", status);
  if (description != NULL)
    json_object_set_string_member (object, "description", description);
  json_node_set_object (root, object);
  body = json_to_string (root, FALSE);
  task = tessera_call_new (self, tessera_client_update_token_async, one_token_answer, cancellable,
                           callback, user_data);
  expect (task, id, status, description);
  send_token_request (task, "PATCH", id, body);
}

TesseraToken *
tessera_client_update_token_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_client_delete_token_async (TesseraClient *self, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  send_token_request (tessera_call_new (self, tessera_client_delete_token_async, deleted_answer,
                                        cancellable, callback, user_data),
                      "DELETE", id, NULL);
}

gboolean
tessera_client_delete_token_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

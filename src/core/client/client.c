/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/client/client-private.h"
#include "core/client/json.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define DEADLINE_SECONDS 30
#define MOST_CONNECTIONS 64

G_DEFINE_FINAL_TYPE (TesseraClient, tessera_client, G_TYPE_OBJECT)

static void
tessera_client_finalize (GObject *object)
{
  TesseraClient *self = TESSERA_CLIENT (object);

  g_free (self->address);
  tessera_server_traits_clear (&self->traits);
  g_clear_object (&self->http);
  g_clear_pointer (&self->token, tessera_secret_unref);
  g_clear_pointer (&self->cookies, tessera_secret_unref);
  g_ptr_array_unref (self->headers);
  g_object_unref (self->reach);
  G_OBJECT_CLASS (tessera_client_parent_class)->finalize (object);
}

static void
tessera_client_class_init (TesseraClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_client_finalize;
  g_signal_new ("received", TESSERA_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
tessera_client_init (TesseraClient *self)
{
  self->deadline = DEADLINE_SECONDS;
  self->headers = g_ptr_array_new_with_free_func (tessera_header_free);
  self->reach = tessera_reach_new (TESSERA_TRUST_SYSTEM, NULL, NULL);
  /* Abandoned requests hold their connections for a while: see exchange.c. */
  self->http = soup_session_new_with_options ("user-agent", "Tessera/" TESSERA_VERSION, "max-conns",
                                              MOST_CONNECTIONS, "max-conns-per-host",
                                              MOST_CONNECTIONS, NULL);
  /* It would cache credentials, and ask again after a 401. */
  soup_session_remove_feature_by_type (self->http, SOUP_TYPE_AUTH_MANAGER);
}

TesseraClient *
tessera_client_new (const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);

  TesseraClient *self = g_object_new (TESSERA_TYPE_CLIENT, NULL);

  self->address = g_strdup (address);
  tessera_server_traits_init (&self->traits, address);
  if (tessera_address_is_direct (address))
    soup_session_set_proxy_resolver (self->http, NULL);
  tessera_client_apply_trust (self);
  return self;
}

TesseraClient *
tessera_client_new_with_token (const char *address, TesseraSecret *token)
{
  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (token != NULL, NULL);

  TesseraClient *self = tessera_client_new (address);

  tessera_client_set_token (self, token);
  return self;
}

const char *
tessera_client_get_address (TesseraClient *self)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);

  return self->address;
}

const TesseraServerTraits *
tessera_client_get_traits (TesseraClient *self)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);

  return &self->traits;
}

void
tessera_client_set_token (TesseraClient *self, TesseraSecret *token)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  self->is_accepted = FALSE;
  g_clear_pointer (&self->token, tessera_secret_unref);
  if (token != NULL)
    self->token = tessera_secret_ref (token);
}

gboolean
tessera_client_uses_token (TesseraClient *self, TesseraSecret *token)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  return self->token != NULL && tessera_secret_equal (self->token, token);
}

gboolean
tessera_client_has_token (TesseraClient *self)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);

  return self->token != NULL;
}

void
tessera_client_set_deadline (TesseraClient *self, guint seconds)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  self->deadline = seconds;
}

guint
tessera_client_get_deadline (TesseraClient *self)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), 0);

  return self->deadline;
}

gboolean
tessera_client_get_clock_offset (TesseraClient *self, gint64 *seconds)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);

  *seconds = self->clock_offset;
  return self->knows_clock;
}

static void
print_traced (SoupLogger *logger, SoupLoggerLogLevel level, char direction, const char *line,
              gpointer user_data)
{
  /* libsoup's other messages are not requests or answers, or are headers that it added. */
  if ((direction == '<' || direction == '>') && !g_str_has_prefix (line, "Soup-Debug"))
    g_printerr ("%c %s\n", direction, line);
}

void
tessera_client_trace (TesseraClient *self)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  /* Prints a request's first line or an answer's status, but never a header or a body. */
  g_autoptr (SoupLogger) logger = soup_logger_new (SOUP_LOGGER_LOG_MINIMAL);

  soup_logger_set_printer (logger, print_traced, NULL, NULL);
  soup_session_add_feature (self->http, SOUP_SESSION_FEATURE (logger));
}

/* Setup */

static void
setup_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  gboolean allowed;

  if (root != NULL && tessera_json_read_setup_allowed (root, &allowed, &error))
    g_task_return_int (task, allowed);
  else
    tessera_call_return_error (task, error);
}

void
tessera_client_get_setup_allowed_async (TesseraClient *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  tessera_call_send (tessera_call_new (self, tessera_client_get_setup_allowed_async, setup_answer,
                                       cancellable, callback, user_data),
                     "GET", TESSERA_PATH_SETUP, NULL);
}

gboolean
tessera_client_get_setup_allowed_finish (TesseraClient *self, GAsyncResult *result,
                                         gboolean *allowed, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (allowed != NULL, FALSE);

  GError *problem = NULL;
  gssize answer = g_task_propagate_int (G_TASK (result), &problem);

  tessera_server_traits_learn_setup (&self->traits, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    *allowed = answer != 0;
  return answer >= 0;
}

void
tessera_client_recognize_async (TesseraClient *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (self->token == NULL && self->cookies == NULL);

  tessera_call_send (tessera_call_new (self, tessera_client_recognize_async,
                                       tessera_call_return_done, cancellable, callback, user_data),
                     "GET", TESSERA_PATH_AUTHORIZATIONS, NULL);
}

gboolean
tessera_client_recognize_finish (TesseraClient *self, GAsyncResult *result)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    return FALSE;
  tessera_server_traits_learn_cloud (&self->traits);
  return TRUE;
}

/* Signing in and out */

static void
sign_in_answer (GTask *task, TesseraAnswer *answer)
{
  TesseraClient *self = g_task_get_source_object (task);

  /* InfluxDB's answer has no page: one with a page may be another's sign-in, with cookies of its
   * own. */
  if (answer->cookies == NULL || answer->status != 204)
    tessera_call_return_error (task,
                               tessera_error_new (TESSERA_ERROR_NOT_INFLUXDB, NULL,
                                                  _ ("The server accepted the password but, unlike "
                                                     "InfluxDB, did not start a session. Check the "
                                                     "address, or sign in with an API token.")));
  else
    {
      g_clear_pointer (&self->cookies, tessera_secret_unref);
      self->cookies = g_steal_pointer (&answer->cookies);
      g_task_return_boolean (task, TRUE);
    }
  tessera_answer_free (answer);
}

void
tessera_client_sign_in_async (TesseraClient *self, const char *username, TesseraSecret *password,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (username != NULL);
  g_return_if_fail (password != NULL);

  tessera_call_send_password (tessera_call_new (self, tessera_client_sign_in_async, sign_in_answer,
                                                cancellable, callback, user_data),
                              "POST", TESSERA_PATH_SIGNIN, username, password);
}

gboolean
tessera_client_sign_in_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sign_out_answer (GTask *task, TesseraAnswer *answer)
{
  TesseraClient *self = g_task_get_source_object (task);

  g_clear_pointer (&self->cookies, tessera_secret_unref);
  tessera_call_return_done (task, answer);
}

void
tessera_client_sign_out_async (TesseraClient *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  GTask *task = tessera_call_new (self, tessera_client_sign_out_async, sign_out_answer, cancellable,
                                  callback, user_data);

  if (self->cookies != NULL)
    {
      tessera_call_send (task, "POST", TESSERA_PATH_SIGNOUT, NULL);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
tessera_client_sign_out_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Finding out what is there */

void
tessera_client_get_me_async (TesseraClient *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  tessera_call_send (tessera_call_new (self, tessera_client_get_me_async, tessera_call_return_user,
                                       cancellable, callback, user_data),
                     "GET", TESSERA_PATH_ME, NULL);
}

TesseraResource *
tessera_client_get_me_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  GError *problem = NULL;
  TesseraResource *user = g_task_propagate_pointer (G_TASK (result), &problem);

  tessera_server_traits_learn_me (&self->traits, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return user;
}

void
tessera_client_is_operator_async (TesseraClient *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  tessera_call_send (tessera_call_new (self, tessera_client_is_operator_async,
                                       tessera_call_return_done, cancellable, callback, user_data),
                     "HEAD", TESSERA_PATH_CONFIG, NULL);
}

gboolean
tessera_client_is_operator_finish (TesseraClient *self, GAsyncResult *result)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autoptr (GError) error = NULL;

  /* A 405 comes from such a server; a 404 without a body comes from a server that does not have
   * this path and is not an InfluxDB. */
  return !g_task_propagate_boolean (G_TASK (result), &error) &&
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

static void
resource_types_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  GStrv types = root != NULL ? tessera_json_read_strings (root, &error) : NULL;

  if (types != NULL)
    g_task_return_pointer (task, types, (GDestroyNotify) g_strfreev);
  else
    tessera_call_return_error (task, error);
}

void
tessera_client_list_resource_types_async (TesseraClient *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));

  tessera_call_send (tessera_call_new (self, tessera_client_list_resource_types_async,
                                       resource_types_answer, cancellable, callback, user_data),
                     "GET", TESSERA_PATH_RESOURCES, NULL);
}

GStrv
tessera_client_list_resource_types_finish (TesseraClient *self, GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  GError *problem = NULL;
  GStrv types = g_task_propagate_pointer (G_TASK (result), &problem);

  tessera_server_traits_learn_resource_types (&self->traits, problem);
  if (!self->traits.has_resource_types)
    {
      g_error_free (problem);
      return g_strdupv ((GStrv) (tessera_server_traits_is_cloud (&self->traits)
                                     ? tessera_resource_types_of_cloud ()
                                     : tessera_resource_types_known ()));
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return types;
}

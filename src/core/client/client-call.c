/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/client-private.h"

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/value-hint.h"
#include "core/client/foreign.h"
#include "core/client/json.h"
#include "core/client/pause.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  TesseraAnswerFunc on_answer;
  TesseraSigner signer;
  TesseraSecret *hidden; /* NULL, or a password in it that no answer may repeat */
  gpointer data;
  GDestroyNotify free_data;
  /* What is sent, again after a pause. */
  char *method;
  char *path;
  GBytes *body;
  TesseraSecret *basic; /* NULL to sign with the client's credentials */
  guint pauses;         /* that it has waited for */
  GError *refusal;      /* the last one, with which the server asked for a pause */
} Call;

#define MOST_PAUSES 20 /* after which a server is taken to refuse for good */

static void
call_free (gpointer data)
{
  Call *self = data;

  g_clear_pointer (&self->data, self->free_data);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->basic, tessera_secret_unref);
  g_clear_error (&self->refusal);
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->hidden, tessera_secret_unref);
  g_free (self);
}

GTask *
tessera_call_new (TesseraClient *self, gpointer tag, TesseraAnswerFunc on_answer,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, tag);
  call->on_answer = on_answer;
  g_task_set_task_data (task, call, call_free);
  return task;
}

void
tessera_call_set_data (GTask *task, gpointer data, GDestroyNotify free_data)
{
  Call *call = g_task_get_task_data (task);

  call->data = data;
  call->free_data = free_data;
}

gpointer
tessera_call_get_data (GTask *task)
{
  return ((Call *) g_task_get_task_data (task))->data;
}

gpointer
tessera_call_steal_data (GTask *task)
{
  return g_steal_pointer (&((Call *) g_task_get_task_data (task))->data);
}

static void
add_secret_header (SoupMessage *message, const char *name, const char *prefix,
                   TesseraSecret *secret)
{
  char *text = g_strconcat (prefix, tessera_secret_peek (secret), NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), name, text);
  tessera_wipe_free (text);
}

/* After those that the caller added for what is in front of the server. */
static void
add_cookies (SoupMessage *message, TesseraSecret *cookies)
{
  const char *others =
      soup_message_headers_get_one (soup_message_get_request_headers (message), "Cookie");
  char *before = others != NULL ? g_strconcat (others, "; ", NULL) : g_strdup ("");

  add_secret_header (message, "Cookie", before, cookies);
  tessera_wipe_free (before);
}

static TesseraSigner
sign_message (TesseraClient *self, SoupMessage *message)
{
  if (self->token != NULL)
    {
      add_secret_header (message, "Authorization", "Token ", self->token);
      return TESSERA_SIGNER_TOKEN;
    }
  if (self->cookies != NULL)
    {
      add_cookies (message, self->cookies);
      return TESSERA_SIGNER_SESSION;
    }
  return TESSERA_SIGNER_NONE;
}

static void
learn_clock (TesseraClient *self, gint64 date)
{
  if (date == 0)
    return;
  self->clock_offset = date - tessera_time_get_now ();
  self->knows_clock = TRUE;
}

/* Takes ownership of @message. */
static void
reword_error (GError *error, TesseraError code, char *message)
{
  error->code = (int) code;
  g_free (error->message);
  error->message = message;
}

/* What was pasted in place of a value is named. */
static void
add_hint (TesseraClient *self, TesseraSigner signer, GError *error)
{
  const char *hint = NULL;

  if (signer == TESSERA_SIGNER_TOKEN && self->token != NULL &&
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    hint = tessera_value_hint_find (self->token);
  if (hint != NULL)
    reword_error (error, TESSERA_ERROR_UNAUTHORIZED,
                  g_strdup_printf (_ ("The server does not recognize this API token. %s"), hint));
}

/* Cloud may answer with the same 401 for a missing permission as for an unknown token. */
static GError *
explain_refusal (TesseraClient *self, const TesseraAnswer *answer, TesseraSigner signer)
{
  GError *error = tessera_refusal_explain (answer, signer);

  add_hint (self, signer, error);
  if (self->is_accepted && tessera_server_traits_is_cloud (&self->traits) &&
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    reword_error (error, TESSERA_ERROR_FORBIDDEN,
                  g_strdup (_ ("The server does not allow this account to do that. Sign in with a "
                               "token or user that can.")));
  return error;
}

/* Whether the same request can be sent again after the pause that a refusal asks for. One that may
 * have created something can't. */
static gboolean
may_repeat (const Call *call, const GError *error)
{
  guint seconds = tessera_error_get_pause (error);

  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_TOO_MANY_REQUESTS) && seconds > 0 &&
         seconds <= TESSERA_LONGEST_PAUSE && call->pauses < MOST_PAUSES &&
         (!g_str_equal (call->method, "POST") || !tessera_error_may_have_happened (error));
}

static void send_call (GTask *task);

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (tessera_pause_wait_finish (TESSERA_PAUSE (source), result, &error))
    {
      g_clear_error (&call->refusal);
      send_call (g_steal_pointer (&task));
    }
  else if (call->refusal != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_error_free (error);
      g_task_return_error (task, g_steal_pointer (&call->refusal));
    }
  else
    g_task_return_error (task, error);
}

/* Takes ownership of @task. */
static void
wait_and_send (GTask *task)
{
  TesseraClient *self = g_task_get_source_object (task);

  tessera_pause_wait_async (tessera_pause_get (self->address), g_task_get_cancellable (task),
                            waited_cb, task);
}

/* Takes ownership of @task and @error. */
static void
return_refusal (GTask *task, GError *error)
{
  TesseraClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (!may_repeat (call, error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call->pauses++;
  call->refusal = error;
  tessera_pause_begin (tessera_pause_get (self->address), tessera_error_get_pause (error));
  wait_and_send (task);
}

static void
exchange_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraAnswer) answer = tessera_exchange_finish (result, &error);

  if (answer != NULL)
    {
      learn_clock (self, answer->date);
      tessera_server_traits_learn_version (&self->traits, answer->version, answer->build);
      tessera_call_hide_credentials (self, call->basic, call->hidden, answer);
      answer->address = g_strdup (self->address);
    }
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (answer->status >= 400)
    return_refusal (g_steal_pointer (&task), explain_refusal (self, answer, call->signer));
  else
    {
      self->is_accepted = self->is_accepted || call->signer != TESSERA_SIGNER_NONE;
      call->on_answer (task, g_steal_pointer (&answer));
    }
}

static void
prepare_message (TesseraClient *self, SoupMessage *message)
{
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  for (guint i = 0; i < self->headers->len; i++)
    {
      TesseraHeader *header = g_ptr_array_index (self->headers, i);

      add_secret_header (message, header->name, "", header->value);
    }
}

/* Returns NULL for an address that libsoup does not accept; then @task has returned its error and
 * is freed. */
static SoupMessage *
new_message (GTask *task, const char *method, const char *path)
{
  TesseraClient *self = g_task_get_source_object (task);
  g_autofree char *text = g_strconcat (self->address, path, NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message = NULL;

  /* libsoup treats a URI without a host as a programming error. */
  if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
    message = soup_message_new_from_uri (method, uri);
  if (message == NULL)
    {
      g_task_return_error (task, tessera_error_new (TESSERA_ERROR_INVALID_ADDRESS, NULL,
                                                    _ ("“%s” is not a valid server address."),
                                                    self->address));
      g_object_unref (task);
      return NULL;
    }
  prepare_message (self, message);
  return message;
}

static void
received_cb (goffset current, goffset total, gpointer self)
{
  g_signal_emit_by_name (self, "received", (gint64) current, (gint64) total);
}

static void
sign_call (TesseraClient *self, Call *call, SoupMessage *message)
{
  if (call->basic == NULL)
    {
      call->signer = sign_message (self, message);
      return;
    }
  call->signer = TESSERA_SIGNER_PASSWORD;
  add_secret_header (message, "Authorization", "Basic ", call->basic);
}

/* Takes ownership of @task. */
static void
send_call (GTask *task)
{
  TesseraClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = NULL;

  if (tessera_pause_get_seconds (tessera_pause_get (self->address)) > 0)
    {
      wait_and_send (task);
      return;
    }
  message = new_message (task, call->method, call->path);
  if (message == NULL)
    return;
  sign_call (self, call, message);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", call->body);
  tessera_exchange_async (self->http, message, self->reach, self->deadline, received_cb, self,
                          g_task_get_cancellable (task), exchange_cb, task);
}

/* A call may send several requests, one after the other, such as the pages of a list. */
static void
set_request (Call *call, const char *method, const char *path, GBytes *body)
{
  g_free (call->method);
  g_free (call->path);
  g_clear_pointer (&call->body, g_bytes_unref);
  call->method = g_strdup (method);
  call->path = g_strdup (path);
  if (body != NULL)
    call->body = g_bytes_ref (body);
}

/* Takes ownership of @task. */
static void
send_bytes (GTask *task, const char *method, const char *path, GBytes *body)
{
  set_request (g_task_get_task_data (task), method, path, body);
  send_call (task);
}

void
tessera_call_send (GTask *task, const char *method, const char *path, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  send_bytes (task, method, path, bytes);
}

void
tessera_call_send_secret (GTask *task, const char *method, const char *path, TesseraSecret *body,
                          TesseraSecret *hidden)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (tessera_secret_peek (body), tessera_secret_get_length (body),
                                  (GDestroyNotify) tessera_secret_unref, tessera_secret_ref (body));

  call->hidden = tessera_secret_ref (hidden);
  send_bytes (task, method, path, bytes);
}

void
tessera_call_send_password (GTask *task, const char *method, const char *path, const char *username,
                            TesseraSecret *password)
{
  Call *call = g_task_get_task_data (task);
  char *plain = g_strconcat (username, ":", tessera_secret_peek (password), NULL);

  set_request (call, method, path, NULL);
  call->basic = tessera_secret_new_take (g_base64_encode ((const guchar *) plain, strlen (plain)));
  call->hidden = tessera_secret_ref (password);
  tessera_wipe_free (plain);
  send_call (task);
}

JsonNode *
tessera_call_parse (TesseraAnswer *answer, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer->body, answer->length);
  GError *problem = NULL;
  JsonNode *root = tessera_json_parse (bytes, &problem);

  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB))
    {
      g_clear_error (&problem);
      problem = tessera_foreign_new (answer);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  tessera_answer_free (answer);
  return root;
}

gboolean
tessera_call_propagate_list_error (TesseraClient *self, GError *problem, GError **error)
{
  if (problem == NULL)
    return FALSE;
  if (tessera_server_traits_is_cloud (&self->traits) &&
      g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB))
    reword_error (problem, TESSERA_ERROR_NOT_FOUND,
                  g_strdup (_ ("This server does not offer what was requested.")));
  g_propagate_error (error, problem);
  return TRUE;
}

void
tessera_call_return_error (GTask *task, GError *error)
{
  tessera_error_set_may_have_happened (error, TRUE);
  g_task_return_error (task, error);
}

void
tessera_call_return_object (GTask *task, gpointer object, GError *error)
{
  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    tessera_call_return_error (task, error);
}

void
tessera_call_return_user (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  TesseraResource *user = root != NULL ? tessera_json_read_user (root, &error) : NULL;

  tessera_call_return_object (task, user, error);
}

void
tessera_call_return_done (GTask *task, TesseraAnswer *answer)
{
  tessera_answer_free (answer);
  g_task_return_boolean (task, TRUE);
}

void
tessera_call_append_field (GString *path, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_c (path, strchr (path->str, '?') == NULL ? '?' : '&');
  g_string_append_printf (path, "%s=", name);
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}

char *
tessera_call_build_path (const char *before, const char *id, const char *after)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (before, escaped, after, NULL);
}

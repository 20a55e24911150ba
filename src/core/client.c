/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client.h"

#include "core/error.h"
#include "core/exchange.h"
#include "core/json.h"
#include "core/refusal.h"
#include "core/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEADLINE_SECONDS 30
#define PAGE_SIZE 100 /* the most that a server allows; 101 is a 400 */

struct _TesseraClient
{
  GObject parent_instance;

  char *address;
  SoupSession *http;
  TesseraSecret *token;
  TesseraSecret *session; /* the cookie of a sign-in with a password, as name=value */
  guint deadline;
};

G_DEFINE_FINAL_TYPE (TesseraClient, tessera_client, G_TYPE_OBJECT)

static void
tessera_client_finalize (GObject *object)
{
  TesseraClient *self = TESSERA_CLIENT (object);

  g_free (self->address);
  g_clear_object (&self->http);
  g_clear_pointer (&self->token, tessera_secret_unref);
  g_clear_pointer (&self->session, tessera_secret_unref);
  G_OBJECT_CLASS (tessera_client_parent_class)->finalize (object);
}

static void
tessera_client_class_init (TesseraClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_client_finalize;
}

static void
tessera_client_init (TesseraClient *self)
{
  self->deadline = DEADLINE_SECONDS;
  self->http = soup_session_new_with_options ("user-agent", "Tessera/" TESSERA_VERSION, NULL);
  /* It would cache what signs, and ask again after a 401. */
  soup_session_remove_feature_by_type (self->http, SOUP_TYPE_AUTH_MANAGER);
}

TesseraClient *
tessera_client_new (const char *address)
{
  TesseraClient *self = g_object_new (TESSERA_TYPE_CLIENT, NULL);

  self->address = g_strdup (address);
  return self;
}

const char *
tessera_client_get_address (TesseraClient *self)
{
  return self->address;
}

void
tessera_client_set_token (TesseraClient *self, TesseraSecret *token)
{
  g_clear_pointer (&self->token, tessera_secret_unref);
  if (token != NULL)
    self->token = tessera_secret_ref (token);
}

void
tessera_client_set_deadline (TesseraClient *self, guint seconds)
{
  self->deadline = seconds;
}

/* One request under way: what is done with its answer, and what the answer is for. */
typedef void (*AnswerFunc) (GTask *task, TesseraAnswer *answer);

typedef struct
{
  AnswerFunc on_answer;
  TesseraSigner signer;
  TesseraSecret *value; /* of a creation */
  /* A listing: */
  const char *type;
  char *org_id;
  GPtrArray *items;
  GHashTable *seen; /* IDs, borrowed from the items */
  TesseraAnswer *answer;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_pointer (&self->value, tessera_secret_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->answer, tessera_answer_free);
  g_free (self->org_id);
  g_free (self);
}

static GTask *
request_new (TesseraClient *self, gpointer tag, AnswerFunc on_answer, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, tag);
  request->on_answer = on_answer;
  g_task_set_task_data (task, request, request_free);
  return task;
}

static void
add_secret_header (SoupMessage *message, const char *name, const char *prefix,
                   TesseraSecret *secret)
{
  char *text = g_strconcat (prefix, tessera_secret_peek (secret), NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), name, text);
  tessera_wipe_free (text);
}

static TesseraSigner
sign (TesseraClient *self, SoupMessage *message)
{
  if (self->token != NULL)
    {
      add_secret_header (message, "Authorization", "Token ", self->token);
      return TESSERA_SIGNER_TOKEN;
    }
  if (self->session != NULL)
    {
      add_secret_header (message, "Cookie", "", self->session);
      return TESSERA_SIGNER_SESSION;
    }
  return TESSERA_SIGNER_NONE;
}

static void
exchange_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraAnswer) answer = tessera_exchange_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (answer->status >= 400)
    g_task_return_error (task, tessera_refusal_explain (answer, request->signer));
  else
    request->on_answer (task, g_steal_pointer (&answer));
}

/* NULL, and the task has returned its error and is gone, for an address that libsoup does not take. */
static SoupMessage *
new_message (GTask *task, const char *method, const char *path)
{
  TesseraClient *self = g_task_get_source_object (task);
  g_autofree char *text = g_strconcat (self->address, path, NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message = NULL;

  /* libsoup takes a URI without a host for a fault of the program. */
  if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
    message = soup_message_new_from_uri (method, uri);
  if (message == NULL)
    {
      g_task_return_error (task, tessera_error_new (TESSERA_ERROR_INVALID_ADDRESS, NULL,
                                                    _ ("“%s” is not the address of a server."),
                                                    self->address));
      g_object_unref (task);
      return NULL;
    }
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  return message;
}

/* Takes @task and @message. */
static void
send_message (GTask *task, SoupMessage *message)
{
  TesseraClient *self = g_task_get_source_object (task);

  tessera_exchange_async (self->http, message, self->deadline, g_task_get_cancellable (task),
                          exchange_cb, task);
  g_object_unref (message);
}

/* Signs and sends; takes @task. */
static void
send_request (GTask *task, const char *method, const char *path, const char *body)
{
  TesseraClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  SoupMessage *message = new_message (task, method, path);

  if (message == NULL)
    return;
  request->signer = sign (self, message);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  send_message (task, message);
}

/* An answer's body as JSON; frees the answer. */
static JsonNode *
parse_answer (TesseraAnswer *answer, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer->body, answer->length);
  JsonNode *root = tessera_json_parse (bytes, error);

  tessera_answer_free (answer);
  return root;
}

static void
return_object (GTask *task, gpointer object, GError *error)
{
  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
answer_is_done (GTask *task, TesseraAnswer *answer)
{
  tessera_answer_free (answer);
  g_task_return_boolean (task, TRUE);
}

/* Setup */

static void
setup_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = parse_answer (answer, &error);
  gboolean allowed;

  if (root != NULL && tessera_json_read_setup_allowed (root, &allowed, &error))
    g_task_return_int (task, allowed);
  else
    g_task_return_error (task, error);
}

void
tessera_client_get_setup_allowed_async (TesseraClient *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  send_request (request_new (self, tessera_client_get_setup_allowed_async, setup_answer,
                             cancellable, callback, user_data),
                "GET", "/api/v2/setup", NULL);
}

gboolean
tessera_client_get_setup_allowed_finish (TesseraClient *self, GAsyncResult *result,
                                         gboolean *allowed, GError **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  if (answer >= 0)
    *allowed = answer != 0;
  return answer >= 0;
}

/* Signing in and out */

static void
sign_in_answer (GTask *task, TesseraAnswer *answer)
{
  TesseraClient *self = g_task_get_source_object (task);

  if (answer->session == NULL)
    g_task_return_error (task, tessera_error_new (TESSERA_ERROR_NOT_INFLUXDB, NULL,
                                                  _ ("The server took the password but opened no "
                                                     "session, as an InfluxDB would. Check the "
                                                     "address, or sign in with an API token.")));
  else
    {
      g_clear_pointer (&self->session, tessera_secret_unref);
      self->session = g_steal_pointer (&answer->session);
      g_task_return_boolean (task, TRUE);
    }
  tessera_answer_free (answer);
}

void
tessera_client_sign_in_async (TesseraClient *self, const char *username, TesseraSecret *password,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = request_new (self, tessera_client_sign_in_async, sign_in_answer, cancellable,
                             callback, user_data);
  Request *request = g_task_get_task_data (task);
  SoupMessage *message = new_message (task, "POST", "/api/v2/signin");
  g_autoptr (TesseraSecret) basic = NULL;
  char *plain;

  if (message == NULL)
    return;
  plain = g_strconcat (username, ":", tessera_secret_peek (password), NULL);
  basic = tessera_secret_new_take (g_base64_encode ((const guchar *) plain, strlen (plain)));
  tessera_wipe_free (plain);
  request->signer = TESSERA_SIGNER_PASSWORD;
  add_secret_header (message, "Authorization", "Basic ", basic);
  send_message (task, message);
}

gboolean
tessera_client_sign_in_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sign_out_answer (GTask *task, TesseraAnswer *answer)
{
  TesseraClient *self = g_task_get_source_object (task);

  g_clear_pointer (&self->session, tessera_secret_unref);
  answer_is_done (task, answer);
}

void
tessera_client_sign_out_async (TesseraClient *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = request_new (self, tessera_client_sign_out_async, sign_out_answer, cancellable,
                             callback, user_data);

  if (self->session != NULL)
    {
      send_request (task, "POST", "/api/v2/signout", NULL);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
tessera_client_sign_out_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Who and what is there */

static void
me_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = parse_answer (answer, &error);

  return_object (task, root != NULL ? tessera_json_read_user (root, &error) : NULL, error);
}

void
tessera_client_get_me_async (TesseraClient *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  send_request (request_new (self, tessera_client_get_me_async, me_answer, cancellable, callback,
                             user_data),
                "GET", "/api/v2/me", NULL);
}

TesseraResource *
tessera_client_get_me_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resource_types_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = parse_answer (answer, &error);
  GStrv types = root != NULL ? tessera_json_read_strings (root, &error) : NULL;

  if (types != NULL)
    g_task_return_pointer (task, types, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

void
tessera_client_list_resource_types_async (TesseraClient *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data)
{
  send_request (request_new (self, tessera_client_list_resource_types_async, resource_types_answer,
                             cancellable, callback, user_data),
                "GET", "/api/v2/resources", NULL);
}

GStrv
tessera_client_list_resource_types_finish (TesseraClient *self, GAsyncResult *result,
                                           GError **error)
{
  GError *problem = NULL;
  GStrv types = g_task_propagate_pointer (G_TASK (result), &problem);

  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_error_free (problem);
      return g_strdupv ((GStrv) tessera_resource_types_known ());
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return types;
}

/* Listings. A page that is full may not be the last one; one with nothing new ends it, so that a
 * server that ignores the offset does not keep us for ever. */

typedef struct
{
  const char *type;
  const char *member;
  gboolean paged;
  gboolean by_org;
} Listing;

static const Listing listings[] = {
  { "orgs", "orgs", TRUE, FALSE },
  { "users", "users", TRUE, FALSE },
  { "buckets", "buckets", TRUE, TRUE },
  { "telegrafs", "configurations", FALSE, TRUE },
};

static const Listing *
find_listing (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (listings); i++)
    if (g_str_equal (listings[i].type, type))
      return &listings[i];
  return NULL;
}

/* Takes @task. */
static void
ask_for_page (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  const Listing *listing = find_listing (request->type);
  GString *path = g_string_new (NULL);
  const char *separator = "?";

  g_string_printf (path, "/api/v2/%s", listing->type);
  if (listing->by_org && request->org_id != NULL)
    {
      g_string_append_printf (path, "?orgID=%s", request->org_id);
      separator = "&";
    }
  if (listing->paged)
    g_string_append_printf (path, "%slimit=%u&offset=%u", separator, PAGE_SIZE,
                            request->items->len);
  send_request (task, "GET", path->str, NULL);
  g_string_free (path, TRUE);
}

static void
page_answer (GTask *task, TesseraAnswer *answer)
{
  Request *request = g_task_get_task_data (task);
  const Listing *listing = find_listing (request->type);
  GError *error = NULL;
  g_autoptr (JsonNode) root = parse_answer (answer, &error);
  g_autoptr (GPtrArray) page = NULL;
  gboolean news = FALSE;

  if (root != NULL)
    page = tessera_json_read_resources (root, listing->member, listing->type, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < page->len; i++)
    {
      TesseraResource *item = g_ptr_array_index (page, i);

      if (!g_hash_table_add (request->seen, (gpointer) tessera_resource_get_id (item)))
        continue;
      g_ptr_array_add (request->items, g_object_ref (item));
      news = TRUE;
    }
  if (listing->paged && page->len >= PAGE_SIZE && news)
    ask_for_page (g_object_ref (task));
  else
    g_task_return_pointer (task, g_steal_pointer (&request->items),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
tessera_client_list_resources_async (TesseraClient *self, const char *type, const char *org_id,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = request_new (self, tessera_client_list_resources_async, page_answer, cancellable,
                             callback, user_data);
  Request *request = g_task_get_task_data (task);

  g_return_if_fail (find_listing (type) != NULL);
  request->type = find_listing (type)->type;
  request->org_id = g_strdup (org_id);
  request->items = g_ptr_array_new_with_free_func (g_object_unref);
  request->seen = g_hash_table_new (g_str_hash, g_str_equal);
  ask_for_page (task);
}

GPtrArray *
tessera_client_list_resources_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Tokens */

static void
read_tokens_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (JsonNode) root = parse_answer (g_steal_pointer (&request->answer), &error);
  GPtrArray *tokens = root != NULL ? tessera_json_read_tokens (root, &error) : NULL;

  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
tokens_answer (GTask *task, TesseraAnswer *answer)
{
  Request *request = g_task_get_task_data (task);

  request->answer = answer;
  g_task_run_in_thread (task, read_tokens_thread);
}

void
tessera_client_list_tokens_async (TesseraClient *self, const char *org_id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autofree char *path = org_id != NULL
                              ? g_strdup_printf ("/api/v2/authorizations?orgID=%s", org_id)
                              : g_strdup ("/api/v2/authorizations");

  send_request (request_new (self, tessera_client_list_tokens_async, tokens_answer, cancellable,
                             callback, user_data),
                "GET", path, NULL);
}

GPtrArray *
tessera_client_list_tokens_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
token_answer (GTask *task, TesseraAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonNode) root = parse_answer (answer, &error);

  return_object (task, root != NULL ? tessera_json_read_token (root, &error) : NULL, error);
}

/* A request about one token. The ID comes from a server or a user: it is no part of a path until it
 * is escaped. */
static void
send_token_request (GTask *task, const char *method, const char *id, const char *body)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", escaped, NULL);

  send_request (task, method, path, body);
}

void
tessera_client_get_token_async (TesseraClient *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  send_token_request (request_new (self, tessera_client_get_token_async, token_answer, cancellable,
                                   callback, user_data),
                      "GET", id, NULL);
}

TesseraToken *
tessera_client_get_token_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
create_answer (GTask *task, TesseraAnswer *answer)
{
  Request *request = g_task_get_task_data (task);

  request->value = g_steal_pointer (&answer->value);
  if (request->value != NULL)
    {
      token_answer (task, answer);
      return;
    }
  tessera_answer_free (answer);
  g_task_return_error (task, tessera_error_new (TESSERA_ERROR_BAD_ANSWER, NULL,
                                                _ ("The server made a token but did not send its "
                                                   "value, which can’t be had again. Delete that "
                                                   "token and make another one.")));
}

void
tessera_client_create_token_async (TesseraClient *self, TesseraTokenRequest *request,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *body = tessera_token_request_to_json (request);
  GTask *task = request_new (self, tessera_client_create_token_async, create_answer, cancellable,
                             callback, user_data);

  /* A value that has arrived is not dropped for a cancellation at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  send_request (task, "POST", "/api/v2/authorizations", body);
}

TesseraToken *
tessera_client_create_token_finish (TesseraClient *self, GAsyncResult *result,
                                    TesseraSecret **value, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));
  TesseraToken *token = g_task_propagate_pointer (G_TASK (result), error);

  *value = token != NULL ? g_steal_pointer (&request->value) : NULL;
  return token;
}

void
tessera_client_update_token_async (TesseraClient *self, const char *id, const char *status,
                                   const char *description, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *body = NULL;

  if (status != NULL)
    json_object_set_string_member (object, "status", status);
  if (description != NULL)
    json_object_set_string_member (object, "description", description);
  json_node_set_object (root, object);
  body = json_to_string (root, FALSE);
  send_token_request (request_new (self, tessera_client_update_token_async, token_answer,
                                   cancellable, callback, user_data),
                      "PATCH", id, body);
}

TesseraToken *
tessera_client_update_token_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_client_delete_token_async (TesseraClient *self, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  send_token_request (request_new (self, tessera_client_delete_token_async, answer_is_done,
                                   cancellable, callback, user_data),
                      "DELETE", id, NULL);
}

gboolean
tessera_client_delete_token_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

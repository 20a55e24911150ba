/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-routes.h"

#include <string.h>

#define LARGEST_BODY (10 * 1024 * 1024)
#define PUBLIC_API "/api/v2/"
#define PRIVATE_API "/api/v2private/"

typedef struct
{
  const char *path;    /* below /api/v2/; "*" stands for one part */
  const char *methods; /* separated by spaces */
  void (*handle) (DemoRequest *request);
  gboolean open;       /* needs no authentication */
  gboolean serverless; /* Cloud Serverless has it too */
} Route;

static const Route routes[] = {
  { "setup", "GET POST", demo_handle_setup, TRUE, FALSE },
  { "signin", "POST", demo_handle_sign_in, TRUE, FALSE },
  { "signout", "POST", demo_handle_sign_out, TRUE, FALSE },
  { "me", "GET", demo_handle_me, FALSE, FALSE },
  { "config", "GET HEAD", demo_handle_config, FALSE, FALSE },
  { "resources", "GET", demo_handle_resources, FALSE, FALSE },
  { "orgs", "GET", demo_handle_organizations, FALSE, TRUE },
  { "orgs/*", "GET", demo_handle_organizations, FALSE, TRUE },
  { "orgs/*/members", "GET POST", demo_handle_organizations, FALSE, TRUE },
  { "orgs/*/owners", "GET POST", demo_handle_organizations, FALSE, TRUE },
  { "orgs/*/secrets", "GET PATCH", demo_handle_secrets, FALSE, TRUE },
  { "users", "GET POST", demo_handle_users, FALSE, FALSE },
  { "users/*", "GET PATCH DELETE", demo_handle_users, FALSE, FALSE },
  { "users/*/password", "POST", demo_handle_users, FALSE, FALSE },
  { "buckets", "GET POST", demo_handle_buckets, FALSE, TRUE },
  { "buckets/*", "GET DELETE", demo_handle_buckets, FALSE, TRUE },
  { "authorizations", "GET POST", demo_handle_authorizations, FALSE, TRUE },
  { "authorizations/*", "GET PATCH DELETE", demo_handle_authorizations, FALSE, TRUE },
  { "write", "POST", demo_handle_write, FALSE, TRUE },
  { "query", "POST", demo_handle_query, FALSE, TRUE },
  { "documents/*", "GET", demo_handle_documents, FALSE, FALSE },
  { "tasks/*/runs/*", "DELETE", demo_handle_task_run, FALSE, FALSE },
};

static const Route legacy_route = { "", "GET POST", demo_handle_legacy, FALSE, FALSE };
static const Route things_route = { "", "GET POST", demo_handle_things, FALSE, FALSE };
static const Route thing_route = { "", "GET DELETE", demo_handle_things, FALSE, FALSE };
static const Route label_route = { "", "GET PATCH DELETE", demo_handle_things, FALSE, FALSE };
static const Route annotations_route = { "", "GET POST", demo_handle_annotations, FALSE, FALSE };

static gboolean
path_fits (const char *pattern, GStrv parts)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  guint i;

  for (i = 0; wanted[i] != NULL && parts[i] != NULL; i++)
    if (!g_str_equal (wanted[i], "*") && !g_str_equal (wanted[i], parts[i]))
      return FALSE;
  return wanted[i] == NULL && parts[i] == NULL;
}

/* Dashboards, tasks and so on; notebooks and annotations are in a private API. */
static const Route *
find_things_route (const char *path, GStrv parts)
{
  gboolean private = g_str_has_prefix (path, PRIVATE_API);

  if (private && g_str_equal (parts[0], "annotations"))
    return &annotations_route;
  if (!demo_thing_type_exists (parts[0]) || private != g_str_equal (parts[0], "notebooks"))
    return NULL;
  if (parts[1] == NULL)
    return &things_route;
  if (parts[2] != NULL)
    return NULL;
  return g_str_equal (parts[0], "labels") ? &label_route : &thing_route;
}

static const Route *
find_route (DemoStore *store, const char *path, GStrv parts)
{
  if (!store->serverless && g_str_equal (path, "/private/legacy/authorizations"))
    return &legacy_route;
  if (parts[0] == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if ((!store->serverless || routes[i].serverless) && g_str_has_prefix (path, PUBLIC_API) &&
        path_fits (routes[i].path, parts))
      return &routes[i];
  return store->serverless ? NULL : find_things_route (path, parts);
}

/* A user's session has the permissions of an owner or member of the organization, those on its own
 * account, and those of all its tokens, including inactive ones. The first user's session has
 * `instance`, which stands for everything. */
static void
add_session_permissions (DemoRequest *request)
{
  const char *const *types = demo_resource_types ();
  const char *org_id = request->store->org_id;
  DemoUser *user = request->user;

  for (guint write = 0; write < 2; write++)
    {
      demo_permissions_add (request->permissions, write, "users", NULL, user->id);
      if (user->is_first)
        demo_permissions_add (request->permissions, write, "instance", NULL, NULL);
      for (guint i = 0;
           (user->is_owner || (user->is_member && !write)) && !g_str_equal (types[i], "instance");
           i++)
        if (g_str_equal (types[i], "orgs"))
          demo_permissions_add (request->permissions, write, "orgs", NULL, org_id);
        else
          demo_permissions_add (request->permissions, write, types[i], org_id, NULL);
    }
  for (guint i = 0; i < request->store->authorizations->len; i++)
    {
      DemoAuthorization *token = g_ptr_array_index (request->store->authorizations, i);

      if (g_str_equal (token->user_id, user->id))
        demo_permissions_add_copies (request->permissions, token->permissions);
    }
}

static void
identify_by_token (DemoRequest *request, const char *value)
{
  request->authorization = demo_store_find_authorization_by_value (request->store, value);
  if (request->authorization == NULL)
    return;
  request->known = TRUE;
  request->user = demo_store_find_user (request->store, request->authorization->user_id);
  request->permissions = g_ptr_array_ref (request->authorization->permissions);
}

static void
identify_by_cookie (DemoRequest *request, const char *cookie)
{
  request->session = demo_store_find_session (request->store, cookie);
  if (request->session == NULL)
    return;
  request->known = TRUE;
  request->user = demo_store_find_user (request->store, request->session->user_id);
  request->permissions = demo_permissions_new ();
  if (request->user != NULL)
    add_session_permissions (request);
}

static void
identify (DemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");
  const char *cookie = soup_message_headers_get_list (headers, "Cookie");
  const char *session = cookie != NULL ? strstr (cookie, "influxdb-oss-session=") : NULL;

  if (header != NULL && g_str_has_prefix (header, "Token "))
    identify_by_token (request, header + strlen ("Token "));
  else if (header != NULL && g_str_has_prefix (header, "Bearer "))
    identify_by_token (request, header + strlen ("Bearer "));
  else if (session != NULL && !request->store->serverless)
    {
      const char *begin = session + strlen ("influxdb-oss-session=");
      g_autofree char *value = g_strndup (begin, strcspn (begin, ";, "));

      identify_by_cookie (request, value);
    }
}

static gboolean
has_method (const Route *route, const char *method)
{
  g_auto (GStrv) methods = g_strsplit (route->methods, " ", -1);

  return g_strv_contains ((const char *const *) methods, method);
}

static void
answer_request (DemoRequest *request, const Route *route)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);

  if (route == NULL)
    demo_request_send_error (request, 404, "not found", "path not found");
  else if (!has_method (route, request->method))
    demo_request_send_nothing (request, 405);
  else if (body->length > LARGEST_BODY)
    demo_request_send_error (request, 413, "request too large", "request body is too large");
  else if (!route->open && !request->known)
    demo_request_send_error (request, 401, "unauthorized", "unauthorized access");
  else if (!route->open && (request->user == NULL || !demo_user_is_active (request->user)))
    demo_request_send_error (request, 403, "forbidden", "User is inactive");
  else
    route->handle (request);
}

static const char *
get_path_below (const char *path)
{
  if (g_str_has_prefix (path, PUBLIC_API))
    return path + strlen (PUBLIC_API);
  return g_str_has_prefix (path, PRIVATE_API) ? path + strlen (PRIVATE_API) : "";
}

void
demo_routes_answer (DemoStore *store, SoupServerMessage *message, const char *path,
                    GHashTable *query)
{
  g_auto (GStrv) parts = g_strsplit (get_path_below (path), "/", -1);
  DemoRequest request = { .store = store,
                          .message = message,
                          .method = soup_server_message_get_method (message),
                          .path = path,
                          .parts = parts,
                          .query = query };

  if (g_str_equal (path, "/health"))
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      demo_put (builder, "name", "influxdb");
      demo_put (builder, "message", "ready for queries and writes");
      demo_put (builder, "status", "pass");
      json_builder_end_object (builder);
      demo_request_send_json (&request, 200, builder);
      return;
    }
  identify (&request);
  answer_request (&request, find_route (store, path, parts));
  g_clear_pointer (&request.permissions, g_ptr_array_unref);
}

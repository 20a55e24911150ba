/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-routes.h"

#include <string.h>

#define LARGEST_BODY (10 * 1024 * 1024)
#define PUBLIC_API "/api/v2/"
#define VERSION "v2.9.1"
#define PRIVATE_API "/api/v2private/"
#define INFLUXQL_PATH "/query"
#define LEGACY_PATH "/private/legacy/authorizations"

enum
{
  OPEN = 1 << 0,       /* needs no authentication */
  SERVERLESS = 1 << 1, /* Cloud Serverless has it too */
  PARENT = 1 << 2,     /* there are paths below it */
  FLUX = 1 << 3,       /* Cloud Serverless does not have it */
};

typedef struct
{
  const char *path;    /* below /api/v2/; "*" stands for one part */
  const char *methods; /* separated by spaces; NULL for any */
  void (*handle) (DemoRequest *request);
  guint flags;
  const char *allow; /* what the Allow header names; NULL where the server sends none */
} Route;

#define LISTED "GET, OPTIONS, POST"
#define PATCHED "DELETE, GET, OPTIONS, PATCH"
#define CHANGED "DELETE, GET, OPTIONS, PATCH, PUT"

static const Route routes[] = {
  { "setup", "GET POST", demo_handle_setup, OPEN, NULL },
  { "signin", "POST", demo_handle_sign_in, OPEN, NULL },
  { "signout", "POST", demo_handle_sign_out, OPEN, NULL },
  { "me", "GET", demo_handle_me, 0, NULL },
  { "config", NULL, demo_handle_config, 0, NULL },
  { "resources", NULL, demo_handle_resources, 0, NULL },
  { "orgs", "GET", demo_handle_organizations, SERVERLESS, NULL },
  { "orgs/*", "GET", demo_handle_organizations, SERVERLESS, NULL },
  { "orgs/*/members", "GET POST", demo_handle_organizations, SERVERLESS, NULL },
  { "orgs/*/owners", "GET POST", demo_handle_organizations, SERVERLESS, NULL },
  { "orgs/*/secrets", "GET PATCH", demo_handle_secrets, SERVERLESS, NULL },
  { "users", "GET POST", demo_handle_users, 0, NULL },
  { "users/*", "GET PATCH DELETE", demo_handle_users, 0, NULL },
  { "users/*/password", "POST", demo_handle_users, 0, NULL },
  { "buckets", "GET POST", demo_handle_buckets, SERVERLESS, NULL },
  { "buckets/*", "GET DELETE", demo_handle_buckets, SERVERLESS, NULL },
  { "authorizations", "GET POST", demo_handle_authorizations, SERVERLESS, NULL },
  { "authorizations/*", "GET PATCH DELETE", demo_handle_authorizations, SERVERLESS, NULL },
  { "write", "POST", demo_handle_write, SERVERLESS, "OPTIONS, POST" },
  { "query", "POST", demo_handle_query, FLUX, "OPTIONS, POST" },
  { "checks", "GET POST", demo_handle_things, 0, LISTED },
  { "checks/*", "GET DELETE", demo_handle_things, PARENT, CHANGED },
  { "dashboards", "GET POST", demo_handle_things, 0, NULL },
  { "dashboards/*", "GET DELETE", demo_handle_things, 0, NULL },
  { "labels", "GET POST", demo_handle_things, 0, NULL },
  { "labels/*", "GET PATCH DELETE", demo_handle_things, 0, NULL },
  { "notificationEndpoints", "GET POST", demo_handle_things, 0, LISTED },
  { "notificationEndpoints/*", "GET DELETE", demo_handle_things, PARENT, CHANGED },
  { "notificationRules", "GET POST", demo_handle_things, 0, LISTED },
  { "notificationRules/*", "GET DELETE", demo_handle_things, PARENT, CHANGED },
  { "remotes", "GET POST", demo_handle_things, 0, NULL },
  { "remotes/*", "GET DELETE", demo_handle_things, 0, NULL },
  { "replications", "GET POST", demo_handle_things, 0, NULL },
  { "replications/*", "GET DELETE", demo_handle_things, 0, NULL },
  { "scrapers", "GET POST", demo_handle_things, 0, LISTED },
  { "scrapers/*", "GET DELETE", demo_handle_things, PARENT, PATCHED },
  { "sources", "GET POST", demo_handle_things, 0, LISTED },
  { "sources/*", "GET DELETE", demo_handle_things, PARENT, PATCHED },
  { "tasks", "GET POST", demo_handle_things, 0, LISTED },
  { "tasks/*", "GET DELETE", demo_handle_things, PARENT, PATCHED },
  { "telegrafs", "GET POST", demo_handle_things, 0, LISTED },
  { "telegrafs/*", "GET DELETE", demo_handle_things, PARENT, "DELETE, GET, OPTIONS, PUT" },
  { "variables", "GET POST", demo_handle_things, 0, LISTED },
  { "variables/*", "GET DELETE", demo_handle_things, PARENT, CHANGED },
  { "documents/*", "GET", demo_handle_documents, 0, "GET, OPTIONS" },
  { "tasks/*/runs/*", "DELETE", demo_handle_task_run, 0, "DELETE, GET, OPTIONS" },
};

static const Route private_routes[] = {
  { "notebooks", "GET POST", demo_handle_things, 0, NULL },
  { "notebooks/*", "GET DELETE", demo_handle_things, 0, NULL },
  { "annotations", "GET POST", demo_handle_annotations, 0, NULL },
  { "annotations/*", "GET POST", demo_handle_annotations, 0, NULL },
};

static const Route legacy_route = { "", "GET POST", demo_handle_legacy, 0, NULL };
static const Route influxql_route = { "", "GET", demo_handle_influxql, 0, NULL };

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

static gboolean
has_route (DemoStore *store, const Route *route)
{
  switch (store->flavor)
    {
    case TESSERA_DEMO_SERVERLESS:
    case TESSERA_DEMO_SERVERLESS_PAGES:
      return route->flags & SERVERLESS;
    case TESSERA_DEMO_SERVERLESS_OPEN:
      return !(route->flags & (OPEN | FLUX));
    case TESSERA_DEMO_OSS:
    default:
      return TRUE;
    }
}

static const Route *
find_in (const Route *table, guint length, DemoStore *store, GStrv parts)
{
  for (guint i = 0; i < length; i++)
    if (has_route (store, &table[i]) && path_fits (table[i].path, parts))
      return &table[i];
  return NULL;
}

static const Route *
find_route (DemoStore *store, const char *path, GStrv parts)
{
  if (g_str_has_prefix (path, PUBLIC_API))
    return find_in (routes, G_N_ELEMENTS (routes), store, parts);
  if (g_str_has_prefix (path, PRIVATE_API))
    return find_in (private_routes, G_N_ELEMENTS (private_routes), store, parts);
  if (store->serverless && g_str_equal (path, INFLUXQL_PATH))
    return &influxql_route;
  return !store->serverless && g_str_has_prefix (path, LEGACY_PATH) && parts[0] == NULL
             ? &legacy_route
             : NULL;
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

static gboolean
has_scheme (const char *header, const char *scheme)
{
  return g_ascii_strncasecmp (header, scheme, strlen (scheme)) == 0;
}

static void
identify (DemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");
  const char *cookie = soup_message_headers_get_list (headers, "Cookie");
  const char *session = cookie != NULL ? strstr (cookie, "influxdb-oss-session=") : NULL;

  if (header != NULL && has_scheme (header, "Token "))
    identify_by_token (request, header + strlen ("Token "));
  else if (header != NULL && has_scheme (header, "Bearer "))
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
  g_auto (GStrv) methods = NULL;

  if (route->methods == NULL)
    return TRUE;
  methods = g_strsplit (route->methods, " ", -1);
  return g_strv_contains ((const char *const *) methods, method);
}

/* InfluxDB was written by several people, who used two routers. One answers in JSON and redirects a
 * path that ends with a slash; the other one does neither, and ignores the slash. */
static void
send_other_method (DemoRequest *request, const Route *route)
{
  /* What belongs to an organization is looked for first. */
  if (g_str_has_prefix (route->path, "orgs/*/") &&
      !demo_request_check_parent (request, request->parts[1]))
    return;
  if (route->allow == NULL)
    {
      demo_request_send_nothing (request, 405);
      return;
    }
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Allow", route->allow);
  demo_request_send_error (request, 405, "method not allowed", "allow: %s", route->allow);
}

static void
redirect (DemoRequest *request)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (request->message));
  g_autofree char *path = g_uri_escape_string (request->path, "/", TRUE);
  g_autofree char *place = g_strconcat (path, query != NULL ? "?" : NULL, query, NULL);
  gboolean get = g_str_equal (request->method, "GET");
  g_autofree char *escaped = NULL, *text = NULL;

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Location", place);
  if (!get)
    {
      demo_request_send_nothing (request, 308);
      return;
    }
  escaped = g_markup_escape_text (place, -1);
  text = g_strdup_printf ("<a href=\"%s\">Moved Permanently</a>.\n\n", escaped);
  soup_server_message_set_status (request->message, 301, NULL);
  soup_server_message_set_response (request->message, "text/html; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

static void
send_page (DemoRequest *request, guint status, const char *title)
{
  g_autofree char *text = g_strdup_printf (
      "<html><head><title>%u %s</title></head><body>%s</body></html>\n", status, title, title);

  soup_server_message_set_status (request->message, status, NULL);
  soup_server_message_set_response (request->message, "text/html; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

/* A path that does not exist, below one that does, is answered by the router of the latter. */
static void
send_not_found (DemoRequest *request)
{
  g_auto (GStrv) parts = g_strsplit (request->parts[0] != NULL ? request->parts[0] : "", "/", 1);
  const Route *route = find_route (request->store, request->path, parts);

  if (!request->store->serverless &&
      (route != NULL ? route->allow == NULL : g_str_has_prefix (request->path, PRIVATE_API)))
    demo_request_send_text (request, 404, "404 page not found\n");
  else
    demo_request_send_error (request, 404, "not found", "path not found");
}

static gboolean
is_open (DemoRequest *request, const Route *route)
{
  return route != NULL && route->flags & OPEN && !request->slashed &&
         has_method (route, request->method);
}

/* The caller is identified before the path is looked at. */
static gboolean
check_caller (DemoRequest *request)
{
  if (!request->known)
    demo_request_send_error (request, 401, "unauthorized", "unauthorized access");
  else if (request->user == NULL || !demo_user_is_active (request->user))
    demo_request_send_error (request, 403, "forbidden", "User is inactive");
  else
    return TRUE;
  return FALSE;
}

static void
answer_with_page (DemoRequest *request)
{
  if (request->known)
    send_page (request, 404, "Not Found");
  else
    send_page (request, 401, "Unauthorized");
}

static void
answer_request (DemoRequest *request, const Route *route)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  gboolean strict = route != NULL && route->allow != NULL && request->slashed;

  if (route == NULL && request->store->flavor == TESSERA_DEMO_SERVERLESS_PAGES)
    answer_with_page (request);
  else if (g_str_equal (request->method, "OPTIONS"))
    demo_request_send_nothing (request, 405);
  else if (!is_open (request, route) && !check_caller (request))
    return;
  else if (route == NULL ||
           (strict && (!has_method (route, request->method) || route->flags & PARENT)))
    send_not_found (request);
  else if (strict)
    redirect (request);
  else if (!has_method (route, request->method))
    send_other_method (request, route);
  else if (body->length > LARGEST_BODY)
    demo_request_send_error (request, 413, "request too large", "request body is too large");
  else
    route->handle (request);
}

static void
answer_health (DemoRequest *request)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  demo_put (builder, "name", "influxdb");
  demo_put (builder, "message", "ready for queries and writes");
  demo_put (builder, "status", "pass");
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  demo_put (builder, "version", VERSION);
  demo_put (builder, "commit", "none");
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static void
answer_ping (DemoRequest *request)
{
  static const char allow[] = "GET, HEAD, OPTIONS";
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  if (g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD"))
    {
      demo_request_send_nothing (request, 204);
      return;
    }
  soup_message_headers_replace (headers, "Allow", allow);
  if (g_str_equal (request->method, "OPTIONS"))
    demo_request_send_nothing (request, 200);
  else
    demo_request_send_text (request, 405, "Method Not Allowed\n");
}

/* Nothing on another computer may get here, not even by a name that its owner has pointed at this
 * one: a web page could use the demo otherwise. The real server has no such check. */
static gboolean
is_for_this_computer (SoupServerMessage *message)
{
  static const char *const hosts[] = { "localhost", "127.0.0.1", "[::1]", NULL };
  const char *header =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  const char *port = header != NULL ? strrchr (header, ':') : NULL;
  g_autofree char *host = g_ascii_strdown (header != NULL ? header : "localhost", -1);

  if (port != NULL && port[strspn (port + 1, "0123456789") + 1] == '\0')
    host[port - header] = '\0';
  return g_strv_contains (hosts, host);
}

static void
answer (DemoRequest *request)
{
  if (!is_for_this_computer (request->message))
    demo_request_send_error (request, 403, "forbidden",
                             "the demo server is for this computer only: use localhost or "
                             "127.0.0.1 in its address");
  else if (g_str_equal (request->path, "/ping"))
    answer_ping (request);
  else if (g_str_equal (request->path, "/health") || g_str_has_prefix (request->path, "/health/"))
    answer_health (request);
  else
    {
      identify (request);
      answer_request (request, find_route (request->store, request->path, request->parts));
      g_clear_pointer (&request->permissions, g_ptr_array_unref);
    }
}

static const char *
get_path_below (const char *path)
{
  if (g_str_has_prefix (path, PUBLIC_API))
    return path + strlen (PUBLIC_API);
  return g_str_has_prefix (path, PRIVATE_API) ? path + strlen (PRIVATE_API) : "";
}

/* IDs are numbers: their digits can be in any case. */
static GStrv
split_path (const char *path)
{
  GStrv parts = g_strsplit (get_path_below (path), "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (demo_id_get_problem (parts[i]) == NULL)
      for (char *digit = parts[i]; *digit != '\0'; digit++)
        *digit = g_ascii_tolower (*digit);
  return parts;
}

void
demo_routes_answer (DemoStore *store, SoupServerMessage *message, const char *path,
                    GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *clean = g_strdup (path);
  gsize length = strlen (path);
  g_auto (GStrv) parts = NULL;
  DemoRequest request = { .store = store,
                          .message = message,
                          .method = soup_server_message_get_method (message),
                          .path = clean,
                          .query = query };

  while (length > 1 && clean[length - 1] == '/')
    clean[--length] = '\0';
  parts = split_path (clean);
  request.parts = parts;
  request.slashed = length < strlen (path);
  if (!store->serverless)
    {
      soup_message_headers_replace (headers, "X-Influxdb-Build", "OSS");
      soup_message_headers_replace (headers, "X-Influxdb-Version", VERSION);
    }
  answer (&request);
}

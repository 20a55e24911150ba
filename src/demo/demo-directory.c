/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Resource types, organizations and users. */

#include "demo/demo-request.h"

#include <string.h>

void
demo_add_user (JsonBuilder *builder, DemoUser *user, const char *role)
{
  json_builder_begin_object (builder);
  if (role != NULL)
    demo_put (builder, "role", role);
  demo_begin (builder, "links");
  demo_put_format (builder, "self", "/api/v2/users/%s", user->id);
  json_builder_end_object (builder);
  demo_put (builder, "id", user->id);
  demo_put (builder, "name", user->name);
  demo_put (builder, "status", user->status);
  json_builder_end_object (builder);
}

void
demo_add_organization (JsonBuilder *builder, DemoStore *store)
{
  static const char *const by_name[] = { "buckets", "dashboards", "tasks" };
  static const char *const by_id[] = { "labels", "logs", "members", "owners", "secrets" };

  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  for (guint i = 0; i < G_N_ELEMENTS (by_name); i++)
    demo_put_format (builder, by_name[i], "/api/v2/%s?org=%s", by_name[i], store->org_name);
  for (guint i = 0; i < G_N_ELEMENTS (by_id); i++)
    demo_put_format (builder, by_id[i], "/api/v2/orgs/%s/%s", store->org_id, by_id[i]);
  demo_put_format (builder, "self", "/api/v2/orgs/%s", store->org_id);
  json_builder_end_object (builder);
  demo_put (builder, "id", store->org_id);
  demo_put (builder, "name", store->org_name);
  demo_put (builder, "description", "");
  demo_put (builder, "createdAt", store->created);
  demo_put (builder, "updatedAt", store->created);
  json_builder_end_object (builder);
}

void
demo_handle_resources (DemoRequest *request)
{
  JsonBuilder *builder = json_builder_new ();
  const char *const *types = demo_resource_types ();

  json_builder_begin_array (builder);
  for (guint i = 0; types[i] != NULL; i++)
    json_builder_add_string_value (builder, types[i]);
  json_builder_end_array (builder);
  demo_request_send_json (request, 200, builder);
  /* This is the only answer without a charset. */
  soup_message_headers_set_content_type (
      soup_server_message_get_response_headers (request->message), "application/json", NULL);
}

static gboolean
is_operator (DemoRequest *request)
{
  const char *const *types = demo_resource_types ();

  for (guint i = 0; types[i] != NULL; i++)
    if (!g_str_equal (types[i], "instance") &&
        !(demo_request_holds (request, FALSE, types[i], NULL, NULL) &&
          demo_request_holds (request, TRUE, types[i], NULL, NULL)))
      return FALSE;
  return TRUE;
}

/* The permission is checked before the method, so a request with any other one, such as HEAD, shows
 * whether its token is an operator token. */
void
demo_handle_config (DemoRequest *request)
{
  JsonBuilder *builder;

  if (!is_operator (request))
    {
      demo_request_send_error (request, 401, "unauthorized",
                               "access to /api/v2/config requires operator permissions");
      return;
    }
  if (!g_str_equal (request->method, "GET"))
    {
      demo_request_send_nothing (request, 405);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "config");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

/* Without a filter, a caller who is not allowed to read all organizations gets those that it is a
 * member of. */
static gboolean
fits_filter (DemoRequest *request)
{
  const char *id = demo_request_get_query (request, "orgID");
  const char *user_id = demo_request_get_query (request, "userID");
  DemoUser *user = request->user;

  if (demo_request_get_query (request, "org") != NULL ||
      (id != NULL && demo_id_get_problem (id) == NULL))
    return TRUE;
  if (user_id != NULL && demo_id_get_problem (user_id) == NULL)
    user = demo_store_find_user (request->store, user_id);
  else if (demo_request_holds (request, FALSE, "orgs", NULL, NULL))
    return TRUE;
  return user != NULL && (user->is_owner || user->is_member);
}

static gboolean
check_filter (DemoRequest *request)
{
  const char *id = demo_request_get_query (request, "orgID");

  if (id == NULL || demo_id_get_problem (id) != NULL)
    return demo_request_check_org (request);
  if (demo_store_has_org (request->store, id))
    return TRUE;
  demo_request_send_error (request, 404, "not found", "organization not found");
  return FALSE;
}

static void
list_organizations (DemoRequest *request)
{
  DemoStore *store = request->store;
  JsonBuilder *builder;
  DemoPage page;

  if (!demo_request_read_page (request, &page) || !check_filter (request))
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put (builder, "self", "/api/v2/orgs");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "orgs");
  json_builder_begin_array (builder);
  if (store->org_id != NULL && page.offset <= 0 && fits_filter (request) &&
      demo_request_holds (request, FALSE, "orgs", NULL, store->org_id))
    demo_add_organization (builder, store);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static void
list_people (DemoRequest *request, gboolean owners)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put_format (builder, "self", "/api/v2/orgs/%s/%s", request->store->org_id,
                   owners ? "owners" : "members");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "users");
  json_builder_begin_array (builder);
  for (guint i = 0; i < request->store->users->len; i++)
    {
      DemoUser *user = g_ptr_array_index (request->store->users, i);

      if (!user->deleted && (owners ? user->is_owner : user->is_member))
        demo_add_user (builder, user, owners ? "owner" : "member");
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static const DemoMember user_members[] = {
  { "id", DEMO_ID, NULL, NULL },
  { "name", DEMO_TEXT, NULL, NULL },
  { "oauthID", DEMO_TEXT, NULL, NULL },
  { "status", DEMO_TEXT, "influxdb.Status", NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape user_shape = { "influxdb", "User", user_members };
static const DemoMember user_change_members[] = {
  { "name", DEMO_TEXT, NULL, NULL },
  { "status", DEMO_TEXT, "influxdb.Status", NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape user_change_shape = { "influxdb", "UserUpdate", user_change_members };
static const DemoMember password_members[] = {
  { "password", DEMO_TEXT, NULL, NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape password_shape = { "tenant", "passwordSetRequest", password_members };

/* The user that a body names; NULL after an error was sent. */
static DemoUser *
read_person (DemoRequest *request)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &user_shape, NULL);
  const char *id = root != NULL ? demo_get_text (json_node_get_object (root), "id", NULL) : NULL;
  DemoUser *user = id != NULL ? demo_store_find_user (request->store, id) : NULL;

  if (root == NULL)
    return NULL;
  if (id == NULL)
    demo_request_send_error (request, 400, "invalid", "user id missing or invalid");
  else if (user == NULL)
    demo_request_send_error (request, 404, "not found", "user not found");
  return user;
}

static void
add_person (DemoRequest *request, gboolean owner)
{
  const char *org_id = request->store->org_id;
  DemoUser *user = read_person (request);
  JsonBuilder *builder;

  if (user == NULL || !demo_request_require (request, TRUE, "orgs", org_id, org_id))
    return;
  /* A bug in InfluxDB: it reports an internal error. */
  if (user->is_owner || user->is_member)
    {
      demo_request_send_error (request, 500, "internal error",
                               "Unexpected error when assigning user to a resource: mapping for "
                               "user %s already exists",
                               user->id);
      return;
    }
  user->is_owner = owner;
  user->is_member = !owner;
  builder = json_builder_new ();
  demo_add_user (builder, user, owner ? "owner" : "member");
  demo_request_send_json (request, 201, builder);
}

gboolean
demo_request_check_parent (DemoRequest *self, const char *id)
{
  const char *problem = demo_id_get_problem (id);

  if (problem != NULL)
    demo_request_send_error (self, 400, "invalid", "corrupt ID provided: %s", problem);
  else if (!demo_store_has_org (self->store, id) ||
           !demo_request_holds (self, FALSE, "orgs", NULL, id))
    demo_request_send_error (self, 404, "not found", "404 page not found");
  else
    return TRUE;
  return FALSE;
}

/* Members and owners: only for callers who can read the organization; others get a 404. */
static void
handle_people (DemoRequest *request, const char *id)
{
  gboolean owners = g_str_equal (request->parts[2], "owners");

  if (!demo_request_check_parent (request, id))
    return;
  if (g_str_equal (request->method, "GET"))
    list_people (request, owners);
  else
    add_person (request, owners);
}

void
demo_handle_organizations (DemoRequest *request)
{
  const char *id = request->parts[1];
  JsonBuilder *builder;

  if (id == NULL)
    {
      list_organizations (request);
      return;
    }
  if (request->parts[2] != NULL)
    {
      handle_people (request, id);
      return;
    }
  if (!demo_request_check_id (request, id) ||
      !demo_request_require (request, FALSE, "orgs", NULL, id))
    return;
  if (!demo_store_has_org (request->store, id))
    demo_request_send_error (request, 404, "not found", "organization not found");
  else
    {
      builder = json_builder_new ();
      demo_add_organization (builder, request->store);
      demo_request_send_json (request, 200, builder);
    }
}

static DemoUser *
find_user (DemoRequest *request, const char *id)
{
  DemoUser *user = demo_store_find_user (request->store, id);

  if (user == NULL)
    demo_request_send_error (request, 404, "not found", "user not found");
  return user;
}

/* Everything that matches the query, for any caller; NULL after an error was sent. */
static GPtrArray *
collect_users (DemoRequest *request, const DemoPage *page)
{
  const char *id = demo_request_get_query (request, "id");
  const char *name = demo_request_get_query (request, "name");
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < request->store->users->len; i++)
    {
      DemoUser *user = g_ptr_array_index (request->store->users, i);

      if (!user->deleted &&
          (id != NULL     ? g_ascii_strcasecmp (user->id, id) == 0
           : name != NULL ? g_str_equal (user->name, name)
                          : page->after == NULL || g_ascii_strcasecmp (user->id, page->after) > 0))
        g_ptr_array_add (found, user);
    }
  if (found->len > 0 || (id == NULL && name == NULL))
    return found;
  demo_request_send_error (request, 404, "not found", "user not found");
  g_ptr_array_unref (found);
  return NULL;
}

static void
list_users (DemoRequest *request)
{
  g_autoptr (GPtrArray) found = NULL, shown = NULL;
  JsonBuilder *builder;
  DemoPage page;

  if (!demo_request_read_page (request, &page) || !demo_request_check_query_ids (request, "id"))
    return;
  found = collect_users (request, &page);
  if (found == NULL)
    return;
  shown = demo_page_cut (&page, found);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put (builder, "self", "/api/v2/users");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "users");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shown->len; i++)
    {
      DemoUser *user = g_ptr_array_index (shown, i);

      if (demo_request_holds (request, FALSE, "users", NULL, user->id))
        demo_add_user (builder, user, NULL);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static void
send_user (DemoRequest *request, guint status, DemoUser *user)
{
  JsonBuilder *builder = json_builder_new ();

  demo_add_user (builder, user, NULL);
  demo_request_send_json (request, status, builder);
}

static void
replace_text (char **text, const char *other)
{
  char *copy = g_strdup (other);

  g_free (*text);
  *text = copy;
}

/* Sends the error for a name that a user can't have. */
static gboolean
check_name (DemoRequest *request, const char *name, DemoUser *owner)
{
  DemoUser *other = demo_store_find_user_by_name (request->store, name);

  if (*name == '\0')
    demo_request_send_error (request, 400, "empty value", "key required");
  else if (other != NULL && other != owner)
    demo_request_send_error (request, 422, "conflict", "user with name %s already exists", name);
  else
    return TRUE;
  return FALSE;
}

static void
create_user (DemoRequest *request)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &user_shape, NULL);
  const char *name, *status;
  DemoUser *user;

  if (root == NULL || !demo_request_require (request, TRUE, "users", NULL, NULL))
    return;
  name = demo_get_text (json_node_get_object (root), "name", "");
  status = demo_get_text (json_node_get_object (root), "status", "");
  if (!check_name (request, name, NULL))
    return;
  user = demo_store_add_user (request->store, name);
  if (*status != '\0')
    replace_text (&user->status, status);
  send_user (request, 201, user);
}

static void
set_password (DemoRequest *request, const char *id)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &password_shape, "");
  const char *password;
  DemoUser *user;

  if (root == NULL)
    return;
  password = demo_get_text (json_node_get_object (root), "password", "");
  user = demo_store_find_user (request->store, id);
  if (demo_id_get_problem (id) != NULL)
    demo_request_send_error (request, 500, "internal error", "invalid user ID provided in route");
  else if (!demo_request_require (request, TRUE, "users", NULL, id))
    return;
  else if (strlen (password) < 8 || strlen (password) > 72)
    demo_request_send_error (request, 400, "invalid",
                             "passwords must be between 8 and 72 characters long");
  else if (user == NULL)
    demo_request_send_error (request, 403, "forbidden", "your userID is incorrect");
  else
    {
      demo_user_set_password (user, password);
      demo_request_send_nothing (request, 204);
    }
}

static void
change_user (DemoRequest *request, const char *id)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &user_change_shape, NULL);
  const char *name, *status;
  DemoUser *user;

  if (root == NULL)
    return;
  name = demo_get_text (json_node_get_object (root), "name", NULL);
  status = demo_get_text (json_node_get_object (root), "status", NULL);
  if (status != NULL && !g_str_equal (status, "active") && !g_str_equal (status, "inactive"))
    demo_request_send_error (request, 400, "invalid", "invalid status: must be active or inactive");
  else if (demo_request_require (request, TRUE, "users", NULL, id) &&
           (user = find_user (request, id)) != NULL &&
           (name == NULL || check_name (request, name, user)))
    {
      if (name != NULL)
        replace_text (&user->name, name);
      if (status != NULL)
        replace_text (&user->status, status);
      send_user (request, 200, user);
    }
}

static void
handle_user (DemoRequest *request, const char *id)
{
  gboolean read = g_str_equal (request->method, "GET");
  DemoUser *user;

  if (!demo_request_check_id (request, id))
    return;
  if (g_str_equal (request->method, "PATCH"))
    {
      change_user (request, id);
      return;
    }
  if (!demo_request_require (request, !read, "users", NULL, id))
    return;
  user = find_user (request, id);
  if (user == NULL)
    return;
  if (read)
    send_user (request, 200, user);
  else
    {
      user->deleted = TRUE;
      demo_request_send_nothing (request, 204);
    }
}

void
demo_handle_users (DemoRequest *request)
{
  const char *id = request->parts[1];

  if (id != NULL && request->parts[2] != NULL)
    set_password (request, id);
  else if (id != NULL)
    handle_user (request, id);
  else if (g_str_equal (request->method, "GET"))
    list_users (request);
  else
    create_user (request);
}

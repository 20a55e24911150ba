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
  demo_put (builder, "status", user->active ? "active" : "inactive");
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

/* The permission is checked before the method, so a HEAD request shows whether its token is an
 * operator token. */
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
  if (g_str_equal (request->method, "HEAD"))
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

static void
list_organizations (DemoRequest *request)
{
  DemoStore *store = request->store;
  const char *name = demo_request_get_query (request, "org");
  JsonBuilder *builder;
  DemoPage page;

  if (name != NULL && g_strcmp0 (name, store->org_name) != 0)
    {
      demo_request_send_error (request, 404, "not found", "organization name \"%s\" not found",
                               name);
      return;
    }
  if (!demo_request_read_page (request, &page))
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put (builder, "self", "/api/v2/orgs");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "orgs");
  json_builder_begin_array (builder);
  if (store->org_id != NULL && page.offset == 0 &&
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

static void
add_person (DemoRequest *request, gboolean owner)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request);
  JsonBuilder *builder;
  DemoUser *user;

  if (root == NULL)
    return;
  user =
      demo_store_find_user (request->store, demo_get_text (json_node_get_object (root), "id", ""));
  if (user == NULL)
    {
      demo_request_send_error (request, 404, "not found", "user not found");
      return;
    }
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

/* Members and owners: only for callers who can read the organization; others get a 404. */
static void
handle_people (DemoRequest *request, const char *id)
{
  gboolean owners = g_str_equal (request->parts[2], "owners");

  if (g_strcmp0 (id, request->store->org_id) != 0 ||
      !demo_request_holds (request, FALSE, "orgs", NULL, id))
    demo_request_send_error (request, 404, "not found", "404 page not found");
  else if (g_str_equal (request->method, "GET"))
    list_people (request, owners);
  else if (demo_request_require (request, TRUE, "orgs", id, id))
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
  if (!demo_request_check_id (request, id))
    return;
  if (request->parts[2] != NULL)
    {
      handle_people (request, id);
      return;
    }
  if (!demo_request_require (request, FALSE, "orgs", NULL, id))
    return;
  if (g_strcmp0 (id, request->store->org_id) != 0)
    demo_request_send_error (request, 404, "not found", "organization not found");
  else
    {
      builder = json_builder_new ();
      demo_add_organization (builder, request->store);
      demo_request_send_json (request, 200, builder);
    }
}

/* Everything that matches the query, for any caller. */
static GPtrArray *
collect_users (DemoRequest *request)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *name = demo_request_get_query (request, "name");

  for (guint i = 0; i < request->store->users->len; i++)
    {
      DemoUser *user = g_ptr_array_index (request->store->users, i);

      if (!user->deleted && (name == NULL || g_str_equal (user->name, name)))
        g_ptr_array_add (found, user);
    }
  return found;
}

static void
list_users (DemoRequest *request)
{
  const char *name = demo_request_get_query (request, "name");
  g_autoptr (GPtrArray) found = NULL;
  JsonBuilder *builder;
  DemoPage page;

  if (name != NULL && demo_store_find_user_by_name (request->store, name) == NULL)
    {
      demo_request_send_error (request, 404, "not found", "user not found");
      return;
    }
  if (!demo_request_read_page (request, &page))
    return;
  found = collect_users (request);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put (builder, "self", "/api/v2/users");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "users");
  json_builder_begin_array (builder);
  for (guint i = page.offset; i < demo_page_get_end (&page, found->len); i++)
    {
      DemoUser *user = g_ptr_array_index (found, i);

      if (demo_request_holds (request, FALSE, "users", NULL, user->id))
        demo_add_user (builder, user, NULL);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static void
create_user (DemoRequest *request)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request);
  JsonBuilder *builder;
  const char *name;

  if (root == NULL || !demo_request_require (request, TRUE, "users", NULL, NULL))
    return;
  name = demo_get_text (json_node_get_object (root), "name", "");
  if (*name == '\0')
    {
      demo_request_send_error (request, 400, "empty value", "key required");
      return;
    }
  if (demo_store_find_user_by_name (request->store, name) != NULL)
    {
      demo_request_send_error (request, 422, "conflict", "user with name %s already exists", name);
      return;
    }
  builder = json_builder_new ();
  demo_add_user (builder, demo_store_add_user (request->store, name), NULL);
  demo_request_send_json (request, 201, builder);
}

static void
set_password (DemoRequest *request, DemoUser *user)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request);
  const char *password;

  if (root == NULL)
    return;
  password = demo_get_text (json_node_get_object (root), "password", "");
  if (strlen (password) < 8 || strlen (password) > 72)
    {
      demo_request_send_error (request, 400, "invalid",
                               "passwords must be between 8 and 72 characters long");
      return;
    }
  demo_user_set_password (user, password);
  demo_request_send_nothing (request, 204);
}

static void
change_user (DemoRequest *request, DemoUser *user)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request);
  JsonBuilder *builder;

  if (root == NULL)
    return;
  user->active = g_str_equal (
      demo_get_text (json_node_get_object (root), "status", user->active ? "active" : "inactive"),
      "active");
  builder = json_builder_new ();
  demo_add_user (builder, user, NULL);
  demo_request_send_json (request, 200, builder);
}

void
demo_handle_users (DemoRequest *request)
{
  const char *id = request->parts[1];
  gboolean read = g_str_equal (request->method, "GET");
  JsonBuilder *builder;
  DemoUser *user;

  if (id == NULL)
    {
      if (read)
        list_users (request);
      else
        create_user (request);
      return;
    }
  if (!demo_request_check_id (request, id) ||
      !demo_request_require (request, !read, "users", NULL, id))
    return;
  user = demo_store_find_user (request->store, id);
  if (user == NULL)
    demo_request_send_error (request, 404, "not found", "user not found");
  else if (request->parts[2] != NULL)
    set_password (request, user);
  else if (g_str_equal (request->method, "PATCH"))
    change_user (request, user);
  else if (g_str_equal (request->method, "DELETE"))
    {
      user->deleted = TRUE;
      demo_request_send_nothing (request, 204);
    }
  else
    {
      builder = json_builder_new ();
      demo_add_user (builder, user, NULL);
      demo_request_send_json (request, 200, builder);
    }
}

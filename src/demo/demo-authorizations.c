/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Authorizations: what InfluxDB calls tokens. */

#include "demo/demo-request.h"

static const char *
find_name (DemoStore *store, const DemoPermission *permission)
{
  DemoBucket *bucket;
  DemoUser *user;

  if (permission->id == NULL)
    return NULL;
  if (g_str_equal (permission->type, "buckets"))
    return (bucket = demo_store_find_bucket (store, permission->id)) != NULL ? bucket->name : NULL;
  if (g_str_equal (permission->type, "users"))
    return (user = demo_store_find_user (store, permission->id)) != NULL ? user->name : NULL;
  if (g_str_equal (permission->type, "orgs") && demo_store_has_org (store, permission->id))
    return store->org_name;
  return NULL;
}

static void
add_permission (JsonBuilder *builder, DemoStore *store, const DemoPermission *permission)
{
  static const char *const named[] = { "buckets", "orgs", "users", NULL };
  const char *name = find_name (store, permission);
  /* If the item dangles, the organization's name is left out as well. */
  gboolean dangling =
      permission->id != NULL && name == NULL && g_strv_contains (named, permission->type);

  json_builder_begin_object (builder);
  demo_put (builder, "action", permission->write ? "write" : "read");
  demo_begin (builder, "resource");
  demo_put (builder, "type", permission->type);
  if (permission->id != NULL)
    demo_put (builder, "id", permission->id);
  if (permission->org_id != NULL)
    demo_put (builder, "orgID", permission->org_id);
  if (name != NULL)
    demo_put (builder, "name", name);
  if (permission->org_id != NULL && !dangling)
    demo_put (builder, "org", store->org_name);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
put_hash (JsonBuilder *builder, const char *value)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) value, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
  demo_put_format (builder, "hashedToken", "$influxdb2-sha256$%s", text);
}

/* The real server builds the answer to setup in a different place: it includes the hash, but no
 * names. */
static void
add_authorization (JsonBuilder *builder, DemoStore *store, DemoAuthorization *authorization,
                   const char *token, const char *path, gboolean from_setup)
{
  DemoUser *user = demo_store_find_user (store, authorization->user_id);

  json_builder_begin_object (builder);
  demo_put (builder, "id", authorization->id);
  demo_put (builder, "token", token);
  if (from_setup)
    put_hash (builder, token);
  demo_put (builder, "status", authorization->active ? "active" : "inactive");
  demo_put (builder, "description", authorization->description);
  demo_put (builder, "orgID", store->org_id);
  if (!from_setup)
    demo_put (builder, "org", store->org_name);
  demo_put (builder, "userID", authorization->user_id);
  if (!from_setup)
    demo_put (builder, "user", user != NULL ? user->name : "");
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < authorization->permissions->len; i++)
    add_permission (builder, store, g_ptr_array_index (authorization->permissions, i));
  json_builder_end_array (builder);
  demo_begin (builder, "links");
  demo_put_format (builder, "self", "%s/%s", path, authorization->id);
  demo_put_format (builder, "user", "/api/v2/users/%s", authorization->user_id);
  json_builder_end_object (builder);
  demo_put (builder, "createdAt", authorization->created);
  demo_put (builder, "updatedAt", authorization->updated);
  json_builder_end_object (builder);
}

void
demo_add_authorization (JsonBuilder *builder, DemoStore *store, DemoAuthorization *authorization,
                        const char *value)
{
  const char *hidden = store->serverless ? "redacted" : "";

  add_authorization (builder, store, authorization, value != NULL ? value : hidden,
                     "/api/v2/authorizations", FALSE);
}

void
demo_add_first_authorization (JsonBuilder *builder, DemoStore *store,
                              DemoAuthorization *authorization, const char *value)
{
  add_authorization (builder, store, authorization, value, "/api/v2/authorizations", TRUE);
}

static gboolean
may_read (DemoRequest *request, DemoAuthorization *authorization)
{
  return demo_request_holds (request, FALSE, "authorizations", request->store->org_id,
                             authorization->id) &&
         demo_request_holds (request, FALSE, "users", NULL, authorization->user_id);
}

/* What a list is limited to. */
typedef struct
{
  const char *user_id;
  const char *org_id;
  const char *id;
} Filter;

static gboolean
fits_filter (DemoStore *store, DemoAuthorization *authorization, const Filter *filter)
{
  if (filter->id != NULL)
    return g_ascii_strcasecmp (authorization->id, filter->id) == 0;
  return (filter->user_id == NULL ||
          g_ascii_strcasecmp (authorization->user_id, filter->user_id) == 0) &&
         (filter->org_id == NULL || g_ascii_strcasecmp (store->org_id, filter->org_id) == 0);
}

/* Sends the error for an ID that is not one, and for a name that does not exist. A name counts only
 * without the ID. */
static gboolean
read_filter (DemoRequest *request, GPtrArray *tokens, Filter *filter)
{
  const char *name = demo_request_get_query (request, "user");
  DemoUser *user;

  if (!demo_request_check_query_ids (request, "userID orgID id"))
    return FALSE;
  filter->user_id = demo_request_get_query (request, "userID");
  filter->org_id = demo_request_get_query (request, "orgID");
  filter->id = demo_request_get_query (request, "id");
  if (name != NULL && filter->user_id == NULL)
    {
      user = demo_store_find_user_by_name (request->store, name);
      if (user == NULL)
        {
          demo_request_send_error (request, 404, "not found", "user not found");
          return FALSE;
        }
      filter->user_id = user->id;
    }
  if (filter->org_id == NULL && !demo_request_check_org (request))
    return FALSE;
  for (guint i = 0; i < tokens->len; i++)
    if (fits_filter (request->store, g_ptr_array_index (tokens, i), filter))
      return TRUE;
  if (filter->id == NULL)
    return TRUE;
  demo_request_send_error (request, 404, "not found", "authorization not found");
  return FALSE;
}

/* An account of Cloud Serverless sees its own tokens only. */
static gboolean
is_listed (DemoRequest *request, DemoAuthorization *authorization)
{
  DemoStore *store = request->store;

  /* Tokens of deleted users disappear from every list. */
  return demo_store_find_user (store, authorization->user_id) != NULL &&
         (!store->serverless || g_str_equal (authorization->user_id, request->user->id)) &&
         may_read (request, authorization);
}

static void
list_authorizations (DemoRequest *request)
{
  DemoStore *store = request->store;
  const char *value = store->serverless ? demo_request_get_query (request, "token") : NULL;
  DemoAuthorization *only =
      value != NULL ? demo_store_find_authorization_by_value (store, value) : NULL;
  JsonBuilder *builder;
  Filter filter;

  if (!read_filter (request, store->authorizations, &filter))
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put (builder, "self", "/api/v2/authorizations");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "authorizations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < store->authorizations->len; i++)
    {
      DemoAuthorization *authorization = g_ptr_array_index (store->authorizations, i);

      if (is_listed (request, authorization) && (value == NULL || authorization == only) &&
          fits_filter (store, authorization, &filter))
        demo_add_authorization (builder, store, authorization, NULL);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static const DemoMember resource_members[] = {
  { "type", DEMO_TEXT, "influxdb.ResourceType", NULL },
  { "id", DEMO_ID, "*platform.ID", NULL },
  { "orgID", DEMO_ID, "*platform.ID", NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape resource_shape = { "influxdb", "Resource", resource_members };
static const DemoMember permission_members[] = {
  { "action", DEMO_TEXT, "influxdb.Action", NULL },
  { "resource", DEMO_OBJECT, NULL, &resource_shape },
  { NULL, 0, NULL, NULL },
};
static const DemoShape permission_shape = { "influxdb", "Permission", permission_members };
static const DemoMember creation_members[] = {
  { "status", DEMO_TEXT, "influxdb.Status", NULL },
  { "orgID", DEMO_ID, NULL, NULL },
  { "userID", DEMO_ID, "*platform.ID", NULL },
  { "description", DEMO_TEXT, NULL, NULL },
  { "permissions", DEMO_LIST, "[]influxdb.Permission", &permission_shape },
  { NULL, 0, NULL, NULL },
};
static const DemoShape creation_shape = { "authorization", "postAuthorizationRequest",
                                          creation_members };
static const DemoMember legacy_members[] = {
  { "token", DEMO_TEXT, NULL, NULL },
  { "status", DEMO_TEXT, "influxdb.Status", NULL },
  { "orgID", DEMO_ID, NULL, NULL },
  { "userID", DEMO_ID, "*platform.ID", NULL },
  { "description", DEMO_TEXT, NULL, NULL },
  { "permissions", DEMO_LIST, "[]influxdb.Permission", &permission_shape },
  { NULL, 0, NULL, NULL },
};
static const DemoShape legacy_shape = { "legacy", "postAuthorizationRequest", legacy_members };
static const DemoMember change_members[] = {
  { "status", DEMO_TEXT, "influxdb.Status", NULL },
  { "description", DEMO_TEXT, NULL, NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape change_shape = { "influxdb", "AuthorizationUpdate", change_members };

/* Adds a permission of a request; NULL after an error was sent. */
static DemoPermission *
read_permission (DemoRequest *request, GPtrArray *permissions, JsonObject *object)
{
  g_autoptr (JsonObject) nothing = json_object_new ();
  JsonObject *resource = json_object_has_member (object, "resource")
                             ? json_object_get_object_member (object, "resource")
                             : nothing;
  const char *action = demo_get_text (object, "action", "");
  const char *type = demo_get_text (resource, "type", "");

  if (!demo_resource_type_exists (type, request->store->serverless))
    demo_request_send_error (
        request, 400, "invalid",
        "invalid resource type for permission: unknown resource type for permission");
  else if (!g_str_equal (action, "read") && !g_str_equal (action, "write"))
    demo_request_send_error (request, 400, "invalid",
                             "invalid action type for permission: unknown action for permission");
  else
    return demo_permissions_add (permissions, *action == 'w', type,
                                 demo_get_text (resource, "orgID", NULL),
                                 demo_get_text (resource, "id", NULL));
  return NULL;
}

static GPtrArray *
read_permissions (DemoRequest *request, JsonObject *object)
{
  g_autoptr (GPtrArray) permissions = demo_permissions_new ();
  JsonNode *node = json_object_get_member (object, "permissions");
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    if (read_permission (request, permissions, json_array_get_object_element (array, i)) == NULL)
      return NULL;
  if (length == 0)
    {
      demo_request_send_error (request, 400, "invalid", "authorization must include permissions");
      return NULL;
    }
  return g_steal_pointer (&permissions);
}

static gboolean
may_grant (DemoRequest *request, GPtrArray *permissions)
{
  for (guint i = 0; i < permissions->len; i++)
    {
      DemoPermission *permission = g_ptr_array_index (permissions, i);
      g_autofree char *text = demo_permission_to_string (permission);

      if (demo_request_holds (request, permission->write, permission->type, permission->org_id,
                              permission->id))
        continue;
      demo_request_send_error (request, 403, "forbidden",
                               "permission %s is not allowed: %s is unauthorized", text, text);
      return FALSE;
    }
  return TRUE;
}

/* A permission of another organization, and the one that stands for everything, are refused even to
 * those who hold them. */
static gboolean
check_permissions (DemoRequest *request, const char *org_id, GPtrArray *permissions)
{
  for (guint i = 0; i < permissions->len; i++)
    if (g_str_equal (((DemoPermission *) g_ptr_array_index (permissions, i))->type, "instance"))
      {
        demo_request_send_error (request, 500, "internal error",
                                 "authorizations cannot be created with the instance type, it is "
                                 "only used during setup");
        return FALSE;
      }
  for (guint i = 0; i < permissions->len; i++)
    {
      DemoPermission *permission = g_ptr_array_index (permissions, i);
      g_autofree char *text = demo_permission_to_string (permission);

      if (permission->org_id == NULL || g_ascii_strcasecmp (permission->org_id, org_id) == 0)
        continue;
      demo_request_send_error (request, 400, "invalid", "permission %s is not for org id %s", text,
                               org_id);
      return FALSE;
    }
  return TRUE;
}

/* The checks run in the real server's order, which determines which error is returned. */
static gboolean
may_create (DemoRequest *request, const char *org_id, const char *user_id, GPtrArray *permissions)
{
  if (!demo_request_require (request, TRUE, "authorizations", org_id, NULL) ||
      !demo_request_require (request, TRUE, "users", NULL, user_id) ||
      !may_grant (request, permissions) || !check_permissions (request, org_id, permissions))
    return FALSE;
  if (demo_store_find_user (request->store, user_id) != NULL &&
      demo_store_has_org (request->store, org_id))
    return TRUE;
  demo_request_send_error (request, 400, "invalid", "unable to create token");
  return FALSE;
}

static gboolean
status_exists (const char *status)
{
  return g_str_equal (status, "active") || g_str_equal (status, "inactive");
}

/* A status that is empty is the usual one. */
static const char *
read_status (JsonObject *object)
{
  const char *status = demo_get_text (object, "status", "");

  return *status != '\0' ? status : "active";
}

static void
create_authorization (DemoRequest *request)
{
  g_autoptr (JsonNode) root =
      demo_request_read_json (request, &creation_shape, DEMO_UNREADABLE_JSON);
  g_autoptr (GPtrArray) permissions = NULL;
  g_autofree char *value = NULL;
  DemoAuthorization *authorization;
  JsonBuilder *builder;
  JsonObject *object;
  const char *status, *user_id, *org_id;

  if (root == NULL)
    return;
  object = json_node_get_object (root);
  status = read_status (object);
  user_id = demo_get_text (object, "userID", request->user->id);
  org_id = demo_get_text (object, "orgID", NULL);
  permissions = read_permissions (request, object);
  if (permissions == NULL)
    return;
  if (org_id == NULL)
    demo_request_send_error (request, 400, "invalid", "org id required: invalid ID");
  else if (!status_exists (status))
    demo_request_send_error (request, 400, "invalid", "invalid status: must be active or inactive");
  else if (may_create (request, org_id, user_id, permissions))
    {
      authorization = demo_store_add_authorization (
          request->store, demo_store_find_user (request->store, user_id)->id,
          demo_get_text (object, "description", ""), g_steal_pointer (&permissions), &value);
      authorization->active = g_str_equal (status, "active");
      builder = json_builder_new ();
      demo_add_authorization (builder, request->store, authorization, value);
      demo_request_send_json (request, 201, builder);
    }
}

static void
send_authorization (DemoRequest *request, DemoAuthorization *authorization)
{
  JsonBuilder *builder;

  if (demo_store_find_user (request->store, authorization->user_id) == NULL)
    {
      demo_request_send_error (request, 404, "not found", "user not found");
      return;
    }
  builder = json_builder_new ();
  demo_add_authorization (builder, request->store, authorization, NULL);
  demo_request_send_json (request, 200, builder);
}

static DemoAuthorization *
find_authorization (DemoRequest *request, const char *id)
{
  DemoAuthorization *authorization = demo_store_find_authorization (request->store, id);

  if (authorization == NULL)
    demo_request_send_error (request, 404, "not found", "authorization not found");
  return authorization;
}

static gboolean
require_access (DemoRequest *request, gboolean write, DemoAuthorization *authorization)
{
  return demo_request_require (request, write, "authorizations", request->store->org_id,
                               authorization->id) &&
         demo_request_require (request, write, "users", NULL, authorization->user_id);
}

/* The body is read first, and the token has to be readable as well. */
static void
change_authorization (DemoRequest *request, const char *id)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &change_shape, NULL);
  DemoAuthorization *authorization = root != NULL ? find_authorization (request, id) : NULL;
  const char *status, *description;

  if (authorization == NULL || !require_access (request, FALSE, authorization) ||
      !require_access (request, TRUE, authorization))
    return;
  status = json_object_has_member (json_node_get_object (root), "status")
               ? read_status (json_node_get_object (root))
               : NULL;
  description = demo_get_text (json_node_get_object (root), "description", NULL);
  if (status != NULL && !status_exists (status))
    {
      demo_request_send_error (request, 400, "invalid",
                               "encodeAuthorization: unknown authorization status");
      return;
    }
  if (status != NULL)
    authorization->active = g_str_equal (status, "active");
  if (description != NULL)
    {
      g_free (authorization->description);
      authorization->description = g_strdup (description);
    }
  g_free (authorization->updated);
  authorization->updated = demo_store_now ();
  send_authorization (request, authorization);
}

void
demo_handle_authorizations (DemoRequest *request)
{
  const char *id = request->parts[1];
  gboolean read = g_str_equal (request->method, "GET");
  DemoAuthorization *authorization;

  if (id == NULL)
    {
      if (read)
        list_authorizations (request);
      else
        create_authorization (request);
      return;
    }
  if (!demo_request_check_id (request, id))
    return;
  if (g_str_equal (request->method, "PATCH"))
    {
      change_authorization (request, id);
      return;
    }
  authorization = find_authorization (request, id);
  if (authorization == NULL || !require_access (request, !read, authorization))
    return;
  if (read)
    send_authorization (request, authorization);
  else
    {
      g_ptr_array_remove (request->store->authorizations, authorization);
      demo_request_send_nothing (request, 204);
    }
}

/* Credentials of the v1 API: they have a name in place of a value, and it is shown. */
void
demo_handle_legacy (DemoRequest *request)
{
  static const char path[] = "/private/legacy/authorizations";
  DemoStore *store = request->store;
  JsonBuilder *builder;
  Filter filter;

  if (g_str_equal (request->method, "POST"))
    {
      g_autoptr (JsonNode) root =
          demo_request_read_json (request, &legacy_shape, DEMO_UNREADABLE_JSON);
      GPtrArray *permissions =
          root != NULL ? read_permissions (request, json_node_get_object (root)) : NULL;
      DemoAuthorization *credential;

      if (permissions == NULL)
        return;
      credential = demo_store_add_authorization (store, request->user->id, "", permissions, NULL);
      g_ptr_array_steal_index (store->authorizations, store->authorizations->len - 1);
      g_free (credential->value_hash);
      credential->value_hash = g_strdup (demo_get_text (json_node_get_object (root), "token", ""));
      g_ptr_array_add (store->legacy, credential);
      builder = json_builder_new ();
      add_authorization (builder, store, credential, credential->value_hash, path, FALSE);
      demo_request_send_json (request, 201, builder);
      return;
    }
  if (!read_filter (request, store->legacy, &filter))
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put (builder, "self", path);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "authorizations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < store->legacy->len; i++)
    {
      DemoAuthorization *credential = g_ptr_array_index (store->legacy, i);

      if (fits_filter (store, credential, &filter))
        add_authorization (builder, store, credential, credential->value_hash, path, FALSE);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

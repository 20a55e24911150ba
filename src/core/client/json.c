/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/json.h"

#include "core/base/error.h"
#include "core/model/resource-type.h"
#include "core/model/token-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every error has this form: where it was, and what was expected. */
static void
complain (GError **error, const char *path, const char *member, const char *expected)
{
  g_autofree char *where = g_strconcat (path, *path != '\0' ? "." : "", member, NULL);
  g_autofree char *details =
      g_strdup_printf ("%s: expected %s", *where != '\0' ? where : "answer", expected);

  tessera_set_error (error, TESSERA_ERROR_BAD_ANSWER, details,
                     _ ("The server’s response does not look like one from InfluxDB. Make sure "
                        "that the address is that of an InfluxDB 2 server."));
}

static JsonObject *
as_object (JsonNode *node, const char *path, GError **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  complain (error, path, "", "an object");
  return NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *path, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  complain (error, path, member, "a list");
  return NULL;
}

/* A member that must be a string; NULL with an error otherwise. */
static const char *
get_string (JsonObject *object, const char *path, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  complain (error, path, member, "a text");
  return NULL;
}

/* A member that may be missing or null, and otherwise must be a string. */
static gboolean
get_optional_string (JsonObject *object, const char *path, const char *member, const char **text,
                     GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  *text = get_string (object, path, member, error);
  return *text != NULL;
}

JsonNode *
tessera_json_parse (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gsize first = 0;

  if (text != NULL && json_parser_load_from_data (parser, text, (gssize) length, NULL) &&
      json_parser_get_root (parser) != NULL)
    return json_parser_steal_root (parser);

  /* The parser's own messages may quote the text; they are not passed on. */
  while (first < length && g_ascii_isspace (text[first]))
    first++;
  if (first < length && (text[first] == '{' || text[first] == '['))
    tessera_set_error (error, TESSERA_ERROR_BAD_ANSWER, NULL,
                       _ ("The server’s response was cut off or damaged in transit. Try again. If "
                          "it happens again, check the server, the network, and any proxy in "
                          "between."));
  else
    tessera_set_error (error, TESSERA_ERROR_NOT_INFLUXDB, NULL,
                       _ ("A server responded at this address, but it is not InfluxDB. Check the "
                          "address and port. InfluxDB listens on port 8086 by default."));
  return NULL;
}

gboolean
tessera_json_read_setup_allowed (JsonNode *root, gboolean *allowed, GError **error)
{
  g_return_val_if_fail (root != NULL, FALSE);
  g_return_val_if_fail (allowed != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  JsonObject *object = as_object (root, "", error);
  JsonNode *node;

  if (object == NULL)
    return FALSE;
  node = json_object_get_member (object, "allowed");
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      complain (error, "", "allowed", "true or false");
      return FALSE;
    }
  *allowed = json_node_get_boolean (node);
  return TRUE;
}

GStrv
tessera_json_read_strings (JsonNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      complain (error, "", "", "a list");
      return NULL;
    }
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        {
          complain (error, "", "", "a list of texts");
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/* An item without a name is shown by its ID. */
static TesseraResource *
read_resource (JsonObject *object, const char *type, const char *path, GError **error)
{
  const TesseraListing *listing = tessera_resource_type_get_listing (type);
  const char *id, *name, *kind = NULL;

  if ((id = get_string (object, path, "id", error)) == NULL ||
      !get_optional_string (object, path, listing->name, &name, error) ||
      (g_str_equal (type, "buckets") && !get_optional_string (object, path, "type", &kind, error)))
    return NULL;
  return tessera_resource_new (type, id, name != NULL && *name != '\0' ? name : id,
                               g_strcmp0 (kind, "system") == 0);
}

TesseraResource *
tessera_json_read_resource (JsonNode *root, const char *type, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  JsonObject *object = as_object (root, "", error);

  return object != NULL ? read_resource (object, type, "", error) : NULL;
}

TesseraResource *
tessera_json_read_user (JsonNode *root, GError **error)
{
  return tessera_json_read_resource (root, "users", error);
}

gboolean
tessera_json_is_of_organization (JsonNode *root, const char *org_id)
{
  g_return_val_if_fail (root != NULL, FALSE);

  JsonObject *object = as_object (root, "", NULL);
  const char *its = object != NULL ? get_string (object, "", "orgID", NULL) : NULL;

  return org_id == NULL || its == NULL || g_str_equal (its, org_id);
}

GPtrArray *
tessera_json_read_resources (JsonNode *root, const char *type, const char *org_id, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  const char *member = tessera_resource_type_get_listing (type)->member;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *object = as_object (root, "", error);
  JsonArray *array;

  if (object == NULL)
    return NULL;
  /* InfluxDB 2.9.1 sends this for empty lists of remotes and replications. */
  if (json_object_has_member (object, member) && json_object_get_null_member (object, member))
    return g_steal_pointer (&list);
  if ((array = get_array (object, "", member, error)) == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", member, i);
      JsonObject *item = as_object (json_array_get_element (array, i), path, error);
      TesseraResource *resource;
      const char *owner;

      if (item == NULL || !get_optional_string (item, path, "orgID", &owner, error) ||
          (resource = read_resource (item, type, path, error)) == NULL)
        return NULL;
      if (org_id == NULL || owner == NULL || g_str_equal (org_id, owner))
        g_ptr_array_add (list, resource);
      else
        g_object_unref (resource);
    }
  return g_steal_pointer (&list);
}

static TesseraPermission *
read_permission (JsonNode *node, const char *path, GError **error)
{
  g_autofree char *inner = g_strconcat (path, ".resource", NULL);
  JsonObject *object = as_object (node, path, error);
  JsonObject *resource;
  const char *action, *type, *org_id, *id, *name;

  if (object == NULL || (action = get_string (object, path, "action", error)) == NULL)
    return NULL;
  if (!g_str_equal (action, "read") && !g_str_equal (action, "write"))
    {
      complain (error, path, "action", "read or write");
      return NULL;
    }
  resource = as_object (json_object_get_member (object, "resource"), inner, error);
  if (resource == NULL || (type = get_string (resource, inner, "type", error)) == NULL ||
      !get_optional_string (resource, inner, "orgID", &org_id, error) ||
      !get_optional_string (resource, inner, "id", &id, error) ||
      !get_optional_string (resource, inner, "name", &name, error))
    return NULL;
  return tessera_permission_new (*action == 'r' ? TESSERA_ACTION_READ : TESSERA_ACTION_WRITE, type,
                                 org_id, id, name);
}

/* As the server lists them: in its order, including duplicates. */
static GPtrArray *
read_permission_list (JsonNode *root, const char *path, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_permission_unref);
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    {
      complain (error, path, "", "a list");
      return NULL;
    }
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);
      TesseraPermission *permission =
          read_permission (json_array_get_element (array, i), inner, error);

      if (permission == NULL)
        return NULL;
      g_ptr_array_add (list, permission);
    }
  return g_steal_pointer (&list);
}

static TesseraToken *
read_token (JsonNode *node, const char *path, GError **error)
{
  g_autofree char *inner = g_strconcat (path, *path != '\0' ? "." : "", "permissions", NULL);
  g_autoptr (TesseraPermissionSet) permissions = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  JsonObject *object = as_object (node, path, error);
  TesseraTokenFacts facts = { 0 };
  const char *status;

  if (object == NULL || (facts.id = get_string (object, path, "id", error)) == NULL ||
      (status = get_string (object, path, "status", error)) == NULL ||
      !get_optional_string (object, path, "description", &facts.description, error) ||
      !get_optional_string (object, path, "orgID", &facts.org_id, error) ||
      !get_optional_string (object, path, "org", &facts.org_name, error) ||
      !get_optional_string (object, path, "userID", &facts.owner_id, error) ||
      !get_optional_string (object, path, "user", &facts.owner, error) ||
      !get_optional_string (object, path, "createdAt", &facts.created, error) ||
      !get_optional_string (object, path, "updatedAt", &facts.updated, error))
    return NULL;
  listed = read_permission_list (json_object_get_member (object, "permissions"), inner, error);
  if (listed == NULL)
    return NULL;

  permissions = tessera_permission_set_new_from_list (listed);
  facts.permissions = permissions;
  facts.listed = listed;
  facts.active = g_str_equal (status, "active");
  facts.description = facts.description != NULL ? facts.description : "";
  facts.org_id = facts.org_id != NULL ? facts.org_id : "";
  facts.org_name = facts.org_name != NULL ? facts.org_name : "";
  facts.owner_id = facts.owner_id != NULL ? facts.owner_id : "";
  facts.owner = facts.owner != NULL ? facts.owner : "";
  return tessera_token_new (&facts);
}

TesseraToken *
tessera_json_read_token (JsonNode *root, GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_token (root, "", error);
}

GPtrArray *
tessera_json_read_tokens (JsonNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *object = as_object (root, "", error);
  JsonArray *array;

  if (object == NULL || (array = get_array (object, "", "authorizations", error)) == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("authorizations[%u]", i);
      TesseraToken *token = read_token (json_array_get_element (array, i), path, error);

      if (token == NULL)
        return NULL;
      g_ptr_array_add (list, token);
    }
  return g_steal_pointer (&list);
}

gboolean
tessera_json_read_error (JsonNode *root, char **message)
{
  g_return_val_if_fail (root != NULL, FALSE);

  JsonObject *object = as_object (root, "", NULL);
  const char *text;

  if (object == NULL || get_string (object, "", "code", NULL) == NULL ||
      (text = get_string (object, "", "message", NULL)) == NULL)
    return FALSE;
  *message = g_strdup (text);
  return TRUE;
}

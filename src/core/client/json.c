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

/* json-glib needs over a hundred bytes for each: a list of 10,000 operator tokens has 3 million. */
#define MOST_NODES 4000000

/* About as many as there will be. */
static gboolean
has_too_many_nodes (const char *text, gsize length)
{
  gboolean quoted = FALSE;
  guint nodes = 0;

  for (gsize i = 0; i < length && nodes <= MOST_NODES; i++)
    if (text[i] == '\\' && quoted)
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == ',' || text[i] == '[' || text[i] == '{'))
      nodes++;
  return nodes > MOST_NODES;
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

  if (has_too_many_nodes (text, length))
    {
      tessera_set_error (error, TESSERA_ERROR_BAD_ANSWER, NULL,
                         _ ("The server’s response is larger than any that InfluxDB sends. Check "
                            "the address."));
      return NULL;
    }
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

static const char *
read_owner (JsonNode *node)
{
  JsonObject *bucket = as_object (node, "", NULL);

  return bucket != NULL ? get_string (bucket, "", "orgID", NULL) : NULL;
}

GStrv
tessera_json_read_owners (JsonNode *root)
{
  g_return_val_if_fail (root != NULL, NULL);

  JsonObject *object = as_object (root, "", NULL);
  JsonArray *array = object != NULL ? get_array (object, "", "buckets", NULL) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();

  for (guint i = 0; i < length; i++)
    {
      const char *owner = read_owner (json_array_get_element (array, i));

      if (owner != NULL && !g_ptr_array_find_with_equal_func (owners, owner, g_str_equal, NULL))
        g_ptr_array_add (owners, (gpointer) owner);
    }
  g_ptr_array_add (owners, NULL);
  return g_strdupv ((GStrv) owners->pdata);
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

/* Reading tokens: an odd part is noted and left out, so that it hides neither the rest of the token
 * nor the rest of a list. */

/* Keeps the first one. Takes ownership of @error. */
static void
note_oddity (char **oddity, GError *error)
{
  if (*oddity == NULL)
    *oddity = g_strdup (tessera_error_get_details (error));
  g_error_free (error);
}

static const char *
read_text (JsonObject *object, const char *path, const char *member, char **oddity)
{
  GError *error = NULL;
  const char *text;

  if (!get_optional_string (object, path, member, &text, &error))
    note_oddity (oddity, error);
  return text;
}

/* As the server lists them: in its order, including duplicates. */
static GPtrArray *
read_permission_list (JsonObject *token, const char *path, char **oddity)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_permission_unref);
  GError *error = NULL;
  JsonArray *array = get_array (token, path, "permissions", &error);

  if (array == NULL)
    note_oddity (oddity, error);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *inner =
          g_strdup_printf ("%s%spermissions[%u]", path, *path != '\0' ? "." : "", i);
      TesseraPermission *permission =
          read_permission (json_array_get_element (array, i), inner, &error);

      if (permission != NULL)
        g_ptr_array_add (list, permission);
      else
        note_oddity (oddity, g_steal_pointer (&error));
    }
  return list;
}

static gboolean
read_status (JsonObject *object, const char *path, char **oddity)
{
  GError *error = NULL;
  const char *status = get_string (object, path, "status", &error);

  if (status == NULL)
    note_oddity (oddity, error);
  return g_strcmp0 (status, "active") == 0;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Only the ID must be there: nothing can be done with a token that has none. The names are for an
 * answer that has only the IDs. */
static TesseraToken *
read_named_token (JsonNode *node, const char *path, const char *org_name, const char *owner,
                  GError **error)
{
  JsonObject *object = as_object (node, path, error);
  const char *id = object != NULL ? get_string (object, path, "id", error) : NULL;
  g_autofree char *oddity = NULL;
  g_autoptr (TesseraPermissionSet) permissions = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  TesseraTokenFacts facts = { .id = id };

  if (id == NULL)
    return NULL;
  listed = read_permission_list (object, path, &oddity);
  permissions = tessera_permission_set_new_from_list (listed);
  facts.permissions = permissions;
  facts.listed = listed;
  facts.active = read_status (object, path, &oddity);
  facts.description = or_empty (read_text (object, path, "description", &oddity));
  facts.org_id = or_empty (read_text (object, path, "orgID", &oddity));
  facts.org_name = read_text (object, path, "org", &oddity);
  if (facts.org_name == NULL)
    facts.org_name = org_name;
  facts.owner_id = or_empty (read_text (object, path, "userID", &oddity));
  facts.owner = read_text (object, path, "user", &oddity);
  if (facts.owner == NULL)
    facts.owner = owner;
  facts.created = read_text (object, path, "createdAt", &oddity);
  facts.updated = read_text (object, path, "updatedAt", &oddity);
  facts.oddity = oddity;
  return tessera_token_new (&facts);
}

static TesseraToken *
read_token (JsonNode *node, const char *path, GError **error)
{
  return read_named_token (node, path, "", "", error);
}

static TesseraResource *
read_member (JsonObject *object, const char *member, const char *type, GError **error)
{
  JsonObject *inner = as_object (json_object_get_member (object, member), member, error);

  return inner != NULL ? read_resource (inner, type, member, error) : NULL;
}

/* Without a rule there is no limit. */
static gint64
read_retention (JsonObject *bucket)
{
  JsonArray *rules = get_array (bucket, "", "retentionRules", NULL);
  JsonObject *rule = rules != NULL && json_array_get_length (rules) > 0
                         ? as_object (json_array_get_element (rules, 0), "", NULL)
                         : NULL;
  JsonNode *node = rule != NULL ? json_object_get_member (rule, "everySeconds") : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : 0;
}

TesseraSetupAnswer *
tessera_json_read_setup (JsonNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (TesseraSetupAnswer) answer = g_new0 (TesseraSetupAnswer, 1);
  JsonObject *object = as_object (root, "", error);

  if (object == NULL || (answer->user = read_member (object, "user", "users", error)) == NULL ||
      (answer->org = read_member (object, "org", "orgs", error)) == NULL ||
      (answer->bucket = read_member (object, "bucket", "buckets", error)) == NULL)
    return NULL;
  answer->retention = read_retention (json_object_get_object_member (object, "bucket"));
  answer->token = read_named_token (json_object_get_member (object, "auth"), "auth",
                                    tessera_resource_get_name (answer->org),
                                    tessera_resource_get_name (answer->user), error);
  return answer->token != NULL ? g_steal_pointer (&answer) : NULL;
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
  g_autoptr (GError) skipped = NULL;
  JsonObject *object = as_object (root, "", error);
  JsonArray *array;

  if (object == NULL || (array = get_array (object, "", "authorizations", error)) == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("authorizations[%u]", i);
      g_autoptr (GError) problem = NULL;
      TesseraToken *token = read_token (json_array_get_element (array, i), path, &problem);

      if (token != NULL)
        g_ptr_array_add (list, token);
      else if (skipped == NULL)
        skipped = g_steal_pointer (&problem);
    }
  if (skipped != NULL && list->len == 0)
    {
      g_propagate_error (error, g_steal_pointer (&skipped));
      return NULL;
    }
  if (skipped != NULL)
    g_message ("A record without an ID is left out: %s", tessera_error_get_details (skipped));
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

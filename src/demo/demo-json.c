/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-json.h"

#include <string.h>

const char *
demo_id_get_problem (const char *id)
{
  if (strlen (id) != 16)
    return "id must have a length of 16 bytes";
  return strspn (id, "0123456789abcdefABCDEF") < 16 || strspn (id, "0") == 16 ? "invalid ID" : NULL;
}

/* Where the reading is. A value of the wrong type is remembered, and the reading goes on; an ID
 * that is not one ends it. */
typedef struct
{
  const char *owner; /* the innermost object's name */
  GString *path;     /* the names of the members on the way to the value */
  GError *problem;   /* the first value of the wrong type */
} Reading;

static JsonNode *read_value (Reading *self, const DemoMember *member, JsonNode *node,
                             GError **error);

static char *
describe_value (JsonNode *node, DemoKind kind)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("array");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup ("string");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup ("bool");
  if (kind == DEMO_WHOLE)
    return g_strconcat ("number ",
                        g_ascii_dtostr (number, sizeof number, json_node_get_double (node)), NULL);
  return g_strdup ("number");
}

static void
note_problem (Reading *self, JsonNode *node, DemoKind kind, const char *type)
{
  g_autofree char *what = describe_value (node, kind);

  if (self->problem != NULL)
    return;
  if (self->path->len == 0)
    g_set_error (&self->problem, DEMO_JSON_ERROR, DEMO_JSON_ERROR_JSON,
                 "json: cannot unmarshal %s into Go value of type %s", what, type);
  else
    g_set_error (&self->problem, DEMO_JSON_ERROR, DEMO_JSON_ERROR_JSON,
                 "json: cannot unmarshal %s into Go struct field %s.%s of type %s", what,
                 self->owner, self->path->str, type);
}

static const char *
get_type (const DemoMember *member)
{
  static const char *const usual[] = { "string", "platform.ID", "int64",
                                       NULL,     NULL,          "map[string]string" };

  return member->type != NULL ? member->type : usual[member->kind];
}

static const DemoMember *
find_member (const DemoShape *shape, const char *name)
{
  const DemoMember *similar = NULL;

  for (const DemoMember *member = shape->members; member->name != NULL; member++)
    if (g_str_equal (member->name, name))
      return member;
    else if (g_ascii_strcasecmp (member->name, name) == 0)
      similar = member;
  return similar;
}

static void
read_map (Reading *self, JsonObject *object, JsonObject *result)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (json_node_get_value_type (node) == G_TYPE_STRING)
      json_object_set_member (result, name, json_node_copy (node));
    else if (JSON_NODE_HOLDS_NULL (node))
      json_object_set_string_member (result, name, "");
    else
      note_problem (self, node, DEMO_TEXT, "string");
}

static gboolean
read_members (Reading *self, const DemoShape *shape, JsonObject *object, JsonObject *result,
              GError **error)
{
  gsize length = self->path->len;
  const char *owner = self->owner;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const DemoMember *member = find_member (shape, name);
      JsonNode *value;
      g_autoptr (GError) problem = NULL;

      if (member == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;
      self->owner = shape->name;
      g_string_append_printf (self->path, "%s%s", length > 0 ? "." : "", member->name);
      value = read_value (self, member, node, &problem);
      g_string_truncate (self->path, length);
      self->owner = owner;
      if (value != NULL)
        json_object_set_member (result, member->name, value);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}

static JsonNode *
read_object (Reading *self, const DemoShape *shape, JsonNode *node, GError **error)
{
  g_autoptr (JsonObject) result = json_object_new ();
  g_autofree char *type = shape->package != NULL
                              ? g_strconcat (shape->package, ".", shape->name, NULL)
                              : g_strdup (shape->name);
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      note_problem (self, node, DEMO_OBJECT, type);
      return NULL;
    }
  if (shape->members == NULL)
    read_map (self, json_node_get_object (node), result);
  else if (!read_members (self, shape, json_node_get_object (node), result, error))
    return NULL;
  value = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (value, g_steal_pointer (&result));
  return value;
}

static JsonNode *
read_list (Reading *self, const DemoShape *shape, JsonArray *array, GError **error)
{
  g_autoptr (JsonArray) result = json_array_new ();
  JsonNode *value;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr (GError) problem = NULL;

      value = JSON_NODE_HOLDS_NULL (node) ? NULL : read_object (self, shape, node, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (value != NULL)
        json_array_add_element (result, value);
      else
        json_array_add_object_element (result, json_object_new ());
    }
  value = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (value, g_steal_pointer (&result));
  return value;
}

static gboolean
has_kind (JsonNode *node, DemoKind kind)
{
  switch (kind)
    {
    case DEMO_WHOLE:
      return json_node_get_value_type (node) == G_TYPE_INT64;
    case DEMO_LIST:
      return JSON_NODE_HOLDS_ARRAY (node);
    case DEMO_TEXT:
    case DEMO_ID:
      return json_node_get_value_type (node) == G_TYPE_STRING;
    case DEMO_OBJECT:
    case DEMO_MAP:
    default:
      return JSON_NODE_HOLDS_OBJECT (node);
    }
}

/* An ID is a number: it comes back in lower case. */
static JsonNode *
read_id (const char *id, GError **error)
{
  const char *problem = demo_id_get_problem (id);
  g_autofree char *lower = g_ascii_strdown (id, -1);

  if (problem == NULL)
    return json_node_init_string (json_node_alloc (), lower);
  g_set_error_literal (error, DEMO_JSON_ERROR, DEMO_JSON_ERROR_ID, problem);
  return NULL;
}

static JsonNode *
read_value (Reading *self, const DemoMember *member, JsonNode *node, GError **error)
{
  static const DemoShape map = { NULL, "map[string]string", NULL };

  if (member->kind == DEMO_OBJECT)
    return read_object (self, member->inner, node, error);
  if (!has_kind (node, member->kind))
    {
      note_problem (self, node, member->kind, get_type (member));
      return NULL;
    }
  if (member->kind == DEMO_LIST)
    return read_list (self, member->inner, json_node_get_array (node), error);
  if (member->kind == DEMO_MAP)
    return read_object (self, &map, node, error);
  return member->kind == DEMO_ID ? read_id (json_node_get_string (node), error)
                                 : json_node_copy (node);
}

/* The body as json-glib reads it; the scanner has found that it is JSON. */
static JsonNode *
parse_text (const char *text, gsize length, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

  return json_from_string (valid, error);
}

JsonNode *
demo_json_read (const char *text, gsize length, const DemoShape *shape, GError **error)
{
  static const DemoShape any = { "map[string]interface", "{}", NULL };
  const char *end = demo_json_scan (text, length, error);
  g_autoptr (JsonNode) root = end != NULL ? parse_text (text, (gsize) (end - text), error) : NULL;
  Reading reading = { NULL, NULL, NULL };
  JsonNode *result;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_NULL (root))
    {
      result = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (result, json_object_new ());
      return result;
    }
  if (shape == NULL && JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);
  reading.path = g_string_new (NULL);
  result = read_object (&reading, shape != NULL ? shape : &any, root, error);
  g_string_free (reading.path, TRUE);
  if (reading.problem == NULL)
    return result;
  g_clear_pointer (&result, json_node_unref);
  if (error != NULL && *error == NULL)
    g_propagate_error (error, reading.problem);
  else
    g_error_free (reading.problem);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashboards, tasks, labels and everything else that an organization stores by ID and name. */

#include "demo/demo-request.h"

#include <string.h>

/* How a list is divided into pages. */
typedef enum
{
  ALL_AT_ONCE,
  BY_OFFSET,
  BY_AFTER,
  PAGES_IGNORED, /* an invalid limit is rejected, a valid one has no effect */
} Paging;

/* Special properties of a list. */
enum
{
  NEEDS_ORG = 1 << 0, /* the list requires an orgID */
  NO_LINKS = 1 << 1,
  NULL_IF_EMPTY = 1 << 2, /* not an empty array */
  NEEDS_TYPE = 1 << 3,    /* requires read permission on the whole type */
  KNOWS_NAMES = 1 << 4,   /* the organization can be given by name */
  NEEDS_FILTER = 1 << 5,  /* the list requires an orgID or a user */
};

typedef struct
{
  const char *type;   /* also the path */
  const char *member; /* the member of the answer that holds the list */
  Paging paging;
  const char
      *links; /* an item's links besides "self", separated by spaces; NULL for no links at all */
  guint particular;
  const char *bad_org; /* what the message for an invalid orgID begins with; it is all of it if the
                        * orgID is required; NULL if an invalid one is ignored */
  const char *bad_id;  /* the same for an item's ID: all of it if it ends with a word */
  const char *missing; /* what the message for a missing item says before its ID, if it ends with a
                        * space, or as a whole */
} Kind;

#define ORG_IS_INVALID "orgID is invalid: "
#define NO_REQUEST "failed to decode request: "

static const Kind kinds[] = {
  { "checks", "checks", BY_OFFSET, "labels members owners query", KNOWS_NAMES, ORG_IS_INVALID, "",
    "check not found for key " },
  { "dashboards", "dashboards", PAGES_IGNORED, "cells labels members owners", KNOWS_NAMES, "", "",
    "dashboard not found" },
  { "labels", "labels", ALL_AT_ONCE, NULL, 0, NULL, "", "label not found" },
  { "notebooks", "flows", ALL_AT_ONCE, NULL, NEEDS_ORG | NEEDS_TYPE | NO_LINKS,
    "invalid or missing org id", "notebook id is invalid", "notebook not found" },
  { "notificationEndpoints", "notificationEndpoints", BY_OFFSET, "labels members owners",
    NEEDS_FILTER, ORG_IS_INVALID, "", "notification endpoint not found for key " },
  { "notificationRules", "notificationRules", BY_OFFSET, "labels members owners query", KNOWS_NAMES,
    ORG_IS_INVALID, "", "notification rule not found" },
  { "remotes", "remotes", ALL_AT_ONCE, NULL, NEEDS_ORG | NO_LINKS | NULL_IF_EMPTY,
    "invalid or missing org ID", "remote-connection ID is invalid", "remote connection not found" },
  { "replications", "replications", ALL_AT_ONCE, NULL, NEEDS_ORG | NO_LINKS | NULL_IF_EMPTY,
    "invalid or missing org ID", "replication ID is invalid", "replication not found" },
  { "scrapers", "configurations", ALL_AT_ONCE, "members owners", KNOWS_NAMES, "", "",
    "scraper target is not found" },
  { "sources", "sources", ALL_AT_ONCE, "buckets health query", 0, NULL, "", "source not found" },
  { "tasks", "tasks", BY_AFTER, "labels logs members owners runs", KNOWS_NAMES, NO_REQUEST,
    NO_REQUEST, "failed to find task: task not found" },
  { "telegrafs", "configurations", ALL_AT_ONCE, "labels members owners", NO_LINKS, ORG_IS_INVALID,
    "", "telegraf configuration not found" },
  { "variables", "variables", PAGES_IGNORED, "labels", KNOWS_NAMES, "", "",
    "variable not found for key " },
};

static const Kind *
find_kind (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      return &kinds[i];
  return NULL;
}

static gboolean
caller_may (DemoRequest *request, gboolean write, DemoThing *thing)
{
  return demo_request_holds (request, write, thing->type, thing->org_id, thing->id);
}

static void
add_links (JsonBuilder *builder, const Kind *kind, DemoThing *thing)
{
  g_auto (GStrv) links = g_strsplit (kind->links, " ", -1);

  demo_begin (builder, "links");
  demo_put_format (builder, "self", "/api/v2/%s/%s", kind->type, thing->id);
  for (guint i = 0; links[i] != NULL; i++)
    demo_put_format (builder, links[i], "/api/v2/%s/%s/%s", kind->type, thing->id, links[i]);
  json_builder_end_object (builder);
  if (g_strv_contains ((const char *const *) links, "labels"))
    {
      json_builder_set_member_name (builder, "labels");
      json_builder_begin_array (builder);
      json_builder_end_array (builder);
    }
}

static void
add_thing (JsonBuilder *builder, const Kind *kind, DemoThing *thing)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_builder_begin_object (builder);
  demo_put (builder, "id", thing->id);
  demo_put (builder, "orgID", thing->org_id);
  json_object_iter_init (&iter, thing->facts);
  while (json_object_iter_next (&iter, &member, &node))
    {
      json_builder_set_member_name (builder, member);
      json_builder_add_value (builder, json_node_copy (node));
    }
  if (kind->links != NULL)
    add_links (builder, kind, thing);
  json_builder_end_object (builder);
}

/* The organization of the query, if the list knows the field and it is an ID. */
static const char *
get_org (DemoRequest *request)
{
  const char *org_id = demo_request_get_query (request, "orgID");

  return org_id != NULL && demo_id_get_problem (org_id) == NULL ? org_id : NULL;
}

static gboolean
fits_query (DemoRequest *request, const Kind *kind, DemoThing *thing, const DemoPage *page)
{
  const char *org_id = get_org (request);
  const char *name = demo_request_get_query (request, "name");

  if (!g_str_equal (thing->type, kind->type))
    return FALSE;
  if (name != NULL && g_str_equal (kind->type, "labels") &&
      !g_str_equal (demo_get_text (thing->facts, "name", ""), name))
    return FALSE;
  if (page->id != NULL && g_ascii_strcasecmp (thing->id, page->id) != 0)
    return FALSE;
  /* Sources are listed for any organization. */
  return (org_id == NULL || g_str_equal (kind->type, "sources") ||
          g_ascii_strcasecmp (org_id, thing->org_id) == 0) &&
         (page->after == NULL || kind->paging != BY_AFTER ||
          g_ascii_strcasecmp (thing->id, page->after) > 0);
}

/* All items of a kind that match the query, for any caller. */
static GPtrArray *
collect_things (DemoRequest *request, const Kind *kind, const DemoPage *page)
{
  GPtrArray *things = request->store->things;
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < things->len; i++)
    if (fits_query (request, kind, g_ptr_array_index (things, i), page))
      g_ptr_array_add (found, g_ptr_array_index (things, i));
  return found;
}

static gboolean
send_invalid (DemoRequest *request, const char *prefix, const char *problem)
{
  demo_request_send_error (request, 400, "invalid", "%s%s", prefix, problem);
  return FALSE;
}

/* The name of an organization that does not exist; each list has its own words for it. */
static gboolean
check_org_name (DemoRequest *request, const Kind *kind)
{
  const char *org = demo_request_get_query (request, "org");
  g_autofree char *words = NULL;

  if (!(kind->particular & KNOWS_NAMES) || org == NULL ||
      g_strcmp0 (org, request->store->org_name) == 0)
    return TRUE;
  words = g_strdup_printf ("organization name \"%s\" not found", org);
  if (g_str_equal (kind->type, "tasks"))
    return send_invalid (request, NO_REQUEST, words);
  if (g_str_equal (kind->type, "variables"))
    demo_request_send_error (request, 500, "internal error", "could not read variables: %s", words);
  else
    demo_request_send_error (request, 404, "not found", "%s", words);
  return FALSE;
}

static gboolean
check_user (DemoRequest *request, const Kind *kind)
{
  const char *user = demo_request_get_query (request, "user");
  const char *problem = user != NULL ? demo_id_get_problem (user) : NULL;

  if (g_str_equal (kind->type, "tasks") && problem != NULL)
    return send_invalid (request, NO_REQUEST, problem);
  if (!(kind->particular & NEEDS_FILTER))
    return TRUE;
  if (problem != NULL)
    return send_invalid (request, "", problem);
  if (user != NULL || get_org (request) != NULL)
    return TRUE;
  demo_request_send_error (request, 401, "unauthorized",
                           "cannot process a request without a org or user filter");
  return FALSE;
}

static gboolean
check_org (DemoRequest *request, const Kind *kind)
{
  const char *org_id = demo_request_get_query (request, "orgID");
  const char *problem = org_id != NULL ? demo_id_get_problem (org_id) : NULL;

  if (kind->particular & NEEDS_ORG && (org_id == NULL || problem != NULL))
    return send_invalid (request, kind->bad_org, "");
  if (problem != NULL && kind->bad_org != NULL)
    return send_invalid (request, kind->bad_org, problem);
  return org_id != NULL || check_org_name (request, kind);
}

/* Some lists can be limited to one item, by an ID that can't be empty. */
static gboolean
check_item (DemoRequest *request, const Kind *kind, DemoPage *page)
{
  const char *id = request->query != NULL ? g_hash_table_lookup (request->query, "id") : NULL;

  if (id == NULL ||
      (!g_str_equal (kind->type, "dashboards") && !g_str_equal (kind->type, "scrapers")))
    return TRUE;
  page->id = id;
  return demo_request_check_id (request, id);
}

/* The fields are read in the real server's order, which determines which error is returned. */
static gboolean
check_list (DemoRequest *request, const Kind *kind, DemoPage *page)
{
  if (kind->paging == BY_AFTER)
    return demo_request_read_after (request, page) && check_org_name (request, kind) &&
           check_org (request, kind) && check_user (request, kind) &&
           demo_request_read_limit_after (request, page);
  return (kind->paging == ALL_AT_ONCE || demo_request_read_page (request, page)) &&
         check_org (request, kind) && check_item (request, kind, page) &&
         check_user (request, kind);
}

static void
put_task_link (JsonBuilder *builder, DemoRequest *request, const char *member, const char *path,
               const DemoPage *page, const char *after)
{
  const char *org = demo_request_get_query (request, "org");
  const char *org_id = org != NULL ? request->store->org_id : get_org (request);
  GString *text = g_string_new (path);

  g_string_append_c (text, '?');
  if (after != NULL)
    g_string_append_printf (text, "after=%s&", after);
  g_string_append_printf (text, "limit=%d", page->limit);
  if (org != NULL)
    g_string_append_printf (text, "&org=%s", org);
  if (org_id != NULL)
    g_string_append_printf (text, "&orgID=%s", org_id);
  demo_put (builder, member, text->str);
  g_string_free (text, TRUE);
}

static void
add_list_links (JsonBuilder *builder, DemoRequest *request, const Kind *kind, const DemoPage *page,
                GPtrArray *shown)
{
  g_autofree char *path = g_strconcat ("/api/v2/", kind->type, NULL);

  demo_begin (builder, "links");
  switch (kind->paging)
    {
    case BY_OFFSET:
    case PAGES_IGNORED:
      demo_put_page_links (builder, request, path, page, shown->len);
      break;
    case BY_AFTER:
      put_task_link (builder, request, "self", path, page, page->after);
      if (shown->len >= (guint) page->limit)
        put_task_link (builder, request, "next", path, page,
                       ((DemoThing *) g_ptr_array_index (shown, shown->len - 1))->id);
      break;
    case ALL_AT_ONCE:
    default:
      demo_put (builder, "self", path);
      break;
    }
  json_builder_end_object (builder);
}

static void
list_things (DemoRequest *request, const Kind *kind)
{
  DemoPage page = { .limit = G_MAXINT };
  g_autoptr (GPtrArray) found = NULL, shown = NULL;
  JsonBuilder *builder;

  if (!check_list (request, kind, &page))
    return;
  if (kind->particular & NEEDS_TYPE &&
      !demo_request_require (request, FALSE, kind->type, get_org (request), NULL))
    return;
  found = collect_things (request, kind, &page);
  shown = kind->paging == PAGES_IGNORED ? g_ptr_array_ref (found) : demo_page_cut (&page, found);
  for (guint i = shown->len; i > 0; i--)
    if (!caller_may (request, FALSE, g_ptr_array_index (shown, i - 1)))
      g_ptr_array_remove_index (shown, i - 1);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  if (!(kind->particular & NO_LINKS))
    add_list_links (builder, request, kind, &page, shown);
  json_builder_set_member_name (builder, kind->member);
  if (shown->len == 0 && kind->particular & NULL_IF_EMPTY)
    json_builder_add_null_value (builder);
  else
    {
      json_builder_begin_array (builder);
      for (guint i = 0; i < shown->len; i++)
        add_thing (builder, kind, g_ptr_array_index (shown, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static void
send_thing (DemoRequest *request, const Kind *kind, DemoThing *thing, guint status)
{
  JsonBuilder *builder = json_builder_new ();
  gboolean wrapped = g_str_equal (kind->type, "labels");

  if (wrapped)
    {
      json_builder_begin_object (builder);
      demo_begin (builder, "links");
      demo_put_format (builder, "self", "/api/v2/labels/%s", thing->id);
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "label");
    }
  add_thing (builder, kind, thing);
  if (wrapped)
    json_builder_end_object (builder);
  demo_request_send_json (request, status, builder);
}

/* Tasks have their own error messages for it. */
static gboolean
require_creation (DemoRequest *request, const Kind *kind, JsonObject *facts)
{
  const char *org_id = demo_get_text (facts, "orgID", request->store->org_id);

  if (!g_str_equal (kind->type, "tasks"))
    return demo_request_require (request, TRUE, kind->type, org_id, NULL);
  if (demo_request_holds (request, TRUE, "tasks", org_id, NULL))
    return TRUE;
  demo_request_send_error (request, 500, "internal error", "failed to create task: unauthorized");
  return FALSE;
}

static const DemoMember label_members[] = {
  { "id", DEMO_ID, NULL, NULL },     { "orgID", DEMO_ID, NULL, NULL },
  { "name", DEMO_TEXT, NULL, NULL }, { "properties", DEMO_MAP, NULL, NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape label_shape = { "influxdb", "Label", label_members };

static JsonNode *
read_thing (DemoRequest *request, const Kind *kind)
{
  return g_str_equal (kind->type, "labels")
             ? demo_request_read_json (request, &label_shape, DEMO_UNREADABLE_BODY)
             : demo_read_thing (request, kind->type);
}

/* Two labels of an organization can't have the same name, in whatever case. Takes the spaces around
 * it away, and sends the error for a name that another one than @label has. */
static gboolean
read_label_name (DemoRequest *request, JsonObject *facts, const char *org_id, DemoThing *label)
{
  g_autofree char *name = g_strstrip (g_strdup (demo_get_text (facts, "name", "")));
  g_autofree char *folded = g_utf8_strdown (name, -1);
  GPtrArray *things = request->store->things;

  for (guint i = 0; i < things->len; i++)
    {
      DemoThing *other = g_ptr_array_index (things, i);
      g_autofree char *taken = g_utf8_strdown (demo_get_text (other->facts, "name", ""), -1);

      if (other != label && g_str_equal (other->type, "labels") &&
          g_str_equal (other->org_id, org_id) && g_str_equal (taken, folded))
        {
          demo_request_send_error (request, 422, "conflict", "label with name %s already exists",
                                   name);
          return FALSE;
        }
    }
  json_object_set_string_member (facts, "name", name);
  return TRUE;
}

/* The shape of a label is checked before the permission. */
static gboolean
check_new_thing (DemoRequest *request, const Kind *kind, JsonObject *facts)
{
  if (g_str_equal (kind->type, "labels"))
    return demo_check_thing (request, kind->type, facts) &&
           require_creation (request, kind, facts) &&
           read_label_name (request, facts, demo_get_text (facts, "orgID", ""), NULL);
  return require_creation (request, kind, facts) && demo_check_thing (request, kind->type, facts);
}

static void
create_thing (DemoRequest *request, const Kind *kind)
{
  g_autoptr (JsonNode) root = read_thing (request, kind);

  if (root != NULL && check_new_thing (request, kind, json_node_get_object (root)))
    send_thing (request, kind,
                demo_store_add_thing (request->store, kind->type, json_node_get_object (root)),
                g_str_equal (kind->type, "notebooks") ? 200 : 201);
}

static const DemoMember label_change_members[] = {
  { "name", DEMO_TEXT, NULL, NULL },
  { "properties", DEMO_MAP, NULL, NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape label_change_shape = { "influxdb", "LabelUpdate", label_change_members };

/* A property without a value is removed. */
static void
merge_properties (JsonObject *facts, JsonObject *changes)
{
  JsonObject *properties;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_object_has_member (facts, "properties"))
    json_object_set_object_member (facts, "properties", json_object_new ());
  properties = json_object_get_object_member (facts, "properties");
  json_object_iter_init (&iter, changes);
  while (json_object_iter_next (&iter, &name, &node))
    if (*json_node_get_string (node) == '\0')
      json_object_remove_member (properties, name);
    else
      json_object_set_member (properties, name, json_node_copy (node));
  if (json_object_get_size (properties) == 0)
    json_object_remove_member (facts, "properties");
}

/* Labels only, and only a label's properties. The body is read before the label is looked for. */
static void
change_label (DemoRequest *request, const Kind *kind, const char *id)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &label_change_shape, NULL);
  DemoThing *label = demo_store_find_thing (request->store, kind->type, id);
  JsonObject *changes = root != NULL ? json_node_get_object (root) : NULL;

  if (changes == NULL)
    return;
  if (label == NULL)
    {
      demo_request_send_error (request, 404, "not found", "%s", kind->missing);
      return;
    }
  if (!demo_request_require (request, TRUE, kind->type, label->org_id, id))
    return;
  if (*demo_get_text (changes, "name", "") != '\0')
    {
      if (!read_label_name (request, changes, label->org_id, label))
        return;
      json_object_set_string_member (label->facts, "name", demo_get_text (changes, "name", ""));
    }
  if (json_object_has_member (changes, "properties"))
    merge_properties (label->facts, json_object_get_object_member (changes, "properties"));
  send_thing (request, kind, label, 200);
}

static void
send_missing (DemoRequest *request, const Kind *kind, const char *id)
{
  if (g_str_has_suffix (kind->missing, " "))
    demo_request_send_error (request, 404, "not found", "%s\"%s\"", kind->missing, id);
  else if (g_str_equal (kind->type, "tasks") && g_str_equal (request->method, "DELETE"))
    demo_request_send_error (request, 404, "not found", "failed to delete task: task not found");
  else
    demo_request_send_error (request, 404, "not found", "%s", kind->missing);
}

static gboolean
check_thing_id (DemoRequest *request, const Kind *kind, const char *id)
{
  const char *problem = demo_id_get_problem (id);

  if (problem == NULL)
    return TRUE;
  return send_invalid (request, kind->bad_id,
                       *kind->bad_id == '\0' || g_str_has_suffix (kind->bad_id, " ") ? problem
                                                                                     : "");
}

static void
handle_one (DemoRequest *request, const Kind *kind, const char *id)
{
  DemoThing *thing = demo_store_find_thing (request->store, kind->type, id);
  gboolean write = !g_str_equal (request->method, "GET");

  if (g_str_equal (request->method, "PATCH"))
    change_label (request, kind, id);
  else if (thing == NULL)
    send_missing (request, kind, id);
  else if (!write && g_str_equal (kind->type, "tasks") && !caller_may (request, FALSE, thing))
    demo_request_send_error (request, 404, "not found", "failed to find task: unauthorized");
  else if (!demo_request_require (request, write, kind->type, thing->org_id, id))
    return;
  else if (g_str_equal (request->method, "DELETE"))
    {
      g_ptr_array_remove (request->store->things, thing);
      demo_request_send_nothing (request, 204);
    }
  else
    send_thing (request, kind, thing, 200);
}

void
demo_handle_things (DemoRequest *request)
{
  const Kind *kind = find_kind (request->parts[0]);
  const char *id = request->parts[1];

  if (id != NULL)
    {
      if (check_thing_id (request, kind, id))
        handle_one (request, kind, id);
    }
  else if (g_str_equal (request->method, "POST"))
    create_thing (request, kind);
  else
    list_things (request, kind);
}

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
};

typedef struct
{
  const char *type;   /* also the path */
  const char *member; /* the member of the answer that holds the list */
  Paging paging;
  const char
      *links; /* an item's links besides "self", separated by spaces; NULL for no links at all */
  guint particular;
} Kind;

static const Kind kinds[] = {
  { "checks", "checks", BY_OFFSET, "labels members owners query", 0 },
  { "dashboards", "dashboards", PAGES_IGNORED, "cells labels members owners", 0 },
  { "labels", "labels", ALL_AT_ONCE, NULL, 0 },
  { "notebooks", "flows", ALL_AT_ONCE, NULL, NEEDS_ORG | NEEDS_TYPE | NO_LINKS },
  { "notificationEndpoints", "notificationEndpoints", BY_OFFSET, "labels members owners", 0 },
  { "notificationRules", "notificationRules", BY_OFFSET, "labels members owners query", 0 },
  { "remotes", "remotes", ALL_AT_ONCE, NULL, NEEDS_ORG | NO_LINKS | NULL_IF_EMPTY },
  { "replications", "replications", ALL_AT_ONCE, NULL, NEEDS_ORG | NO_LINKS | NULL_IF_EMPTY },
  { "scrapers", "configurations", ALL_AT_ONCE, "members owners", 0 },
  { "sources", "sources", ALL_AT_ONCE, "buckets health query", 0 },
  { "tasks", "tasks", BY_AFTER, "labels logs members owners runs", 0 },
  { "telegrafs", "configurations", ALL_AT_ONCE, "labels members owners", NO_LINKS },
  { "variables", "variables", PAGES_IGNORED, "labels", 0 },
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

/* All items of a kind that match the query, for any caller. */
static GPtrArray *
collect_things (DemoRequest *request, const Kind *kind)
{
  GPtrArray *things = request->store->things;
  GPtrArray *found = g_ptr_array_new ();
  const char *org_id = demo_request_get_query (request, "orgID");
  const char *after = demo_request_get_query (request, "after");

  for (guint i = 0; i < things->len; i++)
    {
      DemoThing *thing = g_ptr_array_index (things, i);

      if (g_str_equal (thing->type, kind->type) &&
          /* Sources are listed for any organization. */
          (org_id == NULL || g_str_equal (kind->type, "sources") ||
           g_str_equal (org_id, thing->org_id)) &&
          (kind->paging != BY_AFTER || after == NULL || strcmp (thing->id, after) > 0))
        g_ptr_array_add (found, thing);
    }
  return found;
}

static gboolean
read_page (DemoRequest *request, const Kind *kind, DemoPage *page)
{
  switch (kind->paging)
    {
    case BY_OFFSET:
    case PAGES_IGNORED:
      return demo_request_read_page (request, page);
    case BY_AFTER:
      return demo_request_read_page_after (request, page);
    case ALL_AT_ONCE:
    default:
      return TRUE;
    }
}

static void
add_list_links (JsonBuilder *builder, DemoRequest *request, const Kind *kind, const DemoPage *page,
                GPtrArray *shown)
{
  const char *org_id = demo_request_get_query (request, "orgID");
  g_autofree char *path = g_strconcat ("/api/v2/", kind->type, NULL);

  demo_begin (builder, "links");
  switch (kind->paging)
    {
    case BY_OFFSET:
    case PAGES_IGNORED:
      demo_put_page_links (builder, request, path, page, shown->len);
      break;
    case BY_AFTER:
      demo_put_format (builder, "self", "%s?limit=%d%s%s", path, page->limit,
                       org_id != NULL ? "&orgID=" : "", org_id != NULL ? org_id : "");
      if (shown->len >= (guint) page->limit)
        demo_put_format (builder, "next", "%s?after=%s&limit=%d%s%s", path,
                         ((DemoThing *) g_ptr_array_index (shown, shown->len - 1))->id, page->limit,
                         org_id != NULL ? "&orgID=" : "", org_id != NULL ? org_id : "");
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
  g_autoptr (GPtrArray) found = collect_things (request, kind);
  g_autoptr (GPtrArray) shown = NULL;
  JsonBuilder *builder;

  if (!read_page (request, kind, &page))
    return;
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
require_creation (DemoRequest *request, const Kind *kind)
{
  const char *org_id = request->store->org_id;

  if (!g_str_equal (kind->type, "tasks"))
    return demo_request_require (request, TRUE, kind->type, org_id, NULL);
  if (demo_request_holds (request, TRUE, "tasks", org_id, NULL))
    return TRUE;
  demo_request_send_error (request, 500, "internal error", "failed to create task: unauthorized");
  return FALSE;
}

static void
create_thing (DemoRequest *request, const Kind *kind)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, NULL, DEMO_UNREADABLE_JSON);

  if (root != NULL && require_creation (request, kind) &&
      demo_check_thing (request, kind->type, json_node_get_object (root)))
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

/* Labels only, and only a label's properties. */
static void
change_label (DemoRequest *request, const Kind *kind, DemoThing *label)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &label_change_shape, NULL);
  JsonObject *changes = root != NULL ? json_node_get_object (root) : NULL;

  if (root == NULL)
    return;
  if (json_object_has_member (changes, "name"))
    json_object_set_member (label->facts, "name", json_object_dup_member (changes, "name"));
  send_thing (request, kind, label, 200);
}

static void
handle_one (DemoRequest *request, const Kind *kind, const char *id)
{
  DemoThing *thing = demo_store_find_thing (request->store, kind->type, id);
  gboolean write = !g_str_equal (request->method, "GET");

  if (thing == NULL)
    demo_request_send_error (request, 404, "not found", "%s not found", kind->type);
  else if (!write && g_str_equal (kind->type, "tasks") && !caller_may (request, FALSE, thing))
    demo_request_send_error (request, 404, "not found", "failed to find task: unauthorized");
  else if (!demo_request_require (request, write, kind->type, thing->org_id, id))
    return;
  else if (g_str_equal (request->method, "PATCH"))
    change_label (request, kind, thing);
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
  const char *org_id = demo_request_get_query (request, "orgID");

  if (id != NULL)
    {
      if (demo_request_check_id (request, id))
        handle_one (request, kind, id);
    }
  else if (g_str_equal (request->method, "POST"))
    create_thing (request, kind);
  else if (kind->particular & NEEDS_ORG && org_id == NULL)
    demo_request_send_error (request, 400, "invalid", "invalid or missing org ID");
  else if (!(kind->particular & NEEDS_TYPE) ||
           demo_request_require (request, FALSE, kind->type, org_id, NULL))
    list_things (request, kind);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Resources that the demo does not store, or that are not stored resources at all: implemented only
 * as far as a caller needs to find out its permissions. */

#include "demo/demo-request.h"

static void
add_secrets (DemoStore *store, JsonObject *secrets)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, secrets);
  while (json_object_iter_next (&iter, &name, NULL))
    g_tree_replace (store->secrets, g_strdup (name), NULL);
}

static gboolean
put_name (gpointer name, gpointer value, gpointer builder)
{
  json_builder_add_string_value (builder, name);
  return FALSE;
}

/* Secrets are hidden from callers who can't read the organization. */
void
demo_handle_secrets (DemoRequest *request)
{
  const char *org_id = request->parts[1];
  gboolean read = g_str_equal (request->method, "GET");
  static const DemoShape shape = { NULL, "map[string]string", NULL };
  g_autoptr (JsonNode) root = NULL;
  JsonBuilder *builder;

  if (!demo_request_check_parent (request, org_id))
    return;
  if (!read)
    root = demo_request_read_json (request, &shape, DEMO_UNREADABLE_BODY);
  if ((!read && root == NULL) || !demo_request_require (request, !read, "secrets", org_id, NULL))
    return;
  if (!read)
    {
      add_secrets (request->store, json_node_get_object (root));
      demo_request_send_nothing (request, 204);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put_format (builder, "org", "/api/v2/orgs/%s", org_id);
  demo_put_format (builder, "self", "/api/v2/orgs/%s/secrets", org_id);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "secrets");
  json_builder_begin_array (builder);
  g_tree_foreach (request->store->secrets, put_name, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

void
demo_handle_annotations (DemoRequest *request)
{
  gboolean read = g_str_equal (request->method, "GET");
  const char *org_id = demo_request_get_query (request, "orgID");
  JsonBuilder *builder;

  if (request->parts[1] != NULL)
    {
      demo_request_send_error (request, 400, "invalid", "annotation %s",
                               demo_id_get_problem (request->parts[1]) != NULL ? "id is invalid"
                                                                               : "not found");
      return;
    }
  if (org_id == NULL || demo_id_get_problem (org_id) != NULL)
    {
      demo_request_send_error (request, 400, "invalid", "invalid or missing org id");
      return;
    }
  if (!demo_request_require (request, !read, "annotations", org_id, NULL))
    return;
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  demo_request_send_json (request, 200, builder);
}

static void
send_no_documents (DemoRequest *request)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

/* There is one kind of documents, and nobody has any. */
void
demo_handle_documents (DemoRequest *request)
{
  const char *org_id = demo_request_get_query (request, "orgID");

  if (org_id != NULL && demo_id_get_problem (org_id) != NULL)
    demo_request_send_error (request, 400, "invalid", "Invalid orgID");
  else if (!g_str_equal (request->parts[1], "templates"))
    demo_request_send_error (request, 500, "internal error",
                             "An internal error has occurred - check server logs");
  else if (org_id == NULL)
    demo_request_send_error (request, 400, "invalid", "invalid org id for permission: invalid ID");
  else if (demo_request_require (request, FALSE, "documents", org_id, NULL))
    send_no_documents (request);
}

/* The demo's tasks never run. */
void
demo_handle_task_run (DemoRequest *request)
{
  DemoThing *task = demo_store_find_thing (request->store, "tasks", request->parts[1]);
  const char *task_problem = demo_id_get_problem (request->parts[1]);
  const char *problem =
      task_problem != NULL ? task_problem : demo_id_get_problem (request->parts[3]);

  if (problem != NULL)
    demo_request_send_error (request, 400, "invalid", "failed to decode request: %s", problem);
  else if (task == NULL)
    demo_request_send_error (request, 404, "not found", "failed to cancel run: task not found");
  else if (!demo_request_holds (request, TRUE, "tasks", task->org_id, task->id))
    demo_request_send_error (request, 500, "internal error", "failed to cancel run: unauthorized");
  else
    demo_request_send_error (request, 404, "not found", "failed to cancel run: run not found");
}

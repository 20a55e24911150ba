/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The properties that a thing must have before the demo creates it. */

#include "demo/demo-request.h"

#include <string.h>

static gboolean
send_invalid (DemoRequest *request, const char *words)
{
  demo_request_send_error (request, 400, "invalid", "%s", words);
  return FALSE;
}

/* The two ends of a replication: both have to be readable, and the bucket is checked first. */
static gboolean
check_replication (DemoRequest *request, JsonObject *facts)
{
  const char *org_id = request->store->org_id;
  const char *bucket_id = demo_get_text (facts, "localBucketID", "");

  if (!demo_request_require (request, FALSE, "buckets", org_id, bucket_id) ||
      !demo_request_require (request, FALSE, "remotes", org_id,
                             demo_get_text (facts, "remoteID", "")))
    return FALSE;
  if (demo_store_find_bucket (request->store, bucket_id) != NULL)
    return TRUE;
  demo_request_send_error (request, 400, "invalid",
                           "local bucket \"%s\" not found: bucket not found", bucket_id);
  return FALSE;
}

/* How the body of a new thing is refused: what the message for an ID that is not one begins with,
 * and the message for a body that can't be read; NULL if the latter begins in the same way, and an
 * empty one for an internal error. */
static const struct
{
  const char *type;
  const char *prefix;
  const char *unreadable;
} bodies[] = {
  { "checks", "", "unable to detect the check type from json" },
  { "dashboards", DEMO_UNREADABLE_BODY, NULL },
  { "notebooks", DEMO_UNREADABLE_BODY, NULL },
  { "notificationEndpoints", "", "unable to detect the notification endpoint type from json" },
  { "notificationRules", "", "unable to detect the notification type from json" },
  { "remotes", DEMO_UNREADABLE_BODY, NULL },
  { "replications", DEMO_UNREADABLE_BODY, NULL },
  { "scrapers", "", "" },
  { "sources", "", "" },
  { "tasks", "failed to decode request: ", NULL },
  { "telegrafs", "", "" },
  { "variables", "", NULL },
};

static JsonNode *
read_body (DemoRequest *request, const char *prefix, const char *unreadable)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  JsonNode *root;

  if (unreadable == NULL)
    return demo_request_read_json (request, NULL, prefix);
  root = demo_json_read (body->data != NULL ? body->data : "", (gsize) body->length, NULL, NULL);
  if (root == NULL && *unreadable != '\0')
    demo_request_send_error (request, 400, "invalid", "%s", unreadable);
  else if (root == NULL)
    demo_request_send_error (request, 500, "internal error",
                             "An internal error has occurred - check server logs");
  return root;
}

JsonNode *
demo_read_thing (DemoRequest *request, const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (g_str_equal (bodies[i].type, type))
      {
        g_autoptr (JsonNode) root = read_body (request, bodies[i].prefix, bodies[i].unreadable);
        const char *org_id =
            root != NULL ? demo_get_text (json_node_get_object (root), "orgID", NULL) : NULL;
        const char *problem = org_id != NULL ? demo_id_get_problem (org_id) : NULL;

        if (problem == NULL)
          return g_steal_pointer (&root);
        demo_request_send_error (request, 400, "invalid", "%s%s", bodies[i].prefix, problem);
        return NULL;
      }
  return NULL;
}

/* A task's organization has to exist; other things take any. */
static gboolean
check_task (DemoRequest *request, JsonObject *facts)
{
  const char *org_id = demo_get_text (facts, "orgID", NULL);

  if (org_id != NULL && !demo_store_has_org (request->store, org_id))
    {
      demo_request_send_error (request, 404, "not found",
                               "could not identify organization: organization not found");
      return FALSE;
    }
  return strstr (demo_get_text (facts, "flux", ""), "option task") != NULL ||
         send_invalid (request, "invalid options: no task options defined");
}

gboolean
demo_check_thing (DemoRequest *request, const char *type, JsonObject *facts)
{
  const char *status = demo_get_text (facts, "status", "");
  gboolean has_status = g_str_equal (status, "active") || g_str_equal (status, "inactive");
  const char *endpoint_id = demo_get_text (facts, "endpointID", "");

  if (g_str_equal (type, "labels") && *demo_get_text (facts, "name", "") == '\0')
    return send_invalid (request, "label name is required");
  if (g_str_equal (type, "labels") && demo_get_text (facts, "orgID", NULL) == NULL)
    return send_invalid (request, "orgID is required");
  if (g_str_equal (type, "checks") && !has_status)
    return send_invalid (request, "invalid status: must be active or inactive");
  if (g_str_equal (type, "notificationEndpoints") && *demo_get_text (facts, "name", "") == '\0')
    return send_invalid (request, "Notification Endpoint Name can't be empty");
  if (g_str_equal (type, "tasks"))
    return check_task (request, facts);
  if (g_str_equal (type, "scrapers") && *demo_get_text (facts, "bucketID", "") == '\0')
    return send_invalid (request, "invalid id for permission: invalid ID");
  if (g_str_equal (type, "replications"))
    return check_replication (request, facts);
  if (!g_str_equal (type, "notificationRules") ||
      demo_store_find_thing (request->store, "notificationEndpoints", endpoint_id) != NULL)
    return TRUE;
  demo_request_send_error (request, 404, "not found",
                           "notification endpoint not found for key \"%s\"", endpoint_id);
  return FALSE;
}

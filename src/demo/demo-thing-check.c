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
  if (g_str_equal (type, "tasks") &&
      strstr (demo_get_text (facts, "flux", ""), "option task") == NULL)
    return send_invalid (request, "invalid options: no task options defined");
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

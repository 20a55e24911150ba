/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Buckets and the points in them. */

#include "demo/demo-request.h"

#include <string.h>

#define SHORTEST_RETENTION (60 * 60)
#define SECONDS_OF_A_DAY (24 * 60 * 60)

/* How much time is stored together: it follows from how long it is kept. */
static gint64
get_shard_seconds (gint64 retention)
{
  if (retention == 0 || retention >= 180 * SECONDS_OF_A_DAY)
    return 7 * SECONDS_OF_A_DAY;
  return retention >= 2 * SECONDS_OF_A_DAY ? SECONDS_OF_A_DAY : 60 * 60;
}

void
demo_add_bucket (JsonBuilder *builder, DemoStore *store, DemoBucket *bucket)
{
  static const char *const links[] = { "labels", "members", "owners" };

  json_builder_begin_object (builder);
  demo_put (builder, "id", bucket->id);
  demo_put (builder, "orgID", store->org_id);
  demo_put (builder, "type", bucket->system ? "system" : "user");
  if (bucket->description != NULL)
    demo_put (builder, "description", bucket->description);
  demo_put (builder, "name", bucket->name);
  json_builder_set_member_name (builder, "retentionRules");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  demo_put (builder, "type", "expire");
  json_builder_set_member_name (builder, "everySeconds");
  json_builder_add_int_value (builder, bucket->retention);
  json_builder_set_member_name (builder, "shardGroupDurationSeconds");
  json_builder_add_int_value (builder, get_shard_seconds (bucket->retention));
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  demo_put (builder, "createdAt", bucket->created);
  demo_put (builder, "updatedAt", bucket->created);
  demo_begin (builder, "links");
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    demo_put_format (builder, links[i], "/api/v2/buckets/%s/%s", bucket->id, links[i]);
  demo_put_format (builder, "org", "/api/v2/orgs/%s", store->org_id);
  demo_put_format (builder, "self", "/api/v2/buckets/%s", bucket->id);
  demo_put_format (builder, "write", "/api/v2/write?org=%s&bucket=%s", store->org_id, bucket->id);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* A system bucket is listed for everyone who can read the organization, whatever its own
 * permission. */
static gboolean
may_see (DemoRequest *request, DemoBucket *bucket)
{
  const char *org_id = request->store->org_id;

  return bucket->system ? demo_request_holds (request, FALSE, "orgs", NULL, org_id)
                        : demo_request_holds (request, FALSE, "buckets", org_id, bucket->id);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(DemoBucket *const *) a)->name, (*(DemoBucket *const *) b)->name);
}

static gboolean
fits_query (DemoRequest *request, DemoBucket *bucket, const DemoPage *page)
{
  const char *org_id = demo_request_get_query (request, "orgID");
  const char *name = demo_request_get_query (request, "name");
  const char *id = demo_request_get_query (request, "id");

  if (id != NULL)
    return g_ascii_strcasecmp (bucket->id, id) == 0;
  return (org_id == NULL || demo_store_has_org (request->store, org_id)) &&
         (page->after == NULL || g_ascii_strcasecmp (bucket->id, page->after) > 0) &&
         (name == NULL || g_str_equal (bucket->name, name));
}

/* The buckets that match the query, for any caller: by ID, or by name within an organization. */
static GPtrArray *
collect_buckets (DemoRequest *request, const DemoPage *page)
{
  DemoStore *store = request->store;
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < store->buckets->len; i++)
    if (fits_query (request, g_ptr_array_index (store->buckets, i), page))
      g_ptr_array_add (found, g_ptr_array_index (store->buckets, i));
  if (demo_request_get_query (request, "orgID") != NULL ||
      demo_request_get_query (request, "org") != NULL)
    g_ptr_array_sort (found, compare_names);
  return found;
}

/* Sends the error for a single bucket that the query names and that does not exist. */
static gboolean
check_single (DemoRequest *request, GPtrArray *found)
{
  const char *name = demo_request_get_query (request, "name");

  if (found->len > 0)
    return TRUE;
  if (demo_request_get_query (request, "id") != NULL)
    demo_request_send_error (request, 404, "not found", "bucket not found");
  else if (name != NULL && (demo_request_get_query (request, "orgID") != NULL ||
                            demo_request_get_query (request, "org") != NULL))
    demo_request_send_error (request, 404, "not found", "bucket \"%s\" not found", name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_query (DemoRequest *request, DemoPage *page)
{
  if (!demo_request_read_page (request, page))
    return FALSE;
  page->name = demo_request_get_query (request, "name");
  page->id = demo_request_get_query (request, "id");
  return demo_request_check_query_ids (request, "orgID id") &&
         (demo_request_get_query (request, "id") != NULL ||
          demo_request_get_query (request, "orgID") != NULL || demo_request_check_org (request));
}

/* The page is cut first, and what the caller is not allowed to read is removed from it afterwards,
 * like InfluxDB 2.9.1 does. */
static void
list_buckets (DemoRequest *request)
{
  DemoPage page;
  g_autoptr (GPtrArray) found = NULL, shown = NULL;
  JsonBuilder *builder;

  if (!check_query (request, &page))
    return;
  found = collect_buckets (request, &page);
  if (!check_single (request, found))
    return;
  shown = demo_page_cut (&page, found);
  for (guint i = shown->len; i > 0; i--)
    if (!may_see (request, g_ptr_array_index (shown, i - 1)))
      g_ptr_array_remove_index (shown, i - 1);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  demo_begin (builder, "links");
  demo_put_page_links (builder, request, "/api/v2/buckets", &page, shown->len);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "buckets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shown->len; i++)
    demo_add_bucket (builder, request->store, g_ptr_array_index (shown, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

static const DemoMember rule_members[] = {
  { "type", DEMO_TEXT, NULL, NULL },
  { "everySeconds", DEMO_WHOLE, NULL, NULL },
  { "shardGroupDurationSeconds", DEMO_WHOLE, NULL, NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape rule_shape = { "tenant", "retentionRule", rule_members };
static const DemoMember creation_members[] = {
  { "orgID", DEMO_ID, NULL, NULL },
  { "name", DEMO_TEXT, NULL, NULL },
  { "description", DEMO_TEXT, NULL, NULL },
  { "rp", DEMO_TEXT, NULL, NULL },
  { "retentionRules", DEMO_LIST, "[]tenant.retentionRule", &rule_shape },
  { NULL, 0, NULL, NULL },
};
static const DemoShape creation_shape = { "tenant", "postBucketRequest", creation_members };

/* Sends the error for invalid retention rules. */
static gboolean
read_retention (DemoRequest *request, JsonObject *object, gint64 *seconds)
{
  JsonArray *rules = json_object_has_member (object, "retentionRules")
                         ? json_object_get_array_member (object, "retentionRules")
                         : NULL;
  guint length = rules != NULL ? json_array_get_length (rules) : 0;

  *seconds = 0;
  if (length > 1)
    {
      demo_request_send_error (request, 422, "unprocessable entity",
                               "buckets cannot have more than one retention rule at this time");
      return FALSE;
    }
  if (length == 1)
    *seconds = json_object_get_int_member_with_default (json_array_get_object_element (rules, 0),
                                                        "everySeconds", 0);
  if (*seconds >= 0)
    return TRUE;
  demo_request_send_error (request, 422, "unprocessable entity",
                           "expiration seconds cannot be negative");
  return FALSE;
}

gboolean
demo_check_bucket_name (DemoRequest *request, const char *name)
{
  if (*name == '_')
    demo_request_send_error (request, 400, "invalid",
                             "bucket name %s is invalid. Buckets may not start with underscore",
                             name);
  else if (strchr (name, '"') != NULL)
    demo_request_send_error (
        request, 400, "invalid",
        "bucket name %s is invalid. Bucket names may not include quotation marks", name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_new_name (DemoRequest *request, const char *name)
{
  for (guint i = 0; i < request->store->buckets->len; i++)
    if (g_str_equal (((DemoBucket *) g_ptr_array_index (request->store->buckets, i))->name, name))
      {
        demo_request_send_error (request, 422, "conflict", "bucket with name %s already exists",
                                 name);
        return FALSE;
      }
  return TRUE;
}

gboolean
demo_check_retention (DemoRequest *request, gint64 seconds)
{
  if (seconds == 0 || seconds >= SHORTEST_RETENTION)
    return TRUE;
  demo_request_send_error (request, 500, "internal error",
                           "retention policy duration must be at least 1h0m0s");
  return FALSE;
}

static void
create_bucket (DemoRequest *request)
{
  g_autoptr (JsonNode) root =
      demo_request_read_json (request, &creation_shape, DEMO_UNREADABLE_BODY);
  const char *name, *org_id, *description;
  JsonBuilder *builder;
  gint64 retention;

  if (root == NULL)
    return;
  name = demo_get_text (json_node_get_object (root), "name", "");
  org_id = demo_get_text (json_node_get_object (root), "orgID", NULL);
  description = demo_get_text (json_node_get_object (root), "description", "");
  if (org_id == NULL)
    demo_request_send_error (request, 400, "invalid", "organization id must be provided");
  else if (!read_retention (request, json_node_get_object (root), &retention) ||
           !demo_request_require (request, TRUE, "buckets", org_id, NULL) ||
           !demo_check_bucket_name (request, name))
    return;
  else if (!demo_store_has_org (request->store, org_id))
    demo_request_send_error (request, 404, "not found", "organization not found");
  else if (check_new_name (request, name) && demo_check_retention (request, retention))
    {
      builder = json_builder_new ();
      demo_add_bucket (builder, request->store,
                       demo_store_add_bucket (request->store, name,
                                              *description != '\0' ? description : NULL, FALSE,
                                              retention));
      demo_request_send_json (request, 201, builder);
    }
}

void
demo_handle_buckets (DemoRequest *request)
{
  const char *id = request->parts[1];
  gboolean read = g_str_equal (request->method, "GET");
  DemoBucket *bucket;
  JsonBuilder *builder;

  if (id == NULL)
    {
      if (read)
        list_buckets (request);
      else
        create_bucket (request);
      return;
    }
  if (!demo_request_check_id (request, id))
    return;
  bucket = demo_store_find_bucket (request->store, id);
  if (bucket == NULL)
    demo_request_send_error (request, 404, "not found", "bucket not found");
  else if (read && bucket->system
               ? !demo_request_require (request, FALSE, "orgs", NULL, request->store->org_id)
               : !demo_request_require (request, !read, "buckets", request->store->org_id, id))
    return;
  else if (read)
    {
      builder = json_builder_new ();
      demo_add_bucket (builder, request->store, bucket);
      demo_request_send_json (request, 200, builder);
    }
  else
    {
      g_ptr_array_remove (request->store->buckets, bucket);
      demo_request_send_nothing (request, 204);
    }
}

static DemoBucket *
find_bucket_by_name (DemoStore *store, const char *name)
{
  for (guint i = 0; i < store->buckets->len; i++)
    {
      DemoBucket *bucket = g_ptr_array_index (store->buckets, i);

      if (g_strcmp0 (bucket->name, name) == 0 || g_strcmp0 (bucket->id, name) == 0)
        return bucket;
    }
  return NULL;
}

/* The organization that the query names, by ID or by name. For a Flux query, an error is one of its
 * body, even though the organization is not in there. */
static gboolean
check_query_org (DemoRequest *request, gboolean of_query)
{
  const char *prefix = of_query ? "failed to decode request body: " : "";
  guint status = of_query ? 400 : 404;
  const char *code = of_query ? "invalid" : "not found";
  const char *org_id = demo_request_get_query (request, "orgID");
  const char *org = demo_request_get_query (request, "org");
  const char *problem = org_id != NULL ? demo_id_get_problem (org_id) : NULL;

  if (org_id == NULL && org != NULL && demo_id_get_problem (org) == NULL)
    org_id = org;
  if (problem != NULL)
    demo_request_send_error (request, 400, "invalid", "%s%s", prefix, problem);
  else if (org_id == NULL && org == NULL)
    demo_request_send_error (request, 400, "invalid", "%sPlease provide either orgID or org",
                             prefix);
  else if (org_id != NULL && !demo_store_has_org (request->store, org_id))
    demo_request_send_error (request, status, code, "%sorganization not found", prefix);
  else if (org_id == NULL && g_strcmp0 (org, request->store->org_name) != 0)
    demo_request_send_error (request, status, code, "%sorganization name \"%s\" not found", prefix,
                             org);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_write (DemoRequest *request)
{
  static const char *const precisions[] = { "ns", "us", "ms", "s", NULL };
  const char *precision = demo_request_get_query (request, "precision");

  if (precision != NULL && !g_strv_contains (precisions, precision))
    demo_request_send_error (request, 400, "invalid",
                             "invalid precision; valid precision units are ns, us, ms, and s");
  else if (demo_request_get_query (request, "bucket") == NULL)
    demo_request_send_error (request, 404, "not found", "bucket not found");
  else
    return check_query_org (request, FALSE);
  return FALSE;
}

void
demo_handle_write (DemoRequest *request)
{
  const char *name = demo_request_get_query (request, "bucket");
  DemoBucket *bucket = find_bucket_by_name (request->store, name);
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);

  if (!check_write (request))
    return;
  if (bucket == NULL)
    demo_request_send_error (request, 404, "not found", "bucket \"%s\" not found", name);
  else if (request->authorization != NULL && !request->authorization->active)
    demo_request_send_error (request, 403, "forbidden",
                             "insufficient permissions for write: token is inactive");
  else if (!demo_request_holds (request, TRUE, "buckets", request->store->org_id, bucket->id))
    demo_request_send_error (request, 403, "forbidden", "insufficient permissions for write");
  else
    {
      if (body->length > 0)
        g_string_append_len (bucket->points, body->data, (gssize) body->length);
      g_string_append_c (bucket->points, '\n');
      demo_request_send_nothing (request, 204);
    }
}

/* The bucket that a query names, by `bucket: "NAME"` or `bucketID: "ID"`, if the caller is allowed
 * to read it. By name, a system bucket needs the organization's permission, as in the list. By ID,
 * InfluxDB 2.9.1 requires no permission at all: anyone who knows a bucket's ID and has any token
 * can read it. */
static DemoBucket *
find_queried (DemoRequest *request, const char *name, gboolean by_id)
{
  DemoBucket *bucket = by_id ? demo_store_find_bucket (request->store, name)
                             : find_bucket_by_name (request->store, name);

  return bucket != NULL && (by_id || may_see (request, bucket)) ? bucket : NULL;
}

/* Enough of Flux to read a bucket back: `from(bucket: "x")`, one point per row. */
void
demo_handle_query (DemoRequest *request)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  g_autofree char *text = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  g_autoptr (GRegex) regex = g_regex_new ("bucket(ID)?:\\s*\\\\?\"([^\"\\\\]+)", G_REGEX_DEFAULT,
                                          G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *by_id = NULL, *name = NULL;
  g_auto (GStrv) lines = NULL;
  DemoBucket *bucket;
  GString *csv;

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Vary",
                                "Accept-Encoding");
  if (!check_query_org (request, TRUE))
    return;
  g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match);
  by_id = g_match_info_fetch (match, 1);
  name = g_match_info_fetch (match, 2);
  bucket = find_queried (request, name, by_id != NULL && *by_id != '\0');
  if (bucket == NULL)
    {
      demo_request_send_error (request, 404, "not found",
                               "failed to initialize execute state: could not find bucket \"%s\"",
                               name != NULL ? name : "");
      return;
    }
  csv = g_string_new (",result,table,_value,_field,_measurement\r\n");
  lines = g_strsplit (bucket->points->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize measurement = strcspn (lines[i], ", ");
      const char *fields = strchr (lines[i], ' ');
      const char *equals = fields != NULL ? strchr (fields, '=') : NULL;

      if (equals != NULL)
        g_string_append_printf (
            csv, ",_result,0,%.*s,%.*s,%.*s\r\n", (int) strcspn (equals + 1, ", "), equals + 1,
            (int) (equals - fields - 1), fields + 1, (int) measurement, lines[i]);
    }
  g_string_append (csv, "\r\n");
  soup_server_message_set_status (request->message, 200, NULL);
  soup_server_message_set_response (request->message, "text/csv; charset=utf-8", SOUP_MEMORY_COPY,
                                    csv->str, csv->len);
  g_string_free (csv, TRUE);
}

/* InfluxQL on Cloud Serverless: whatever is queried, the names of the measurements. The database is
 * the bucket's name: the mapping that a first write creates. */
void
demo_handle_influxql (DemoRequest *request)
{
  const char *name = demo_request_get_query (request, "db");
  DemoBucket *bucket = find_queried (request, name != NULL ? name : "", FALSE);
  g_autoptr (JsonBuilder) builder = NULL;

  if (bucket == NULL)
    {
      demo_request_send_error (request, 404, "not found", "database not found: %s",
                               name != NULL ? name : "");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, g_steal_pointer (&builder));
}

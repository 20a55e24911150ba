/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/permission-probe.h"

#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/client/refusal.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  WHOLE, /* the type, in the organization */
  ITEM,
} Scope;

/* How an answer shows that the token has the permission. */
typedef enum
{
  DONE,   /* the server did it */
  LISTED, /* the list is not empty: the server leaves out what the token can't read instead of
           * refusing */
  BEYOND, /* the server found a fault that it checks for after the permission, or another permission
           * is missing */
  HIDDEN, /* the server did it; and it says "404 page not found" to an account that
             can't read the organization */
} Proof;

typedef struct
{
  const char *type;
  TesseraAction action;
  Scope scope;
  const char *method;
  const char *path;
  const char *body;
  Proof proof;
  const char *missing; /* the message of a 404 that comes after the permission check; other messages
                          mean "gone" */
} Rule;

#define READ TESSERA_ACTION_READ
#define WRITE TESSERA_ACTION_WRITE
#define NO_ID "0000000000000001" /* an ID that no server has assigned */

/*
 * Each was tried on InfluxDB OSS 2.9.1 with an operator token, with a token that has only the
 * permission, and with one that lacks it: the answers to the latter two differ, and the server's
 * data is the same before and after.
 *
 * A request that could write is listed only if it can't change anything, however the server reads
 * it: it names nothing to change, names something that does not exist, or has several faults that
 * are each enough to refuse it. This excludes, among others, a PATCH of the organization with a
 * blank name: 2.9.1 refuses it, but a server that did not would lose its organization's name.
 *
 * $org, $id, $owner and $token stand for the organization, the item, the token's owner and the
 * token.
 */
static const Rule rules[] = {
  { "annotations", READ, WHOLE, "GET", TESSERA_PATH_ANNOTATIONS "?orgID=$org", NULL, DONE, NULL },
  { "annotations", READ, ITEM, "GET", TESSERA_PATH_ANNOTATIONS "/$id", NULL, DONE, NULL },
  { "annotations", WRITE, WHOLE, "POST", TESSERA_PATH_ANNOTATIONS "?orgID=$org", "[]", DONE, NULL },
  /* The list only has tokens whose owner the token can read, so the token looks itself up: if it
   * can't read the owner, the refusal names the owner. */
  { "authorizations", READ, WHOLE, "GET", TESSERA_PATH_AUTHORIZATIONS "/$token", NULL, BEYOND,
    NULL },
  { "authorizations", READ, ITEM, "GET", TESSERA_PATH_AUTHORIZATIONS "/$id", NULL, BEYOND, NULL },
  /* For an owner who does not exist, with a permission that nobody can grant. */
  { "authorizations", WRITE, WHOLE, "POST", TESSERA_PATH_AUTHORIZATIONS,
    "{\"orgID\":\"$org\",\"userID\":\"" NO_ID "\",\"permissions\":[{\"action\":\"write\","
    "\"resource\":{\"type\":\"instance\",\"orgID\":\"$org\"}}]}",
    BEYOND, NULL },
  { "buckets", READ, WHOLE, "GET", TESSERA_PATH_BUCKETS "?orgID=$org", NULL, LISTED, NULL },
  /* For a system bucket, the organization has to be readable; the refusal names it. */
  { "buckets", READ, ITEM, "GET", TESSERA_PATH_BUCKETS "/$id", NULL, DONE, NULL },
  /* A name that is both reserved and taken. */
  { "buckets", WRITE, WHOLE, "POST", TESSERA_PATH_BUCKETS,
    "{\"orgID\":\"$org\",\"name\":\"_monitoring\"}", BEYOND, NULL },
  /* Nothing is written: the permission is checked first. */
  { "buckets", WRITE, ITEM, "POST", TESSERA_PATH_WRITE "?orgID=$org&bucket=$id", NULL, DONE, NULL },
  { "checks", READ, WHOLE, "GET", TESSERA_PATH_CHECKS "?orgID=$org", NULL, LISTED, NULL },
  { "checks", READ, ITEM, "GET", TESSERA_PATH_CHECKS "/$id", NULL, DONE, NULL },
  /* An invalid status, no name, no query and no schedule. */
  { "checks", WRITE, WHOLE, "POST", TESSERA_PATH_CHECKS,
    "{\"orgID\":\"$org\",\"type\":\"threshold\",\"status\":\"none\",\"name\":\"\","
    "\"query\":{\"text\":\"\"}}",
    BEYOND, NULL },
  { "dashboards", READ, WHOLE, "GET", TESSERA_PATH_DASHBOARDS "?orgID=$org", NULL, LISTED, NULL },
  { "dashboards", READ, ITEM, "GET", TESSERA_PATH_DASHBOARDS "/$id", NULL, DONE, NULL },
  { "documents", READ, WHOLE, "GET", TESSERA_PATH_DOCUMENTS "/templates?orgID=$org", NULL, DONE,
    NULL },
  { "labels", READ, WHOLE, "GET", TESSERA_PATH_LABELS "?orgID=$org", NULL, LISTED, NULL },
  { "labels", READ, ITEM, "GET", TESSERA_PATH_LABELS "/$id", NULL, DONE, NULL },
  { "labels", WRITE, ITEM, "PATCH", TESSERA_PATH_LABELS "/$id", "{}", DONE, NULL },
  { "notebooks", READ, WHOLE, "GET", TESSERA_PATH_NOTEBOOKS "?orgID=$org", NULL, DONE, NULL },
  { "notebooks", READ, ITEM, "GET", TESSERA_PATH_NOTEBOOKS "/$id", NULL, DONE, NULL },
  { "notificationEndpoints", READ, WHOLE, "GET", TESSERA_PATH_NOTIFICATION_ENDPOINTS "?orgID=$org",
    NULL, LISTED, NULL },
  { "notificationEndpoints", READ, ITEM, "GET", TESSERA_PATH_NOTIFICATION_ENDPOINTS "/$id", NULL,
    DONE, NULL },
  /* An invalid status, no name and no address. */
  { "notificationEndpoints", WRITE, WHOLE, "POST", TESSERA_PATH_NOTIFICATION_ENDPOINTS,
    "{\"orgID\":\"$org\",\"type\":\"http\",\"status\":\"none\",\"name\":\"\"}", BEYOND, NULL },
  { "notificationRules", READ, WHOLE, "GET", TESSERA_PATH_NOTIFICATION_RULES "?orgID=$org", NULL,
    LISTED, NULL },
  { "notificationRules", READ, ITEM, "GET", TESSERA_PATH_NOTIFICATION_RULES "/$id", NULL, DONE,
    NULL },
  /* An invalid status, no name, and an endpoint that does not exist. */
  { "notificationRules", WRITE, WHOLE, "POST", TESSERA_PATH_NOTIFICATION_RULES,
    "{\"orgID\":\"$org\",\"type\":\"http\",\"status\":\"none\",\"name\":\"\",\"endpointID\":"
    "\"" NO_ID "\"}",
    BEYOND, "notification endpoint not found" },
  { "orgs", READ, ITEM, "GET", TESSERA_PATH_ORGS "/$id", NULL, DONE, NULL },
  { "remotes", READ, WHOLE, "GET", TESSERA_PATH_REMOTES "?orgID=$org", NULL, LISTED, NULL },
  { "remotes", READ, ITEM, "GET", TESSERA_PATH_REMOTES "/$id", NULL, DONE, NULL },
  { "replications", READ, WHOLE, "GET", TESSERA_PATH_REPLICATIONS "?orgID=$org", NULL, LISTED,
    NULL },
  { "replications", READ, ITEM, "GET", TESSERA_PATH_REPLICATIONS "/$id", NULL, DONE, NULL },
  /* A validation only, between a bucket and a remote that do not exist. */
  { "replications", WRITE, WHOLE, "POST", TESSERA_PATH_REPLICATIONS "?validate=true",
    "{\"orgID\":\"$org\",\"name\":\"\",\"remoteID\":\"" NO_ID "\",\"localBucketID\":\"" NO_ID
    "\",\"remoteBucketID\":\"" NO_ID "\",\"maxQueueSizeBytes\":33554430}",
    BEYOND, "not found" },
  { "scrapers", READ, WHOLE, "GET", TESSERA_PATH_SCRAPERS "?orgID=$org", NULL, LISTED, NULL },
  { "scrapers", READ, ITEM, "GET", TESSERA_PATH_SCRAPERS "/$id", NULL, DONE, NULL },
  /* No bucket to write to. */
  { "scrapers", WRITE, WHOLE, "POST", TESSERA_PATH_SCRAPERS, "{\"orgID\":\"$org\",\"name\":\"\"}",
    BEYOND, NULL },
  { "secrets", READ, WHOLE, "GET", TESSERA_PATH_ORGS "/$org/secrets", NULL, HIDDEN, NULL },
  { "secrets", WRITE, WHOLE, "PATCH", TESSERA_PATH_ORGS "/$org/secrets", "{}", HIDDEN, NULL },
  { "sources", READ, WHOLE, "GET", TESSERA_PATH_SOURCES "?orgID=$org", NULL, LISTED, NULL },
  { "sources", READ, ITEM, "GET", TESSERA_PATH_SOURCES "/$id", NULL, DONE, NULL },
  { "tasks", READ, WHOLE, "GET", TESSERA_PATH_TASKS "?orgID=$org", NULL, LISTED, NULL },
  { "tasks", READ, ITEM, "GET", TESSERA_PATH_TASKS "/$id", NULL, DONE, NULL },
  /* A script without a task's options. */
  { "tasks", WRITE, WHOLE, "POST", TESSERA_PATH_TASKS, "{\"orgID\":\"$org\",\"flux\":\"x\"}",
    BEYOND, NULL },
  /* Cancels a run that does not exist. */
  { "tasks", WRITE, ITEM, "DELETE", TESSERA_PATH_TASKS "/$id/runs/" NO_ID, NULL, BEYOND,
    "run not found" },
  { "telegrafs", READ, WHOLE, "GET", TESSERA_PATH_TELEGRAFS "?orgID=$org", NULL, LISTED, NULL },
  { "telegrafs", READ, ITEM, "GET", TESSERA_PATH_TELEGRAFS "/$id", NULL, DONE, NULL },
  { "users", READ, ITEM, "GET", TESSERA_PATH_USERS "/$id", NULL, DONE, NULL },
  { "users", WRITE, ITEM, "PATCH", TESSERA_PATH_USERS "/$id", "{}", DONE, NULL },
  { "variables", READ, WHOLE, "GET", TESSERA_PATH_VARIABLES "?orgID=$org", NULL, LISTED, NULL },
  { "variables", READ, ITEM, "GET", TESSERA_PATH_VARIABLES "/$id", NULL, DONE, NULL },
};

struct _TesseraPermissionProbe
{
  const Rule *rule;
  char *path;
  char *body;
};

static const Rule *
find_rule (TesseraPermission *permission, Scope scope)
{
  const char *type = tessera_permission_get_resource_type (permission);
  TesseraAction action = tessera_permission_get_action (permission);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].action == action && rules[i].scope == scope && g_str_equal (rules[i].type, type))
      return &rules[i];
  return NULL;
}

/* Why there is no rule. */
static char *
explain_no_rule (TesseraPermission *permission)
{
  const char *type = tessera_permission_get_resource_type (permission);

  /* DBRP: observed, and confirmed in the source of 2.9.1, where nothing checks for it. */
  if (g_str_equal (type, "dbrp"))
    return g_strdup (
        _ ("InfluxDB checks the permission on the mapped bucket instead of this one."));
  if (g_str_equal (type, "views") || g_str_equal (type, "documents") ||
      g_str_equal (type, "instance"))
    return g_strdup (_ ("InfluxDB has no API call that can test this permission."));
  if (!g_strv_contains (tessera_resource_types_known (), type))
    return g_strdup (_ ("Tessera does not recognize this type of resource and does not know how "
                        "to test it."));
  if (tessera_permission_get_action (permission) == TESSERA_ACTION_WRITE)
    return g_strdup (_ ("Any request that tests this permission would change data."));
  return g_strdup (_ ("There is no known API call that can test this permission."));
}

/* An ID can be any text that a server sent. Escaping for an address also escapes quotation marks,
 * so the result is safe in JSON. */
static char *
fill_template (const char *template, const char *org, const char *id, const char *owner,
               const char *token)
{
  const char *const pairs[][2] = {
    { "$org", org }, { "$id", id }, { "$owner", owner }, { "$token", token }
  };
  GString *text;

  if (template == NULL)
    return NULL;
  text = g_string_new (template);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *escaped =
          g_uri_escape_string (pairs[i][1] != NULL ? pairs[i][1] : "", NULL, FALSE);

      g_string_replace (text, pairs[i][0], escaped, 0);
    }
  return g_string_free (text, FALSE);
}

TesseraPermissionProbe *
tessera_permission_probe_new (TesseraPermission *permission, TesseraToken *token,
                              const TesseraServerTraits *traits, char **reason)
{
  g_return_val_if_fail (permission != NULL, NULL);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), NULL);
  g_return_val_if_fail (traits != NULL, NULL);

  const char *org = tessera_permission_get_org_id (permission);
  const char *id = tessera_permission_get_id (permission);
  const char *owner = tessera_token_get_owner_id (token);
  const char *type = tessera_permission_get_resource_type (permission);
  TesseraResourceScope scope = tessera_resource_type_get_scope (type);
  TesseraPermissionProbe *self;
  const Rule *rule;

  /* A permission on the whole server is tried in the token's own organization. */
  if (org == NULL)
    org = tessera_token_get_org_id (token);
  if (id == NULL && scope == TESSERA_SCOPE_ORG_ITSELF)
    id = org;
  if (id == NULL && scope == TESSERA_SCOPE_OWNER && *owner != '\0')
    id = owner;
  rule = find_rule (permission, id != NULL ? ITEM : WHOLE);
  if (rule == NULL)
    {
      *reason = explain_no_rule (permission);
      return NULL;
    }
  if (!traits->is_observed && !g_str_equal (rule->method, "GET"))
    {
      *reason =
          g_strdup (_ ("Tessera tests this permission only on InfluxDB 2. On this server, the "
                       "request might change data."));
      return NULL;
    }
  self = g_new0 (TesseraPermissionProbe, 1);
  self->rule = rule;
  self->path = fill_template (rule->path, org, id, owner, tessera_token_get_id (token));
  self->body = fill_template (rule->body, org, id, owner, tessera_token_get_id (token));
  return self;
}

void
tessera_permission_probe_free (TesseraPermissionProbe *self)
{
  g_free (self->path);
  g_free (self->body);
  g_free (self);
}

const char *
tessera_permission_probe_get_method (TesseraPermissionProbe *self)
{
  return self->rule->method;
}

const char *
tessera_permission_probe_get_path (TesseraPermissionProbe *self)
{
  return self->path;
}

const char *
tessera_permission_probe_get_body (TesseraPermissionProbe *self)
{
  return self->body;
}

/* Judging */

static char *
explain_other (const Rule *rule, const char *action, const char *type)
{
  const char *words =
      g_str_equal (action, "read") ? C_ ("permission", "Read") : C_ ("permission", "Write");

  if (g_str_equal (rule->type, "buckets") && g_str_equal (type, "orgs"))
    return g_strdup (_ ("InfluxDB shows its own buckets only to tokens that can also read the "
                        "organization. A query can still read the bucket by its ID."));
  /* Translators: an action and a kind of thing, as in “Read, Organization” */
  return g_strdup_printf (_ ("The server also requires the permission “%s, %s” for this."), words,
                          tessera_resource_type_get_label (type));
}

static TesseraTestOutcome
judge_refusal (const Rule *rule, const char *words, char **reason)
{
  g_autofree char *action = NULL, *type = NULL;

  if (!tessera_refusal_find_permission (words, &action, &type) ||
      (g_str_equal (action, tessera_action_to_string (rule->action)) &&
       g_str_equal (type, rule->type)))
    return TESSERA_TEST_REFUSED;
  /* The server got as far as checking another permission. */
  if (rule->proof == BEYOND)
    return TESSERA_TEST_WORKS;
  *reason = explain_other (rule, action, type);
  return TESSERA_TEST_REFUSED;
}

static TesseraTestOutcome
tell_missing (char **reason)
{
  *reason = g_strdup (_ ("This server has no API call that can test this permission."));
  return TESSERA_TEST_NOT_TESTABLE;
}

static TesseraTestOutcome
judge_missing (const Rule *rule, const char *words, char **reason)
{
  if (rule->proof == HIDDEN)
    {
      *reason = explain_other (rule, "read", "orgs");
      return TESSERA_TEST_REFUSED;
    }
  if (rule->missing != NULL && strstr (words, rule->missing) != NULL)
    return TESSERA_TEST_WORKS;
  if (rule->scope == ITEM && !g_str_equal (words, "path not found"))
    return TESSERA_TEST_GONE;
  return tell_missing (reason);
}

TesseraTestOutcome
tessera_permission_probe_judge (TesseraPermissionProbe *self, guint n_items, const GError *error,
                                char **reason)
{
  g_return_val_if_fail (self != NULL, 0);

  const char *words = error != NULL ? tessera_error_get_details (error) : NULL;

  *reason = NULL;
  if (error == NULL && (self->rule->proof != LISTED || n_items > 0))
    return TESSERA_TEST_WORKS;
  if (error == NULL)
    {
      *reason = g_strdup (_ ("The server does not list anything of this type for the token. There "
                             "may be nothing to list yet."));
      return TESSERA_TEST_NOT_TESTABLE;
    }
  words = words != NULL ? words : "";
  /* Tasks are refused in their own way: a 404 or 500 with this message. */
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_GRANTABLE) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED) ||
      g_str_has_suffix (words, ": unauthorized"))
    return judge_refusal (self->rule, words, reason);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    return judge_missing (self->rule, words, reason);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB))
    return tell_missing (reason);
  if (self->rule->proof == BEYOND &&
      (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_INVALID) ||
       g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT)))
    return TESSERA_TEST_WORKS;
  *reason = g_strdup (error->message);
  return TESSERA_TEST_NOT_ASKED;
}

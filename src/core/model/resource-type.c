/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/resource-type.h"

#include "core/base/paths.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TesseraListing listing; /* its type is the key; no path for a type that can't be listed */
  const char *label;
  TesseraResourceScope scope;
  gboolean is_named;
  gboolean only_oss; /* Cloud does not have it: influx's list for Cloud (influx-cli,
                        `api/extras/model_resource_enum_cloud.go`) */
} TesseraResourceType;

/* All that is known about a type. In the order of InfluxDB's own list; what only Cloud has comes
 * last. */
static const TesseraResourceType types[] = {
  { { "buckets", TESSERA_PATH_BUCKETS, "buckets", "name", TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Buckets"),
    TESSERA_SCOPE_ORG_WIDE,
    TRUE },
  { { "telegrafs", TESSERA_PATH_TELEGRAFS, "configurations", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Telegraf Configurations"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "annotations" }, NC_ ("resource type", "Annotations"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "authorizations", TESSERA_PATH_AUTHORIZATIONS, "authorizations", "description",
      TESSERA_PAGING_NONE },
    NC_ ("resource type", "API Tokens"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "checks", TESSERA_PATH_CHECKS, "checks", "name", TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Checks"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "dashboards", TESSERA_PATH_DASHBOARDS, "dashboards", "name", TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Dashboards"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "dbrp" }, NC_ ("resource type", "Database Mappings (DBRP)"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "documents" }, NC_ ("resource type", "Documents"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "labels", TESSERA_PATH_LABELS, "labels", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Labels"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "notebooks", TESSERA_PATH_NOTEBOOKS, "flows", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Notebooks"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE,
    TRUE },
  { { "notificationEndpoints", TESSERA_PATH_NOTIFICATION_ENDPOINTS, "notificationEndpoints", "name",
      TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Notification Endpoints"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "notificationRules", TESSERA_PATH_NOTIFICATION_RULES, "notificationRules", "name",
      TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Notification Rules"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "orgs", TESSERA_PATH_ORGS, "orgs", "name", TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Organization"),
    TESSERA_SCOPE_ORG_ITSELF,
    TRUE },
  { { "remotes", TESSERA_PATH_REMOTES, "remotes", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Remote Connections"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE,
    TRUE },
  { { "replications", TESSERA_PATH_REPLICATIONS, "replications", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Replications"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE,
    TRUE },
  { { "scrapers", TESSERA_PATH_SCRAPERS, "configurations", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Scrapers"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE,
    TRUE },
  { { "secrets" }, NC_ ("resource type", "Secrets"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "sources", TESSERA_PATH_SOURCES, "sources", "name", TESSERA_PAGING_NONE },
    NC_ ("resource type", "Sources"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE,
    TRUE },
  { { "tasks", TESSERA_PATH_TASKS, "tasks", "name", TESSERA_PAGING_AFTER },
    NC_ ("resource type", "Tasks"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "users", TESSERA_PATH_USERS, "users", "name", TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Owner’s User Account"),
    TESSERA_SCOPE_OWNER,
    TRUE },
  { { "variables", TESSERA_PATH_VARIABLES, "variables", "name", TESSERA_PAGING_OFFSET },
    NC_ ("resource type", "Variables"),
    TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { { "views" }, NC_ ("resource type", "Views"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "instance" }, NC_ ("resource type", "Instance"), TESSERA_SCOPE_NEVER, FALSE, TRUE },
  { { "flows" }, NC_ ("resource type", "Flows"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "functions" }, NC_ ("resource type", "Functions"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { { "subscriptions" }, NC_ ("resource type", "Subscriptions"), TESSERA_SCOPE_ORG_WIDE, FALSE },
};

static const TesseraResourceType *
find_type (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].listing.type, key))
      return &types[i];
  return NULL;
}

const char *const *
tessera_resource_types_known (void)
{
  static const char *keys[G_N_ELEMENTS (types) + 1];
  static gsize filled;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        keys[i] = types[i].listing.type;
      g_once_init_leave (&filled, 1);
    }
  return keys;
}

const char *const *
tessera_resource_types_of_cloud (void)
{
  static const char *keys[G_N_ELEMENTS (types) + 1];
  static gsize filled;

  if (g_once_init_enter (&filled))
    {
      guint n = 0;

      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        if (!types[i].only_oss)
          keys[n++] = types[i].listing.type;
      g_once_init_leave (&filled, 1);
    }
  return keys;
}

const char *
tessera_resource_type_find (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  const TesseraResourceType *known = find_type (type);

  return known != NULL ? known->listing.type : NULL;
}

const char *
tessera_resource_type_get_label (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  const TesseraResourceType *known = find_type (type);

  return known != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "resource type", known->label) : type;
}

TesseraResourceScope
tessera_resource_type_get_scope (const char *type)
{
  g_return_val_if_fail (type != NULL, 0);

  const TesseraResourceType *known = find_type (type);

  return known != NULL ? known->scope : TESSERA_SCOPE_ORG_WIDE;
}

const TesseraListing *
tessera_resource_type_get_listing (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  const TesseraResourceType *known = find_type (type);

  return known != NULL && known->listing.path != NULL ? &known->listing : NULL;
}

gboolean
tessera_resource_type_has_items (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  return tessera_resource_type_get_listing (type) != NULL &&
         tessera_resource_type_get_scope (type) == TESSERA_SCOPE_ORG_WIDE;
}

gboolean
tessera_resource_type_is_named (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  const TesseraResourceType *known = find_type (type);

  return known != NULL && known->is_named;
}

/* The two types that the tree opens with, then the rest. */
static int
rank (const char *type)
{
  if (g_str_equal (type, "buckets"))
    return 0;
  return g_str_equal (type, "telegrafs") ? 1 : 2;
}

int
tessera_resource_type_compare (const char *a, const char *b)
{
  int order = rank (a) - rank (b);

  return order != 0 ? order : g_strcmp0 (a, b);
}

int
tessera_resource_type_compare_labels (const char *a, const char *b)
{
  g_return_val_if_fail (a != NULL, 0);
  g_return_val_if_fail (b != NULL, 0);

  int order = rank (a) - rank (b);

  return order != 0 ? order
                    : g_utf8_collate (tessera_resource_type_get_label (a),
                                      tessera_resource_type_get_label (b));
}

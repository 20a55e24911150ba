/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/resource-type.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *key;
  const char *label;
  TesseraResourceScope scope;
  gboolean is_named;
} TesseraResourceType;

/* In the order of InfluxDB's own list; what only Cloud has comes last. */
static const TesseraResourceType types[] = {
  { "buckets", NC_ ("resource type", "Buckets"), TESSERA_SCOPE_ORG_WIDE, TRUE },
  { "telegrafs", NC_ ("resource type", "Telegraf Configurations"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "annotations", NC_ ("resource type", "Annotations"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "authorizations", NC_ ("resource type", "API Tokens"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "checks", NC_ ("resource type", "Checks"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "dashboards", NC_ ("resource type", "Dashboards"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "dbrp", NC_ ("resource type", "Database Mappings (DBRP)"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "documents", NC_ ("resource type", "Documents"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "labels", NC_ ("resource type", "Labels"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "notebooks", NC_ ("resource type", "Notebooks"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "notificationEndpoints", NC_ ("resource type", "Notification Endpoints"),
    TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "notificationRules", NC_ ("resource type", "Notification Rules"), TESSERA_SCOPE_ORG_WIDE,
    FALSE },
  { "orgs", NC_ ("resource type", "Organization"), TESSERA_SCOPE_ORG_ITSELF, TRUE },
  { "remotes", NC_ ("resource type", "Remote Connections"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "replications", NC_ ("resource type", "Replications"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "scrapers", NC_ ("resource type", "Scrapers"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "secrets", NC_ ("resource type", "Secrets"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "sources", NC_ ("resource type", "Sources"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "tasks", NC_ ("resource type", "Tasks"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "users", NC_ ("resource type", "Owner’s User Account"), TESSERA_SCOPE_OWNER, TRUE },
  { "variables", NC_ ("resource type", "Variables"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "views", NC_ ("resource type", "Views"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "instance", NC_ ("resource type", "Instance"), TESSERA_SCOPE_NEVER, FALSE },
  { "flows", NC_ ("resource type", "Flows"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "functions", NC_ ("resource type", "Functions"), TESSERA_SCOPE_ORG_WIDE, FALSE },
  { "subscriptions", NC_ ("resource type", "Subscriptions"), TESSERA_SCOPE_ORG_WIDE, FALSE },
};

static const TesseraListing listings[] = {
  { "authorizations", "/api/v2/", "authorizations", "description", TESSERA_PAGING_NONE },
  { "buckets", "/api/v2/", "buckets", "name", TESSERA_PAGING_OFFSET },
  { "checks", "/api/v2/", "checks", "name", TESSERA_PAGING_OFFSET },
  { "dashboards", "/api/v2/", "dashboards", "name", TESSERA_PAGING_OFFSET },
  { "labels", "/api/v2/", "labels", "name", TESSERA_PAGING_NONE },
  { "notebooks", "/api/v2private/", "flows", "name", TESSERA_PAGING_NONE },
  { "notificationEndpoints", "/api/v2/", "notificationEndpoints", "name", TESSERA_PAGING_OFFSET },
  { "notificationRules", "/api/v2/", "notificationRules", "name", TESSERA_PAGING_OFFSET },
  { "orgs", "/api/v2/", "orgs", "name", TESSERA_PAGING_OFFSET },
  { "remotes", "/api/v2/", "remotes", "name", TESSERA_PAGING_NONE },
  { "replications", "/api/v2/", "replications", "name", TESSERA_PAGING_NONE },
  { "scrapers", "/api/v2/", "configurations", "name", TESSERA_PAGING_NONE },
  { "sources", "/api/v2/", "sources", "name", TESSERA_PAGING_NONE },
  { "tasks", "/api/v2/", "tasks", "name", TESSERA_PAGING_AFTER },
  { "telegrafs", "/api/v2/", "configurations", "name", TESSERA_PAGING_NONE },
  { "users", "/api/v2/", "users", "name", TESSERA_PAGING_OFFSET },
  { "variables", "/api/v2/", "variables", "name", TESSERA_PAGING_OFFSET },
};

static const TesseraResourceType *
find_type (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].key, key))
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
        keys[i] = types[i].key;
      g_once_init_leave (&filled, 1);
    }
  return keys;
}

const char *
tessera_resource_type_get_label (const char *type)
{
  const TesseraResourceType *known = find_type (type);

  return known != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "resource type", known->label) : type;
}

TesseraResourceScope
tessera_resource_type_get_scope (const char *type)
{
  const TesseraResourceType *known = find_type (type);

  return known != NULL ? known->scope : TESSERA_SCOPE_ORG_WIDE;
}

const TesseraListing *
tessera_resource_type_get_listing (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (listings); i++)
    if (g_str_equal (listings[i].type, type))
      return &listings[i];
  return NULL;
}

gboolean
tessera_resource_type_has_items (const char *type)
{
  return tessera_resource_type_get_listing (type) != NULL &&
         tessera_resource_type_get_scope (type) == TESSERA_SCOPE_ORG_WIDE;
}

gboolean
tessera_resource_type_is_named (const char *type)
{
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
  int order = rank (a) - rank (b);

  return order != 0 ? order
                    : g_utf8_collate (tessera_resource_type_get_label (a),
                                      tessera_resource_type_get_label (b));
}

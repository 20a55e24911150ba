/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/resource-type.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *key;
  const char *label;
  TesseraResourceScope scope;
  gboolean has_items;
  gboolean is_named;
} TesseraResourceType;

/* In the order of InfluxDB's own list; what only Cloud has comes last. */
static const TesseraResourceType types[] = {
  { "buckets", N_ ("Buckets"), TESSERA_SCOPE_ORGANISATION, TRUE, TRUE },
  { "telegrafs", N_ ("Telegraf Configurations"), TESSERA_SCOPE_ORGANISATION, TRUE, FALSE },
  { "annotations", N_ ("Annotations"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "authorizations", N_ ("API Tokens"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "checks", N_ ("Checks"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "dashboards", N_ ("Dashboards"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "dbrp", N_ ("Database Mappings (DBRP)"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "documents", N_ ("Documents"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "labels", N_ ("Labels"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "notebooks", N_ ("Notebooks"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "notificationEndpoints", N_ ("Notification Endpoints"), TESSERA_SCOPE_ORGANISATION, FALSE,
    FALSE },
  { "notificationRules", N_ ("Notification Rules"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "orgs", N_ ("Organisation"), TESSERA_SCOPE_THE_ORGANISATION, FALSE, TRUE },
  { "remotes", N_ ("Remote Connections"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "replications", N_ ("Replications"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "scrapers", N_ ("Scrapers"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "secrets", N_ ("Secrets"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "sources", N_ ("Sources"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "tasks", N_ ("Tasks"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "users", N_ ("Owner’s User Account"), TESSERA_SCOPE_OWNER, FALSE, TRUE },
  { "variables", N_ ("Variables"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "views", N_ ("Views"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "instance", N_ ("Instance"), TESSERA_SCOPE_NEVER, FALSE, FALSE },
  { "flows", N_ ("Flows"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "functions", N_ ("Functions"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
  { "subscriptions", N_ ("Subscriptions"), TESSERA_SCOPE_ORGANISATION, FALSE, FALSE },
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

  return known != NULL ? _ (known->label) : type;
}

TesseraResourceScope
tessera_resource_type_get_scope (const char *type)
{
  const TesseraResourceType *known = find_type (type);

  return known != NULL ? known->scope : TESSERA_SCOPE_ORGANISATION;
}

gboolean
tessera_resource_type_has_items (const char *type)
{
  const TesseraResourceType *known = find_type (type);

  return known != NULL && known->has_items;
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

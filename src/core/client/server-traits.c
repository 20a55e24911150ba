/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/server-traits.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CLOUD_DOMAIN ".cloud2.influxdata.com"

/* https://docs.influxdata.com/influxdb3/cloud-serverless/reference/regions/ */
static const TesseraServerRegion regions[] = {
  { N_ ("US East (Virginia)"), "https://us-east-1-1.aws.cloud2.influxdata.com" },
  { N_ ("EU Central (Frankfurt)"), "https://eu-central-1-1.aws.cloud2.influxdata.com" },
};

const TesseraServerRegion *
tessera_server_get_regions (gsize *count)
{
  g_return_val_if_fail (count != NULL, NULL);

  *count = G_N_ELEMENTS (regions);
  return regions;
}

gboolean
tessera_server_is_supported (const char *version)
{
  g_return_val_if_fail (version != NULL, TRUE);

  /* Some versions begin with a v, and some builds have no number. */
  const char *number = *version == 'v' ? version + 1 : version;

  return !g_str_has_prefix (number, "1.") && g_strcmp0 (number, "3") != 0 &&
         !g_str_has_prefix (number, "3.");
}

gboolean
tessera_server_traits_is_cloud (const TesseraServerTraits *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->flavor == TESSERA_SERVER_CLOUD_TSM || self->flavor == TESSERA_SERVER_SERVERLESS;
}

/* How the kinds differ, as far as no answer says it. */
static void
set_flavor (TesseraServerTraits *self, TesseraServerFlavor flavor)
{
  self->flavor = flavor;
  self->has_passwords = !tessera_server_traits_is_cloud (self);
  self->has_flux = flavor != TESSERA_SERVER_SERVERLESS;
  self->shows_own_tokens_only = flavor == TESSERA_SERVER_SERVERLESS;
  self->is_observed = flavor == TESSERA_SERVER_OSS;
}

/* What was learned, by address: a token's value is tested and used by other clients than the one
 * that opened the session. */
static GHashTable *
get_learned (void)
{
  static GHashTable *learned;

  if (learned == NULL)
    learned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return learned;
}

static void
learn_flavor (TesseraServerTraits *self, TesseraServerFlavor flavor)
{
  set_flavor (self, flavor);
  g_hash_table_insert (get_learned (), g_strdup (self->address), GINT_TO_POINTER (flavor));
}

/* The flavor that an address of Cloud says. */
static TesseraServerFlavor
find_flavor (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || !g_str_has_suffix (host, CLOUD_DOMAIN))
    return TESSERA_SERVER_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_str_equal (host, regions[i].address + strlen ("https://")))
      return TESSERA_SERVER_SERVERLESS;
  return TESSERA_SERVER_CLOUD_TSM;
}

void
tessera_server_traits_init (TesseraServerTraits *self, const char *address)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (address != NULL);

  TesseraServerFlavor flavor = find_flavor (address);

  if (flavor == TESSERA_SERVER_UNKNOWN)
    flavor = GPOINTER_TO_INT (g_hash_table_lookup (get_learned (), address));
  self->address = g_strdup (address);
  self->version = NULL;
  self->has_me = TRUE;
  self->has_resource_types = TRUE;
  set_flavor (self, flavor);
}

void
tessera_server_traits_clear (TesseraServerTraits *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->version, g_free);
}

char *
tessera_server_traits_get_title (const TesseraServerTraits *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->flavor)
    {
    case TESSERA_SERVER_OSS:
      return self->version != NULL ? g_strdup_printf ("InfluxDB %s", self->version)
                                   : g_strdup ("InfluxDB 2");
    case TESSERA_SERVER_CLOUD_TSM:
      return g_strdup ("InfluxDB Cloud (TSM)");
    case TESSERA_SERVER_SERVERLESS:
      return g_strdup ("InfluxDB Cloud Serverless");
    case TESSERA_SERVER_UNKNOWN:
    default:
      return NULL;
    }
}

void
tessera_server_traits_learn_version (TesseraServerTraits *self, const char *version,
                                     const char *build)
{
  g_return_if_fail (self != NULL);

  if (version != NULL)
    {
      g_free (self->version);
      self->version = g_strdup (*version == 'v' ? version + 1 : version);
    }
  if (g_strcmp0 (build, "OSS") == 0)
    learn_flavor (self, TESSERA_SERVER_OSS);
}

gboolean
tessera_server_traits_is_missing (const TesseraServerTraits *self, const GError *error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    return TRUE;
  return self->flavor != TESSERA_SERVER_OSS &&
         (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED) ||
          g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB));
}

void
tessera_server_traits_learn_setup (TesseraServerTraits *self, const GError *error)
{
  g_return_if_fail (self != NULL);

  if (find_flavor (self->address) != TESSERA_SERVER_UNKNOWN)
    return;
  if (error == NULL)
    learn_flavor (self, TESSERA_SERVER_OSS);
  else if (self->version == NULL &&
           (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND) ||
            g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED)))
    learn_flavor (self, TESSERA_SERVER_SERVERLESS);
}

void
tessera_server_traits_learn_cloud (TesseraServerTraits *self)
{
  g_return_if_fail (self != NULL);

  if (self->version == NULL && find_flavor (self->address) == TESSERA_SERVER_UNKNOWN)
    learn_flavor (self, TESSERA_SERVER_SERVERLESS);
}

void
tessera_server_traits_learn_me (TesseraServerTraits *self, const GError *error)
{
  g_return_if_fail (self != NULL);

  self->has_me = !tessera_server_traits_is_missing (self, error);
}

void
tessera_server_traits_learn_resource_types (TesseraServerTraits *self, const GError *error)
{
  g_return_if_fail (self != NULL);

  self->has_resource_types = !tessera_server_traits_is_missing (self, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/address.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define INFLUXDB_PORT 8086

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

static void
set_invalid (GError **error, const char *why)
{
  tessera_set_error (error, TESSERA_ERROR_INVALID_ADDRESS, NULL,
                     _ ("%s An address looks like https://influx.example.com:8086 or "
                        "localhost:8086."),
                     why);
}

/* The host of `[fe80::1%eth0]:8086`, however its percent sign is written; NULL if it has no zone.
 * libsoup can't connect to such an address, and as text it can't be read again. */
static char *
find_zone (const char *typed)
{
  const char *after_scheme = strstr (typed, "://");
  const char *host = after_scheme != NULL ? after_scheme + 3 : typed;
  const char *begin = *host == '[' ? host : NULL;
  const char *end = begin != NULL ? strchr (begin, ']') : NULL;

  if (end == NULL || memchr (begin, '%', (gsize) (end - begin)) == NULL)
    return NULL;
  return g_strndup (begin, (gsize) (end - begin) + 1);
}

/* The pages of InfluxDB's own user interface, and what its API consists of. */
#define PAGE "orgs/[0-9a-fA-F]{16}(/.*)?|signin|onboarding(/[0-9]*)?"
#define RESOURCE                                                                                   \
  "annotations|authorizations|backup|buckets|checks|config|dashboards|dbrps|delete|documents|"     \
  "flags|health|labels|me|notification[A-Za-z]+|orgs|ping|query|ready|remotes|replications|"       \
  "resources|restore|scrapers|setup|signin|signout|sources|stacks|tasks|telegrafs?|templates|"     \
  "users|variables|views|write"
#define ENDPOINT "api/v2(/(" RESOURCE ")(/.*)?)?"

/* Where the part begins that is cut off, or -1. */
static int
find_page (GRegex *regex, const char *path)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start = -1;

  if (g_regex_match (regex, path, G_REGEX_MATCH_DEFAULT, &match))
    g_match_info_fetch_pos (match, 0, &start, NULL);
  return start;
}

/* An address that was copied from a browser or a script may go on where the server's own address
 * ends. Only what is unmistakably InfluxDB's is cut off: a server can be below any other path, even
 * one that begins like these. */
static char *
trim_path (const char *path)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("/+(" PAGE "|" ENDPOINT ")?/*$", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  char *trimmed = g_strdup (path);
  int page;

  /* What is left is trimmed again, as it would be the next time. */
  while ((page = find_page (regex, trimmed)) >= 0)
    trimmed[page] = '\0';
  return trimmed;
}

/* GUri accepts these, and decodes those of a host. */
static gboolean
has_forbidden (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || strchr (" \"<>\\^`{|}", *p) != NULL)
      return TRUE;
  return FALSE;
}

/* Names of hosts are the same in any case, and with the dot that ends a complete name. What is left
 * is the same the next time. */
static char *
normalize_host (const char *host)
{
  char *lower = g_ascii_strdown (host, -1);
  gsize length = strlen (lower);

  while (length > 1 && lower[length - 1] == '.')
    lower[--length] = '\0';
  return lower;
}

static gboolean
is_default_port (const char *scheme, int port)
{
  return port == (g_str_equal (scheme, "https") ? 443 : 80);
}

static GUri *
parse_uri (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (has_forbidden (text) || host == NULL || *host == '\0' || strpbrk (host, "[]") != NULL)
    return NULL;
  return g_steal_pointer (&uri);
}

/* Without a scheme: http for loopback and for names without a dot, https for everything else, so
 * that a token is not sent unencrypted just because the user left the scheme out. */
static char *
add_scheme (const char *text)
{
  gsize length = strcspn (text, ":/");
  g_autofree char *host = g_strndup (text, length);
  gboolean bare = *text == '[' ? g_str_has_prefix (text, "[::1]")
                               : is_loopback (host) || strchr (host, '.') == NULL;

  return g_strconcat (bare ? "http://" : "https://", text, NULL);
}

char *
tessera_address_normalize (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *full = strstr (typed, "://") != NULL ? g_strdup (typed) : add_scheme (typed);
  g_autofree char *zoned = find_zone (typed);
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = parse_uri (full);
  g_autoptr (GUri) result = NULL;
  g_autoptr (GUri) again = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  int port;

  if (zoned != NULL)
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID_ADDRESS, NULL,
                         _ ("“%s” has a zone after the percent sign, which Tessera can’t use. Use "
                            "the server’s name, or an IPv6 address without a zone."),
                         zoned);
      return NULL;
    }
  if (*typed == '\0' || uri == NULL)
    {
      set_invalid (error, _ ("This is not a valid server address."));
      return NULL;
    }
  scheme = g_ascii_strdown (g_uri_get_scheme (uri), -1);
  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    {
      set_invalid (error, _ ("InfluxDB can be reached only over http or https."));
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    {
      set_invalid (error, _ ("Leave the user name and password out of the address. Provide them "
                             "separately."));
      return NULL;
    }
  port = g_uri_get_port (uri);
  if (port == 0 || port > G_MAXUINT16)
    {
      set_invalid (error, _ ("The port must be a number from 1 to 65535."));
      return NULL;
    }
  /* A server that listens on 80 is hardly ever an InfluxDB; on 443 it is a cloud or a proxy. */
  if (port < 0 && g_str_equal (scheme, "http") && strstr (typed, "://") == NULL)
    port = INFLUXDB_PORT;
  else if (is_default_port (scheme, port))
    port = -1;
  host = normalize_host (g_uri_get_host (uri));
  path = trim_path (g_uri_get_path (uri));
  result = g_uri_build (G_URI_FLAGS_ENCODED, scheme, NULL, host, port, path, NULL, NULL);
  address = g_uri_to_string (result);
  again = parse_uri (address);
  /* What is kept must be readable the next time. */
  if (again == NULL || !g_str_equal (g_uri_get_host (again), host))
    {
      set_invalid (error, _ ("This is not a valid server address."));
      return NULL;
    }
  return g_steal_pointer (&address);
}

gboolean
tessera_address_is_exposed (const char *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "http") == 0 &&
         !is_loopback (g_uri_get_host (uri));
}

static GStrv
list_exempt (void)
{
  const char *variable = g_getenv ("no_proxy");
  const char *text = variable != NULL ? variable : g_getenv ("NO_PROXY");
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", ", ", -1);
  g_autoptr (GStrvBuilder) exempt = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (exempt, words[i]);
  return g_strv_builder_end (exempt);
}

/* GLib has the comparison: any proxy will do to see whether it is used. */
static gboolean
is_exempt (const char *address)
{
  g_auto (GStrv) exempt = list_exempt ();
  g_autoptr (GProxyResolver) resolver =
      g_simple_proxy_resolver_new ("http://proxy.invalid", exempt);
  g_auto (GStrv) proxies = g_proxy_resolver_lookup (resolver, address, NULL, NULL);

  return g_strv_contains ((const char *const *) exempt, "*") ||
         (proxies != NULL && g_strv_contains ((const char *const *) proxies, "direct://"));
}

gboolean
tessera_address_is_direct (const char *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL &&
         (is_loopback (g_uri_get_host (uri)) || is_exempt (address));
}

char *
tessera_address_get_place (const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);

  g_autofree char *normalized = tessera_address_normalize (address, NULL);
  const char *one = normalized != NULL ? normalized : address;
  g_autoptr (GUri) uri = g_uri_parse (one, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) local = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || !is_loopback (g_uri_get_host (uri)))
    return g_strdup (one);
  local = g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, "localhost",
                       g_uri_get_port (uri), g_uri_get_path (uri), NULL, NULL);
  return g_uri_to_string (local);
}

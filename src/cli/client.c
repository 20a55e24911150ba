/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/client.h"

#include "cli/output.h"
#include "cli/reach.h"
#include "cli/wait.h"
#include "core/session/connection-headers.h"
#include "core/session/connection-list.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How the server is reached, while it is put together. */
typedef struct
{
  TesseraClient *client;
  TesseraReach *reach;   /* with all headers */
  TesseraReach *to_load; /* with those whose values are in the keyring */
} Way;

static void
way_clear (Way *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->reach);
  g_clear_object (&self->to_load);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, way_clear)

static void
add_header (const char *name, TesseraSecret *value, gpointer data)
{
  Way *way = data;
  g_autoptr (TesseraReach) before = way->reach;
  g_autoptr (TesseraReach) to_load = way->to_load;

  tessera_client_add_header (way->client, name, value);
  way->reach = tessera_reach_with_header (before, name);
  way->to_load = tessera_reach_without_header (to_load, name);
}

static gboolean
add_trace (CliCall *call, TesseraClient *client, GError **error)
{
  const char *trace = cli_call_get (call, "trace-debug-id");
  g_autoptr (TesseraSecret) value = trace != NULL ? tessera_secret_new (trace) : NULL;

  if (trace == NULL)
    return TRUE;
  if (strpbrk (trace, "\r\n") != NULL)
    return cli_usage_error (error, _ ("A header must have the form NAME:VALUE, on one line."));
  tessera_client_add_header (client, "Zap-Trace-Span", value);
  tessera_client_add_header (client, "influx-debug-id", value);
  return TRUE;
}

static gboolean
set_up (CliCall *call, const char *address, TesseraConnection *connection, Way *way, GError **error)
{
  g_autoptr (TesseraReach) plain = tessera_reach_new (TESSERA_TRUST_SYSTEM, NULL, NULL);
  TesseraReach *before = connection != NULL ? tessera_connection_get_reach (connection) : plain;

  way->client = tessera_client_new (address);
  way->reach = cli_reach_read (call, before, error);
  if (way->reach == NULL)
    return FALSE;
  way->to_load = g_object_ref (before);
  if (!cli_reach_read_headers (call, add_header, way, error) ||
      !add_trace (call, way->client, error))
    return FALSE;
  tessera_client_set_reach (way->client, way->reach);
  if (cli_call_has (call, "http-debug"))
    tessera_client_trace (way->client);
  return TRUE;
}

static gboolean
load_headers (TesseraConnection *connection, Way *way, GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraConnection) lacking = tessera_connection_with_reach (connection, way->to_load);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_connection_load_headers_async (lacking, way->client, keyring, cli_cancellable (),
                                         cli_wait_cb, &result);
  return tessera_connection_load_headers_finish (lacking, cli_wait (&result), error);
}

/* Once, not for each client of the command. */
static void
warn_of_no_verification (TesseraConnection *connection, TesseraReach *reach)
{
  static gboolean warned;

  if (warned || tessera_reach_get_trust (reach) != TESSERA_TRUST_NONE ||
      tessera_reach_get_trust (tessera_connection_get_reach (connection)) != TESSERA_TRUST_NONE ||
      !g_str_has_prefix (tessera_connection_get_address (connection), "https:"))
    return;
  warned = TRUE;
  cli_warn (_ ("The connection “%s” accepts any certificate, so nobody knows who responds. Use "
               "“tessera-cli connection set” with --trust-fingerprint, --ca-cert, or "
               "--system-trust to change that."),
            tessera_connection_get_title (connection));
}

/* A list that can't be read stops nothing that does not need it. */
static TesseraConnection *
find_connection (const char *address)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);
  TesseraConnection *found = NULL;

  if (tessera_connection_list_load (list, NULL))
    found = tessera_connection_list_find_address (list, address);
  return found != NULL ? g_object_ref (found) : NULL;
}

TesseraClient *
cli_client_new (CliCall *call, const char *address, TesseraConnection *connection, GError **error)
{
  g_autoptr (TesseraConnection) used =
      connection != NULL ? g_object_ref (connection) : find_connection (address);
  g_auto (Way) way = { 0 };

  if (!set_up (call, address, used, &way, error) ||
      (used != NULL && !load_headers (used, &way, error)))
    return NULL;
  if (used != NULL)
    warn_of_no_verification (used, way.reach);
  return g_steal_pointer (&way.client);
}

TesseraClient *
cli_client_new_quietly (CliCall *call, const char *address)
{
  g_autoptr (TesseraConnection) used = find_connection (address);
  g_auto (Way) way = { 0 };

  if (!set_up (call, address, used, &way, NULL) || *tessera_reach_get_headers (way.to_load) != NULL)
    return NULL;
  return g_steal_pointer (&way.client);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/client.h"

#include "cli/output.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* libsoup treats text that is not allowed in a header as a programming error. */
static gboolean
add_header (TesseraClient *client, const char *name, const char *text, GError **error)
{
  g_autoptr (TesseraSecret) value = NULL;

  if (*name == '\0' || strpbrk (name, " \t\r\n") != NULL || strpbrk (text, "\r\n") != NULL)
    return cli_usage_error (error, _ ("A header must have the form NAME:VALUE, on one line."));
  value = tessera_secret_new (text + strspn (text, " \t"));
  tessera_client_add_header (client, name, value);
  return TRUE;
}

static gboolean
add_headers (CliCall *call, TesseraClient *client, GError **error)
{
  GPtrArray *headers = cli_call_get_secrets (call, "extra-http-header");
  const char *trace = cli_call_get (call, "trace-debug-id");

  for (guint i = 0; headers != NULL && i < headers->len; i++)
    {
      const char *text = tessera_secret_peek (headers->pdata[i]);
      const char *colon = strchr (text, ':');
      g_autofree char *name = g_strndup (text, colon != NULL ? (gsize) (colon - text) : 0);

      if (!add_header (client, name, colon != NULL ? colon + 1 : "", error))
        return FALSE;
    }
  return trace == NULL || (add_header (client, "Zap-Trace-Span", trace, error) &&
                           add_header (client, "influx-debug-id", trace, error));
}

TesseraClient *
cli_client_new (CliCall *call, const char *address, GError **error)
{
  g_autoptr (TesseraClient) client = tessera_client_new (address);
  g_autoptr (TesseraReach) any = tessera_reach_new (TESSERA_TRUST_NONE, NULL, NULL);

  if (cli_call_has (call, "skip-verify"))
    tessera_client_set_reach (client, any);
  if (cli_call_has (call, "http-debug"))
    tessera_client_trace (client);
  return add_headers (call, client, error) ? g_steal_pointer (&client) : NULL;
}

void
cli_client_mention_options (CliCall *call, const char *address)
{
  if (cli_call_has (call, "skip-verify") && g_str_has_prefix (address, "https:"))
    cli_warn (
        _ ("The connection does not include --skip-verify. Use that option (or INFLUX_SKIP_VERIFY) "
           "each time you use the connection, or install the server’s CA certificate on this "
           "computer."));
  if (cli_call_get_secrets (call, "extra-http-header") != NULL)
    cli_warn (_ ("The connection does not include --extra-http-header. Use that option (or "
                 "INFLUX_EXTRA_HTTP_HEADER) each time you use the connection."));
}

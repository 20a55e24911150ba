/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/go-json.h"
#include "cli/output.h"
#include "cli/saved.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/model/certificate.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static TesseraConnection *
find_connection (CliCall *call, TesseraConnectionList *list, GError **error)
{
  const char *name = cli_call_get_arguments (call)[0];
  TesseraConnection *last;

  if (name != NULL)
    return cli_connection_find (list, name, error);
  last = tessera_connection_list_get_last_used (list);
  if (last == NULL)
    tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL,
                       _ ("No connection is used by default. Specify one. Use “tessera-cli "
                          "connection list” to see what is available."));
  return last;
}

/* What scripts read: not translated. */
static const char *const trusts[] = {
  [TESSERA_TRUST_SYSTEM] = "system",
  [TESSERA_TRUST_AUTHORITY] = "authority",
  [TESSERA_TRUST_FINGERPRINT] = "fingerprint",
  [TESSERA_TRUST_NONE] = "none",
};

static gboolean
is_of_password (TesseraConnection *connection)
{
  return tessera_connection_get_method (connection) == TESSERA_CREDENTIALS_PASSWORD;
}

/* JSON */

static void
append_authorities (CliJson *json, const char *pem)
{
  g_auto (GStrv) parts = tessera_authorities_split (pem);

  cli_json_key (json, "authorities");
  cli_json_begin (json, '[');
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GTlsCertificate) authority = g_tls_certificate_new_from_pem (parts[i], -1, NULL);
      g_autoptr (TesseraCertificate) facts =
          authority != NULL ? tessera_certificate_describe (authority) : NULL;

      if (facts == NULL)
        continue;
      cli_json_begin (json, '{');
      cli_json_member (json, "subject", facts->subject);
      cli_json_member (json, "sha256", facts->fingerprint);
      cli_json_end (json, '}');
    }
  cli_json_end (json, ']');
}

static void
append_reach (CliJson *json, TesseraReach *reach)
{
  TesseraTrust trust = tessera_reach_get_trust (reach);
  const char *subject = tessera_reach_get_subject (reach);

  cli_json_member (json, "trust", trusts[trust]);
  if (trust == TESSERA_TRUST_FINGERPRINT)
    cli_json_member (json, "sha256", subject);
  if (trust == TESSERA_TRUST_AUTHORITY)
    append_authorities (json, subject);
  cli_json_key (json, "headers");
  cli_json_begin (json, '[');
  for (const char *const *name = tessera_reach_get_headers (reach); *name != NULL; name++)
    cli_json_string (json, *name);
  cli_json_end (json, ']');
}

static gboolean
print_json (TesseraConnection *connection, GError **error)
{
  const char *username = tessera_connection_get_username (connection);
  const char *server = tessera_connection_get_server (connection);
  CliJson json;

  cli_json_init (&json, 1024);
  cli_json_begin (&json, '{');
  cli_json_member (&json, "id", tessera_connection_get_id (connection));
  cli_json_member (&json, "name", tessera_connection_get_title (connection));
  cli_json_member (&json, "address", tessera_connection_get_address (connection));
  if (server != NULL)
    cli_json_member (&json, "server", server);
  cli_json_member (&json, "organization", tessera_connection_get_org_name (connection));
  cli_json_member (&json, "organizationID", tessera_connection_get_org_id (connection));
  cli_json_member (&json, "signsInWith", is_of_password (connection) ? "password" : "token");
  if (username != NULL)
    cli_json_member (&json, "userName", username);
  append_reach (&json, tessera_connection_get_reach (connection));
  cli_json_end (&json, '}');
  return cli_output_write (cli_json_finish (&json), error);
}

/* Text */

static void
append_fact (GString *text, const char *title, const char *fact)
{
  g_autofree char *line = tessera_text_one_line (fact);

  g_string_append_printf (text, "%-15s%s\n", title, line);
}

static char *
describe_trust (TesseraReach *reach)
{
  const char *subject = tessera_reach_get_subject (reach);
  g_autofree char *pin = NULL;

  switch (tessera_reach_get_trust (reach))
    {
    case TESSERA_TRUST_AUTHORITY:
      return g_strdup ("this computer’s authorities, and those of --ca-cert");
    case TESSERA_TRUST_FINGERPRINT:
      pin = tessera_fingerprint_format (subject);
      return g_strdup_printf ("only the certificate %s", pin);
    case TESSERA_TRUST_NONE:
      return g_strdup ("any certificate (--skip-verify)");
    case TESSERA_TRUST_SYSTEM:
    default:
      return g_strdup ("this computer’s authorities");
    }
}

static void
append_authority_lines (GString *text, const char *pem)
{
  g_auto (GStrv) parts = tessera_authorities_split (pem);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GTlsCertificate) authority = g_tls_certificate_new_from_pem (parts[i], -1, NULL);
      g_autoptr (TesseraCertificate) facts =
          authority != NULL ? tessera_certificate_describe (authority) : NULL;

      if (facts != NULL)
        append_fact (text, "Authority:", facts->subject);
    }
}

static gboolean
print_text (TesseraConnection *connection, GError **error)
{
  TesseraReach *reach = tessera_connection_get_reach (connection);
  g_autofree char *trust = describe_trust (reach);
  g_autofree char *headers = g_strjoinv (", ", (GStrv) tessera_reach_get_headers (reach));
  const char *username = tessera_connection_get_username (connection);
  const char *server = tessera_connection_get_server (connection);
  GString *text = g_string_new (NULL);

  append_fact (text, "Name:", tessera_connection_get_title (connection));
  append_fact (text, "ID:", tessera_connection_get_id (connection));
  append_fact (text, "Address:", tessera_connection_get_address (connection));
  append_fact (text, "Server:", server != NULL ? server : "(not known)");
  append_fact (text, "Organization:", tessera_connection_get_org_name (connection));
  append_fact (text, "Signs in as:", username != NULL ? username : "(a token)");
  append_fact (text, "Trusts:", trust);
  if (tessera_reach_get_trust (reach) == TESSERA_TRUST_AUTHORITY)
    append_authority_lines (text, tessera_reach_get_subject (reach));
  append_fact (text, "Headers:", *headers != '\0' ? headers : "(none)");
  return cli_output_write (text, error);
}

gboolean
cli_connection_show (CliCall *call, GError **error)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);
  TesseraConnection *connection;

  if (!tessera_connection_list_load (list, error) ||
      (connection = find_connection (call, list, error)) == NULL)
    return FALSE;
  return cli_call_has (call, "json") ? print_json (connection, error)
                                     : print_text (connection, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/reach.h"

#include "cli/output.h"
#include "core/base/error.h"
#include "core/model/certificate.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Trust */

static const char *const ways[] = { "ca-cert", "trust-fingerprint", "skip-verify", "system-trust",
                                    NULL };

/* --skip-verify=false is not a way. */
static gboolean
is_chosen (CliCall *call, const char *way)
{
  gboolean is_flag = g_str_equal (way, "skip-verify") || g_str_equal (way, "system-trust");

  return is_flag ? cli_call_has (call, way) : cli_call_get (call, way) != NULL;
}

/* The way on the command line; without one, the strictest of the environment. A variable that was
 * set for something else must not loosen what a connection says. */
static gboolean
choose_way (CliCall *call, TesseraReach *before, const char **chosen, GError **error)
{
  *chosen = NULL;
  for (guint i = 0; ways[i] != NULL; i++)
    {
      if (!cli_call_is_given (call, ways[i]) || !is_chosen (call, ways[i]))
        continue;
      if (*chosen != NULL)
        return cli_usage_error (error,
                                _ ("--%s and --%s both specify which certificates to trust. Use "
                                   "only one of them."),
                                *chosen, ways[i]);
      *chosen = ways[i];
    }
  if (tessera_reach_get_trust (before) != TESSERA_TRUST_SYSTEM)
    return TRUE;
  for (guint i = 0; *chosen == NULL && ways[i] != NULL; i++)
    if (is_chosen (call, ways[i]))
      *chosen = ways[i];
  return TRUE;
}

static TesseraReach *
trust_authority (CliCall *call, TesseraReach *before, GError **error)
{
  g_autofree char *pem = tessera_authorities_read (cli_call_get (call, "ca-cert"), error);

  return pem != NULL ? tessera_reach_with_trust (before, TESSERA_TRUST_AUTHORITY, pem) : NULL;
}

static TesseraReach *
trust_fingerprint (CliCall *call, TesseraReach *before, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *pin =
      tessera_fingerprint_parse (cli_call_get (call, "trust-fingerprint"), &problem);

  if (pin != NULL)
    return tessera_reach_with_trust (before, TESSERA_TRUST_FINGERPRINT, pin);
  cli_usage_error (error, "--trust-fingerprint: %s", problem->message);
  return NULL;
}

/* Takes back --skip-verify, and only that. */
static gboolean
wants_verification (CliCall *call)
{
  return cli_call_is_given (call, "skip-verify") && !cli_call_has (call, "skip-verify");
}

TesseraReach *
cli_reach_read (CliCall *call, TesseraReach *before, GError **error)
{
  const char *way;

  if (!choose_way (call, before, &way, error))
    return NULL;
  if (g_strcmp0 (way, "ca-cert") == 0)
    return trust_authority (call, before, error);
  if (g_strcmp0 (way, "trust-fingerprint") == 0)
    return trust_fingerprint (call, before, error);
  if (g_strcmp0 (way, "skip-verify") == 0)
    return tessera_reach_with_trust (before, TESSERA_TRUST_NONE, NULL);
  if (g_strcmp0 (way, "system-trust") == 0 ||
      (wants_verification (call) && tessera_reach_get_trust (before) == TESSERA_TRUST_NONE))
    return tessera_reach_with_trust (before, TESSERA_TRUST_SYSTEM, NULL);
  return g_object_ref (before);
}

/* Headers */

static gboolean
read_header (const char *text, CliHeaderFunc function, gpointer user_data, GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = g_strndup (text, colon != NULL ? (gsize) (colon - text) : 0);
  g_autoptr (GError) problem = NULL;
  g_autoptr (TesseraSecret) value = NULL;

  if (*name == '\0')
    return cli_usage_error (error, _ ("A header must have the form NAME:VALUE, on one line."));
  value = tessera_secret_new (colon + 1 + strspn (colon + 1, " \t"));
  if (!tessera_header_check_name (name, &problem) ||
      !tessera_header_check_value (name, value, &problem))
    return cli_usage_error (error, _ ("%s A header must have the form NAME:VALUE, on one line."),
                            problem->message);
  function (name, value, user_data);
  return TRUE;
}

gboolean
cli_reach_read_headers (CliCall *call, CliHeaderFunc function, gpointer user_data, GError **error)
{
  GPtrArray *headers = cli_call_get_secrets (call, "extra-http-header");

  for (guint i = 0; headers != NULL && i < headers->len; i++)
    if (!read_header (tessera_secret_peek (headers->pdata[i]), function, user_data, error))
      return FALSE;
  return TRUE;
}

void
cli_reach_warn_if_saved_loose (TesseraConnection *connection)
{
  if (tessera_reach_get_trust (tessera_connection_get_reach (connection)) == TESSERA_TRUST_NONE &&
      g_str_has_prefix (tessera_connection_get_address (connection), "https:"))
    cli_warn (_ ("The connection was saved with --skip-verify: it accepts any certificate from now "
                 "on, so nobody knows who responds. --trust-fingerprint is the safe way to use a "
                 "server whose certificate this computer does not know."));
}

/* Certificates */

static char *
format_day (GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%F") : g_strdup ("?");
}

static void
tell_facts (const TesseraCertificate *certificate)
{
  g_autofree char *names = g_strjoinv (", ", certificate->names);
  g_autofree char *from = format_day (certificate->not_before);
  g_autofree char *until = format_day (certificate->not_after);
  g_autofree char *fingerprint = tessera_fingerprint_format (certificate->fingerprint);

  cli_tell (_ ("The certificate that the server presented:\n"));
  cli_tell (_ ("  Subject: %s\n"), certificate->subject);
  cli_tell (_ ("  Issuer: %s\n"), certificate->issuer);
  cli_tell (_ ("  Names: %s\n"), names);
  cli_tell (_ ("  Valid: %s to %s\n"), from, until);
  cli_tell (_ ("  SHA-256: %s\n"), fingerprint);
}

void
cli_reach_tell_certificate (const GError *error)
{
  GTlsCertificate *refused = tessera_error_get_certificate (error);
  g_autoptr (TesseraCertificate) certificate = NULL;

  if (refused == NULL)
    return;
  certificate = tessera_certificate_describe (refused);
  tell_facts (certificate);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_CERTIFICATE_CHANGED))
    cli_tell (_ ("If the new certificate is right, trust it with “tessera-cli connection set NAME "
                 "--trust-fingerprint SHA256”, or withdraw that with --system-trust.\n"));
  else
    cli_tell (_ ("If this is the right certificate, use --trust-fingerprint with its SHA-256 "
                 "fingerprint to trust only this one, or --ca-cert FILE with the certificate of "
                 "the authority that issued it. With “connection add”, the connection keeps "
                 "it.\n"));
}

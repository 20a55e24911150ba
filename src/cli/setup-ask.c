/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/setup.h"

#include "cli/input.h"
#include "cli/login.h"
#include "cli/output.h"
#include "core/base/duration.h"
#include "core/base/error.h"
#include "tessera-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static TesseraSecret *
get_secret (CliCall *call, const char *option)
{
  GPtrArray *all = cli_call_get_secrets (call, option);

  return all != NULL ? all->pdata[all->len - 1] : NULL;
}

/* The token or the password is to be read from standard input. */
static gboolean
is_from_input (CliCall *call, const char *option, const char *file)
{
  TesseraSecret *secret = get_secret (call, option);

  return g_strcmp0 (cli_call_get (call, file), "-") == 0 ||
         (secret != NULL && g_str_equal (tessera_secret_peek (secret), "-"));
}

gboolean
cli_setup_check_words (CliCall *call, GError **error)
{
  const char *retention = cli_call_get (call, "retention");
  g_autoptr (GError) problem = NULL;
  gint64 seconds;

  if (cli_call_is_given (call, "password") && cli_call_is_given (call, "password-file"))
    return cli_usage_error (error, _ ("--password and --password-file both specify the password. "
                                      "Use only one of them."));
  if (cli_call_is_given (call, "token") && cli_call_is_given (call, "token-file"))
    return cli_usage_error (error, _ ("--token and --token-file both specify the value of the "
                                      "operator token. Use only one of them."));
  if (is_from_input (call, "password", "password-file") &&
      is_from_input (call, "token", "token-file"))
    return cli_usage_error (error, _ ("The password and the token can’t both be read from standard "
                                      "input. Put one of them in a file."));
  if (cli_call_has (call, "quiet") && cli_call_has (call, "json"))
    return cli_usage_error (error,
                            _ ("--quiet prints only the value, and --json prints everything. Use "
                               "only one of them."));
  if (retention != NULL && !tessera_duration_parse (retention, &seconds, &problem))
    return cli_usage_error (error, "%s", problem->message);
  return TRUE;
}

/* What is not given can be asked for only where somebody answers. */
static gboolean
may_ask (CliCall *call)
{
  return !cli_call_has (call, "force") && isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

static char *
take_name (CliCall *call, const char *option, const char *question, GError **error)
{
  const char *given = cli_call_get (call, option);

  if (given != NULL)
    return g_strdup (given);
  if (may_ask (call))
    return cli_text_read (question, error);
  cli_usage_error (error, _ ("--%s is missing, and there is no terminal to ask for it."), option);
  return NULL;
}

static TesseraSecret *
take_password (CliCall *call, GError **error)
{
  TesseraSecret *given = get_secret (call, "password");
  const char *file = cli_call_get (call, "password-file");

  if (given != NULL && !g_str_equal (tessera_secret_peek (given), "-"))
    {
      if (isatty (STDERR_FILENO))
        cli_warn (_ ("The password is now in your shell history and was visible in the process "
                     "list. Use “--password-file FILE” or “--password -” to keep it out of both."));
      return tessera_secret_ref (given);
    }
  if (given != NULL || file != NULL)
    return cli_secret_read (file != NULL ? file : "-", "password", error);
  if (may_ask (call))
    return cli_password_choose (error);
  cli_usage_error (error, _ ("--password-file is missing, and there is no terminal to ask for the "
                             "password. Use “--password-file -” to read it from standard input."));
  return NULL;
}

/* The value that the operator token should have. Returns: FALSE with an error; @token stays NULL if
 * the server should make one up */
static gboolean
take_token (CliCall *call, TesseraSecret **token, GError **error)
{
  const char *file = cli_call_get (call, "token-file");
  TesseraSecret *given = get_secret (call, "token");

  if (file != NULL || (given != NULL && g_str_equal (tessera_secret_peek (given), "-")))
    *token = cli_secret_read (file != NULL ? file : "-", "token", error);
  else if (given != NULL)
    {
      cli_login_warn_of_argument (call);
      if (!cli_call_is_given (call, "token"))
        cli_warn (_ ("The operator token gets the value in INFLUX_TOKEN, as with influx."));
      *token = tessera_secret_new_pasted (tessera_secret_peek (given));
    }
  else
    return TRUE;
  return *token != NULL;
}

/* As influx does: a number alone is one of hours, but only in the answer to the question. */
static gboolean
take_retention (CliCall *call, gint64 *seconds, GError **error)
{
  const char *given = cli_call_get (call, "retention");
  g_autofree char *answer = NULL;
  g_autofree char *hours = NULL;

  *seconds = 0;
  if (given != NULL)
    return tessera_duration_parse (given, seconds, error);
  if (!may_ask (call))
    return TRUE;
  answer = cli_text_read (_ ("How long the bucket keeps data, in hours or such as 30d (0: "
                             "forever): "),
                          error);
  if (answer == NULL)
    return FALSE;
  if (strspn (answer, "0123456789") == strlen (answer))
    hours = g_strconcat (answer, "h", NULL);
  return tessera_duration_parse (hours != NULL ? hours : answer, seconds, error);
}

static TesseraSetupRequest *
make_request (CliCall *call, GError **error)
{
  g_autofree char *username = NULL, *org = NULL, *bucket = NULL;
  g_autoptr (TesseraSecret) password = NULL;
  g_autoptr (TesseraSecret) token = NULL;
  gint64 retention;

  if (!take_token (call, &token, error) ||
      (username = take_name (call, "username", _ ("user name: "), error)) == NULL ||
      (password = take_password (call, error)) == NULL ||
      (org = take_name (call, "org", _ ("organization: "), error)) == NULL ||
      (bucket = take_name (call, "bucket", _ ("bucket: "), error)) == NULL ||
      !take_retention (call, &retention, error))
    return NULL;
  return tessera_setup_request_new (username, password, org, bucket, retention, token);
}

static char *
name_retention (gint64 seconds)
{
  gint64 hours = seconds / 3600, minutes = seconds % 3600 / 60;

  if (seconds == 0)
    return g_strdup (_ ("forever"));
  return g_strdup_printf ("%" G_GINT64_FORMAT "h%" G_GINT64_FORMAT "m%" G_GINT64_FORMAT "s", hours,
                          minutes, seconds % 60);
}

static gboolean
confirm (CliCall *call, TesseraSetupRequest *request, GError **error)
{
  g_autofree char *retention = name_retention (tessera_setup_request_get_retention (request));

  if (cli_call_has (call, "force"))
    return TRUE;
  if (!may_ask (call))
    return cli_usage_error (error, _ ("Can’t ask for confirmation without a terminal. Use --force "
                                      "to set up the server without it."));
  cli_tell (_ ("User name:    %s\nOrganization: %s\nBucket:       %s\nKeeps data:   %s\n"),
            tessera_setup_request_get_username (request), tessera_setup_request_get_org (request),
            tessera_setup_request_get_bucket (request), retention);
  if (cli_ask (_ ("Set up the server with these settings?")))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return FALSE;
}

TesseraSetupRequest *
cli_setup_ask (CliCall *call, GError **error)
{
  g_autoptr (TesseraSetupRequest) request = make_request (call, error);

  if (request == NULL || !tessera_setup_request_check (request, error) ||
      !confirm (call, request, error))
    return NULL;
  return g_steal_pointer (&request);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/client.h"
#include "cli/connection-report.h"
#include "cli/input.h"
#include "cli/login.h"
#include "cli/output.h"
#include "cli/reach.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/files/influx-config.h"
#include "core/session/session-open-in.h"
#include "core/session/session-remember.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

TesseraConnectionList *
cli_connection_load_list (GError **error)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);

  return tessera_connection_list_load (list, error) ? g_steal_pointer (&list) : NULL;
}

gboolean
cli_connection_list (CliCall *call, GError **error)
{
  static const char *const titles[] = { "Active", "Name", "Signs in as", "ID", NULL };
  g_autoptr (TesseraConnectionList) list = cli_connection_load_list (error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TesseraConnection) connection = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *username = tessera_connection_get_username (connection);
      gboolean active = connection == tessera_connection_list_get_last_used (list);
      const char *const row[] = { active ? "*" : "", tessera_connection_get_title (connection),
                                  username != NULL ? username : "(a token)",
                                  tessera_connection_get_id (connection), NULL };

      g_ptr_array_add (rows, g_strdupv ((GStrv) row));
    }
  return cli_print_rows (call, titles, rows, error);
}

/* Signing in, and remembering it */

/* As it was given: an organization that was not checked may have a name only. */
static const char *
get_org (TesseraConnection *connection)
{
  const char *name = tessera_connection_get_org_name (connection);

  return name != NULL && *name != '\0' ? name : tessera_connection_get_org_id (connection);
}

void
cli_connection_report (TesseraConnection *connection, gboolean checked)
{
  cli_tell (_ ("Connected: %s\n"), tessera_connection_get_title (connection));
  if (!checked)
    cli_warn (
        _ ("The organization “%s” was saved without being checked, because these credentials can’t "
           "see it."),
        get_org (connection));
  cli_reach_warn_if_saved_loose (connection);
}

static void
mention_setup (GError **error)
{
  g_autofree char *text = NULL;

  if (error == NULL || !g_error_matches (*error, TESSERA_ERROR, TESSERA_ERROR_NOT_SET_UP))
    return;
  text = tessera_text_follow ((*error)->message, _ ("“tessera-cli setup” does that."));
  g_clear_error (error);
  tessera_set_error (error, TESSERA_ERROR_NOT_SET_UP, NULL, "%s", text);
}

static gboolean
remember (CliCall *call, const char *address, const char *username, TesseraSecret *secret,
          const char *org, GError **error)
{
  g_autofree char *normalized = tessera_address_normalize (address, error);
  g_autoptr (TesseraClient) client =
      normalized != NULL ? cli_client_new (call, normalized, NULL, error) : NULL;
  g_autoptr (TesseraConnectionList) list = client != NULL ? cli_connection_load_list (error) : NULL;
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) remembered = NULL;
  g_autoptr (TesseraSession) session = NULL;
  g_autoptr (TesseraConnection) connection = NULL;

  if (list == NULL)
    return FALSE;
  tessera_session_open_in_async (client, username, secret, org, cli_cancellable (), cli_wait_cb,
                                 &opened);
  session = tessera_session_open_in_finish (cli_wait (&opened), error);
  if (session == NULL)
    {
      mention_setup (error);
      return FALSE;
    }
  tessera_session_remember_async (session, secret, list, keyring, cli_cancellable (), cli_wait_cb,
                                  &remembered);
  if (!tessera_session_remember_finish (cli_wait (&remembered), &connection, error))
    return FALSE;
  cli_connection_report (connection, tessera_session_is_checked (session));
  return TRUE;
}

static TesseraSecret *
read_secret (CliCall *call, GError **error)
{
  GPtrArray *tokens = cli_call_get_secrets (call, "token");
  TesseraSecret *token = tokens != NULL ? tokens->pdata[tokens->len - 1] : NULL;
  const char *password_file = cli_call_get (call, "password-file");
  const char *token_file = cli_call_get (call, "token-file");

  if (cli_call_get (call, "username") != NULL)
    return cli_secret_read (password_file != NULL ? password_file : "-", "password", error);
  if (token_file != NULL)
    return cli_secret_read (token_file, "token", error);
  if (token != NULL && !g_str_equal (tessera_secret_peek (token), "-"))
    {
      g_autoptr (TesseraSecret) pasted = tessera_secret_new_pasted (tessera_secret_peek (token));

      cli_login_warn_of_argument (call);
      if (tessera_secret_get_length (pasted) > 0)
        return g_steal_pointer (&pasted);
      cli_usage_error (error, _ ("The token is empty."));
      return NULL;
    }
  return cli_secret_read ("-", "token", error);
}

/* What helps a token whose organization nobody named. */
static void
mention_org (GError **error)
{
  g_autofree char *text = NULL;

  if (error == NULL || !g_error_matches (*error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANIZATION))
    return;
  text = tessera_text_follow ((*error)->message, _ ("If you know the token’s organization, specify "
                                                    "it with --org or --org-id."));
  g_clear_error (error);
  tessera_set_error (error, TESSERA_ERROR_NO_ORGANIZATION, NULL, "%s", text);
}

gboolean
cli_connection_add (CliCall *call, GError **error)
{
  const char *host = cli_call_get (call, "host");
  const char *username = cli_call_get (call, "username");
  const char *org_id = cli_call_get (call, "org-id");
  const char *org;
  g_autoptr (TesseraSecret) secret = NULL;

  if (host == NULL)
    return cli_usage_error (error, _ ("Use --host to specify the server."));
  if (username != NULL &&
      (cli_call_is_given (call, "token") || cli_call_is_given (call, "token-file")))
    return cli_usage_error (error, _ ("Sign in with either a password or a token, not both."));
  if (cli_call_is_given (call, "token") && cli_call_is_given (call, "token-file"))
    return cli_usage_error (error,
                            _ ("--token and --token-file both specify how to sign in. Use only "
                               "one of them."));
  secret = read_secret (call, error);
  if (secret == NULL)
    return FALSE;
  org = org_id != NULL ? org_id : cli_call_get (call, "org");
  if (remember (call, host, username, secret, org, error))
    return TRUE;
  if (username == NULL && org == NULL)
    mention_org (error);
  return FALSE;
}

/* The connection that the argument names, with a reference that keeps it alive after it leaves the
 * list. */
static TesseraConnection *
find_argument (CliCall *call, TesseraConnectionList *list, GError **error)
{
  TesseraConnection *found =
      list != NULL ? cli_connection_find (list, cli_call_get_arguments (call)[0], error) : NULL;

  return found != NULL ? g_object_ref (found) : NULL;
}

gboolean
cli_connection_remove (CliCall *call, GError **error)
{
  g_autoptr (TesseraConnectionList) list = cli_connection_load_list (error);
  g_autoptr (TesseraConnection) connection = find_argument (call, list, error);
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  if (connection == NULL)
    return FALSE;
  /* The secret first: if only the connection were forgotten, nobody would find its secret again. */
  tessera_keyring_forget_credentials_async (keyring, connection, cli_cancellable (), cli_wait_cb,
                                            &result);
  if (!tessera_keyring_forget_credentials_finish (keyring, cli_wait (&result), error))
    return FALSE;
  return tessera_connection_list_remove (list, tessera_connection_get_id (connection), error);
}

/* An active influx configuration with credentials takes precedence over any connection. */
static void
mention_config (void)
{
  g_autofree char *path = tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) configs = tessera_influx_configs_load (path, NULL, NULL);
  TesseraInfluxConfig *config =
      configs != NULL ? tessera_influx_configs_find (configs, NULL) : NULL;

  if (config != NULL && tessera_influx_config_get_secret (config) != NULL)
    cli_warn (
        _ ("The influx configuration “%s” takes precedence because it has its own token. Use "
           "--connection to choose this connection, or import the configuration with “tessera-cli "
           "connection import %s”."),
        tessera_influx_config_get_name (config), tessera_influx_config_get_name (config));
}

gboolean
cli_connection_use (CliCall *call, GError **error)
{
  g_autoptr (TesseraConnectionList) list = cli_connection_load_list (error);
  g_autoptr (TesseraConnection) connection = find_argument (call, list, error);

  if (connection == NULL || !tessera_connection_list_add (list, connection, error))
    return FALSE;
  mention_config ();
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/login.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/saved.h"
#include "cli/secret-input.h"
#include "cli/wait.h"
#include "core/error.h"
#include "core/influx-config.h"
#include "core/sign-in.h"

#include <unistd.h>

static TesseraConnectionList *
load (GError **error)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);

  return tessera_connection_list_load (list, error) ? g_steal_pointer (&list) : NULL;
}

gboolean
cli_connection_list (CliCall *call, GError **error)
{
  static const char *const titles[] = { "Active", "Name", "Signs in as", "ID", NULL };
  g_autoptr (TesseraConnectionList) list = load (error);
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

static gboolean
choose_organisation (TesseraSession *session, const char *wanted, GError **error)
{
  GListModel *all = tessera_session_get_organisations (session);
  g_autoptr (GString) names = g_string_new (NULL);

  if (wanted == NULL || *wanted == '\0')
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (TesseraResource) org = g_list_model_get_item (all, i);
      const char *id = tessera_resource_get_id (org);

      if (g_str_equal (wanted, id) || g_str_equal (wanted, tessera_resource_get_name (org)))
        return tessera_session_choose_organisation (session, id);
      g_string_append_printf (names, "\n  %s", tessera_resource_get_name (org));
    }
  g_propagate_error (error, tessera_error_new (TESSERA_ERROR_NO_ORGANISATION, NULL,
                                               "This sign-in sees no organisation “%s”. It sees:%s",
                                               wanted, names->str));
  return FALSE;
}

static TesseraConnection *
remember (const char *address, const char *username, TesseraSecret *secret, const char *org,
          GError **error)
{
  g_autoptr (TesseraConnectionList) list = load (error);
  g_autoptr (TesseraVault) vault = tessera_vault_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) remembered = NULL;
  g_autoptr (TesseraSession) session = NULL;
  g_autoptr (TesseraConnection) connection = NULL;

  if (list == NULL)
    return NULL;
  tessera_session_open_async (address, username, secret, cli_cancellable (), cli_wait_cb, &opened);
  session = tessera_session_open_finish (cli_wait (&opened), error);
  if (session == NULL || !choose_organisation (session, org, error))
    return NULL;
  tessera_sign_in_remember_async (session, secret, list, vault, cli_cancellable (), cli_wait_cb,
                                  &remembered);
  if (!tessera_sign_in_remember_finish (cli_wait (&remembered), &connection, error))
    return NULL;
  g_printerr ("Connected: %s\n", tessera_connection_get_title (connection));
  return g_steal_pointer (&connection);
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
    return tessera_secret_ref (token);
  return cli_secret_read ("-", "token", error);
}

gboolean
cli_connection_add (CliCall *call, GError **error)
{
  const char *host = cli_call_get (call, "host");
  const char *username = cli_call_get (call, "username");
  const char *org_id = cli_call_get (call, "org-id");
  g_autoptr (TesseraSecret) secret = NULL;
  g_autoptr (TesseraConnection) connection = NULL;

  if (host == NULL)
    return cli_usage_error (error, "--host says which server.");
  if (username != NULL &&
      (cli_call_is_given (call, "token") || cli_call_is_given (call, "token-file")))
    return cli_usage_error (error, "A password or a token signs in, not both. Leave one out.");
  if (cli_call_is_given (call, "token") && cli_call_is_given (call, "token-file"))
    return cli_usage_error (error, "--token and --token-file both say how to sign in. Leave one of "
                                   "them out.");
  secret = read_secret (call, error);
  if (secret == NULL)
    return FALSE;
  connection = remember (host, username, secret,
                         org_id != NULL ? org_id : cli_call_get (call, "org"), error);
  return connection != NULL;
}

gboolean
cli_connection_remove (CliCall *call, GError **error)
{
  g_autoptr (TesseraConnectionList) list = load (error);
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (TesseraVault) vault = tessera_vault_new ();
  g_autoptr (GAsyncResult) result = NULL;
  TesseraConnection *found;

  if (list == NULL)
    return FALSE;
  found = cli_connection_find (list, cli_call_get_arguments (call)[0], error);
  if (found == NULL)
    return FALSE;
  connection = g_object_ref (found);
  /* The secret first: what is forgotten here while it stays there is found by nobody. */
  tessera_vault_forget_sign_in_async (vault, connection, cli_cancellable (), cli_wait_cb, &result);
  if (!tessera_vault_forget_sign_in_finish (vault, cli_wait (&result), error))
    return FALSE;
  return tessera_connection_list_remove (list, tessera_connection_get_id (connection), error);
}

/* An active configuration of influx that can sign in comes before any connection. */
static void
mention_config (void)
{
  g_autofree char *path = tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) configs = tessera_influx_configs_load (path, NULL);
  TesseraInfluxConfig *config =
      configs != NULL ? tessera_influx_configs_find (configs, NULL) : NULL;

  if (config != NULL && tessera_influx_config_get_secret (config) != NULL)
    cli_warn ("The configuration “%s” of influx comes first, as it has a token of its own. "
              "--connection chooses this one, or “tessera-cli connection import %s” takes it over.",
              tessera_influx_config_get_name (config), tessera_influx_config_get_name (config));
}

gboolean
cli_connection_use (CliCall *call, GError **error)
{
  g_autoptr (TesseraConnectionList) list = load (error);
  g_autoptr (TesseraConnection) connection = NULL;
  TesseraConnection *found;

  if (list == NULL)
    return FALSE;
  found = cli_connection_find (list, cli_call_get_arguments (call)[0], error);
  if (found == NULL)
    return FALSE;
  connection = g_object_ref (found);
  if (!tessera_connection_list_add (list, connection, error))
    return FALSE;
  mention_config ();
  return TRUE;
}

/* Configurations of influx */

static gboolean
wants_removal (CliCall *call, const char *name, const char *path)
{
  g_autofree char *question = NULL;

  if (cli_call_has (call, "keep-tokens") || cli_call_has (call, "remove-tokens"))
    return cli_call_has (call, "remove-tokens");
  question =
      g_strdup_printf ("Take the secret of “%s” out of %s? It is in the keyring now.", name, path);
  return cli_ask (question);
}

static gboolean
import_config (CliCall *call, TesseraInfluxConfig *config, const char *path, GError **error)
{
  const char *name = tessera_influx_config_get_name (config);
  const char *url = tessera_influx_config_get_url (config);
  TesseraSecret *secret = tessera_influx_config_get_secret (config);
  g_autoptr (TesseraConnection) connection = NULL;

  if (url == NULL || secret == NULL)
    {
      g_propagate_error (error, tessera_error_new (TESSERA_ERROR_INVALID, NULL,
                                                   "It has no %s to sign in %s.",
                                                   url == NULL ? "address" : "token",
                                                   url == NULL ? "to" : "with"));
      return FALSE;
    }
  connection = remember (url, tessera_influx_config_get_username (config), secret,
                         tessera_influx_config_get_org (config), error);
  if (connection == NULL)
    return FALSE;
  if (!wants_removal (call, name, path))
    {
      g_printerr ("The secret of “%s” is still in %s, too.\n", name, path);
      return TRUE;
    }
  return tessera_influx_configs_remove_secret (path, name, error);
}

/* Those that are named, or all. */
static GPtrArray *
choose_configs (CliCall *call, GPtrArray *all, const char *path, GError **error)
{
  char **names = cli_call_get_arguments (call);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; names[0] == NULL && i < all->len; i++)
    g_ptr_array_add (chosen, all->pdata[i]);
  for (; *names != NULL; names++)
    {
      TesseraInfluxConfig *config = tessera_influx_configs_find (all, *names);

      if (config == NULL)
        {
          cli_usage_error (error, "Config “%s” is not found in “%s”.", *names, path);
          return NULL;
        }
      g_ptr_array_add (chosen, config);
    }
  if (chosen->len > 0)
    return g_steal_pointer (&chosen);
  g_propagate_error (error,
                     tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                                        "There are no configurations of influx in “%s”.", path));
  return NULL;
}

gboolean
cli_connection_import (CliCall *call, GError **error)
{
  const char *given = cli_call_get (call, "configs-path");
  g_autofree char *path = given != NULL ? g_strdup (given) : tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  guint failed = 0;

  if (cli_call_has (call, "keep-tokens") && cli_call_has (call, "remove-tokens"))
    return cli_usage_error (error, "--keep-tokens and --remove-tokens exclude each other.");
  all = tessera_influx_configs_load (path, error);
  if (all == NULL || (chosen = choose_configs (call, all, path, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < chosen->len; i++)
    {
      GError *problem = NULL;

      if (import_config (call, chosen->pdata[i], path, &problem))
        continue;
      cli_warn ("“%s” was not imported. %s", tessera_influx_config_get_name (chosen->pdata[i]),
                problem->message);
      g_error_free (problem);
      failed++;
    }
  if (failed == 0)
    return TRUE;
  g_propagate_error (error, tessera_error_new (TESSERA_ERROR_FAILED, NULL,
                                               "%u of %u configurations were not imported.", failed,
                                               chosen->len));
  return FALSE;
}

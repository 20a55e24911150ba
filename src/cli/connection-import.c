/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/client.h"
#include "cli/connection-report.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/reach.h"
#include "cli/wait.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/session/config-import.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static gboolean
wants_removal (CliCall *call, const char *name, const char *path)
{
  g_autofree char *question = NULL;

  if (cli_call_has (call, "keep-tokens") || cli_call_has (call, "remove-tokens"))
    return cli_call_has (call, "remove-tokens");
  question = g_strdup_printf (_ ("Remove the credentials for “%s” from %s? They are now in the "
                                 "keyring."),
                              name, path);
  return cli_ask (question);
}

/* With the options for the transport that the command was given. */
static TesseraClient *
make_client (CliCall *call, TesseraInfluxConfig *config, GError **error)
{
  g_autofree char *address = NULL;

  if (!tessera_config_import_check (config, error))
    return NULL;
  address = tessera_address_normalize (tessera_influx_config_get_url (config), error);
  return cli_client_new (call, address, NULL, error);
}

static gboolean
import_config (CliCall *call, TesseraConfigImport *importing, TesseraInfluxConfig *config,
               const char *path, GError **error)
{
  const char *name = tessera_influx_config_get_name (config);
  g_autoptr (TesseraClient) client = make_client (call, config, error);
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean checked;

  if (client == NULL)
    return FALSE;
  tessera_config_import_run_async (importing, config, client, cli_cancellable (), cli_wait_cb,
                                   &result);
  connection = tessera_config_import_run_finish (importing, cli_wait (&result), &checked, error);
  if (connection == NULL)
    return FALSE;
  cli_connection_report (connection, checked);
  if (!wants_removal (call, name, path))
    {
      cli_tell (_ ("The credentials for “%s” are also still in %s.\n"), name, path);
      return TRUE;
    }
  return tessera_influx_configs_remove_secret (path, config, error);
}

/* The named configurations, or all of them. */
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
          cli_usage_error (error, _ ("Config “%s” is not found in “%s”."), *names, path);
          return NULL;
        }
      g_ptr_array_add (chosen, config);
    }
  if (chosen->len > 0)
    return g_steal_pointer (&chosen);
  tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL,
                     _ ("There are no influx configurations in “%s”."), path);
  return NULL;
}

/* Returns how many were not imported. */
static guint
import_configs (CliCall *call, GPtrArray *configs, const char *path, TesseraConnectionList *list)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraConfigImport) importing = tessera_config_import_new (list, keyring);
  guint failed = 0;

  for (guint i = 0; i < configs->len; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (import_config (call, importing, configs->pdata[i], path, &problem))
        continue;
      cli_warn (_ ("“%s” was not imported. %s"), tessera_influx_config_get_name (configs->pdata[i]),
                problem->message);
      cli_reach_tell_certificate (problem);
      failed++;
    }
  return failed;
}

gboolean
cli_connection_import (CliCall *call, GError **error)
{
  const char *given = cli_call_get (call, "configs-path");
  g_autofree char *path = given != NULL ? g_strdup (given) : tessera_influx_configs_get_path ();
  g_auto (GStrv) others = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (TesseraConnectionList) list = NULL;
  guint failed;

  if (cli_call_has (call, "keep-tokens") && cli_call_has (call, "remove-tokens"))
    return cli_usage_error (error,
                            _ ("--keep-tokens and --remove-tokens cannot be used together."));
  all = tessera_influx_configs_load (path, &others, error);
  if (all == NULL || (chosen = choose_configs (call, all, path, error)) == NULL)
    return FALSE;
  if (cli_call_get_arguments (call)[0] == NULL)
    for (guint i = 0; others[i] != NULL; i++)
      cli_tell (_ ("“%s” is not an influx configuration and was skipped.\n"), others[i]);
  list = cli_connection_load_list (error);
  if (list == NULL)
    return FALSE;
  failed = import_configs (call, chosen, path, list);
  if (failed == 0)
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     ngettext ("%u of %u configuration was not imported.",
                               "%u of %u configurations were not imported.", chosen->len),
                     failed, chosen->len);
  return FALSE;
}

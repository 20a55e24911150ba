/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/connection-remember.h"
#include "cli/input.h"
#include "cli/output.h"
#include "core/base/error.h"
#include "core/files/influx-config.h"
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

static gboolean
import_config (CliCall *call, TesseraInfluxConfig *config, const char *path, GError **error)
{
  const char *name = tessera_influx_config_get_name (config);
  const char *url = tessera_influx_config_get_url (config);
  TesseraSecret *secret = tessera_influx_config_get_secret (config);
  g_autoptr (TesseraConnection) connection = NULL;

  if (url == NULL || secret == NULL)
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, NULL, "%s",
                         url == NULL ? _ ("It does not contain a server address.")
                                     : _ ("It does not contain a token to sign in with."));
      return FALSE;
    }
  connection = cli_connection_remember (call, url, tessera_influx_config_get_username (config),
                                        secret, tessera_influx_config_get_org (config), error);
  if (connection == NULL)
    return FALSE;
  if (!wants_removal (call, name, path))
    {
      cli_tell (_ ("The credentials for “%s” are also still in %s.\n"), name, path);
      return TRUE;
    }
  return tessera_influx_configs_remove_secret (path, name, error);
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

static void
mention_others (const char *path)
{
  g_auto (GStrv) others = tessera_influx_configs_list_others (path);

  for (guint i = 0; others[i] != NULL; i++)
    cli_tell (_ ("“%s” is not an influx configuration and was skipped.\n"), others[i]);
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
    return cli_usage_error (error,
                            _ ("--keep-tokens and --remove-tokens cannot be used together."));
  all = tessera_influx_configs_load (path, error);
  if (all == NULL || (chosen = choose_configs (call, all, path, error)) == NULL)
    return FALSE;
  if (cli_call_get_arguments (call)[0] == NULL)
    mention_others (path);
  for (guint i = 0; i < chosen->len; i++)
    {
      GError *problem = NULL;

      if (import_config (call, chosen->pdata[i], path, &problem))
        continue;
      cli_warn (_ ("“%s” was not imported. %s"), tessera_influx_config_get_name (chosen->pdata[i]),
                problem->message);
      g_error_free (problem);
      failed++;
    }
  if (failed == 0)
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     ngettext ("%u of %u configuration was not imported.",
                               "%u of %u configurations were not imported.", chosen->len),
                     failed, chosen->len);
  return FALSE;
}

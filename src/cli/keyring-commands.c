/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/client.h"
#include "cli/input.h"
#include "cli/login.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/create/value-inspect.h"
#include "core/keyring/keyring.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

static TesseraKeyringItem *
find_argument (CliCall *call, GError **error)
{
  return cli_saved_find_for (call, cli_call_get_arguments (call)[0], error);
}

gboolean
cli_keyring_list (CliCall *call, GError **error)
{
  static const char *const titles[] = { "ID",     "Description", "User Name", "Organization ID",
                                        "Server", NULL };
  const char *host = cli_call_get (call, "host");
  g_autofree char *server = host != NULL ? tessera_address_normalize (host, error) : NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if ((host != NULL && server == NULL) || (saved = cli_saved_list (error)) == NULL)
    return FALSE;
  for (guint i = 0; i < saved->len; i++)
    {
      TesseraKeyringItem *token = saved->pdata[i];
      const char *const row[] = {
        tessera_keyring_item_get_id (token),     tessera_keyring_item_get_description (token),
        tessera_keyring_item_get_owner (token),  tessera_keyring_item_get_org_id (token),
        tessera_keyring_item_get_server (token), NULL
      };

      if (server == NULL || g_str_equal (server, tessera_keyring_item_get_server (token)))
        g_ptr_array_add (rows, g_strdupv ((GStrv) row));
    }
  return cli_print_rows (call, titles, rows, error);
}

gboolean
cli_keyring_show (CliCall *call, GError **error)
{
  g_autoptr (TesseraKeyringItem) saved = find_argument (call, error);
  g_autoptr (TesseraSecret) value = saved != NULL ? cli_saved_load (saved, error) : NULL;

  return value != NULL && cli_output_secret (value, error);
}

gboolean
cli_keyring_forget (CliCall *call, GError **error)
{
  g_autoptr (TesseraKeyringItem) saved = find_argument (call, error);
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *question = NULL;

  if (saved == NULL)
    return FALSE;
  question = g_strdup_printf (_ ("Remove %s from the keyring? Its value can’t be retrieved later."),
                              tessera_keyring_item_get_label (saved));
  if (!cli_call_has (call, "yes") && !cli_ask (question))
    {
      if (!isatty (STDIN_FILENO))
        return cli_usage_error (error, _ ("Can’t ask for confirmation without a terminal. Use "
                                          "--yes to remove it without confirmation."));
      cli_tell (_ ("Nothing was removed.\n"));
      return TRUE;
    }
  tessera_keyring_forget_token_async (keyring, tessera_keyring_item_get_server (saved),
                                      tessera_keyring_item_get_id (saved), cli_cancellable (),
                                      cli_wait_cb, &result);
  return tessera_keyring_forget_token_finish (keyring, cli_wait (&result), error);
}

/* Keeping an existing token */

static TesseraValueFacts *
get_facts (TesseraClient *as_value, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_value_inspect_async (as_value, cli_cancellable (), cli_wait_cb, &result);
  return tessera_value_inspect_finish (cli_wait (&result), error);
}

/* A value that belongs to another user belongs to another token. */
static gboolean
check_owner (TesseraToken *token, TesseraResource *user, GError **error)
{
  if (user == NULL ||
      g_str_equal (tessera_resource_get_id (user), tessera_token_get_owner_id (token)))
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_INVALID, NULL,
                     _ ("The value belongs to another token: its owner is “%s”, but the specified "
                        "token’s owner is “%s”. Nothing was saved."),
                     tessera_resource_get_name (user), tessera_token_get_owner (token));
  return FALSE;
}

static TesseraToken *
find_token (CliLogin *login, const char *name, TesseraValueFacts *facts, GError **error)
{
  if (name != NULL)
    return cli_get_token (login, name, error);
  if (facts->itself != NULL)
    return g_object_ref (facts->itself);
  cli_usage_error (error, _ ("It is not clear which token the value belongs to. Use --id to "
                             "specify the token."));
  return NULL;
}

/* The signed-in user is needed only to look up a token that is named with --id. */
static CliLogin *
log_in (CliCall *call, GError **error)
{
  return cli_call_get (call, "id") != NULL ? cli_login (call, error) : cli_login_read (call, error);
}

gboolean
cli_keyring_import (CliCall *call, GError **error)
{
  const char *path = cli_call_get (call, "value-file");
  const char *name = cli_call_get (call, "id");
  g_autoptr (TesseraSecret) value = cli_secret_read (path != NULL ? path : "-", "value", error);
  g_autoptr (CliLogin) login = value != NULL ? log_in (call, error) : NULL;
  g_autoptr (TesseraClient) client = NULL;
  g_autoptr (TesseraValueFacts) facts = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = NULL;

  if (login == NULL)
    return FALSE;
  client = cli_client_new (call, login->address, login->connection, error);
  if (client == NULL)
    return FALSE;
  tessera_client_set_token (client, value);
  facts = get_facts (client, error);
  if (facts == NULL)
    return FALSE;
  token = find_token (login, name, facts, error);
  if (token == NULL || !check_owner (token, facts->user, error))
    return FALSE;
  tessera_keyring_save_token_async (keyring, login->address, token, value, cli_cancellable (),
                                    cli_wait_cb, &result);
  label = tessera_keyring_save_token_finish (keyring, cli_wait (&result), error);
  if (label == NULL)
    return FALSE;
  cli_tell (_ ("Saved to the keyring as %s.\n"), label);
  return TRUE;
}

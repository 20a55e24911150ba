/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/auth-change.h"

#include "cli/auth-print.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/create/minter.h"
#include "core/keyring/keyring.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static CliLogin *
log_in (CliCall *call, const char *name, GError **error)
{
  if (name != NULL)
    return cli_login (call, error);
  cli_usage_error (error, _ ("Required flag \"id\" not set: use --id to specify the token."));
  return NULL;
}

/* A missing keyring is not an error: then nothing is saved in it. */
static void
rename_saved (CliLogin *login, TesseraToken *token)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_keyring_rename_token_async (keyring, login->address, token, cli_cancellable (),
                                      cli_wait_cb, &result);
  if (!tessera_keyring_rename_token_finish (keyring, cli_wait (&result), &error) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING))
    cli_warn (
        _ ("The token was renamed on the server, but its keyring entry was only partly updated. "
           "%s"),
        error->message);
}

/* After Ctrl+C, a request that was sent may have been carried out. */
static void
mention_cancelled (GError **error, const char *id)
{
  if (error == NULL || !tessera_error_is_cancelled (*error) ||
      !tessera_error_may_have_happened (*error))
    return;
  g_clear_error (error);
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     _ ("Canceled, but the server may have made the change anyway. Check it with "
                        "“tessera-cli auth list --id %s”."),
                     id);
}

static gboolean
update_token (CliCall *call, const char *name, const char *status, const char *description,
              GError **error)
{
  g_autoptr (CliLogin) login = log_in (call, name, error);
  g_autofree char *id = login != NULL ? cli_resolve_token (login, name, error) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraToken) token = NULL;

  if (id == NULL)
    return FALSE;
  tessera_client_update_token_async (login->client, id, status, description, cli_cancellable (),
                                     cli_wait_cb, &result);
  token = tessera_client_update_token_finish (login->client, cli_wait (&result), error);
  if (token == NULL)
    {
      mention_cancelled (error, id);
      g_prefix_error (error, "Could not update auth with ID \"%s\": ", id);
      return FALSE;
    }
  if (description != NULL)
    rename_saved (login, token);
  return cli_print_token (call, token, NULL, FALSE, error);
}

gboolean
cli_auth_active (CliCall *call, GError **error)
{
  return update_token (call, cli_call_get (call, "id"), "active", NULL, error);
}

gboolean
cli_auth_inactive (CliCall *call, GError **error)
{
  return update_token (call, cli_call_get (call, "id"), "inactive", NULL, error);
}

gboolean
cli_auth_rename (CliCall *call, GError **error)
{
  char **arguments = cli_call_get_arguments (call);

  if (!g_utf8_validate (arguments[1], -1, NULL))
    return cli_usage_error (error, _ ("The description is not valid UTF-8 text. Enter it again."));
  return update_token (call, arguments[0], NULL, arguments[1], error);
}

gboolean
cli_token_delete (CliLogin *login, TesseraToken *token, GError **error)
{
  const char *id = tessera_token_get_id (token);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_delete_token_async (login->client, id, cli_cancellable (), cli_wait_cb, &result);
  if (tessera_client_delete_token_finish (login->client, cli_wait (&result), error))
    return TRUE;
  mention_cancelled (error, id);
  return FALSE;
}

/* Fetches it first, like influx: the answer to a deletion does not include it. */
gboolean
cli_auth_delete (CliCall *call, GError **error)
{
  const char *name = cli_call_get (call, "id");
  g_autoptr (CliLogin) login = log_in (call, name, error);
  g_autoptr (TesseraToken) token = login != NULL ? cli_get_token (login, name, error) : NULL;
  g_autoptr (TesseraMinter) minter = NULL;

  if (token == NULL)
    return FALSE;
  if (!cli_token_delete (login, token, error))
    {
      g_prefix_error (error,
                      "Could not remove auth with ID \"%s\": ", tessera_token_get_id (token));
      return FALSE;
    }
  minter = tessera_minter_new (NULL);
  tessera_minter_forget (minter, login->address, token);
  return cli_print_token (call, token, NULL, TRUE, error);
}

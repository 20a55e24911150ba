/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/login.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/error.h"

/* A client that signs with a token of the keyring. */
static TesseraClient *
open_saved (CliCall *call, const char *name, GError **error)
{
  g_autoptr (TesseraSavedToken) saved = cli_saved_find_for (call, name, error);
  g_autoptr (TesseraSecret) value = saved != NULL ? cli_saved_load (saved, error) : NULL;
  TesseraClient *client;

  if (value == NULL)
    return NULL;
  client = tessera_client_new (tessera_saved_token_get_server (saved));
  tessera_client_set_token (client, value);
  tessera_client_set_skip_verify (client, cli_call_has (call, "skip-verify"));
  return client;
}

gboolean
cli_auth_test (CliCall *call, GError **error)
{
  static const char *const titles[] = { "Server", "Works", "User Name", NULL };
  const char *name = cli_call_get_arguments (call)[0];
  g_autoptr (CliLogin) login = NULL;
  g_autoptr (TesseraClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraResource) user = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GError *problem = NULL;
  const char *row[] = { NULL, "true", "", NULL };

  if (name != NULL)
    client = open_saved (call, name, error);
  else if ((login = cli_login (call, error)) != NULL)
    client = g_object_ref (login->client);
  if (client == NULL)
    return FALSE;
  tessera_client_get_me_async (client, cli_cancellable (), cli_wait_cb, &result);
  user = tessera_client_get_me_finish (client, cli_wait (&result), &problem);
  /* A token that may not read its own user is one that the server knows. */
  if (problem != NULL && !g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_clear_error (&problem);
  row[0] = tessera_client_get_address (client);
  if (user != NULL)
    row[2] = tessera_resource_get_name (user);
  g_ptr_array_add (rows, row);
  return cli_print_rows (call, titles, rows, error);
}

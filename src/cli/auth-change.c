/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/wait.h"
#include "core/error.h"

/* The token that a command is about: its login and its ID. */
static CliLogin *
begin (CliCall *call, const char *name, char **id, GError **error)
{
  g_autoptr (CliLogin) login = NULL;

  if (name == NULL || *name == '\0')
    {
      cli_usage_error (error, "Required flag \"id\" not set: --id says which token.");
      return NULL;
    }
  login = cli_login (call, error);
  if (login == NULL || (*id = cli_resolve_token (login, name, error)) == NULL)
    return NULL;
  return g_steal_pointer (&login);
}

static gboolean
update (CliCall *call, const char *name, const char *status, const char *description,
        GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (CliLogin) login = begin (call, name, &id, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraToken) token = NULL;

  if (login == NULL)
    return FALSE;
  tessera_client_update_token_async (login->client, id, status, description, cli_cancellable (),
                                     cli_wait_cb, &result);
  token = tessera_client_update_token_finish (login->client, cli_wait (&result), error);
  if (token == NULL)
    {
      g_prefix_error (error, "Could not update auth with ID \"%s\": ", id);
      return FALSE;
    }
  return cli_print_token (call, token, NULL, FALSE, error);
}

gboolean
cli_auth_active (CliCall *call, GError **error)
{
  return update (call, cli_call_get (call, "id"), "active", NULL, error);
}

gboolean
cli_auth_inactive (CliCall *call, GError **error)
{
  return update (call, cli_call_get (call, "id"), "inactive", NULL, error);
}

gboolean
cli_auth_rename (CliCall *call, GError **error)
{
  char **arguments = cli_call_get_arguments (call);

  return update (call, arguments[0], NULL, arguments[1], error);
}

/* Gets it first, as influx does: the answer to a deletion does not say what it was. */
gboolean
cli_auth_delete (CliCall *call, GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (CliLogin) login = begin (call, cli_call_get (call, "id"), &id, error);
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (TesseraToken) token = NULL;

  if (login == NULL)
    return FALSE;
  tessera_client_get_token_async (login->client, id, cli_cancellable (), cli_wait_cb, &got);
  token = tessera_client_get_token_finish (login->client, cli_wait (&got), error);
  if (token == NULL)
    {
      g_prefix_error (error, "Could not find auth with ID \"%s\": ", id);
      return FALSE;
    }
  tessera_client_delete_token_async (login->client, id, cli_cancellable (), cli_wait_cb, &deleted);
  if (!tessera_client_delete_token_finish (login->client, cli_wait (&deleted), error))
    {
      g_prefix_error (error, "Could not remove auth with ID \"%s\": ", id);
      return FALSE;
    }
  return cli_print_token (call, token, NULL, TRUE, error);
}

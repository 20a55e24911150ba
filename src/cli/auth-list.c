/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/orphans.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/time.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Filters that the server does not support. */
typedef struct
{
  char *description; /* folded */
  const char *status;
  GHashTable *saved; /* IDs */
} Filter;

static void
filter_clear (Filter *self)
{
  g_free (self->description);
  g_clear_pointer (&self->saved, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gboolean
matches_filter (TesseraToken *token, const Filter *filter)
{
  g_autofree char *description = g_utf8_casefold (tessera_token_get_description (token), -1);

  if (filter->description != NULL && strstr (description, filter->description) == NULL)
    return FALSE;
  if (filter->status != NULL &&
      g_str_equal (filter->status, "active") != tessera_token_is_active (token))
    return FALSE;
  return filter->saved == NULL ||
         g_hash_table_contains (filter->saved, tessera_token_get_id (token));
}

static gboolean
make_filter (CliCall *call, CliLogin *login, Filter *filter, GError **error)
{
  const char *description = cli_call_get (call, "description");

  filter->status = cli_call_get (call, "status");
  if (description != NULL)
    filter->description = g_utf8_casefold (description, -1);
  if (!cli_call_has (call, "saved"))
    return TRUE;
  filter->saved = cli_saved_list_ids (login->address, error);
  return filter->saved != NULL;
}

/* The server's own filters; without the owner's ID if a name was given. Like in influx, the
 * organization of the configuration is not used as a filter. */
static GPtrArray *
find_tokens (CliCall *call, CliLogin *login, gint64 *asked, GError **error)
{
  const char *user = cli_call_get (call, "user");
  const char *user_id = cli_call_get (call, "user-id");
  const char *org = cli_call_get (call, "org");
  const char *org_id = cli_call_get (call, "org-id");
  g_autoptr (GAsyncResult) result = NULL;
  TesseraTokenFilter filter = { .org_id = org_id, .owner_id = user_id };

  if (org != NULL && (org_id == NULL || cli_call_is_given (call, "org")))
    {
      gboolean is_id = tessera_id_is_valid (org);

      filter.org_id = is_id ? org : NULL;
      filter.org_name = is_id ? NULL : org;
    }
  if (user != NULL && tessera_id_is_valid (user))
    filter.owner_id = user;
  else if (user != NULL)
    filter.owner = user;
  /* Only a list of everything shows that a token is not there. */
  *asked = filter.org_id == NULL && filter.org_name == NULL && filter.owner_id == NULL &&
                   filter.owner == NULL
               ? tessera_time_get_now ()
               : 0;
  tessera_client_find_tokens_async (login->client, &filter, cli_cancellable (), cli_wait_cb,
                                    &result);
  return tessera_client_list_tokens_finish (login->client, cli_wait (&result), error);
}

static void
warn_of_oddities (TesseraToken *token)
{
  if (tessera_token_get_oddity (token) != NULL)
    cli_warn (_ ("Part of the server’s record of the token %s can’t be read (%s). The token may "
                 "be able to do more than is listed."),
              tessera_token_get_id (token), tessera_token_get_oddity (token));
  cli_warn_of_loose_names (token);
}

static gboolean
print_one (CliCall *call, CliLogin *login, const char *name, GError **error)
{
  g_autoptr (TesseraToken) token = cli_get_token (login, name, error);

  if (token == NULL || !cli_print_token (call, token, NULL, FALSE, error))
    return FALSE;
  warn_of_oddities (token);
  return TRUE;
}

static gboolean
check_usage (CliCall *call, GError **error)
{
  const char *status = cli_call_get (call, "status");

  if (status != NULL && !g_str_equal (status, "active") && !g_str_equal (status, "inactive"))
    return cli_usage_error (error,
                            _ ("“%s” is not a valid status. A token is either active or "
                               "inactive."),
                            status);
  if (cli_call_is_given (call, "id") && (status != NULL || cli_call_has (call, "saved") ||
                                         cli_call_get (call, "description") != NULL))
    return cli_usage_error (error,
                            _ ("--id selects a single token, and --description, --status, and "
                               "--saved filter all tokens. Use either --id or the filters."));
  if (cli_call_is_given (call, "user") && cli_call_is_given (call, "user-id"))
    return cli_usage_error (error,
                            _ ("--user and --user-id both specify the owner. Use only one of "
                               "them."));
  return TRUE;
}

gboolean
cli_auth_list (CliCall *call, GError **error)
{
  const char *id = cli_call_get (call, "id");
  g_auto (Filter) filter = { 0 };
  g_autoptr (CliLogin) login = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
  g_autoptr (TesseraMinter) minter = NULL;
  gint64 asked;

  if (!check_usage (call, error) || (login = cli_login (call, error)) == NULL)
    return FALSE;
  if (id != NULL)
    return print_one (call, login, id, error);
  if (!make_filter (call, login, &filter, error) ||
      (tokens = find_tokens (call, login, &asked, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < tokens->len; i++)
    if (matches_filter (tokens->pdata[i], &filter))
      g_ptr_array_add (fitting, tokens->pdata[i]);
  if (!cli_print_tokens (call, fitting, error))
    return FALSE;
  for (guint i = 0; i < fitting->len; i++)
    warn_of_oddities (fitting->pdata[i]);
  minter = tessera_minter_new (NULL);
  cli_orphans_warn (login, minter, tokens, asked);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/orphans.h"

#include "cli/auth-change.h"
#include "cli/auth-print.h"
#include "cli/output.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/keyring/keyring.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static GPtrArray *
list_tokens (CliLogin *login, gint64 *asked, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  *asked = tessera_time_get_now ();
  tessera_client_list_tokens_async (login->client, NULL, cli_cancellable (), cli_wait_cb, &result);
  return tessera_client_list_tokens_finish (login->client, cli_wait (&result), error);
}

/* Without a keyring nothing is saved in it. One that is locked may have them, so that nothing is
 * known to be lost. */
static gboolean
mark_saved (CliLogin *login, GPtrArray *tokens)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) saved = NULL;

  tessera_keyring_list_tokens_async (keyring, login->address, cli_cancellable (), cli_wait_cb,
                                     &result);
  saved = tessera_keyring_list_tokens_finish (keyring, cli_wait (&result), &error);
  if (saved == NULL)
    return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING);
  for (guint i = 0; i < tokens->len; i++)
    tessera_token_set_saved (
        tokens->pdata[i], g_hash_table_contains (saved, tessera_token_get_id (tokens->pdata[i])));
  return TRUE;
}

static GPtrArray *
find_among (CliLogin *login, TesseraMinter *minter, GPtrArray *tokens, gint64 asked)
{
  g_autoptr (GListStore) model = g_list_store_new (TESSERA_TYPE_TOKEN);

  g_list_store_splice (model, 0, 0, tokens->pdata, tokens->len);
  return tessera_minter_find_orphans (minter, login->address, G_LIST_MODEL (model), asked);
}

GPtrArray *
cli_orphans_find (CliLogin *login, TesseraMinter *minter, GPtrArray *tokens, gint64 asked)
{
  g_autoptr (GPtrArray) unsure = find_among (login, minter, tokens, asked);

  if (unsure->len == 0)
    return g_steal_pointer (&unsure);
  if (!mark_saved (login, tokens))
    return g_ptr_array_new ();
  return find_among (login, minter, tokens, 0);
}

void
cli_orphans_warn (CliLogin *login, TesseraMinter *minter, GPtrArray *tokens, gint64 asked)
{
  g_autoptr (GPtrArray) orphans = cli_orphans_find (login, minter, tokens, asked);

  if (orphans->len > 0)
    cli_warn (ngettext ("The value of %u token on this server was probably lost when the token "
                        "was created. See “tessera-cli auth orphans”.",
                        "The values of %u tokens on this server were probably lost when the "
                        "tokens were created. See “tessera-cli auth orphans”.",
                        orphans->len),
              orphans->len);
}

void
cli_orphans_look (CliLogin *login, TesseraMinter *minter)
{
  g_autoptr (GPtrArray) tokens = NULL;
  gint64 asked;

  if (!tessera_minter_has_open_attempts (minter, login->address))
    return;
  tokens = list_tokens (login, &asked, NULL);
  if (tokens != NULL)
    cli_orphans_warn (login, minter, tokens, asked);
}

static const TesseraOrphan *
find_by_id (GPtrArray *orphans, const char *id, GError **error)
{
  for (guint i = 0; i < orphans->len; i++)
    {
      const TesseraOrphan *orphan = orphans->pdata[i];

      if (g_str_equal (tessera_token_get_id (orphan->token), id))
        return orphan;
    }
  tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL,
                     _ ("“%s” is not the ID of a token whose value was lost. “tessera-cli auth "
                        "orphans” lists those tokens."),
                     id);
  return NULL;
}

static gboolean
end_one (CliCall *call, CliLogin *login, TesseraMinter *minter, GPtrArray *orphans, GError **error)
{
  const char *deleted = cli_call_get (call, "delete");
  const TesseraOrphan *orphan =
      find_by_id (orphans, deleted != NULL ? deleted : cli_call_get (call, "keep"), error);

  if (orphan == NULL || (deleted != NULL && !cli_token_delete (login, orphan->token, error)))
    return FALSE;
  tessera_minter_forget (minter, login->address, orphan->token);
  return cli_print_token (call, orphan->token, NULL, deleted != NULL, error);
}

static GStrv
make_row (const TesseraOrphan *orphan)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  g_autoptr (GDateTime) utc = g_date_time_to_utc (orphan->time);
  g_autofree char *time = g_date_time_format_iso8601 (utc);

  g_strv_builder_add_many (row, tessera_token_get_id (orphan->token),
                           tessera_token_get_description (orphan->token),
                           tessera_token_get_owner (orphan->token), time, NULL);
  return g_strv_builder_end (row);
}

static gboolean
print_orphans (CliCall *call, GPtrArray *orphans, GError **error)
{
  const char *const titles[] = { "ID", "Description", "User Name", "Requested", NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < orphans->len; i++)
    g_ptr_array_add (rows, make_row (orphans->pdata[i]));
  return cli_print_rows (call, titles, rows, error);
}

gboolean
cli_auth_orphans (CliCall *call, GError **error)
{
  g_autoptr (CliLogin) login = NULL;
  g_autoptr (TesseraMinter) minter = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) orphans = NULL;
  gint64 asked;

  if (cli_call_get (call, "delete") != NULL && cli_call_get (call, "keep") != NULL)
    return cli_usage_error (error, _ ("A token can’t be both deleted and kept. Use either --delete "
                                      "or --keep."));
  if ((login = cli_login (call, error)) == NULL ||
      (tokens = list_tokens (login, &asked, error)) == NULL)
    return FALSE;
  minter = tessera_minter_new (NULL);
  orphans = cli_orphans_find (login, minter, tokens, asked);
  if (cli_call_get (call, "delete") != NULL || cli_call_get (call, "keep") != NULL)
    return end_one (call, login, minter, orphans, error);
  return print_orphans (call, orphans, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/saved.h"

#include "cli/output.h"
#include "cli/wait.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/client/client.h"
#include "core/keyring/keyring.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAVING_SECONDS 30 /* without a prompt: the keyring was unlocked before */

GPtrArray *
cli_saved_list_visible (GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_list_items_async (keyring, cli_cancellable (), cli_wait_cb, &result);
  return tessera_keyring_list_items_finish (keyring, cli_wait (&result), error);
}

/* Unlocks the keyring if that is what the list lacked. Takes ownership of @problem. */
static gboolean
unlock (GError *problem, GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  if (!g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_error_free (problem);
  tessera_keyring_unlock_async (keyring, cli_cancellable (), cli_wait_cb, &result);
  return tessera_keyring_unlock_finish (keyring, cli_wait (&result), error);
}

GPtrArray *
cli_saved_list (GError **error)
{
  GError *problem = NULL;
  GPtrArray *all = cli_saved_list_visible (&problem);

  return problem != NULL && unlock (problem, error) ? cli_saved_list_visible (error) : all;
}

static GHashTable *
list_visible_ids (const char *server, GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_list_tokens_async (keyring, server, cli_cancellable (), cli_wait_cb, &result);
  return tessera_keyring_list_tokens_finish (keyring, cli_wait (&result), error);
}

GHashTable *
cli_saved_list_ids (const char *server, GError **error)
{
  GError *problem = NULL;
  GHashTable *ids = list_visible_ids (server, &problem);

  return problem != NULL && unlock (problem, error) ? list_visible_ids (server, error) : ids;
}

/* Takes ownership of @sentence. */
static void
complain_none (char *sentence, const char *see, GError **error)
{
  g_autofree char *hint =
      /* Translators: %s is part of a command line */
      g_strdup_printf (_ ("Use “tessera-cli %s” to see what is available."), see);
  g_autofree char *text = tessera_text_follow (sentence, hint);

  tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL, "%s", text);
  g_free (sentence);
}

static char *
describe_no_token (const char *name, const char *server)
{
  gboolean quoted = !cli_may_be_secret (name);

  if (server == NULL)
    return quoted ? g_strdup_printf (_ ("There is no saved token “%s”."), name)
                  : g_strdup (_ ("There is no saved token with that name."));
  return quoted ? g_strdup_printf (_ ("There is no saved token “%s” for %s."), name, server)
                : g_strdup_printf (_ ("There is no saved token with that name for %s."), server);
}

/* An unset variable must not select an item without a description. */
static gboolean
check_name (const char *name, GError **error)
{
  return *name != '\0' || cli_usage_error (error, _ ("The name is empty."));
}

static void
complain_several (const char *name, GString *list, GError **error)
{
  tessera_set_error (
      error, TESSERA_ERROR_CONFLICT, NULL,
      /* Translators: the last %s is a list */
      _ ("There is more than one match for “%s”. Specify the ID of the one you want:%s"), name,
      list->str);
}

TesseraKeyringItem *
cli_saved_find (const char *name, const char *server, GError **error)
{
  g_autoptr (GPtrArray) all = check_name (name, error) ? cli_saved_list (error) : NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  TesseraKeyringItem *found = NULL;
  guint count = 0;

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      TesseraKeyringItem *saved = all->pdata[i];
      const char *id = tessera_keyring_item_get_id (saved);
      const char *its_server = tessera_keyring_item_get_server (saved);

      if ((server != NULL && !g_str_equal (server, its_server)) ||
          (!g_str_equal (name, id) &&
           !g_str_equal (name, tessera_keyring_item_get_description (saved))))
        continue;
      found = saved;
      count++;
      g_string_append_printf (list, "\n  %s  %s", id, its_server);
    }
  if (count == 1)
    return g_object_ref (found);
  if (count == 0)
    complain_none (describe_no_token (name, server), "keyring list", error);
  else
    complain_several (name, list, error);
  return NULL;
}

TesseraKeyringItem *
cli_saved_find_for (CliCall *call, const char *name, GError **error)
{
  /* A server in the environment is where to sign in, and not a filter for saved tokens. */
  const char *host = cli_call_is_given (call, "host") ? cli_call_get (call, "host") : NULL;
  g_autofree char *server = host != NULL ? tessera_address_normalize (host, error) : NULL;

  if (host != NULL && server == NULL)
    return NULL;
  return cli_saved_find (name, server, error);
}

char *
cli_saved_save (const char *address, TesseraMint *mint, GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  char *label;

  tessera_keyring_set_deadline (keyring, SAVING_SECONDS);
  tessera_keyring_save_token_async (keyring, address, tessera_mint_get_token (mint),
                                    tessera_mint_get_value (mint), NULL, cli_wait_cb, &result);
  label = tessera_keyring_save_token_finish (keyring, cli_wait (&result), error);
  if (label != NULL)
    cli_tell (_ ("Saved to the keyring as %s.\n"), label);
  return label;
}

TesseraSecret *
cli_saved_load (TesseraKeyringItem *saved, GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_lookup_token_async (keyring, tessera_keyring_item_get_server (saved),
                                      tessera_keyring_item_get_id (saved), cli_cancellable (),
                                      cli_wait_cb, &result);
  return tessera_keyring_lookup_token_finish (keyring, cli_wait (&result), error);
}

static gboolean
is_called (TesseraConnection *connection, const char *name)
{
  return g_str_equal (name, tessera_connection_get_id (connection)) ||
         g_str_equal (name, tessera_connection_get_title (connection)) ||
         g_str_equal (name, tessera_connection_get_org_name (connection)) ||
         g_str_equal (name, tessera_connection_get_address (connection));
}

TesseraConnection *
cli_connection_find (TesseraConnectionList *list, const char *name, GError **error)
{
  g_autoptr (GString) several = g_string_new (NULL);
  const char *id = NULL;
  guint count = 0;

  if (!check_name (name, error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TesseraConnection) connection = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (!is_called (connection, name))
        continue;
      count++;
      id = tessera_connection_get_id (connection);
      g_string_append_printf (several, "\n  %s  %s", id, tessera_connection_get_title (connection));
    }
  if (count == 1)
    return tessera_connection_list_find (list, id);
  if (count == 0)
    complain_none (cli_may_be_secret (name)
                       ? g_strdup (_ ("There is no connection with that name."))
                       : g_strdup_printf (_ ("There is no connection “%s”."), name),
                   "connection list", error);
  else
    complain_several (name, several, error);
  return NULL;
}

TesseraSecret *
cli_connection_load (TesseraConnection *connection, GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_lookup_credentials_async (keyring, connection, cli_cancellable (), cli_wait_cb,
                                            &result);
  return tessera_keyring_lookup_credentials_finish (keyring, cli_wait (&result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/login.h"

#include "cli/client.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/files/influx-config.h"
#include "core/session/connection-list.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_ADDRESS "http://localhost:8086" /* influx's own */

void
cli_login_free (CliLogin *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->secret, tessera_secret_unref);
  g_clear_error (&self->unread);
  g_free (self->address);
  g_free (self->org_id);
  g_free (self->org_name);
  g_free (self->username);
  g_free (self);
}

static gboolean
check_exclusive (CliCall *call, GError **error)
{
  static const char *const ways[] = { "token", "token-file", "token-saved", "connection" };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (!cli_call_is_given (call, ways[i]))
        continue;
      if (first != NULL)
        return cli_usage_error (error,
                                _ ("--%s and --%s both specify how to sign in. Use only one of "
                                   "them."),
                                first, ways[i]);
      first = ways[i];
    }
  if (cli_call_is_given (call, "connection") && cli_call_is_given (call, "active-config"))
    return cli_usage_error (error, _ ("--connection and --active-config both specify where to "
                                      "sign in. Use only one of them."));
  if (cli_call_is_given (call, "org") && cli_call_is_given (call, "org-id"))
    return cli_usage_error (error, _ ("Ambiguous organization: specify either --org or --org-id, "
                                      "not both."));
  return TRUE;
}

/* With --quiet the caller must not be prompted and gets an error instead, which nobody sees. */
static gboolean
may_ask (CliLogin *self, GError **error)
{
  return !self->quiet || cli_usage_error (error, _ ("Input is required, but --quiet was given."));
}

static TesseraSecret *
read_secret (CliLogin *self, const char *path, const char *what, GError **error)
{
  return may_ask (self, error) ? cli_secret_read (path, what, error) : NULL;
}

void
cli_login_warn_of_argument (CliCall *call)
{
  if (cli_call_is_given (call, "token") && isatty (STDERR_FILENO))
    cli_warn (_ ("The token is now in your shell history and was visible in the process list. Use "
                 "“--token-file FILE” or “--token -” to keep it out of both."));
}

/* The options for credentials, from the command line first. */

static gboolean
take_token_argument (CliCall *call, CliLogin *self, GError **error)
{
  GPtrArray *tokens = cli_call_get_secrets (call, "token");
  TesseraSecret *token = tokens != NULL ? tokens->pdata[tokens->len - 1] : NULL;

  if (token == NULL)
    return TRUE;
  if (g_str_equal (tessera_secret_peek (token), "-"))
    {
      self->secret = read_secret (self, "-", "token", error);
      return self->secret != NULL;
    }
  if (!self->quiet)
    cli_login_warn_of_argument (call);
  self->secret = tessera_secret_new_pasted (tessera_secret_peek (token));
  return tessera_secret_get_length (self->secret) > 0 ||
         cli_usage_error (error, _ ("The token is empty."));
}

/* A token from the keyring, only for the server that it was saved with. */
static gboolean
take_saved (CliLogin *self, const char *name, GError **error)
{
  g_autoptr (TesseraKeyringItem) saved =
      may_ask (self, error) ? cli_saved_find (name, self->address, error) : NULL;
  const char *org_id;

  if (saved == NULL)
    return FALSE;
  self->secret = cli_saved_load (saved, error);
  if (self->secret == NULL)
    return FALSE;
  g_free (self->address);
  self->address = g_strdup (tessera_keyring_item_get_server (saved));
  org_id = tessera_keyring_item_get_org_id (saved);
  if (self->org_id == NULL && self->org_name == NULL && *org_id != '\0')
    self->org_id = g_strdup (org_id);
  return TRUE;
}

static gboolean
take_given_secret (CliCall *call, CliLogin *self, GError **error)
{
  if (cli_call_get (call, "token-file") != NULL)
    {
      self->secret = read_secret (self, cli_call_get (call, "token-file"), "token", error);
      return self->secret != NULL;
    }
  if (cli_call_get (call, "token-saved") != NULL)
    return take_saved (self, cli_call_get (call, "token-saved"), error);
  if (cli_call_is_given (call, "connection"))
    return TRUE;
  return take_token_argument (call, self, error);
}

static gboolean
take_given_place (CliCall *call, CliLogin *self, GError **error)
{
  const char *host = cli_call_get (call, "host");
  gboolean id_first = cli_call_is_given (call, "org-id") || !cli_call_is_given (call, "org");

  /* An organization's ID in the environment does not override a name on the command line. */
  if (id_first)
    self->org_id = g_strdup (cli_call_get (call, "org-id"));
  if (self->org_id == NULL)
    self->org_name = g_strdup (cli_call_get (call, "org"));
  if (host == NULL || (cli_call_is_given (call, "connection") && !cli_call_is_given (call, "host")))
    return TRUE;
  self->address = tessera_address_normalize (host, error);
  return self->address != NULL;
}

/* Connections of Tessera */

/* A token that can't see its organization may have been saved with the ID or the name only. */
static char *
copy_text (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
take_connection (CliLogin *self, TesseraConnection *connection, GError **error)
{
  if (self->address != NULL &&
      !g_str_equal (self->address, tessera_connection_get_address (connection)))
    return cli_usage_error (error,
                            _ ("The connection “%s” is for a different server than the one "
                               "specified with --host."),
                            tessera_connection_get_title (connection));
  if (self->address == NULL)
    self->address = g_strdup (tessera_connection_get_address (connection));
  if (self->org_id == NULL && self->org_name == NULL)
    {
      self->org_id = copy_text (tessera_connection_get_org_id (connection));
      self->org_name = copy_text (tessera_connection_get_org_name (connection));
    }
  self->username = g_strdup (tessera_connection_get_username (connection));
  g_set_object (&self->connection, connection);
  if (!may_ask (self, error))
    return FALSE;
  self->secret = cli_connection_load (connection, error);
  return self->secret != NULL;
}

static TesseraConnectionList *
load_connections (GError **error)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);

  return tessera_connection_list_load (list, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean
take_named_connection (CliLogin *self, const char *name, GError **error)
{
  g_autoptr (TesseraConnectionList) list = load_connections (error);
  TesseraConnection *connection;

  if (list == NULL)
    return FALSE;
  connection = cli_connection_find (list, name, error);
  return connection != NULL && take_connection (self, connection, error);
}

static gboolean
has_org (CliLogin *self, TesseraConnection *connection)
{
  return (self->org_id == NULL ||
          g_str_equal (self->org_id, tessera_connection_get_org_id (connection))) &&
         (self->org_name == NULL ||
          g_str_equal (self->org_name, tessera_connection_get_org_name (connection)));
}

/* A connection for the server: one for the organization if possible; otherwise another one, whose
 * account may have access to more. It stays owned by the list. */
static TesseraConnection *
choose_connection (CliLogin *self, TesseraConnectionList *list)
{
  TesseraConnection *other = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TesseraConnection) connection = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (!g_str_equal (self->address, tessera_connection_get_address (connection)))
        continue;
      if (has_org (self, connection))
        return tessera_connection_list_find (list, tessera_connection_get_id (connection));
      if (other == NULL)
        other = tessera_connection_list_find (list, tessera_connection_get_id (connection));
    }
  return other;
}

static gboolean
take_fitting_connection (CliLogin *self, GError **error)
{
  g_autoptr (TesseraConnectionList) list = load_connections (error);
  TesseraConnection *chosen;

  if (list == NULL)
    return FALSE;
  chosen = tessera_connection_list_get_last_used (list);
  if (self->address != NULL &&
      (chosen == NULL || !has_org (self, chosen) ||
       !g_str_equal (self->address, tessera_connection_get_address (chosen))))
    chosen = choose_connection (self, list);
  return chosen == NULL || take_connection (self, chosen, error);
}

/* Configurations of influx */

static gboolean
take_config (CliLogin *self, TesseraInfluxConfig *config, GError **error)
{
  const char *url = tessera_influx_config_get_url (config);
  TesseraSecret *secret = tessera_influx_config_get_secret (config);

  if (self->address == NULL && url != NULL)
    {
      self->address = tessera_address_normalize (url, error);
      if (self->address == NULL)
        return FALSE;
    }
  if (self->org_id == NULL && self->org_name == NULL)
    self->org_name = g_strdup (tessera_influx_config_get_org (config));
  if (self->secret != NULL)
    return TRUE;
  self->username = g_strdup (tessera_influx_config_get_username (config));
  if (secret != NULL)
    self->secret = tessera_secret_ref (secret);
  else if (self->username != NULL)
    self->secret = read_secret (self, "-", "password", error);
  return secret != NULL || self->username == NULL || self->secret != NULL;
}

/* Configurations that can't be read stop nothing that does not need them. Whether credentials are
 * needed, only the command knows. Takes ownership of @problem. */
static gboolean
go_on_without (CliCall *call, CliLogin *self, GError *problem, GError **error)
{
  if (self->address == NULL || cli_call_get (call, "active-config") != NULL ||
      cli_call_is_given (call, "configs-path"))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  self->unread = problem;
  return TRUE;
}

static gboolean
take_configs (CliCall *call, CliLogin *self, GError **error)
{
  GError *problem = NULL;
  const char *path = cli_call_get (call, "configs-path");
  const char *name = cli_call_get (call, "active-config");
  g_autofree char *usual = tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) configs =
      tessera_influx_configs_load (path != NULL ? path : usual, NULL, &problem);
  TesseraInfluxConfig *config;

  if (configs == NULL)
    return go_on_without (call, self, problem, error);
  config = tessera_influx_configs_find (configs, name);
  if (config != NULL)
    return take_config (self, config, error);
  if (name == NULL)
    return TRUE;
  return cli_usage_error (error, _ ("Config “%s” is not found in “%s”."), name,
                          path != NULL ? path : usual);
}

static gboolean
fill_in (CliCall *call, CliLogin *self, GError **error)
{
  const char *connection = cli_call_get (call, "connection");
  gboolean placed;

  if (!check_exclusive (call, error) || !take_given_place (call, self, error) ||
      !take_given_secret (call, self, error))
    return FALSE;
  /* A saved token determines its server; a configuration must not override that. */
  if (cli_call_get (call, "token-saved") != NULL)
    return TRUE;
  if (connection != NULL && self->secret == NULL)
    placed = take_named_connection (self, connection, error);
  else
    placed = take_configs (call, self, error) && (self->secret != NULL || self->unread != NULL ||
                                                  take_fitting_connection (self, error));
  if (placed && self->address == NULL)
    self->address = g_strdup (DEFAULT_ADDRESS);
  return placed;
}

CliLogin *
cli_login_read (CliCall *call, GError **error)
{
  g_autoptr (CliLogin) self = g_new0 (CliLogin, 1);

  if (!fill_in (call, self, error))
    return NULL;
  if (self->unread != NULL && self->secret != NULL)
    cli_warn ("%s", self->unread->message);
  return g_steal_pointer (&self);
}

char *
cli_login_read_address (CliCall *call, GError **error)
{
  const char *host = cli_call_get (call, "host");
  const char *path = cli_call_get (call, "configs-path");
  const char *name = cli_call_get (call, "active-config");
  g_autofree char *usual = tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) configs = NULL;
  TesseraInfluxConfig *config;

  if (host != NULL)
    return tessera_address_normalize (host, error);
  configs = tessera_influx_configs_load (path != NULL ? path : usual, NULL, error);
  if (configs == NULL)
    return NULL;
  config = tessera_influx_configs_find (configs, name);
  if (config == NULL && name != NULL)
    {
      cli_usage_error (error, _ ("Config “%s” is not found in “%s”."), name,
                       path != NULL ? path : usual);
      return NULL;
    }
  host = config != NULL ? tessera_influx_config_get_url (config) : NULL;
  return tessera_address_normalize (host != NULL ? host : DEFAULT_ADDRESS, error);
}

/* The client */

static gboolean
sign_in (CliLogin *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (self->username == NULL && strpbrk (tessera_secret_peek (self->secret), "\r\n") != NULL)
    return cli_usage_error (error,
                            _ ("The token contains a line break, which tokens never do. Check "
                               "where you copied it from."));
  if (self->username == NULL)
    {
      tessera_client_set_token (self->client, self->secret);
      return TRUE;
    }
  tessera_client_sign_in_async (self->client, self->username, self->secret, cli_cancellable (),
                                cli_wait_cb, &result);
  return tessera_client_sign_in_finish (self->client, cli_wait (&result), error);
}

static gboolean
open_client (CliCall *call, CliLogin *self, GError **error)
{
  self->client = self->quiet ? cli_client_new_quietly (call, self->address)
                             : cli_client_new (call, self->address, self->connection, error);
  return self->client != NULL && sign_in (self, error);
}

CliLogin *
cli_login (CliCall *call, GError **error)
{
  g_autoptr (CliLogin) self = cli_login_read (call, error);

  if (self == NULL)
    return NULL;
  if (self->secret == NULL && self->unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->unread));
      return NULL;
    }
  if (self->secret == NULL)
    {
      tessera_set_error (
          error, TESSERA_ERROR_UNAUTHORIZED, NULL,
          _ ("There are no credentials for %s. Provide a token (with --token-file, "
             "--token -, or --token-saved; in INFLUX_TOKEN; or in an influx "
             "configuration), or save credentials with “tessera-cli connection add”."),
          self->address);
      return NULL;
    }
  if (tessera_address_is_exposed (self->address) && isatty (STDERR_FILENO))
    cli_warn (_ ("%s is on another computer, and plain HTTP is not encrypted. Anyone on the "
                 "network can read what is sent."),
              self->address);
  return open_client (call, self, error) ? g_steal_pointer (&self) : NULL;
}

CliLogin *
cli_login_quietly (CliCall *call)
{
  g_autoptr (CliLogin) self = g_new0 (CliLogin, 1);

  self->quiet = TRUE;
  if (!fill_in (call, self, NULL) || self->secret == NULL || !open_client (call, self, NULL))
    return NULL;
  return g_steal_pointer (&self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/setup.h"

#include "cli/auth-print.h"
#include "cli/client.h"
#include "cli/connection-report.h"
#include "cli/login.h"
#include "cli/output.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/session/session-remember.h"
#include "core/setup/server-setup.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

static gboolean
check_server (TesseraClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_server_setup_check_async (client, cli_cancellable (), cli_wait_cb, &result);
  return tessera_server_setup_check_finish (cli_wait (&result), error);
}

static gboolean
is_of_keyring (const GError *error)
{
  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING);
}

static TesseraServerSetup *
set_up (TesseraClient *client, TesseraSetupRequest *request, TesseraMinter *minter,
        TesseraKeyring *keyring, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) problem = NULL;
  TesseraServerSetup *setup;
  g_autofree char *text = NULL;

  tessera_server_setup_async (client, request, minter, keyring, cli_cancellable (), cli_wait_cb,
                              &result);
  setup = tessera_server_setup_finish (cli_wait (&result), &problem);
  if (setup != NULL)
    return setup;
  if (!is_of_keyring (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  text = tessera_text_follow (problem->message, _ ("Nothing was set up."));
  tessera_set_error (error, TESSERA_ERROR_KEYRING, tessera_error_get_details (problem), "%s", text);
  return NULL;
}

static char *
save_value (const char *address, TesseraMint *mint)
{
  g_autoptr (GError) error = NULL;
  char *label = cli_saved_save (address, mint, &error);

  if (label == NULL)
    cli_warn (_ ("The server was set up, but its operator token’s value may not have been saved. "
                 "It is printed here instead, and can’t be shown again. %s"),
              error->message);
  return label;
}

/* The connection comes second: the value is safe by then. */
static gboolean
remember (TesseraServerSetup *setup, TesseraKeyring *keyring, TesseraConnectionList *connections,
          GError **error)
{
  TesseraSession *session = tessera_server_setup_get_session (setup);
  g_autoptr (TesseraConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;

  tessera_session_remember_async (session,
                                  tessera_mint_get_value (tessera_server_setup_get_mint (setup)),
                                  connections, keyring, NULL, cli_wait_cb, &result);
  if (tessera_session_remember_finish (cli_wait (&result), &connection, &problem))
    {
      cli_connection_report (connection, TRUE);
      return TRUE;
    }
  tessera_set_error (error, TESSERA_ERROR_FAILED, tessera_error_get_details (problem),
                     /* Translators: %s is whole sentences */
                     _ ("The server was set up and its operator token saved, but the connection "
                        "was not saved. %s"),
                     problem->message);
  g_error_free (problem);
  return FALSE;
}

static gboolean
print_setup (CliCall *call, TesseraServerSetup *setup, TesseraSetupRequest *request,
             TesseraSecret *value, GError **error)
{
  const char *username = tessera_setup_request_get_username (request);
  GError *problem = NULL;
  gboolean printed;

  if (cli_call_has (call, "quiet"))
    printed = value == NULL || cli_output_secret (value, &problem);
  else
    printed = cli_print_setup (call, tessera_server_setup_get_session (setup),
                               tessera_server_setup_get_bucket (setup), value, &problem);
  if (printed)
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     _ ("The server was set up, but the result could not be printed. %s If you do "
                        "not have the value of its operator token, sign in as “%s” with the "
                        "password and create another one."),
                     problem->message, username);
  g_error_free (problem);
  return FALSE;
}

static gboolean
check_faults (TesseraServerSetup *setup, GError **error)
{
  g_autofree char *faults = g_strjoinv (" ", (GStrv) tessera_server_setup_get_faults (setup));

  if (*faults == '\0')
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     /* Translators: %s is whole sentences */
                     _ ("The server was not set up as you requested: %s Check the server, and any "
                        "proxy in between."),
                     faults);
  return FALSE;
}

/* After setting up: whatever fails, the value is printed if it is nowhere else. */
static gboolean
hand_over (CliCall *call, TesseraServerSetup *setup, TesseraSetupRequest *request,
           TesseraMinter *minter, TesseraConnectionList *connections, GError **error)
{
  TesseraMint *mint = tessera_server_setup_get_mint (setup);
  TesseraClient *client = tessera_session_get_client (tessera_server_setup_get_session (setup));
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  gboolean is_known = tessera_setup_request_get_token (request) != NULL;
  gboolean wants_saving = cli_call_has (call, "save");
  g_autofree char *label = NULL;
  gboolean show, remembered = TRUE;

  if (wants_saving)
    label = save_value (tessera_client_get_address (client), mint);
  show = cli_call_has (call, "show-token") || (label == NULL && (wants_saving || !is_known));
  if (label != NULL)
    remembered = remember (setup, keyring, connections, error);
  if (!print_setup (call, setup, request, show ? tessera_mint_get_value (mint) : NULL,
                    remembered ? error : NULL))
    return FALSE;
  tessera_minter_mark_handed_over (minter, mint);
  if (!remembered || !check_faults (setup, error))
    return FALSE;
  if (!wants_saving || label != NULL)
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_KEYRING, NULL,
                     _ ("The value may not be in the keyring. Keep the printed value in a safe "
                        "place."));
  return FALSE;
}

static TesseraClient *
open_client (CliCall *call, GError **error)
{
  g_autofree char *address = cli_login_read_address (call, error);

  if (address == NULL)
    return NULL;
  if (tessera_address_is_exposed (address) && isatty (STDERR_FILENO))
    cli_warn (_ ("%s is on another computer, and plain HTTP is not encrypted. Anyone on the "
                 "network can read what is sent."),
              address);
  return cli_client_new (call, address, NULL, error);
}

gboolean
cli_setup (CliCall *call, GError **error)
{
  g_autoptr (TesseraMinter) minter = tessera_minter_new (NULL);
  g_autoptr (TesseraConnectionList) connections = tessera_connection_list_new (NULL);
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraClient) client = NULL;
  g_autoptr (TesseraSetupRequest) request = NULL;
  g_autoptr (TesseraServerSetup) setup = NULL;
  gboolean wants_saving = cli_call_has (call, "save");

  if (!cli_setup_check_words (call, error) || !cli_output_check (error) ||
      (wants_saving && !tessera_connection_list_load (connections, error)))
    return FALSE;
  if (cli_call_get (call, "name") != NULL)
    cli_warn (_ ("--name has no effect: Tessera does not write the token to an influx "
                 "configuration."));
  client = open_client (call, error);
  if (client == NULL || !check_server (client, error) ||
      (request = cli_setup_ask (call, error)) == NULL)
    return FALSE;
  setup = set_up (client, request, minter, wants_saving ? keyring : NULL, error);
  return setup != NULL && hand_over (call, setup, request, minter, connections, error);
}

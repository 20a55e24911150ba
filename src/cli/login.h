/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/client/client.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * CliLogin:
 * @client: a client with the credentials that were found
 * @address: the normalized address of the server
 * @org_id: (nullable): the organization's ID, if it is known without a request
 * @org_name: (nullable): its name
 * @connection: (nullable): the connection that the credentials are from
 * @username: (nullable): the user name, for a password
 * @secret: (nullable): the token, or the password
 * @unread: (nullable): why the configurations of influx can't be read, if nothing but credentials
 *   could be missing because of that
 * @quiet: never prompt
 *
 * The server and the credentials. It needs no request, except for signing in with a password.
 *
 * The command line comes first, then the environment, then, like in `influx`, its active
 * configuration; without one, or if its token was moved to the keyring, the matching Tessera
 * connection.
 */
typedef struct
{
  TesseraClient *client;
  char *address;
  char *org_id;
  char *org_name;
  TesseraConnection *connection;
  char *username;
  TesseraSecret *secret;
  GError *unread;
  gboolean quiet;
} CliLogin;

/**
 * cli_login_read:
 *
 * Returns: (transfer full) (nullable): the result of the options, the environment and the
 *   configurations, without a client yet; @secret can be missing
 */
CliLogin *cli_login_read (CliCall *call, GError **error);

/**
 * cli_login_read_address:
 *
 * For a command that has no credentials: the server of --host, of the active configuration of
 * influx, or influx's own default.
 *
 * Returns: (transfer full) (nullable): the normalized address
 */
char *cli_login_read_address (CliCall *call, GError **error);

/**
 * cli_login:
 *
 * Returns: (transfer full) (nullable): a login that can make requests
 */
CliLogin *cli_login (CliCall *call, GError **error);

/**
 * cli_login_quietly:
 *
 * For completions: never prompts, does not read standard input, and leaves the keyring alone,
 * because it could ask for its password.
 *
 * Returns: (transfer full) (nullable): a login
 */
CliLogin *cli_login_quietly (CliCall *call);
void cli_login_free (CliLogin *self);

/**
 * cli_login_warn_of_argument:
 *
 * Warns on a terminal that a token given as an argument is exposed.
 */
void cli_login_warn_of_argument (CliCall *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliLogin, cli_login_free)

G_END_DECLS

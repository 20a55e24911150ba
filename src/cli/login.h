/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * CliLogin:
 * @client: signs with what was found
 * @address: the normalized address of the server
 * @org_id: (nullable): the organization's ID, as far as it is known without asking
 * @org_name: (nullable): its name
 * @username: (nullable): who signs in with a password
 * @secret: (nullable): the token, or the password
 * @quiet: nothing may be asked
 *
 * Where to and as whom. No request is made for it, but the sign-in with a password.
 *
 * What is on the command line comes first, then what is in the environment, then, as in `influx`,
 * its active configuration; without one, or where its token was moved into the keyring, the
 * connection of Tessera that fits.
 */
typedef struct
{
  TesseraClient *client;
  char *address;
  char *org_id;
  char *org_name;
  char *username;
  TesseraSecret *secret;
  gboolean quiet;
} CliLogin;

/**
 * cli_login_read:
 *
 * Returns: (transfer full) (nullable): what the options, the environment and the configurations
 * say, without a client yet; @secret may be missing
 */
CliLogin *cli_login_read (CliCall *call, GError **error);

/**
 * cli_login:
 *
 * Returns: (transfer full) (nullable): a login that can make requests
 */
CliLogin *cli_login (CliCall *call, GError **error);

/**
 * cli_login_quietly:
 *
 * For completions: asks nobody anything, reads no standard input, and leaves the keyring alone,
 * which could ask for its password.
 *
 * Returns: (transfer full) (nullable): a login
 */
CliLogin *cli_login_quietly (CliCall *call);
void cli_login_free (CliLogin *self);

/**
 * cli_login_warn_of_argument:
 *
 * Says on a terminal what a token that was given as an argument is exposed to.
 */
void cli_login_warn_of_argument (CliCall *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliLogin, cli_login_free)

G_END_DECLS

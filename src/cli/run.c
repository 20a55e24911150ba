/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/output.h"
#include "cli/saved.h"
#include "tessera-config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum
{
  NOT_EXECUTABLE = 126,
  NOT_FOUND = 127,
};

/* The credentials that the command gets. */
typedef struct
{
  char *server;
  char *org_id;
  char *org_name; /* only if the ID is not known */
  TesseraSecret *value;
} Credentials;

static void
credentials_clear (Credentials *self)
{
  g_free (self->server);
  g_free (self->org_id);
  g_free (self->org_name);
  g_clear_pointer (&self->value, tessera_secret_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Credentials, credentials_clear)

static gboolean
take_saved (CliCall *call, Credentials *into, GError **error)
{
  g_autoptr (TesseraKeyringItem) saved =
      cli_saved_find_for (call, cli_call_get (call, "saved"), error);

  if (saved == NULL)
    return FALSE;
  into->server = g_strdup (tessera_keyring_item_get_server (saved));
  into->org_id = g_strdup (tessera_keyring_item_get_org_id (saved));
  into->value = cli_saved_load (saved, error);
  return into->value != NULL;
}

static gboolean
take_connection (CliCall *call, Credentials *into, GError **error)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);
  TesseraConnection *connection;

  if (!tessera_connection_list_load (list, error) ||
      (connection = cli_connection_find (list, cli_call_get (call, "connection"), error)) == NULL)
    return FALSE;
  if (tessera_connection_get_method (connection) != TESSERA_CREDENTIALS_TOKEN)
    return cli_usage_error (error,
                            _ ("“%s” signs in with a password, but the command you want to run "
                               "needs a token. Create one with “tessera-cli auth create --save”."),
                            tessera_connection_get_title (connection));
  into->server = g_strdup (tessera_connection_get_address (connection));
  into->org_id = g_strdup (tessera_connection_get_org_id (connection));
  into->org_name = g_strdup (tessera_connection_get_org_name (connection));
  into->value = cli_connection_load (connection, error);
  return into->value != NULL;
}

/* As Go's package flag reads options: with one dash or two, the value after an equals sign. */
static gboolean
is_org_option (const char *argument)
{
  const char *name = argument + strspn (argument, "-");
  gsize dashes = (gsize) (name - argument);
  g_autofree char *bare = g_strndup (name, strcspn (name, "="));

  return (dashes == 1 || dashes == 2) &&
         (g_str_equal (bare, "o") || g_str_equal (bare, "org") || g_str_equal (bare, "org-id"));
}

/* influx 2.7.5 does not let its options override the variable INFLUX_ORG_ID, but calls -o together
 * with it ambiguous. influx may come after a command that starts it, such as timeout. */
static gboolean
names_organization (char **arguments)
{
  for (gboolean after_influx = FALSE; *arguments != NULL; arguments++)
    {
      g_autofree char *program = g_path_get_basename (*arguments);

      if (after_influx && is_org_option (*arguments))
        return TRUE;
      after_influx = after_influx || g_str_equal (program, "influx");
    }
  return FALSE;
}

static void
set_environment (const Credentials *credentials, char **arguments)
{
  g_setenv ("INFLUX_TOKEN", tessera_secret_peek (credentials->value), TRUE);
  g_setenv ("INFLUX_HOST", credentials->server, TRUE);
  /* influx accepts either a name or an ID, and rejects both together. */
  g_unsetenv ("INFLUX_ORG");
  g_unsetenv ("INFLUX_ORG_ID");
  if (names_organization (arguments))
    return;
  if (*credentials->org_id != '\0')
    g_setenv ("INFLUX_ORG_ID", credentials->org_id, TRUE);
  else if (credentials->org_name != NULL && *credentials->org_name != '\0')
    g_setenv ("INFLUX_ORG", credentials->org_name, TRUE);
}

/* The command replaces this process, so that it gets the signals and determines the exit status. */
gboolean
cli_run (CliCall *call, GError **error)
{
  char **arguments = cli_call_get_arguments (call);
  gboolean saved = cli_call_is_given (call, "saved");
  g_auto (Credentials) credentials = { 0 };
  g_autofree char *text = NULL;
  int cause;

  if (saved == cli_call_is_given (call, "connection"))
    return cli_usage_error (error,
                            _ ("Use either --saved or --connection to specify a token in the "
                               "keyring."));
  if (saved ? !take_saved (call, &credentials, error)
            : !take_connection (call, &credentials, error))
    return FALSE;
  set_environment (&credentials, arguments);
  signal (SIGPIPE, SIG_DFL);
  execvp (arguments[0], arguments);
  cause = errno;
  text = g_strdup_printf (_ ("“%s” can’t be run: %s."), arguments[0], g_strerror (cause));
  cli_tell ("Error: %s\n", text);
  exit (cause == ENOENT ? NOT_FOUND : NOT_EXECUTABLE);
}

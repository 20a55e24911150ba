/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"
#include "cli/complete.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/reach.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/base/storage.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>

enum
{
  DONE = 0,
  FAILED = 1,
  WRONG_USAGE = 2,
};

/* Many commands at once each get their turn at the journal. */
#define LOCK_WAIT_MS 10000

/* What happened and what to do about it; then the server's own words, if they add anything. */
static int
report_error (GError *error)
{
  const char *details = tessera_error_get_details (error);
  int status = error->domain == CLI_USAGE ? WRONG_USAGE : FAILED;

  if (tessera_error_is_cancelled (error))
    cli_tell ("Error: %s.\n", _ ("Canceled"));
  else
    cli_tell ("Error: %s\n", error->message);
  if (details != NULL && *details != '\0')
    cli_tell (_ ("Details: %s\n"), details);
  cli_reach_tell_certificate (error);
  g_error_free (error);
  return status;
}

static int
print_help (GString *text)
{
  GError *error = NULL;

  return cli_output_write (text, &error) ? DONE : report_error (error);
}

static int
run_command (const CliGroup *group, const CliCommand *command, char **arguments)
{
  g_autoptr (CliCall) call = NULL;
  GError *error = NULL;

  call = cli_call_parse (command, arguments, &error);
  if (call == NULL)
    {
      int status = report_error (error);
      g_autofree char *name = cli_help_name (group, command);

      cli_tell (_ ("“tessera-cli %s --help” shows all options.\n"), name);
      return status;
    }
  if (cli_call_wants_help (call))
    return print_help (cli_help_command (group, command));
  return command->run (call, &error) ? DONE : report_error (error);
}

static int
complain_unknown (const char *name, const char *of)
{
  GError *error = NULL;

  if (cli_may_be_secret (name))
    cli_usage_error (&error, _ ("Unknown command for “%s”. See --help."), of);
  else
    cli_usage_error (&error, _ ("Unknown command “%s” for “%s”. See --help."), name, of);
  return report_error (error);
}

static gboolean
is_help (const char *word)
{
  return word == NULL || g_str_equal (word, "--help") || g_str_equal (word, "-h") ||
         g_str_equal (word, "help");
}

static int
run_group (const CliGroup *group, char **arguments)
{
  const CliCommand *command;

  if (cli_group_is_command (group))
    return run_command (group, group->commands, arguments);
  if (is_help (arguments[0]))
    return print_help (cli_help_group (group));
  command = cli_command_find (group, arguments[0]);
  if (command == NULL)
    return complain_unknown (arguments[0], group->name);
  return run_command (group, command, arguments + 1);
}

/* `help auth create` means `auth create --help`. */
static int
run_help (char **words)
{
  const CliGroup *group = words[0] != NULL ? cli_group_find (words[0]) : NULL;
  const CliCommand *command;

  if (words[0] == NULL)
    return print_help (cli_help_program ());
  if (group == NULL)
    return complain_unknown (words[0], "tessera-cli");
  if (cli_group_is_command (group))
    return print_help (cli_help_command (group, group->commands));
  if (words[1] == NULL)
    return print_help (cli_help_group (group));
  command = cli_command_find (group, words[1]);
  return command != NULL ? print_help (cli_help_command (group, command))
                         : complain_unknown (words[1], group->name);
}

static int
run_program (char **arguments)
{
  const CliGroup *group;

  if (is_help (arguments[0]))
    return run_help (arguments[0] != NULL ? arguments + 1 : arguments);
  if (g_str_equal (arguments[0], "version") || g_str_equal (arguments[0], "--version"))
    return print_help (g_string_new ("tessera-cli " TESSERA_VERSION "\n"));
  if (g_str_equal (arguments[0], "__complete"))
    return cli_complete (arguments + 1);
  if (g_str_equal (arguments[0], "__manual"))
    {
      group = arguments[1] != NULL ? cli_group_find (arguments[1]) : NULL;
      return print_help (group != NULL ? cli_manual_group (group) : cli_manual_program ());
    }
  group = cli_group_find (arguments[0]);
  return group != NULL ? run_group (group, arguments + 1)
                       : complain_unknown (arguments[0], "tessera-cli");
}

int
main (int argc, char **argv)
{
  cli_output_prepare ();
  tessera_secret_protect_process ();
  tessera_storage_set_lock_wait (LOCK_WAIT_MS);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TESSERA_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* A closed pipe is an ordinary write error, so that a created token is still reported. */
  signal (SIGPIPE, SIG_IGN);
  cli_watch_signals ();
  cli_mention_pauses ();
  return argc > 0 ? run_program (argv + 1) : WRONG_USAGE;
}

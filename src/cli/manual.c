/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The manual part of help.h: the same tables, for man(1). */

#include "cli/help.h"

#include "tessera-config.h"

#include <string.h>

static const char exit_status[] =
    "0 if everything succeeded, 1 if something failed, 2 if the command line is invalid. (influx "
    "returns 1 in the last case, too.) Errors are printed to standard error as “Error: …” and say "
    "what to do.";

static const char sign_in[] =
    "Credentials are taken from the first of these: --token, --token-file, --token-saved, or "
    "--connection on the command line; INFLUX_TOKEN or TESSERA_CONNECTION in the environment; the "
    "active influx configuration, or the one specified with --active-config; a Tessera "
    "connection, which must be for the same server and organization if those are specified. A "
    "configuration that you specify is used for this command only, whereas influx makes it the "
    "active one.\n"
    "\n"
    "A token given as an argument stays in the shell’s history. It is also visible in the list of "
    "processes until this program starts and overwrites it. Use --token-file, "
    "--token - (standard input), or --token-saved (the keyring) to avoid both.";

static const char differences[] =
    "With the following exceptions, the options, environment variables, and configurations are "
    "those of influx 2.7.5, and the same server state produces identical tables and JSON:\n"
    "\n"
    "A value is printed only when a token is created. influx also prints values in lists if the "
    "server includes them (versions earlier than 2.8, and servers that do not hash tokens), and "
    "prints “redacted” for InfluxDB Cloud.\n"
    "\n"
    "“auth list” applies its filters; influx does not send its own to the server. A JSON list "
    "without any tokens is [] instead of null.\n"
    "\n"
    "“auth active” and “auth inactive” accept all server and output options. --read-user, "
    "--read-dbrps, and --write-dbrps are also accepted, because the vendor’s documentation spells "
    "them that way.\n"
    "\n"
    "Without --user, the owner is the signed-in user instead of the first user that the server "
    "lists. A permission that is requested twice is granted once. Anything specified by its ID "
    "must exist, unless --allow-unknown-id is given.\n"
    "\n"
    "On a terminal, line breaks and control characters in descriptions are shown as spaces.";

static const char files[] =
    "~/.influxdbv2/configs (or $INFLUX_CONFIGS_PATH): the influx configurations; only “connection "
    "import” changes them, and only if you ask it to.\n"
    "\n"
    "$XDG_CONFIG_HOME/tessera/connections: the connections, without any secrets.\n"
    "\n"
    "$XDG_STATE_HOME/tessera/journal: records of tokens whose values may not have been saved.";

/* Any text for roff: its special characters are escaped. */
static void
append_text (GString *into, const char *text)
{
  gboolean begins = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (begins && (*p == '.' || *p == '\''))
        g_string_append (into, "\\&");
      if (*p == '\\')
        g_string_append (into, "\\e");
      else if (*p == '-')
        g_string_append (into, "\\-");
      else
        g_string_append_c (into, *p);
      begins = *p == '\n';
    }
}

static void
append_section (GString *into, const char *title, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  g_string_append_printf (into, ".SH %s\n", title);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append (into, i > 0 ? ".PP\n" : "");
      append_text (into, paragraphs[i]);
      g_string_append_c (into, '\n');
    }
}

static GString *
begin_page (const char *name, const char *summary)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ".TH %s 1 \"\" \"Tessera %s\" \"User Commands\"\n.SH NAME\n", name,
                          TESSERA_VERSION);
  append_text (text, name);
  g_string_append (text, " \\- ");
  append_text (text, summary);
  g_string_append_c (text, '\n');
  return text;
}

static void
append_options (GString *into, const CliOption *const *tables)
{
  for (; *tables != NULL; tables++)
    for (const CliOption *option = *tables; option->name != NULL; option++)
      {
        g_autofree char *name = cli_help_option (option);

        if (option->help == NULL)
          continue;
        g_string_append (into, ".TP\n.B ");
        append_text (into, name);
        g_string_append_c (into, '\n');
        append_text (into, option->help);
        if (option->environment != NULL)
          g_string_append_printf (into, " (environment variable %s)", option->environment);
        g_string_append (into, ".\n");
      }
}

static void
append_command (GString *into, const CliGroup *group, const CliCommand *command)
{
  g_autofree char *name = cli_help_name (group, command);
  g_auto (GStrv) paragraphs =
      g_strsplit (command->description != NULL ? command->description : "", "\n\n", -1);

  g_string_append (into, ".SS tessera\\-cli ");
  append_text (into, name);
  g_string_append (into, " [OPTION…] ");
  append_text (into, command->arguments != NULL ? command->arguments : "");
  g_string_append_c (into, '\n');
  append_text (into, command->summary);
  g_string_append (into, ".\n");
  if (command->aliases != NULL)
    g_string_append_printf (into, "Aliases: %s.\n", command->aliases);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append (into, ".PP\n");
      append_text (into, paragraphs[i]);
      g_string_append_c (into, '\n');
    }
  append_options (into, command->options);
  if (command->examples == NULL)
    return;
  g_string_append (into, ".PP\nExamples:\n.PP\n.RS\n.nf\n");
  append_text (into, command->examples);
  g_string_append (into, "\n.fi\n.RE\n");
}

/* All other pages, except the one that the list is in. */
static void
append_see_also (GString *into, const CliGroup *self)
{
  const char *separator = "";

  g_string_append (into, ".SH SEE ALSO\n");
  if (self != NULL)
    {
      g_string_append (into, ".BR tessera\\-cli (1)");
      separator = ",\n";
    }
  for (const CliGroup *group = cli_groups; group->name != NULL; group++)
    if (group != self)
      {
        g_string_append_printf (into, "%s.BR tessera\\-cli\\-", separator);
        append_text (into, group->name);
        g_string_append (into, " (1)");
        separator = ",\n";
      }
  g_string_append_c (into, '\n');
}

static gboolean
signs_in (const CliGroup *group)
{
  for (const CliCommand *command = group->commands; command->name != NULL; command++)
    for (const CliOption *const *table = command->options; *table != NULL; table++)
      if (*table == cli_options_server)
        return TRUE;
  return FALSE;
}

GString *
cli_manual_group (const CliGroup *group)
{
  g_autofree char *name = g_strdup_printf ("tessera-cli-%s", group->name);
  GString *text = begin_page (name, group->summary);

  if (group->description != NULL)
    append_section (text, "DESCRIPTION", group->description);
  g_string_append (text, ".SH COMMANDS\n");
  for (const CliCommand *command = group->commands; command->name != NULL; command++)
    append_command (text, group, command);
  if (signs_in (group))
    append_section (text, "SIGNING IN", sign_in);
  if (g_str_equal (group->name, "auth"))
    append_section (text, "DIFFERENCES FROM INFLUX", differences);
  append_section (text, "EXIT STATUS", exit_status);
  append_see_also (text, group);
  return text;
}

GString *
cli_manual_program (void)
{
  GString *text =
      begin_page ("tessera-cli", "create InfluxDB API tokens and save them to the keyring");

  g_string_append (text, ".SH SYNOPSIS\n.B tessera\\-cli\nCOMMAND [OPTION…]\n");
  append_section (
      text, "DESCRIPTION",
      "Creates InfluxDB API tokens with exactly the permissions they need, and saves their values "
      "to the desktop’s keyring. It takes the same arguments as “influx auth”, and also accepts "
      "names "
      "where influx requires IDs. Each command has its own manual page.");
  g_string_append (text, ".SH COMMANDS\n");
  for (const CliGroup *group = cli_groups; group->name != NULL; group++)
    {
      g_string_append (text, ".TP\n.B ");
      append_text (text, group->name);
      g_string_append_c (text, '\n');
      append_text (text, group->summary);
      g_string_append (text, ".\n");
    }
  append_section (text, "SIGNING IN", sign_in);
  append_section (text, "FILES", files);
  append_section (text, "EXIT STATUS", exit_status);
  append_see_also (text, NULL);
  return text;
}

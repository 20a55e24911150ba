/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/help.h"

#include <string.h>

#define WIDTH 80
#define COLUMN 27 /* where the explanations begin */

/* Appends words from @text, in lines indented by @indent characters. The first word continues the
 * current line. */
static void
append_wrapped (GString *into, const char *text, gsize at, gsize indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = (gsize) g_utf8_strlen (words[i], -1);

      if (i > 0 && at + 1 + length > WIDTH)
        {
          g_string_append_printf (into, "\n%*s", (int) indent, "");
          at = indent;
        }
      else if (i > 0)
        {
          g_string_append_c (into, ' ');
          at++;
        }
      g_string_append (into, words[i]);
      at += length;
    }
  g_string_append_c (into, '\n');
}

static void
append_entry (GString *into, const char *name, const char *explanation)
{
  gsize length = (gsize) g_utf8_strlen (name, -1) + 2;

  g_string_append_printf (into, "  %s", name);
  if (length + 2 > COLUMN)
    g_string_append_printf (into, "\n%*s", COLUMN, "");
  else
    g_string_append_printf (into, "%*s", (int) (COLUMN - length), "");
  append_wrapped (into, explanation, COLUMN, COLUMN);
}

char *
cli_help_option (const CliOption *option)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "--%s", option->name);
  if (cli_option_takes_value (option))
    g_string_append_printf (text, " %s", option->value);
  if (option->letter != 0)
    g_string_append_printf (text, ", -%c", option->letter);
  return g_string_free (text, FALSE);
}

char *
cli_help_name (const CliGroup *group, const CliCommand *command)
{
  if (*command->name == '\0')
    return g_strdup (group->name);
  return g_strdup_printf ("%s %s", group->name, command->name);
}

static void
append_options (GString *into, const CliOption *table)
{
  for (const CliOption *option = table; option->name != NULL; option++)
    {
      g_autofree char *name = cli_help_option (option);
      g_autofree char *help = NULL;

      if (option->help == NULL)
        continue;
      help = option->environment != NULL
                 ? g_strdup_printf ("%s [$%s]", option->help, option->environment)
                 : g_strdup (option->help);
      append_entry (into, name, help);
    }
}

static void
append_paragraphs (GString *into, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_string_append_c (into, '\n');
      append_wrapped (into, paragraphs[i], 0, 0);
    }
}

GString *
cli_help_command (const CliGroup *group, const CliCommand *command)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name = cli_help_name (group, command);

  g_string_append_printf (text, "Usage: tessera-cli %s [OPTION…]%s%s\n\n", name,
                          command->arguments != NULL ? " " : "",
                          command->arguments != NULL ? command->arguments : "");
  append_wrapped (text, command->summary, 0, 0);
  if (command->aliases != NULL)
    g_string_append_printf (text, "Aliases: %s\n", command->aliases);
  if (command->description != NULL)
    append_paragraphs (text, command->description);
  if (command->options[0] != NULL)
    g_string_append (text, "\nOptions:\n");
  for (const CliOption *const *table = command->options; *table != NULL; table++)
    append_options (text, *table);
  if (command->examples != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (command->examples, "\n", -1);

      g_string_append (text, "\nExamples:\n");
      for (guint i = 0; lines[i] != NULL; i++)
        g_string_append_printf (text, "  %s\n", lines[i]);
    }
  return text;
}

/* A command with its other names: `list, find, ls`. */
static char *
list_names (const CliCommand *command)
{
  GString *names = g_string_new (command->name);

  if (command->aliases != NULL)
    {
      g_string_append_printf (names, " %s", command->aliases);
      g_string_replace (names, " ", ", ", 0);
    }
  return g_string_free (names, FALSE);
}

GString *
cli_help_group (const CliGroup *group)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Usage: tessera-cli %s COMMAND [OPTION…]\n\n", group->name);
  append_wrapped (text, group->summary, 0, 0);
  g_string_append (text, "\nCommands:\n");
  for (const CliCommand *command = group->commands; command->name != NULL; command++)
    {
      g_autofree char *names = list_names (command);

      append_entry (text, names, command->summary);
    }
  g_string_append_printf (text,
                          "\n"
                          "For details, run “tessera-cli %s COMMAND --help”.\n",
                          group->name);
  return text;
}

GString *
cli_help_program (void)
{
  GString *text = g_string_new ("Usage: tessera-cli COMMAND [OPTION…]\n\n");

  append_wrapped (text,
                  "Creates InfluxDB API tokens with exactly the permissions they need, and saves "
                  "their values to the desktop’s keyring. Takes the same arguments as “influx "
                  "auth”.",
                  0, 0);
  g_string_append (text, "\nCommands:\n");
  for (const CliGroup *group = cli_groups; group->name != NULL; group++)
    append_entry (text, group->name, group->summary);
  append_entry (text, "help COMMAND", "Show help for a command");
  append_entry (text, "version", "Print the version");
  return text;
}

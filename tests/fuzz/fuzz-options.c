/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Command lines: one word in each line, the first of which chooses the command. Whatever is wrong
 * with one is an error that does not repeat a secret. */

#include "cli/call.h"
#include "cli/command.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* What a token's value looks like; the corpus has it where people put it. */
#define VALUE "Ym9ndXMtdG9rZW4tZm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg=="

static const CliCommand *
choose_command (const char *word)
{
  g_auto (GStrv) names = g_strsplit (word, " ", 2);
  const CliGroup *group = names[0] != NULL ? cli_group_find (names[0]) : NULL;
  const CliCommand *command = NULL;

  if (group == NULL)
    group = cli_group_find ("auth");
  if (names[0] != NULL && names[1] != NULL)
    command = cli_command_find (group, names[1]);
  return command != NULL ? command : group->commands;
}

static void
check_call (CliCall *call)
{
  g_assert_nonnull (cli_call_get_command (call));
  g_assert_nonnull (cli_call_get_arguments (call));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  g_auto (GStrv) words = g_strsplit (text, "\n", -1);
  g_auto (GStrv) again = g_strdupv (words);
  const CliCommand *command;
  g_autoptr (CliCall) call = NULL;
  g_autoptr (CliCall) typed = NULL;
  g_autoptr (GError) error = NULL;

  if (words[0] == NULL)
    return 0;
  command = choose_command (words[0]);
  call = cli_call_parse (command, words + 1, &error);
  g_assert_true ((call == NULL) == (error != NULL));
  if (call != NULL)
    check_call (call);
  else
    {
      g_assert_true (error->domain == CLI_USAGE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strstr (error->message, VALUE));
    }
  typed = cli_call_parse_leniently (command, again + 1);
  check_call (typed);
  return 0;
}

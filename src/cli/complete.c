/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/complete.h"

#include "cli/login.h"
#include "cli/resolve.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/files/influx-config.h"
#include "core/model/template.h"

#include <stdio.h>
#include <string.h>

#define DEADLINE_SECONDS 2 /* a person is waiting the whole time */

/* The words before the one that is being typed. */
typedef struct
{
  const CliGroup *group;
  const CliCommand *command;
  char **words;     /* after the names of group and command */
  guint arguments;  /* how many of them are not options */
  const char *word; /* what is being typed */
  char *prefix;     /* the part that is kept: `--org=` of `--org=ac`; or NULL */
} Line;

static void
offer_candidate (Line *line, const char *candidate)
{
  if (g_str_has_prefix (candidate, line->word) && strpbrk (candidate, "\r\n") == NULL)
    printf ("%s%s\n", line->prefix != NULL ? line->prefix : "", candidate);
}

/* Commands and options */

static void
offer_groups (Line *line)
{
  for (const CliGroup *group = cli_groups; group->name != NULL; group++)
    offer_candidate (line, group->name);
  offer_candidate (line, "help");
  offer_candidate (line, "version");
}

static void
offer_commands (Line *line)
{
  for (const CliCommand *command = line->group->commands; command->name != NULL; command++)
    offer_candidate (line, command->name);
}

static void
offer_options (Line *line)
{
  for (const CliOption *const *table = line->command->options; *table != NULL; table++)
    for (const CliOption *option = *table; option->name != NULL; option++)
      {
        g_autofree char *name = g_strconcat ("--", option->name, NULL);

        if (option->help != NULL)
          offer_candidate (line, name);
      }
  offer_candidate (line, "--help");
}

/* Names from the server. If anything goes wrong, nothing is offered; the user is never prompted,
 * neither on standard input nor by the keyring. */

static CliLogin *
log_in (Line *line)
{
  g_autoptr (CliCall) call = cli_call_parse_leniently (line->command, line->words);

  return call != NULL ? cli_login_quietly (call) : NULL;
}

static void
offer_resources (Line *line, const char *type)
{
  g_autoptr (CliLogin) login = log_in (line);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (login == NULL)
    return;
  if (!g_str_equal (type, "orgs") && !g_str_equal (type, "users") && !cli_resolve_org (login, NULL))
    return;
  tessera_client_list_resources_async (login->client, type, login->org_id, cli_cancellable (),
                                       cli_wait_cb, &result);
  items = tessera_client_list_resources_finish (login->client, cli_wait (&result), NULL);
  for (guint i = 0; items != NULL && i < items->len; i++)
    offer_candidate (line, tessera_resource_get_name (items->pdata[i]));
}

static void
offer_tokens (Line *line)
{
  g_autoptr (CliLogin) login = log_in (line);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;

  if (login == NULL)
    return;
  tessera_client_list_tokens_async (login->client, NULL, cli_cancellable (), cli_wait_cb, &result);
  tokens = tessera_client_list_tokens_finish (login->client, cli_wait (&result), NULL);
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    {
      const char *description = tessera_token_get_description (tokens->pdata[i]);

      offer_candidate (line, *description != '\0' ? description
                                                  : tessera_token_get_id (tokens->pdata[i]));
    }
}

/* Names from this computer */

static void
offer_saved (Line *line)
{
  g_autoptr (GPtrArray) saved = cli_saved_list_visible (NULL);

  for (guint i = 0; saved != NULL && i < saved->len; i++)
    {
      const char *description = tessera_keyring_item_get_description (saved->pdata[i]);

      offer_candidate (line, *description != '\0' ? description
                                                  : tessera_keyring_item_get_id (saved->pdata[i]));
    }
}

static void
offer_configs (Line *line)
{
  g_autofree char *path = tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) configs = tessera_influx_configs_load (path, NULL, NULL);

  for (guint i = 0; configs != NULL && i < configs->len; i++)
    offer_candidate (line, tessera_influx_config_get_name (configs->pdata[i]));
}

static void
offer_connections (Line *line)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);

  tessera_connection_list_load (list, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TesseraConnection) connection = g_list_model_get_item (G_LIST_MODEL (list), i);

      offer_candidate (line, tessera_connection_get_title (connection));
    }
}

static void
offer_templates (Line *line)
{
  const TesseraTemplate *const *all;
  gsize count;

  all = tessera_template_get_all (&count);
  for (gsize i = 0; i < count; i++)
    if (!tessera_template_is_custom (all[i]))
      offer_candidate (line, tessera_template_get_key (all[i]));
}

static void
offer_values (Line *line, CliCompletes completes)
{
  switch (completes)
    {
    case CLI_COMPLETES_BUCKETS:
      offer_resources (line, "buckets");
      break;
    case CLI_COMPLETES_TELEGRAFS:
      offer_resources (line, "telegrafs");
      break;
    case CLI_COMPLETES_USERS:
      offer_resources (line, "users");
      break;
    case CLI_COMPLETES_ORGS:
      offer_resources (line, "orgs");
      break;
    case CLI_COMPLETES_TOKENS:
      offer_tokens (line);
      break;
    case CLI_COMPLETES_SAVED:
      offer_saved (line);
      break;
    case CLI_COMPLETES_CONFIGS:
      offer_configs (line);
      break;
    case CLI_COMPLETES_CONNECTIONS:
      offer_connections (line);
      break;
    case CLI_COMPLETES_TEMPLATES:
      offer_templates (line);
      break;
    case CLI_COMPLETES_STATUSES:
      offer_candidate (line, "active");
      offer_candidate (line, "inactive");
      break;
    case CLI_COMPLETES_FILES:
    case CLI_COMPLETES_COMMANDS:
      /* The shell does these better: the scripts fall back to it when the answer is empty. */
    case CLI_COMPLETES_NOTHING:
    default:
      break;
    }
}

/* The option whose value is being typed, or NULL. Counts the arguments on the way. */
static const CliOption *
find_open_option (Line *line)
{
  const CliOption *open = NULL;
  gboolean only_arguments = FALSE;

  for (char **word = line->words; *word != NULL; word++)
    {
      const char *name = *word + strspn (*word, "-");
      gsize length = strcspn (name, "=");

      if (open != NULL)
        open = NULL;
      else if (only_arguments || **word != '-')
        line->arguments++;
      else if (g_str_equal (*word, "--"))
        only_arguments = TRUE;
      else
        {
          open = cli_options_find (line->command->options, name, length);
          if (open != NULL && (name[length] == '=' || !cli_option_takes_value (open)))
            open = NULL;
        }
    }
  return open;
}

/* In `--org=ac` the value is being typed. */
static const CliOption *
split_word (Line *line)
{
  const char *name = line->word + strspn (line->word, "-");
  gsize length = strcspn (name, "=");
  const CliOption *option;

  if (*line->word != '-' || name[length] != '=')
    return NULL;
  option = cli_options_find (line->command->options, name, length);
  line->prefix = g_strndup (line->word, (gsize) (name + length + 1 - line->word));
  line->word = name + length + 1;
  return option;
}

static void
complete_command (Line *line)
{
  const CliOption *open = find_open_option (line);

  if (open == NULL)
    open = split_word (line);
  if (open != NULL)
    offer_values (line, open->completes);
  else if (*line->word == '-')
    offer_options (line);
  else if (line->arguments < line->command->most)
    offer_values (line, line->command->completes);
}

static void
complete_words (char **words, const char *word)
{
  Line line = { .word = word };

  if (words[0] == NULL)
    {
      offer_groups (&line);
      return;
    }
  line.group = cli_group_find (words[0]);
  if (line.group == NULL)
    return;
  if (cli_group_is_command (line.group))
    {
      line.command = line.group->commands;
      line.words = words + 1;
    }
  else if (words[1] == NULL)
    {
      offer_commands (&line);
      return;
    }
  else
    {
      line.command = cli_command_find (line.group, words[1]);
      line.words = words + 2;
    }
  if (line.command != NULL)
    complete_command (&line);
  g_free (line.prefix);
}

/* Splits a command line, up to the cursor, into words like a shell does; the last one, which can be
 * empty, is the one being typed. */
static GStrv
split_line (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  char quote = '\0';

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\' && quote != '\'' && p[1] != '\0')
        g_string_append_c (word, *++p);
      else if (quote != '\0' && *p == quote)
        quote = '\0';
      else if (quote == '\0' && (*p == '"' || *p == '\''))
        quote = *p;
      else if (quote == '\0' && g_ascii_isspace (*p))
        {
          /* Several spaces count as one; an empty quoted word is not worth a special case here. */
          if (word->len > 0)
            g_strv_builder_add (words, word->str);
          g_string_truncate (word, 0);
        }
      else
        g_string_append_c (word, *p);
    }
  g_strv_builder_add (words, word->str);
  return g_strv_builder_end (words);
}

int
cli_complete (char **words)
{
  g_auto (GStrv) split = NULL;
  char *word;
  guint count;

  if (g_strcmp0 (words[0], "--line") == 0 && words[1] != NULL)
    {
      split = split_line (words[1]);
      /* The line may contain a token, and every user can read the list of processes. */
      tessera_wipe (words[1], strlen (words[1]));
      /* Without the name of the program. */
      words = split[1] != NULL ? split + 1 : split;
    }
  count = g_strv_length (words);
  if (count == 0)
    return 0;
  cli_cancel_after (DEADLINE_SECONDS);
  word = words[count - 1];
  words[count - 1] = NULL;
  complete_words (words, word);
  words[count - 1] = word;
  return 0;
}

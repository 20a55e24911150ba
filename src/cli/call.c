/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define SHORTEST_VALUE 32 /* characters; a token has 88 */

struct _CliCall
{
  const CliCommand *command;
  GHashTable *values;  /* name → GPtrArray of char* */
  GHashTable *secrets; /* name → GPtrArray of TesseraSecret */
  GHashTable *given;   /* names of the options on the command line */
  GPtrArray *arguments;
  gboolean help;
};

G_DEFINE_QUARK (tessera-cli-usage, cli_usage)

gboolean
cli_usage_error (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (CLI_USAGE, 0, format, arguments));
  va_end (arguments);
  return FALSE;
}

gboolean
cli_may_be_secret (const char *word)
{
  /* A part is enough: `Token VALUE`, or a header. */
  g_auto (GStrv) parts = g_strsplit_set (word, " \t\r\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strlen (parts[i]) >= SHORTEST_VALUE)
      return TRUE;
  return FALSE;
}

static CliCall *
call_new (const CliCommand *command)
{
  CliCall *self = g_new0 (CliCall, 1);
  GDestroyNotify free_array = (GDestroyNotify) g_ptr_array_unref;

  self->command = command;
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_array);
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_array);
  self->given = g_hash_table_new (g_str_hash, g_str_equal);
  self->arguments = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cli_call_free (CliCall *self)
{
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->secrets);
  g_hash_table_unref (self->given);
  g_ptr_array_unref (self->arguments);
  g_free (self);
}

static void
append_value (GHashTable *table, const char *name, gpointer value, GDestroyNotify free_value)
{
  GPtrArray *array = g_hash_table_lookup (table, name);

  if (array == NULL)
    {
      array = g_ptr_array_new_with_free_func (free_value);
      g_hash_table_insert (table, (gpointer) name, array);
    }
  g_ptr_array_add (array, value);
}

/* The values that Go accepts as booleans. */
static gboolean
parse_boolean (const char *text, gboolean *value)
{
  static const char *const yes[] = { "1", "t", "T", "TRUE", "true", "True", NULL };
  static const char *const no[] = { "0", "f", "F", "FALSE", "false", "False", NULL };

  *value = g_strv_contains (yes, text);
  return *value || g_strv_contains (no, text);
}

/* Stores a value; a secret is overwritten where it was. */
static gboolean
take_value (CliCall *self, const CliOption *option, char *value, const char *from, GError **error)
{
  const char *name = option->stands_for != NULL ? option->stands_for : option->name;
  gboolean truth;

  if (option->kind == CLI_SECRET || option->kind == CLI_SECRETS)
    {
      gsize length = strlen (value);

      append_value (self->secrets, name, tessera_secret_new_length (value, length),
                    (GDestroyNotify) tessera_secret_unref);
      /* A value that only says where to read the secret is not a secret itself, and helps people
       * who look at the list of processes. */
      if (!g_str_equal (value, "-"))
        tessera_wipe (value, length);
      return TRUE;
    }
  if (!cli_option_takes_value (option) && !parse_boolean (value, &truth))
    return cli_usage_error (error, _ ("%s is a flag. Its value must be true or false."), from);
  append_value (self->values, name, g_strdup (value), g_free);
  return TRUE;
}

static gboolean
explain_unknown (CliCall *self, const char *argument, const char *name, GError **error)
{
  g_autofree char *word = g_strndup (name, strcspn (name, "="));
  const char *near = cli_options_suggest (self->command->options, word);
  const CliOption *option = cli_options_find (self->command->options, name, 1);

  /* The form -tVALUE, which getopt() accepts and Go does not. */
  if (name == argument + 1 && option != NULL && option->kind == CLI_SECRET)
    return cli_usage_error (error, _ ("Put a space between -%c and its value: -%c VALUE."), *name,
                            *name);
  if (cli_may_be_secret (word))
    return cli_usage_error (error, _ ("One of the options does not exist. See --help."));
  if (near != NULL)
    return cli_usage_error (error, _ ("This command has no --%s option. Did you mean --%s?"), word,
                            near);
  return cli_usage_error (error, _ ("This command has no --%s option. See --help."), word);
}

/* The argument after an option without “=” is its value, whatever it begins with: a token can begin
 * with a dash. Only the name of another option is not taken as a value, unless it follows “=”. */
static char *
take_next (CliCall *self, const CliOption *option, char ***next, GError **error)
{
  char *value = **next;
  gboolean is_option =
      value != NULL && g_str_has_prefix (value, "--") &&
      cli_options_find (self->command->options, value + 2, strlen (value + 2)) != NULL;

  if (value == NULL || is_option)
    {
      cli_usage_error (error, _ ("--%s needs a value: --%s %s."), option->name, option->name,
                       option->value);
      return NULL;
    }
  (*next)++;
  return value;
}

static gboolean
parse_option (CliCall *self, char *argument, char ***next, GError **error)
{
  char *name = argument + (argument[1] == '-' ? 2 : 1);
  gsize length = strcspn (name, "=");
  const CliOption *option = cli_options_find (self->command->options, name, length);
  g_autofree char *from = NULL;
  char yes[] = "true";
  char *value;

  if (option == NULL && (g_str_equal (name, "help") || g_str_equal (name, "h")))
    {
      self->help = TRUE;
      return TRUE;
    }
  if (option == NULL)
    return explain_unknown (self, argument, name, error);
  from = g_strdup_printf ("--%s", option->name);
  g_hash_table_add (self->given,
                    (gpointer) (option->stands_for != NULL ? option->stands_for : option->name));
  if (name[length] == '=')
    value = name + length + 1;
  else if (!cli_option_takes_value (option))
    value = yes;
  else
    value = take_next (self, option, next, error);
  if (value == NULL)
    return FALSE;
  /* A variable that a script failed to set must not select another account, or another owner. */
  if (*value == '\0' && !g_str_equal (option->name, "description"))
    return cli_usage_error (error, _ ("%s is empty. Give it a value or leave it out."), from);
  return take_value (self, option, value, from, error);
}

static gboolean
check_arguments (CliCall *self, GError **error)
{
  const CliCommand *command = self->command;
  guint count = self->arguments->len;

  if (count < command->least)
    return cli_usage_error (error, _ ("Missing argument: %s. See --help."), command->arguments);
  if (count <= command->most)
    return TRUE;
  if (cli_may_be_secret (self->arguments->pdata[command->most]))
    return cli_usage_error (error, _ ("Too many arguments, starting with argument %u. See --help."),
                            command->most + 1);
  return cli_usage_error (error, _ ("Unexpected argument “%s”. See --help."),
                          (const char *) self->arguments->pdata[command->most]);
}

static gboolean
read_environment (CliCall *self, GError **error)
{
  for (const CliOption *const *table = self->command->options; *table != NULL; table++)
    for (const CliOption *option = *table; option->name != NULL; option++)
      {
        /* Points into the process's own environment, so that it is wiped there. */
        char *value = option->environment != NULL ? (char *) g_getenv (option->environment) : NULL;

        if (value == NULL || *value == '\0' || g_hash_table_contains (self->given, option->name))
          continue;
        if (!take_value (self, option, value, option->environment, error))
          return FALSE;
      }
  return TRUE;
}

/* Stops at the first error, unless parsing leniently. */
static gboolean
parse_words (CliCall *self, char **words, gboolean leniently, GError **error)
{
  gboolean only_arguments = FALSE;

  while (*words != NULL)
    {
      char *word = *words++;

      if (only_arguments || *word != '-' || word[1] == '\0')
        {
          g_ptr_array_add (self->arguments, g_strdup (word));
          /* A command that runs another command does not parse that command's options. */
          only_arguments = only_arguments || self->command->most == G_MAXUINT;
        }
      else if (g_str_equal (word, "--"))
        only_arguments = TRUE;
      else if (!parse_option (self, word, &words, leniently ? NULL : error) && !leniently)
        return FALSE;
    }
  return TRUE;
}

CliCall *
cli_call_parse (const CliCommand *command, char **arguments, GError **error)
{
  g_autoptr (CliCall) self = call_new (command);

  if (!parse_words (self, arguments, FALSE, error))
    return NULL;
  if (!self->help && (!check_arguments (self, error) || !read_environment (self, error)))
    return NULL;
  g_ptr_array_add (self->arguments, NULL);
  return g_steal_pointer (&self);
}

CliCall *
cli_call_parse_leniently (const CliCommand *command, char **arguments)
{
  CliCall *self = call_new (command);

  parse_words (self, arguments, TRUE, NULL);
  read_environment (self, NULL);
  g_ptr_array_add (self->arguments, NULL);
  return self;
}

const CliCommand *
cli_call_get_command (CliCall *self)
{
  return self->command;
}

const char *
cli_call_get (CliCall *self, const char *option)
{
  GPtrArray *all = g_hash_table_lookup (self->values, option);

  return all != NULL ? all->pdata[all->len - 1] : NULL;
}

GPtrArray *
cli_call_get_list (CliCall *self, const char *option)
{
  return g_hash_table_lookup (self->values, option);
}

GPtrArray *
cli_call_get_secrets (CliCall *self, const char *option)
{
  return g_hash_table_lookup (self->secrets, option);
}

gboolean
cli_call_has (CliCall *self, const char *option)
{
  const char *text = cli_call_get (self, option);
  gboolean value = FALSE;

  return text != NULL && parse_boolean (text, &value) && value;
}

gboolean
cli_call_is_given (CliCall *self, const char *option)
{
  return g_hash_table_contains (self->given, option);
}

gboolean
cli_call_wants_help (CliCall *self)
{
  return self->help;
}

char **
cli_call_get_arguments (CliCall *self)
{
  return (char **) self->arguments->pdata;
}

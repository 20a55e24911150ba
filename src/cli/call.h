/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/**
 * CLI_USAGE:
 *
 * The domain of errors that say that the command line is wrong. They end the program with 2, all
 * others with 1.
 */
#define CLI_USAGE (cli_usage_quark ())
GQuark cli_usage_quark (void);

/**
 * cli_usage_error:
 * @format: what is wrong, and what to do
 *
 * Sets an error of the domain %CLI_USAGE.
 *
 * Returns: %FALSE
 */
gboolean cli_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * cli_may_be_secret:
 * @word: what landed where it does not belong
 *
 * Returns: %TRUE when it could be a token's value, which is not repeated in an error
 */
gboolean cli_may_be_secret (const char *word);

/**
 * CliCall:
 *
 * One call of the program: the command, its options, arguments, and the exit status to be.
 */
typedef struct _CliCall CliCall;

/**
 * cli_call_parse:
 * @arguments: (array zero-terminated=1): what follows the names of group and command; secrets in
 *   them are overwritten
 *
 * Takes a command line apart as `influx` does (Go's package flag): `--name value`, `--name=value`,
 * with one dash or two, options before and after arguments. An argument after `--` is never an
 * option. What is not there is taken from the environment; an empty variable counts as none.
 *
 * Returns: (transfer full) (nullable): the call, or %NULL with %CLI_USAGE
 */
CliCall *cli_call_parse (const CliCommand *command, char **arguments, GError **error);

/**
 * cli_call_parse_leniently:
 *
 * The same for a command line that is being typed: what is wrong is passed over.
 *
 * Returns: (transfer full): the call as far as it goes
 */
CliCall *cli_call_parse_leniently (const CliCommand *command, char **arguments);
void cli_call_free (CliCall *self);

const CliCommand *cli_call_get_command (CliCall *self);

/**
 * cli_call_get:
 *
 * Returns: (nullable): the value of an option, from the command line or the environment
 */
const char *cli_call_get (CliCall *self, const char *option);

/**
 * cli_call_get_list:
 *
 * Returns: (element-type utf8) (nullable): all values of an option, as given
 */
GPtrArray *cli_call_get_list (CliCall *self, const char *option);

/**
 * cli_call_get_secrets:
 *
 * Returns: (element-type TesseraSecret) (nullable): all values of a secret option
 */
GPtrArray *cli_call_get_secrets (CliCall *self, const char *option);

/**
 * cli_call_has:
 *
 * Returns: %TRUE when a flag is set
 */
gboolean cli_call_has (CliCall *self, const char *option);

/**
 * cli_call_is_given:
 *
 * Returns: %TRUE when an option stands on the command line itself
 */
gboolean cli_call_is_given (CliCall *self, const char *option);

/**
 * cli_call_wants_help:
 *
 * Returns: %TRUE when --help or -h stands on the command line; then nothing else was checked
 */
gboolean cli_call_wants_help (CliCall *self);

/**
 * cli_call_get_arguments:
 *
 * Returns: (array zero-terminated=1): what is no option
 */
char **cli_call_get_arguments (CliCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliCall, cli_call_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/**
 * CLI_USAGE:
 *
 * The domain of errors about a wrong command line. They make the program exit with status 2, all
 * others with 1.
 */
#define CLI_USAGE (cli_usage_quark ())
GQuark cli_usage_quark (void);

/**
 * cli_usage_error:
 * @format: what is wrong, and how to fix it
 *
 * Sets an error of the domain %CLI_USAGE.
 *
 * Returns: %FALSE
 */
gboolean cli_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * cli_may_be_secret:
 * @word: an unexpected word on the command line
 *
 * Returns: %TRUE if it could be a token's value, which must not be repeated in an error
 */
gboolean cli_may_be_secret (const char *word);

/**
 * CliCall:
 *
 * One invocation of the program: the command, its options and arguments, and the exit status.
 */
typedef struct _CliCall CliCall;

/**
 * cli_call_parse:
 * @arguments: (array zero-terminated=1): the words after the names of group and command; secrets in
 *   them are overwritten
 *
 * Parses a command line like `influx` does (Go's package flag): `--name value`, `--name=value`,
 * with one dash or two, options before and after arguments. An argument after `--` is never an
 * option. Missing options are taken from the environment; an empty variable counts as unset.
 *
 * Returns: (transfer full) (nullable): the call, or %NULL with %CLI_USAGE
 */
CliCall *cli_call_parse (const CliCommand *command, char **arguments, GError **error);

/**
 * cli_call_parse_leniently:
 *
 * The same for a command line that is still being typed: errors are ignored.
 *
 * Returns: (transfer full): the call as far as it could be parsed
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
 * Returns: (element-type utf8) (nullable): all values of an option, in the given order
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
 * Returns: %TRUE if a flag is set
 */
gboolean cli_call_has (CliCall *self, const char *option);

/**
 * cli_call_is_given:
 *
 * Returns: %TRUE if an option is on the command line itself
 */
gboolean cli_call_is_given (CliCall *self, const char *option);

/**
 * cli_call_wants_help:
 *
 * Returns: %TRUE if --help or -h is on the command line; then nothing else was checked
 */
gboolean cli_call_wants_help (CliCall *self);

/**
 * cli_call_get_arguments:
 *
 * Returns: (array zero-terminated=1): the words that are not options
 */
char **cli_call_get_arguments (CliCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliCall, cli_call_free)

G_END_DECLS

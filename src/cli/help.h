/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/*
 * The texts generated from the tables of commands and options: help texts and manual pages.
 */

/**
 * cli_help_program:
 *
 * Returns: (transfer full): the list of all commands
 */
GString *cli_help_program (void);

/**
 * cli_help_group:
 *
 * Returns: (transfer full): the commands of a group
 */
GString *cli_help_group (const CliGroup *group);

/**
 * cli_help_command:
 *
 * Returns: (transfer full): a command with its options
 */
GString *cli_help_command (const CliGroup *group, const CliCommand *command);

/**
 * cli_help_option:
 *
 * Returns: (transfer full): an option as it is typed: `--org NAME, -o NAME`
 */
char *cli_help_option (const CliOption *option);

/**
 * cli_help_name:
 *
 * Returns: (transfer full): a command as it is typed, without the program's name: `auth create`
 */
char *cli_help_name (const CliGroup *group, const CliCommand *command);

/**
 * cli_manual_program:
 *
 * Returns: (transfer full): the manual page tessera-cli(1), for man(1)
 */
GString *cli_manual_program (void);

/**
 * cli_manual_group:
 *
 * Returns: (transfer full): the manual page of a group, for example tessera-cli-auth(1)
 */
GString *cli_manual_group (const CliGroup *group);

G_END_DECLS

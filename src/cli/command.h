/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

struct _CliCall;

/**
 * CliRunFunc:
 *
 * Runs a command.
 *
 * Returns: %FALSE with @error set
 */
typedef gboolean (*CliRunFunc) (struct _CliCall *call, GError **error);

/**
 * CliCommand:
 * @name: the name, such as `create`
 * @aliases: (nullable): other names, separated by spaces
 * @arguments: (nullable): the placeholder for its arguments in a help text
 * @summary: what it does, as a phrase
 * @description: (nullable): paragraphs, separated by an empty line
 * @examples: (nullable): lines; those that begin with # are explanations
 * @least: the minimum number of arguments
 * @most: the maximum number of arguments
 * @completes: the kind of its arguments
 * @options: tables of options, at most 8
 */
typedef struct
{
  const char *name;
  const char *aliases;
  const char *arguments;
  const char *summary;
  const char *description;
  const char *examples;
  guint least;
  guint most;
  CliCompletes completes;
  CliRunFunc run;
  const CliOption *options[9];
} CliCommand;

/**
 * CliGroup:
 * @name: the name, such as `auth`
 * @aliases: (nullable): other names, separated by spaces
 * @summary: what its commands are about, as a phrase
 * @description: (nullable): paragraphs for the manual, separated by an empty line
 * @commands: the commands; the last element has no name
 *
 * A command of one word is a group whose only command is "".
 */
typedef struct
{
  const char *name;
  const char *aliases;
  const char *summary;
  const char *description;
  const CliCommand *commands;
} CliGroup;

/* The last element has no name. */
extern const CliGroup cli_groups[];

const CliGroup *cli_group_find (const char *name);
const CliCommand *cli_command_find (const CliGroup *group, const char *name);

/**
 * cli_group_is_command:
 *
 * Returns: %TRUE for a command of one word
 */
gboolean cli_group_is_command (const CliGroup *group);

/* The implementations of the commands, by file. */
gboolean cli_auth_create (struct _CliCall *call, GError **error);
gboolean cli_auth_list (struct _CliCall *call, GError **error);
gboolean cli_auth_active (struct _CliCall *call, GError **error);
gboolean cli_auth_inactive (struct _CliCall *call, GError **error);
gboolean cli_auth_delete (struct _CliCall *call, GError **error);
gboolean cli_auth_rename (struct _CliCall *call, GError **error);
gboolean cli_auth_orphans (struct _CliCall *call, GError **error);
gboolean cli_auth_test (struct _CliCall *call, GError **error);
gboolean cli_keyring_list (struct _CliCall *call, GError **error);
gboolean cli_keyring_show (struct _CliCall *call, GError **error);
gboolean cli_keyring_copy (struct _CliCall *call, GError **error);
gboolean cli_keyring_forget (struct _CliCall *call, GError **error);
gboolean cli_keyring_import (struct _CliCall *call, GError **error);
gboolean cli_connection_list (struct _CliCall *call, GError **error);
gboolean cli_connection_add (struct _CliCall *call, GError **error);
gboolean cli_connection_remove (struct _CliCall *call, GError **error);
gboolean cli_connection_use (struct _CliCall *call, GError **error);
gboolean cli_connection_set (struct _CliCall *call, GError **error);
gboolean cli_connection_show (struct _CliCall *call, GError **error);
gboolean cli_connection_import (struct _CliCall *call, GError **error);
gboolean cli_run (struct _CliCall *call, GError **error);
gboolean cli_setup (struct _CliCall *call, GError **error);
gboolean cli_demo_server (struct _CliCall *call, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/model/permission.h"

G_BEGIN_DECLS

/**
 * CliOptionKind:
 * @CLI_FLAG: is given or not; `--flag=false` turns it off again
 * @CLI_TEXT: has a value; the last one counts
 * @CLI_LIST: has a value, and can be given several times
 * @CLI_SECRET: has a value that is wiped from the process's argument list and its environment
 * @CLI_SECRETS: the same, and can be given several times
 * @CLI_PERMISSION: a flag that grants something on all of a resource type
 */
typedef enum
{
  CLI_FLAG,
  CLI_TEXT,
  CLI_LIST,
  CLI_SECRET,
  CLI_SECRETS,
  CLI_PERMISSION,
} CliOptionKind;

/**
 * CliCompletes:
 *
 * The kind of candidates that a shell offers for the value of an option, or for an argument.
 */
typedef enum
{
  CLI_COMPLETES_NOTHING,
  CLI_COMPLETES_FILES,
  CLI_COMPLETES_BUCKETS,
  CLI_COMPLETES_TELEGRAFS,
  CLI_COMPLETES_USERS,
  CLI_COMPLETES_ORGS,
  CLI_COMPLETES_TOKENS,
  CLI_COMPLETES_SAVED,
  CLI_COMPLETES_CONFIGS,
  CLI_COMPLETES_CONNECTIONS,
  CLI_COMPLETES_TEMPLATES,
  CLI_COMPLETES_STATUSES,
  CLI_COMPLETES_COMMANDS,
} CliCompletes;

/**
 * CliOption:
 * @name: without the dashes
 * @letter: the short form, or 0
 * @value: (nullable): the placeholder for the value in a help text
 * @environment: (nullable): the variable that is used if the option is not on the command line
 * @help: (nullable): a phrase; %NULL hides the option from help, manual and completions
 * @stands_for: (nullable): the option that this is an alternative spelling of
 * @type: (nullable): for a permission, the type's key
 * @action: for a permission, its action
 *
 * One option. These tables are the single source for parsing, `--help`, the manual pages and the
 * completions.
 */
typedef struct
{
  const char *name;
  char letter;
  CliOptionKind kind;
  const char *value;
  const char *environment;
  const char *help;
  CliCompletes completes;
  const char *stands_for;
  const char *type;
  TesseraAction action;
} CliOption;

/* The last element of a table has no name. A command has several tables. */
extern const CliOption cli_options_server[];
extern const CliOption cli_options_transport[];
extern const CliOption cli_options_saved[];
extern const CliOption cli_options_output[];
extern const CliOption cli_options_org[];
extern const CliOption cli_options_create[];
extern const CliOption cli_options_permissions[];
extern const CliOption cli_options_list[];
extern const CliOption cli_options_orphans[];
extern const CliOption cli_options_token_id[];
extern const CliOption cli_options_quiet[];
extern const CliOption cli_options_test[];
extern const CliOption cli_options_import[];
extern const CliOption cli_options_copy[];
extern const CliOption cli_options_forget[];
extern const CliOption cli_options_connection_add[];
extern const CliOption cli_options_connection_import[];
extern const CliOption cli_options_connection_set[];
extern const CliOption cli_options_json[];
extern const CliOption cli_options_run[];
extern const CliOption cli_options_setup[];
extern const CliOption cli_options_host[];
extern const CliOption cli_options_configs[];
extern const CliOption cli_options_demo_server[];

gboolean cli_option_takes_value (const CliOption *option);

/**
 * cli_options_find:
 * @tables: (array zero-terminated=1): tables of options
 * @name: (array length=length): a name without dashes; a short form is one letter
 *
 * Returns: (nullable): the option
 */
const CliOption *cli_options_find (const CliOption *const *tables, const char *name, gsize length);

/**
 * cli_options_suggest:
 *
 * Returns: (nullable): the name of the visible option that @name is probably a misspelling of
 */
const char *cli_options_suggest (const CliOption *const *tables, const char *name);

G_END_DECLS

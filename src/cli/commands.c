/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

/* The texts that `--help` and the manual pages show for each command. */

static const CliCommand auth_commands[] = {
  { .name = "create",
    .summary = "Make a token",
    .description =
        "Makes a token and prints it, with its value: the server shows that only now. With --save "
        "the value goes into the desktop’s keyring and is not printed.\n\n"
        "Buckets, Telegraf configurations and users can be named where influx wants their IDs. "
        "What has the form of an ID (16 hexadecimal digits) is taken for one first. A bucket or "
        "configuration that is not there is an error, where influx grants a permission on nothing; "
        "--allow-unknown-id insists.\n\n"
        "The owner is whoever signs in, unless --user says otherwise. (influx without --user takes "
        "the first user that the server lists.)\n\n"
        "--read-orgs, --write-orgs, --read-users and --write-users reach all of the server, as in "
        "influx, so that only an operator can grant them.",
    .examples =
        "# Reads one bucket, writes another one; the value goes into the keyring\n"
        "tessera-cli auth create --org acme --read-bucket _monitoring --write-bucket _tasks "
        "--save\n"
        "# What would be asked of the server\n"
        "tessera-cli auth create --org acme --template telegraf-agent --dry-run\n"
        "# Only the value, for a pipe\n"
        "tessera-cli auth create --org acme --read-buckets --quiet | ssh sensor tee token",
    .run = cli_auth_create,
    .options = { cli_options_org, cli_options_create, cli_options_quiet, cli_options_permissions,
                 cli_options_server, cli_options_saved, cli_options_output } },
  { .name = "list",
    .aliases = "find ls",
    .summary = "List tokens",
    .description =
        "Lists tokens without their values. The filters work, which influx does not "
        "send to the server. --saved is one of them here: to sign in with a token of the "
        "keyring, write --token-saved.",
    .examples = "tessera-cli auth list --user telegraf --status active\n"
                "tessera-cli auth list --saved --json",
    .run = cli_auth_list,
    .options = { cli_options_org, cli_options_list, cli_options_server, cli_options_output } },
  { .name = "active",
    .summary = "Switch a token on",
    .run = cli_auth_active,
    .options = { cli_options_token_id, cli_options_org, cli_options_server, cli_options_saved,
                 cli_options_output } },
  { .name = "inactive",
    .summary = "Switch a token off; it can be switched on again",
    .run = cli_auth_inactive,
    .options = { cli_options_token_id, cli_options_org, cli_options_server, cli_options_saved,
                 cli_options_output } },
  { .name = "delete",
    .summary = "Delete a token for good",
    .description =
        "Deletes a token on the server. Its value stays in the keyring, if it was saved: "
        "“tessera-cli keyring forget” removes it there.",
    .run = cli_auth_delete,
    .options = { cli_options_token_id, cli_options_org, cli_options_server, cli_options_saved,
                 cli_options_output } },
  { .name = "rename",
    .arguments = "TOKEN TEXT",
    .summary = "Change a token’s description",
    .least = 2,
    .most = 2,
    .completes = CLI_COMPLETES_TOKENS,
    .run = cli_auth_rename,
    .options = { cli_options_org, cli_options_server, cli_options_saved, cli_options_output } },
  { .name = "test",
    .arguments = "[NAME]",
    .summary = "Tell whether a token works",
    .description =
        "Tells whether a token of the keyring works, given by its description or ID; "
        "without a name, whether the sign-in of this command line does. With --permissions "
        "the server is asked about each of them, and no data is changed. The exit status is "
        "1 when something does not work.",
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_auth_test,
    .options = { cli_options_test, cli_options_server, cli_options_saved, cli_options_output } },
  { NULL },
};

static const CliCommand keyring_commands[] = {
  { .name = "list",
    .aliases = "ls",
    .summary = "List the tokens that are saved on this desktop",
    .run = cli_keyring_list,
    .options = { cli_options_host, cli_options_output } },
  { .name = "show",
    .arguments = "NAME",
    .summary = "Print the value of a saved token",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_keyring_show,
    .options = { cli_options_host } },
  { .name = "copy",
    .arguments = "NAME",
    .summary = "Put the value of a saved token into the clipboard for a while",
    .description = "Needs wl-copy (wl-clipboard), xclip or xsel. It waits until the time is over, "
                   "then clears the clipboard if it still holds the value; Ctrl+C clears it at "
                   "once.",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_keyring_copy,
    .options = { cli_options_host, cli_options_copy } },
  { .name = "forget",
    .arguments = "NAME",
    .summary = "Remove a saved token from the keyring; on the server it stays",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_keyring_forget,
    .options = { cli_options_host, cli_options_forget } },
  { .name = "import",
    .summary = "Keep the value of an existing token",
    .description = "Reads a value, asks the server whether it works, and saves it in the keyring "
                   "as the token that --id names. Without --id the value itself is asked which "
                   "token it is; it can tell when it sees no other token.",
    .examples = "tessera-cli keyring import --id telegraf --value-file token.txt",
    .run = cli_keyring_import,
    .options = { cli_options_import, cli_options_org, cli_options_server, cli_options_saved } },
  { NULL },
};

static const CliCommand connection_commands[] = {
  { .name = "list",
    .aliases = "ls",
    .summary = "List the connections",
    .run = cli_connection_list,
    .options = { cli_options_output } },
  { .name = "add",
    .summary = "Sign in, and remember it",
    .examples = "tessera-cli connection add --host https://influx.example.com --org acme "
                "--token-file token.txt\n"
                "tessera-cli connection add --host localhost:8086 --username admin",
    .run = cli_connection_add,
    .options = { cli_options_connection_add, cli_options_org } },
  { .name = "remove",
    .aliases = "rm",
    .arguments = "NAME",
    .summary = "Forget a connection and what signs it in",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_CONNECTIONS,
    .run = cli_connection_remove,
    .options = { NULL } },
  { .name = "use",
    .arguments = "NAME",
    .summary = "Use a connection from now on, where nothing else is said",
    .description = "It is the one that the window opens at its next start, too. A configuration of "
                   "influx that has a token comes before it.",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_CONNECTIONS,
    .run = cli_connection_use,
    .options = { NULL } },
  { .name = "import",
    .arguments = "[CONFIGURATION…]",
    .summary = "Take over the configurations of influx",
    .description =
        "Signs in with each of the configurations (all of them when none is named) and remembers "
        "it; what signs in goes into the keyring. Then it offers to take the token out of the "
        "plain file. A configuration without a token goes on working in tessera-cli, which takes "
        "the one of the keyring; influx itself needs one in INFLUX_TOKEN then, as “tessera-cli run "
        "--connection NAME -- influx …” gives it.",
    .most = G_MAXUINT16,
    .completes = CLI_COMPLETES_CONFIGS,
    .run = cli_connection_import,
    .options = { cli_options_connection_import, cli_options_configs } },
  { NULL },
};

static const CliCommand run_commands[] = {
  { .name = "",
    .arguments = "[--] COMMAND [ARGUMENT…]",
    .summary = "Run a command with a saved token in its environment",
    .description =
        "Runs a command that finds the value of a saved token in INFLUX_TOKEN, the server in "
        "INFLUX_HOST and the organization in INFLUX_ORG_ID, in its environment only. Signals and "
        "exit status are its own: it takes this program’s place. It makes no core dumps, which "
        "would "
        "hold the value.",
    .examples = "tessera-cli run --saved telegraf -- telegraf --config telegraf.conf\n"
                "tessera-cli run --saved admin -- influx bucket list",
    .least = 1,
    .most = G_MAXUINT,
    .completes = CLI_COMPLETES_COMMANDS,
    .run = cli_run,
    .options = { cli_options_run, cli_options_host } },
  { NULL },
};

static const CliCommand demo_server_commands[] = {
  { .name = "",
    .summary = "Run a stand-in for InfluxDB on this computer",
    .description =
        "Answers as InfluxDB 2 does, on this computer only and in memory: all that was made is "
        "gone when it ends. It prints its address and how to sign in, and runs until Ctrl+C.",
    .run = cli_demo_server,
    .options = { cli_options_demo_server } },
  { NULL },
};

const CliGroup cli_groups[] = {
  { .name = "auth",
    .aliases = "authorization",
    .summary = "Make, list and change the API tokens of a server",
    .description =
        "These commands are those of “influx auth”: the same options, environment variables and "
        "configurations, the same tables and JSON.",
    .commands = auth_commands },
  { .name = "keyring",
    .summary = "Work with the tokens that are saved on this desktop",
    .description =
        "Saved tokens are items of the desktop’s keyring (the Secret Service) in a documented "
        "format: Passwords and Keys and secret-tool(1) see them too. A token is named by its "
        "description or its ID; where several have a description, by the ID.",
    .commands = keyring_commands },
  { .name = "connection",
    .summary = "Work with the servers that Tessera signs in to",
    .description =
        "A connection is a server, an organization and a sign-in. It is named by its organization, "
        "its address, what “connection list” shows as its name, or its ID. The tokens and "
        "passwords "
        "are in the desktop’s keyring.",
    .commands = connection_commands },
  { .name = "run",
    .summary = "Run a command with a saved token in its environment",
    .commands = run_commands },
  { .name = "demo-server",
    .summary = "Run a stand-in for InfluxDB on this computer",
    .commands = demo_server_commands },
  { NULL },
};

static gboolean
is_called (const char *name, const char *aliases, const char *wanted)
{
  g_auto (GStrv) others = g_strsplit (aliases != NULL ? aliases : "", " ", -1);

  return g_str_equal (name, wanted) || g_strv_contains ((const char *const *) others, wanted);
}

const CliGroup *
cli_group_find (const char *name)
{
  for (const CliGroup *group = cli_groups; group->name != NULL; group++)
    if (is_called (group->name, group->aliases, name))
      return group;
  return NULL;
}

const CliCommand *
cli_command_find (const CliGroup *group, const char *name)
{
  for (const CliCommand *command = group->commands; command->name != NULL; command++)
    if (*name != '\0' && is_called (command->name, command->aliases, name))
      return command;
  return NULL;
}

gboolean
cli_group_is_command (const CliGroup *group)
{
  return *group->commands->name == '\0';
}

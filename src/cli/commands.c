/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

/* The texts that `--help` and the manual pages show for each command. */

static const CliCommand auth_commands[] = {
  { .name = "create",
    .summary = "Create a token",
    .description =
        "Creates a token and prints it together with its value, which the server shows only once. "
        "With --save, the value is saved to the desktop’s keyring and is not printed.\n"
        "\n"
        "Buckets, Telegraf configurations, and users can be specified by name where influx "
        "requires their IDs. Anything that looks like an ID (16 hexadecimal digits) is tried as an "
        "ID first. A bucket or configuration that does not exist is an error, whereas influx "
        "grants a permission for a resource that does not exist; use --allow-unknown-id to grant "
        "it anyway.\n"
        "\n"
        "The owner is the signed-in user unless --user specifies another one. (Without --user, "
        "influx uses the first user that the server lists.)\n"
        "\n"
        "--read-orgs, --write-orgs, --read-users, and --write-users apply to the whole server, as "
        "in influx, so only an operator can grant them.",
    .examples =
        "# A token that reads one bucket and writes to another; save its value\n"
        "tessera-cli auth create --org acme --read-bucket _monitoring --write-bucket _tasks "
        "--save\n"
        "# Show what would be sent to the server\n"
        "tessera-cli auth create --org acme --template telegraf-agent --dry-run\n"
        "# Print only the value, for a pipe\n"
        "tessera-cli auth create --org acme --read-buckets --quiet | ssh sensor tee token",
    .run = cli_auth_create,
    .options = { cli_options_org, cli_options_create, cli_options_quiet, cli_options_permissions,
                 cli_options_server, cli_options_transport, cli_options_saved,
                 cli_options_output } },
  { .name = "list",
    .aliases = "find ls",
    .summary = "List tokens",
    .description =
        "Lists tokens without their values. The filters take effect, unlike those of influx, "
        "which does not send them to the server. Here, --saved is one of the filters: to sign in "
        "with a token from the keyring, use --token-saved.",
    .examples = "tessera-cli auth list --user telegraf --status active\n"
                "tessera-cli auth list --saved --json",
    .run = cli_auth_list,
    .options = { cli_options_org, cli_options_list, cli_options_server, cli_options_transport,
                 cli_options_output } },
  { .name = "active",
    .summary = "Activate a token",
    .run = cli_auth_active,
    .options = { cli_options_token_id, cli_options_org, cli_options_server, cli_options_transport,
                 cli_options_saved, cli_options_output } },
  { .name = "inactive",
    .summary = "Deactivate a token; it can be activated again",
    .run = cli_auth_inactive,
    .options = { cli_options_token_id, cli_options_org, cli_options_server, cli_options_transport,
                 cli_options_saved, cli_options_output } },
  { .name = "delete",
    .summary = "Permanently delete a token",
    .description =
        "Deletes a token on the server. If its value was saved, the value stays in the keyring: "
        "use “tessera-cli keyring forget” to remove it.",
    .run = cli_auth_delete,
    .options = { cli_options_token_id, cli_options_org, cli_options_server, cli_options_transport,
                 cli_options_saved, cli_options_output } },
  { .name = "rename",
    .arguments = "TOKEN TEXT",
    .summary = "Change a token’s description",
    .least = 2,
    .most = 2,
    .completes = CLI_COMPLETES_TOKENS,
    .run = cli_auth_rename,
    .options = { cli_options_org, cli_options_server, cli_options_transport, cli_options_saved,
                 cli_options_output } },
  { .name = "orphans",
    .summary = "List the tokens whose values were lost",
    .description =
        "Lists tokens that were probably created from this computer, but whose values were lost, for "
        "example because the connection was lost before the server’s response arrived. Nobody can "
        "use such a token. If somebody else could have created it, keep it.",
    .run = cli_auth_orphans,
    .options = { cli_options_orphans, cli_options_server, cli_options_transport, cli_options_saved,
                 cli_options_output } },
  { .name = "test",
    .arguments = "[NAME]",
    .summary = "Test whether a token works",
    .description =
        "Tests whether a saved token works. Specify it by its description or ID; without a name, "
        "the credentials that this command signs in with are tested. With --permissions, the "
        "server is asked about each permission, and no data is changed. The exit status is 1 if "
        "something does not work.",
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_auth_test,
    .options = { cli_options_test, cli_options_server, cli_options_transport, cli_options_saved,
                 cli_options_output } },
  { NULL },
};

static const CliCommand keyring_commands[] = {
  { .name = "list",
    .aliases = "ls",
    .summary = "List the tokens saved on this desktop",
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
    .summary = "Copy the value of a saved token to the clipboard for a limited time",
    .description =
        "The command waits until the time is up, then removes the value from the "
        "clipboard. Press Ctrl+C to remove it immediately. If the command is killed, the "
        "value is removed as well. On Wayland, this requires wl-copy (wl-clipboard).",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_keyring_copy,
    .options = { cli_options_host, cli_options_copy } },
  { .name = "forget",
    .arguments = "NAME",
    .summary = "Remove a saved token from the keyring; it stays on the server",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_SAVED,
    .run = cli_keyring_forget,
    .options = { cli_options_host, cli_options_forget } },
  { .name = "import",
    .summary = "Import the value of an existing token",
    .description = "Reads a value, asks the server whether it works, and saves it to the keyring "
                   "as the token specified with --id. Without --id, the value itself is used to "
                   "find out which token it belongs to. This works only if that token can’t see "
                   "any other tokens.",
    .examples = "tessera-cli keyring import --id telegraf --value-file token.txt",
    .run = cli_keyring_import,
    .options = { cli_options_import, cli_options_org, cli_options_server, cli_options_transport,
                 cli_options_saved } },
  { NULL },
};

static const CliCommand connection_commands[] = {
  { .name = "list",
    .aliases = "ls",
    .summary = "List connections",
    .run = cli_connection_list,
    .options = { cli_options_output } },
  { .name = "add",
    .summary = "Sign in and save the connection",
    .description =
        "A token that can’t see its organization, such as one for a single bucket, is saved with "
        "the organization given by --org or --org-id.\n"
        "\n"
        "--ca-cert, --trust-fingerprint, --skip-verify, and --extra-http-header, or their "
        "variables, are saved with the connection; the values of headers are saved to the keyring. "
        "Use “tessera-cli connection set” to change them later.",
    .examples = "tessera-cli connection add --host https://influx.example.com --org acme "
                "--token-file token.txt\n"
                "tessera-cli connection add --host localhost:8086 --username admin",
    .run = cli_connection_add,
    .options = { cli_options_connection_add, cli_options_org, cli_options_transport } },
  { .name = "remove",
    .aliases = "rm",
    .arguments = "NAME",
    .summary = "Forget a connection and its credentials",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_CONNECTIONS,
    .run = cli_connection_remove,
    .options = { NULL } },
  { .name = "show",
    .arguments = "[NAME]",
    .summary = "Show how a server is reached and signed in to",
    .description = "Without a name, shows the connection that is used by default. The values of "
                   "headers are not shown.",
    .most = 1,
    .completes = CLI_COMPLETES_CONNECTIONS,
    .run = cli_connection_show,
    .options = { cli_options_json } },
  { .name = "set",
    .arguments = "NAME",
    .summary = "Change which certificates a connection trusts, and its headers",
    .description =
        "The server is not asked. --system-trust withdraws what was trusted in addition to, or "
        "instead of, the certificate authorities that this computer knows.\n"
        "\n"
        "What a connection trusts can be overridden by the options of a command, but not by "
        "INFLUX_SKIP_VERIFY and TESSERA_CA_CERT.",
    .examples = "# Trust one certificate, and no other\n"
                "tessera-cli connection set acme --trust-fingerprint 3F:A1:…\n"
                "# Replace the key for the gate in front of the server\n"
                "tessera-cli connection set acme --extra-http-header \"X-Gate-Key: $KEY\"",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_CONNECTIONS,
    .run = cli_connection_set,
    .options = { cli_options_connection_set } },
  { .name = "use",
    .arguments = "NAME",
    .summary = "Use a connection by default from now on",
    .description = "The desktop application also opens this connection the next time it starts. "
                   "An influx configuration that has a token takes precedence over it.",
    .least = 1,
    .most = 1,
    .completes = CLI_COMPLETES_CONNECTIONS,
    .run = cli_connection_use,
    .options = { NULL } },
  { .name = "import",
    .arguments = "[CONFIGURATION…]",
    .summary = "Import influx configurations",
    .description =
        "Signs in with each of the configurations (all of them if none is specified) and saves it "
        "as a connection, with its credentials in the keyring. Then offers to remove the token "
        "from the plain-text file. A configuration without a token keeps working in tessera-cli, "
        "which uses the token from the keyring; influx itself then needs one in INFLUX_TOKEN, "
        "which “tessera-cli run --connection NAME -- influx …” provides. Of two tokens for the same "
        "server and organization, only the first one is imported, because they would be the same "
        "connection.",
    .most = G_MAXUINT16,
    .completes = CLI_COMPLETES_CONFIGS,
    .run = cli_connection_import,
    .options = { cli_options_connection_import, cli_options_configs, cli_options_transport } },
  { NULL },
};

static const CliCommand run_commands[] = {
  { .name = "",
    .arguments = "[--] COMMAND [ARGUMENT…]",
    .summary = "Run a command with a saved token in its environment",
    .description =
        "Runs a command with the value of a saved token in INFLUX_TOKEN, the server in "
        "INFLUX_HOST, and the organization in INFLUX_ORG_ID. They are set only in that command’s "
        "environment. If the command is influx with -o, --org, or --org-id, INFLUX_ORG_ID is not "
        "set, because influx doesn’t accept it together with any of them. In a script that calls "
        "influx with one of these options, run “unset INFLUX_ORG_ID” first. The command replaces "
        "this program, so it receives signals directly, and its exit status is returned. It does "
        "not create core dumps, which would contain the value.",
    .examples = "tessera-cli run --saved telegraf -- telegraf --config telegraf.conf\n"
                "tessera-cli run --saved admin -- influx bucket list",
    .least = 1,
    .most = G_MAXUINT,
    .completes = CLI_COMPLETES_COMMANDS,
    .run = cli_run,
    .options = { cli_options_run, cli_options_host } },
  { NULL },
};

static const CliCommand setup_commands[] = {
  { .name = "",
    .summary = "Set up a server that was never set up",
    .description =
        "Creates the first user, organization, and bucket of a new InfluxDB, and prints the "
        "operator token that the server creates with them. Whoever does this first owns the "
        "server: it asks for no credentials. What is not specified is asked for on a terminal, "
        "unless there is --force.\n"
        "\n"
        "The options match those of “influx setup”, and so does the table, to which the value of "
        "the token is added: influx writes it to its configuration file, as plain text, and "
        "Tessera does not. With --save, the value is saved to the desktop’s keyring as a saved "
        "token and as the credentials of a new connection, and is not printed; a keyring that "
        "can’t be saved to is reported before the server is set up. A value specified with --token "
        "or in INFLUX_TOKEN is not printed either. --name, which names influx’s configuration, has "
        "no effect. Names lose the blanks around them.\n"
        "\n"
        "InfluxDB creates the user before it refuses a bucket’s name or a retention period, and "
        "can’t be set up again then. That is why this command checks them first: a bucket’s name "
        "can’t start with an underscore or contain quotation marks, and it keeps data for at least "
        "an hour. A password is required (influx creates a user without one, who can’t sign in), "
        "and a user name can’t contain a colon.\n"
        "\n"
        "If the server’s response is lost, the error says how to get another operator token.",
    .examples =
        "# Ask for everything, and save the token\n"
        "tessera-cli setup --host http://localhost:8086 --save\n"
        "# In a script\n"
        "tessera-cli setup -f -u admin --password-file password.txt -o acme -b sensors -r 30d "
        "--quiet | ssh sensor tee token",
    .run = cli_setup,
    .options = { cli_options_setup, cli_options_quiet, cli_options_transport,
                 cli_options_output } },
  { NULL },
};

static const CliCommand demo_server_commands[] = {
  { .name = "",
    .summary = "Run a simulated InfluxDB server on this computer",
    .description =
        "Responds like InfluxDB 2, but runs locally and in memory: everything created on it is "
        "gone when it stops. It prints its address and how to sign in, and runs until you press "
        "Ctrl+C.",
    .run = cli_demo_server,
    .options = { cli_options_demo_server } },
  { NULL },
};

const CliGroup cli_groups[] = {
  { .name = "auth",
    .aliases = "authorization",
    .summary = "Create, list, and change the API tokens on a server",
    .description =
        "These commands match those of “influx auth”: they take the same options, use the same "
        "environment variables and configurations, and produce the same tables and JSON.",
    .commands = auth_commands },
  { .name = "keyring",
    .summary = "Work with the tokens saved on this desktop",
    .description =
        "Saved tokens are items in the desktop’s keyring (the Secret Service) in a documented "
        "format, so Passwords and Keys and secret-tool(1) can see them too. Specify a token by "
        "its description or ID. If several tokens have the same description, use the ID.",
    .commands = keyring_commands },
  { .name = "connection",
    .summary = "Work with the servers that Tessera signs in to",
    .description =
        "A connection consists of a server, an organization, and credentials. Specify it by its "
        "organization, its address, its name as shown by “connection list”, or its ID. The tokens "
        "and passwords are stored in the desktop’s keyring.",
    .commands = connection_commands },
  { .name = "run",
    .summary = "Run a command with a saved token in its environment",
    .commands = run_commands },
  { .name = "setup",
    .summary = "Set up a server that was never set up",
    .commands = setup_commands },
  { .name = "demo-server",
    .summary = "Run a simulated InfluxDB server on this computer",
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <string.h>

#define LONGEST_NAME 64
#define NEAR 2 /* edits that still count as a misspelling */

/* The names, short forms and variables of options that influx has as well are those of influx 2.7.5
 * (`cmd/influx/global.go`, `cmd/influx/auth.go`). */

const CliOption cli_options_server[] = {
  { "host", 0, CLI_TEXT, "ADDRESS", "INFLUX_HOST", "HTTP address of InfluxDB" },
  { "configs-path", 0, CLI_TEXT, "FILE", "INFLUX_CONFIGS_PATH",
    "File that contains the influx configurations", CLI_COMPLETES_FILES },
  { "active-config", 'c', CLI_TEXT, "NAME", "INFLUX_ACTIVE_CONFIG",
    "influx configuration to use; - is the previously active one", CLI_COMPLETES_CONFIGS },
  { "connection", 0, CLI_TEXT, "NAME", "TESSERA_CONNECTION",
    "Tessera connection to use, by name or ID", CLI_COMPLETES_CONNECTIONS },
  { "token", 't', CLI_SECRET, "TOKEN", "INFLUX_TOKEN",
    "Token to sign in with; - reads it from standard input" },
  { "token-file", 0, CLI_TEXT, "FILE", NULL, "File with the token to sign in with",
    CLI_COMPLETES_FILES },
  { "token-saved", 0, CLI_TEXT, "NAME", NULL, "Saved token to sign in with, by description or ID",
    CLI_COMPLETES_SAVED },
  { NULL },
};

/* How a server is reached: every request of a command has them. */
const CliOption cli_options_transport[] = {
  { "skip-verify", 0, CLI_FLAG, NULL, "INFLUX_SKIP_VERIFY",
    "Accept any server certificate without verifying it" },
  { "ca-cert", 0, CLI_TEXT, "FILE", "TESSERA_CA_CERT",
    "Also trust the certificate authorities in this file (PEM)", CLI_COMPLETES_FILES },
  { "trust-fingerprint", 0, CLI_TEXT, "SHA256", NULL,
    "Trust only the server certificate with this SHA-256 fingerprint" },
  { "http-debug", 0, CLI_FLAG, NULL, NULL,
    "Print requests to standard error, without headers or bodies" },
  { "trace-debug-id", 0, CLI_TEXT, "ID", "INFLUX_TRACE_DEBUG_ID" },
  { "extra-http-header", 0, CLI_SECRETS, "NAME:VALUE", "INFLUX_EXTRA_HTTP_HEADER",
    "Header to add to every request, for example for a proxy in front of the server" },
  { NULL },
};

/* For all commands except `auth list`, where it is a filter. */
const CliOption cli_options_saved[] = {
  { "saved", 0, CLI_TEXT, "NAME", NULL, "Same as --token-saved", CLI_COMPLETES_SAVED,
    "token-saved" },
  { NULL },
};

const CliOption cli_options_output[] = {
  { "json", 0, CLI_FLAG, NULL, "INFLUX_OUTPUT_JSON", "Output data as JSON" },
  { "hide-headers", 0, CLI_FLAG, NULL, "INFLUX_HIDE_HEADERS", "Omit the header line of tables" },
  { NULL },
};

const CliOption cli_options_org[] = {
  { "org-id", 0, CLI_TEXT, "ID", "INFLUX_ORG_ID", "ID of the organization" },
  { "org", 'o', CLI_TEXT, "NAME", "INFLUX_ORG", "Name or ID of the organization",
    CLI_COMPLETES_ORGS },
  { NULL },
};

const CliOption cli_options_create[] = {
  { "user", 'u', CLI_TEXT, "NAME", NULL,
    "Name or ID of the token’s owner; by default, the signed-in user", CLI_COMPLETES_USERS },
  { "description", 'd', CLI_TEXT, "TEXT", NULL, "Description of the token" },
  { "status", 0, CLI_TEXT, "STATUS", NULL, "active (the default) or inactive",
    CLI_COMPLETES_STATUSES },
  { "write-bucket", 0, CLI_LIST, "BUCKET", NULL,
    "Bucket that the token can write to, by name or "
    "ID",
    CLI_COMPLETES_BUCKETS },
  { "read-bucket", 0, CLI_LIST, "BUCKET", NULL, "Bucket that the token can read, by name or ID",
    CLI_COMPLETES_BUCKETS },
  { "write-telegraf", 0, CLI_LIST, "CONFIGURATION", NULL,
    "Telegraf configuration that the token can write, by name or ID", CLI_COMPLETES_TELEGRAFS },
  { "read-telegraf", 0, CLI_LIST, "CONFIGURATION", NULL,
    "Telegraf configuration that the token can read, by name or ID", CLI_COMPLETES_TELEGRAFS },
  { "operator", 0, CLI_FLAG, NULL, NULL, "Grants all permissions in all organizations" },
  { "all-access", 0, CLI_FLAG, NULL, NULL, "Grants all permissions in the organization" },
  { "template", 0, CLI_TEXT, "NAME", NULL,
    "Predefined set of permissions, which can be combined with others: telegraf-agent, "
    "grafana-reader, home-assistant, token-minter, read-everything, write-everything, all-access, "
    "operator",
    CLI_COMPLETES_TEMPLATES },
  { "clone", 0, CLI_TEXT, "TOKEN", NULL,
    "Token to copy the permissions from, by ID or "
    "description",
    CLI_COMPLETES_TOKENS },
  { "allow-unknown-id", 0, CLI_FLAG, NULL, NULL,
    "Do not check whether resources specified by ID exist" },
  { "dry-run", 0, CLI_FLAG, NULL, NULL, "Print the request without creating a token" },
  { "save", 0, CLI_FLAG, NULL, NULL,
    "Save the value to the desktop’s keyring and do not print it" },
  { "show-token", 0, CLI_FLAG, NULL, NULL, "Print the value even though it is saved" },
  { NULL },
};

#define GRANTS(key, read_what, write_what)                                                         \
  { .name = "read-" key,                                                                           \
    .kind = CLI_PERMISSION,                                                                        \
    .help = "Grants the permission to " read_what,                                                 \
    .type = key,                                                                                   \
    .action = TESSERA_ACTION_READ },                                                               \
  {                                                                                                \
    .name = "write-" key, .kind = CLI_PERMISSION, .help = "Grants the permission to " write_what,  \
    .type = key, .action = TESSERA_ACTION_WRITE                                                    \
  }
#define GRANTS_PLAIN(key, note)                                                                    \
  GRANTS (key, "read " key note, "create, change, and delete " key note)

/* In influx's order, in which it also requests them. */
const CliOption cli_options_permissions[] = {
  GRANTS_PLAIN ("authorizations", ""),
  GRANTS ("buckets", "read all buckets in the organization",
          "write to, create, and delete all buckets in the organization"),
  GRANTS_PLAIN ("dashboards", ""),
  GRANTS ("orgs", "read all organizations on the server",
          "create, change, and delete all organizations on the server"),
  GRANTS_PLAIN ("tasks", ""),
  GRANTS ("telegrafs", "read Telegraf configurations",
          "create, change, and delete Telegraf configurations"),
  GRANTS ("users", "read all users on the server",
          "create, change, and delete all users on the server"),
  GRANTS_PLAIN ("variables", ""),
  GRANTS_PLAIN ("secrets", ""),
  GRANTS_PLAIN ("labels", ""),
  GRANTS_PLAIN ("views", ""),
  GRANTS_PLAIN ("documents", ""),
  GRANTS_PLAIN ("notificationRules", ""),
  GRANTS_PLAIN ("notificationEndpoints", ""),
  GRANTS_PLAIN ("checks", ""),
  GRANTS ("dbrp", "read database and retention policy mappings",
          "create, change, and delete database and retention policy mappings"),
  GRANTS_PLAIN ("annotations", ""),
  GRANTS_PLAIN ("sources", " (OSS only)"),
  GRANTS_PLAIN ("scrapers", " (OSS only)"),
  GRANTS_PLAIN ("notebooks", " (OSS only)"),
  GRANTS_PLAIN ("remotes", " (OSS only)"),
  GRANTS_PLAIN ("replications", " (OSS only)"),
  GRANTS_PLAIN ("flows", " (Cloud only)"),
  GRANTS_PLAIN ("functions", " (Cloud only)"),
  GRANTS_PLAIN ("subscriptions", " (Cloud only)"),
  /* The spellings on the vendor's page, which the vendor's own command does not accept. */
  { "read-user", 0, CLI_PERMISSION, .stands_for = "read-users" },
  { "write-user", 0, CLI_PERMISSION, .stands_for = "write-users" },
  { "read-dbrps", 0, CLI_PERMISSION, .stands_for = "read-dbrp" },
  { "write-dbrps", 0, CLI_PERMISSION, .stands_for = "write-dbrp" },
  { NULL },
};

const CliOption cli_options_list[] = {
  { "id", 'i', CLI_TEXT, "TOKEN", NULL, "Only this token, by ID or description",
    CLI_COMPLETES_TOKENS },
  { "user", 'u', CLI_TEXT, "NAME", NULL, "Only tokens owned by this user, by name or ID",
    CLI_COMPLETES_USERS },
  { "user-id", 0, CLI_TEXT, "ID", NULL, "Only tokens owned by the user with this ID" },
  { "description", 'd', CLI_TEXT, "TEXT", NULL,
    "Only tokens whose description contains this text" },
  { "status", 0, CLI_TEXT, "STATUS", NULL, "Only tokens with this status: active or inactive",
    CLI_COMPLETES_STATUSES },
  { "saved", 0, CLI_FLAG, NULL, NULL,
    "Only tokens whose value is saved in this desktop’s keyring" },
  { NULL },
};

const CliOption cli_options_orphans[] = {
  { "delete", 0, CLI_TEXT, "ID", NULL, "Delete this token on the server" },
  { "keep", 0, CLI_TEXT, "ID", NULL, "Keep this token, and do not report it again" },
  { NULL },
};

const CliOption cli_options_token_id[] = {
  { "id", 'i', CLI_TEXT, "TOKEN", NULL, "Token, by ID or description (required)",
    CLI_COMPLETES_TOKENS },
  { NULL },
};

const CliOption cli_options_quiet[] = {
  { "quiet", 'q', CLI_FLAG, NULL, NULL, "Print only the value" },
  { NULL },
};

const CliOption cli_options_test[] = {
  { "permissions", 0, CLI_FLAG, NULL, NULL,
    "Ask the server about each of the token’s permissions, using the token itself; no data is "
    "changed" },
  { NULL },
};

const CliOption cli_options_import[] = {
  { "id", 'i', CLI_TEXT, "TOKEN", NULL, "Token that the value belongs to, by ID or description",
    CLI_COMPLETES_TOKENS },
  { "value-file", 0, CLI_TEXT, "FILE", NULL,
    "File with the value to save; - reads it from "
    "standard input",
    CLI_COMPLETES_FILES },
  { NULL },
};

const CliOption cli_options_copy[] = {
  { "clear", 0, CLI_TEXT, "SECONDS", NULL,
    "How long the value stays on the clipboard (30 by default); 0 leaves it there" },
  { NULL },
};

const CliOption cli_options_forget[] = {
  { "yes", 'y', CLI_FLAG, NULL, NULL, "Do not ask for confirmation" },
  { NULL },
};

const CliOption cli_options_connection_add[] = {
  { "host", 0, CLI_TEXT, "ADDRESS", "INFLUX_HOST", "HTTP address of InfluxDB" },
  { "token", 't', CLI_SECRET, "TOKEN", "INFLUX_TOKEN",
    "Token to sign in with; - reads it from standard input" },
  { "token-file", 0, CLI_TEXT, "FILE", NULL, "File with the token to sign in with",
    CLI_COMPLETES_FILES },
  { "username", 0, CLI_TEXT, "NAME", NULL,
    "Sign in as this user with a password instead of a "
    "token" },
  { "password-file", 0, CLI_TEXT, "FILE", NULL,
    "File with the password; - reads it from standard "
    "input",
    CLI_COMPLETES_FILES },
  { NULL },
};

const CliOption cli_options_connection_import[] = {
  { "remove-tokens", 0, CLI_FLAG, NULL, NULL,
    "Remove imported credentials from the plain-text file once they are in the keyring; by "
    "default, you are asked" },
  { "keep-tokens", 0, CLI_FLAG, NULL, NULL, "Leave the file unchanged and do not ask" },
  { NULL },
};

/* Without the variables: they are for the other commands, and must not change a connection. */
const CliOption cli_options_connection_set[] = {
  { "ca-cert", 0, CLI_TEXT, "FILE", NULL,
    "Also trust the certificate authorities in this file (PEM)", CLI_COMPLETES_FILES },
  { "trust-fingerprint", 0, CLI_TEXT, "SHA256", NULL,
    "Trust only the server certificate with this SHA-256 fingerprint" },
  { "skip-verify", 0, CLI_FLAG, NULL, NULL,
    "Accept any server certificate, no matter who responds" },
  { "system-trust", 0, CLI_FLAG, NULL, NULL,
    "Trust only the certificate authorities that this computer knows" },
  { "extra-http-header", 0, CLI_SECRETS, "NAME:VALUE", NULL,
    "Header to add to every request, or a new value for it" },
  { "remove-header", 0, CLI_LIST, "NAME", NULL, "Header that is no longer added" },
  { NULL },
};

const CliOption cli_options_json[] = {
  { "json", 0, CLI_FLAG, NULL, "INFLUX_OUTPUT_JSON", "Output data as JSON" },
  { NULL },
};

const CliOption cli_options_run[] = {
  { "saved", 0, CLI_TEXT, "NAME", NULL, "Saved token to use, by description or ID",
    CLI_COMPLETES_SAVED },
  { "connection", 0, CLI_TEXT, "NAME", NULL, "Connection to take the token from, by name or ID",
    CLI_COMPLETES_CONNECTIONS },
  { NULL },
};

/* Those of influx, which reads no organization from the environment here. */
const CliOption cli_options_setup[] = {
  { "username", 'u', CLI_TEXT, "NAME", NULL, "Name of the first user" },
  { "password", 'p', CLI_SECRET, "PASSWORD", NULL,
    "Password of the first user; - reads it from standard input" },
  { "password-file", 0, CLI_TEXT, "FILE", NULL, "File with that password; - is standard input",
    CLI_COMPLETES_FILES },
  { "token", 't', CLI_SECRET, "TOKEN", "INFLUX_TOKEN",
    "Value that the operator token should have; by default, the server makes one up" },
  { "token-file", 0, CLI_TEXT, "FILE", NULL, "File with that value; - is standard input",
    CLI_COMPLETES_FILES },
  { "org", 'o', CLI_TEXT, "NAME", NULL, "Name of the first organization" },
  { "bucket", 'b', CLI_TEXT, "NAME", NULL, "Name of the first bucket" },
  { "retention", 'r', CLI_TEXT, "DURATION", NULL,
    "How long the bucket keeps data, such as 72h or 1w; 0 (the default) is forever" },
  { "force", 'f', CLI_FLAG, NULL, NULL, "Do not ask for anything, not even for confirmation" },
  { "name", 'n', CLI_TEXT, "NAME", NULL, "Accepted because influx has it; it has no effect" },
  { "save", 0, CLI_FLAG, NULL, NULL,
    "Save the operator token’s value to the desktop’s keyring and do not print it; save the "
    "connection, too" },
  { "show-token", 0, CLI_FLAG, NULL, NULL,
    "Print the value even though it is saved, or was specified" },
  { "host", 0, CLI_TEXT, "ADDRESS", "INFLUX_HOST", "HTTP address of InfluxDB" },
  { "configs-path", 0, CLI_TEXT, "FILE", "INFLUX_CONFIGS_PATH",
    "File that contains the influx configurations", CLI_COMPLETES_FILES },
  { "active-config", 'c', CLI_TEXT, "NAME", "INFLUX_ACTIVE_CONFIG",
    "influx configuration to take the address from", CLI_COMPLETES_CONFIGS },
  { NULL },
};

const CliOption cli_options_host[] = {
  { "host", 0, CLI_TEXT, "ADDRESS", NULL, "Only tokens for this server" },
  { NULL },
};

const CliOption cli_options_configs[] = {
  { "configs-path", 0, CLI_TEXT, "FILE", "INFLUX_CONFIGS_PATH",
    "File that contains the influx configurations", CLI_COMPLETES_FILES },
  { NULL },
};

const CliOption cli_options_demo_server[] = {
  { "port", 'p', CLI_TEXT, "N", NULL,
    "Listen on this port on 127.0.0.1; by default, any free port" },
  { "not-set-up", 0, CLI_FLAG, NULL, NULL, "Start as a server that was never set up" },
  { "flavor", 0, CLI_TEXT, "NAME", NULL,
    "oss (the default), serverless, serverless-open, or serverless-pages" },
  /* What these were called before. */
  { "empty", 0, CLI_FLAG, .stands_for = "not-set-up" },
  { "flavour", 0, CLI_TEXT, "NAME", .stands_for = "flavor" },
  { NULL },
};

gboolean
cli_option_takes_value (const CliOption *option)
{
  return option->kind != CLI_FLAG && option->kind != CLI_PERMISSION;
}

const CliOption *
cli_options_find (const CliOption *const *tables, const char *name, gsize length)
{
  for (; *tables != NULL; tables++)
    for (const CliOption *option = *tables; option->name != NULL; option++)
      if ((length == 1 && option->letter == *name) ||
          (strlen (option->name) == length && strncmp (option->name, name, length) == 0))
        return option;
  return NULL;
}

/* The number of letters to add, drop or change. */
static guint
distance (const char *a, const char *b)
{
  guint before[LONGEST_NAME + 1], now[LONGEST_NAME + 1];
  gsize length = strlen (b);

  for (guint j = 0; j <= length; j++)
    before[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      now[0] = i;
      for (guint j = 1; j <= length; j++)
        now[j] = MIN (MIN (before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
      memcpy (before, now, sizeof now);
    }
  return before[length];
}

const char *
cli_options_suggest (const CliOption *const *tables, const char *name)
{
  const char *nearest = NULL;
  guint best = NEAR + 1;

  if (strlen (name) > LONGEST_NAME)
    return NULL;
  for (; *tables != NULL; tables++)
    for (const CliOption *option = *tables; option->name != NULL; option++)
      {
        guint changes = option->help != NULL ? distance (option->name, name) : best;

        if (changes < best)
          {
            best = changes;
            nearest = option->name;
          }
      }
  return nearest;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/files/export-private.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_PREFIX "influxdb"
#define NAME_LENGTH 40

struct _TesseraExport
{
  const char *key;
  const char *title;
  const char *purpose;
  const char *file_name;
  void (*fill) (TesseraSecretText *text, const TesseraExportFilling *filling);
};

/* Preparing */

static TesseraExportBucket
find_bucket (TesseraPermissionSet *permissions, TesseraAction action)
{
  TesseraExportBucket bucket = { NULL, NULL, FALSE };
  guint size = permissions != NULL ? tessera_permission_set_get_size (permissions) : 0;

  for (guint i = 0; i < size; i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);
      const char *id = tessera_permission_get_id (permission);
      const char *name = tessera_permission_get_name (permission);

      if (tessera_permission_get_action (permission) != action ||
          !g_str_equal (tessera_permission_get_resource_type (permission), "buckets"))
        continue;
      if (id == NULL)
        bucket.all = TRUE;
      else if (bucket.id == NULL)
        {
          bucket.id = id;
          bucket.name = name != NULL ? name : id;
        }
    }
  return bucket;
}

/* Appends as many words as fit, in letters and digits only. */
static void
append_words (GString *name, const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  g_auto (GStrv) words =
      g_regex_split_simple ("[^a-z0-9]+", lower, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);

  for (guint i = 0; words[i] != NULL && name->len + 1 + strlen (words[i]) <= NAME_LENGTH; i++)
    if (*words[i] != '\0')
      g_string_append_printf (name, "-%s", words[i]);
}

/* A name that Kubernetes, systemd, TOML and a shell accept without quoting: derived from the
 * description, or from the ID, which also comes from the server and can be any text. */
static char *
make_name (const TesseraExportSource *source)
{
  GString *name = g_string_new (NAME_PREFIX);

  append_words (name, source->description);
  if (name->len == strlen (NAME_PREFIX))
    append_words (name, source->token_id);
  return g_string_free (name, FALSE);
}

/* The comment at the top of every file. */
void
tessera_export_append_heading (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  g_autofree char *line =
      g_strdup_printf (_ ("InfluxDB token “%s” (%s, %s)"), filling->source->description,
                       filling->org, filling->source->server);

  tessera_secret_text_append_comment (text, line);
  tessera_secret_text_append_comment (
      text, _ ("Anyone who can read this file can use the token. Keep it private."));
}

typedef void (*QuoteFunc) (TesseraSecretText *text, const char *value);

static void
append_setting (TesseraSecretText *text, const char *before, QuoteFunc quote, const char *value)
{
  tessera_secret_text_append (text, before);
  quote (text, value);
  tessera_secret_text_append (text, "\n");
}

/* The formats */

static const TesseraExportBucket *
get_main_bucket (const TesseraExportFilling *filling)
{
  return filling->writes.id != NULL ? &filling->writes : &filling->reads;
}

#define N_VARIABLES 4

typedef struct
{
  const char *name;
  const char *value; /* NULL to leave it out */
} Variable;

static void
list_variables (const TesseraExportFilling *filling, Variable variables[N_VARIABLES])
{
  variables[0] = (Variable) { "INFLUX_HOST", filling->source->server };
  variables[1] = (Variable) { "INFLUX_ORG", filling->org };
  variables[2] = (Variable) { "INFLUX_BUCKET_NAME", get_main_bucket (filling)->name };
  variables[3] = (Variable) { "INFLUX_TOKEN", tessera_secret_peek (filling->value) };
}

static void
append_variables (TesseraSecretText *text, const TesseraExportFilling *filling, const char *indent,
                  const char *separator, QuoteFunc quote)
{
  Variable variables[N_VARIABLES];

  list_variables (filling, variables);
  for (guint i = 0; i < N_VARIABLES; i++)
    if (variables[i].value != NULL)
      {
        g_autofree char *before = g_strconcat (indent, variables[i].name, separator, NULL);

        append_setting (text, before, quote, variables[i].value);
      }
}

static gboolean
has_quoted_variable (const TesseraExportFilling *filling)
{
  Variable variables[N_VARIABLES];

  list_variables (filling, variables);
  for (guint i = 0; i < N_VARIABLES; i++)
    if (variables[i].value != NULL && tessera_secret_text_needs_quotes (variables[i].value))
      return TRUE;
  return FALSE;
}

static void
fill_env (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  tessera_export_append_heading (text, filling);
  if (has_quoted_variable (filling))
    tessera_secret_text_append_comment (
        text, _ ("The quotes are for shells, Docker Compose, systemd, and dotenv libraries. For "
                 "“docker run --env-file”, which keeps them, remove the quotes and any backslashes "
                 "that escape other characters."));
  append_variables (text, filling, "", "=", tessera_secret_text_append_env);
}

static void
fill_telegraf (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  const char *bucket = filling->writes.name;

  tessera_export_append_heading (text, filling);
  if (bucket == NULL)
    tessera_secret_text_append_comment (
        text, filling->writes.all
                  ? _ ("Enter the bucket that Telegraf should write to.")
                  : _ ("Telegraf needs to write to a bucket, but this token can’t."));
  tessera_secret_text_append (text, "[[outputs.influxdb_v2]]\n  urls = [");
  tessera_secret_text_append_toml (text, filling->source->server);
  tessera_secret_text_append (text, "]\n");
  append_setting (text, "  token = ", tessera_secret_text_append_toml,
                  tessera_secret_peek (filling->value));
  append_setting (text, "  organization = ", tessera_secret_text_append_toml, filling->org);
  append_setting (text, "  bucket = ", tessera_secret_text_append_toml,
                  bucket != NULL ? bucket : "");
}

static void
append_flux (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  tessera_secret_text_append (text, "      version: Flux\n");
  append_setting (text, "      organization: ", tessera_secret_text_append_grafana, filling->org);
  if (filling->reads.name != NULL)
    append_setting (text, "      defaultBucket: ", tessera_secret_text_append_grafana,
                    filling->reads.name);
}

/* In Grafana's own words for a server with SQL: its documentation of the data source. */
static void
append_sql (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  const char *bucket = filling->reads.name;

  tessera_secret_text_append (text, "      version: SQL\n      httpMode: POST\n");
  if (bucket == NULL)
    tessera_secret_text_append_comment (
        text, filling->reads.all ? _ ("Enter the bucket that Grafana should query.")
                                 : _ ("Grafana needs to read a bucket, but this token can’t."));
  append_setting (text, "      dbName: ", tessera_secret_text_append_grafana,
                  bucket != NULL ? bucket : "");
}

static void
fill_grafana (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  g_autofree char *name = g_strdup_printf ("InfluxDB %s", filling->org);

  tessera_export_append_heading (text, filling);
  tessera_secret_text_append (text, "apiVersion: 1\ndatasources:\n");
  append_setting (text, "  - name: ", tessera_secret_text_append_grafana, name);
  tessera_secret_text_append (text, "    type: influxdb\n    access: proxy\n");
  append_setting (text, "    url: ", tessera_secret_text_append_grafana, filling->source->server);
  tessera_secret_text_append (text, "    jsonData:\n");
  if (filling->source->without_flux)
    append_sql (text, filling);
  else
    append_flux (text, filling);
  tessera_secret_text_append (text, "    secureJsonData:\n");
  append_setting (text, "      token: ", tessera_secret_text_append_grafana,
                  tessera_secret_peek (filling->value));
}

static void
fill_influx (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  g_autofree char *table = g_strdup_printf ("[%s]\n", filling->name);

  tessera_export_append_heading (text, filling);
  tessera_secret_text_append_comment (
      text, _ ("Only one configuration in a file can be active. If another one already is, leave "
               "out the line “active = true”."));
  tessera_secret_text_append (text, table);
  append_setting (text, "  url = ", tessera_secret_text_append_toml, filling->source->server);
  append_setting (text, "  token = ", tessera_secret_text_append_toml,
                  tessera_secret_peek (filling->value));
  append_setting (text, "  org = ", tessera_secret_text_append_toml, filling->org);
  tessera_secret_text_append (text, "  active = true\n");
}

static void
fill_systemd (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  const char *name = filling->name;
  g_autofree char *encrypt =
      g_strdup_printf (" | systemd-creds encrypt --name=%s - \"$store/%s\"\n", name, name);
  g_autofree char *use =
      g_strdup_printf ("cat <<'EOF'\n[Service]\nLoadCredentialEncrypted=%s\nEOF\n", name);
  g_autofree char *path = g_strdup_printf (
      _ ("The service finds the value in the file $CREDENTIALS_DIRECTORY/%s."), name);

  tessera_secret_text_append (text, "#!/bin/sh\n");
  tessera_export_append_heading (text, filling);
  tessera_secret_text_append_comment (
      text,
      _ ("Run this script as root on the computer where the service runs (systemd 250 or later), "
         "then delete it. It encrypts the value with that computer’s own key."));
  tessera_secret_text_append (
      text,
      "set -eu\numask 077\nstore=${CREDSTORE:-/etc/credstore.encrypted}\nmkdir -p \"$store\"\n");
  tessera_secret_text_append (text, "printf '%s' ");
  tessera_secret_text_append_shell (text, tessera_secret_peek (filling->value));
  tessera_secret_text_append (text, encrypt);
  tessera_secret_text_append_comment (
      text, _ ("To give the service access to the value, add these lines with “systemctl edit "
               "SERVICE”:"));
  tessera_secret_text_append (text, use);
  tessera_secret_text_append_comment (text, path);
}

static void
fill_kubernetes (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  g_autofree char *name = g_strdup_printf ("  name: %s\n", filling->name);

  tessera_export_append_heading (text, filling);
  tessera_secret_text_append (text, "apiVersion: v1\nkind: Secret\nmetadata:\n");
  tessera_secret_text_append (text, name);
  tessera_secret_text_append (text, "type: Opaque\ndata:\n");
  append_variables (text, filling, "  ", ": ", tessera_secret_text_append_base64);
}

static const TesseraExport env = {
  .key = "env",
  .title = N_ (".env File"),
  .purpose = N_ ("Environment variables for a program, container, or shell script."),
  .file_name = "influxdb.env",
  .fill = fill_env,
};

static const TesseraExport telegraf = {
  .key = "telegraf",
  .title = N_ ("Telegraf Output"),
  .purpose = N_ ("The section of a Telegraf configuration that writes to this server."),
  .file_name = "telegraf-influxdb.conf",
  .fill = fill_telegraf,
};

static const TesseraExport grafana = {
  .key = "grafana",
  .title = N_ ("Grafana Data Source"),
  .purpose = N_ ("A provisioning file that lets Grafana query this server."),
  .file_name = "grafana-influxdb.yaml",
  .fill = fill_grafana,
};

static const TesseraExport influx = {
  .key = "influx",
  .title = N_ ("influx Configuration"),
  .purpose = N_ ("The configuration that the influx command reads from ~/.influxdbv2/configs."),
  .file_name = "influx-configs.toml",
  .fill = fill_influx,
};

static const TesseraExport systemd = {
  .key = "systemd",
  .title = N_ ("systemd Credential"),
  .purpose = N_ ("A script that encrypts the value for one computer, so that only the service on "
                 "that computer can use it."),
  .file_name = "influxdb-credential.sh",
  .fill = fill_systemd,
};

static const TesseraExport kubernetes = {
  .key = "kubernetes",
  .title = N_ ("Kubernetes Secret"),
  .purpose = N_ ("A manifest that provides environment variables to pods."),
  .file_name = "influxdb-secret.yaml",
  .fill = fill_kubernetes,
};

static const TesseraExport curl = {
  .key = "curl",
  .title = N_ ("curl Command"),
  .purpose = N_ ("A script that uses the token once to check that it works."),
  .file_name = "influxdb-curl.sh",
  .fill = tessera_export_fill_curl,
};

static const TesseraExport *const all[] = { &env,     &telegraf,   &grafana, &influx,
                                            &systemd, &kubernetes, &curl };

const TesseraExport *const *
tessera_export_get_all (gsize *count)
{
  *count = G_N_ELEMENTS (all);
  return all;
}

const TesseraExport *
tessera_export_find (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i]->key, key))
      return all[i];
  return NULL;
}

const char *
tessera_export_get_key (const TesseraExport *self)
{
  return self->key;
}

const char *
tessera_export_get_title (const TesseraExport *self)
{
  return _ (self->title);
}

const char *
tessera_export_get_purpose (const TesseraExport *self)
{
  return _ (self->purpose);
}

const char *
tessera_export_get_file_name (const TesseraExport *self)
{
  return self->file_name;
}

TesseraExportSource
tessera_export_source_from_token (const char *server, TesseraToken *token)
{
  return (TesseraExportSource) {
    .server = server,
    .org_id = tessera_token_get_org_id (token),
    .org_name = tessera_token_get_org_name (token),
    .token_id = tessera_token_get_id (token),
    .description = tessera_token_get_description (token),
    .permissions = tessera_token_get_permissions (token),
  };
}

static gboolean
is_writable (TesseraSecret *value)
{
  for (const char *p = tessera_secret_peek (value); *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return g_utf8_validate (tessera_secret_peek (value), -1, NULL);
}

static gboolean
check_source (const TesseraExportSource *source, const char *org, TesseraSecret *value,
              GError **error)
{
  const char *const texts[] = { source->server, source->org_id, org, source->token_id,
                                source->description };
  gboolean valid = is_writable (value);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    valid = valid && g_utf8_validate (texts[i], -1, NULL);
  if (!valid)
    tessera_set_error (
        error, TESSERA_ERROR_INVALID, NULL,
        _ ("This token can’t be written to a file, because its value or a name contains characters "
           "that aren’t allowed in these files. Copy the value instead."));
  return valid;
}

TesseraSecret *
tessera_export_make (const TesseraExport *self, const TesseraExportSource *source,
                     TesseraSecret *value, GError **error)
{
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  gboolean has_name = source->org_name != NULL && *source->org_name != '\0';
  const char *org = has_name ? source->org_name : source->org_id;
  TesseraSecretText *text;
  TesseraExportFilling filling = { .source = source, .value = value, .org = org };

  if (!check_source (source, org, value, error))
    return NULL;
  filling.name = make_name (source);
  filling.reads = find_bucket (source->permissions, TESSERA_ACTION_READ);
  filling.writes = find_bucket (source->permissions, TESSERA_ACTION_WRITE);
  text = tessera_secret_text_new ();
  self->fill (text, &filling);
  g_free (filling.name);
  return tessera_secret_text_finish (text);
}

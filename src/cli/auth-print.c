/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/auth-print.h"

#include "cli/go-json.h"
#include "cli/output.h"
#include "cli/table.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_PERMISSION 96 /* in influx's words */

/* Large enough for everything that is printed for a token: the buffer is not reallocated, so it
 * leaves no copy of the value behind. */
static gsize
estimate_size (TesseraToken *token)
{
  return 1024 + 6 * strlen (tessera_token_get_description (token)) +
         6 * strlen (tessera_token_get_owner (token)) +
         LONGEST_PERMISSION * tessera_token_get_listed_permissions (token)->len;
}

/* A permission in influx's words: `read:orgs/ORG/buckets/ID`. */
static void
append_permission (GString *text, const TesseraPermission *permission)
{
  const char *org_id = tessera_permission_get_org_id (permission);
  const char *id = tessera_permission_get_id (permission);

  g_string_append_printf (
      text, "%s:", tessera_action_to_string (tessera_permission_get_action (permission)));
  if (org_id != NULL)
    g_string_append_printf (text, "orgs/%s", org_id);
  g_string_append_printf (text, "/%s", tessera_permission_get_resource_type (permission));
  if (id != NULL)
    g_string_append_printf (text, "/%s", id);
}

char *
cli_print_permission (TesseraPermission *permission)
{
  GString *text = g_string_new (NULL);

  append_permission (text, permission);
  return g_string_free (text, FALSE);
}

char *
cli_print_permissions (TesseraPermissionSet *permissions)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      g_string_append (text, "\n  ");
      append_permission (text, tessera_permission_set_get (permissions, i));
    }
  return g_string_free (text, FALSE);
}

/* A terminal would interpret control characters in a description; a file gets them unchanged. */
static void
append_cell (GString *row, const char *text)
{
  if (cli_output_is_terminal ())
    {
      g_autofree char *line = tessera_text_one_line (text);

      g_string_append (row, line);
    }
  else
    g_string_append (row, text);
}

static void
append_row (GString *rows, TesseraToken *token, TesseraSecret *value, gboolean deleted)
{
  GPtrArray *permissions = tessera_token_get_listed_permissions (token);

  append_cell (rows, tessera_token_get_id (token));
  g_string_append_c (rows, '\t');
  append_cell (rows, tessera_token_get_description (token));
  g_string_append_c (rows, '\t');
  if (value != NULL)
    g_string_append (rows, tessera_secret_peek (value));
  g_string_append_c (rows, '\t');
  append_cell (rows, tessera_token_get_owner (token));
  g_string_append_c (rows, '\t');
  append_cell (rows, tessera_token_get_owner_id (token));
  g_string_append (rows, "\t[");
  for (guint i = 0; i < permissions->len; i++)
    {
      g_autofree char *permission = cli_print_permission (permissions->pdata[i]);

      g_string_append (rows, i > 0 ? " " : "");
      append_cell (rows, permission);
    }
  g_string_append (rows, deleted ? "]\ttrue\n" : "]\n");
}

/* Takes ownership of @rows. */
static gboolean
write_table (GString *rows, GError **error)
{
  GString *table = g_string_sized_new (rows->len * 2 + 1024);

  cli_table_align (rows->str, rows->len, table);
  tessera_wipe (rows->str, rows->allocated_len);
  g_string_free (rows, TRUE);
  return cli_output_write (table, error);
}

static void
append_titles (CliCall *call, GString *rows, gboolean deleted)
{
  if (!cli_call_has (call, "hide-headers"))
    g_string_append_printf (rows, "ID\tDescription\tToken\tUser Name\tUser ID\tPermissions%s\n",
                            deleted ? "\tDeleted" : "");
}

static void
append_json (CliJson *json, TesseraToken *token, TesseraSecret *value)
{
  GPtrArray *permissions = tessera_token_get_listed_permissions (token);

  cli_json_begin (json, '{');
  cli_json_member (json, "id", tessera_token_get_id (token));
  cli_json_member (json, "description", tessera_token_get_description (token));
  cli_json_member (json, "token", value != NULL ? tessera_secret_peek (value) : "");
  cli_json_member (json, "status", tessera_token_is_active (token) ? "active" : "inactive");
  cli_json_member (json, "userName", tessera_token_get_owner (token));
  cli_json_member (json, "userID", tessera_token_get_owner_id (token));
  cli_json_key (json, "permissions");
  cli_json_begin (json, '[');
  for (guint i = 0; i < permissions->len; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_permission (text, permissions->pdata[i]);
      cli_json_string (json, text->str);
    }
  cli_json_end (json, ']');
  cli_json_end (json, '}');
}

gboolean
cli_print_token (CliCall *call, TesseraToken *token, TesseraSecret *value, gboolean deleted,
                 GError **error)
{
  if (cli_call_has (call, "json"))
    {
      CliJson json;

      cli_json_init (&json, estimate_size (token));
      append_json (&json, token, value);
      return cli_output_write (cli_json_finish (&json), error);
    }
  else
    {
      GString *rows = g_string_sized_new (estimate_size (token));

      append_titles (call, rows, deleted);
      append_row (rows, token, value, deleted);
      return write_table (rows, error);
    }
}

gboolean
cli_print_tokens (CliCall *call, GPtrArray *tokens, GError **error)
{
  GString *rows;
  CliJson json;

  if (!cli_call_has (call, "json"))
    {
      rows = g_string_new (NULL);
      append_titles (call, rows, FALSE);
      for (guint i = 0; i < tokens->len; i++)
        append_row (rows, tokens->pdata[i], NULL, FALSE);
      return write_table (rows, error);
    }
  cli_json_init (&json, 1024);
  cli_json_begin (&json, '[');
  for (guint i = 0; i < tokens->len; i++)
    append_json (&json, tokens->pdata[i], NULL);
  cli_json_end (&json, ']');
  return cli_output_write (cli_json_finish (&json), error);
}

/* "User Name" is the title of a column, "userName" its member in JSON, like in influx. */
static char *
make_member_name (const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  GString *name = g_string_ascii_down (g_string_new (words[0]));

  for (guint i = 1; words[i] != NULL; i++)
    g_string_append_printf (name, "%c%s", g_ascii_toupper (*words[i]), words[i] + 1);
  return g_string_free (name, FALSE);
}

static gboolean
print_json_rows (const char *const *titles, GPtrArray *rows, GError **error)
{
  CliJson json;

  cli_json_init (&json, 1024);
  cli_json_begin (&json, '[');
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = rows->pdata[i];

      cli_json_begin (&json, '{');
      for (guint j = 0; titles[j] != NULL; j++)
        {
          g_autofree char *name = make_member_name (titles[j]);

          cli_json_member (&json, name, row[j]);
        }
      cli_json_end (&json, '}');
    }
  cli_json_end (&json, ']');
  return cli_output_write (cli_json_finish (&json), error);
}

gboolean
cli_print_rows (CliCall *call, const char *const *titles, GPtrArray *rows, GError **error)
{
  GString *text;

  if (cli_call_has (call, "json"))
    return print_json_rows (titles, rows, error);
  text = g_string_new (NULL);
  for (guint j = 0; !cli_call_has (call, "hide-headers") && titles[j] != NULL; j++)
    g_string_append_printf (text, "%s%c", titles[j], titles[j + 1] != NULL ? '\t' : '\n');
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; titles[j] != NULL; j++)
      {
        append_cell (text, ((GStrv) rows->pdata[i])[j]);
        g_string_append_c (text, titles[j + 1] != NULL ? '\t' : '\n');
      }
  return write_table (text, error);
}

/* As influx, which has the members sorted. */
static gboolean
print_setup_json (const char *user, const char *org, const char *bucket, TesseraSecret *value,
                  GError **error)
{
  CliJson json;

  cli_json_init (&json, 1024 + 6 * (strlen (user) + strlen (org) + strlen (bucket) +
                                    (value != NULL ? tessera_secret_get_length (value) : 0)));
  cli_json_begin (&json, '{');
  cli_json_member (&json, "bucket", bucket);
  cli_json_member (&json, "organization", org);
  if (value != NULL)
    cli_json_member (&json, "token", tessera_secret_peek (value));
  cli_json_member (&json, "user", user);
  cli_json_end (&json, '}');
  return cli_output_write (cli_json_finish (&json), error);
}

gboolean
cli_print_setup (CliCall *call, TesseraSession *session, TesseraResource *bucket,
                 TesseraSecret *value, GError **error)
{
  const char *user = tessera_resource_get_name (tessera_session_get_user (session));
  const char *org = tessera_resource_get_name (tessera_session_get_organization (session));
  const char *name = tessera_resource_get_name (bucket);
  gsize length = value != NULL ? tessera_secret_get_length (value) : 0;
  GString *rows;

  if (cli_call_has (call, "json"))
    return print_setup_json (user, org, name, value, error);
  rows = g_string_sized_new (256 + strlen (user) + strlen (org) + strlen (name) + length);
  if (!cli_call_has (call, "hide-headers"))
    g_string_append (rows, value != NULL ? "User\tOrganization\tBucket\tToken\n"
                                         : "User\tOrganization\tBucket\n");
  append_cell (rows, user);
  g_string_append_c (rows, '\t');
  append_cell (rows, org);
  g_string_append_c (rows, '\t');
  append_cell (rows, name);
  if (value != NULL)
    {
      g_string_append_c (rows, '\t');
      g_string_append (rows, tessera_secret_peek (value));
    }
  g_string_append_c (rows, '\n');
  return write_table (rows, error);
}

void
cli_warn_of_loose_names (TesseraToken *token)
{
  GPtrArray *permissions = tessera_token_get_listed_permissions (token);

  for (guint i = 0; i < permissions->len; i++)
    {
      const char *name = tessera_permission_get_loose_name (permissions->pdata[i]);
      g_autofree char *line = name != NULL ? tessera_text_one_line (name) : NULL;

      if (line == NULL)
        continue;
      cli_warn (_ ("One of the permissions in the token %s has the name “%s” but no ID. The name "
                   "has no effect: the permission applies to all %s."),
                tessera_token_get_id (token), line,
                tessera_permission_get_resource_type (permissions->pdata[i]));
      return;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/resolve.h"

#include "cli/wait.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static TesseraResource *
get_by_id (CliLogin *login, const char *type, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  /* Users do not belong to an organization. */
  const char *org_id = g_str_equal (type, "users") ? NULL : login->org_id;

  tessera_client_get_resource_async (login->client, type, org_id, id, cli_cancellable (),
                                     cli_wait_cb, &result);
  return tessera_client_get_resource_finish (login->client, cli_wait (&result), error);
}

static GPtrArray *
find_by_name (CliLogin *login, const char *type, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_find_resources_async (login->client, type, login->org_id, name, cli_cancellable (),
                                       cli_wait_cb, &result);
  return tessera_client_find_resources_finish (login->client, cli_wait (&result), error);
}

static char *
describe_none (const char *type, const char *name)
{
  if (g_str_equal (type, "orgs"))
    return g_strdup_printf (_ ("There is no organization “%s” on this server, or this account "
                               "can’t see it."),
                            name);
  if (g_str_equal (type, "users"))
    return g_strdup_printf (_ ("There is no user “%s” on this server, or this account can’t see "
                               "it."),
                            name);
  if (g_str_equal (type, "buckets"))
    return g_strdup_printf (_ ("There is no bucket “%s” on this server, or this account can’t see "
                               "it."),
                            name);
  return g_strdup_printf (
      _ ("There is no Telegraf configuration “%s” on this server, or this account can’t see it."),
      name);
}

static void
complain_none (const char *type, const char *name, GError **error)
{
  g_autofree char *sentence = describe_none (type, name);
  g_autofree char *text = tessera_text_follow (
      sentence, _ ("Check the spelling, and make sure that you are using the right organization."));

  tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL, "%s", text);
}

static void
complain_several (const char *name, GPtrArray *items, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (list, "\n  %s", tessera_resource_get_id (items->pdata[i]));
  tessera_set_error (
      error, TESSERA_ERROR_CONFLICT, NULL,
      /* Translators: the last %s is a list */
      ngettext ("%u match was found for “%s”. Specify the ID of the one you want:%s",
                "%u matches were found for “%s”. Specify the ID of the one you want:%s",
                items->len),
      items->len, name, list->str);
}

TesseraResource *
cli_resolve_item (CliLogin *login, const char *type, const char *name, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (tessera_id_is_valid (name))
    {
      GError *problem = NULL;
      TesseraResource *item = get_by_id (login, type, name, &problem);

      if (item != NULL)
        return item;
      if (!g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      g_error_free (problem);
    }
  items = find_by_name (login, type, name, error);
  if (items == NULL)
    return NULL;
  if (items->len == 1)
    return g_object_ref (items->pdata[0]);
  if (items->len == 0)
    complain_none (type, name, error);
  else
    complain_several (name, items, error);
  return NULL;
}

gboolean
cli_resolve_org (CliLogin *login, GError **error)
{
  g_autoptr (TesseraResource) org = NULL;

  if (login->org_id != NULL && tessera_id_is_valid (login->org_id))
    return TRUE;
  if (login->org_id != NULL)
    return cli_usage_error (error,
                            _ ("“%s” is not a valid ID. An ID has 16 hexadecimal digits. To "
                               "specify a name, use --org."),
                            login->org_id);
  if (login->org_name == NULL || *login->org_name == '\0')
    return cli_usage_error (error,
                            _ ("Must specify org ID or org name: use --org-id, --org, INFLUX_ORG, "
                               "or a configuration that specifies one."));
  org = cli_resolve_item (login, "orgs", login->org_name, error);
  if (org == NULL)
    return FALSE;
  login->org_id = g_strdup (tessera_resource_get_id (org));
  return TRUE;
}

char *
cli_resolve_token (CliLogin *login, const char *name, GError **error)
{
  const TesseraTokenFilter filter = { .org_id = login->org_id, .org_name = login->org_name };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);

  if (tessera_id_is_valid (name))
    return g_strdup (name);
  /* An unset variable must not select a token without a description. */
  if (*name == '\0')
    {
      cli_usage_error (error, _ ("The name of the token is empty."));
      return NULL;
    }
  tessera_client_find_tokens_async (login->client, &filter, cli_cancellable (), cli_wait_cb,
                                    &result);
  tokens = tessera_client_list_tokens_finish (login->client, cli_wait (&result), error);
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    if (g_str_equal (tessera_token_get_description (tokens->pdata[i]), name))
      {
        g_ptr_array_add (fitting, tokens->pdata[i]);
        g_string_append_printf (list, "\n  %s", tessera_token_get_id (tokens->pdata[i]));
      }
  if (fitting->len == 1)
    return g_strdup (tessera_token_get_id (fitting->pdata[0]));
  if (tokens != NULL && fitting->len == 0)
    tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL,
                       _ ("There is no token “%s” on this server, or this account can’t see it. "
                          "Use “tessera-cli auth list” to see the available tokens."),
                       name);
  else if (tokens != NULL)
    tessera_set_error (error, TESSERA_ERROR_CONFLICT, NULL,
                       ngettext ("%u token has the description “%s”. Specify the ID of the one "
                                 "you want:%s",
                                 "%u tokens have the description “%s”. Specify the ID of the one "
                                 "you want:%s",
                                 fitting->len),
                       fitting->len, name, list->str);
  return NULL;
}

TesseraToken *
cli_get_token (CliLogin *login, const char *name, GError **error)
{
  g_autofree char *id = cli_resolve_token (login, name, error);
  g_autoptr (GAsyncResult) result = NULL;
  TesseraToken *token;

  if (id == NULL)
    return NULL;
  tessera_client_get_token_async (login->client, id, cli_cancellable (), cli_wait_cb, &result);
  token = tessera_client_get_token_finish (login->client, cli_wait (&result), error);
  if (token == NULL)
    g_prefix_error (error, "Could not find auth with ID \"%s\": ", id);
  return token;
}

char *
cli_resolve_me (CliLogin *login, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraResource) user = NULL;

  tessera_client_get_me_async (login->client, cli_cancellable (), cli_wait_cb, &result);
  user = tessera_client_get_me_finish (login->client, cli_wait (&result), error);
  return user != NULL ? g_strdup (tessera_resource_get_id (user)) : NULL;
}

/* Cloud Serverless does not report the signed-in user, but has a list that every valid token can
 * read. */
static gboolean
check_by_list (TesseraClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint count;

  tessera_client_probe_async (client, "GET", TESSERA_PATH_BUCKETS "?limit=1", NULL,
                              cli_cancellable (), cli_wait_cb, &result);
  return tessera_client_probe_finish (client, cli_wait (&result), &count, error);
}

/* A missing permission does not mean that the value was rejected; an inactive user does. */
static gboolean
is_known (const GError *problem)
{
  return problem == NULL ||
         (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN) &&
          g_strcmp0 (tessera_error_get_details (problem), "User is inactive") != 0);
}

gboolean
cli_check_value (TesseraClient *client, TesseraResource **user, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) problem = NULL;

  tessera_client_get_me_async (client, cli_cancellable (), cli_wait_cb, &result);
  *user = tessera_client_get_me_finish (client, cli_wait (&result), &problem);
  if (!tessera_client_get_traits (client)->has_me)
    {
      g_clear_error (&problem);
      check_by_list (client, &problem);
    }
  if (is_known (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/permission-options.h"

#include "cli/auth-print.h"
#include "cli/output.h"
#include "cli/resolve.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/model/template.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Options for individual items, in influx's order. */
static const struct
{
  const char *option;
  const char *type;
  TesseraAction action;
} single_items[] = {
  { "read-bucket", "buckets", TESSERA_ACTION_READ },
  { "write-bucket", "buckets", TESSERA_ACTION_WRITE },
  { "read-telegraf", "telegrafs", TESSERA_ACTION_READ },
  { "write-telegraf", "telegrafs", TESSERA_ACTION_WRITE },
};

static const TesseraTemplate *
find_template (CliCall *call)
{
  const char *key = cli_call_get (call, "template");

  if (cli_call_has (call, "operator"))
    key = "operator";
  if (cli_call_has (call, "all-access"))
    key = "all-access";
  return key != NULL ? tessera_template_find (key) : NULL;
}

static gboolean
asks_for_single (CliCall *call)
{
  gboolean asks = cli_call_get (call, "clone") != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (single_items); i++)
    asks = asks || cli_call_get_list (call, single_items[i].option) != NULL;
  for (const CliOption *option = cli_options_permissions; option->name != NULL; option++)
    asks = asks || cli_call_has (call, option->name);
  return asks;
}

static gboolean
complain_template (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const TesseraTemplate *const *all;
  gsize count;

  all = tessera_template_get_all (&count);
  for (gsize i = 0; i < count; i++)
    if (!tessera_template_is_custom (all[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              tessera_template_get_key (all[i]));
  return cli_usage_error (error, _ ("There is no template “%s”. Available templates: %s."), name,
                          names->str);
}

static gboolean
complain_empty (GError **error)
{
  return cli_usage_error (error, _ ("Authorization must include permissions: a token can’t be "
                                    "created without any. Specify what it should read or write, "
                                    "for example with --read-bucket NAME. See --help for all "
                                    "options."));
}

static gboolean
complain_composed (const char *what, GError **error)
{
  return cli_usage_error (error,
                          _ ("Cannot compose other permissions with %s permissions, which already "
                             "include all others. Leave the others out."),
                          what);
}

gboolean
cli_permissions_check (CliCall *call, GError **error)
{
  const char *name = cli_call_get (call, "template");
  gboolean all_access = cli_call_has (call, "all-access");
  gboolean is_operator = cli_call_has (call, "operator");
  gboolean single = asks_for_single (call);

  if (name != NULL && tessera_template_find (name) == NULL)
    return complain_template (name, error);
  if (all_access && (is_operator || single || name != NULL))
    return complain_composed ("all access", error);
  if (is_operator && (single || name != NULL))
    return complain_composed ("operator", error);
  if (name != NULL && single && tessera_template_is_operator (tessera_template_find (name)))
    return complain_composed ("operator", error);
  if (all_access || is_operator || single)
    return TRUE;
  if (name != NULL && !tessera_template_is_custom (tessera_template_find (name)))
    return TRUE;
  return complain_empty (error);
}

/* Takes ownership of @permission, which can be NULL. */
static void
take_permission (GPtrArray *permissions, TesseraPermission *permission)
{
  if (permission != NULL)
    g_ptr_array_add (permissions, permission);
}

/* An item, requested only once however often it is named. */
static TesseraResource *
find_item (CliCall *call, CliLogin *login, const char *type, const char *name, GHashTable *known,
           GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", type, name);
  TesseraResource *item = g_hash_table_lookup (known, key);

  if (item != NULL)
    return item;
  if (tessera_id_is_valid (name) && cli_call_has (call, "allow-unknown-id"))
    item = tessera_resource_new (type, name, NULL, FALSE);
  else
    item = cli_resolve_item (login, type, name, error);
  if (item != NULL)
    g_hash_table_insert (known, g_steal_pointer (&key), item);
  return item;
}

static gboolean
grant_single_items (CliCall *call, CliLogin *login, GPtrArray *permissions, GError **error)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (single_items); i++)
    {
      GPtrArray *names = cli_call_get_list (call, single_items[i].option);

      for (guint j = 0; names != NULL && j < names->len; j++)
        {
          const char *type = single_items[i].type;
          TesseraResource *item = find_item (call, login, type, names->pdata[j], known, error);

          if (item == NULL)
            return FALSE;
          take_permission (permissions,
                           tessera_permission_new (single_items[i].action, type, login->org_id,
                                                   tessera_resource_get_id (item),
                                                   tessera_resource_get_name (item)));
        }
    }
  return TRUE;
}

/* Like influx: `orgs` and `users` get no organization, which means the whole server. */
static void
grant_types (CliCall *call, CliLogin *login, GPtrArray *permissions)
{
  for (const CliOption *option = cli_options_permissions; option->name != NULL; option++)
    {
      gboolean of_server;

      if (option->type == NULL || !cli_call_has (call, option->name))
        continue;
      of_server = g_str_equal (option->type, "orgs") || g_str_equal (option->type, "users");
      take_permission (permissions,
                       tessera_permission_new (option->action, option->type,
                                               of_server ? NULL : login->org_id, NULL, NULL));
    }
}

/* The ID of the owner; NULL without an error if the server does not report the signed-in user. */
static gboolean
find_owner (CliLogin *login, const char *owner_id, char **found, GError **error)
{
  GError *problem = NULL;

  *found = owner_id != NULL ? g_strdup (owner_id) : cli_resolve_me (login, &problem);
  if (problem == NULL)
    return TRUE;
  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND) ||
      g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    {
      cli_warn (_ ("This server does not report who is signed in, so the token gets no "
                   "permissions for its owner’s user account. Use --user to specify the owner."));
      g_error_free (problem);
      return TRUE;
    }
  g_propagate_error (error, problem);
  return FALSE;
}

/* The permissions of a set in the server's order of types, read before write, as influx requests
 * them. */
static void
grant_set (GPtrArray *permissions, TesseraPermissionSet *set, const char *const *types)
{
  for (guint i = 0; types[i] != NULL; i++)
    for (guint j = 0; j < tessera_permission_set_get_size (set); j++)
      {
        TesseraPermission *permission = tessera_permission_set_get (set, j);

        if (g_str_equal (tessera_permission_get_resource_type (permission), types[i]))
          take_permission (permissions, tessera_permission_ref (permission));
      }
}

static GPtrArray *
list_buckets (CliLogin *login, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_list_resources_async (login->client, "buckets", login->org_id, cli_cancellable (),
                                       cli_wait_cb, &result);
  return tessera_client_list_resources_finish (login->client, cli_wait (&result), error);
}

static GStrv
list_types (CliLogin *login, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_list_resource_types_async (login->client, cli_cancellable (), cli_wait_cb,
                                            &result);
  return tessera_client_list_resource_types_finish (login->client, cli_wait (&result), error);
}

static gboolean
grant_template (CliLogin *login, const TesseraTemplate *template, const char *owner_id,
                GPtrArray *permissions, GError **error)
{
  g_autofree char *owner = NULL;
  g_autoptr (GPtrArray) buckets = NULL;
  g_auto (GStrv) types = NULL;
  g_autoptr (TesseraPermissionSet) set = NULL;
  g_autoptr (TesseraPermissionSet) all = NULL;
  TesseraTemplateScope scope = { .org_id = login->org_id };

  if (!tessera_template_is_operator (template) && !find_owner (login, owner_id, &owner, error))
    return FALSE;
  if (tessera_template_wants_buckets (template) && (buckets = list_buckets (login, error)) == NULL)
    return FALSE;
  types = list_types (login, error);
  if (types == NULL)
    return FALSE;
  scope.types = (const char *const *) types;
  scope.owner_id = owner;
  scope.buckets = buckets;
  set = tessera_template_make (template, &scope);
  grant_set (permissions, set, scope.types);
  all = tessera_permission_set_new_from_list (permissions);
  if (tessera_template_explain_missing (template, all) != NULL)
    cli_warn ("%s", tessera_template_explain_missing (template, all));
  return TRUE;
}

/* Clones */

static gboolean
is_on_owner (TesseraToken *token, TesseraPermission *permission)
{
  return g_str_equal (tessera_permission_get_resource_type (permission), "users") &&
         g_strcmp0 (tessera_permission_get_id (permission), tessera_token_get_owner_id (token)) ==
             0;
}

gboolean
cli_permissions_take_org (CliLogin *login, TesseraToken *clone, GError **error)
{
  const char *id = clone != NULL ? tessera_token_get_org_id (clone) : "";
  const char *name = clone != NULL ? tessera_token_get_org_name (clone) : "";

  if (*id == '\0')
    return cli_resolve_org (login, error);
  if ((login->org_id != NULL && !g_str_equal (login->org_id, id)) ||
      (login->org_name != NULL && !g_str_equal (login->org_name, name) &&
       !g_str_equal (login->org_name, id)))
    return cli_usage_error (error,
                            _ ("The token to clone belongs to another organization, “%s”. Specify "
                               "that organization with --org, or choose another token."),
                            name);
  if (login->org_id == NULL)
    login->org_id = g_strdup (id);
  return TRUE;
}

/* Permissions on the token's own owner become permissions on the clone's owner. */
static gboolean
grant_clone (CliCall *call, CliLogin *login, TesseraToken *token, const char *owner_id,
             GPtrArray *permissions, GError **error)
{
  GPtrArray *its = tessera_token_get_listed_permissions (token);
  g_autofree char *owner = NULL;

  if (tessera_token_get_oddity (token) != NULL)
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, tessera_token_get_oddity (token),
                         _ ("The token can’t be cloned, because part of the server’s record of it "
                            "can’t be read."));
      return FALSE;
    }
  cli_warn_of_loose_names (token);
  if (tessera_token_is_dangling (token) && !cli_call_has (call, "allow-unknown-id"))
    {
      tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL,
                         _ ("The token to clone has a permission for a resource that no longer "
                            "exists. Use --allow-unknown-id to clone it anyway."));
      return FALSE;
    }
  for (guint i = 0; i < its->len; i++)
    {
      TesseraPermission *permission = its->pdata[i];

      if (!is_on_owner (token, permission))
        {
          take_permission (permissions, tessera_permission_ref (permission));
          continue;
        }
      if (owner == NULL && !find_owner (login, owner_id, &owner, error))
        return FALSE;
      take_permission (permissions,
                       tessera_permission_new_for_type (tessera_permission_get_action (permission),
                                                        "users", login->org_id, owner));
    }
  return TRUE;
}

GPtrArray *
cli_permissions_make (CliCall *call, CliLogin *login, const char *owner_id, TesseraToken *clone,
                      GError **error)
{
  g_autoptr (GPtrArray) permissions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_permission_unref);
  const TesseraTemplate *template = find_template (call);

  if (!grant_single_items (call, login, permissions, error))
    return NULL;
  grant_types (call, login, permissions);
  if (template != NULL && !grant_template (login, template, owner_id, permissions, error))
    return NULL;
  if (clone != NULL && !grant_clone (call, login, clone, owner_id, permissions, error))
    return NULL;
  if (permissions->len == 0 && !complain_empty (error))
    return NULL;
  return g_steal_pointer (&permissions);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/orphans.h"
#include "cli/output.h"
#include "cli/permission-options.h"
#include "cli/resolve.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/create/minter.h"
#include "core/keyring/keyring.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static gboolean
check_usage (CliCall *call, GError **error)
{
  const char *status = cli_call_get (call, "status");

  if (status != NULL && !g_str_equal (status, "active") && !g_str_equal (status, "inactive"))
    return cli_usage_error (error,
                            _ ("“%s” is not a valid status. A token is either active or "
                               "inactive."),
                            status);
  if (cli_call_has (call, "show-token") && !cli_call_has (call, "save"))
    return cli_usage_error (error,
                            _ ("--show-token can be used only with --save. Without --save, the "
                               "value is always printed."));
  if (cli_call_has (call, "quiet") && cli_call_has (call, "json"))
    return cli_usage_error (error,
                            _ ("--quiet prints only the value, and --json prints everything. Use "
                               "only one of them."));
  return cli_permissions_check (call, error);
}

static char *
describe_permissions (GPtrArray *permissions)
{
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermissionSet) reduced = NULL;

  for (guint i = 0; i < permissions->len; i++)
    tessera_permission_set_add (set, g_ptr_array_index (permissions, i));
  reduced = tessera_permission_set_reduce (set);
  return tessera_permission_set_describe (reduced);
}

static TesseraTokenRequest *
make_request (CliCall *call, CliLogin *login, GError **error)
{
  const char *user = cli_call_get (call, "user");
  const char *status = cli_call_get (call, "status");
  const char *description = cli_call_get (call, "description");
  const char *cloned = cli_call_get (call, "clone");
  g_autoptr (TesseraToken) clone = NULL;
  g_autoptr (TesseraResource) owner = NULL;
  g_autoptr (GPtrArray) permissions = NULL;
  g_autofree char *generated = NULL;
  const char *owner_id = NULL;

  if (cloned != NULL && (clone = cli_get_token (login, cloned, error)) == NULL)
    return NULL;
  if (!cli_permissions_take_org (login, clone, error))
    return NULL;
  if (user != NULL && tessera_id_is_valid (user) && cli_call_has (call, "allow-unknown-id"))
    owner_id = user;
  else if (user != NULL)
    {
      owner = cli_resolve_item (login, "users", user, error);
      if (owner == NULL)
        return NULL;
      owner_id = tessera_resource_get_id (owner);
    }
  permissions = cli_permissions_make (call, login, owner_id, clone, error);
  if (permissions == NULL)
    return NULL;
  /* influx leaves the description empty, but a keyring full of nameless tokens is of no use. */
  if (description == NULL && cli_call_has (call, "save"))
    description = generated = describe_permissions (permissions);
  return tessera_token_request_new_exactly (login->org_id, owner_id, description,
                                            g_strcmp0 (status, "inactive") != 0, permissions);
}

static gboolean
print_request (CliCall *call, CliLogin *login, TesseraTokenRequest *request, GError **error)
{
  g_autofree char *pretty = tessera_token_request_to_pretty_json (request);
  GString *text = g_string_new (NULL);

  if (!cli_call_has (call, "json"))
    g_string_append_printf (text, "POST %s" TESSERA_PATH_AUTHORIZATIONS "\n", login->address);
  g_string_append_printf (text, "%s\n", pretty);
  return cli_output_write (text, error);
}

/* Before there is a value to lose: what is asked of the user is asked now. */
static gboolean
prepare_keyring (GError **error)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;
  g_autofree char *text = NULL;

  tessera_keyring_prepare_async (keyring, cli_cancellable (), cli_wait_cb, &result);
  if (tessera_keyring_prepare_finish (keyring, cli_wait (&result), &problem))
    return TRUE;
  if (tessera_error_is_cancelled (problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  text = tessera_text_follow (problem->message, _ ("No token was created."));
  tessera_set_error (error, TESSERA_ERROR_KEYRING, tessera_error_get_details (problem), "%s", text);
  g_error_free (problem);
  return FALSE;
}

/* Returns: the label of the item; NULL if the value was not saved, after the reason was reported */
static char *
save_value (CliLogin *login, TesseraMint *mint)
{
  g_autoptr (GError) error = NULL;
  char *label = cli_saved_save (login->address, mint, &error);

  if (label == NULL)
    cli_warn (_ ("The token was created, but its value may not have been saved. It is printed here "
                 "instead, and can’t be shown again. %s"),
              error->message);
  return label;
}

/* A token with this ID existed before: the server answered for another one than it created. */
static gboolean
is_saved_already (CliLogin *login, TesseraMint *mint)
{
  const char *id = tessera_token_get_id (tessera_mint_get_token (mint));
  g_autoptr (GHashTable) saved = cli_saved_list_ids (login->address, NULL);

  if (saved == NULL || !g_hash_table_contains (saved, id))
    return FALSE;
  cli_warn (_ ("The server responded with the token %s, which already existed. Its saved value was "
               "not replaced. Check the server."),
            id);
  return TRUE;
}

static gboolean
print_mint (CliCall *call, TesseraMint *mint, const char *label, gboolean show, GError **error)
{
  TesseraSecret *value = show ? tessera_mint_get_value (mint) : NULL;
  GError *problem = NULL;
  gboolean printed;

  if (!cli_call_has (call, "quiet"))
    printed = cli_print_token (call, tessera_mint_get_token (mint), value, FALSE, &problem);
  else
    printed = value == NULL || cli_output_secret (value, &problem);
  if (printed)
    return TRUE;
  if (label != NULL)
    tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                       _ ("The token %s was created and saved to the keyring as %s, but the result "
                          "could not be printed. %s"),
                       tessera_token_get_id (tessera_mint_get_token (mint)), label,
                       problem->message);
  else
    tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                       _ ("The token %s was created, but its value could not be printed and can’t "
                          "be retrieved later. %s Delete the token with “tessera-cli auth delete "
                          "--id %s” unless its value was saved."),
                       tessera_token_get_id (tessera_mint_get_token (mint)), problem->message,
                       tessera_token_get_id (tessera_mint_get_token (mint)));
  g_error_free (problem);
  return FALSE;
}

static gboolean
check_faults (TesseraMint *mint, GError **error)
{
  g_autofree char *faults = g_strjoinv (" ", (GStrv) tessera_mint_get_faults (mint));
  const char *id = tessera_token_get_id (tessera_mint_get_token (mint));

  if (*faults == '\0')
    return TRUE;
  tessera_set_error (
      error, TESSERA_ERROR_FAILED, NULL,
      /* Translators: the second %s is whole sentences */
      _ ("The token %s that the server created is not the one you requested: %s Delete it with "
         "“tessera-cli auth delete --id %s”, and check the server."),
      id, faults, id);
  return FALSE;
}

/* Permissions that differ from those requested are an error, although the token exists. */
static gboolean
check_granted (TesseraMint *mint, GError **error)
{
  g_autofree char *excess = cli_print_permissions (tessera_mint_get_excess (mint));
  g_autofree char *missing = cli_print_permissions (tessera_mint_get_missing (mint));
  const char *id = tessera_token_get_id (tessera_mint_get_token (mint));

  if (*excess == '\0' && *missing == '\0')
    return check_faults (mint, error);
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     _ ("The token %s was created, but its permissions are not what you "
                        "requested. Delete it with “tessera-cli auth delete --id %s”.%s%s%s%s"),
                     id, id, *excess != '\0' ? _ ("\nGranted but not requested:") : "", excess,
                     *missing != '\0' ? _ ("\nRequested but not granted:") : "", missing);
  return FALSE;
}

static gboolean
explain_lost (GError *problem, GError **error)
{
  const char *details = tessera_error_get_details (problem);
  const char *text = tessera_error_is_cancelled (problem) ? _ ("Canceled.") : problem->message;

  if (!tessera_error_may_have_happened (problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST))
    tessera_set_error (error, TESSERA_ERROR_FAILED, details,
                       /* Translators: %s is whole sentences */
                       _ ("%s Use “tessera-cli auth orphans” to find the token and delete it."),
                       text);
  else
    tessera_set_error (error, TESSERA_ERROR_FAILED, details,
                       /* Translators: %s is whole sentences */
                       _ ("%s The token may have been created anyway. If it was, nobody has its "
                          "value. Use “tessera-cli auth orphans” to find the token and delete it."),
                       text);
  g_error_free (problem);
  return FALSE;
}

static TesseraMint *
try_to_mint (TesseraMinter *minter, CliLogin *login, TesseraTokenRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_minter_mint_async (minter, login->client, request, NULL, cli_cancellable (), cli_wait_cb,
                             &result);
  return tessera_minter_mint_finish (minter, cli_wait (&result), error);
}

/* Services have no home to write to, and the value is handed on at once. A damaged journal was kept
 * aside by the first attempt, which sent nothing. */
static TesseraMint *
mint_with_or_without_journal (TesseraMinter *minter, CliLogin *login, TesseraTokenRequest *request,
                              GError **error)
{
  g_autoptr (GError) problem = NULL;
  TesseraMint *made = try_to_mint (minter, login, request, &problem);

  if (made == NULL && g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_DAMAGED))
    {
      cli_warn ("%s", problem->message);
      g_clear_error (&problem);
      made = try_to_mint (minter, login, request, &problem);
    }
  if (made == NULL && g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_STORAGE))
    {
      cli_warn (_ ("%s The token is being created anyway. If the server’s response is lost, there "
                   "will be no record of the token."),
                problem->message);
      tessera_minter_do_without_journal (minter);
      return try_to_mint (minter, login, request, error);
    }
  if (made == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return made;
}

static gboolean
mint_token (CliCall *call, CliLogin *login, TesseraTokenRequest *request, GError **error)
{
  g_autoptr (TesseraMinter) minter = tessera_minter_new (NULL);
  g_autoptr (TesseraMint) made = NULL;
  g_autofree char *label = NULL;
  GError *problem = NULL;
  gboolean wants_saving = cli_call_has (call, "save");
  gboolean show;

  made = mint_with_or_without_journal (minter, login, request, &problem);
  if (made == NULL)
    return explain_lost (problem, error);
  /* The value of another token must not take the place of one that is saved. */
  if (wants_saving && *tessera_mint_get_faults (made) == NULL && !is_saved_already (login, made))
    label = save_value (login, made);
  show = label == NULL || cli_call_has (call, "show-token");
  if (!print_mint (call, made, label, show, error))
    {
      if (label != NULL)
        tessera_minter_mark_handed_over (minter, made);
      return FALSE;
    }
  tessera_minter_mark_handed_over (minter, made);
  cli_orphans_look (login, minter);
  if (!check_granted (made, error))
    return FALSE;
  if (!wants_saving || label != NULL)
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_KEYRING, NULL,
                     _ ("The value may not be in the keyring. Keep the printed value in a safe "
                        "place."));
  return FALSE;
}

gboolean
cli_auth_create (CliCall *call, GError **error)
{
  g_autoptr (CliLogin) login = NULL;
  g_autoptr (TesseraTokenRequest) request = NULL;

  if (!check_usage (call, error) || !cli_output_check (error) ||
      (login = cli_login (call, error)) == NULL)
    return FALSE;
  request = make_request (call, login, error);
  if (request == NULL || !tessera_token_request_check (request, error))
    return FALSE;
  if (cli_call_has (call, "dry-run"))
    return print_request (call, login, request, error);
  if (cli_call_has (call, "save") && !prepare_keyring (error))
    return FALSE;
  return mint_token (call, login, request, error);
}

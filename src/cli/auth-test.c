/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/auth-print.h"
#include "cli/client.h"
#include "cli/login.h"
#include "cli/resolve.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/base/error.h"
#include "core/create/token-test.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* The subject of the test: a token and its server. */
typedef struct
{
  char *id;              /* of a saved token, whose ID is known */
  TesseraClient *client; /* signs with its value */
} Subject;

static void
subject_clear (Subject *self)
{
  g_free (self->id);
  g_clear_object (&self->client);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static gboolean
take_saved (CliCall *call, const char *name, Subject *into, GError **error)
{
  g_autoptr (TesseraKeyringItem) saved = cli_saved_find_for (call, name, error);
  g_autoptr (TesseraSecret) value = NULL;

  if (saved == NULL || (value = cli_saved_load (saved, error)) == NULL)
    return FALSE;
  into->client = cli_client_new (call, tessera_keyring_item_get_server (saved), NULL, error);
  if (into->client == NULL)
    return FALSE;
  into->id = g_strdup (tessera_keyring_item_get_id (saved));
  tessera_client_set_token (into->client, value);
  return TRUE;
}

static gboolean
take_login (CliCall *call, Subject *into, GError **error)
{
  g_autoptr (CliLogin) login = cli_login (call, error);

  if (login == NULL)
    return FALSE;
  into->client = g_object_ref (login->client);
  if (login->username == NULL || !cli_call_has (call, "permissions"))
    return TRUE;
  return cli_usage_error (error, _ ("--permissions tests the permissions of a token, but you are "
                                    "signing in with a password. Use a token instead."));
}

static gboolean
print_works (CliCall *call, Subject *subject, TesseraResource *user, GError **error)
{
  static const char *const titles[] = { "Server", "Works", "User Name", NULL };
  const char *row[] = { tessera_client_get_address (subject->client), "true",
                        user != NULL ? tessera_resource_get_name (user) : "", NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  g_ptr_array_add (rows, row);
  return cli_print_rows (call, titles, rows, error);
}

/* Permissions */

/* The token as it sees itself, or as the signed-in user sees it. */
static TesseraToken *
find_token (CliCall *call, Subject *subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (CliLogin) login = NULL;

  tessera_client_list_tokens_async (subject->client, NULL, cli_cancellable (), cli_wait_cb,
                                    &result);
  tokens = tessera_client_list_tokens_finish (subject->client, cli_wait (&result), NULL);
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    if (subject->id != NULL ? g_str_equal (tessera_token_get_id (tokens->pdata[i]), subject->id)
                            : tokens->len == 1)
      return g_object_ref (tokens->pdata[i]);
  if (subject->id != NULL)
    {
      login = cli_login (call, error);
      return login != NULL ? cli_get_token (login, subject->id, error) : NULL;
    }
  tessera_set_error (error, TESSERA_ERROR_NOT_FOUND, NULL,
                     _ ("The server does not report which token this is. Import it with "
                        "“tessera-cli keyring import --id ID”, then test it by name."));
  return NULL;
}

/* Scripts parse these: they are not translated. */
static const char *const outcomes[] = {
  [TESSERA_TEST_WAITING] = "Waiting",
  [TESSERA_TEST_WORKS] = "Works",
  [TESSERA_TEST_REFUSED] = "Denied",
  [TESSERA_TEST_GONE] = "Gone",
  [TESSERA_TEST_NOT_TESTABLE] = "Not testable",
  [TESSERA_TEST_NOT_ASKED] = "Not tested",
};

static gboolean
print_outcomes (CliCall *call, TesseraTokenTest *test, GError **error)
{
  static const char *const titles[] = { "Permission", "Outcome", "Reason", NULL };
  GListModel *results = tessera_token_test_get_results (test);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (TesseraTestResult) result = g_list_model_get_item (results, i);
      g_autofree char *permission =
          cli_print_permission (tessera_test_result_get_permission (result));
      const char *reason = tessera_test_result_get_reason (result);
      const char *const row[] = { permission, outcomes[tessera_test_result_get_outcome (result)],
                                  reason != NULL ? reason : "", NULL };

      g_ptr_array_add (rows, g_strdupv ((GStrv) row));
    }
  return cli_print_rows (call, titles, rows, error);
}

static gboolean
test_permissions (CliCall *call, Subject *subject, GError **error)
{
  g_autoptr (TesseraToken) token = find_token (call, subject, error);
  g_autoptr (TesseraTokenTest) test = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint bad;

  if (token == NULL)
    return FALSE;
  test = tessera_token_test_new (subject->client, token);
  tessera_token_test_run_async (test, cli_cancellable (), cli_wait_cb, &result);
  if (!tessera_token_test_run_finish (test, cli_wait (&result), error) ||
      !print_outcomes (call, test, error))
    return FALSE;
  bad = tessera_token_test_count (test, TESSERA_TEST_REFUSED) +
        tessera_token_test_count (test, TESSERA_TEST_GONE);
  if (bad == 0)
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_FAILED, NULL,
                     ngettext ("%u of the token’s permissions does not work.",
                               "%u of the token’s permissions do not work.", bad),
                     bad);
  return FALSE;
}

gboolean
cli_auth_test (CliCall *call, GError **error)
{
  const char *name = cli_call_get_arguments (call)[0];
  g_auto (Subject) subject = { 0 };
  g_autoptr (TesseraResource) user = NULL;

  if (name != NULL ? !take_saved (call, name, &subject, error)
                   : !take_login (call, &subject, error))
    return FALSE;
  if (!cli_check_value (subject.client, &user, error))
    return FALSE;
  return cli_call_has (call, "permissions") ? test_permissions (call, &subject, error)
                                            : print_works (call, &subject, user, error);
}

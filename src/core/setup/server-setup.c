/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/setup/server-setup.h"

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* How every refusal of a password begins (2.9.1); one of several lines if there are several
 * reasons. */
#define ABOUT_PASSWORD "passwords must "

struct _TesseraServerSetup
{
  TesseraSession *session;
  TesseraMint *mint;
  TesseraResource *bucket;
  GStrv faults;
};

TesseraServerSetup *
tessera_server_setup_ref (TesseraServerSetup *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_setup (gpointer data)
{
  TesseraServerSetup *self = data;

  g_object_unref (self->session);
  tessera_mint_unref (self->mint);
  g_object_unref (self->bucket);
  g_strfreev (self->faults);
}

void
tessera_server_setup_unref (TesseraServerSetup *self)
{
  g_atomic_rc_box_release_full (self, clear_setup);
}

TesseraSession *
tessera_server_setup_get_session (TesseraServerSetup *self)
{
  return self->session;
}

TesseraMint *
tessera_server_setup_get_mint (TesseraServerSetup *self)
{
  return self->mint;
}

TesseraResource *
tessera_server_setup_get_bucket (TesseraServerSetup *self)
{
  return self->bucket;
}

const char *const *
tessera_server_setup_get_faults (TesseraServerSetup *self)
{
  return (const char *const *) self->faults;
}

/* Comparing */

static gboolean
is_named (TesseraResource *resource, const char *name)
{
  return tessera_id_is_valid (tessera_resource_get_id (resource)) &&
         g_str_equal (tessera_resource_get_name (resource), name);
}

static void
compare_names (GStrvBuilder *faults, TesseraSetupRequest *request, const TesseraSetupAnswer *answer)
{
  if (!is_named (answer->user, tessera_setup_request_get_username (request)))
    g_strv_builder_add (faults, _ ("The first user is a different one."));
  if (!is_named (answer->org, tessera_setup_request_get_org (request)))
    g_strv_builder_add (faults, _ ("The organization is a different one."));
  if (!is_named (answer->bucket, tessera_setup_request_get_bucket (request)))
    g_strv_builder_add (faults, _ ("The bucket is a different one."));
  if (answer->retention != tessera_setup_request_get_retention (request))
    g_strv_builder_add (faults, _ ("The bucket has a different retention period."));
}

static void
compare_token (GStrvBuilder *faults, TesseraSetupRequest *request, const TesseraSetupAnswer *answer)
{
  TesseraToken *token = answer->token;
  TesseraSecret *wanted = tessera_setup_request_get_token (request);

  if (!tessera_id_is_valid (tessera_token_get_id (token)))
    g_strv_builder_add (faults, _ ("The token’s ID is not one that InfluxDB assigns."));
  if (tessera_token_get_oddity (token) != NULL)
    g_strv_builder_add (faults, _ ("Part of the server’s record of the token can’t be read."));
  if (tessera_token_get_kind (token) != TESSERA_TOKEN_OPERATOR)
    g_strv_builder_add (faults, _ ("The token is not an operator token."));
  if (!tessera_token_is_active (token))
    g_strv_builder_add (faults, _ ("The token is inactive."));
  if (!g_str_equal (tessera_token_get_owner_id (token), tessera_resource_get_id (answer->user)))
    g_strv_builder_add (faults, _ ("The token belongs to another user."));
  if (!g_str_equal (tessera_token_get_org_id (token), tessera_resource_get_id (answer->org)))
    g_strv_builder_add (faults, _ ("The token belongs to another organization."));
  if (wanted != NULL && !tessera_secret_equal (answer->value, wanted))
    g_strv_builder_add (faults, _ ("The token does not have the value that you chose."));
}

static GStrv
list_faults (TesseraSetupRequest *request, const TesseraSetupAnswer *answer)
{
  g_autoptr (GStrvBuilder) faults = g_strv_builder_new ();

  compare_names (faults, request, answer);
  compare_token (faults, request, answer);
  return g_strv_builder_end (faults);
}

/* Errors */

static GError *
explain_already (const char *details)
{
  return tessera_error_new (TESSERA_ERROR_CONFLICT, details,
                            _ ("This server has already been set up. Sign in with one of its "
                               "users or tokens."));
}

static char *
advise_recovery (TesseraSetupRequest *request)
{
  const char *username = tessera_setup_request_get_username (request);
  g_autofree char *user = g_shell_quote (username);
  g_autofree char *org = g_shell_quote (tessera_setup_request_get_org (request));
  g_autofree char *command =
      g_strdup_printf ("influxd recovery auth create-operator --username %s --org %s", user, org);

  return g_strdup_printf (
      /* Translators: the first %s is a user name, the second one is a command */
      _ ("Sign in as “%s” with the password you entered, and create another operator token there. "
         "If that does not work, stop InfluxDB on its computer and run “%s”."),
      username, command);
}

/* Takes ownership of @problem. */
static GError *
explain_with_recovery (TesseraSetupRequest *request, GError *problem, const char *middle)
{
  const char *first = tessera_error_is_cancelled (problem) ? _ ("Canceled.") : problem->message;
  g_autofree char *advice = advise_recovery (request);
  g_autofree char *begin = tessera_text_follow (first, middle);
  GError *error = tessera_error_new (TESSERA_ERROR_VALUE_LOST, tessera_error_get_details (problem),
                                     "%s %s", begin, advice);

  tessera_error_set_may_have_happened (error, TRUE);
  g_error_free (problem);
  return error;
}

static GError *
explain_lost (TesseraSetupRequest *request, GError *problem)
{
  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST))
    return explain_with_recovery (request, problem,
                                  _ ("The value can’t be retrieved, and the server can’t be set "
                                     "up again."));
  return explain_with_recovery (request, problem,
                                _ ("The server may have been set up anyway. If it was, nobody has "
                                   "the value of its operator token."));
}

static GError *
explain_half (TesseraSetupRequest *request, GError *problem)
{
  return explain_with_recovery (request, problem,
                                _ ("The server now counts as set up, because it had created the "
                                   "user before it refused the rest, but it has no operator "
                                   "token."));
}

gboolean
tessera_server_setup_is_about_password (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  const char *details = tessera_error_get_details (error);

  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_INVALID) && details != NULL &&
         g_str_has_prefix (details, ABOUT_PASSWORD);
}

/* Takes ownership of @problem, a refusal after which nothing has changed. */
static GError *
explain_refusal (GError *problem)
{
  const char *details = tessera_error_get_details (problem);
  g_autofree char *words = NULL;
  GError *error;

  if (!tessera_server_setup_is_about_password (problem))
    return problem;
  words = tessera_text_one_line (details);
  error = tessera_error_new (TESSERA_ERROR_INVALID, details,
                             _ ("The server did not accept the password: “%s”. Choose another "
                                "password. Nothing was set up."),
                             words);
  g_error_free (problem);
  return error;
}

/* Setting up: the keyring → setup status → the request → after a refusal, the status again. */

typedef struct
{
  TesseraClient *client;
  TesseraSetupRequest *request;
  TesseraMinter *minter;
  GError *refusal;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->client);
  tessera_setup_request_unref (self->request);
  g_object_unref (self->minter);
  g_clear_error (&self->refusal);
  g_free (self);
}

static TesseraServerSetup *
make_setup (const Work *work, const TesseraSetupAnswer *answer)
{
  TesseraServerSetup *setup = g_atomic_rc_box_new0 (TesseraServerSetup);

  setup->faults = list_faults (work->request, answer);
  setup->mint = tessera_minter_adopt (work->minter, answer->token, answer->value);
  setup->bucket = g_object_ref (answer->bucket);
  tessera_client_set_token (work->client, answer->value);
  setup->session = tessera_session_new (work->client, answer->user, answer->org);
  return setup;
}

static void
looked_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *refusal = g_steal_pointer (&work->refusal);
  gboolean allowed = FALSE;

  /* If that can't be found out, the refusal is all that is known. */
  if (!tessera_client_get_setup_allowed_finish (work->client, result, &allowed, NULL) || allowed)
    refusal = explain_refusal (refusal);
  else if (g_error_matches (refusal, TESSERA_ERROR, TESSERA_ERROR_CONFLICT))
    {
      GError *already = explain_already (tessera_error_get_details (refusal));

      g_error_free (refusal);
      refusal = already;
    }
  else
    refusal = explain_half (work->request, refusal);
  g_task_return_error (task, refusal);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TesseraSetupAnswer) answer =
      tessera_client_set_up_finish (work->client, result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, make_setup (work, answer),
                           (GDestroyNotify) tessera_server_setup_unref);
  else if (tessera_error_may_have_happened (error))
    g_task_return_error (task, explain_lost (work->request, error));
  else if (tessera_error_is_cancelled (error))
    g_task_return_error (task, error);
  else
    {
      work->refusal = error;
      tessera_client_get_setup_allowed_async (work->client, NULL, looked_again_cb,
                                              g_steal_pointer (&task));
    }
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (tessera_server_setup_check_finish (result, &error))
    tessera_client_set_up_async (work->client, work->request, cancellable, set_up_cb,
                                 g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (tessera_keyring_prepare_finish (TESSERA_KEYRING (source), result, &error))
    tessera_server_setup_check_async (work->client, cancellable, checked_cb,
                                      g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
tessera_server_setup_async (TesseraClient *client, TesseraSetupRequest *request,
                            TesseraMinter *minter, TesseraKeyring *keyring,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (!tessera_client_has_token (client));
  g_return_if_fail (request != NULL);
  g_return_if_fail (TESSERA_IS_MINTER (minter));
  g_return_if_fail (keyring == NULL || TESSERA_IS_KEYRING (keyring));

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tessera_server_setup_async);
  /* A value that has arrived is never dropped because of a cancellation at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  work->client = g_object_ref (client);
  work->request = tessera_setup_request_ref (request);
  work->minter = g_object_ref (minter);
  g_task_set_task_data (task, work, work_free);
  if (!tessera_setup_request_check (request, &error))
    g_task_return_error (task, error);
  else if (keyring != NULL)
    tessera_keyring_prepare_async (keyring, cancellable, prepared_cb, g_steal_pointer (&task));
  else
    tessera_server_setup_check_async (client, cancellable, checked_cb, g_steal_pointer (&task));
}

TesseraServerSetup *
tessera_server_setup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The check alone */

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraClient *client = TESSERA_CLIENT (source);
  GError *error = NULL;
  gboolean allowed = FALSE;

  if (!tessera_client_get_setup_allowed_finish (client, result, &allowed, &error))
    g_task_return_error (task, error);
  else if (!allowed)
    g_task_return_error (task, explain_already (NULL));
  else
    g_task_return_boolean (task, TRUE);
}

void
tessera_server_setup_check_async (TesseraClient *client, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_server_setup_check_async);
  tessera_client_get_setup_allowed_async (client, cancellable, status_cb, task);
}

gboolean
tessera_server_setup_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

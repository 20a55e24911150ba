/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/token-test.h"

#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/create/permission-probe.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define AT_ONCE 4

/* A result */

struct _TesseraTestResult
{
  GObject parent_instance;

  TesseraPermission *permission;
  TesseraTestOutcome outcome;
  char *reason;
};

enum
{
  RESULT_PROP_0,
  RESULT_PROP_OUTCOME,
  RESULT_PROP_REASON,
  RESULT_N_PROPS
};

static GParamSpec *result_properties[RESULT_N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraTestResult, tessera_test_result, G_TYPE_OBJECT)

static void
tessera_test_result_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraTestResult *self = TESSERA_TEST_RESULT (object);

  switch (prop_id)
    {
    case RESULT_PROP_OUTCOME:
      g_value_set_uint (value, self->outcome);
      break;
    case RESULT_PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_test_result_finalize (GObject *object)
{
  TesseraTestResult *self = TESSERA_TEST_RESULT (object);

  tessera_permission_unref (self->permission);
  g_free (self->reason);
  G_OBJECT_CLASS (tessera_test_result_parent_class)->finalize (object);
}

static void
tessera_test_result_class_init (TesseraTestResultClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = tessera_test_result_get_property;
  G_OBJECT_CLASS (klass)->finalize = tessera_test_result_finalize;
  result_properties[RESULT_PROP_OUTCOME] =
      g_param_spec_uint ("outcome", NULL, NULL, 0, TESSERA_TEST_NOT_ASKED, 0, flags);
  result_properties[RESULT_PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), RESULT_N_PROPS, result_properties);
}

static void
tessera_test_result_init (TesseraTestResult *self)
{
}

static TesseraTestResult *
result_new (TesseraPermission *permission)
{
  TesseraTestResult *self = g_object_new (TESSERA_TYPE_TEST_RESULT, NULL);

  self->permission = tessera_permission_ref (permission);
  return self;
}

TesseraPermission *
tessera_test_result_get_permission (TesseraTestResult *self)
{
  g_return_val_if_fail (TESSERA_IS_TEST_RESULT (self), NULL);

  return self->permission;
}

TesseraTestOutcome
tessera_test_result_get_outcome (TesseraTestResult *self)
{
  g_return_val_if_fail (TESSERA_IS_TEST_RESULT (self), 0);

  return self->outcome;
}

const char *
tessera_test_result_get_reason (TesseraTestResult *self)
{
  g_return_val_if_fail (TESSERA_IS_TEST_RESULT (self), NULL);

  return self->reason;
}

/* The test */

struct _TesseraTokenTest
{
  GObject parent_instance;

  TesseraClient *client; /* signs requests with the token */
  TesseraToken *token;
  GListStore *results;
  guint n_done;
  guint next;    /* the next result to test */
  guint pending; /* requests under way */
  GError *problem;
};

enum
{
  PROP_0,
  PROP_N_DONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraTokenTest, tessera_token_test, G_TYPE_OBJECT)

static void
tessera_token_test_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, TESSERA_TOKEN_TEST (object)->n_done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_token_test_finalize (GObject *object)
{
  TesseraTokenTest *self = TESSERA_TOKEN_TEST (object);

  g_object_unref (self->client);
  g_object_unref (self->token);
  g_object_unref (self->results);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (tessera_token_test_parent_class)->finalize (object);
}

static void
tessera_token_test_class_init (TesseraTokenTestClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = tessera_token_test_get_property;
  G_OBJECT_CLASS (klass)->finalize = tessera_token_test_finalize;
  properties[PROP_N_DONE] =
      g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
tessera_token_test_init (TesseraTokenTest *self)
{
  self->results = g_list_store_new (TESSERA_TYPE_TEST_RESULT);
}

TesseraTokenTest *
tessera_token_test_new (TesseraClient *as_value, TesseraToken *token)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (as_value), NULL);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), NULL);

  TesseraTokenTest *self = g_object_new (TESSERA_TYPE_TOKEN_TEST, NULL);
  TesseraPermissionSet *permissions = tessera_token_get_permissions (token);

  self->client = g_object_ref (as_value);
  self->token = g_object_ref (token);
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      g_autoptr (TesseraTestResult) result =
          result_new (tessera_permission_set_get (permissions, i));

      g_list_store_append (self->results, result);
    }
  return self;
}

GListModel *
tessera_token_test_get_results (TesseraTokenTest *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_TEST (self), NULL);

  return G_LIST_MODEL (self->results);
}

guint
tessera_token_test_get_n_done (TesseraTokenTest *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_TEST (self), 0);

  return self->n_done;
}

guint
tessera_token_test_count (TesseraTokenTest *self, TesseraTestOutcome outcome)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_TEST (self), 0);

  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->results)); i++)
    {
      g_autoptr (TesseraTestResult) result =
          g_list_model_get_item (G_LIST_MODEL (self->results), i);

      count += result->outcome == outcome;
    }
  return count;
}

/* Running */

/* Takes ownership of @reason. */
static void
settle (TesseraTokenTest *self, TesseraTestResult *result, TesseraTestOutcome outcome, char *reason)
{
  result->outcome = outcome;
  result->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (result), result_properties[RESULT_PROP_REASON]);
  g_object_notify_by_pspec (G_OBJECT (result), result_properties[RESULT_PROP_OUTCOME]);
  self->n_done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
}

/* Errors that concern only this request; any other error is about the server or the token, and the
 * next request would get it too. */
static gboolean
is_about_one (const GError *error)
{
  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_GRANTABLE) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_INVALID) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_SERVER) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
}

/* The client's message is worded for signing in. */
static GError *
explain (const GError *error)
{
  const char *words = tessera_error_get_details (error);

  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    return tessera_error_new (TESSERA_ERROR_UNAUTHORIZED, words,
                              _ ("The server does not recognize this token. It was deleted, or it "
                                 "belongs to another server. The token can’t be used."));
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_TOKEN_INACTIVE))
    return tessera_error_new (TESSERA_ERROR_TOKEN_INACTIVE, words,
                              _ ("This token is inactive. It won’t work until it is activated."));
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    return tessera_error_new (TESSERA_ERROR_FORBIDDEN, words,
                              _ ("The owner of this token is inactive or was deleted. The token "
                                 "can’t be used."));
  return g_error_copy (error);
}

static void ask_more (GTask *task);

static void
end_if_done (GTask *task)
{
  TesseraTokenTest *self = g_task_get_source_object (task);
  guint size = g_list_model_get_n_items (G_LIST_MODEL (self->results));

  if (self->pending > 0 || (self->problem == NULL && self->next < size))
    return;
  for (; self->next < size; self->next++)
    {
      g_autoptr (TesseraTestResult) result =
          g_list_model_get_item (G_LIST_MODEL (self->results), self->next);

      settle (self, result, TESSERA_TEST_NOT_ASKED, NULL);
    }
  if (self->problem != NULL)
    g_task_return_error (task, g_steal_pointer (&self->problem));
  else
    g_task_return_boolean (task, TRUE);
}

typedef struct
{
  GTask *task;
  TesseraTestResult *result;
  TesseraPermissionProbe *question;
} Asking;

static void
asking_free (Asking *self)
{
  g_object_unref (self->task);
  g_object_unref (self->result);
  tessera_permission_probe_free (self->question);
  g_free (self);
}

static void
answered_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  Asking *asking = user_data;
  TesseraTokenTest *self = g_task_get_source_object (asking->task);
  g_autoptr (GError) error = NULL;
  TesseraTestOutcome outcome = TESSERA_TEST_NOT_ASKED;
  char *reason = NULL;
  guint n_items;

  tessera_client_probe_finish (TESSERA_CLIENT (source), async_result, &n_items, &error);
  self->pending--;
  if (error == NULL || is_about_one (error) ||
      tessera_server_traits_is_missing (tessera_client_get_traits (self->client), error))
    outcome = tessera_permission_probe_judge (asking->question, n_items, error, &reason);
  else if (self->problem == NULL)
    self->problem = explain (error);
  settle (self, asking->result, outcome, reason);
  ask_more (asking->task);
  asking_free (asking);
}

static void
ask_server (GTask *task, TesseraTestResult *result)
{
  TesseraTokenTest *self = g_task_get_source_object (task);
  char *reason = NULL;
  TesseraPermissionProbe *question = tessera_permission_probe_new (
      result->permission, self->token, tessera_client_get_traits (self->client), &reason);
  Asking *asking;

  if (question == NULL)
    {
      settle (self, result, TESSERA_TEST_NOT_TESTABLE, reason);
      return;
    }
  asking = g_new0 (Asking, 1);
  asking->task = g_object_ref (task);
  asking->result = g_object_ref (result);
  asking->question = question;
  self->pending++;
  tessera_client_probe_async (self->client, tessera_permission_probe_get_method (question),
                              tessera_permission_probe_get_path (question),
                              tessera_permission_probe_get_body (question),
                              g_task_get_cancellable (task), answered_cb, asking);
}

static void
ask_more (GTask *task)
{
  TesseraTokenTest *self = g_task_get_source_object (task);
  GListModel *results = G_LIST_MODEL (self->results);

  while (self->problem == NULL && self->pending < AT_ONCE &&
         self->next < g_list_model_get_n_items (results))
    {
      g_autoptr (TesseraTestResult) result = g_list_model_get_item (results, self->next++);

      ask_server (task, result);
    }
  end_if_done (task);
}

/* Is it known and active? */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraTokenTest *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  guint n_items;

  if (!tessera_client_probe_finish (TESSERA_CLIENT (source), result, &n_items, &error) &&
      !is_about_one (error))
    self->problem = explain (error);
  ask_more (task);
}

static void
me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraTokenTest *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (TesseraResource) user =
      tessera_client_get_me_finish (TESSERA_CLIENT (source), result, &error);

  /* A server that does not report the user still has a list for any token it accepts. */
  if (!tessera_client_get_traits (self->client)->has_me)
    {
      tessera_client_probe_async (self->client, "GET", TESSERA_PATH_BUCKETS "?limit=1", NULL,
                                  g_task_get_cancellable (task), found_cb, g_object_ref (task));
      return;
    }
  /* A token that can't read its own user is fine: the server accepts it, and it is active. */
  if (error != NULL && (!is_about_one (error) ||
                        g_strcmp0 (tessera_error_get_details (error), "User is inactive") == 0))
    self->problem = explain (error);
  ask_more (task);
}

void
tessera_token_test_run_async (TesseraTokenTest *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_TOKEN_TEST (self));
  g_return_if_fail (self->n_done == 0 && self->pending == 0);

  GTask *task;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tessera_token_test_run_async);
  tessera_client_get_me_async (self->client, cancellable, me_cb, task);
}

gboolean
tessera_token_test_run_finish (TesseraTokenTest *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_TEST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

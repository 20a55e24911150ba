/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/generic-user.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *org_id;
  char *name;
  TesseraResource *user;
  GError *problem; /* why adding the user as a member failed */
} Creation;

static void
creation_free (gpointer data)
{
  Creation *self = data;

  g_free (self->org_id);
  g_free (self->name);
  g_clear_object (&self->user);
  g_clear_error (&self->problem);
  g_free (self);
}

/* A cancellation is passed on unchanged. */
static GError *
explain_undone (const Creation *creation)
{
  g_autofree char *name = tessera_text_isolate (creation->name);

  if (tessera_error_is_cancelled (creation->problem))
    return g_error_copy (creation->problem);
  return tessera_error_new ((TesseraError) creation->problem->code,
                            tessera_error_get_details (creation->problem),
                            /* Translators: the last %s is whole sentences */
                            _ ("The user “%s” could not be added to the organization as a member, "
                               "so it was deleted. %s"),
                            name, creation->problem->message);
}

static GError *
explain_left_behind (const Creation *creation, const GError *problem)
{
  g_autofree char *name = tessera_text_isolate (creation->name);

  return tessera_error_new (TESSERA_ERROR_FAILED, tessera_error_get_details (problem),
                            /* Translators: the last %s is whole sentences */
                            _ ("The user “%s” (ID %s) was created, but could be neither added to "
                               "the organization as a member nor deleted. Delete it on the "
                               "server. %s"),
                            name, tessera_resource_get_id (creation->user), problem->message);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Creation *creation = g_task_get_task_data (task);
  g_autoptr (GError) problem = NULL;

  if (tessera_client_delete_user_finish (TESSERA_CLIENT (source), result, &problem))
    g_task_return_error (task, explain_undone (creation));
  else
    g_task_return_error (task, explain_left_behind (creation, problem));
}

/* Takes ownership of @task and @problem. */
static void
delete_user (GTask *task, GError *problem)
{
  Creation *creation = g_task_get_task_data (task);

  creation->problem = problem;
  tessera_client_delete_user_async (g_task_get_source_object (task),
                                    tessera_resource_get_id (creation->user), NULL, deleted_cb,
                                    task);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Creation *creation = g_task_get_task_data (task);
  GError *problem = NULL;

  if (tessera_client_add_member_finish (TESSERA_CLIENT (source), result, &problem))
    g_task_return_pointer (task, g_steal_pointer (&creation->user), g_object_unref);
  else
    delete_user (g_steal_pointer (&task), problem);
}

static GError *
explain_not_made (const Creation *creation, const GError *problem)
{
  g_autofree char *name = tessera_text_isolate (creation->name);
  GError *error;

  if (g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_CONFLICT))
    return tessera_error_new (TESSERA_ERROR_CONFLICT, tessera_error_get_details (problem),
                              _ ("There is already a user named “%s”. Choose another name, or "
                                 "choose that user as the owner."),
                              name);
  if (!tessera_error_may_have_happened (problem))
    return g_error_copy (problem);
  error = tessera_error_new ((TesseraError) problem->code, tessera_error_get_details (problem),
                             /* Translators: the last %s is whole sentences */
                             _ ("The user “%s” may or may not have been created. Look for it in "
                                "the list of owners before you try again. %s"),
                             name, problem->message);
  tessera_error_set_may_have_happened (error, TRUE);
  return error;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraClient *client = TESSERA_CLIENT (source);
  Creation *creation = g_task_get_task_data (task);
  g_autoptr (GError) problem = NULL;
  GError *cancelled = NULL;

  creation->user = tessera_client_create_user_finish (client, result, &problem);
  if (creation->user == NULL)
    g_task_return_error (task, explain_not_made (creation, problem));
  else if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &cancelled))
    delete_user (g_steal_pointer (&task), cancelled);
  else
    tessera_client_add_member_async (client, creation->org_id,
                                     tessera_resource_get_id (creation->user), NULL, added_cb,
                                     g_steal_pointer (&task));
}

static GError *
check_name (const char *name)
{
  g_autofree char *stripped = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    return tessera_error_new (TESSERA_ERROR_INVALID, NULL,
                              _ ("The name is not valid UTF-8 text. Enter it again."));
  stripped = g_strstrip (g_strdup (name));
  if (*stripped == '\0')
    return tessera_error_new (TESSERA_ERROR_INVALID, NULL,
                              _ ("Enter a name for the user, for example “telemetry”."));
  return NULL;
}

void
tessera_generic_user_create_async (TesseraClient *client, const char *org_id, const char *name,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (org_id != NULL);
  g_return_if_fail (name != NULL);

  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Creation *creation = g_new0 (Creation, 1);
  GError *problem = check_name (name);

  g_task_set_source_tag (task, tessera_generic_user_create_async);
  g_task_set_task_data (task, creation, creation_free);
  creation->org_id = g_strdup (org_id);
  creation->name = g_strdup (name);
  if (problem != NULL)
    {
      g_task_return_error (task, problem);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  /* A user that was created is reported even if the task was canceled at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  tessera_client_create_user_async (client, name, NULL, created_cb, g_steal_pointer (&task));
}

TesseraResource *
tessera_generic_user_create_finish (TesseraClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (client), NULL);
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/bulk.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define AT_ONCE 4 /* at the same time: the server has other clients */

struct _TesseraBulk
{
  GObject parent_instance;

  TesseraTokenList *list;
  TesseraChange change;
  GPtrArray *tokens; /* TRUE if the last one has to wait for all others */
  gboolean last_waits;
  guint under_way;
  guint begun;
  guint finished;
  GPtrArray *changed;
  GError *error; /* the error of the first one that was refused */
  gboolean stopped;
};

enum
{
  PROP_0,
  PROP_FINISHED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraBulk, tessera_bulk, G_TYPE_OBJECT)

static void
tessera_bulk_finalize (GObject *object)
{
  TesseraBulk *self = TESSERA_BULK (object);

  g_clear_object (&self->list);
  g_ptr_array_unref (self->tokens);
  g_ptr_array_unref (self->changed);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (tessera_bulk_parent_class)->finalize (object);
}

static void
tessera_bulk_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_FINISHED)
    g_value_set_uint (value, TESSERA_BULK (object)->finished);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_bulk_class_init (TesseraBulkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_bulk_finalize;
  object_class->get_property = tessera_bulk_get_property;
  properties[PROP_FINISHED] = g_param_spec_uint ("finished", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_bulk_init (TesseraBulk *self)
{
  self->tokens = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);
}

TesseraBulk *
tessera_bulk_new (TesseraTokenList *list, TesseraChange change, GPtrArray *tokens,
                  TesseraToken *last)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (list), NULL);
  g_return_val_if_fail (tokens != NULL, NULL);

  TesseraBulk *self = g_object_new (TESSERA_TYPE_BULK, NULL);

  self->list = g_object_ref (list);
  self->change = change;
  for (guint i = 0; i < tokens->len; i++)
    {
      TesseraToken *token = g_ptr_array_index (tokens, i);

      if (!tessera_token_needs_change (token, change))
        continue;
      if (token == last)
        self->last_waits = TRUE;
      else
        g_ptr_array_add (self->tokens, g_object_ref (token));
    }
  if (self->last_waits)
    g_ptr_array_add (self->tokens, g_object_ref (last));
  return self;
}

/* Whether the next request would fail in the same way. */
static gboolean
concerns_all (const GError *error)
{
  static const TesseraError codes[] = {
    TESSERA_ERROR_UNREACHABLE,         TESSERA_ERROR_TLS,
    TESSERA_ERROR_TIMED_OUT,           TESSERA_ERROR_NOT_INFLUXDB,
    TESSERA_ERROR_REDIRECTED,          TESSERA_ERROR_UNAUTHORIZED,
    TESSERA_ERROR_TOKEN_INACTIVE,      TESSERA_ERROR_TOO_MANY_REQUESTS,
    TESSERA_ERROR_CERTIFICATE_CHANGED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, TESSERA_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* One request of a run. */
typedef struct
{
  GTask *task;
  TesseraToken *token;
} Turn;

static void change_next (GTask *task);

/* Whether the token was not changed because the run was stopped while the server wanted a pause. */
static gboolean
was_given_up (GTask *task, const GError *error)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (task)) &&
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_TOO_MANY_REQUESTS);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Turn *turn = user_data;
  g_autoptr (GTask) task = turn->task;
  g_autoptr (TesseraToken) token = turn->token;
  TesseraBulk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  g_free (turn);
  self->under_way--;
  if (tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error))
    g_ptr_array_add (self->changed, g_object_ref (token));
  else if (was_given_up (task, error))
    {
      change_next (task);
      return;
    }
  else
    {
      self->stopped = self->stopped || concerns_all (error);
      if (self->error == NULL)
        self->error = g_steal_pointer (&error);
    }
  self->finished++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINISHED]);
  change_next (task);
}

static gboolean
may_begin (TesseraBulk *self, GTask *task)
{
  if (self->stopped || self->under_way == AT_ONCE ||
      g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  if (self->begun == self->tokens->len)
    return FALSE;
  return self->under_way == 0 || !self->last_waits || self->begun + 1 < self->tokens->len;
}

static void
change_next (GTask *task)
{
  TesseraBulk *self = g_task_get_source_object (task);

  while (may_begin (self, task))
    {
      Turn *turn = g_new0 (Turn, 1);

      turn->task = g_object_ref (task);
      turn->token = g_object_ref (g_ptr_array_index (self->tokens, self->begun++));
      self->under_way++;
      tessera_token_change_async (self->list, turn->token, self->change, NULL, changed_cb, turn);
    }
  if (self->under_way > 0 || g_task_get_completed (task))
    return;
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else if (self->finished < self->tokens->len)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Canceled"));
  else
    g_task_return_boolean (task, TRUE);
}

/* Requests under way are waited for, but not those that wait themselves. */
static void
cancelled_cb (TesseraBulk *self)
{
  tessera_pause_stop (tessera_bulk_get_pause (self));
}

void
tessera_bulk_run_async (TesseraBulk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_BULK (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_bulk_run_async);
  g_task_set_check_cancellable (task, FALSE);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self,
                             G_CONNECT_SWAPPED);
  change_next (task);
}

gboolean
tessera_bulk_run_finish (TesseraBulk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

TesseraChange
tessera_bulk_get_change (TesseraBulk *self)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), 0);

  return self->change;
}

guint
tessera_bulk_get_total (TesseraBulk *self)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), 0);

  return self->tokens->len;
}

guint
tessera_bulk_get_finished (TesseraBulk *self)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), 0);

  return self->finished;
}

TesseraPause *
tessera_bulk_get_pause (TesseraBulk *self)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), NULL);

  return tessera_pause_get (
      tessera_client_get_address (tessera_token_list_get_client (self->list)));
}

GPtrArray *
tessera_bulk_get_changed (TesseraBulk *self)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), NULL);

  return self->changed;
}

static char *
describe_changed (TesseraChange change, guint n)
{
  switch (change)
    {
    case TESSERA_CHANGE_ACTIVATE:
      return g_strdup_printf (ngettext ("%'u token activated", "%'u tokens activated", n), n);
    case TESSERA_CHANGE_DEACTIVATE:
      return g_strdup_printf (ngettext ("%'u token deactivated", "%'u tokens deactivated", n), n);
    case TESSERA_CHANGE_DELETE:
    default:
      return g_strdup_printf (ngettext ("%'u token deleted", "%'u tokens deleted", n), n);
    }
}

static char *
describe_refused (guint n)
{
  /* Translators: comes after "3 tokens deleted", for example "1 failed" */
  return g_strdup_printf (ngettext ("%'u failed", "%'u failed", n), n);
}

static char *
describe_left (guint n)
{
  /* Translators: comes after "3 tokens deleted" */
  return g_strdup_printf (ngettext ("%'u was left unchanged", "%'u were left unchanged", n), n);
}

char *
tessera_bulk_summarize (TesseraBulk *self)
{
  g_return_val_if_fail (TESSERA_IS_BULK (self), NULL);

  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint changed = self->changed->len;
  guint refused = self->finished - changed;
  guint left = self->tokens->len - self->finished;

  g_ptr_array_add (parts, describe_changed (self->change, changed));
  if (refused > 0)
    g_ptr_array_add (parts, describe_refused (refused));
  if (left > 0)
    g_ptr_array_add (parts, describe_left (left));
  return tessera_text_list ((const char *const *) parts->pdata, parts->len, parts->len);
}

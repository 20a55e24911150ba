/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/pause.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPause
{
  GObject parent_instance;

  char *address;
  guint seconds;
  guint timer;
  GPtrArray *waiting; /* of GTask */
};

enum
{
  PROP_0,
  PROP_SECONDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraPause, tessera_pause, G_TYPE_OBJECT)

static GListStore *
get_active (void)
{
  static GListStore *active;

  if (active == NULL)
    active = g_list_store_new (TESSERA_TYPE_PAUSE);
  return active;
}

static void
tessera_pause_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SECONDS)
    g_value_set_uint (value, TESSERA_PAUSE (object)->seconds);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_pause_finalize (GObject *object)
{
  TesseraPause *self = TESSERA_PAUSE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_unref (self->waiting);
  g_free (self->address);
  G_OBJECT_CLASS (tessera_pause_parent_class)->finalize (object);
}

static void
tessera_pause_class_init (TesseraPauseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_pause_finalize;
  object_class->get_property = tessera_pause_get_property;
  properties[PROP_SECONDS] = g_param_spec_uint ("seconds", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_pause_init (TesseraPause *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

TesseraPause *
tessera_pause_get (const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);

  static GHashTable *pauses;
  TesseraPause *self;

  if (pauses == NULL)
    pauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self = g_hash_table_lookup (pauses, address);
  if (self == NULL)
    {
      self = g_object_new (TESSERA_TYPE_PAUSE, NULL);
      self->address = g_strdup (address);
      g_hash_table_insert (pauses, g_strdup (address), self);
    }
  return self;
}

GListModel *
tessera_pauses_get_active (void)
{
  return G_LIST_MODEL (get_active ());
}

const char *
tessera_pause_get_address (TesseraPause *self)
{
  g_return_val_if_fail (TESSERA_IS_PAUSE (self), NULL);

  return self->address;
}

guint
tessera_pause_get_seconds (TesseraPause *self)
{
  g_return_val_if_fail (TESSERA_IS_PAUSE (self), 0);

  return self->seconds;
}

static void
set_seconds (TesseraPause *self, guint seconds)
{
  if (self->seconds == seconds)
    return;
  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS]);
}

/* Returns those who wait, so that one of them can begin the next pause. */
static GPtrArray *
end_pause (TesseraPause *self)
{
  GPtrArray *waiting = g_steal_pointer (&self->waiting);
  guint position;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->timer = 0;
  set_seconds (self, 0);
  if (g_list_store_find (get_active (), self, &position))
    g_list_store_remove (get_active (), position);
  return waiting;
}

/* Those whose request was canceled in the meantime. */
static void
release_cancelled (TesseraPause *self)
{
  for (guint i = self->waiting->len; i > 0; i--)
    {
      g_autoptr (GTask) task = g_object_ref (g_ptr_array_index (self->waiting, i - 1));

      if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        {
          g_ptr_array_remove_index (self->waiting, i - 1);
          g_task_return_boolean (task, TRUE); /* GTask makes it a cancellation */
        }
    }
}

static gboolean
second_cb (gpointer user_data)
{
  TesseraPause *self = user_data;
  g_autoptr (GPtrArray) waiting = NULL;

  release_cancelled (self);
  if (self->seconds > 1)
    {
      set_seconds (self, self->seconds - 1);
      return G_SOURCE_CONTINUE;
    }
  waiting = end_pause (self);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
  return G_SOURCE_REMOVE;
}

void
tessera_pause_begin (TesseraPause *self, guint seconds)
{
  g_return_if_fail (TESSERA_IS_PAUSE (self));
  g_return_if_fail (seconds > 0 && seconds <= TESSERA_LONGEST_PAUSE);

  gboolean is_new = self->seconds == 0;

  set_seconds (self, MAX (self->seconds, seconds));
  if (!is_new)
    return;
  self->timer = g_timeout_add_seconds (1, second_cb, self);
  g_list_store_append (get_active (), self);
}

void
tessera_pause_stop (TesseraPause *self)
{
  g_return_if_fail (TESSERA_IS_PAUSE (self));

  g_autoptr (GPtrArray) waiting = NULL;

  if (self->seconds == 0)
    return;
  g_source_remove (self->timer);
  waiting = end_pause (self);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_new_error (g_ptr_array_index (waiting, i), G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                             _ ("Canceled"));
}

void
tessera_pause_wait_async (TesseraPause *self, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_PAUSE (self));
  g_return_if_fail (self->seconds > 0);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_pause_wait_async);
  g_ptr_array_add (self->waiting, task);
}

gboolean
tessera_pause_wait_finish (TesseraPause *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_PAUSE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/tree-loader.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTreeLoader
{
  GObject parent_instance;

  TesseraPermissionTree *tree;
  TesseraClient *client;
  char *org_id;
  GHashTable *notes;     /* type → GListStore of at most one TesseraTreeNote */
  GHashTable *forbidden; /* types */
  GCancellable *cancellable;
  guint pending;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint loaded_signal;

G_DEFINE_FINAL_TYPE (TesseraTreeLoader, tessera_tree_loader, G_TYPE_OBJECT)

static void
tessera_tree_loader_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_BUSY)
    g_value_set_boolean (value, TESSERA_TREE_LOADER (object)->pending > 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_tree_loader_finalize (GObject *object)
{
  TesseraTreeLoader *self = TESSERA_TREE_LOADER (object);

  g_clear_object (&self->tree);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->forbidden);
  g_free (self->org_id);
  G_OBJECT_CLASS (tessera_tree_loader_parent_class)->finalize (object);
}

static void
tessera_tree_loader_class_init (TesseraTreeLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_tree_loader_finalize;
  object_class->get_property = tessera_tree_loader_get_property;
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  loaded_signal = g_signal_new ("loaded", TESSERA_TYPE_TREE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tessera_tree_loader_init (TesseraTreeLoader *self)
{
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->forbidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

TesseraTreeLoader *
tessera_tree_loader_new (TesseraPermissionTree *tree, TesseraClient *client, const char *org_id)
{
  g_return_val_if_fail (TESSERA_IS_PERMISSION_TREE (tree), NULL);
  g_return_val_if_fail (TESSERA_IS_CLIENT (client), NULL);
  g_return_val_if_fail (org_id != NULL, NULL);

  TesseraTreeLoader *self = g_object_new (TESSERA_TYPE_TREE_LOADER, NULL);

  self->tree = g_object_ref (tree);
  self->client = g_object_ref (client);
  self->org_id = g_strdup (org_id);
  return self;
}

static void
drop_note (gpointer type, gpointer notes, gpointer unused)
{
  g_list_store_remove_all (notes);
}

void
tessera_tree_loader_set_client (TesseraTreeLoader *self, TesseraClient *client)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));
  g_return_if_fail (TESSERA_IS_CLIENT (client));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->client, client);
  g_hash_table_remove_all (self->forbidden);
  g_hash_table_foreach (self->notes, drop_note, NULL);
}

void
tessera_tree_loader_stop (TesseraTreeLoader *self)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
tessera_tree_loader_is_busy (TesseraTreeLoader *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_LOADER (self), FALSE);

  return self->pending > 0;
}

gboolean
tessera_tree_loader_is_forbidden (TesseraTreeLoader *self, const char *type)
{
  g_return_val_if_fail (TESSERA_IS_TREE_LOADER (self), FALSE);
  g_return_val_if_fail (type != NULL, FALSE);

  return g_hash_table_contains (self->forbidden, type);
}

static void
change_pending (TesseraTreeLoader *self, int change)
{
  gboolean was_busy = self->pending > 0;

  self->pending += (guint) change;
  if (was_busy != (self->pending > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Notes */

static GListStore *
get_notes (TesseraTreeLoader *self, const char *type)
{
  GListStore *notes = g_hash_table_lookup (self->notes, type);

  if (notes == NULL)
    {
      notes = g_list_store_new (TESSERA_TYPE_TREE_NOTE);
      g_hash_table_insert (self->notes, g_strdup (type), notes);
    }
  return notes;
}

GListModel *
tessera_tree_loader_get_notes (TesseraTreeLoader *self, const char *type)
{
  g_return_val_if_fail (TESSERA_IS_TREE_LOADER (self), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  return G_LIST_MODEL (get_notes (self, type));
}

static void
set_note (TesseraTreeLoader *self, const char *type, const char *text, gboolean busy,
          gboolean can_retry)
{
  GListStore *notes = get_notes (self, type);

  g_list_store_remove_all (notes);
  if (text != NULL)
    {
      g_autoptr (TesseraTreeNote) note = tessera_tree_note_new (type, text, busy, can_retry);

      g_list_store_append (notes, note);
    }
}

static gboolean
is_no_list (const GError *error)
{
  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
}

/* Some servers and some accounts can't list a type; it can be selected as a whole anyway. InfluxDB
 * 2.9.1 itself never refuses a list, but leaves out what the account can't see. */
static void
note_failure (TesseraTreeLoader *self, const char *type, const GError *error)
{
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    g_hash_table_add (self->forbidden, g_strdup (type));
  if (!is_no_list (error))
    set_note (self, type, error->message, FALSE, TRUE);
  else if (g_hash_table_contains (self->forbidden, type))
    set_note (self, type,
              _ ("This account can’t list them. Select all resources of this type instead."), FALSE,
              FALSE);
  else
    set_note (self, type,
              _ ("This server does not list them. Select all resources of this type instead."),
              FALSE, FALSE);
}

/* Fetching one type's */

typedef struct
{
  TesseraTreeLoader *loader;
  char *type;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_object_unref (self->loader);
  g_free (self->type);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static GStrv
take_items (TesseraTreeLoader *self, const char *type, GPtrArray *items)
{
  GStrv gone;

  g_hash_table_remove (self->forbidden, type);
  set_note (self, type, items->len == 0 ? _ ("There are none that this account can see.") : NULL,
            FALSE, FALSE);
  gone = tessera_permission_tree_set_items (self->tree, type, items);
  g_signal_emit (self, loaded_signal, 0, type);
  return gone;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  TesseraTreeLoader *self = fetch->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      tessera_client_list_resources_finish (TESSERA_CLIENT (source), result, &error);

  change_pending (self, -1);
  if (items != NULL)
    g_strfreev (take_items (self, fetch->type, items));
  else if (!tessera_error_is_cancelled (error))
    note_failure (self, fetch->type, error);
}

void
tessera_tree_loader_try_again (TesseraTreeLoader *self, const char *type)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));
  g_return_if_fail (type != NULL);

  TesseraTreeRow *row = tessera_permission_tree_find_type (self->tree, type);
  Fetch *fetch;

  if (row == NULL || tessera_tree_row_get_items (row) == NULL ||
      g_cancellable_is_cancelled (self->cancellable))
    return;
  fetch = g_new0 (Fetch, 1);
  fetch->loader = g_object_ref (self);
  fetch->type = g_strdup (type);
  set_note (self, type, _ ("Fetching…"), TRUE, FALSE);
  change_pending (self, +1);
  tessera_client_list_resources_async (self->client, type, self->org_id, self->cancellable,
                                       fetched_cb, fetch);
}

void
tessera_tree_loader_load (TesseraTreeLoader *self, const char *type)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));
  g_return_if_fail (type != NULL);

  TesseraTreeRow *row = tessera_permission_tree_find_type (self->tree, type);
  GListModel *notes = tessera_tree_loader_get_notes (self, type);

  if (row != NULL && !tessera_tree_row_is_complete (row) && g_list_model_get_n_items (notes) == 0)
    tessera_tree_loader_try_again (self, type);
}

void
tessera_tree_loader_load_all (TesseraTreeLoader *self)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));

  const char *const *types = tessera_permission_tree_get_types (self->tree);

  for (guint i = 0; types[i] != NULL; i++)
    tessera_tree_loader_load (self, types[i]);
}

void
tessera_tree_loader_reload (TesseraTreeLoader *self)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));

  const char *const *types = tessera_permission_tree_get_types (self->tree);

  for (guint i = 0; types[i] != NULL; i++)
    {
      TesseraTreeRow *row = tessera_permission_tree_find_type (self->tree, types[i]);
      GListModel *notes = tessera_tree_loader_get_notes (self, types[i]);

      if (row != NULL &&
          (tessera_tree_row_is_complete (row) || g_list_model_get_n_items (notes) > 0))
        tessera_tree_loader_try_again (self, types[i]);
    }
}

/* Checking again before a token is created */

typedef struct
{
  GQueue types; /* still to be listed; keys of the tree's rows */
  GStrvBuilder *gone;
} Check;

static void
check_free (gpointer data)
{
  Check *self = data;

  g_queue_clear_full (&self->types, g_free);
  g_strv_builder_unref (self->gone);
  g_free (self);
}

static void check_next (GTask *task);

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraTreeLoader *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autofree char *type = g_queue_pop_head (&check->types);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      tessera_client_list_resources_finish (TESSERA_CLIENT (source), result, &error);
  g_auto (GStrv) gone = NULL;

  if (items == NULL && !is_no_list (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (items != NULL)
    gone = take_items (self, type, items);
  if (gone != NULL)
    g_strv_builder_addv (check->gone, (const char **) gone);
  check_next (g_steal_pointer (&task));
}

/* Takes ownership of @task. */
static void
check_next (GTask *task)
{
  TesseraTreeLoader *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);

  if (g_queue_is_empty (&check->types))
    {
      g_task_return_pointer (task, g_strv_builder_end (check->gone), (GDestroyNotify) g_strfreev);
      g_object_unref (task);
      return;
    }
  tessera_client_list_resources_async (self->client, g_queue_peek_head (&check->types),
                                       self->org_id, g_task_get_cancellable (task), checked_cb,
                                       task);
}

static gboolean
has_ticked_items (TesseraTreeRow *row)
{
  GListModel *items = tessera_tree_row_get_items (row);

  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TesseraTreeRow) item = g_list_model_get_item (items, i);

      if (tessera_tree_row_get_tick (item, TESSERA_ACTION_READ) == TESSERA_TICK_ON ||
          tessera_tree_row_get_tick (item, TESSERA_ACTION_WRITE) == TESSERA_TICK_ON)
        return TRUE;
    }
  return FALSE;
}

void
tessera_tree_loader_check_async (TesseraTreeLoader *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_TREE_LOADER (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, tessera_tree_loader_check_async);
  g_task_set_task_data (task, check, check_free);
  g_queue_init (&check->types);
  check->gone = g_strv_builder_new ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);

      if (has_ticked_items (row))
        g_queue_push_tail (&check->types, g_strdup (tessera_tree_row_get_resource_type (row)));
    }
  check_next (task);
}

gboolean
tessera_tree_loader_check_finish (TesseraTreeLoader *self, GAsyncResult *result, GStrv *gone,
                                  GError **error)
{
  g_return_val_if_fail (TESSERA_IS_TREE_LOADER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (gone != NULL, FALSE);

  g_auto (GStrv) names = g_task_propagate_pointer (G_TASK (result), error);
  gboolean done = names != NULL;

  *gone = done && names[0] != NULL ? g_steal_pointer (&names) : NULL;
  return done;
}

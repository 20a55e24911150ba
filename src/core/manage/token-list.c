/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/token-list.h"
#include "core/base/time.h"

#define SLICE_SIZE 500 /* rows to add before the window can draw again */

/* A refresh sends one request for all callers that are waiting for it. Callers that come after the
 * request was sent wait for the next one, because the coming answer may be older than what they
 * want to see. */
typedef struct
{
  TesseraTokenList *list;
  GPtrArray *tasks;          /* the waiting callers; each can be canceled by itself */
  GCancellable *cancellable; /* canceled when all callers were canceled */
  gint64 asked;              /* when the server was asked, in seconds since 1970 */
  GPtrArray *tokens;         /* the server's answer */
  GHashTable *saved_ids;     /* the keyring's answer; NULL if it is not available */
  GHashTable *changed; /* IDs added, updated or removed in the meantime: the answer may not include
                          that yet */
  GError *error;
  guint answers_missing;
  guint filled; /* how many of @tokens have been checked for new ones */
} Refresh;

struct _TesseraTokenList
{
  TesseraStoreModel parent_instance;

  TesseraClient *client;
  TesseraKeyring *keyring;
  char *org_id;
  GHashTable *by_id; /* the tokens in the list, which own the keys */
  gint64 asked;      /* of the refresh that the list is from; 0 before the first one */
  Refresh *running;
  GPtrArray *waiting; /* tasks for the next refresh; NULL for none */
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraTokenList, tessera_token_list, TESSERA_TYPE_STORE_MODEL)

static void
tessera_token_list_finalize (GObject *object)
{
  TesseraTokenList *self = TESSERA_TOKEN_LIST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_free (self->org_id);
  G_OBJECT_CLASS (tessera_token_list_parent_class)->finalize (object);
}

static void
tessera_token_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, tessera_token_list_get_loading (TESSERA_TOKEN_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_token_list_class_init (TesseraTokenListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_token_list_finalize;
  object_class->get_property = tessera_token_list_get_property;
  TESSERA_STORE_MODEL_CLASS (klass)->item_type = TESSERA_TYPE_TOKEN;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_token_list_init (TesseraTokenList *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static GListStore *
get_store (TesseraTokenList *self)
{
  return tessera_store_model_get_store (TESSERA_STORE_MODEL (self));
}

TesseraTokenList *
tessera_token_list_new (TesseraClient *client, const char *org_id, TesseraKeyring *keyring)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (client), NULL);

  TesseraTokenList *self = g_object_new (TESSERA_TYPE_TOKEN_LIST, NULL);

  self->client = g_object_ref (client);
  self->org_id = g_strdup (org_id);
  g_set_object (&self->keyring, keyring);
  return self;
}

TesseraClient *
tessera_token_list_get_client (TesseraTokenList *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (self), NULL);

  return self->client;
}

gint64
tessera_token_list_get_asked (TesseraTokenList *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (self), 0);

  return self->running != NULL ? 0 : self->asked;
}

static gboolean start_refresh (TesseraTokenList *self, GPtrArray *tasks);

static void
refresh_free (Refresh *self)
{
  g_clear_object (&self->list);
  g_ptr_array_unref (self->tasks);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_clear_pointer (&self->saved_ids, g_hash_table_unref);
  g_hash_table_unref (self->changed);
  g_clear_error (&self->error);
  g_free (self);
}

static void
end_refresh (Refresh *refresh)
{
  g_autoptr (TesseraTokenList) self = g_object_ref (refresh->list);
  g_autoptr (GPtrArray) tasks = g_ptr_array_ref (refresh->tasks);
  g_autoptr (GError) error = g_steal_pointer (&refresh->error);
  GPtrArray *waiting = g_steal_pointer (&self->waiting);

  self->running = NULL;
  if (refresh->tokens != NULL && refresh->filled == refresh->tokens->len)
    self->asked = refresh->asked;
  refresh_free (refresh);
  if (waiting == NULL || !start_refresh (self, waiting))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);

  while (tasks->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (tasks, 0);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* All changes to the rows go through here. */
static void
splice (TesseraTokenList *self, guint position, guint n_removed, GPtrArray *added)
{
  for (guint i = 0; i < n_removed; i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (self), position + i);

      g_hash_table_remove (self->by_id, tessera_token_get_id (token));
    }
  for (guint i = 0; added != NULL && i < added->len; i++)
    {
      TesseraToken *token = g_ptr_array_index (added, i);

      g_hash_table_insert (self->by_id, (gpointer) tessera_token_get_id (token), token);
    }
  g_list_store_splice (get_store (self), position, n_removed, added != NULL ? added->pdata : NULL,
                       added != NULL ? added->len : 0);
}

/* Returns whether it changed. */
static gboolean
set_saved (Refresh *refresh, TesseraToken *token)
{
  const char *id = tessera_token_get_id (token);
  gboolean before = tessera_token_get_saved (token);

  if (refresh->saved_ids != NULL && !g_hash_table_contains (refresh->changed, id))
    tessera_token_set_saved (token, g_hash_table_contains (refresh->saved_ids, id));
  return tessera_token_get_saved (token) != before;
}

/* So that filters and sorters look at it again. */
static void
tell_changed (TesseraTokenList *self, guint position)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

/* Removes the tokens that are gone, neighbors in one step, and updates the others in place. */
static void
update_rows (Refresh *refresh)
{
  TesseraTokenList *self = refresh->list;
  g_autoptr (GHashTable) fresh = g_hash_table_new (g_str_hash, g_str_equal);
  guint gone = 0;

  for (guint i = 0; i < refresh->tokens->len; i++)
    {
      TesseraToken *token = g_ptr_array_index (refresh->tokens, i);
      gpointer id = (gpointer) tessera_token_get_id (token);

      /* The first one with an ID counts, as in fill_cb(). */
      if (!g_hash_table_contains (fresh, id))
        g_hash_table_insert (fresh, id, token);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self)); i-- > 0;)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (self), i);
      const char *id = tessera_token_get_id (token);
      TesseraToken *newer = g_hash_table_lookup (fresh, id);
      gboolean stays = newer != NULL || g_hash_table_contains (refresh->changed, id);
      gboolean changed = FALSE;

      if (!stays)
        {
          gone++;
          continue;
        }
      if (gone > 0)
        splice (self, i + 1, gone, NULL);
      gone = 0;
      if (newer != NULL && !g_hash_table_contains (refresh->changed, id))
        changed = tessera_token_update (token, newer);
      if (set_saved (refresh, token) || changed)
        tell_changed (self, i);
    }
  if (gone > 0)
    splice (self, 0, gone, NULL);
}

/* Appends some of the new ones, in the server's order. */
static gboolean
fill_cb (gpointer data)
{
  Refresh *refresh = data;
  TesseraTokenList *self = refresh->list;
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_autoptr (GHashTable) once = g_hash_table_new (g_str_hash, g_str_equal);

  for (; refresh->filled < refresh->tokens->len && added->len < SLICE_SIZE; refresh->filled++)
    {
      TesseraToken *token = g_ptr_array_index (refresh->tokens, refresh->filled);
      gpointer id = (gpointer) tessera_token_get_id (token);

      if (g_hash_table_contains (self->by_id, id) || g_hash_table_contains (refresh->changed, id) ||
          !g_hash_table_add (once, id))
        continue;
      set_saved (refresh, token);
      g_ptr_array_add (added, token);
    }
  if (added->len > 0)
    splice (self, g_list_model_get_n_items (G_LIST_MODEL (self)), 0, added);
  if (refresh->filled < refresh->tokens->len && !g_cancellable_is_cancelled (refresh->cancellable))
    return G_SOURCE_CONTINUE;
  end_refresh (refresh);
  return G_SOURCE_REMOVE;
}

static void
refresh_answered (Refresh *refresh)
{
  if (--refresh->answers_missing > 0)
    return;
  if (refresh->tokens == NULL)
    {
      end_refresh (refresh);
      return;
    }
  update_rows (refresh);
  if (fill_cb (refresh) == G_SOURCE_CONTINUE)
    g_idle_add (fill_cb, refresh);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;

  /* An unavailable keyring is not an error: what is known stays. */
  refresh->saved_ids = tessera_keyring_list_tokens_finish (TESSERA_KEYRING (source), result, NULL);
  refresh_answered (refresh);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;

  refresh->tokens =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, &refresh->error);
  refresh_answered (refresh);
}

/* Takes ownership of @tasks. Returns FALSE if nobody is waiting any longer. */
static gboolean
start_refresh (TesseraTokenList *self, GPtrArray *tasks)
{
  Refresh *refresh;

  if (tasks->len == 0)
    {
      g_ptr_array_unref (tasks);
      return FALSE;
    }
  refresh = g_new0 (Refresh, 1);
  refresh->list = g_object_ref (self);
  refresh->tasks = tasks;
  refresh->cancellable = g_cancellable_new ();
  refresh->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  refresh->asked = tessera_time_get_now ();
  refresh->answers_missing = self->keyring != NULL ? 2 : 1;
  self->running = refresh;
  tessera_client_list_tokens_async (self->client, self->org_id, refresh->cancellable, listed_cb,
                                    refresh);
  if (self->keyring != NULL)
    tessera_keyring_list_tokens_async (self->keyring, tessera_client_get_address (self->client),
                                       refresh->cancellable, saved_cb, refresh);
  return TRUE;
}

/* A waiting caller was canceled; with the last one, the refresh is canceled, too. */
static gboolean
left_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  TesseraTokenList *self = g_task_get_source_object (task);
  gboolean waited = self->waiting != NULL && g_ptr_array_remove (self->waiting, task);

  if (self->running != NULL && g_ptr_array_remove (self->running->tasks, task))
    {
      waited = TRUE;
      if (self->running->tasks->len == 0)
        g_cancellable_cancel (self->running->cancellable);
    }
  /* A caller that was canceled by a handler of the change already has its answer. */
  if (waited)
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Only the context and the task's data hold references to the source: it goes away with the task.
 * */
static void
watch_free (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

void
tessera_token_list_refresh_async (TesseraTokenList *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_TOKEN_LIST (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *tasks;

  g_task_set_source_tag (task, tessera_token_list_refresh_async);
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (left_cb), task, NULL);
      g_source_attach (source, g_task_get_context (task));
      g_task_set_task_data (task, source, watch_free);
    }
  if (self->running != NULL)
    {
      if (self->waiting == NULL)
        self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (self->waiting, task);
      return;
    }
  tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (tasks, task);
  start_refresh (self, tasks);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

gboolean
tessera_token_list_refresh_finish (TesseraTokenList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A refresh in progress must not undo what happened after its request. */
static void
note_change (TesseraTokenList *self, const char *id)
{
  if (self->running != NULL)
    g_hash_table_add (self->running->changed, g_strdup (id));
}

void
tessera_token_list_put (TesseraTokenList *self, TesseraToken *token)
{
  g_return_if_fail (TESSERA_IS_TOKEN_LIST (self));
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  const char *id = tessera_token_get_id (token);
  TesseraToken *there = g_hash_table_lookup (self->by_id, id);
  guint position;

  note_change (self, id);
  if (there == NULL)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, token);
      splice (self, g_list_model_get_n_items (G_LIST_MODEL (self)), 0, one);
      return;
    }
  tessera_token_update (there, token);
  /* A server's answer says nothing about the keyring, so it can't reset `saved`. */
  if (tessera_token_get_saved (token))
    tessera_token_set_saved (there, TRUE);
  if (g_list_store_find (get_store (self), there, &position))
    tell_changed (self, position);
}

TesseraToken *
tessera_token_list_find (TesseraTokenList *self, const char *id)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

void
tessera_token_list_remove (TesseraTokenList *self, const char *id)
{
  g_return_if_fail (TESSERA_IS_TOKEN_LIST (self));
  g_return_if_fail (id != NULL);

  TesseraToken *there = g_hash_table_lookup (self->by_id, id);
  guint position;

  note_change (self, id);
  if (there != NULL && g_list_store_find (get_store (self), there, &position))
    splice (self, position, 1, NULL);
}

gboolean
tessera_token_list_get_loading (TesseraTokenList *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (self), FALSE);

  return self->running != NULL;
}

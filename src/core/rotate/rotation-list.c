/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/rotate/rotation-list-private.h"

/* How old a record of another process can be before its token is on the server. */
#define MAKING_SECONDS 300

/* What is known about a token that is not in the list of tokens. */
typedef enum
{
  MISSING_UNKNOWN, /* the server has yet to be asked */
  MISSING_GONE,
  MISSING_HIDDEN, /* the server does not say */
} Missing;

struct _TesseraRotationList
{
  TesseraStoreModel parent_instance;

  TesseraTokenList *tokens;
  char *org_id;
  TesseraMinter *minter;
  TesseraKeyring *keyring;
  TesseraRotationJournal *journal;
  GPtrArray *records;
  GHashTable *making;  /* keys of records */
  GHashTable *missing; /* IDs to Missing */
  GCancellable *cancellable;
  gboolean asking;
};

G_DEFINE_FINAL_TYPE (TesseraRotationList, tessera_rotation_list, TESSERA_TYPE_STORE_MODEL)

static void
tessera_rotation_list_finalize (GObject *object)
{
  TesseraRotationList *self = TESSERA_ROTATION_LIST (object);

  g_clear_object (&self->tokens);
  g_clear_object (&self->minter);
  g_clear_object (&self->keyring);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->making);
  g_hash_table_unref (self->missing);
  g_clear_pointer (&self->journal, tessera_rotation_journal_free);
  g_free (self->org_id);
  G_OBJECT_CLASS (tessera_rotation_list_parent_class)->finalize (object);
}

static void
tessera_rotation_list_class_init (TesseraRotationListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_rotation_list_finalize;
  TESSERA_STORE_MODEL_CLASS (klass)->item_type = TESSERA_TYPE_ROTATION;
}

static void
tessera_rotation_list_init (TesseraRotationList *self)
{
  self->records = g_ptr_array_new ();
  self->making = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

static GListStore *
get_store (TesseraRotationList *self)
{
  return tessera_store_model_get_store (TESSERA_STORE_MODEL (self));
}

TesseraTokenList *
tessera_rotation_list_get_tokens (TesseraRotationList *self)
{
  return self->tokens;
}

TesseraMinter *
tessera_rotation_list_get_minter (TesseraRotationList *self)
{
  return self->minter;
}

TesseraKeyring *
tessera_rotation_list_get_keyring (TesseraRotationList *self)
{
  return self->keyring;
}

TesseraRotationJournal *
tessera_rotation_list_get_journal (TesseraRotationList *self)
{
  return self->journal;
}

static const char *
get_server (TesseraRotationList *self)
{
  return tessera_client_get_address (tessera_token_list_get_client (self->tokens));
}

/* The two tokens, and whether they exist */

static void ask_for_missing (TesseraRotationList *self);

/* Sets @token, or what is known about its absence; if nothing is known, the server is asked. */
static Missing
look_for (TesseraRotationList *self, const char *id, TesseraToken **token)
{
  Missing missing;

  *token = tessera_token_list_find (self->tokens, id);
  if (*token != NULL)
    return MISSING_UNKNOWN;
  missing = GPOINTER_TO_INT (g_hash_table_lookup (self->missing, id));
  if (missing == MISSING_UNKNOWN)
    g_hash_table_insert (self->missing, g_strdup (id), GINT_TO_POINTER (MISSING_UNKNOWN));
  return missing;
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraRotationList *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  /* A token that exists after all will be in the next list. */
  G_GNUC_UNUSED g_autoptr (TesseraToken) token =
      tessera_client_get_token_finish (TESSERA_CLIENT (source), result, &error);
  Missing missing = g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND)
                        ? MISSING_GONE
                        : MISSING_HIDDEN;

  self->asking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_hash_table_insert (self->missing, g_strdup (id), GINT_TO_POINTER (missing));
  tessera_rotation_list_update (self);
}

/* One at a time: there are only a few. */
static void
ask_for_missing (TesseraRotationList *self)
{
  GHashTableIter iter;
  gpointer id, missing;

  if (self->asking || tessera_token_list_get_loading (self->tokens))
    return;
  g_hash_table_iter_init (&iter, self->missing);
  while (g_hash_table_iter_next (&iter, &id, &missing))
    {
      GTask *task;

      if (GPOINTER_TO_INT (missing) != MISSING_UNKNOWN)
        continue;
      task = g_task_new (self, NULL, NULL, NULL);
      g_task_set_source_tag (task, ask_for_missing);
      g_task_set_task_data (task, g_strdup (id), g_free);
      self->asking = TRUE;
      tessera_client_get_token_async (tessera_token_list_get_client (self->tokens), id,
                                      self->cancellable, got_cb, task);
      return;
    }
}

/* The state of a rotation */

typedef enum
{
  GOES_ON,
  UNKNOWN, /* neither shown nor forgotten */
  ENDED,
} Outcome;

/* The reply with the new token's ID was lost, or Tessera ended before it arrived: then it is a
 * token whose value nobody has. */
static TesseraToken *
find_new (TesseraRotationList *self, const TesseraRotationRecord *record)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tokens)); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (self->tokens), i);

      if (g_strcmp0 (tessera_token_get_description (token), record->description) == 0 &&
          g_strcmp0 (tessera_token_get_id (token), record->old_id) != 0 &&
          tessera_minter_is_value_lost (self->minter, token))
        return token;
    }
  return NULL;
}

static Outcome
judge_unmade (TesseraRotationList *self, TesseraRotationRecord *record, TesseraToken **new_)
{
  gint64 age = tessera_time_get_now () - record->time;

  *new_ = find_new (self, record);
  if (*new_ == NULL)
    return age > MAKING_SECONDS ? ENDED : UNKNOWN;
  record->new_id = g_strdup (tessera_token_get_id (*new_));
  tessera_rotation_journal_set_new (self->journal, record->key, record->new_id);
  return GOES_ON;
}

/* The old token exists. */
static Outcome
judge_new (TesseraRotationList *self, TesseraRotationRecord *record, TesseraToken *old,
           TesseraToken **new_, TesseraRotationState *state)
{
  if (record->new_id == NULL)
    {
      Outcome outcome = judge_unmade (self, record, new_);

      if (outcome != GOES_ON)
        return outcome;
    }
  else if (look_for (self, record->new_id, new_) != MISSING_GONE && *new_ == NULL)
    return UNKNOWN;

  if (*new_ == NULL)
    {
      *state = TESSERA_ROTATION_NEW_GONE;
      return tessera_token_is_active (old) || !record->old_active ? ENDED : GOES_ON;
    }
  if (tessera_minter_has_value (self->minter, *new_))
    *state = TESSERA_ROTATION_MAKING;
  else if (tessera_minter_is_value_lost (self->minter, *new_))
    *state = TESSERA_ROTATION_LOST;
  else
    *state = tessera_token_is_active (old) ? TESSERA_ROTATION_BOTH_ON : TESSERA_ROTATION_OLD_OFF;
  return GOES_ON;
}

static Outcome
judge_rotation (TesseraRotationList *self, TesseraRotationRecord *record, TesseraToken **old,
                TesseraToken **new_, TesseraRotationState *state)
{
  Missing missing;

  if (g_hash_table_contains (self->making, record->key))
    return UNKNOWN;
  missing = look_for (self, record->old_id, old);
  if (*old == NULL)
    return missing == MISSING_GONE ? ENDED : UNKNOWN;
  return judge_new (self, record, *old, new_, state);
}

/* The rows */

static TesseraRotation *
find_by_key (TesseraRotationList *self, const char *key, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraRotation) rotation = g_list_model_get_item (G_LIST_MODEL (self), i);

      *position = i;
      if (g_str_equal (tessera_rotation_get_key (rotation), key))
        return rotation;
    }
  return NULL;
}

static void
hide_at (TesseraRotationList *self, guint position)
{
  g_autoptr (TesseraRotation) rotation = g_list_model_get_item (G_LIST_MODEL (self), position);

  tessera_rotation_leave (rotation);
  /* A signal handler may have changed the list. */
  if (g_list_store_find (get_store (self), rotation, &position))
    g_list_store_remove (get_store (self), position);
}

static void
hide_rotation (TesseraRotationList *self, const char *key)
{
  guint position;

  if (find_by_key (self, key, &position) != NULL)
    hide_at (self, position);
}

static void
show_rotation (TesseraRotationList *self, const TesseraRotationRecord *record, TesseraToken *old,
               TesseraToken *new_, TesseraRotationState state)
{
  guint position;
  TesseraRotation *there = find_by_key (self, record->key, &position);
  g_autoptr (TesseraRotation) added = NULL;

  if (there != NULL)
    {
      tessera_rotation_update (there, old, new_, state);
      return;
    }
  added = tessera_rotation_new (record->key, record->old_active, old, new_, state);
  g_list_store_append (get_store (self), added);
}

static gboolean
is_recorded (TesseraRotationList *self, TesseraRotation *rotation)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const TesseraRotationRecord *record = g_ptr_array_index (self->records, i);

      if (g_str_equal (record->key, tessera_rotation_get_key (rotation)))
        return TRUE;
    }
  return FALSE;
}

/* Hides the rotations that another process ended. They are collected first, because signal handlers
 * may change the list. */
static void
hide_unrecorded (TesseraRotationList *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraRotation) rotation = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (!is_recorded (self, rotation))
        g_ptr_array_add (keys, g_strdup (tessera_rotation_get_key (rotation)));
    }
  for (guint i = 0; i < keys->len; i++)
    hide_rotation (self, g_ptr_array_index (keys, i));
}

/* While the list is being fetched, a token can be missing because it has not arrived yet. */
static gboolean
may_be_judged (TesseraRotationList *self, const TesseraRotationRecord *record)
{
  return !tessera_token_list_get_loading (self->tokens) ||
         (record->new_id != NULL &&
          tessera_token_list_find (self->tokens, record->old_id) != NULL &&
          tessera_token_list_find (self->tokens, record->new_id) != NULL);
}

static void
follow_record (TesseraRotationList *self, guint i)
{
  TesseraRotationRecord *record = g_ptr_array_index (self->records, i);
  g_autofree char *key = g_strdup (record->key);
  TesseraToken *old = NULL, *new_ = NULL;
  TesseraRotationState state = TESSERA_ROTATION_MAKING;
  Outcome outcome;

  if (!may_be_judged (self, record))
    return;
  outcome = judge_rotation (self, record, &old, &new_, &state);
  if (outcome == GOES_ON)
    {
      show_rotation (self, record, old, new_, state);
      return;
    }
  /* The record is removed before any signal is emitted. */
  if (outcome == ENDED)
    {
      tessera_rotation_journal_end (self->journal, key);
      g_ptr_array_remove_index (self->records, i);
    }
  hide_rotation (self, key);
}

static void
follow_tokens (TesseraRotationList *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_ref (self->records);
  g_autoptr (GPtrArray) orphans = NULL;

  /* For tessera_minter_is_value_lost(). */
  if (records->len > 0)
    orphans = tessera_minter_find_orphans (self->minter, get_server (self),
                                           G_LIST_MODEL (self->tokens), 0);
  hide_unrecorded (self);
  /* A signal handler may cause the records to be read again, in which case everything was done
   * there, or may remove some of them. */
  for (guint i = records->len; i-- > 0 && records == self->records;)
    if (i < records->len)
      follow_record (self, i);
  ask_for_missing (self);
}

void
tessera_rotation_list_update (TesseraRotationList *self)
{
  g_return_if_fail (TESSERA_IS_ROTATION_LIST (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  tessera_minter_refresh (self->minter);
  g_ptr_array_unref (self->records);
  self->records = tessera_rotation_journal_list (self->journal, get_server (self), self->org_id);
  follow_tokens (self);
}

static void
loading_changed_cb (TesseraRotationList *self)
{
  if (tessera_token_list_get_loading (self->tokens))
    return;
  /* Another account may be able to see more. */
  g_hash_table_remove_all (self->missing);
  tessera_rotation_list_update (self);
}

void
tessera_rotation_list_set_making (TesseraRotationList *self, const char *key, gboolean making)
{
  if (making)
    g_hash_table_add (self->making, g_strdup (key));
  else
    g_hash_table_remove (self->making, key);
}

TesseraRotation *
tessera_rotation_list_find (TesseraRotationList *self, const char *token_id)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION_LIST (self), NULL);
  g_return_val_if_fail (token_id != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraRotation) rotation = g_list_model_get_item (G_LIST_MODEL (self), i);
      TesseraToken *new_ = tessera_rotation_get_new (rotation);

      if (g_str_equal (tessera_token_get_id (tessera_rotation_get_old (rotation)), token_id) ||
          (new_ != NULL && g_str_equal (tessera_token_get_id (new_), token_id)))
        return rotation;
    }
  return NULL;
}

TesseraRotationList *
tessera_rotation_list_new (TesseraTokenList *tokens, const char *org_id, TesseraMinter *minter,
                           TesseraKeyring *keyring, const char *journal)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN_LIST (tokens), NULL);
  g_return_val_if_fail (org_id != NULL, NULL);
  g_return_val_if_fail (TESSERA_IS_MINTER (minter), NULL);

  TesseraRotationList *self = g_object_new (TESSERA_TYPE_ROTATION_LIST, NULL);

  self->tokens = g_object_ref (tokens);
  self->org_id = g_strdup (org_id);
  self->minter = g_object_ref (minter);
  g_set_object (&self->keyring, keyring);
  self->journal = tessera_rotation_journal_new (journal);
  g_signal_connect_object (tokens, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tokens, "items-changed", G_CALLBACK (follow_tokens), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
tessera_rotation_list_stop (TesseraRotationList *self)
{
  g_return_if_fail (TESSERA_IS_ROTATION_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->tokens, self);
}

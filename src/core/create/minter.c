/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/minter.h"

#include "core/base/error.h"
#include "core/base/id.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraMint
{
  TesseraToken *token;
  TesseraSecret *value;
  TesseraPermissionSet *excess;
  TesseraPermissionSet *missing;
  GListModel *grants;
  GStrv faults;
  char *entry;
};

struct _TesseraMinter
{
  GObject parent_instance;

  TesseraJournal *journal;
  gboolean without_journal;
  GHashTable *in_hand; /* tokens whose value this process holds: their IDs, and their entries */
  GHashTable *orphans; /* those that were found last: their IDs, and their entries */
};

G_DEFINE_FINAL_TYPE (TesseraMinter, tessera_minter, G_TYPE_OBJECT)

static void
tessera_minter_finalize (GObject *object)
{
  TesseraMinter *self = TESSERA_MINTER (object);

  g_clear_pointer (&self->journal, tessera_journal_free);
  g_clear_pointer (&self->in_hand, g_hash_table_unref);
  g_clear_pointer (&self->orphans, g_hash_table_unref);
  G_OBJECT_CLASS (tessera_minter_parent_class)->finalize (object);
}

static void
tessera_minter_class_init (TesseraMinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_minter_finalize;
}

static void
tessera_minter_init (TesseraMinter *self)
{
  self->in_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->orphans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

TesseraMinter *
tessera_minter_new (const char *journal)
{
  TesseraMinter *self = g_object_new (TESSERA_TYPE_MINTER, NULL);

  self->journal = tessera_journal_new (journal);
  return self;
}

TesseraMint *
tessera_mint_ref (TesseraMint *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tessera_mint_clear (gpointer data)
{
  TesseraMint *self = data;

  g_object_unref (self->token);
  tessera_secret_unref (self->value);
  tessera_permission_set_unref (self->excess);
  tessera_permission_set_unref (self->missing);
  g_object_unref (self->grants);
  g_strfreev (self->faults);
  g_free (self->entry);
}

void
tessera_mint_unref (TesseraMint *self)
{
  g_atomic_rc_box_release_full (self, tessera_mint_clear);
}

TesseraToken *
tessera_mint_get_token (TesseraMint *self)
{
  return self->token;
}

TesseraSecret *
tessera_mint_get_value (TesseraMint *self)
{
  return self->value;
}

TesseraPermissionSet *
tessera_mint_get_excess (TesseraMint *self)
{
  return self->excess;
}

TesseraPermissionSet *
tessera_mint_get_missing (TesseraMint *self)
{
  return self->missing;
}

const char *const *
tessera_mint_get_faults (TesseraMint *self)
{
  return (const char *const *) self->faults;
}

gboolean
tessera_mint_is_suspect (TesseraMint *self)
{
  return tessera_permission_set_get_size (self->excess) > 0 || *self->faults != NULL;
}

GListModel *
tessera_mint_get_grant_diff (TesseraMint *self)
{
  return self->grants;
}

typedef struct
{
  TesseraTokenRequest *request;
  GHashTable *existing; /* IDs */
  char *entry;
} Minting;

static void
minting_free (gpointer data)
{
  Minting *self = data;

  tessera_token_request_unref (self->request);
  g_hash_table_unref (self->existing);
  g_free (self->entry);
  g_free (self);
}

static GStrv
list_faults (const Minting *minting, TesseraToken *token)
{
  TesseraTokenRequest *request = minting->request;
  const char *owner_id = tessera_token_request_get_owner_id (request);
  g_autoptr (GStrvBuilder) faults = g_strv_builder_new ();

  if (!tessera_id_is_valid (tessera_token_get_id (token)))
    g_strv_builder_add (faults, _ ("Its ID is not one that InfluxDB assigns."));
  if (tessera_token_get_oddity (token) != NULL)
    g_strv_builder_add (faults, _ ("Part of the server’s record of it can’t be read."));
  if (g_hash_table_contains (minting->existing, tessera_token_get_id (token)))
    g_strv_builder_add (faults, _ ("It already existed."));
  if (g_strcmp0 (tessera_token_get_org_id (token), tessera_token_request_get_org_id (request)) != 0)
    g_strv_builder_add (faults, _ ("It belongs to another organization."));
  if (owner_id != NULL && g_strcmp0 (tessera_token_get_owner_id (token), owner_id) != 0)
    g_strv_builder_add (faults, _ ("It belongs to another user."));
  if (g_strcmp0 (tessera_token_get_description (token),
                 tessera_token_request_get_description (request)) != 0)
    g_strv_builder_add (faults, _ ("It has a different description."));
  if (tessera_token_is_active (token) != tessera_token_request_is_active (request))
    g_strv_builder_add (faults, tessera_token_is_active (token) ? _ ("It is active.")
                                                                : _ ("It is inactive."));
  return g_strv_builder_end (faults);
}

/* Compares what was granted with what was requested. Takes ownership of @token and @value. */
static TesseraMint *
compare_token (Minting *minting, TesseraToken *token, TesseraSecret *value)
{
  TesseraMint *mint = g_atomic_rc_box_new0 (TesseraMint);
  TesseraPermissionSet *asked = tessera_token_request_get_permissions (minting->request);
  TesseraPermissionSet *granted = tessera_token_get_permissions (token);

  mint->token = token;
  mint->value = value;
  mint->excess = tessera_permission_set_difference (granted, asked);
  mint->missing = tessera_permission_set_difference (asked, granted);
  mint->grants = tessera_grant_diff_compare (granted, mint->excess, mint->missing);
  mint->faults = list_faults (minting, token);
  mint->entry = g_strdup (minting->entry);
  return mint;
}

static void
end_entry (TesseraMinter *self, const char *entry, const GError *error)
{
  if (entry == NULL)
    return;
  if (tessera_error_may_have_happened (error))
    tessera_journal_leave_open (self->journal, entry);
  else
    tessera_journal_end (self->journal, entry);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraMinter *self = g_task_get_source_object (task);
  Minting *minting = g_task_get_task_data (task);
  GError *error = NULL;
  TesseraSecret *value = NULL;
  TesseraToken *token =
      tessera_client_create_token_finish (TESSERA_CLIENT (source), result, &value, &error);

  if (token == NULL)
    {
      end_entry (self, minting->entry, error);
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_insert (self->in_hand, g_strdup (tessera_token_get_id (token)),
                       g_strdup (minting->entry));
  g_task_return_pointer (task, compare_token (minting, token, value),
                         (GDestroyNotify) tessera_mint_unref);
}

void
tessera_minter_do_without_journal (TesseraMinter *self)
{
  g_return_if_fail (TESSERA_IS_MINTER (self));

  self->without_journal = TRUE;
}

/* A copy: the model may get the new token before its answer arrives. */
static GHashTable *
list_ids (GListModel *tokens)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; tokens != NULL && i < g_list_model_get_n_items (tokens); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (tokens, i);

      g_hash_table_add (ids, g_strdup (tessera_token_get_id (token)));
    }
  return ids;
}

static gboolean
write_down (TesseraMinter *self, TesseraClient *client, Minting *minting, GListModel *existing,
            GError **error)
{
  if (self->without_journal)
    return TRUE;
  minting->entry = tessera_journal_begin (self->journal, client, minting->request, existing, error);
  return minting->entry != NULL;
}

void
tessera_minter_mint_async (TesseraMinter *self, TesseraClient *client, TesseraTokenRequest *request,
                           GListModel *existing, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_MINTER (self));
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (request != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Minting *minting = g_new0 (Minting, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tessera_minter_mint_async);
  /* A value that has arrived is never dropped because of a cancellation at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  minting->request = tessera_token_request_ref (request);
  minting->existing = list_ids (existing);
  g_task_set_task_data (task, minting, minting_free);

  if (!tessera_token_request_check (request, &error) ||
      !write_down (self, client, minting, existing, &error))
    g_task_return_error (task, error);
  else
    tessera_client_create_token_async (client, request, cancellable, created_cb,
                                       g_steal_pointer (&task));
}

TesseraMint *
tessera_minter_mint_finish (TesseraMinter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_MINTER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TesseraMint *
tessera_minter_adopt (TesseraMinter *self, TesseraToken *token, TesseraSecret *value)
{
  g_return_val_if_fail (TESSERA_IS_MINTER (self), NULL);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  TesseraMint *mint = g_atomic_rc_box_new0 (TesseraMint);

  mint->token = g_object_ref (token);
  mint->value = tessera_secret_ref (value);
  mint->excess = tessera_permission_set_new ();
  mint->missing = tessera_permission_set_new ();
  mint->grants = tessera_grant_diff_compare (tessera_token_get_permissions (token), mint->excess,
                                             mint->missing);
  mint->faults = g_new0 (char *, 1);
  g_hash_table_insert (self->in_hand, g_strdup (tessera_token_get_id (token)), NULL);
  return mint;
}

void
tessera_minter_mark_handed_over (TesseraMinter *self, TesseraMint *mint)
{
  g_return_if_fail (TESSERA_IS_MINTER (self));
  g_return_if_fail (mint != NULL);

  g_hash_table_remove (self->in_hand, tessera_token_get_id (mint->token));
  if (mint->entry != NULL)
    tessera_journal_mark_handed_over (self->journal, mint->entry, mint->token);
}

void
tessera_minter_refresh (TesseraMinter *self)
{
  g_return_if_fail (TESSERA_IS_MINTER (self));

  tessera_journal_refresh (self->journal);
}

gboolean
tessera_minter_has_value (TesseraMinter *self, TesseraToken *token)
{
  g_return_val_if_fail (TESSERA_IS_MINTER (self), FALSE);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), FALSE);

  return g_hash_table_contains (self->in_hand, tessera_token_get_id (token));
}

gboolean
tessera_minter_is_value_lost (TesseraMinter *self, TesseraToken *token)
{
  g_return_val_if_fail (TESSERA_IS_MINTER (self), FALSE);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), FALSE);

  return !tessera_token_get_saved (token) && !tessera_minter_has_value (self, token) &&
         g_hash_table_contains (self->orphans, tessera_token_get_id (token));
}

void
tessera_minter_abandon (TesseraMinter *self, TesseraMint *mint)
{
  g_return_if_fail (TESSERA_IS_MINTER (self));
  g_return_if_fail (mint != NULL);

  g_hash_table_remove (self->in_hand, tessera_token_get_id (mint->token));
  if (mint->entry != NULL)
    tessera_journal_leave_open (self->journal, mint->entry);
}

/* The entries of the tokens in hand. */
static GHashTable *
list_held (TesseraMinter *self)
{
  GHashTable *held = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->in_hand);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (entry != NULL)
      g_hash_table_add (held, entry);
  return held;
}

gboolean
tessera_minter_has_open_attempts (TesseraMinter *self, const char *server)
{
  g_return_val_if_fail (TESSERA_IS_MINTER (self), FALSE);
  g_return_val_if_fail (server != NULL, FALSE);

  g_autoptr (GHashTable) held = list_held (self);

  tessera_minter_refresh (self);
  return tessera_journal_has_entries (self->journal, server, held);
}

static void
remember_orphans (TesseraMinter *self, GPtrArray *orphans)
{
  g_hash_table_remove_all (self->orphans);
  for (guint i = 0; i < orphans->len; i++)
    {
      const TesseraOrphan *orphan = orphans->pdata[i];

      g_hash_table_insert (self->orphans, g_strdup (tessera_token_get_id (orphan->token)),
                           g_strdup (orphan->entry));
    }
}

GPtrArray *
tessera_minter_find_orphans (TesseraMinter *self, const char *server, GListModel *tokens,
                             gint64 asked)
{
  g_return_val_if_fail (TESSERA_IS_MINTER (self), NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (tokens), NULL);

  g_autoptr (GHashTable) held = list_held (self);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  GPtrArray *orphans;

  /* The usual case costs no walk over thousands of tokens. */
  if (!tessera_journal_has_entries (self->journal, server, held))
    {
      g_hash_table_remove_all (self->orphans);
      return g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_orphan_free);
    }
  for (guint i = 0; i < g_list_model_get_n_items (tokens); i++)
    {
      TesseraToken *token = g_list_model_get_item (tokens, i);

      g_ptr_array_add (all, token);
      if (!tessera_token_get_saved (token) && !tessera_minter_has_value (self, token))
        g_ptr_array_add (candidates, token);
    }
  orphans = tessera_journal_find_orphans (self->journal, server, candidates, held);
  if (asked != 0)
    tessera_journal_drop_unmatched (self->journal, server, all, orphans, held, asked);
  remember_orphans (self, orphans);
  return orphans;
}

/* The token may have been deleted without having been reported. */
static char *
find_entry (TesseraMinter *self, const char *server, TesseraToken *token)
{
  const char *known = g_hash_table_lookup (self->orphans, tessera_token_get_id (token));
  g_autoptr (GHashTable) held = list_held (self);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  g_autoptr (GPtrArray) orphans = NULL;

  if (known != NULL)
    return g_strdup (known);
  g_ptr_array_add (candidates, token);
  orphans = tessera_journal_find_orphans (self->journal, server, candidates, held);
  return orphans->len > 0 ? g_strdup (((TesseraOrphan *) orphans->pdata[0])->entry) : NULL;
}

void
tessera_minter_forget (TesseraMinter *self, const char *server, TesseraToken *token)
{
  g_return_if_fail (TESSERA_IS_MINTER (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  g_autofree char *entry = find_entry (self, server, token);

  if (entry == NULL)
    return;
  /* One that stays must not pass for the token of another entry. */
  tessera_journal_mark_handed_over (self->journal, entry, token);
  g_hash_table_remove (self->orphans, tessera_token_get_id (token));
}

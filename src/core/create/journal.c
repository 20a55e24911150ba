/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/journal.h"

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/storage.h"
#include "core/base/time.h"
#include "core/create/attempt.h"

/* A group of its own: the tokens whose value was handed over, and when, for as long as one of them
 * could pass for the token of an attempt that began since. */
#define HANDED_OVER "handed-over"
#define HANDED_OVER_SECONDS                                                                        \
  (2 * (TESSERA_ATTEMPT_CLOCK_SKEW_SECONDS + TESSERA_ATTEMPT_SLACK_SECONDS))

struct _TesseraJournal
{
  char *path;
  GKeyFile *entries;
};

TesseraJournal *
tessera_journal_new (const char *path)
{
  TesseraJournal *self = g_new0 (TesseraJournal, 1);

  self->path = path != NULL
                   ? g_strdup (path)
                   : g_build_filename (g_get_user_state_dir (), "tessera", "journal", NULL);
  self->entries = g_key_file_new ();
  tessera_journal_refresh (self);
  return self;
}

void
tessera_journal_refresh (TesseraJournal *self)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GError) error = NULL;
  GKeyFile *entries = tessera_storage_read (self->path, &error);

  if (entries == NULL)
    {
      /* What is already known is still true, and the next creation reports the file. */
      g_debug ("%s (%s)", error->message, tessera_error_get_details (error));
      return;
    }
  g_key_file_unref (self->entries);
  self->entries = entries;
}

void
tessera_journal_free (TesseraJournal *self)
{
  g_key_file_unref (self->entries);
  g_free (self->path);
  g_free (self);
}

/* A change to the file; each function uses the fields that it needs. */
typedef struct
{
  const char *entry;
  TesseraClient *client;
  TesseraTokenRequest *request;
  GListModel *existing;
  TesseraToken *token;
  GHashTable *entries;
} Change;

static gboolean
add_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;

  tessera_attempt_write (entries, change->entry, change->client, change->request, change->existing);
  return TRUE;
}

char *
tessera_journal_begin (TesseraJournal *self, TesseraClient *client, TesseraTokenRequest *request,
                       GListModel *existing, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (TESSERA_IS_CLIENT (client), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  g_autofree char *entry = g_uuid_string_random ();
  Change change = {
    .entry = entry,
    .client = client,
    .request = request,
    .existing = existing,
  };

  if (!tessera_storage_change (self->path, add_entry, &change, error))
    return NULL;
  tessera_journal_refresh (self);
  return g_steal_pointer (&entry);
}

/* Changes the file or, if it can't be written, at least what this process knows. */
static void
change_entries (TesseraJournal *self, TesseraStorageChange function, Change *change)
{
  g_autoptr (GError) error = NULL;

  if (tessera_storage_change (self->path, function, change, &error))
    {
      tessera_journal_refresh (self);
      return;
    }
  g_debug ("The journal is not changed: %s", error->message);
  function (self->entries, FALSE, change);
}

static gboolean
remove_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;

  return g_key_file_remove_group (entries, change->entry, NULL);
}

void
tessera_journal_end (TesseraJournal *self, const char *entry)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  Change change = { .entry = entry };

  change_entries (self, remove_entry, &change);
}

static gboolean
close_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;

  return tessera_attempt_close (entries, change->entry);
}

void
tessera_journal_leave_open (TesseraJournal *self, const char *entry)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  Change change = { .entry = entry };

  change_entries (self, close_entry, &change);
}

/* Matching */

static gboolean
is_handed_over (TesseraJournal *self, TesseraToken *token)
{
  return g_key_file_has_key (self->entries, HANDED_OVER, tessera_token_get_id (token), NULL);
}

static int
compare_created (gconstpointer a, gconstpointer b)
{
  GDateTime *one = tessera_token_get_created (*(TesseraToken *const *) a);
  GDateTime *other = tessera_token_get_created (*(TesseraToken *const *) b);

  if (one == NULL || other == NULL)
    return (one != NULL) - (other != NULL);
  return g_date_time_compare (one, other);
}

void
tessera_orphan_free (TesseraOrphan *self)
{
  g_object_unref (self->token);
  g_free (self->entry);
  g_date_time_unref (self->time);
  g_free (self);
}

static TesseraOrphan *
orphan_new (const TesseraAttempt *entry, TesseraToken *token)
{
  TesseraOrphan *self = g_new0 (TesseraOrphan, 1);

  self->token = g_object_ref (token);
  self->entry = g_strdup (entry->id);
  self->time = g_date_time_new_from_unix_local (entry->time);
  return self;
}

/* Takes the first entry that fits out of @entries: the one that has the least time left. */
static void
match_token (GPtrArray *entries, TesseraToken *token, GPtrArray *orphans)
{
  for (guint i = 0; i < entries->len; i++)
    if (tessera_attempt_may_have_made (entries->pdata[i], token))
      {
        g_ptr_array_add (orphans, orphan_new (entries->pdata[i], token));
        g_ptr_array_remove_index (entries, i);
        return;
      }
}

/* One token for one entry, and as many of them as possible: from the oldest token to the newest. */
GPtrArray *
tessera_journal_find_orphans (TesseraJournal *self, const char *server, GPtrArray *tokens,
                              GHashTable *held)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (tokens != NULL, NULL);

  g_autoptr (GPtrArray) entries = tessera_attempt_list (self->entries, server, held);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (tokens, NULL, NULL);
  GPtrArray *orphans = g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_orphan_free);

  if (entries->len > 0)
    g_ptr_array_sort (sorted, compare_created);
  for (guint i = 0; i < sorted->len && entries->len > 0; i++)
    if (!is_handed_over (self, sorted->pdata[i]))
      match_token (entries, sorted->pdata[i], orphans);
  return orphans;
}

gboolean
tessera_journal_has_entries (TesseraJournal *self, const char *server, GHashTable *held)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (server != NULL, FALSE);

  g_autoptr (GPtrArray) entries = tessera_attempt_list (self->entries, server, held);

  return entries->len > 0;
}

/* Ending entries */

static gboolean
has_organization (GPtrArray *tokens, const char *org_id)
{
  for (guint i = 0; i < tokens->len; i++)
    if (g_strcmp0 (tessera_token_get_org_id (tokens->pdata[i]), org_id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_match (GPtrArray *orphans, const char *entry)
{
  for (guint i = 0; i < orphans->len; i++)
    if (g_str_equal (((TesseraOrphan *) orphans->pdata[i])->entry, entry))
      return TRUE;
  return FALSE;
}

static gboolean
remove_entries (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;
  GHashTableIter iter;
  gpointer entry;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, change->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    changed |= g_key_file_remove_group (entries, entry, NULL);
  return changed;
}

void
tessera_journal_drop_unmatched (TesseraJournal *self, const char *server, GPtrArray *tokens,
                                GPtrArray *orphans, GHashTable *held, gint64 asked)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (server != NULL);
  g_return_if_fail (tokens != NULL);
  g_return_if_fail (orphans != NULL);

  g_autoptr (GPtrArray) entries = tessera_attempt_list (self->entries, server, held);
  g_autoptr (GHashTable) unmatched = g_hash_table_new (g_str_hash, g_str_equal);
  Change change = { .entries = unmatched };

  for (guint i = 0; i < entries->len; i++)
    {
      const TesseraAttempt *entry = entries->pdata[i];

      if (entry->closed + TESSERA_ATTEMPT_SLACK_SECONDS < asked &&
          !has_match (orphans, entry->id) && has_organization (tokens, entry->org_id))
        g_hash_table_add (unmatched, entry->id);
    }
  if (g_hash_table_size (unmatched) > 0)
    change_entries (self, remove_entries, &change);
}

static void
note_handed_over (GKeyFile *entries, TesseraToken *token)
{
  gint64 now = tessera_time_get_now ();
  g_auto (GStrv) ids = g_key_file_get_keys (entries, HANDED_OVER, NULL, NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (g_key_file_get_int64 (entries, HANDED_OVER, ids[i], NULL) + HANDED_OVER_SECONDS < now)
      g_key_file_remove_key (entries, HANDED_OVER, ids[i], NULL);
  /* An ID may be anything that a server sent. */
  if (tessera_id_is_valid (tessera_token_get_id (token)))
    g_key_file_set_int64 (entries, HANDED_OVER, tessera_token_get_id (token), now);
}

/* A token whose value is saved is not the lost token of another entry, even if it matches. */
static gboolean
settle_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;
  g_autofree char *server = tessera_attempt_get_server (entries, change->entry);
  gboolean changed = g_key_file_remove_group (entries, change->entry, NULL);
  g_autoptr (GPtrArray) others =
      server != NULL ? tessera_attempt_list (entries, server, NULL) : NULL;

  for (guint i = 0; others != NULL && i < others->len; i++)
    if (tessera_attempt_fits (others->pdata[i], change->token))
      {
        tessera_attempt_keep (entries, others->pdata[i], change->token);
        changed = TRUE;
      }
  if (changed)
    note_handed_over (entries, change->token);
  return changed;
}

void
tessera_journal_mark_handed_over (TesseraJournal *self, const char *entry, TesseraToken *token)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  Change change = { .entry = entry, .token = token };

  change_entries (self, settle_entry, &change);
}

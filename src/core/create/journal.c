/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/journal.h"

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/storage.h"
#include "core/base/time.h"

/* How far off a token's time can be: the server's clock is known to a second, and a request can be
 * under way for a while after the answer is no longer waited for. */
#define SLACK_SECONDS 30
/* How much the clocks may differ as long as the server has not told its time. */
#define CLOCK_SKEW_SECONDS 300
/* For entries of versions that did not write it down: the deadline that they had. */
#define DEADLINE_SECONDS 30

/* The keys of an entry. */
#define SERVER "server"
#define ORG_ID "organization-id"
#define OWNER_ID "owner-id"
#define DESCRIPTION "description"
#define PERMISSIONS "permissions"   /* each action and type once, such as `read:buckets` */
#define TIME "time"                 /* by this computer's clock, as the next two */
#define DEADLINE "deadline"         /* in seconds */
#define CLOSED "closed"             /* when the answer was no longer waited for */
#define CLOCK_OFFSET "clock-offset" /* of the server, in seconds; missing if not known */
#define KEPT "kept"                 /* IDs of tokens that match, and whose value is not lost */

/* A group of its own: the tokens whose value was handed over, and when, for as long as one of them
 * could pass for the token of an attempt that began since. */
#define HANDED_OVER "handed-over"
#define HANDED_OVER_SECONDS (2 * (CLOCK_SKEW_SECONDS + SLACK_SECONDS))

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

static char *
name_access (TesseraPermission *permission)
{
  return g_strconcat (tessera_action_to_string (tessera_permission_get_action (permission)), ":",
                      tessera_permission_get_resource_type (permission), NULL);
}

/* Returns: (transfer container): a set of names, which it owns. */
static GHashTable *
list_access (TesseraPermissionSet *permissions)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    g_hash_table_add (names, name_access (tessera_permission_set_get (permissions, i)));
  return names;
}

static void
set_permissions (GKeyFile *entries, const char *entry, TesseraPermissionSet *permissions)
{
  g_autoptr (GHashTable) names = list_access (permissions);
  g_autofree const char **list = (const char **) g_hash_table_get_keys_as_array (names, NULL);

  g_key_file_set_string_list (entries, entry, PERMISSIONS, list, g_hash_table_size (names));
}

static void
set_kept (GKeyFile *entries, const char *entry, GStrvBuilder *ids)
{
  g_auto (GStrv) kept = g_strv_builder_end (ids);

  if (*kept != NULL)
    g_key_file_set_string_list (entries, entry, KEPT, (const char *const *) kept,
                                g_strv_length (kept));
}

/* Those of another description do not match anyway. */
static void
exclude_existing (GKeyFile *entries, const Change *change)
{
  const char *description = tessera_token_request_get_description (change->request);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (change->existing); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (change->existing, i);

      if (g_str_equal (tessera_token_get_description (token), description))
        g_strv_builder_add (builder, tessera_token_get_id (token));
    }
  set_kept (entries, change->entry, builder);
}

static gboolean
add_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;
  TesseraTokenRequest *request = change->request;
  const char *owner_id = tessera_token_request_get_owner_id (request);
  gint64 offset;

  g_key_file_set_string (entries, change->entry, SERVER,
                         tessera_client_get_address (change->client));
  g_key_file_set_string (entries, change->entry, ORG_ID,
                         tessera_token_request_get_org_id (request));
  if (owner_id != NULL)
    g_key_file_set_string (entries, change->entry, OWNER_ID, owner_id);
  g_key_file_set_string (entries, change->entry, DESCRIPTION,
                         tessera_token_request_get_description (request));
  set_permissions (entries, change->entry, tessera_token_request_get_permissions (request));
  g_key_file_set_int64 (entries, change->entry, TIME, tessera_time_get_now ());
  g_key_file_set_int64 (entries, change->entry, DEADLINE,
                        tessera_client_get_deadline (change->client));
  if (tessera_client_get_clock_offset (change->client, &offset))
    g_key_file_set_int64 (entries, change->entry, CLOCK_OFFSET, offset);
  if (change->existing != NULL)
    exclude_existing (entries, change);
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

  if (!g_key_file_has_group (entries, change->entry) ||
      g_key_file_has_key (entries, change->entry, CLOSED, NULL))
    return FALSE;
  g_key_file_set_int64 (entries, change->entry, CLOSED, tessera_time_get_now ());
  return TRUE;
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

/* What is known of the token that may have come of an attempt. */
typedef struct
{
  char *id;
  char *place;
  char *org_id;
  char *owner_id; /* NULL if not known, as the next one */
  char **permissions;
  char *description;
  char **kept;
  gint64 time;
  gint64 closed;   /* by this computer's clock */
  gint64 earliest; /* by the server's clock, as the next one */
  gint64 latest;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->id);
  g_free (self->place);
  g_free (self->org_id);
  g_free (self->owner_id);
  g_strfreev (self->permissions);
  g_free (self->description);
  g_strfreev (self->kept);
  g_free (self);
}

static void
read_times (Entry *self, GKeyFile *file)
{
  gboolean knows_clock = g_key_file_has_key (file, self->id, CLOCK_OFFSET, NULL);
  gint64 offset = g_key_file_get_int64 (file, self->id, CLOCK_OFFSET, NULL);
  gint64 slack = SLACK_SECONDS + (knows_clock ? 0 : CLOCK_SKEW_SECONDS);
  gint64 deadline = g_key_file_get_int64 (file, self->id, DEADLINE, NULL);

  self->time = g_key_file_get_int64 (file, self->id, TIME, NULL);
  self->closed = g_key_file_get_int64 (file, self->id, CLOSED, NULL);
  if (self->closed == 0)
    self->closed = self->time + (deadline > 0 ? deadline : DEADLINE_SECONDS);
  self->earliest = self->time + offset - slack;
  self->latest = self->closed + offset + slack;
}

static Entry *
entry_read (GKeyFile *file, const char *id)
{
  Entry *self = g_new0 (Entry, 1);
  g_autofree char *server = g_key_file_get_string (file, id, SERVER, NULL);

  self->id = g_strdup (id);
  self->place = server != NULL ? tessera_address_get_place (server) : NULL;
  self->org_id = g_key_file_get_string (file, id, ORG_ID, NULL);
  self->owner_id = g_key_file_get_string (file, id, OWNER_ID, NULL);
  self->permissions = g_key_file_get_string_list (file, id, PERMISSIONS, NULL, NULL);
  self->description = g_key_file_get_string (file, id, DESCRIPTION, NULL);
  self->kept = g_key_file_get_string_list (file, id, KEPT, NULL, NULL);
  read_times (self, file);
  return self;
}

static int
compare_latest (gconstpointer a, gconstpointer b)
{
  gint64 one = (*(Entry *const *) a)->latest, other = (*(Entry *const *) b)->latest;

  return (one > other) - (one < other);
}

/* The entries of a server but for those in @held, which can be NULL: those first whose token must
 * be the oldest. */
static GPtrArray *
read_entries (GKeyFile *file, const char *server, GHashTable *held)
{
  g_autofree char *place = tessera_address_get_place (server);
  g_auto (GStrv) ids = g_key_file_get_groups (file, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      Entry *entry = entry_read (file, ids[i]);

      if (g_strcmp0 (entry->place, place) == 0 &&
          (held == NULL || !g_hash_table_contains (held, entry->id)))
        g_ptr_array_add (entries, entry);
      else
        entry_free (entry);
    }
  g_ptr_array_sort (entries, compare_latest);
  return entries;
}

/* A server may have granted more than was requested. */
static gboolean
allows_all (TesseraToken *token, char **permissions)
{
  g_autoptr (GHashTable) names = list_access (tessera_token_get_permissions (token));

  for (guint i = 0; permissions != NULL && permissions[i] != NULL; i++)
    if (!g_hash_table_contains (names, permissions[i]))
      return FALSE;
  return TRUE;
}

static gboolean
entry_fits (const Entry *self, TesseraToken *token)
{
  GDateTime *created = tessera_token_get_created (token);
  gint64 time;

  if (created == NULL ||
      g_strcmp0 (self->description, tessera_token_get_description (token)) != 0 ||
      g_strcmp0 (self->org_id, tessera_token_get_org_id (token)) != 0)
    return FALSE;
  if (self->owner_id != NULL && !g_str_equal (self->owner_id, tessera_token_get_owner_id (token)))
    return FALSE;
  time = g_date_time_to_unix (created);
  return time >= self->earliest && time <= self->latest && allows_all (token, self->permissions);
}

static gboolean
may_have_made (const Entry *self, TesseraToken *token)
{
  return (self->kept == NULL ||
          !g_strv_contains ((const char *const *) self->kept, tessera_token_get_id (token))) &&
         entry_fits (self, token);
}

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
orphan_new (const Entry *entry, TesseraToken *token)
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
    if (may_have_made (entries->pdata[i], token))
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

  g_autoptr (GPtrArray) entries = read_entries (self->entries, server, held);
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

  g_autoptr (GPtrArray) entries = read_entries (self->entries, server, held);

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

  g_autoptr (GPtrArray) entries = read_entries (self->entries, server, held);
  g_autoptr (GHashTable) unmatched = g_hash_table_new (g_str_hash, g_str_equal);
  Change change = { .entries = unmatched };

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (entry->closed + SLACK_SECONDS < asked && !has_match (orphans, entry->id) &&
          has_organization (tokens, entry->org_id))
        g_hash_table_add (unmatched, entry->id);
    }
  if (g_hash_table_size (unmatched) > 0)
    change_entries (self, remove_entries, &change);
}

static void
note_kept (GKeyFile *entries, const Entry *entry, TesseraToken *token)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (entry->kept != NULL)
    g_strv_builder_addv (builder, (const char **) entry->kept);
  g_strv_builder_add (builder, tessera_token_get_id (token));
  set_kept (entries, entry->id, builder);
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
  g_autofree char *server = g_key_file_get_string (entries, change->entry, SERVER, NULL);
  gboolean changed = g_key_file_remove_group (entries, change->entry, NULL);
  g_autoptr (GPtrArray) others = server != NULL ? read_entries (entries, server, NULL) : NULL;

  for (guint i = 0; others != NULL && i < others->len; i++)
    if (entry_fits (others->pdata[i], change->token))
      {
        note_kept (entries, others->pdata[i], change->token);
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

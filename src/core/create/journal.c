/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/journal.h"

#include "core/base/error.h"
#include "core/base/storage.h"

/* The clocks of this computer and of the server may differ by so much. */
#define CLOCK_SKEW_SECONDS 300

#define KEPT "kept" /* IDs of tokens that fit an entry and whose value is not lost */

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
  g_key_file_unref (self->entries);
  self->entries = g_key_file_new ();
  /* None yet, or one that can't be read: there is nothing to find then. */
  g_key_file_load_from_file (self->entries, self->path, G_KEY_FILE_NONE, NULL);
}

void
tessera_journal_free (TesseraJournal *self)
{
  g_key_file_unref (self->entries);
  g_free (self->path);
  g_free (self);
}

/* Several processes may be at work: each change is made to what the file holds at that moment. */

static void
write_entry (TesseraJournal *self, const char *entry, const char *server,
             TesseraTokenRequest *request)
{
  g_key_file_set_string (self->entries, entry, "server", server);
  g_key_file_set_string (self->entries, entry, "organization-id",
                         tessera_token_request_get_org_id (request));
  g_key_file_set_string (self->entries, entry, "description",
                         tessera_token_request_get_description (request));
  g_key_file_set_int64 (self->entries, entry, "time", g_get_real_time () / G_USEC_PER_SEC);
}

char *
tessera_journal_begin (TesseraJournal *self, const char *server, TesseraTokenRequest *request,
                       GError **error)
{
  g_autofree char *entry = g_uuid_string_random ();
  int lock = tessera_storage_lock (self->path);
  gboolean written;

  tessera_journal_refresh (self);
  write_entry (self, entry, server, request);
  written = tessera_storage_write (self->entries, self->path, error);
  tessera_storage_unlock (lock);
  if (written)
    return g_steal_pointer (&entry);
  g_key_file_remove_group (self->entries, entry, NULL);
  return NULL;
}

/* Takes @lock. */
static void
write_and_unlock (TesseraJournal *self, int lock)
{
  g_autoptr (GError) error = NULL;

  if (!tessera_storage_write (self->entries, self->path, &error))
    g_debug ("The journal can't be written: %s", tessera_error_get_details (error));
  tessera_storage_unlock (lock);
}

void
tessera_journal_end (TesseraJournal *self, const char *entry)
{
  int lock = tessera_storage_lock (self->path);

  tessera_journal_refresh (self);
  g_key_file_remove_group (self->entries, entry, NULL);
  write_and_unlock (self, lock);
}

static gboolean
entry_fits (TesseraJournal *self, const char *entry, const char *server, TesseraToken *token)
{
  g_autofree char *its_server = g_key_file_get_string (self->entries, entry, "server", NULL);
  g_autofree char *org_id = g_key_file_get_string (self->entries, entry, "organization-id", NULL);
  g_autofree char *description = g_key_file_get_string (self->entries, entry, "description", NULL);
  gint64 time = g_key_file_get_int64 (self->entries, entry, "time", NULL);
  g_auto (GStrv) kept = g_key_file_get_string_list (self->entries, entry, KEPT, NULL, NULL);
  GDateTime *created = tessera_token_get_created (token);

  if (kept != NULL && g_strv_contains ((const char *const *) kept, tessera_token_get_id (token)))
    return FALSE;
  return g_strcmp0 (its_server, server) == 0 &&
         g_strcmp0 (org_id, tessera_token_get_org_id (token)) == 0 &&
         g_strcmp0 (description, tessera_token_get_description (token)) == 0 && created != NULL &&
         g_date_time_to_unix (created) >= time - CLOCK_SKEW_SECONDS;
}

/* A value that is kept is missed by no other entry, however well it fits. */
static void
note_kept (TesseraJournal *self, const char *entry, TesseraToken *token)
{
  g_auto (GStrv) before = g_key_file_get_string_list (self->entries, entry, KEPT, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  if (before != NULL)
    g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_add (builder, tessera_token_get_id (token));
  kept = g_strv_builder_end (builder);
  g_key_file_set_string_list (self->entries, entry, KEPT, (const char *const *) kept,
                              g_strv_length (kept));
}

void
tessera_journal_mark_handed_over (TesseraJournal *self, const char *entry, TesseraToken *token)
{
  int lock = tessera_storage_lock (self->path);
  g_autofree char *server = NULL;
  g_auto (GStrv) entries = NULL;

  tessera_journal_refresh (self);
  server = g_key_file_get_string (self->entries, entry, "server", NULL);
  g_key_file_remove_group (self->entries, entry, NULL);
  entries = g_key_file_get_groups (self->entries, NULL);
  for (guint i = 0; entries[i] != NULL; i++)
    if (entry_fits (self, entries[i], server, token))
      note_kept (self, entries[i], token);
  write_and_unlock (self, lock);
}

void
tessera_journal_forget (TesseraJournal *self, const char *server, TesseraToken *token)
{
  int lock = tessera_storage_lock (self->path);
  g_auto (GStrv) entries = NULL;

  tessera_journal_refresh (self);
  entries = g_key_file_get_groups (self->entries, NULL);
  for (guint i = 0; entries[i] != NULL; i++)
    if (entry_fits (self, entries[i], server, token))
      g_key_file_remove_group (self->entries, entries[i], NULL);
  write_and_unlock (self, lock);
}

gboolean
tessera_journal_is_value_lost (TesseraJournal *self, const char *server, TesseraToken *token)
{
  g_auto (GStrv) entries = g_key_file_get_groups (self->entries, NULL);

  for (guint i = 0; entries[i] != NULL; i++)
    if (entry_fits (self, entries[i], server, token))
      return TRUE;
  return FALSE;
}

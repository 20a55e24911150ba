/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/journal.h"

#include "core/base/error.h"
#include "core/base/storage.h"

/* How much the clocks of this computer and of the server may differ. */
#define CLOCK_SKEW_SECONDS 300

#define KEPT "kept" /* IDs of tokens that match an entry and whose value is not lost */

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
  const char *server;
  TesseraTokenRequest *request;
  TesseraToken *token;
} Change;

static gboolean
add_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;

  g_key_file_set_string (entries, change->entry, "server", change->server);
  g_key_file_set_string (entries, change->entry, "organization-id",
                         tessera_token_request_get_org_id (change->request));
  g_key_file_set_string (entries, change->entry, "description",
                         tessera_token_request_get_description (change->request));
  g_key_file_set_int64 (entries, change->entry, "time", g_get_real_time () / G_USEC_PER_SEC);
  return TRUE;
}

char *
tessera_journal_begin (TesseraJournal *self, const char *server, TesseraTokenRequest *request,
                       GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  g_autofree char *entry = g_uuid_string_random ();
  Change change = { .entry = entry, .server = server, .request = request };

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
entry_fits (GKeyFile *entries, const char *entry, const char *server, TesseraToken *token)
{
  g_autofree char *its_server = g_key_file_get_string (entries, entry, "server", NULL);
  g_autofree char *org_id = g_key_file_get_string (entries, entry, "organization-id", NULL);
  g_autofree char *description = g_key_file_get_string (entries, entry, "description", NULL);
  gint64 time = g_key_file_get_int64 (entries, entry, "time", NULL);
  g_auto (GStrv) kept = g_key_file_get_string_list (entries, entry, KEPT, NULL, NULL);
  GDateTime *created = tessera_token_get_created (token);

  if (kept != NULL && g_strv_contains ((const char *const *) kept, tessera_token_get_id (token)))
    return FALSE;
  return g_strcmp0 (its_server, server) == 0 &&
         g_strcmp0 (org_id, tessera_token_get_org_id (token)) == 0 &&
         g_strcmp0 (description, tessera_token_get_description (token)) == 0 && created != NULL &&
         g_date_time_to_unix (created) >= time - CLOCK_SKEW_SECONDS;
}

/* A token whose value is saved is not the lost token of another entry, even if it matches. */
static void
note_kept (GKeyFile *entries, const char *entry, TesseraToken *token)
{
  g_auto (GStrv) before = g_key_file_get_string_list (entries, entry, KEPT, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  if (before != NULL)
    g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_add (builder, tessera_token_get_id (token));
  kept = g_strv_builder_end (builder);
  g_key_file_set_string_list (entries, entry, KEPT, (const char *const *) kept,
                              g_strv_length (kept));
}

static gboolean
settle_entry (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;
  g_autofree char *server = g_key_file_get_string (entries, change->entry, "server", NULL);
  gboolean changed = g_key_file_remove_group (entries, change->entry, NULL);
  g_auto (GStrv) others = g_key_file_get_groups (entries, NULL);

  for (guint i = 0; others[i] != NULL; i++)
    if (entry_fits (entries, others[i], server, change->token))
      {
        note_kept (entries, others[i], change->token);
        changed = TRUE;
      }
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

static gboolean
remove_fitting (GKeyFile *entries, gboolean is_new, gpointer data)
{
  const Change *change = data;
  g_auto (GStrv) all = g_key_file_get_groups (entries, NULL);
  gboolean changed = FALSE;

  for (guint i = 0; all[i] != NULL; i++)
    if (entry_fits (entries, all[i], change->server, change->token))
      changed |= g_key_file_remove_group (entries, all[i], NULL);
  return changed;
}

void
tessera_journal_forget (TesseraJournal *self, const char *server, TesseraToken *token)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (server != NULL);
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  Change change = { .server = server, .token = token };

  change_entries (self, remove_fitting, &change);
}

gboolean
tessera_journal_is_value_lost (TesseraJournal *self, const char *server, TesseraToken *token)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (server != NULL, FALSE);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), FALSE);

  g_auto (GStrv) entries = g_key_file_get_groups (self->entries, NULL);

  for (guint i = 0; entries[i] != NULL; i++)
    if (entry_fits (self->entries, entries[i], server, token))
      return TRUE;
  return FALSE;
}

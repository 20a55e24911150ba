/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rotate/rotation-journal.h"

#include "core/base/error.h"
#include "core/base/storage.h"

struct _TesseraRotationJournal
{
  char *path;
};

void
tessera_rotation_record_free (TesseraRotationRecord *self)
{
  g_free (self->key);
  g_free (self->old_id);
  g_free (self->new_id);
  g_free (self->description);
  g_free (self);
}

TesseraRotationJournal *
tessera_rotation_journal_new (const char *path)
{
  TesseraRotationJournal *self = g_new0 (TesseraRotationJournal, 1);

  self->path = path != NULL
                   ? g_strdup (path)
                   : g_build_filename (g_get_user_state_dir (), "tessera", "rotations", NULL);
  return self;
}

void
tessera_rotation_journal_free (TesseraRotationJournal *self)
{
  g_free (self->path);
  g_free (self);
}

/* None yet, or one that can't be read: nothing is being replaced then. */
static GKeyFile *
read_file (TesseraRotationJournal *self)
{
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  return file;
}

static void
write_file (TesseraRotationJournal *self, GKeyFile *file)
{
  g_autoptr (GError) error = NULL;

  if (!tessera_storage_write (file, self->path, &error))
    g_debug ("The rotations can't be written: %s", tessera_error_get_details (error));
}

char *
tessera_rotation_journal_begin (TesseraRotationJournal *self, const char *server, TesseraToken *old,
                                const char *description, GError **error)
{
  g_autofree char *key = g_uuid_string_random ();
  int lock = tessera_storage_lock (self->path);
  g_autoptr (GKeyFile) file = read_file (self);
  gboolean written;

  g_key_file_set_string (file, key, "server", server);
  g_key_file_set_string (file, key, "organization-id", tessera_token_get_org_id (old));
  g_key_file_set_string (file, key, "old", tessera_token_get_id (old));
  g_key_file_set_boolean (file, key, "old-active", tessera_token_is_active (old));
  g_key_file_set_string (file, key, "description", description);
  g_key_file_set_int64 (file, key, "time", g_get_real_time () / G_USEC_PER_SEC);
  written = tessera_storage_write (file, self->path, error);
  tessera_storage_unlock (lock);
  return written ? g_steal_pointer (&key) : NULL;
}

void
tessera_rotation_journal_set_new (TesseraRotationJournal *self, const char *key, const char *new_id)
{
  int lock = tessera_storage_lock (self->path);
  g_autoptr (GKeyFile) file = read_file (self);

  if (g_key_file_has_group (file, key))
    {
      g_key_file_set_string (file, key, "new", new_id);
      write_file (self, file);
    }
  tessera_storage_unlock (lock);
}

void
tessera_rotation_journal_end (TesseraRotationJournal *self, const char *key)
{
  int lock = tessera_storage_lock (self->path);
  g_autoptr (GKeyFile) file = read_file (self);

  if (g_key_file_remove_group (file, key, NULL))
    write_file (self, file);
  tessera_storage_unlock (lock);
}

/* NULL for one of another organization, and for one that somebody damaged. */
static TesseraRotationRecord *
read_record (GKeyFile *file, const char *key, const char *server, const char *org_id)
{
  g_autoptr (TesseraRotationRecord) record = g_new0 (TesseraRotationRecord, 1);
  g_autofree char *its_server = g_key_file_get_string (file, key, "server", NULL);
  g_autofree char *its_org_id = g_key_file_get_string (file, key, "organization-id", NULL);

  record->key = g_strdup (key);
  record->old_id = g_key_file_get_string (file, key, "old", NULL);
  record->old_active = g_key_file_get_boolean (file, key, "old-active", NULL);
  record->new_id = g_key_file_get_string (file, key, "new", NULL);
  record->description = g_key_file_get_string (file, key, "description", NULL);
  record->time = g_key_file_get_int64 (file, key, "time", NULL);
  if (g_strcmp0 (its_server, server) != 0 || g_strcmp0 (its_org_id, org_id) != 0 ||
      record->old_id == NULL)
    return NULL;
  return g_steal_pointer (&record);
}

GPtrArray *
tessera_rotation_journal_list (TesseraRotationJournal *self, const char *server, const char *org_id)
{
  GPtrArray *records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_rotation_record_free);
  g_autoptr (GKeyFile) file = read_file (self);
  g_auto (GStrv) keys = g_key_file_get_groups (file, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      TesseraRotationRecord *record = read_record (file, keys[i], server, org_id);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return records;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rotate/rotation-journal.h"

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/storage.h"
#include "core/base/time.h"

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

/* A change to the file; each function uses the fields that it needs. */
typedef struct
{
  const char *key;
  const char *server;
  TesseraToken *old;
  const char *description;
  const char *new_id;
} Change;

static gboolean
add_record (GKeyFile *file, gboolean is_new, gpointer data)
{
  const Change *change = data;

  g_key_file_set_string (file, change->key, "server", change->server);
  g_key_file_set_string (file, change->key, "organization-id",
                         tessera_token_get_org_id (change->old));
  g_key_file_set_string (file, change->key, "old", tessera_token_get_id (change->old));
  g_key_file_set_boolean (file, change->key, "old-active", tessera_token_is_active (change->old));
  g_key_file_set_string (file, change->key, "description", change->description);
  g_key_file_set_int64 (file, change->key, "time", tessera_time_get_now ());
  return TRUE;
}

char *
tessera_rotation_journal_begin (TesseraRotationJournal *self, const char *server, TesseraToken *old,
                                const char *description, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (TESSERA_IS_TOKEN (old), NULL);
  g_return_val_if_fail (description != NULL, NULL);

  g_autofree char *key = g_uuid_string_random ();
  Change change = { .key = key, .server = server, .old = old, .description = description };

  if (!tessera_storage_change (self->path, add_record, &change, error))
    return NULL;
  return g_steal_pointer (&key);
}

static void
change_records (TesseraRotationJournal *self, TesseraStorageChange function, Change *change)
{
  g_autoptr (GError) error = NULL;

  if (!tessera_storage_change (self->path, function, change, &error))
    g_debug ("The rotations are not changed: %s", error->message);
}

static gboolean
set_new_id (GKeyFile *file, gboolean is_new, gpointer data)
{
  const Change *change = data;

  if (!g_key_file_has_group (file, change->key))
    return FALSE;
  g_key_file_set_string (file, change->key, "new", change->new_id);
  return TRUE;
}

void
tessera_rotation_journal_set_new (TesseraRotationJournal *self, const char *key, const char *new_id)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (key != NULL);
  g_return_if_fail (new_id != NULL);

  Change change = { .key = key, .new_id = new_id };

  change_records (self, set_new_id, &change);
}

static gboolean
remove_record (GKeyFile *file, gboolean is_new, gpointer data)
{
  const Change *change = data;

  return g_key_file_remove_group (file, change->key, NULL);
}

void
tessera_rotation_journal_end (TesseraRotationJournal *self, const char *key)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (key != NULL);

  Change change = { .key = key };

  change_records (self, remove_record, &change);
}

static gboolean
is_same_place (const char *a, const char *b)
{
  g_autofree char *place_a = a != NULL ? tessera_address_get_place (a) : NULL;
  g_autofree char *place_b = tessera_address_get_place (b);

  return g_strcmp0 (place_a, place_b) == 0;
}

/* NULL for a record of another organization, and for a damaged one. */
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
  if (!is_same_place (its_server, server) || g_strcmp0 (its_org_id, org_id) != 0 ||
      record->old_id == NULL)
    return NULL;
  return g_steal_pointer (&record);
}

GPtrArray *
tessera_rotation_journal_list (TesseraRotationJournal *self, const char *server, const char *org_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (org_id != NULL, NULL);

  GPtrArray *records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_rotation_record_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = tessera_storage_read (self->path, &error);
  g_auto (GStrv) keys = NULL;

  if (file == NULL)
    {
      g_debug ("%s (%s)", error->message, tessera_error_get_details (error));
      return records;
    }
  keys = g_key_file_get_groups (file, NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      TesseraRotationRecord *record = read_record (file, keys[i], server, org_id);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return records;
}

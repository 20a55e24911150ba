/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files that Tessera keeps, all of them key files: the same text as the connections, the
 * journal, the journal of replacements, and the remembered names. A damaged one is never written
 * over, and what could be read is still there after a change. */

#include "core/base/error.h"
#include "core/create/journal.h"
#include "core/manage/name-cache.h"
#include "core/rotate/rotation-journal.h"
#include "core/session/connection-list.h"
#include "fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define SERVER "http://localhost:8086"
#define ORG_ID "0123456789abcdef"

static char *folder;
static char *path;

/* Also what was kept aside. */
static void
empty_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
}

static void
remove_folder (void)
{
  empty_folder ();
  g_rmdir (folder);
}

static void
write_file (const guint8 *data, gsize size)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("tessera-fuzz-XXXXXX", NULL);
      path = g_build_filename (folder, "file", NULL);
      atexit (remove_folder);
    }
  empty_folder ();
  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Whether some file in the folder has exactly this. */
static gboolean
is_kept (const guint8 *data, gsize size)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (file, &text, &length, NULL) && length == size &&
          memcmp (text, data, size) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
try_connections (const guint8 *data, gsize size)
{
  g_autoptr (TesseraConnectionList) list = NULL;
  g_autoptr (TesseraConnectionList) again = NULL;
  g_autoptr (TesseraConnection) fresh =
      tessera_connection_new (NULL, SERVER, ORG_ID, "acme", TESSERA_CREDENTIALS_PASSWORD, "ann");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) after = NULL;
  gboolean loaded;
  guint before;

  write_file (data, size);
  list = tessera_connection_list_new (path);
  loaded = tessera_connection_list_load (list, &error);
  before = g_list_model_get_n_items (G_LIST_MODEL (list));
  if (!tessera_connection_list_add (list, fresh, &after))
    g_assert_error (after, TESSERA_ERROR, TESSERA_ERROR_DAMAGED);
  g_assert_true (loaded || is_kept (data, size));
  again = tessera_connection_list_new (path);
  g_assert_true (tessera_connection_list_load (again, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, loaded ? before + 1 : 1);
}

static void
try_journals (const guint8 *data, gsize size)
{
  g_autoptr (TesseraJournal) journal = NULL;
  g_autoptr (TesseraRotationJournal) rotations = NULL;
  g_autoptr (TesseraNameCache) names = NULL;
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) orphans = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *name = NULL;

  write_file (data, size);
  journal = tessera_journal_new (path);
  orphans = tessera_journal_find_orphans (journal, SERVER, tokens, held);
  g_assert_cmpuint (orphans->len, ==, 0);
  tessera_journal_has_entries (journal, SERVER, held);
  rotations = tessera_rotation_journal_new (path);
  records = tessera_rotation_journal_list (rotations, SERVER, ORG_ID);
  names = tessera_name_cache_new (path);
  name = tessera_name_cache_find (names, SERVER, "buckets", ORG_ID);
  /* Reading changes nothing. */
  g_assert_true (is_kept (data, size));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  try_connections (data, size);
  try_journals (data, size);
  return 0;
}

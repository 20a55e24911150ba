/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key files: what is not there, damaged, unreadable, or another process's at this moment. */

#include "core/base/error.h"
#include "core/base/storage.h"
#include "processes.h"
#include "temp-dir.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <utime.h>

#define WRITES 50

typedef struct
{
  char *folder;
  char *path;
  guint calls;
  gboolean was_new;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = test_temp_dir_new ();
  self->path = g_build_filename (self->folder, "notes", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_free (self->path);
  test_temp_dir_free (self->folder);
}

static gboolean
add_note (GKeyFile *file, gboolean is_new, gpointer data)
{
  Fixture *self = data;

  self->calls++;
  self->was_new = is_new;
  g_key_file_set_string (file, "added", "note", "one");
  return TRUE;
}

static gboolean
change_nothing (GKeyFile *file, gboolean is_new, gpointer data)
{
  return FALSE;
}

static void
put_text (Fixture *self, const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
must_change (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tessera_storage_change (self->path, add_note, self, &error));
  g_assert_no_error (error);
}

static void
must_fail (Fixture *self, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tessera_storage_change (self->path, add_note, self, &error));
  g_assert_error (error, TESSERA_ERROR, code);
  g_assert_nonnull (strstr (error->message, self->path));
}

static void
must_not_read (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tessera_storage_read (self->path, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, self->path));
  g_assert_nonnull (tessera_error_get_details (error));
}

static guint
count_files (Fixture *self)
{
  g_auto (GStrv) names = test_temp_dir_list (self->folder);

  return g_strv_length (names);
}

static void
test_not_there (Fixture *self, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (self->folder, "tessera", NULL);
  g_autoptr (GKeyFile) none = NULL;
  g_auto (GStrv) groups = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_free (self->path);
  self->path = g_build_filename (folder, "notes", NULL);
  none = tessera_storage_read (self->path, &error);
  g_assert_no_error (error);
  groups = g_key_file_get_groups (none, NULL);
  g_assert_cmpuint (g_strv_length (groups), ==, 0);

  g_assert_true (tessera_storage_change (self->path, change_nothing, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));

  must_change (self);
  g_assert_true (self->was_new);
  assert_text (self->path, "[added]\nnote=one\n");
  names = test_temp_dir_list (folder);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
test_kept (Fixture *self, gconstpointer unused)
{
  put_text (self, "# by hand\n\n[before]\nkey=value\n");
  must_change (self);
  g_assert_false (self->was_new);
  assert_text (self->path, "# by hand\n\n[before]\nkey=value\n\n[added]\nnote=one\n");
  g_assert_cmpuint (count_files (self), ==, 1);
}

static char *said; /* the last message */

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
  for (gsize i = 0; i < n_fields; i++)
    if (level == G_LOG_LEVEL_MESSAGE && g_str_equal (fields[i].key, "MESSAGE"))
      {
        g_free (said);
        said = g_strdup (fields[i].value);
      }
  return g_log_writer_default (level, fields, n_fields, NULL);
}

/* Returns: (transfer full): the path of the file that was kept aside last */
static char *
keep_aside (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  char *kept;
  const char *place;

  g_assert_false (tessera_storage_change (self->path, add_note, self, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_DAMAGED);
  name = g_strconcat (self->path, ".damaged-", NULL);
  place = strstr (error->message, name);
  g_assert_nonnull (place);
  kept = g_strndup (place, (gsize) (strstr (place, "”") - place));
  g_assert_nonnull (strstr (said, kept));
  return kept;
}

static void
test_damaged (Fixture *self, gconstpointer unused)
{
  const char *const texts[] = { "[good]\nkey=value\nthis is no key file\n", "key=value\n",
                                "what [is this" };
  char *kept[G_N_ELEMENTS (texts)];
  GStatBuf info;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      put_text (self, texts[i]);
      g_assert_cmpint (g_chmod (self->path, 0640), ==, 0);
      must_not_read (self);
      g_assert_true (tessera_storage_change (self->path, change_nothing, NULL, NULL));
      assert_text (self->path, texts[i]);
      kept[i] = keep_aside (self);
      g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
      g_assert_cmpint (g_stat (kept[i], &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0640);
    }
  /* The next attempt starts a new file, and none was kept in the place of another one. */
  must_change (self);
  g_assert_true (self->was_new);
  g_assert_cmpuint (count_files (self), ==, G_N_ELEMENTS (texts) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_text (kept[i], texts[i]);
      g_free (kept[i]);
    }
}

/* As a crash of the computer leaves a file: its length, and no content. */
static void
test_zeros (Fixture *self, gconstpointer unused)
{
  static const char zeros[512];
  g_autofree char *kept = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_set_contents (self->path, zeros, sizeof zeros, NULL));
  must_not_read (self);
  kept = keep_aside (self);
  g_assert_true (g_file_get_contents (kept, &content, &length, NULL));
  g_assert_cmpmem (content, length, zeros, sizeof zeros);
}

static void
be_unreadable (gpointer data)
{
  Fixture *self = data;

  put_text (self, "[before]\nkey=value\n");
  g_assert_cmpint (g_chmod (self->path, 0), ==, 0);
  must_not_read (self);
  must_fail (self, TESSERA_ERROR_STORAGE);
  g_assert_cmpuint (self->calls, ==, 0);
  g_assert_cmpint (g_chmod (self->path, 0600), ==, 0);
  assert_text (self->path, "[before]\nkey=value\n");
  g_assert_cmpuint (count_files (self), ==, 1);
  must_change (self);
}

static void
test_unreadable (Fixture *self, gconstpointer unused)
{
  test_run_unprivileged (self->folder, be_unreadable, self);
}

/* Damaged, in a folder where nothing can be kept aside: it stays. */
static void
be_stuck (gpointer data)
{
  Fixture *self = data;

  put_text (self, "what [is this");
  g_assert_cmpint (g_chmod (self->folder, 0500), ==, 0);
  must_fail (self, TESSERA_ERROR_STORAGE);
  assert_text (self->path, "what [is this");
  g_assert_cmpint (g_chmod (self->folder, 0700), ==, 0);
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_damaged_and_stuck (Fixture *self, gconstpointer unused)
{
  test_run_unprivileged (self->folder, be_stuck, self);
}

static void
be_unwritable (gpointer data)
{
  Fixture *self = data;

  put_text (self, "[before]\nkey=value\n");
  g_assert_cmpint (g_chmod (self->folder, 0500), ==, 0);
  must_fail (self, TESSERA_ERROR_STORAGE);
  assert_text (self->path, "[before]\nkey=value\n");
  g_assert_cmpint (g_chmod (self->folder, 0700), ==, 0);
}

static void
test_unwritable (Fixture *self, gconstpointer unused)
{
  test_run_unprivileged (self->folder, be_unwritable, self);
}

static void
test_folder_in_place (Fixture *self, gconstpointer unused)
{
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  must_not_read (self);
  must_fail (self, TESSERA_ERROR_STORAGE);
  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
leave (Fixture *self, const char *name, time_t age)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  struct utimbuf times = { time (NULL) - age, time (NULL) - age };

  g_assert_true (g_file_set_contents (path, "cut", -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* What a process that was killed left is gone; what one may still be writing, and what is another
 * thing, stays. */
static void
test_leftovers (Fixture *self, gconstpointer unused)
{
  static const char *const stays[] = { "notes", "notes.Qa0Zz9", "notes.damaged", "notes.toolong",
                                       "other.AbC123" };
  g_auto (GStrv) names = NULL;

  leave (self, "notes.AbC123", 3600);
  leave (self, "notes.Qa0Zz9", 1);
  leave (self, "notes.damaged", 3600);
  leave (self, "notes.toolong", 3600);
  leave (self, "other.AbC123", 3600);
  must_change (self);
  names = test_temp_dir_list (self->folder);
  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (stays));
  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    g_assert_true (g_strv_contains ((const char *const *) names, stays[i]));
}

/* The process that holds the lock does not let go: each attempt ends, and with an error. */
static void
test_locked (Fixture *self, gconstpointer unused)
{
  TestLockHolder holder = test_hold_lock (self->folder);
  g_autoptr (GKeyFile) file = NULL;

  put_text (self, "[before]\nkey=value\n");
  must_fail (self, TESSERA_ERROR_STORAGE);
  must_fail (self, TESSERA_ERROR_STORAGE);
  g_assert_cmpuint (self->calls, ==, 0);
  file = tessera_storage_read (self->path, NULL);
  g_assert_nonnull (file);
  assert_text (self->path, "[before]\nkey=value\n");
  test_release_lock (&holder);
  must_change (self);
}

static gboolean
add_group (GKeyFile *file, gboolean is_new, gpointer name)
{
  g_key_file_set_boolean (file, name, "there", TRUE);
  return TRUE;
}

static void
write_many (Fixture *self, const char *writer)
{
  tessera_storage_set_lock_wait (60 * 1000);
  for (guint i = 0; i < WRITES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u", writer, i);
      g_autoptr (GError) error = NULL;

      tessera_storage_change (self->path, add_group, name, &error);
      g_assert_no_error (error);
    }
}

static void
write_as_other (gpointer data)
{
  write_many (data, "other");
}

static void
write_as_third (gpointer data)
{
  write_many (data, "third");
}

static void
test_writers (Fixture *self, gconstpointer unused)
{
  int other = test_fork (write_as_other, self);
  int third = test_fork (write_as_third, self);
  g_autoptr (GKeyFile) file = NULL;
  g_auto (GStrv) groups = NULL;

  test_join (other);
  test_join (third);
  file = tessera_storage_read (self->path, NULL);
  groups = g_key_file_get_groups (file, NULL);
  g_assert_cmpuint (g_strv_length (groups), ==, 2 * WRITES);
}

static void
must_not_pass (const char *folder)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tessera_storage_check (&error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, folder));
  g_assert_cmpstr (tessera_error_get_details (error), ==, g_strerror (EACCES));
}

static void
check_folders (gpointer data)
{
  Fixture *self = data;
  const char *const variables[] = { "XDG_STATE_HOME", "XDG_CONFIG_HOME" };
  char *folders[G_N_ELEMENTS (variables)];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *home = g_build_filename (self->folder, variables[i], NULL);

      g_setenv (variables[i], home, TRUE);
      folders[i] = g_build_filename (home, "tessera", NULL);
    }
  g_assert_true (tessera_storage_check (&error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      /* It is there, and can't be written, or not be entered. */
      g_assert_cmpint (g_chmod (folders[i], 0500), ==, 0);
      must_not_pass (folders[i]);
      g_assert_cmpint (g_chmod (folders[i], 0600), ==, 0);
      must_not_pass (folders[i]);
      g_assert_cmpint (g_chmod (folders[i], 0700), ==, 0);
    }
  g_assert_true (tessera_storage_check (&error));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *home = g_path_get_dirname (folders[i]);

      /* It is not there, and can't be created. */
      g_assert_cmpint (g_rmdir (folders[i]), ==, 0);
      g_assert_cmpint (g_chmod (home, 0500), ==, 0);
      must_not_pass (folders[i]);
      g_assert_cmpint (g_chmod (home, 0700), ==, 0);
      g_free (folders[i]);
    }
}

static void
test_check (Fixture *self, gconstpointer unused)
{
  test_run_unprivileged (self->folder, check_folders, self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/storage/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("not-there", test_not_there);
  ADD ("kept", test_kept);
  ADD ("damaged", test_damaged);
  ADD ("zeros", test_zeros);
  ADD ("unreadable", test_unreadable);
  ADD ("damaged-and-stuck", test_damaged_and_stuck);
  ADD ("unwritable", test_unwritable);
  ADD ("folder-in-place", test_folder_in_place);
  ADD ("leftovers", test_leftovers);
  ADD ("locked", test_locked);
  ADD ("writers", test_writers);
  ADD ("check", test_check);
  return g_test_run ();
}

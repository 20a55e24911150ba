/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/storage.h"

#include "core/base/error.h"
#include "core/base/time.h"
#include "tessera-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_WAIT_MS 300 /* longer than one write takes, and too short to look like a hang */
#define LOCK_RETRY_US 1000
#define LEFTOVER_SECONDS 60 /* a file of this age is not being written any longer */

static int lock_wait = LOCK_WAIT_MS;
static int lock_is_stuck;

void
tessera_storage_set_lock_wait (guint milliseconds)
{
  g_atomic_int_set (&lock_wait, (int) milliseconds);
}

static gboolean
write_file (GKeyFile *file, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);
  g_autoptr (GError) cause = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    cause = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_FAILED, g_strerror (errno));
  else if (g_file_set_contents_full (path, text, (gssize) length,
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                     0600, &cause))
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_STORAGE, cause->message,
                     _ ("“%s” can’t be written. Free some disk space, or fix the folder’s "
                        "permissions, then try again."),
                     path);
  return FALSE;
}

static gboolean
can_write (const char *folder)
{
  return g_mkdir_with_parents (folder, 0700) == 0 && access (folder, W_OK | X_OK) == 0;
}

gboolean
tessera_storage_check (GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "tessera", NULL);
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "tessera", NULL);

  if (!can_write (state))
    tessera_set_error (error, TESSERA_ERROR_STORAGE, g_strerror (errno),
                       _ ("“%s” can’t be written, and Tessera does not create a token without "
                          "keeping a record of it there. Free some disk space, or fix the "
                          "folder’s permissions."),
                       state);
  else if (!can_write (config))
    tessera_set_error (error, TESSERA_ERROR_STORAGE, g_strerror (errno),
                       _ ("“%s” can’t be written, so connections can’t be saved. Free some disk "
                          "space, or fix the folder’s permissions."),
                       config);
  else
    return TRUE;
  return FALSE;
}

/* A file system without locks is not a reason to refuse: only a lock that another one holds is. */
static gboolean
try_lock (int lock)
{
  return flock (lock, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR);
}

/* After one wait in vain the next ones are not waited for, until the lock was free once: a window
 * in front of a stopped process hesitates once, and not with each click. */
static gboolean
take_lock (const char *path, int *lock, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gint64 deadline = g_get_monotonic_time ();

  if (!g_atomic_int_get (&lock_is_stuck))
    deadline += g_atomic_int_get (&lock_wait) * (gint64) 1000;
  g_mkdir_with_parents (folder, 0700);
  /* The file itself is replaced by each writer, and can't be what is locked; the folder stays. */
  *lock = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (*lock >= 0 && !try_lock (*lock))
    {
      if (g_get_monotonic_time () >= deadline)
        {
          g_atomic_int_set (&lock_is_stuck, TRUE);
          close (*lock);
          tessera_set_error (
              error, TESSERA_ERROR_STORAGE, NULL,
              _ ("Another instance of Tessera is using “%s”. Wait a moment, then try again."),
              path);
          return FALSE;
        }
      g_usleep (LOCK_RETRY_US);
    }
  g_atomic_int_set (&lock_is_stuck, FALSE);
  return TRUE;
}

static void
release_lock (int lock)
{
  if (lock >= 0)
    close (lock);
}

/* The domain of the error says which of the two it is: G_FILE_ERROR for a file that can't be read,
 * G_KEY_FILE_ERROR for one that is damaged. */
static GKeyFile *
load_file (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  /* A crash of the computer may leave a file of zeros, which would pass for a comment. */
  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE, "NUL byte in the file");
      return NULL;
    }
  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_KEEP_COMMENTS, error))
    return NULL;
  return g_steal_pointer (&file);
}

static void
set_unreadable (const char *path, const GError *cause, GError **error)
{
  tessera_set_error (error, TESSERA_ERROR_STORAGE, cause->message,
                     _ ("“%s” can’t be read. The file was left unchanged. Fix or move it, "
                        "then try again."),
                     path);
}

GKeyFile *
tessera_storage_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GError) cause = NULL;
  GKeyFile *file = load_file (path, &cause);

  if (file != NULL)
    return file;
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_key_file_new ();
  set_unreadable (path, cause, error);
  return NULL;
}

/* Returns: (transfer full): a name beside @path that nothing has yet */
static char *
find_free_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *name = g_strdup_printf ("%s.damaged-%s", path, time);
  GStatBuf info;

  for (guint i = 2; g_lstat (name, &info) == 0; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%s-%u", path, time, i);
    }
  return name;
}

static void
keep_aside (const char *path, const GError *cause, GError **error)
{
  g_autofree char *name = find_free_name (path);

  if (g_rename (path, name) != 0)
    {
      set_unreadable (path, cause, error);
      return;
    }
  g_message ("“%s” was damaged (%s). It is kept as “%s”.", path, cause->message, name);
  tessera_set_error (error, TESSERA_ERROR_DAMAGED, cause->message,
                     _ ("“%s” was damaged and has been moved to “%s”. A new file will be used. "
                        "If this interrupted what you were doing, try again."),
                     path, name);
}

static gboolean
change_locked (const char *path, TesseraStorageChange change, gpointer data, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GKeyFile) file = load_file (path, &cause);
  gboolean is_damaged = file == NULL && cause->domain == G_KEY_FILE_ERROR;
  gboolean is_new = file == NULL;

  if (is_new && !is_damaged && !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      set_unreadable (path, cause, error);
      return FALSE;
    }
  if (is_new)
    file = g_key_file_new ();
  if (!change (file, is_new, data))
    return TRUE;
  if (is_damaged)
    {
      keep_aside (path, cause, error);
      return FALSE;
    }
  return write_file (file, path, error);
}

/* As g_file_set_contents() names them: the file's name, a dot, and six letters or digits. */
static gboolean
is_temporary (const char *name, const char *of)
{
  gsize length = strlen (of);

  if (!g_str_has_prefix (name, of) || name[length] != '.' || strlen (name) != length + 7)
    return FALSE;
  for (const char *letter = name + length + 1; *letter != '\0'; letter++)
    if (!g_ascii_isalnum (*letter))
      return FALSE;
  return TRUE;
}

static void
remove_if_old (const char *path)
{
  GStatBuf facts;

  if (g_lstat (path, &facts) == 0 && S_ISREG (facts.st_mode) &&
      facts.st_mtime + LEFTOVER_SECONDS < tessera_time_get_now ())
    g_unlink (path);
}

/* What processes that were killed while they wrote have left behind. */
static void
remove_leftovers (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    if (is_temporary (name, file))
      {
        g_autofree char *leftover = g_build_filename (folder, name, NULL);

        remove_if_old (leftover);
      }
}

gboolean
tessera_storage_change (const char *path, TesseraStorageChange change, gpointer data,
                        GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  gboolean changed;
  int lock;

  if (!take_lock (path, &lock, error))
    return FALSE;
  remove_leftovers (path);
  changed = change_locked (path, change, data, error);
  release_lock (lock);
  return changed;
}

void
tessera_storage_copy (GKeyFile *from, GKeyFile *to)
{
  g_return_if_fail (from != NULL);
  g_return_if_fail (to != NULL);

  gsize length;
  g_autofree char *text = g_key_file_to_data (from, &length, NULL);

  g_key_file_load_from_data (to, text, length, G_KEY_FILE_KEEP_COMMENTS, NULL);
}

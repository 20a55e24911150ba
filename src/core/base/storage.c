/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/storage.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

gboolean
tessera_storage_write (GKeyFile *file, const char *path, GError **error)
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

int
tessera_storage_lock (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int lock;

  g_mkdir_with_parents (folder, 0700);
  /* The file itself is replaced by each writer, and can't be what is locked; the folder stays. */
  lock = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (lock >= 0 && flock (lock, LOCK_EX) != 0 && errno == EINTR)
    ;
  return lock;
}

void
tessera_storage_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

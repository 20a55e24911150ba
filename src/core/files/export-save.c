/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of export.h that writes files. */

#include "core/files/export.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#define MODE 0600
#define HOST_PATH "xattr::document-portal.host-path"

typedef struct
{
  TesseraSecret *text;
  char *path;
  gboolean replace;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  tessera_secret_unref (self->text);
  g_free (self->path);
  g_free (self);
}

char *
tessera_export_get_shown_path (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *portal = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  const char *host_path = NULL;

  if (!g_str_has_prefix (path, portal))
    return g_filename_display_name (path);
  info = g_file_query_info (file, HOST_PATH, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info != NULL)
    host_path = g_file_info_get_attribute_string (info, HOST_PATH);
  return host_path != NULL ? g_filename_display_name (host_path)
                           : g_filename_display_basename (path);
}

static GError *
explain_errno (const char *path, int code)
{
  g_autofree char *shown = tessera_export_get_shown_path (path);

  if (code == EEXIST)
    return tessera_error_new (TESSERA_ERROR_EXISTS, NULL,
                              _ ("The file “%s” already exists. It was left unchanged."), shown);
  return tessera_error_new (TESSERA_ERROR_STORAGE, g_strerror (code),
                            _ ("“%s” can’t be written: %s. Choose another location or fix the "
                               "problem, then save again."),
                            shown, g_strerror (code));
}

static gboolean
write_all (int fd, TesseraSecret *text)
{
  const char *next = tessera_secret_peek (text);
  gsize left = tessera_secret_get_length (text);

  while (left > 0)
    {
      gssize count = write (fd, next, left);

      if (count < 0 && errno != EINTR)
        return FALSE;
      if (count > 0)
        {
          next += count;
          left -= (gsize) count;
        }
    }
  return fsync (fd) == 0;
}

/* Takes ownership of @fd. Returns 0, or an errno value. */
static int
write_and_close (int fd, TesseraSecret *text)
{
  int code = write_all (fd, text) ? 0 : errno;

  if (close (fd) != 0 && code == 0)
    code = errno;
  return code;
}

static gboolean
write_new (const Saving *saving, GError **error)
{
  int fd = open (saving->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE);
  int code;

  if (fd < 0)
    {
      g_propagate_error (error, explain_errno (saving->path, errno));
      return FALSE;
    }
  code = write_and_close (fd, saving->text);
  if (code == 0)
    return TRUE;
  unlink (saving->path);
  g_propagate_error (error, explain_errno (saving->path, code));
  return FALSE;
}

/* Writes a temporary file next to it and renames that. Does not use g_file_set_contents_full():
 * current versions of GLib keep the mode of the existing file. */
static gboolean
write_over (const Saving *saving, GError **error)
{
  g_autofree char *beside = g_strconcat (saving->path, ".XXXXXX", NULL);
  g_autofree char *shown = NULL;
  int fd = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, MODE);
  int code = fd < 0 ? errno : write_and_close (fd, saving->text);

  if (code == 0 && rename (beside, saving->path) != 0)
    code = errno;
  if (code == 0)
    return TRUE;
  if (fd >= 0)
    unlink (beside);
  shown = tessera_export_get_shown_path (saving->path);
  tessera_set_error (error, TESSERA_ERROR_STORAGE, g_strerror (code),
                     _ ("“%s” can’t be replaced. Its contents are unchanged. Choose another "
                        "location or fix the problem, then save again."),
                     shown);
  return FALSE;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (saving->replace ? write_over (saving, &error) : write_new (saving, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tessera_export_save_async (TesseraSecret *text, const char *path, gboolean replace,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (path != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  g_task_set_source_tag (task, tessera_export_save_async);
  /* An existing file is reported even if the call was canceled in the meantime. */
  g_task_set_check_cancellable (task, FALSE);
  saving->text = tessera_secret_ref (text);
  saving->path = g_strdup (path);
  saving->replace = replace;
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
tessera_export_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

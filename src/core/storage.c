/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/storage.h"

#include "core/error.h"
#include "tessera-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

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
  g_propagate_error (error, tessera_error_new (TESSERA_ERROR_STORAGE, cause->message,
                                               _ ("“%s” can’t be written. Make room, or mend the "
                                                  "folder’s permissions, then try again."),
                                               path));
  return FALSE;
}

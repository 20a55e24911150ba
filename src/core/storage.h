/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_storage_write:
 *
 * Writes a key file of ours: whole or not at all, readable by its user only, in a folder that is made
 * when it is not there. No file of ours holds a secret.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE
 */
gboolean tessera_storage_write (GKeyFile *file, const char *path, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_storage_write:
 *
 * Writes a key file of ours: whole or not at all, readable by its user only, in a folder that is
 * made when it is not there. No file of ours holds a secret.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE
 */
gboolean tessera_storage_write (GKeyFile *file, const char *path, GError **error);

/**
 * tessera_storage_check:
 *
 * Whether the folders of ours, which are made when they are not there, can be written.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE
 */
gboolean tessera_storage_check (GError **error);

/**
 * tessera_storage_lock:
 * @path: a file of ours, which need not be there
 *
 * Waits until no other process changes a file of the same folder: between reading it and
 * tessera_storage_write() another one must not write. It is held for that moment only, and never
 * twice. A lock that can't be had is none: what follows then fails by itself, or is alone.
 *
 * Returns: what tessera_storage_unlock() takes
 */
int tessera_storage_lock (const char *path);
void tessera_storage_unlock (int lock);

G_END_DECLS

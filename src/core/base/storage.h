/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraStorageChange:
 * @file: what the file holds at this moment, empty for a new one
 * @is_new: whether there is no such file yet
 *
 * Changes a key file for tessera_storage_change(). It can be called more than once for one change.
 *
 * Returns: %FALSE when there is nothing to change, and so nothing to write
 */
typedef gboolean (*TesseraStorageChange) (GKeyFile *file, gboolean is_new, gpointer data);

/**
 * tessera_storage_change:
 * @path: a key file of ours
 *
 * Locks the file against other processes, reads it again, calls @change, and writes it: whole or
 * not at all, readable by its user only, in a folder that is created when it is missing. No file of
 * ours holds a secret.
 *
 * Only a file that does not exist counts as empty. One that can't be read (permissions, a fault of
 * the disk) is an error and stays as it is. One that is damaged is renamed to
 * `NAME.damaged-TIME`, which never replaces an earlier one, and the change is not made:
 * %TESSERA_ERROR_DAMAGED names the place, and the same call then starts a new file.
 *
 * A lock that another process holds is waited for during tessera_storage_set_lock_wait() at most.
 * Where the file system has no locks, none is needed.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE or %TESSERA_ERROR_DAMAGED
 */
gboolean tessera_storage_change (const char *path, TesseraStorageChange change, gpointer data,
                                 GError **error);

/**
 * tessera_storage_read:
 * @path: a key file of ours
 *
 * Reads the file without a lock: each writer replaces it as a whole.
 *
 * Returns: (transfer full) (nullable): its content, empty when there is no such file; %NULL with
 *   %TESSERA_ERROR_STORAGE for one that can't be read or is damaged, which stays as it is
 */
GKeyFile *tessera_storage_read (const char *path, GError **error);

/**
 * tessera_storage_copy:
 *
 * Replaces what @to holds with what @from holds, comments included.
 */
void tessera_storage_copy (GKeyFile *from, GKeyFile *to);

/**
 * tessera_storage_set_lock_wait:
 * @milliseconds: how long tessera_storage_change() waits for another process
 *
 * From the beginning it is so short that a window does not seem to hang. A command, which has no
 * window, can wait until each of many others had its turn.
 */
void tessera_storage_set_lock_wait (guint milliseconds);

/**
 * tessera_storage_check:
 *
 * Whether the folders of ours, which are created when they are missing, can be written.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE
 */
gboolean tessera_storage_check (GError **error);

G_END_DECLS

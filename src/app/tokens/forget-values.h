/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring.h"
#include "core/manage/token-list.h"

G_BEGIN_DECLS

/**
 * tessera_forget_values_async:
 * @list: the list that had the tokens
 * @keyring: has the values of some tokens
 * @deleted: (element-type TesseraToken): tokens that no longer exist
 *
 * Removes the values of deleted tokens from the keyring, one at a time, because there may be
 * thousands. It stays with the server of @list, whatever the window shows in the meantime.
 */
void tessera_forget_values_async (TesseraTokenList *list, TesseraKeyring *keyring,
                                  GPtrArray *deleted, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_forget_values_finish:
 *
 * Returns: %FALSE with @error set if one could not be removed; those after it are then still there,
 *   too
 */
gboolean tessera_forget_values_finish (TesseraTokenList *list, GAsyncResult *result,
                                       GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/manage/token-list.h"

G_BEGIN_DECLS

/**
 * TesseraChange:
 * @TESSERA_CHANGE_ACTIVATE: activates a token
 * @TESSERA_CHANGE_DEACTIVATE: deactivates it: the server refuses it from then on
 * @TESSERA_CHANGE_DELETE: deletes it for good
 *
 * Changes that can be made to existing tokens, one or many.
 */
typedef enum
{
  TESSERA_CHANGE_ACTIVATE,
  TESSERA_CHANGE_DEACTIVATE,
  TESSERA_CHANGE_DELETE,
} TesseraChange;

/**
 * tessera_token_needs_change:
 *
 * Returns: %FALSE for a token that @change would not change
 */
gboolean tessera_token_needs_change (TesseraToken *token, TesseraChange change);

/**
 * tessera_token_change_async:
 * @list: the list that contains the token
 *
 * Activating or deactivating shows in the list at once, and is reverted if the server refuses. A
 * deleted token leaves the list when the server confirms it. Changes to the same token are sent one
 * at a time: InfluxDB 2.9.1 loses one of two that arrive at the same time (observed).
 */
void tessera_token_change_async (TesseraTokenList *list, TesseraToken *token, TesseraChange change,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * tessera_token_rename_async:
 * @description: the new description, which can be empty
 *
 * Shows in the list at once, and is reverted if the server refuses.
 */
void tessera_token_rename_async (TesseraTokenList *list, TesseraToken *token,
                                 const char *description, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_token_change_finish:
 *
 * Finishes both functions. With %TESSERA_ERROR_NOT_FOUND somebody else deleted the token, and it
 * left the list; for %TESSERA_CHANGE_DELETE that is not an error.
 */
gboolean tessera_token_change_finish (TesseraTokenList *list, GAsyncResult *result, GError **error);

G_END_DECLS

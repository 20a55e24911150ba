/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/keyring/keyring.h"
#include "core/manage/token-change.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * tessera_confirm_change_async:
 * @widget: a widget in the window that asks; it must exist until @cancellable is canceled
 * @list: contains the tokens
 * @keyring: (nullable): has the values of some tokens
 * @change: deleting, or deactivating
 * @tokens: (element-type TesseraToken): the tokens to change
 *
 * Checks whom the change would lock out, and asks: always before deleting, but before deactivating
 * only if somebody would be locked out.
 */
void tessera_confirm_change_async (GtkWidget *widget, TesseraTokenList *list,
                                   TesseraSession *session, TesseraKeyring *keyring,
                                   TesseraChange change, GPtrArray *tokens,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * tessera_confirm_change_finish:
 * @last: (out) (optional) (nullable) (transfer full): the token that signs requests, to be changed
 *   after all others
 *
 * Returns: whether to make the change; %FALSE also if @cancellable was canceled
 */
gboolean tessera_confirm_change_finish (TesseraTokenList *list, GAsyncResult *result,
                                        TesseraToken **last);

G_END_DECLS

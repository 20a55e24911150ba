/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/manage/lockout-check.h"

G_BEGIN_DECLS

/**
 * tessera_delete_dialog_ask_async:
 * @tokens: (element-type TesseraToken): the tokens to delete
 * @danger: (transfer none): who would be locked out by it
 *
 * Asks whether to delete tokens: for a single one it says what stops working; for several, their
 * number has to be typed.
 */
void tessera_delete_dialog_ask_async (GtkWindow *parent, GPtrArray *tokens,
                                      const TesseraLockout *lockout, GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * tessera_delete_dialog_ask_finish:
 *
 * Returns: %TRUE to delete them
 */
gboolean tessera_delete_dialog_ask_finish (GAsyncResult *result);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tessera_rename_dialog_ask_async:
 * @description: the current description
 *
 * Asks for a token's new description.
 */
void tessera_rename_dialog_ask_async (GtkWindow *parent, const char *description,
                                      GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_rename_dialog_ask_finish:
 *
 * Returns: (transfer full) (nullable): the new one; %NULL to keep the old one
 */
char *tessera_rename_dialog_ask_finish (GAsyncResult *result);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/session/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tessera_user_dialog_ask_async:
 * @parent: the parent window
 * @session: where to create the user
 *
 * Asks for a name and creates a generic user of the organization: a user that no person signs in
 * as. The entered text survives every error.
 */
void tessera_user_dialog_ask_async (GtkWindow *parent, TesseraSession *session,
                                    GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_user_dialog_ask_finish:
 *
 * Returns: (transfer full) (nullable): the user; %NULL if none was created
 */
TesseraResource *tessera_user_dialog_ask_finish (GAsyncResult *result);

G_END_DECLS

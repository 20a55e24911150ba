/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tessera_token_chooser_choose_async:
 * @parent: the parent window
 * @title: what the token is chosen for
 * @tokens: a model of #TesseraToken
 *
 * Lets the user choose a token from a searchable list.
 */
void tessera_token_chooser_choose_async (GtkWindow *parent, const char *title, GListModel *tokens,
                                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_token_chooser_finish:
 *
 * Returns: (transfer full) (nullable): the token; %NULL if none was chosen
 */
TesseraToken *tessera_token_chooser_finish (GAsyncResult *result);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/dialog.h"
#include "core/create/token-test.h"

G_BEGIN_DECLS

/**
 * TesseraTestWindow:
 *
 * *Test Token*: asks the server what a token can do, permission by permission, with progress. It
 * starts at once and can be canceled.
 */
#define TESSERA_TYPE_TEST_WINDOW (tessera_test_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTestWindow, tessera_test_window, TESSERA, TEST_WINDOW, TesseraDialog)

/**
 * tessera_test_window_new:
 * @parent: the parent window
 * @client: (transfer none): a client that reaches the server; its credentials are not used
 * @value: (transfer none): the token's value
 */
TesseraTestWindow *tessera_test_window_new (GtkWindow *parent, TesseraClient *client,
                                            TesseraToken *token, TesseraSecret *value);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/application.h"

G_BEGIN_DECLS

/**
 * TesseraWindow:
 *
 * The window and the way between its pages: Welcome, Connect, Opening, Tokens, one token, New
 * Token, Keyring. It holds the session; pages get what they need of it and tell by signals what
 * came of it.
 */
#define TESSERA_TYPE_WINDOW (tessera_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraWindow, tessera_window, TESSERA, WINDOW, AdwApplicationWindow)

/**
 * tessera_window_new:
 *
 * Also reads the application's list of connections.
 */
TesseraWindow *tessera_window_new (TesseraApplication *application);

/**
 * tessera_window_open_last_used:
 *
 * Opens the connection that was used last, or shows Welcome when there is none.
 */
void tessera_window_open_last_used (TesseraWindow *self);

/**
 * tessera_window_open_demo:
 *
 * Opens the demo server. Asks first when a token that was begun would be lost, and does nothing
 * while one is made or its value is shown.
 */
void tessera_window_open_demo (TesseraWindow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/services.h"

G_BEGIN_DECLS

/**
 * TesseraWindow:
 *
 * The window and the navigation between its pages: Welcome, Connect, Opening, Tokens, one token,
 * New Token, Keyring. It owns the session; pages get what they need from it, and report results by
 * signals.
 */
#define TESSERA_TYPE_WINDOW (tessera_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraWindow, tessera_window, TESSERA, WINDOW, AdwApplicationWindow)

/**
 * tessera_window_new:
 * @services: (not nullable): the services; their list of connections is loaded here
 */
TesseraWindow *tessera_window_new (GtkApplication *application, TesseraServices *services);

/**
 * tessera_window_open_last_used:
 *
 * Opens the connection that was used last, or shows Welcome if there is none.
 */
void tessera_window_open_last_used (TesseraWindow *self);

/**
 * tessera_window_open_demo:
 *
 * Opens the demo server. Asks first if a token being composed would be lost, and does nothing while
 * one is being created or its value is shown.
 */
void tessera_window_open_demo (TesseraWindow *self);

/* Requests from outside the window: from the command line, the desktop's search, and the
 * application's actions. While a token is being created or its value is shown, they have no effect.
 * */

/**
 * tessera_window_open_address:
 * @address: the address of a server, as the user typed it
 *
 * Opens the saved connection to that server, or the Connect page with the address filled in. Asks
 * first if a token being composed would be lost.
 *
 * Returns: %FALSE with %TESSERA_ERROR_INVALID_ADDRESS; the Connect page shows it too
 */
gboolean tessera_window_open_address (TesseraWindow *self, const char *address, GError **error);

/**
 * tessera_window_new_token:
 *
 * Opens New Token. Without a session it first opens the connection that was used last, or says on
 * Welcome that one is needed; New Token follows as soon as there is a session.
 */
void tessera_window_new_token (TesseraWindow *self);

/**
 * tessera_window_open_saved:
 * @server: the normalized address
 * @id: the token's ID
 *
 * Opens a saved token on the Keyring page.
 */
void tessera_window_open_saved (TesseraWindow *self, const char *server, const char *id);

/**
 * tessera_window_search_saved:
 * @text: the text to search for on the Keyring page
 */
void tessera_window_search_saved (TesseraWindow *self, const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/services.h"

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
 * @services: (not nullable): what it works with; their list of connections is read here
 */
TesseraWindow *tessera_window_new (GtkApplication *application, TesseraServices *services);

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

/* What is asked for from outside the window: by the command line, the desktop's search, and the
 * actions of the application. While a token is being created or its value is shown, they have no
 * effect. */

/**
 * tessera_window_open_address:
 * @address: of a server, as somebody typed it
 *
 * Opens the saved connection to that server, or the Connect page with the address
 * filled in. Asks first when a token that was begun would be lost.
 *
 * Returns: %FALSE with %TESSERA_ERROR_INVALID_ADDRESS; the Connect page shows it too
 */
gboolean tessera_window_open_address (TesseraWindow *self, const char *address, GError **error);

/**
 * tessera_window_new_token:
 *
 * Opens New Token. Without a session it opens the connection that was used last first, or tells on
 * Welcome that one is needed: then it follows as soon as there is a session.
 */
void tessera_window_new_token (TesseraWindow *self);

/**
 * tessera_window_open_saved:
 * @server: the normalized address
 * @id: of the token
 *
 * Opens a token that the keyring has, on the Keyring page.
 */
void tessera_window_open_saved (TesseraWindow *self, const char *server, const char *id);

/**
 * tessera_window_search_saved:
 * @text: what is searched for on the Keyring page
 */
void tessera_window_search_saved (TesseraWindow *self, const char *text);

G_END_DECLS

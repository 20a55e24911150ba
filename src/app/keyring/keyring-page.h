/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraKeyringPage:
 *
 * All InfluxDB tokens saved on this desktop, by server and organization, with what the server says
 * about each. It needs no connection, and follows changes that other programs make to the keyring.
 */
#define TESSERA_TYPE_KEYRING_PAGE (tessera_keyring_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringPage, tessera_keyring_page, TESSERA, KEYRING_PAGE, AdwBin)

/**
 * tessera_keyring_page_set_up:
 *
 * Must be called once, before anything else.
 */
void tessera_keyring_page_set_up (TesseraKeyringPage *self, TesseraKeyring *keyring,
                                  TesseraConnectionList *connections);

/**
 * tessera_keyring_page_set_session:
 * @session: (nullable): the open session
 */
void tessera_keyring_page_set_session (TesseraKeyringPage *self, TesseraSession *session);

/**
 * tessera_keyring_page_refresh:
 *
 * Reads the keyring, and asks the session's server; also happens when the page is shown.
 */
void tessera_keyring_page_refresh (TesseraKeyringPage *self);

/**
 * tessera_keyring_page_search:
 *
 * Opens the search.
 */
void tessera_keyring_page_search (TesseraKeyringPage *self);

/**
 * tessera_keyring_page_open_saved:
 * @server: the normalized address
 * @id: the token's ID
 *
 * Opens a saved token as soon as the keyring lists it, or says that it does not. The page reads the
 * keyring when it is shown.
 */
void tessera_keyring_page_open_saved (TesseraKeyringPage *self, const char *server, const char *id);

/**
 * tessera_keyring_page_search_for:
 * @text: the text for the search entry
 */
void tessera_keyring_page_search_for (TesseraKeyringPage *self, const char *text);

G_END_DECLS

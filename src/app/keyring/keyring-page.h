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
 * Every InfluxDB token that is kept on this desktop, by server and organization, with what its
 * server says of it. It needs no connection, and follows what other programs do in the keyring.
 */
#define TESSERA_TYPE_KEYRING_PAGE (tessera_keyring_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringPage, tessera_keyring_page, TESSERA, KEYRING_PAGE, AdwBin)

/**
 * tessera_keyring_page_set_up:
 *
 * To be called once, before anything else.
 */
void tessera_keyring_page_set_up (TesseraKeyringPage *self, TesseraKeyring *keyring,
                                  TesseraConnectionList *connections);

/**
 * tessera_keyring_page_set_session:
 * @session: (nullable): the one that is open
 */
void tessera_keyring_page_set_session (TesseraKeyringPage *self, TesseraSession *session);

/**
 * tessera_keyring_page_refresh:
 *
 * Looks into the keyring, and asks the session's server; also when the page is shown.
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
 * @id: of the token
 *
 * Opens a saved token as soon as the keyring lists it; says so when it does not. The page looks
 * into the keyring when it is shown.
 */
void tessera_keyring_page_open_saved (TesseraKeyringPage *self, const char *server, const char *id);

/**
 * tessera_keyring_page_search_for:
 * @text: what is put into the search
 */
void tessera_keyring_page_search_for (TesseraKeyringPage *self, const char *text);

G_END_DECLS

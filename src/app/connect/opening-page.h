/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/secret.h"
#include "core/keyring/keyring.h"
#include "core/model/connection.h"
#include "core/session/session.h"

G_BEGIN_DECLS

/**
 * TesseraOpeningPage:
 *
 * The page shown while a remembered connection or the demo server is being opened, and if that
 * failed. The signal `opened` is emitted when there is a session; get it with
 * tessera_opening_page_take_session().
 */
#define TESSERA_TYPE_OPENING_PAGE (tessera_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (TesseraOpeningPage, tessera_opening_page, TESSERA, OPENING_PAGE, AdwBin)

/**
 * tessera_opening_page_open:
 * @connection: a remembered connection
 * @keyring: has its credentials
 *
 * Opens a connection. An earlier attempt is silently canceled.
 */
void tessera_opening_page_open (TesseraOpeningPage *self, TesseraConnection *connection,
                                TesseraKeyring *keyring);

/**
 * tessera_opening_page_open_demo:
 * @address: where the demo server listens
 * @username: (nullable): %NULL if @secret is a token
 * @secret: the password of @username, or a token
 *
 * Opens the demo server. An earlier attempt is silently canceled.
 */
void tessera_opening_page_open_demo (TesseraOpeningPage *self, const char *address,
                                     const char *username, TesseraSecret *secret);

/**
 * tessera_opening_page_fail_demo:
 * @error: why the demo server could not be started
 *
 * Shows the error. An earlier attempt is silently canceled.
 */
void tessera_opening_page_fail_demo (TesseraOpeningPage *self, const GError *error);

/**
 * tessera_opening_page_stop:
 *
 * Silently cancels the attempt in progress, if there is one.
 */
void tessera_opening_page_stop (TesseraOpeningPage *self);

/**
 * tessera_opening_page_get_connection:
 *
 * Returns: (transfer none) (nullable): the current or last connection; %NULL for the demo server
 */
TesseraConnection *tessera_opening_page_get_connection (TesseraOpeningPage *self);

/**
 * tessera_opening_page_take_session:
 *
 * Returns: (transfer full): the session
 */
TesseraSession *tessera_opening_page_take_session (TesseraOpeningPage *self);

G_END_DECLS

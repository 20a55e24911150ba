/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringService:
 *
 * The Secret Service, with Tessera's own prompt: libsecret's (seen in 0.20.5) never returns if the
 * daemon dies while its prompt is open. Private to the keyring.
 */
#define TESSERA_TYPE_KEYRING_SERVICE (tessera_keyring_service_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringService, tessera_keyring_service, TESSERA, KEYRING_SERVICE,
                      SecretService)

/**
 * tessera_keyring_service_open_async:
 *
 * The service with a live session: the existing one, or a new one if the daemon has been replaced
 * since. It can't be canceled, and does not prompt.
 */
void tessera_keyring_service_open_async (GAsyncReadyCallback callback, gpointer user_data);
SecretService *tessera_keyring_service_open_finish (GAsyncResult *result, GError **error);

/**
 * tessera_keyring_service_drop:
 *
 * Makes the next call open a new session; calls in progress keep theirs.
 */
void tessera_keyring_service_drop (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringService:
 *
 * The Secret Service, with a prompt of ours: libsecret's own (seen in 0.20.5) never returns when
 * the daemon dies while its prompt is up. Private to the keyring.
 */
#define TESSERA_TYPE_KEYRING_SERVICE (tessera_keyring_service_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringService, tessera_keyring_service, TESSERA, KEYRING_SERVICE,
                      SecretService)

/**
 * tessera_keyring_service_open_async:
 *
 * The service with a session that is alive: the one from before, or a new one when the daemon is
 * another since. It can't be cancelled, and asks nothing.
 */
void tessera_keyring_service_open_async (GAsyncReadyCallback callback, gpointer user_data);
SecretService *tessera_keyring_service_open_finish (GAsyncResult *result, GError **error);

/**
 * tessera_keyring_service_drop:
 *
 * Makes the next call open a new session; calls under way keep theirs.
 */
void tessera_keyring_service_drop (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * tessera_generic_user_create_async:
 * @org_id: ID of the organization to add the user to
 * @name: its name
 *
 * Creates a user for tokens that don't belong to a person, as InfluxDB's documentation advises for
 * those that write data: it has no password, so nobody signs in as it, and its tokens live on when
 * people leave. The user is created and becomes a member of the organization: both, or neither. If
 * the second step fails, the user is deleted again; if that fails as well, the error names the user
 * and its ID.
 *
 * Needs an account that can write `users` of the whole server, and the organization: an operator's
 * token or the first user's password. Any other account gets %TESSERA_ERROR_FORBIDDEN (observed on
 * InfluxDB 2.9.1). @cancellable takes effect before the first step and between the two; a request
 * that was sent is waited for, so nothing is left behind unnoticed.
 */
void tessera_generic_user_create_async (TesseraClient *client, const char *org_id, const char *name,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * tessera_generic_user_create_finish:
 *
 * Returns: (transfer full) (nullable): the user, or %NULL with an error whose message is whole
 *   sentences for people: %TESSERA_ERROR_INVALID for an invalid name, %TESSERA_ERROR_CONFLICT for
 *   one in use, and the errors of the requests
 */
TesseraResource *tessera_generic_user_create_finish (TesseraClient *client, GAsyncResult *result,
                                                     GError **error);

G_END_DECLS

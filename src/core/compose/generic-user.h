/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * tessera_generic_user_create_async:
 * @org_id: ID of the organization that the user is to belong to
 * @name: its name
 *
 * Creates a user for tokens that don't belong to a person, as InfluxDB's documentation advises for
 * those that write data: it has no password, so nobody signs in as it, and its tokens live on when
 * people leave. The user is created and becomes a member of the organization: both, or neither.
 * When the second half fails the user is deleted again, and where that fails as well the error
 * names it, with its ID.
 *
 * Needs an account that can write `users` of the whole server, and the organization:
 * an operator's token or the first user's password. Any other account gets %TESSERA_ERROR_FORBIDDEN
 * (observed on InfluxDB 2.9.1). @cancellable takes effect before the first half and between the
 * two; a request that was sent is waited for, so that nothing is left behind that nobody knows of.
 */
void tessera_generic_user_create_async (TesseraClient *client, const char *org_id, const char *name,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * tessera_generic_user_create_finish:
 *
 * Returns: (transfer full) (nullable): the user, or %NULL with an error whose message is whole
 *   sentences for people: %TESSERA_ERROR_INVALID for a name that is none, %TESSERA_ERROR_CONFLICT
 * for one in use, and what the requests can end in
 */
TesseraResource *tessera_generic_user_create_finish (TesseraClient *client, GAsyncResult *result,
                                                     GError **error);

G_END_DECLS

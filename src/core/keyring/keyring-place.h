/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * tessera_keyring_place_find_async:
 *
 * Finds the keyring to save in: the default one, or, on a desktop without a default, an existing
 * one. Private to the keyring.
 *
 * Not every desktop has a default: some KWallet and KeePassXC setups do not answer for the alias
 * `default`, and creating a keyring there would open an assistant, or add one more keyring each
 * time.
 */
void tessera_keyring_place_find_async (SecretService *service, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * tessera_keyring_place_find_finish:
 *
 * Returns: (transfer full) (nullable): the keyring; %NULL without an error if the desktop has none
 */
SecretCollection *tessera_keyring_place_find_finish (GAsyncResult *result, GError **error);

/**
 * tessera_keyring_place_find_closed_async:
 * @found: (element-type SecretItem): what a search found
 * @by_schema: whether the search asked for a schema
 *
 * Finds the locked keyrings that may contain more than the search found. gnome-keyring searches
 * locked keyrings as well, but one that has not been unlocked since login has only hashes of the
 * attributes, and finds nothing by a schema (42.1). oo7 (0.4) and some KWallet setups find nothing
 * at all in a locked keyring. Either way, an empty answer does not mean that nothing is saved.
 */
void tessera_keyring_place_find_closed_async (SecretService *service, GList *found,
                                              gboolean by_schema, GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * tessera_keyring_place_find_closed_finish:
 * @closed: (out) (transfer full) (element-type SecretCollection): the keyrings
 */
gboolean tessera_keyring_place_find_closed_finish (GAsyncResult *result, GList **closed,
                                                   GError **error);

G_END_DECLS

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
 * Finds out whether the keyring to save in is locked, and may contain more than the search found.
 * gnome-keyring searches locked keyrings as well, but one that has not been unlocked since login
 * has only hashes of the attributes, and finds nothing by a schema (42.1). Other services find
 * nothing at all in a locked keyring: see linux-credentials/oo7, keepassxreboot/keepassxc#5287.
 * Either way, an empty answer does not mean that nothing is saved. Other keyrings that are locked
 * do not count: their password may be lost long since, and nothing is saved in them.
 */
void tessera_keyring_place_find_closed_async (SecretService *service, GList *found,
                                              gboolean by_schema, GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * tessera_keyring_place_find_closed_finish:
 *
 * Returns: (transfer full) (nullable): the keyring that may contain more; %NULL without an error if
 *   the search found everything
 */
SecretCollection *tessera_keyring_place_find_closed_finish (GAsyncResult *result, GError **error);

G_END_DECLS

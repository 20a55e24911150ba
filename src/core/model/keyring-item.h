/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringItem:
 *
 * A saved token as the keyring reports it, without its value. Immutable; the properties `id`,
 * `server`, `org-id`, `owner`, `description`, `buckets` and `label` are for lists.
 */
#define TESSERA_TYPE_KEYRING_ITEM (tessera_keyring_item_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyringItem, tessera_keyring_item, TESSERA, KEYRING_ITEM, GObject)

/**
 * tessera_keyring_item_new:
 * @attributes: (element-type utf8 utf8): the item's attributes, in the format of #TesseraKeyring
 * @label: (nullable): the label that keyring managers show
 *
 * Returns: (transfer full) (nullable): %NULL if the attributes do not identify a token
 */
TesseraKeyringItem *tessera_keyring_item_new (GHashTable *attributes, const char *label);

/**
 * tessera_keyring_item_get_id:
 *
 * Returns: (transfer none): ID of the token on its server
 */
const char *tessera_keyring_item_get_id (TesseraKeyringItem *self);

/**
 * tessera_keyring_item_get_server:
 *
 * Returns: (transfer none): the normalized address of the server
 */
const char *tessera_keyring_item_get_server (TesseraKeyringItem *self);
const char *tessera_keyring_item_get_org_id (TesseraKeyringItem *self);
const char *tessera_keyring_item_get_owner (TesseraKeyringItem *self);
const char *tessera_keyring_item_get_description (TesseraKeyringItem *self);

/**
 * tessera_keyring_item_get_buckets:
 *
 * Returns: (transfer none): names of the individual buckets that it is for, one per line; empty for
 *   an item saved before this attribute was introduced
 */
const char *tessera_keyring_item_get_buckets (TesseraKeyringItem *self);
const char *tessera_keyring_item_get_label (TesseraKeyringItem *self);

G_END_DECLS

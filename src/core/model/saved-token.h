/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TesseraSavedToken:
 *
 * What the keyring tells of a token that is kept in it, without its value. It never changes; the
 * properties `id`, `server`, `org-id`, `owner`, `description`, `buckets` and `label` are there for
 * lists.
 */
#define TESSERA_TYPE_SAVED_TOKEN (tessera_saved_token_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSavedToken, tessera_saved_token, TESSERA, SAVED_TOKEN, GObject)

/**
 * tessera_saved_token_new:
 * @attributes: (element-type utf8 utf8): the item's attributes, in the format of #TesseraVault
 * @label: (nullable): what keyrings show
 *
 * Returns: (transfer full) (nullable): %NULL when the attributes do not say which token it is
 */
TesseraSavedToken *tessera_saved_token_new (GHashTable *attributes, const char *label);

/**
 * tessera_saved_token_get_id:
 *
 * Returns: (transfer none): ID of the token on its server
 */
const char *tessera_saved_token_get_id (TesseraSavedToken *self);

/**
 * tessera_saved_token_get_server:
 *
 * Returns: (transfer none): the normalised address
 */
const char *tessera_saved_token_get_server (TesseraSavedToken *self);
const char *tessera_saved_token_get_org_id (TesseraSavedToken *self);
const char *tessera_saved_token_get_owner (TesseraSavedToken *self);
const char *tessera_saved_token_get_description (TesseraSavedToken *self);

/**
 * tessera_saved_token_get_buckets:
 *
 * Returns: (transfer none): names of the single buckets that it is for, one a line; empty for an
 *   item that was saved before there was this attribute
 */
const char *tessera_saved_token_get_buckets (TesseraSavedToken *self);
const char *tessera_saved_token_get_label (TesseraSavedToken *self);

G_END_DECLS

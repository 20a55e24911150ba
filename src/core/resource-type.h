/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraResourceScope:
 * @TESSERA_SCOPE_ORGANISATION: a permission on the whole type carries the organisation's ID
 * @TESSERA_SCOPE_THE_ORGANISATION: `orgs`: it carries `id`, the organisation's own ID, and no orgID
 * @TESSERA_SCOPE_OWNER: `users`: it carries `id`, the token owner's user ID, and no orgID
 * @TESSERA_SCOPE_NEVER: `instance`: no server grants it (403)
 *
 * How a permission on a type in a custom token is scoped, as the real tools build it.
 */
typedef enum
{
  TESSERA_SCOPE_ORGANISATION,
  TESSERA_SCOPE_THE_ORGANISATION,
  TESSERA_SCOPE_OWNER,
  TESSERA_SCOPE_NEVER,
} TesseraResourceScope;

/**
 * tessera_resource_types_known:
 *
 * Returns: (transfer none) (array zero-terminated=1): every type that OSS and Cloud are known to
 *   have, for a server that does not list its own (Cloud Serverless)
 */
const char *const *tessera_resource_types_known (void);

/**
 * tessera_resource_type_get_label:
 * @type: a type's key
 *
 * Returns: (transfer none): the name for people, translated; the key itself for a type that this
 *   program does not know
 */
const char *tessera_resource_type_get_label (const char *type);

TesseraResourceScope tessera_resource_type_get_scope (const char *type);

/**
 * tessera_resource_type_has_items:
 *
 * Returns: %TRUE when the tree can open the type to single items
 */
gboolean tessera_resource_type_has_items (const char *type);

/**
 * tessera_resource_type_is_named:
 *
 * Returns: %TRUE when a server adds the `name` of the item to a permission on it, so that a missing
 *   name tells that the item is gone
 */
gboolean tessera_resource_type_is_named (const char *type);

/**
 * tessera_resource_type_compare:
 *
 * Buckets, then Telegraf configurations, then by key: the order of the tree and of permissions.
 */
int tessera_resource_type_compare (const char *a, const char *b);

G_END_DECLS

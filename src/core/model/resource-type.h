/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraResourceScope:
 * @TESSERA_SCOPE_ORG_WIDE: a permission on the whole type carries the organization's ID
 * @TESSERA_SCOPE_ORG_ITSELF: `orgs`: it carries `id`, the organization's own ID, and no orgID
 * @TESSERA_SCOPE_OWNER: `users`: it carries `id`, the token owner's user ID, and no orgID
 * @TESSERA_SCOPE_NEVER: `instance`: no server grants it (403)
 *
 * How a permission on a type in a custom token is scoped, as the real tools build it.
 */
typedef enum
{
  TESSERA_SCOPE_ORG_WIDE,
  TESSERA_SCOPE_ORG_ITSELF,
  TESSERA_SCOPE_OWNER,
  TESSERA_SCOPE_NEVER,
} TesseraResourceScope;

/**
 * TesseraPaging:
 * @TESSERA_PAGING_NONE: everything at once
 * @TESSERA_PAGING_OFFSET: `limit` (1 to 100) and `offset`
 * @TESSERA_PAGING_AFTER: `limit` (1 to 500) and `after`, the ID of the last item that came
 *
 * How a list comes in pages. A page of InfluxDB 2.9.1 is cut first, and then loses what the
 * account can't read: one that is short, or even empty, is not the last one. Its lists of
 * dashboards and variables refuse a limit above 100, but then hold everything whatever the limit
 * and the offset.
 */
typedef enum
{
  TESSERA_PAGING_NONE,
  TESSERA_PAGING_OFFSET,
  TESSERA_PAGING_AFTER,
} TesseraPaging;

/**
 * TesseraListing:
 * @type: the type's key
 * @path: of the list, below the server's address; with `/ID` after it, of one item
 * @member: of the answer: what holds the items, each with its `id`
 * @name: of an item: what it is called. It may be missing or empty, as in a Telegraf configuration
 * @paging: how the list comes in pages
 *
 * How the items of a type are listed.
 */
typedef struct
{
  const char *type;
  const char *path;
  const char *member;
  const char *name;
  TesseraPaging paging;
} TesseraListing;

/**
 * tessera_resource_types_known:
 *
 * Returns: (transfer none) (array zero-terminated=1): every type that OSS or Cloud is known to have
 */
const char *const *tessera_resource_types_known (void);

/**
 * tessera_resource_types_of_cloud:
 *
 * Returns: (transfer none) (array zero-terminated=1): the types of Cloud, for a server that does
 * not list its own
 */
const char *const *tessera_resource_types_of_cloud (void);

/**
 * tessera_resource_type_find:
 * @type: a word that a server or a user uses for a type
 *
 * Returns: (transfer none) (nullable): the key of the known type that is called so, always the same
 *   text for one type; %NULL for a type that this program does not know
 */
const char *tessera_resource_type_find (const char *type);

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
 * tessera_resource_type_get_listing:
 *
 * Every type of which an InfluxDB 2.9.1 was seen to list the items, and to honor a permission on
 * one of them alone (a token that has only that one gets this item, and is refused another; for
 * `authorizations` it must be allowed to read the owner's user as well). Observed of the others:
 *
 * - `dbrp`: mappings have IDs, but a permission on them opens nothing. The server asks for the one
 *   on the mapping's bucket instead.
 * - `annotations`: events in a range of time, in a private API whose list demands the whole type; a
 *   permission on a stream opens neither the stream nor what is in it.
 * - `secrets` have keys and no IDs; `views` are parts of dashboards, which are what is asked for;
 *   `documents` are templates of long ago that no request lists.
 * - `instance` is never granted; `flows`, `functions` and `subscriptions` are in the Cloud only,
 * whose published API does not list them.
 *
 * Cloud Serverless has the paths of `buckets`, `orgs` and `authorizations` only (its published
 * OpenAPI document): the others end in %TESSERA_ERROR_NOT_FOUND there.
 *
 * Returns: (transfer none) (nullable): how the type is listed; %NULL when it can't be
 */
const TesseraListing *tessera_resource_type_get_listing (const char *type);

/**
 * tessera_resource_type_has_items:
 *
 * Returns: %TRUE when the tree can open the type to single items: it can be listed, and its
 *   permissions are not scoped to the one organization or owner anyway
 */
gboolean tessera_resource_type_has_items (const char *type);

/**
 * tessera_resource_type_is_named:
 *
 * Returns: %TRUE when a server adds the `name` of the item to a permission on it, so that a
 *   missing name means that the item is gone
 */
gboolean tessera_resource_type_is_named (const char *type);

/**
 * tessera_resource_type_compare:
 *
 * Buckets, then Telegraf configurations, then by key: the order of permissions, in every language.
 */
int tessera_resource_type_compare (const char *a, const char *b);

/**
 * tessera_resource_type_compare_labels:
 *
 * Buckets, then Telegraf configurations, then by what people read: the order of the tree.
 */
int tessera_resource_type_compare_labels (const char *a, const char *b);

G_END_DECLS

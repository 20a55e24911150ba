/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TesseraAction:
 * @TESSERA_ACTION_READ: `read`
 * @TESSERA_ACTION_WRITE: `write`; on a bucket that includes deleting it
 */
typedef enum
{
  TESSERA_ACTION_READ,
  TESSERA_ACTION_WRITE,
} TesseraAction;

const char *tessera_action_to_string (TesseraAction action);

/**
 * TesseraPermission:
 *
 * One permission: an action on a resource. An immutable value: two of them are equal if action,
 * type, organization ID and item ID are. Names are for people only and are not compared.
 *
 * The IDs determine the scope (observed on InfluxDB 2.9.1):
 *
 * | organization ID | item ID | means |
 * |---|---|---|
 * | set | set | one item |
 * | set | none | every item of the type in the organization, including items created later |
 * | none | set | one item of a type that belongs to no organization (`orgs`, `users`) |
 * | none | none | every item on the whole server: an operator permission |
 */
typedef struct _TesseraPermission TesseraPermission;

#define TESSERA_TYPE_PERMISSION (tessera_permission_get_type ())
GType tessera_permission_get_type (void);

/**
 * tessera_permission_new:
 * @type: the type's key, such as `buckets`
 * @org_id: (nullable): ID of the organization
 * @id: (nullable): ID of the one item
 * @name: (nullable): the item's name, for people only
 *
 * Returns: (transfer full): a permission
 */
TesseraPermission *tessera_permission_new (TesseraAction action, const char *type,
                                           const char *org_id, const char *id, const char *name);

/**
 * tessera_permission_new_for_type:
 * @org_id: ID of the organization
 * @owner_id: (nullable): ID of the user who will own the token
 *
 * A permission on a whole resource type in a custom token, scoped by #TesseraResourceScope.
 *
 * Returns: (transfer full) (nullable): the permission; %NULL for a type that can't be granted:
 *   `instance`, and `users` as long as the owner is not known
 */
TesseraPermission *tessera_permission_new_for_type (TesseraAction action, const char *type,
                                                    const char *org_id, const char *owner_id);

TesseraPermission *tessera_permission_ref (TesseraPermission *self);
void tessera_permission_unref (TesseraPermission *self);

TesseraAction tessera_permission_get_action (const TesseraPermission *self);
const char *tessera_permission_get_resource_type (const TesseraPermission *self);

/**
 * tessera_permission_get_org_id:
 *
 * Returns: (nullable): ID of the organization
 */
const char *tessera_permission_get_org_id (const TesseraPermission *self);

/**
 * tessera_permission_get_id:
 *
 * Returns: (nullable): ID of the one item
 */
const char *tessera_permission_get_id (const TesseraPermission *self);

/**
 * tessera_permission_get_name:
 *
 * Returns: (nullable): the name of the one item
 */
const char *tessera_permission_get_name (const TesseraPermission *self);

/**
 * tessera_permission_get_loose_name:
 *
 * Returns: (nullable): a name that came without an ID. It limits nothing: the permission is for all
 *   items of the type (InfluxDB 2.9.1 drops such a name; other servers may keep it)
 */
const char *tessera_permission_get_loose_name (const TesseraPermission *self);

guint tessera_permission_hash (gconstpointer self);
gboolean tessera_permission_equal (gconstpointer a, gconstpointer b);

/**
 * tessera_permission_compare:
 *
 * The canonical order: by type (as the vendor's page lists them: buckets, Telegraf configurations,
 * then by key), the whole type before its items, items by name, then ID, read before write.
 *
 * Returns: less than, equal to or greater than 0; 0 only for equal permissions
 */
int tessera_permission_compare (const TesseraPermission *a, const TesseraPermission *b);

/**
 * tessera_permission_covers:
 *
 * Returns: %TRUE if @self allows everything that @other allows
 */
gboolean tessera_permission_covers (const TesseraPermission *self, const TesseraPermission *other);

/**
 * tessera_permission_is_server_wide:
 *
 * Returns: %TRUE for a permission on every item on the whole server
 */
gboolean tessera_permission_is_server_wide (const TesseraPermission *self);

/**
 * tessera_permission_is_dangling:
 *
 * Whether a permission *from a server's answer* names an item that no longer exists: InfluxDB adds
 * the name of buckets, organizations and users that exist, so one with an ID and no name dangles.
 * Types whose names it never adds are never reported as dangling.
 */
gboolean tessera_permission_is_dangling (const TesseraPermission *self);

/**
 * tessera_permission_to_json:
 *
 * Returns: (transfer full): `{"action", "resource": {"type", "orgID", "id"}}`. The name is left
 *   out: InfluxDB silently widens a resource that has a name and no ID to all items of its type, so
 *   a resource must never be identified by its name.
 */
JsonNode *tessera_permission_to_json (const TesseraPermission *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraPermission, tessera_permission_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TesseraResource:
 *
 * Something on the server that has an ID and a name: an organization, a user, a bucket, a
 * dashboard, a task … What has no name is called by its ID. It never changes; the properties
 * `type`, `id`, `name` and `system` are there for lists.
 */
#define TESSERA_TYPE_RESOURCE (tessera_resource_get_type ())
G_DECLARE_FINAL_TYPE (TesseraResource, tessera_resource, TESSERA, RESOURCE, GObject)

/**
 * tessera_resource_new:
 * @type: the type's key, such as `buckets`
 * @name: (nullable): its name, if it has one
 * @system: %TRUE for the buckets that the server keeps for itself (`_monitoring`, `_tasks`)
 *
 * Returns: (transfer full): a resource
 */
TesseraResource *tessera_resource_new (const char *type, const char *id, const char *name,
                                       gboolean system);

const char *tessera_resource_get_resource_type (TesseraResource *self);
const char *tessera_resource_get_id (TesseraResource *self);
const char *tessera_resource_get_name (TesseraResource *self);
gboolean tessera_resource_is_system (TesseraResource *self);

G_END_DECLS

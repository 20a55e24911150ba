/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/permission.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionSet:
 *
 * A set of permissions in canonical order (tessera_permission_compare()), without duplicates. Only
 * its creator changes it; once it is part of a request or a token it is treated as immutable.
 */
typedef struct _TesseraPermissionSet TesseraPermissionSet;

#define TESSERA_TYPE_PERMISSION_SET (tessera_permission_set_get_type ())
GType tessera_permission_set_get_type (void);

TesseraPermissionSet *tessera_permission_set_new (void);

/**
 * tessera_permission_set_new_from_list:
 * @list: (element-type TesseraPermission) (transfer none): permissions in any order
 */
TesseraPermissionSet *tessera_permission_set_new_from_list (GPtrArray *list);

/**
 * tessera_permission_set_to_list:
 *
 * Returns: (transfer full) (element-type TesseraPermission): its permissions in canonical order
 */
GPtrArray *tessera_permission_set_to_list (TesseraPermissionSet *self);

TesseraPermissionSet *tessera_permission_set_copy (TesseraPermissionSet *self);
TesseraPermissionSet *tessera_permission_set_ref (TesseraPermissionSet *self);
void tessera_permission_set_unref (TesseraPermissionSet *self);

/**
 * tessera_permission_set_add:
 * @permission: (transfer none): what to add
 *
 * Returns: %FALSE if the set already had an equal one
 */
gboolean tessera_permission_set_add (TesseraPermissionSet *self, TesseraPermission *permission);

/**
 * tessera_permission_set_remove:
 *
 * Returns: %FALSE if the set had no equal one
 */
gboolean tessera_permission_set_remove (TesseraPermissionSet *self,
                                        const TesseraPermission *permission);

gboolean tessera_permission_set_contains (TesseraPermissionSet *self,
                                          const TesseraPermission *permission);

/**
 * tessera_permission_set_covers:
 *
 * Returns: %TRUE if one of the set's permissions covers @permission
 */
gboolean tessera_permission_set_covers (TesseraPermissionSet *self,
                                        const TesseraPermission *permission);

guint tessera_permission_set_get_size (TesseraPermissionSet *self);

/**
 * tessera_permission_set_get:
 * @index: below tessera_permission_set_get_size(); in canonical order
 *
 * Returns: (transfer none): a permission, valid until the set changes
 */
TesseraPermission *tessera_permission_set_get (TesseraPermissionSet *self, guint index);

gboolean tessera_permission_set_equal (TesseraPermissionSet *a, TesseraPermissionSet *b);

/**
 * tessera_permission_set_difference:
 *
 * Returns: (transfer full): the permissions of @self that @other does not cover
 */
TesseraPermissionSet *tessera_permission_set_difference (TesseraPermissionSet *self,
                                                         TesseraPermissionSet *other);

/**
 * tessera_permission_set_reduce:
 *
 * Returns: (transfer full): the same access with as few permissions as possible: those covered by
 *   another one of the set are left out
 */
TesseraPermissionSet *tessera_permission_set_reduce (TesseraPermissionSet *self);

/**
 * tessera_permission_set_describe:
 *
 * The description that InfluxDB's own page generates, word for word and untranslated: `Read buckets
 * _monitoring Write buckets _tasks`. With more than two permissions it names the first two and
 * counts the rest; at most 120 characters.
 *
 * Returns: (transfer full): the description; empty for an empty set
 */
char *tessera_permission_set_describe (TesseraPermissionSet *self);

/**
 * tessera_permission_set_summarize:
 *
 * Returns: (transfer full): a short translated summary for people of what the set allows: "Reads 2
 *   buckets, writes to telemetry"
 */
char *tessera_permission_set_summarize (TesseraPermissionSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraPermissionSet, tessera_permission_set_unref)

G_END_DECLS

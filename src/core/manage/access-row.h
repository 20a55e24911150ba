/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/manage/name-cache.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraAccess:
 * @TESSERA_ACCESS_NOTHING: no
 * @TESSERA_ACCESS_SOME: yes, for some of the items beneath
 * @TESSERA_ACCESS_ALL: yes
 */
typedef enum
{
  TESSERA_ACCESS_NOTHING,
  TESSERA_ACCESS_SOME,
  TESSERA_ACCESS_ALL,
} TesseraAccess;

/**
 * TesseraAccessRow:
 *
 * A row in the table of what a token can do: a resource type, or a single item of one. Immutable.
 */
#define TESSERA_TYPE_ACCESS_ROW (tessera_access_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraAccessRow, tessera_access_row, TESSERA, ACCESS_ROW, GObject)

/**
 * tessera_access_rows_new:
 * @names: the names of items on @server, the normalized address
 *
 * Returns: (transfer full): a model of #TesseraAccessRow: the types that @token has permissions on,
 *   in the order of permissions
 */
GListModel *tessera_access_rows_new (TesseraToken *token, TesseraNameCache *names,
                                     const char *server);

/**
 * tessera_access_row_get_label:
 *
 * Returns: (transfer none): the type's name, or its key if the type is not known; an item's name,
 *   its last known name if it is gone, or its ID
 */
const char *tessera_access_row_get_label (TesseraAccessRow *self);

/**
 * tessera_access_row_get_note:
 *
 * Returns: (transfer none) (nullable): a note about it, as a sentence
 */
const char *tessera_access_row_get_note (TesseraAccessRow *self);

/**
 * tessera_access_row_get_id:
 *
 * Returns: (transfer none) (nullable): ID of an item; %NULL for a type
 */
const char *tessera_access_row_get_id (TesseraAccessRow *self);

/**
 * tessera_access_row_get_items:
 *
 * Returns: (transfer none) (nullable): a model of the individual items of a type; %NULL if there
 *   are none
 */
GListModel *tessera_access_row_get_items (TesseraAccessRow *self);

/**
 * tessera_access_row_get_access:
 *
 * Returns: how much of it is allowed; a permission on the whole type includes its items
 */
TesseraAccess tessera_access_row_get_access (TesseraAccessRow *self, TesseraAction action);

/**
 * tessera_access_row_describe_access:
 *
 * Returns: (transfer full): the same for people: "Read, Buckets, telemetry, granted"
 */
char *tessera_access_row_describe_access (TesseraAccessRow *self, TesseraAction action);

/**
 * tessera_access_row_is_gone:
 *
 * Returns: %TRUE for an item that no longer exists
 */
gboolean tessera_access_row_is_gone (TesseraAccessRow *self);

/**
 * tessera_access_row_is_system:
 *
 * Returns: %TRUE for a system bucket
 */
gboolean tessera_access_row_is_system (TesseraAccessRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/manage/name-cache.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraAccess:
 * @TESSERA_ACCESS_NOTHING: may not
 * @TESSERA_ACCESS_SOME: may, with some of the items beneath
 * @TESSERA_ACCESS_ALL: may
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
 * A row of the table of what a token can do: a resource type, or a single item of one. It never
 * changes.
 */
#define TESSERA_TYPE_ACCESS_ROW (tessera_access_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraAccessRow, tessera_access_row, TESSERA, ACCESS_ROW, GObject)

/**
 * tessera_access_rows_new:
 * @names: what was called how on @server, the normalized address
 *
 * Returns: (transfer full): a model of #TesseraAccessRow: the types that @token holds something of,
 *   in the order of permissions
 */
GListModel *tessera_access_rows_new (TesseraToken *token, TesseraNameCache *names,
                                     const char *server);

/**
 * tessera_access_row_get_label:
 *
 * Returns: (transfer none): what the type is called, the key of one that this program does not
 *   know; of an item its name, that of before when it is gone, or its ID
 */
const char *tessera_access_row_get_label (TesseraAccessRow *self);

/**
 * tessera_access_row_get_note:
 *
 * Returns: (transfer none) (nullable): what there is to know of it, as a sentence
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
 * Returns: (transfer none) (nullable): a model of the single items of a type, %NULL when there are
 *   none
 */
GListModel *tessera_access_row_get_items (TesseraAccessRow *self);

/**
 * tessera_access_row_get_access:
 *
 * Returns: what of it; an item is reached with all of its type as well
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
 * Returns: %TRUE for a bucket that the server keeps for itself
 */
gboolean tessera_access_row_is_system (TesseraAccessRow *self);

G_END_DECLS

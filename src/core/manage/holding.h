/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/manage/item-names.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraReach:
 * @TESSERA_REACH_NOTHING: may not
 * @TESSERA_REACH_SOME: may, with some of the items beneath
 * @TESSERA_REACH_ALL: may
 */
typedef enum
{
  TESSERA_REACH_NOTHING,
  TESSERA_REACH_SOME,
  TESSERA_REACH_ALL,
} TesseraReach;

/**
 * TesseraHolding:
 *
 * A row of the table of what a token may: a resource type, or a single item of one. It never
 * changes.
 */
#define TESSERA_TYPE_HOLDING (tessera_holding_get_type ())
G_DECLARE_FINAL_TYPE (TesseraHolding, tessera_holding, TESSERA, HOLDING, GObject)

/**
 * tessera_holdings_new:
 * @names: what was called how on @server, the normalised address
 *
 * Returns: (transfer full): a model of #TesseraHolding: the types that @token holds something of,
 *   in the order of permissions
 */
GListModel *tessera_holdings_new (TesseraToken *token, TesseraItemNames *names, const char *server);

/**
 * tessera_holding_get_label:
 *
 * Returns: (transfer none): what the type is called, the key of one that this program does not
 *   know; of an item its name, that of before when it is gone, or its ID
 */
const char *tessera_holding_get_label (TesseraHolding *self);

/**
 * tessera_holding_get_note:
 *
 * Returns: (transfer none) (nullable): what there is to know of it, as a sentence
 */
const char *tessera_holding_get_note (TesseraHolding *self);

/**
 * tessera_holding_get_id:
 *
 * Returns: (transfer none) (nullable): ID of an item; %NULL for a type
 */
const char *tessera_holding_get_id (TesseraHolding *self);

/**
 * tessera_holding_get_items:
 *
 * Returns: (transfer none) (nullable): a model of the single items of a type, %NULL when there are
 *   none
 */
GListModel *tessera_holding_get_items (TesseraHolding *self);

/**
 * tessera_holding_get_reach:
 *
 * Returns: what of it; an item is reached with all of its type as well
 */
TesseraReach tessera_holding_get_reach (TesseraHolding *self, TesseraAction action);

/**
 * tessera_holding_describe_reach:
 *
 * Returns: (transfer full): the same for people: "Read, Buckets, telemetry, granted"
 */
char *tessera_holding_describe_reach (TesseraHolding *self, TesseraAction action);

/**
 * tessera_holding_is_gone:
 *
 * Returns: %TRUE for an item that is not there any more
 */
gboolean tessera_holding_is_gone (TesseraHolding *self);

/**
 * tessera_holding_is_system:
 *
 * Returns: %TRUE for a bucket that the server keeps for itself
 */
gboolean tessera_holding_is_system (TesseraHolding *self);

G_END_DECLS

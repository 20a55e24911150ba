/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraStoreModel:
 *
 * A #GListModel that others can only read, and that its own type fills: a #GListStore is behind it.
 * To be derived from.
 */
#define TESSERA_TYPE_STORE_MODEL (tessera_store_model_get_type ())
G_DECLARE_DERIVABLE_TYPE (TesseraStoreModel, tessera_store_model, TESSERA, STORE_MODEL, GObject)

/**
 * TesseraStoreModelClass:
 * @item_type: type of the items; set in the class_init of each derived type
 */
struct _TesseraStoreModelClass
{
  GObjectClass parent_class;

  GType item_type;
};

/**
 * tessera_store_model_get_store:
 *
 * For derived types: what they change through it is emitted as a change of the model itself.
 *
 * Returns: (transfer none): the items
 */
GListStore *tessera_store_model_get_store (TesseraStoreModel *self);

/**
 * tessera_store_model_peek:
 * @position: less than the number of items
 *
 * For loops of derived types, which know that the list holds the item for as long as they need it.
 *
 * Returns: (transfer none) (type GObject): the item at @position
 */
gpointer tessera_store_model_peek (TesseraStoreModel *self, guint position);

G_END_DECLS

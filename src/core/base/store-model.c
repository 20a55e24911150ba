/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/store-model.h"

typedef struct
{
  GListStore *store;
} TesseraStoreModelPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TesseraStoreModel, tessera_store_model, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (TesseraStoreModel)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

GListStore *
tessera_store_model_get_store (TesseraStoreModel *self)
{
  g_return_val_if_fail (TESSERA_IS_STORE_MODEL (self), NULL);

  TesseraStoreModelPrivate *priv = tessera_store_model_get_instance_private (self);

  return priv->store;
}

gpointer
tessera_store_model_peek (TesseraStoreModel *self, guint position)
{
  g_return_val_if_fail (TESSERA_IS_STORE_MODEL (self), NULL);

  g_autoptr (GObject) item =
      g_list_model_get_item (G_LIST_MODEL (tessera_store_model_get_store (self)), position);

  return item;
}

/* The type of the items is known only now: in init() the class is still this one. */
static void
tessera_store_model_constructed (GObject *object)
{
  TesseraStoreModel *self = TESSERA_STORE_MODEL (object);
  TesseraStoreModelPrivate *priv = tessera_store_model_get_instance_private (self);

  priv->store = g_list_store_new (TESSERA_STORE_MODEL_GET_CLASS (self)->item_type);
  g_signal_connect_object (priv->store, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
  G_OBJECT_CLASS (tessera_store_model_parent_class)->constructed (object);
}

static void
tessera_store_model_finalize (GObject *object)
{
  TesseraStoreModelPrivate *priv =
      tessera_store_model_get_instance_private (TESSERA_STORE_MODEL (object));

  g_clear_object (&priv->store);
  G_OBJECT_CLASS (tessera_store_model_parent_class)->finalize (object);
}

static void
tessera_store_model_class_init (TesseraStoreModelClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = tessera_store_model_constructed;
  G_OBJECT_CLASS (klass)->finalize = tessera_store_model_finalize;
  klass->item_type = G_TYPE_OBJECT;
}

static void
tessera_store_model_init (TesseraStoreModel *self)
{
}

static GType
get_item_type (GListModel *model)
{
  return TESSERA_STORE_MODEL_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (tessera_store_model_get_store (TESSERA_STORE_MODEL (model))));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (
      G_LIST_MODEL (tessera_store_model_get_store (TESSERA_STORE_MODEL (model))), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/keyring-item.h"

#include "core/base/address.h"

enum
{
  PROP_0,
  PROP_ID,
  PROP_SERVER,
  PROP_ORG_ID,
  PROP_OWNER,
  PROP_DESCRIPTION,
  PROP_BUCKETS,
  PROP_LABEL,
  N_PROPS
};

struct _TesseraKeyringItem
{
  GObject parent_instance;

  char *texts[N_PROPS]; /* by property */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraKeyringItem, tessera_keyring_item, G_TYPE_OBJECT)

static void
tessera_keyring_item_finalize (GObject *object)
{
  TesseraKeyringItem *self = TESSERA_KEYRING_ITEM (object);

  for (guint i = 0; i < N_PROPS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (tessera_keyring_item_parent_class)->finalize (object);
}

static void
tessera_keyring_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id > PROP_0 && prop_id < N_PROPS)
    g_value_set_string (value, TESSERA_KEYRING_ITEM (object)->texts[prop_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_keyring_item_class_init (TesseraKeyringItemClass *klass)
{
  static const char *const names[N_PROPS] = { NULL,    "id",          "server",  "org-id",
                                              "owner", "description", "buckets", "label" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_keyring_item_finalize;
  object_class->get_property = tessera_keyring_item_get_property;
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    properties[i] =
        g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_keyring_item_init (TesseraKeyringItem *self)
{
}

/* Older versions kept other ways to write the same address. */
static void
normalize_server (TesseraKeyringItem *self)
{
  char *address = tessera_address_normalize (self->texts[PROP_SERVER], NULL);

  if (address == NULL)
    return;
  g_free (self->texts[PROP_SERVER]);
  self->texts[PROP_SERVER] = address;
}

TesseraKeyringItem *
tessera_keyring_item_new (GHashTable *attributes, const char *label)
{
  g_return_val_if_fail (attributes != NULL, NULL);

  static const char *const keys[N_PROPS] = {
    NULL, "authorization-id", "server", "organization-id", "owner", "description", "buckets", NULL
  };
  TesseraKeyringItem *self;

  if (!g_hash_table_contains (attributes, keys[PROP_ID]) ||
      !g_hash_table_contains (attributes, keys[PROP_SERVER]))
    return NULL;
  self = g_object_new (TESSERA_TYPE_KEYRING_ITEM, NULL);
  for (guint i = PROP_ID; i <= PROP_BUCKETS; i++)
    {
      const char *text = g_hash_table_lookup (attributes, keys[i]);

      self->texts[i] = g_strdup (text != NULL ? text : "");
    }
  normalize_server (self);
  self->texts[PROP_LABEL] = g_strdup (label);
  return self;
}

const char *
tessera_keyring_item_get_id (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_ID];
}

const char *
tessera_keyring_item_get_server (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_SERVER];
}

const char *
tessera_keyring_item_get_org_id (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_ORG_ID];
}

const char *
tessera_keyring_item_get_owner (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_OWNER];
}

const char *
tessera_keyring_item_get_description (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_DESCRIPTION];
}

const char *
tessera_keyring_item_get_buckets (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_BUCKETS];
}

const char *
tessera_keyring_item_get_label (TesseraKeyringItem *self)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (self), NULL);

  return self->texts[PROP_LABEL];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/resource.h"

struct _TesseraResource
{
  GObject parent_instance;

  char *type;
  char *id;
  char *name;
  gboolean system;
};

enum
{
  PROP_0,
  PROP_TYPE,
  PROP_ID,
  PROP_NAME,
  PROP_SYSTEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraResource, tessera_resource, G_TYPE_OBJECT)

static void
tessera_resource_finalize (GObject *object)
{
  TesseraResource *self = TESSERA_RESOURCE (object);

  g_free (self->type);
  g_free (self->id);
  g_free (self->name);
  G_OBJECT_CLASS (tessera_resource_parent_class)->finalize (object);
}

static void
tessera_resource_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraResource *self = TESSERA_RESOURCE (object);

  switch (prop_id)
    {
    case PROP_TYPE:
      g_value_set_string (value, self->type);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_SYSTEM:
      g_value_set_boolean (value, self->system);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_resource_class_init (TesseraResourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = tessera_resource_finalize;
  object_class->get_property = tessera_resource_get_property;

  properties[PROP_TYPE] = g_param_spec_string ("type", NULL, NULL, NULL, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SYSTEM] = g_param_spec_boolean ("system", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_resource_init (TesseraResource *self)
{
}

TesseraResource *
tessera_resource_new (const char *type, const char *id, const char *name, gboolean system)
{
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  TesseraResource *self = g_object_new (TESSERA_TYPE_RESOURCE, NULL);

  self->type = g_strdup (type);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->system = system;
  return self;
}

const char *
tessera_resource_get_resource_type (TesseraResource *self)
{
  g_return_val_if_fail (TESSERA_IS_RESOURCE (self), NULL);

  return self->type;
}

const char *
tessera_resource_get_id (TesseraResource *self)
{
  g_return_val_if_fail (TESSERA_IS_RESOURCE (self), NULL);

  return self->id;
}

const char *
tessera_resource_get_name (TesseraResource *self)
{
  g_return_val_if_fail (TESSERA_IS_RESOURCE (self), NULL);

  return self->name;
}

gboolean
tessera_resource_is_system (TesseraResource *self)
{
  g_return_val_if_fail (TESSERA_IS_RESOURCE (self), FALSE);

  return self->system;
}

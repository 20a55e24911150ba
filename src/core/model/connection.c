/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/connection.h"

#include <string.h>

struct _TesseraConnection
{
  GObject parent_instance;

  char *id;
  char *title;
  char *address;
  char *org_id;
  char *org_name;
  char *username;
  TesseraCredentialsKind method;
  TesseraReach *reach;
  char *server; /* NULL if not known */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_ADDRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraConnection, tessera_connection, G_TYPE_OBJECT)

static void
tessera_connection_finalize (GObject *object)
{
  TesseraConnection *self = TESSERA_CONNECTION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->address);
  g_free (self->org_id);
  g_free (self->org_name);
  g_free (self->username);
  g_object_unref (self->reach);
  g_free (self->server);
  G_OBJECT_CLASS (tessera_connection_parent_class)->finalize (object);
}

static void
tessera_connection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraConnection *self = TESSERA_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_connection_class_init (TesseraConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = tessera_connection_finalize;
  object_class->get_property = tessera_connection_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_connection_init (TesseraConnection *self)
{
}

TesseraConnection *
tessera_connection_new (const char *id, const char *address, const char *org_id,
                        const char *org_name, TesseraCredentialsKind method, const char *username)
{
  g_return_val_if_fail (address != NULL, NULL);

  TesseraConnection *self = g_object_new (TESSERA_TYPE_CONNECTION, NULL);
  const char *host = strstr (address, "://");

  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->address = g_strdup (address);
  self->org_id = g_strdup (org_id != NULL ? org_id : "");
  self->org_name = g_strdup (org_name != NULL ? org_name : "");
  self->method = method;
  self->username = g_strdup (username);
  self->reach = tessera_reach_new (TESSERA_TRUST_SYSTEM, NULL, NULL);
  host = host != NULL ? host + 3 : address;
  self->title =
      *self->org_name != '\0' ? g_strdup_printf ("%s · %s", self->org_name, host) : g_strdup (host);
  return self;
}

static TesseraConnection *
copy (TesseraConnection *self)
{
  TesseraConnection *other = tessera_connection_new (self->id, self->address, self->org_id,
                                                     self->org_name, self->method, self->username);

  g_set_object (&other->reach, self->reach);
  other->server = g_strdup (self->server);
  return other;
}

TesseraConnection *
tessera_connection_with_server (TesseraConnection *self, const char *server)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  TesseraConnection *other = copy (self);

  g_free (other->server);
  other->server = g_strdup (server);
  return other;
}

const char *
tessera_connection_get_server (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->server;
}

TesseraConnection *
tessera_connection_with_reach (TesseraConnection *self, TesseraReach *reach)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (TESSERA_IS_REACH (reach), NULL);

  TesseraConnection *other = copy (self);

  g_set_object (&other->reach, reach);
  return other;
}

const char *
tessera_connection_get_id (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->id;
}

const char *
tessera_connection_get_title (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->title;
}

const char *
tessera_connection_get_address (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->address;
}

const char *
tessera_connection_get_org_id (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->org_id;
}

const char *
tessera_connection_get_org_name (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->org_name;
}

TesseraCredentialsKind
tessera_connection_get_method (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), 0);

  return self->method;
}

const char *
tessera_connection_get_username (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->username;
}

TesseraReach *
tessera_connection_get_reach (TesseraConnection *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION (self), NULL);

  return self->reach;
}

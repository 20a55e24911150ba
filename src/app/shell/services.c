/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/services.h"

struct _TesseraServices
{
  GObject parent_instance;

  TesseraConnectionList *connections;
  TesseraKeyring *keyring;
  TesseraMinter *minter;
  TesseraDemoServer *demos[TESSERA_DEMO_N_FLAVORS]; /* by flavor; NULL until started */
  TesseraDemoFlavor flavor;
};

G_DEFINE_FINAL_TYPE (TesseraServices, tessera_services, G_TYPE_OBJECT)

TesseraConnectionList *
tessera_services_get_connections (TesseraServices *self)
{
  return self->connections;
}

TesseraKeyring *
tessera_services_get_keyring (TesseraServices *self)
{
  return self->keyring;
}

TesseraMinter *
tessera_services_get_minter (TesseraServices *self)
{
  return self->minter;
}

void
tessera_services_set_demo_flavor (TesseraServices *self, TesseraDemoFlavor flavor)
{
  g_return_if_fail (flavor < G_N_ELEMENTS (self->demos));

  self->flavor = flavor;
}

TesseraDemoServer *
tessera_services_start_demo (TesseraServices *self, GError **error)
{
  TesseraDemoServer **demo = &self->demos[self->flavor];
  g_autoptr (TesseraDemoServer) started = NULL;

  if (*demo != NULL)
    return *demo;
  started = tessera_demo_server_new (self->flavor, FALSE);
  if (!tessera_demo_server_start (started, 0, error))
    return NULL;
  *demo = g_steal_pointer (&started);
  return *demo;
}

void
tessera_services_stop_demos (TesseraServices *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->demos); i++)
    {
      if (self->demos[i] != NULL)
        tessera_demo_server_stop (self->demos[i]);
      g_clear_object (&self->demos[i]);
    }
}

static void
tessera_services_finalize (GObject *object)
{
  TesseraServices *self = TESSERA_SERVICES (object);

  tessera_services_stop_demos (self);
  g_object_unref (self->connections);
  g_object_unref (self->keyring);
  g_object_unref (self->minter);
  G_OBJECT_CLASS (tessera_services_parent_class)->finalize (object);
}

static void
tessera_services_class_init (TesseraServicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_services_finalize;
}

static void
tessera_services_init (TesseraServices *self)
{
  self->connections = tessera_connection_list_new (NULL);
  self->keyring = tessera_keyring_new ();
  self->minter = tessera_minter_new (NULL);
}

TesseraServices *
tessera_services_new (void)
{
  return g_object_new (TESSERA_TYPE_SERVICES, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-server.h"

#include <libsoup/soup.h>

#include "demo/demo-company.h"
#include "demo/demo-routes.h"

struct _TesseraDemoServer
{
  GObject parent_instance;

  SoupServer *http;
  DemoStore *store;
  gboolean empty;
  char *address;
  char *token;
};

G_DEFINE_FINAL_TYPE (TesseraDemoServer, tessera_demo_server, G_TYPE_OBJECT)

static void
tessera_demo_server_finalize (GObject *object)
{
  TesseraDemoServer *self = TESSERA_DEMO_SERVER (object);

  tessera_demo_server_stop (self);
  g_clear_pointer (&self->store, demo_store_free);
  g_free (self->token);
  G_OBJECT_CLASS (tessera_demo_server_parent_class)->finalize (object);
}

static void
tessera_demo_server_class_init (TesseraDemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_demo_server_finalize;
}

static void
tessera_demo_server_init (TesseraDemoServer *self)
{
}

TesseraDemoServer *
tessera_demo_server_new (TesseraDemoFlavor flavor, gboolean empty)
{
  TesseraDemoServer *self = g_object_new (TESSERA_TYPE_DEMO_SERVER, NULL);

  self->empty = empty;
  self->store = demo_store_new (flavor);
  if (!empty)
    self->token = demo_company_fill (self->store);
  return self;
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  TesseraDemoServer *self = user_data;

  demo_routes_answer (self->store, message, path, query);
}

gboolean
tessera_demo_server_start (TesseraDemoServer *self, guint16 port, GError **error)
{
  g_autoptr (SoupServer) http = soup_server_new ("server-header", "Tessera-Demo", NULL);
  GSList *uris;

  soup_server_add_handler (http, NULL, request_cb, self, NULL);
  if (!soup_server_listen_local (http, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (http);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->http = g_steal_pointer (&http);
  return TRUE;
}

void
tessera_demo_server_stop (TesseraDemoServer *self)
{
  if (self->http != NULL)
    soup_server_disconnect (self->http);
  g_clear_object (&self->http);
  g_clear_pointer (&self->address, g_free);
}

const char *
tessera_demo_server_get_address (TesseraDemoServer *self)
{
  return self->address;
}

const char *
tessera_demo_server_get_organization (TesseraDemoServer *self)
{
  return self->empty ? NULL : DEMO_ORGANIZATION;
}

const char *
tessera_demo_server_get_username (TesseraDemoServer *self)
{
  return self->empty || self->store->serverless ? NULL : DEMO_USERNAME;
}

const char *
tessera_demo_server_get_password (TesseraDemoServer *self)
{
  return self->empty || self->store->serverless ? NULL : DEMO_PASSWORD;
}

const char *
tessera_demo_server_get_token (TesseraDemoServer *self)
{
  return self->token;
}

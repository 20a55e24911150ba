/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-watch.h"

#define SERVICE "org.freedesktop.secrets"

struct _TesseraKeyringWatch
{
  GObject parent_instance;

  GDBusConnection *bus;
  guint subscriptions[3];
  guint name_watch;
  guint idle; /* changes at the same time are reported once */
};

G_DEFINE_FINAL_TYPE (TesseraKeyringWatch, tessera_keyring_watch, G_TYPE_OBJECT)

static guint changed_signal;

static void
tessera_keyring_watch_dispose (GObject *object)
{
  TesseraKeyringWatch *self = TESSERA_KEYRING_WATCH (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->subscriptions); i++)
    {
      if (self->subscriptions[i] != 0)
        g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
      self->subscriptions[i] = 0;
    }
  g_clear_handle_id (&self->name_watch, g_bus_unwatch_name);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (tessera_keyring_watch_parent_class)->dispose (object);
}

static void
tessera_keyring_watch_class_init (TesseraKeyringWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_keyring_watch_dispose;
  changed_signal = g_signal_new ("changed", TESSERA_TYPE_KEYRING_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
tessera_keyring_watch_init (TesseraKeyringWatch *self)
{
}

static gboolean
idle_cb (gpointer data)
{
  TesseraKeyringWatch *self = data;

  self->idle = 0;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
note_change (TesseraKeyringWatch *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (idle_cb, self);
}

/* GDBus delivers a signal that is already in flight even after the subscription has ended, but it
 * keeps the user data alive until then: a weak reference. */
static void
signal_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
           const char *name, GVariant *parameters, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (TesseraKeyringWatch) self = g_weak_ref_get (weak);

  if (self != NULL && self->bus != NULL)
    note_change (self);
}

static void
name_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  signal_cb (bus, NULL, NULL, NULL, NULL, NULL, user_data);
}

static void
name_gone_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  signal_cb (bus, NULL, NULL, NULL, NULL, NULL, user_data);
}

static GWeakRef *
weak_ref_new (TesseraKeyringWatch *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* Locking and unlocking change a property of the collection. */
  static const char *const interfaces[] = { "org.freedesktop.Secret.Collection",
                                            "org.freedesktop.Secret.Service",
                                            "org.freedesktop.DBus.Properties" };
  g_autoptr (TesseraKeyringWatch) self = user_data;

  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (interfaces); i++)
    self->subscriptions[i] = g_dbus_connection_signal_subscribe (
        self->bus, SERVICE, interfaces[i], NULL, NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE, signal_cb,
        weak_ref_new (self), weak_ref_free);
  self->name_watch =
      g_bus_watch_name_on_connection (self->bus, SERVICE, G_BUS_NAME_WATCHER_FLAGS_NONE, name_cb,
                                      name_gone_cb, weak_ref_new (self), weak_ref_free);
}

TesseraKeyringWatch *
tessera_keyring_watch_new (void)
{
  TesseraKeyringWatch *self = g_object_new (TESSERA_TYPE_KEYRING_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, g_object_ref (self));
  return self;
}

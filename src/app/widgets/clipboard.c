/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/clipboard.h"

#include <gio/gio.h>

#define LEASE_KEY "tessera-clipboard-lease"
#define TEXT_TYPE "text/plain;charset=utf-8"
/* The type that tells clipboard managers not to keep the content (KDE's, and later others). GTK
 * lists it among the types, where most of them look, but does not provide its content, which
 * Klipper asks for, because it is not a MIME type (seen with 4.8.3; GTK's issue 4087). */
#define HINT_TYPE "x-kde-passwordManagerHint"

/* The content: GDK asks for it when somebody pastes, so the value stays in a TesseraSecret. */

#define TESSERA_TYPE_SECRET_CONTENT (tessera_secret_content_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSecretContent, tessera_secret_content, TESSERA, SECRET_CONTENT,
                      GdkContentProvider)

struct _TesseraSecretContent
{
  GdkContentProvider parent_instance;

  TesseraSecret *secret;
};

G_DEFINE_FINAL_TYPE (TesseraSecretContent, tessera_secret_content, GDK_TYPE_CONTENT_PROVIDER)

static void
tessera_secret_content_finalize (GObject *object)
{
  g_clear_pointer (&TESSERA_SECRET_CONTENT (object)->secret, tessera_secret_unref);
  G_OBJECT_CLASS (tessera_secret_content_parent_class)->finalize (object);
}

static GdkContentFormats *
tessera_secret_content_ref_formats (GdkContentProvider *provider)
{
  static const char *types[] = { TEXT_TYPE, "text/plain", HINT_TYPE };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tessera_secret_content_write_async (GdkContentProvider *provider, const char *mime_type,
                                    GOutputStream *stream, int io_priority,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  TesseraSecretContent *self = TESSERA_SECRET_CONTENT (provider);
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  gboolean is_hint = g_str_equal (mime_type, HINT_TYPE);
  const char *text = is_hint ? "secret" : tessera_secret_peek (self->secret);
  gsize length = is_hint ? strlen (text) : tessera_secret_get_length (self->secret);

  g_task_set_source_tag (task, tessera_secret_content_write_async);
  /* Written without a copy, so the secret must outlive the call. */
  g_task_set_task_data (task, tessera_secret_ref (self->secret),
                        (GDestroyNotify) tessera_secret_unref);
  g_output_stream_write_all_async (stream, text, length, io_priority, cancellable, written_cb,
                                   task);
}

static gboolean
tessera_secret_content_write_finish (GdkContentProvider *provider, GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tessera_secret_content_class_init (TesseraSecretContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_secret_content_finalize;
  provider_class->ref_formats = tessera_secret_content_ref_formats;
  provider_class->write_mime_type_async = tessera_secret_content_write_async;
  provider_class->write_mime_type_finish = tessera_secret_content_write_finish;
}

static void
tessera_secret_content_init (TesseraSecretContent *self)
{
}

/* The lease */

struct _TesseraClipboardLease
{
  GObject parent_instance;

  GdkClipboard *clipboard; /* not owned: the lease is attached to it */
  GdkContentProvider *content;
  guint seconds_left;
  guint tick;
};

enum
{
  PROP_0,
  PROP_SECONDS_LEFT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraClipboardLease, tessera_clipboard_lease, G_TYPE_OBJECT)

static gboolean
holds_it_still (TesseraClipboardLease *self)
{
  return gdk_clipboard_get_content (self->clipboard) == self->content;
}

static void
set_seconds_left (TesseraClipboardLease *self, guint seconds)
{
  self->seconds_left = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
}

static void
end_lease (TesseraClipboardLease *self)
{
  if (self->content == NULL)
    return;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (holds_it_still (self))
    gdk_clipboard_set_content (self->clipboard, NULL);
  g_clear_object (&self->content);
  set_seconds_left (self, 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  TesseraClipboardLease *self = user_data;

  if (self->seconds_left > 1 && holds_it_still (self))
    {
      set_seconds_left (self, self->seconds_left - 1);
      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;
  end_lease (self);
  return G_SOURCE_REMOVE;
}

static void
tessera_clipboard_lease_dispose (GObject *object)
{
  TesseraClipboardLease *self = TESSERA_CLIPBOARD_LEASE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->content);
  G_OBJECT_CLASS (tessera_clipboard_lease_parent_class)->dispose (object);
}

static void
tessera_clipboard_lease_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, TESSERA_CLIPBOARD_LEASE (object)->seconds_left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_clipboard_lease_class_init (TesseraClipboardLeaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tessera_clipboard_lease_dispose;
  object_class->get_property = tessera_clipboard_lease_get_property;
  properties[PROP_SECONDS_LEFT] =
      g_param_spec_uint ("seconds-left", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_clipboard_lease_init (TesseraClipboardLease *self)
{
}

TesseraClipboardLease *
tessera_clipboard_copy_secret (GdkClipboard *clipboard, TesseraSecret *secret, guint seconds)
{
  TesseraClipboardLease *self = g_object_new (TESSERA_TYPE_CLIPBOARD_LEASE, NULL);
  TesseraSecretContent *content = g_object_new (TESSERA_TYPE_SECRET_CONTENT, NULL);
  g_autoptr (TesseraClipboardLease) before = NULL;

  content->secret = tessera_secret_ref (secret);
  self->clipboard = clipboard;
  self->content = GDK_CONTENT_PROVIDER (content);
  self->seconds_left = seconds;
  before = g_object_steal_data (G_OBJECT (clipboard), LEASE_KEY);
  gdk_clipboard_set_content (clipboard, self->content);
  /* FLOOR: Only now, when there is nothing to clear: releasing an X11 clipboard and claiming it at
   * the same moment makes GTK 4.8 believe that another program has it, and pasting then waits
   * forever. */
  if (before != NULL)
    end_lease (before);
  self->tick = g_timeout_add_seconds (1, tick_cb, self);
  g_object_set_data_full (G_OBJECT (clipboard), LEASE_KEY, g_object_ref (self), g_object_unref);
  return self;
}

guint
tessera_clipboard_lease_get_seconds_left (TesseraClipboardLease *self)
{
  return self->seconds_left;
}

void
tessera_clipboard_take_back (GdkClipboard *clipboard)
{
  g_autoptr (TesseraClipboardLease) lease = g_object_steal_data (G_OBJECT (clipboard), LEASE_KEY);

  if (lease != NULL)
    end_lease (lease);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/search-provider.h"

#include "app/shell/shell-search-provider.h"
#include "core/base/text.h"
#include "core/keyring/keyring-watch.h"
#include "core/keyring/saved-search.h"
#include "core/model/token-filter.h"
#include "tessera-config.h"

#include <string.h>

struct _TesseraSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* not owned: the application owns this */
  TesseraKeyring *keyring;
  TesseraKeyringWatch *watch;
  TesseraShellSearchProvider2 *skeleton;
  GCancellable *cancellable;

  GPtrArray *saved;   /* the saved tokens; NULL if not known yet */
  GPtrArray *waiting; /* calls waiting for them */
  gboolean outdated;  /* something changed while the keyring was being read */
};

G_DEFINE_FINAL_TYPE (TesseraSearchProvider, tessera_search_provider, G_TYPE_OBJECT)

enum
{
  OPENED,
  SEARCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A result's identifier: "ID SERVER", of which neither has a blank. */

static char *
make_identifier (TesseraKeyringItem *token)
{
  return g_strconcat (tessera_keyring_item_get_id (token), " ",
                      tessera_keyring_item_get_server (token), NULL);
}

static TesseraKeyringItem *
find_token (GPtrArray *saved, const char *identifier)
{
  const char *blank = strchr (identifier, ' ');
  gsize length = blank != NULL ? (gsize) (blank - identifier) : 0;

  for (guint i = 0; blank != NULL && i < saved->len; i++)
    {
      const char *id = tessera_keyring_item_get_id (saved->pdata[i]);

      if (strlen (id) == length && strncmp (id, identifier, length) == 0 &&
          g_str_equal (tessera_keyring_item_get_server (saved->pdata[i]), blank + 1))
        return saved->pdata[i];
    }
  return NULL;
}

/* The calls. Each keeps its question, and is answered once the saved tokens are known. */

typedef struct
{
  TesseraSearchProvider *provider;
  GDBusMethodInvocation *invocation;
  GStrv asked;
  void (*answer) (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
                  const char *const *asked);
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_application_release (self->provider->application);
  g_object_unref (self->provider);
  g_object_unref (self->invocation);
  g_strfreev (self->asked);
  g_free (self);
}

static GStrv
split_words (const char *const *terms)
{
  g_autofree char *text = g_strjoinv (" ", (GStrv) terms);

  return tessera_text_split_words (text);
}

static void
answer_search (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
               const char *const *terms)
{
  g_auto (GStrv) words = split_words (terms);
  g_autoptr (GPtrArray) found = tessera_saved_search (self->saved, (const char *const *) words);
  g_autoptr (GPtrArray) identifiers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (identifiers, make_identifier (found->pdata[i]));
  g_ptr_array_add (identifiers, NULL);
  tessera_shell_search_provider2_complete_get_initial_result_set (
      self->skeleton, invocation, (const char *const *) identifiers->pdata);
}

/* "telemetry, weather · mara · influx.example.com:8086" */
static char *
describe_token (TesseraKeyringItem *token)
{
  const char *server = tessera_keyring_item_get_server (token);
  const char *after_scheme = strstr (server, "://");
  g_auto (GStrv) buckets = g_strsplit (tessera_keyring_item_get_buckets (token), "\n", -1);
  g_autofree char *names = g_strjoinv (", ", buckets);
  g_autofree char *owner = tessera_text_one_line (tessera_keyring_item_get_owner (token));
  const char *const parts[] = { names, owner, after_scheme != NULL ? after_scheme + 3 : server };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static void
add_meta (GVariantBuilder *metas, const char *identifier, TesseraKeyringItem *token)
{
  const char *described = tessera_keyring_item_get_description (token);
  g_autofree char *name =
      tessera_text_one_line (*described != '\0' ? described : tessera_keyring_item_get_id (token));
  g_autofree char *description = describe_token (token);

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (identifier));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (TESSERA_APP_ID));
  g_variant_builder_close (metas);
}

/* Tokens that have been removed in the meantime are left out. */
static void
answer_metas (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
              const char *const *identifiers)
{
  g_auto (GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; identifiers[i] != NULL; i++)
    {
      TesseraKeyringItem *token = find_token (self->saved, identifiers[i]);

      if (token != NULL)
        add_meta (&metas, identifiers[i], token);
    }
  tessera_shell_search_provider2_complete_get_result_metas (self->skeleton, invocation,
                                                            g_variant_builder_end (&metas));
}

/* Reading the keyring */

static void
forget_saved (TesseraSearchProvider *self)
{
  g_clear_pointer (&self->saved, g_ptr_array_unref);
}

/* Nobody would see an error: without a keyring, nothing is found. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSearchProvider) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *saved =
      tessera_keyring_list_unlocked_finish (TESSERA_KEYRING (source), result, &error);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  if (error != NULL)
    g_debug ("The keyring lists no tokens: %s", error->message);
  self->waiting = g_ptr_array_new_with_free_func (call_free);
  self->saved = saved != NULL ? saved : g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      Call *call = waiting->pdata[i];

      /* An answer takes ownership of the invocation. */
      call->answer (self, g_object_ref (call->invocation), (const char *const *) call->asked);
    }
  if (self->outdated || error != NULL)
    forget_saved (self);
}

/* The watch also reports that it has started. That counts as a change, because earlier changes may
 * have been missed or included in it. */
static void
changed_cb (TesseraSearchProvider *self)
{
  self->outdated = TRUE;
  forget_saved (self);
}

static void
answer_call (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
             const char *const *asked,
             void (*answer) (TesseraSearchProvider *, GDBusMethodInvocation *, const char *const *))
{
  Call *call;

  g_application_hold (self->application);
  if (self->saved != NULL)
    {
      answer (self, invocation, asked);
      g_application_release (self->application);
      return;
    }
  call = g_new0 (Call, 1);
  call->provider = g_object_ref (self);
  call->invocation = invocation;
  call->asked = g_strdupv ((GStrv) asked);
  call->answer = answer;
  g_ptr_array_add (self->waiting, call);
  if (self->waiting->len > 1)
    return;
  self->outdated = FALSE;
  tessera_keyring_list_unlocked_async (self->keyring, self->cancellable, listed_cb,
                                       g_object_ref (self));
}

/* The interface */

static gboolean
initial_cb (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
            const char *const *terms)
{
  answer_call (self, invocation, terms, answer_search);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* The earlier results are not used: a search is fast enough without them. */
static gboolean
subsearch_cb (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
              const char *const *previous, const char *const *terms)
{
  answer_call (self, invocation, terms, answer_search);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
metas_cb (TesseraSearchProvider *self, GDBusMethodInvocation *invocation,
          const char *const *identifiers)
{
  answer_call (self, invocation, identifiers, answer_metas);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
activate_cb (TesseraSearchProvider *self, GDBusMethodInvocation *invocation, const char *identifier,
             const char *const *terms, guint timestamp)
{
  g_auto (GStrv) parts = g_strsplit (identifier, " ", 2);

  if (g_strv_length (parts) == 2)
    g_signal_emit (self, signals[OPENED], 0, parts[1], parts[0]);
  tessera_shell_search_provider2_complete_activate_result (self->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
launch_cb (TesseraSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms,
           guint timestamp)
{
  g_autofree char *text = g_strjoinv (" ", (GStrv) terms);

  g_signal_emit (self, signals[SEARCHED], 0, text);
  tessera_shell_search_provider2_complete_launch_search (self->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

gboolean
tessera_search_provider_export (TesseraSearchProvider *self, GDBusConnection *bus, const char *path,
                                GError **error)
{
  g_autofree char *below = g_strconcat (path, "/SearchProvider", NULL);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), bus, below,
                                           error);
}

void
tessera_search_provider_unexport (TesseraSearchProvider *self)
{
  GDBusInterfaceSkeleton *skeleton = G_DBUS_INTERFACE_SKELETON (self->skeleton);

  if (g_dbus_interface_skeleton_get_connection (skeleton) != NULL)
    g_dbus_interface_skeleton_unexport (skeleton);
}

static void
tessera_search_provider_dispose (GObject *object)
{
  TesseraSearchProvider *self = TESSERA_SEARCH_PROVIDER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->keyring);
  g_clear_object (&self->skeleton);
  forget_saved (self);
  G_OBJECT_CLASS (tessera_search_provider_parent_class)->dispose (object);
}

static void
tessera_search_provider_finalize (GObject *object)
{
  TesseraSearchProvider *self = TESSERA_SEARCH_PROVIDER (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (tessera_search_provider_parent_class)->finalize (object);
}

static void
tessera_search_provider_class_init (TesseraSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_search_provider_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_search_provider_finalize;
  signals[OPENED] = g_signal_new ("opened", TESSERA_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SEARCHED] = g_signal_new ("searched", TESSERA_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tessera_search_provider_init (TesseraSearchProvider *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } methods[] = {
    { "handle-get-initial-result-set", G_CALLBACK (initial_cb) },
    { "handle-get-subsearch-result-set", G_CALLBACK (subsearch_cb) },
    { "handle-get-result-metas", G_CALLBACK (metas_cb) },
    { "handle-activate-result", G_CALLBACK (activate_cb) },
    { "handle-launch-search", G_CALLBACK (launch_cb) },
  };

  self->cancellable = g_cancellable_new ();
  self->waiting = g_ptr_array_new_with_free_func (call_free);
  self->skeleton = tessera_shell_search_provider2_skeleton_new ();
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    g_signal_connect_swapped (self->skeleton, methods[i].signal, methods[i].callback, self);
}

TesseraSearchProvider *
tessera_search_provider_new (GApplication *application, TesseraKeyring *keyring,
                             TesseraKeyringWatch *watch)
{
  TesseraSearchProvider *self = g_object_new (TESSERA_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  self->keyring = g_object_ref (keyring);
  self->watch = g_object_ref (watch);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

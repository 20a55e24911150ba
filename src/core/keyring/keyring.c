/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring.h"

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/keyring/keyring-private.h"
#include "core/keyring/keyring-steps.h"
#include "core/keyring/keyring-store.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEADLINE_SECONDS 120
#define LABEL_CHARACTERS 96 /* without the words around them */
#define BUCKETS_BYTES 4000  /* a token can have thousands of them */

struct _TesseraKeyring
{
  GObject parent_instance;

  guint deadline;
};

G_DEFINE_FINAL_TYPE (TesseraKeyring, tessera_keyring, G_TYPE_OBJECT)

static const SecretSchema token_schema = {
  "io.github.tessera.Token",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "organization-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "authorization-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "owner", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "description", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "buckets", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

static const SecretSchema credentials_schema = {
  "io.github.tessera.SignIn",
  SECRET_SCHEMA_NONE,
  { { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "username", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

static void
tessera_keyring_class_init (TesseraKeyringClass *klass)
{
}

static void
tessera_keyring_init (TesseraKeyring *self)
{
  self->deadline = DEADLINE_SECONDS;
}

TesseraKeyring *
tessera_keyring_new (void)
{
  return g_object_new (TESSERA_TYPE_KEYRING, NULL);
}

void
tessera_keyring_set_deadline (TesseraKeyring *self, guint seconds)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));

  self->deadline = seconds;
}

/* The server is not an attribute to search by: older versions wrote the same address in other ways.
 */
static void
set_server (TesseraKeyringEntry *entry, const char *server)
{
  char *normalized = tessera_address_normalize (server, NULL);

  entry->server = normalized != NULL ? normalized : g_strdup (server);
}

static TesseraKeyringEntry *
token_item_new (const char *server, const char *token_id)
{
  TesseraKeyringEntry *entry = tessera_keyring_entry_new (
      &token_schema, secret_attributes_build (&token_schema, "authorization-id", token_id, NULL));

  set_server (entry, server);
  return entry;
}

static TesseraKeyringEntry *
credentials_entry_new (TesseraConnection *connection)
{
  return tessera_keyring_entry_new (
      &credentials_schema, secret_attributes_build (&credentials_schema, "connection",
                                                    tessera_connection_get_id (connection), NULL));
}

/* Without attributes, so that tokens for every server match. */
static TesseraKeyringEntry *
any_token_item_new (void)
{
  return tessera_keyring_entry_new (
      &token_schema, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free));
}

char *
tessera_keyring_make_line (const char *text, glong most)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  glong length = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (length == most)
        {
          g_string_append (line, "…");
          break;
        }
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = ' ';
      g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

static char *
make_label (TesseraToken *token, const char *server)
{
  const char *described = tessera_token_get_description (token);
  const char *after_scheme = strstr (server, "://");
  g_autofree char *host =
      tessera_keyring_make_line (after_scheme != NULL ? after_scheme + 3 : server, 44);
  g_autofree char *org = tessera_keyring_make_line (tessera_token_get_org_name (token), 20);
  glong left = LABEL_CHARACTERS - g_utf8_strlen (host, -1) - g_utf8_strlen (org, -1);
  g_autofree char *description = tessera_keyring_make_line (
      *described != '\0' ? described : tessera_token_get_id (token), left);

  /* Translators: the label of an item in the keyring: description, organization, server */
  return g_strdup_printf (_ ("InfluxDB token “%s” (%s, %s)"), description, org, host);
}

/* Reading and writing a bucket are two permissions, but the bucket is named only once. */
static char *
name_buckets (TesseraToken *token)
{
  TesseraPermissionSet *permissions = tessera_token_get_permissions (token);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      const TesseraPermission *permission = tessera_permission_set_get (permissions, i);
      const char *name = tessera_permission_get_name (permission);
      g_autofree char *line = name != NULL ? tessera_text_one_line (name) : NULL;

      if (line == NULL || names->len + strlen (line) >= BUCKETS_BYTES ||
          !g_str_equal (tessera_permission_get_resource_type (permission), "buckets") ||
          !g_hash_table_add (seen, (gpointer) name))
        continue;
      if (names->len > 0)
        g_string_append_c (names, '\n');
      g_string_append (names, line);
    }
  return g_string_free (names, FALSE);
}

/* Takes ownership of @item. */
void
tessera_keyring_begin_call (TesseraKeyring *self, gpointer tag, TesseraKeyringStep step,
                            TesseraKeyringEntry *item, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  tessera_keyring_call_begin (task, self->deadline, item->secret != NULL, step, item,
                              tessera_keyring_entry_free);
}

void
tessera_keyring_prepare_async (TesseraKeyring *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));

  tessera_keyring_begin_call (self, tessera_keyring_prepare_async, tessera_keyring_step_store,
                              any_token_item_new (), cancellable, callback, user_data);
}

gboolean
tessera_keyring_prepare_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tessera_keyring_save_token_async (TesseraKeyring *self, const char *server, TesseraToken *token,
                                  TesseraSecret *value, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (TESSERA_IS_TOKEN (token));
  g_return_if_fail (value != NULL);

  TesseraKeyringEntry *item = token_item_new (server, tessera_token_get_id (token));
  g_autofree char *buckets = name_buckets (token);

  item->attributes = secret_attributes_build (
      &token_schema, "server", server, "organization-id", tessera_token_get_org_id (token),
      "authorization-id", tessera_token_get_id (token), "owner", tessera_token_get_owner (token),
      "description", tessera_token_get_description (token), "buckets", buckets, NULL);
  item->label = make_label (token, server);
  item->secret = tessera_secret_ref (value);
  tessera_keyring_begin_call (self, tessera_keyring_save_token_async, tessera_keyring_step_store,
                              item, cancellable, callback, user_data);
}

char *
tessera_keyring_save_token_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_keyring_lookup_token_async (TesseraKeyring *self, const char *server, const char *token_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (token_id != NULL);

  tessera_keyring_begin_call (self, tessera_keyring_lookup_token_async,
                              tessera_keyring_step_look_up, token_item_new (server, token_id),
                              cancellable, callback, user_data);
}

TesseraSecret *
tessera_keyring_lookup_token_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_keyring_list_tokens_async (TesseraKeyring *self, const char *server,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (server != NULL);

  TesseraKeyringEntry *item = any_token_item_new ();

  set_server (item, server);
  tessera_keyring_begin_call (self, tessera_keyring_list_tokens_async, tessera_keyring_step_list,
                              item, cancellable, callback, user_data);
}

GHashTable *
tessera_keyring_list_tokens_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), error);
  GHashTable *ids;

  if (items == NULL)
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (items->pdata[i]);
      const char *id = g_hash_table_lookup (attributes, "authorization-id");

      if (id != NULL)
        g_hash_table_add (ids, g_strdup (id));
    }
  return ids;
}

void
tessera_keyring_list_items_async (TesseraKeyring *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));

  tessera_keyring_begin_call (self, tessera_keyring_list_items_async, tessera_keyring_step_list,
                              any_token_item_new (), cancellable, callback, user_data);
}

GPtrArray *
tessera_keyring_list_items_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *saved;

  if (items == NULL)
    return NULL;
  saved = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (items->pdata[i]);
      g_autofree char *label = secret_item_get_label (items->pdata[i]);
      TesseraKeyringItem *token = tessera_keyring_item_new (attributes, label);

      if (token != NULL)
        g_ptr_array_add (saved, token);
    }
  return saved;
}

void
tessera_keyring_unlock_async (TesseraKeyring *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));

  tessera_keyring_begin_call (self, tessera_keyring_unlock_async, tessera_keyring_step_unlock_all,
                              any_token_item_new (), cancellable, callback, user_data);
}

gboolean
tessera_keyring_unlock_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tessera_keyring_forget_token_async (TesseraKeyring *self, const char *server, const char *token_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (token_id != NULL);

  tessera_keyring_begin_call (self, tessera_keyring_forget_token_async, tessera_keyring_step_forget,
                              token_item_new (server, token_id), cancellable, callback, user_data);
}

gboolean
tessera_keyring_forget_token_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tessera_keyring_save_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                        TesseraSecret *secret, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (secret != NULL);

  TesseraKeyringEntry *item = credentials_entry_new (connection);
  const char *username = tessera_connection_get_username (connection);

  item->attributes = secret_attributes_build (&credentials_schema, "connection",
                                              tessera_connection_get_id (connection), "server",
                                              tessera_connection_get_address (connection),
                                              "username", username != NULL ? username : "", NULL);
  item->label =
      /* Translators: the label of an item in the keyring: the credentials for a server */
      g_strdup_printf (_ ("Tessera credentials (%s)"), tessera_connection_get_title (connection));
  item->secret = tessera_secret_ref (secret);
  tessera_keyring_begin_call (self, tessera_keyring_save_credentials_async,
                              tessera_keyring_step_store, item, cancellable, callback, user_data);
}

gboolean
tessera_keyring_save_credentials_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autofree char *label = g_task_propagate_pointer (G_TASK (result), error);

  return label != NULL;
}

void
tessera_keyring_lookup_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));

  tessera_keyring_begin_call (self, tessera_keyring_lookup_credentials_async,
                              tessera_keyring_step_look_up, credentials_entry_new (connection),
                              cancellable, callback, user_data);
}

TesseraSecret *
tessera_keyring_lookup_credentials_finish (TesseraKeyring *self, GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
credentials_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forget_credentials (GTask *task)
{
  tessera_keyring_begin_call (g_task_get_source_object (task),
                              tessera_keyring_forget_credentials_async, tessera_keyring_step_forget,
                              credentials_entry_new (g_task_get_task_data (task)),
                              g_task_get_cancellable (task), credentials_forgotten_cb, task);
}

static void
headers_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tessera_keyring_forget_headers_finish (TESSERA_KEYRING (source), result, &error))
    forget_credentials (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
tessera_keyring_forget_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_keyring_forget_credentials_async);
  g_task_set_task_data (task, g_object_ref (connection), g_object_unref);
  if (*tessera_reach_get_headers (tessera_connection_get_reach (connection)) == NULL)
    forget_credentials (task);
  else
    tessera_keyring_forget_headers_async (self, connection, NULL, cancellable, headers_forgotten_cb,
                                          task);
}

gboolean
tessera_keyring_forget_credentials_finish (TesseraKeyring *self, GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

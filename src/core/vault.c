/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vault.h"

#include "core/error.h"
#include "core/vault-call.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEADLINE_SECONDS 120
#define LABEL_CHARACTERS 80

struct _TesseraVault
{
  GObject parent_instance;

  guint deadline;
};

G_DEFINE_FINAL_TYPE (TesseraVault, tessera_vault, G_TYPE_OBJECT)

static const SecretSchema token_schema = {
  "io.github.tessera.Token",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "organization-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "authorization-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "owner", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "description", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

static const SecretSchema sign_in_schema = {
  "io.github.tessera.SignIn",
  SECRET_SCHEMA_NONE,
  { { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "username", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

static void
tessera_vault_class_init (TesseraVaultClass *klass)
{
}

static void
tessera_vault_init (TesseraVault *self)
{
  self->deadline = DEADLINE_SECONDS;
}

TesseraVault *
tessera_vault_new (void)
{
  return g_object_new (TESSERA_TYPE_VAULT, NULL);
}

void
tessera_vault_set_deadline (TesseraVault *self, guint seconds)
{
  self->deadline = seconds;
}

/* An item: what identifies it, and all that is stored with it. */
typedef struct
{
  const SecretSchema *schema;
  GHashTable *identity;   /* the attributes that no two items share */
  GHashTable *attributes; /* all of them */
  char *label;
  TesseraSecret *secret; /* what to store; NULL to look it up */
} Item;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_hash_table_unref (self->identity);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->secret, tessera_secret_unref);
  g_free (self->label);
  g_free (self);
}

static Item *
item_new (const SecretSchema *schema, GHashTable *identity)
{
  Item *self = g_new0 (Item, 1);

  self->schema = schema;
  self->identity = identity;
  return self;
}

static Item *
token_item_new (const char *server, const char *token_id)
{
  return item_new (&token_schema, secret_attributes_build (&token_schema, "server", server,
                                                           "authorization-id", token_id, NULL));
}

static Item *
sign_in_item_new (TesseraConnection *connection)
{
  return item_new (&sign_in_schema,
                   secret_attributes_build (&sign_in_schema, "connection",
                                            tessera_connection_get_id (connection), NULL));
}

/* One line, not too long: keyrings show the label in a list. */
static char *
make_label (TesseraToken *token, const char *server)
{
  g_autofree char *line = g_strdup (tessera_token_get_description (token));
  g_autofree char *description = NULL;
  const char *host = strstr (server, "://");

  for (char *p = line; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  description = g_utf8_strlen (line, -1) > LABEL_CHARACTERS
                    ? g_utf8_substring (line, 0, LABEL_CHARACTERS)
                    : g_strdup (line);
  /* Translators: the label of an item in the keyring: description, organisation, server */
  return g_strdup_printf (_ ("InfluxDB token “%s” (%s, %s)"), description,
                          tessera_token_get_org_name (token), host != NULL ? host + 3 : server);
}

/* Storing: store, then read back, then remove what an earlier description left behind. */

static gboolean
has_secret (SecretItem *item, TesseraSecret *secret)
{
  SecretValue *value = secret_item_get_secret (item);
  gsize length;
  const char *text;
  gboolean same;

  if (value == NULL)
    return FALSE;
  text = secret_value_get (value, &length);
  same = length == tessera_secret_get_length (secret) &&
         memcmp (text, tessera_secret_peek (secret), length) == 0;
  secret_value_unref (value);
  return same;
}

static gboolean
has_attributes (SecretItem *item, GHashTable *attributes)
{
  g_autoptr (GHashTable) its = secret_item_get_attributes (item);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (its, key), value) != 0)
      return FALSE;
  return TRUE;
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *wanted = tessera_vault_call_get_data (call);
  GError *error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  gboolean found = FALSE;

  if (error != NULL)
    {
      tessera_vault_call_fail (call, error);
      return;
    }
  for (GList *l = items; l != NULL; l = l->next)
    if (has_attributes (l->data, wanted->attributes))
      found = found || has_secret (l->data, wanted->secret);
  for (GList *l = items; l != NULL && found; l = l->next)
    if (!has_attributes (l->data, wanted->attributes))
      secret_item_delete (l->data, NULL, NULL, NULL);
  g_list_free_full (items, g_object_unref);

  if (found)
    tessera_vault_call_return (call, g_strdup (wanted->label), g_free);
  else
    tessera_vault_call_fail (
        call, tessera_error_new (TESSERA_ERROR_KEYRING, NULL,
                                 _ ("The keyring took the value but does not give it back. Copy "
                                    "the value to a safe place, and look at the keyring with "
                                    "Passwords and Keys.")));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);
  GError *error = NULL;

  if (!secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    tessera_vault_call_fail (call, error);
  else
    secret_service_search (SECRET_SERVICE (source), item->schema, item->identity,
                           SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, NULL, read_back_cb,
                           call);
}

static void
store (TesseraVaultCall *call, SecretService *service)
{
  Item *item = tessera_vault_call_get_data (call);
  SecretValue *value =
      secret_value_new (tessera_secret_peek (item->secret),
                        (gssize) tessera_secret_get_length (item->secret), "text/plain");

  secret_service_store (service, item->schema, item->attributes, SECRET_COLLECTION_DEFAULT,
                        item->label, value, NULL, stored_cb, call);
  secret_value_unref (value);
}

/* Looking up. With the prompt dismissed libsecret reports success and nothing: the item is still
 * there, locked, which is not the same as missing. */

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  GError *error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  SecretValue *value = items != NULL ? secret_item_get_secret (items->data) : NULL;
  TesseraSecret *secret = NULL;

  if (error == NULL && items == NULL)
    error = tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                               _ ("The keyring does not have it. It was never saved on this "
                                  "desktop, or it was removed."));
  else if (error == NULL && value == NULL)
    error = tessera_vault_call_locked ();
  else if (error == NULL)
    {
      gsize length;
      const char *text = secret_value_get (value, &length);

      secret = tessera_secret_new_length (text, length);
    }
  g_clear_pointer (&value, secret_value_unref);
  g_list_free_full (items, g_object_unref);

  if (error != NULL)
    tessera_vault_call_fail (call, error);
  else
    tessera_vault_call_return (call, secret, (GDestroyNotify) tessera_secret_unref);
}

static void
look_up (TesseraVaultCall *call, SecretService *service)
{
  Item *item = tessera_vault_call_get_data (call);

  secret_service_search (service, item->schema, item->identity,
                         SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, NULL, looked_up_cb,
                         call);
}

/* Forgetting. What is still there afterwards stayed locked. */

static void
still_there_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  GError *error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (error == NULL && items != NULL)
    error = tessera_vault_call_locked ();
  g_list_free_full (items, g_object_unref);
  if (error != NULL)
    tessera_vault_call_fail (call, error);
  else
    tessera_vault_call_return (call, NULL, NULL);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);
  GError *error = NULL;

  secret_service_clear_finish (SECRET_SERVICE (source), result, &error);
  if (error != NULL)
    tessera_vault_call_fail (call, error);
  else
    secret_service_search (SECRET_SERVICE (source), item->schema, item->identity, SECRET_SEARCH_ALL,
                           NULL, still_there_cb, call);
}

static void
clear (TesseraVaultCall *call, SecretService *service)
{
  Item *item = tessera_vault_call_get_data (call);

  secret_service_clear (service, item->schema, item->identity, NULL, cleared_cb, call);
}

/* Listing never unlocks: attributes can be read from a locked keyring. */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  GError *error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  GHashTable *ids;

  if (error != NULL)
    {
      tessera_vault_call_fail (call, error);
      return;
    }
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (l->data);
      const char *id = g_hash_table_lookup (attributes, "authorization-id");

      if (id != NULL)
        g_hash_table_add (ids, g_strdup (id));
    }
  g_list_free_full (items, g_object_unref);
  tessera_vault_call_return (call, ids, (GDestroyNotify) g_hash_table_unref);
}

static void
list (TesseraVaultCall *call, SecretService *service)
{
  Item *item = tessera_vault_call_get_data (call);

  secret_service_search (service, item->schema, item->identity, SECRET_SEARCH_ALL, NULL, listed_cb,
                         call);
}

/* Takes @item. */
static void
begin (TesseraVault *self, gpointer tag, TesseraVaultStep step, Item *item,
       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  tessera_vault_call_begin (task, self->deadline, step, item, item_free);
}

void
tessera_vault_save_token_async (TesseraVault *self, const char *server, TesseraToken *token,
                                TesseraSecret *value, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  Item *item = token_item_new (server, tessera_token_get_id (token));

  item->attributes = secret_attributes_build (
      &token_schema, "server", server, "organization-id", tessera_token_get_org_id (token),
      "authorization-id", tessera_token_get_id (token), "owner", tessera_token_get_owner (token),
      "description", tessera_token_get_description (token), NULL);
  item->label = make_label (token, server);
  item->secret = tessera_secret_ref (value);
  begin (self, tessera_vault_save_token_async, store, item, cancellable, callback, user_data);
}

char *
tessera_vault_save_token_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_vault_lookup_token_async (TesseraVault *self, const char *server, const char *token_id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  begin (self, tessera_vault_lookup_token_async, look_up, token_item_new (server, token_id),
         cancellable, callback, user_data);
}

TesseraSecret *
tessera_vault_lookup_token_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_vault_list_tokens_async (TesseraVault *self, const char *server, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  Item *item = item_new (&token_schema,
                         secret_attributes_build (&token_schema, "server", server, NULL));

  begin (self, tessera_vault_list_tokens_async, list, item, cancellable, callback, user_data);
}

GHashTable *
tessera_vault_list_tokens_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_vault_forget_token_async (TesseraVault *self, const char *server, const char *token_id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  begin (self, tessera_vault_forget_token_async, clear, token_item_new (server, token_id),
         cancellable, callback, user_data);
}

gboolean
tessera_vault_forget_token_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tessera_vault_save_sign_in_async (TesseraVault *self, TesseraConnection *connection,
                                  TesseraSecret *secret, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Item *item = sign_in_item_new (connection);
  const char *username = tessera_connection_get_username (connection);

  item->attributes = secret_attributes_build (
      &sign_in_schema, "connection", tessera_connection_get_id (connection), "server",
      tessera_connection_get_address (connection), "username", username != NULL ? username : "",
      NULL);
  /* Translators: the label of an item in the keyring: how Tessera signs in to a server */
  item->label = g_strdup_printf (_ ("Tessera sign-in (%s)"),
                                 tessera_connection_get_title (connection));
  item->secret = tessera_secret_ref (secret);
  begin (self, tessera_vault_save_sign_in_async, store, item, cancellable, callback, user_data);
}

gboolean
tessera_vault_save_sign_in_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  g_autofree char *label = g_task_propagate_pointer (G_TASK (result), error);

  return label != NULL;
}

void
tessera_vault_lookup_sign_in_async (TesseraVault *self, TesseraConnection *connection,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  begin (self, tessera_vault_lookup_sign_in_async, look_up, sign_in_item_new (connection),
         cancellable, callback, user_data);
}

TesseraSecret *
tessera_vault_lookup_sign_in_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_vault_forget_sign_in_async (TesseraVault *self, TesseraConnection *connection,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  begin (self, tessera_vault_forget_sign_in_async, clear, sign_in_item_new (connection), cancellable,
         callback, user_data);
}

gboolean
tessera_vault_forget_sign_in_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vault.h"

#include "core/error.h"
#include "core/vault-call.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEADLINE_SECONDS 120
#define LABEL_CHARACTERS 96 /* without the words around them */

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
  SecretCollection *collection;
  GList *found; /* of SecretItem */
  TesseraVaultStep after_delete;
} Item;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_hash_table_unref (self->identity);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->secret, tessera_secret_unref);
  g_clear_object (&self->collection);
  g_clear_list (&self->found, g_object_unref);
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
make_line (const char *text, glong most)
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
  g_autofree char *host = make_line (after_scheme != NULL ? after_scheme + 3 : server, 44);
  g_autofree char *org = make_line (tessera_token_get_org_name (token), 20);
  glong left = LABEL_CHARACTERS - g_utf8_strlen (host, -1) - g_utf8_strlen (org, -1);
  g_autofree char *description =
      make_line (*described != '\0' ? described : tessera_token_get_id (token), left);

  /* Translators: the label of an item in the keyring: description, organisation, server */
  return g_strdup_printf (_ ("InfluxDB token “%s” (%s, %s)"), description, org, host);
}

/* The only place that asks for the keyring's password: what is unlocked already goes on at once. */
static void
unlock (TesseraVaultCall *call, GList *objects, GAsyncReadyCallback callback)
{
  secret_service_unlock (tessera_vault_call_get_service (call), objects, NULL, callback, call);
}

/* Returns: %TRUE when all @wanted are unlocked; the call is over otherwise. */
static gboolean
unlock_finish (TesseraVaultCall *call, GAsyncResult *result, guint wanted)
{
  GError *error = NULL;
  gint unlocked = secret_service_unlock_finish (tessera_vault_call_get_service (call), result, NULL,
                                                &error);

  if (!tessera_vault_call_goes_on (call, error))
    return FALSE;
  if (unlocked >= 0 && (guint) unlocked >= wanted)
    return TRUE;
  tessera_vault_call_fail_locked (call);
  return FALSE;
}

/* A keyring that was not unlocked since the login has only hashes of the attributes. */
static gboolean
is_readable (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);

  return !secret_item_get_locked (item) || g_hash_table_contains (attributes, "server");
}

static gboolean
is_ours (SecretItem *found, Item *wanted)
{
  g_autofree char *schema = secret_item_get_schema_name (found);

  return g_strcmp0 (schema, wanted->schema->name) == 0;
}

/* Searches never unlock, and find what is locked as well. They leave the schema out, because a
 * keyring that was not unlocked since the login does not find any item by that. */
static void
search (TesseraVaultCall *call, SecretSearchFlags flags, GAsyncReadyCallback callback)
{
  Item *item = tessera_vault_call_get_data (call);

  secret_service_search (tessera_vault_call_get_service (call), NULL, item->identity,
                         SECRET_SEARCH_ALL | flags, NULL, callback, call);
}

/* Keeps in the item what was found and is ours, as far as can be told. The call is over when it
 * returns %FALSE. */
static gboolean
search_finish (TesseraVaultCall *call, GAsyncResult *result)
{
  Item *item = tessera_vault_call_get_data (call);
  GError *error = NULL;
  GList *found =
      secret_service_search_finish (tessera_vault_call_get_service (call), result, &error);

  g_clear_list (&item->found, g_object_unref);
  for (GList *l = found; l != NULL; l = l->next)
    if (!is_readable (l->data) || is_ours (l->data, item))
      item->found = g_list_prepend (item->found, g_object_ref (l->data));
  g_list_free_full (found, g_object_unref);
  return tessera_vault_call_goes_on (call, error);
}

/* What libsecret calls an object that is not there depends on who noticed. */
static gboolean
means_gone (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

/* Deletes the first of the found items, then the next, and goes on with @then after the last. */

static void delete_next (TesseraVaultCall *call, TesseraVaultStep then);

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);
  GError *error = NULL;

  secret_item_delete_finish (SECRET_ITEM (source), result, &error);
  /* Another program was faster. */
  if (means_gone (error))
    g_clear_error (&error);
  if (tessera_vault_call_goes_on (call, error))
    delete_next (call, item->after_delete);
}

static void
delete_next (TesseraVaultCall *call, TesseraVaultStep then)
{
  Item *item = tessera_vault_call_get_data (call);
  g_autoptr (SecretItem) first = NULL;

  if (item->found == NULL)
    {
      then (call, tessera_vault_call_get_service (call));
      return;
    }
  item->after_delete = then;
  first = item->found->data;
  item->found = g_list_delete_link (item->found, item->found);
  secret_item_delete (first, NULL, deleted_cb, call);
}

/* Storing: find the default keyring or make it, unlock it, store, read back, remove what an earlier
 * description left behind, and read back again: a value counts as saved when it is seen there last
 * of all. */

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

static void read_back (TesseraVaultCall *call, SecretService *service);

/* Leaves in the list of found items only those to remove. Those in another keyring that is locked
 * stay: removing them would ask for one more password. */
static gboolean
take_ours_out (Item *wanted)
{
  GList *next;
  gboolean ours = FALSE;

  for (GList *l = wanted->found; l != NULL; l = next)
    {
      gboolean same = has_attributes (l->data, wanted->attributes);

      next = l->next;
      ours = ours || (same && has_secret (l->data, wanted->secret));
      if (same || secret_item_get_locked (l->data))
        {
          g_object_unref (l->data);
          wanted->found = g_list_delete_link (wanted->found, l);
        }
    }
  return ours;
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *wanted = tessera_vault_call_get_data (call);

  if (!search_finish (call, result))
    return;
  if (!take_ours_out (wanted))
    tessera_vault_call_fail (
        call, tessera_error_new (TESSERA_ERROR_KEYRING, NULL,
                                 _ ("The keyring took the value but does not give it back. Copy "
                                    "the value to a safe place, and look at the keyring with "
                                    "Passwords and Keys.")));
  else if (wanted->found != NULL)
    delete_next (call, read_back);
  else
    tessera_vault_call_return (call, g_strdup (wanted->label), g_free);
}

static void
read_back (TesseraVaultCall *call, SecretService *service)
{
  search (call, SECRET_SEARCH_LOAD_SECRETS, read_back_cb);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  GError *error = NULL;
  SecretItem *stored = secret_item_create_finish (result, &error);

  g_clear_object (&stored);
  if (tessera_vault_call_goes_on (call, error))
    read_back (call, NULL);
}

static void
store_in (TesseraVaultCall *call, SecretCollection *collection)
{
  Item *item = tessera_vault_call_get_data (call);
  SecretValue *value =
      secret_value_new (tessera_secret_peek (item->secret),
                        (gssize) tessera_secret_get_length (item->secret), "text/plain");

  secret_item_create (collection, item->schema, item->attributes, item->label, value,
                      SECRET_ITEM_CREATE_REPLACE, NULL, stored_cb, call);
  secret_value_unref (value);
}

static void
collection_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);

  if (unlock_finish (call, result, 1))
    store_in (call, item->collection);
}

static void
collection_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_create_finish (result, &error);

  /* A closed prompt makes a keyring at the path "/", which libsecret then does not find. */
  if (means_gone (error))
    g_clear_error (&error);
  if (!tessera_vault_call_goes_on (call, error))
    return;
  if (collection == NULL)
    tessera_vault_call_fail_locked (call);
  else
    store_in (call, collection);
}

static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);
  GError *error = NULL;

  item->collection = secret_collection_for_alias_finish (result, &error);
  if (!tessera_vault_call_goes_on (call, error))
    return;
  if (item->collection == NULL)
    /* Translators: the name of the keyring that is made when a desktop has none */
    secret_collection_create (tessera_vault_call_get_service (call), C_ ("keyring", "Login"),
                              SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_CREATE_NONE, NULL,
                              collection_made_cb, call);
  else if (secret_collection_get_locked (item->collection))
    {
      g_autoptr (GList) one = g_list_prepend (NULL, item->collection);

      unlock (call, one, collection_unlocked_cb);
    }
  else
    store_in (call, item->collection);
}

static void
store (TesseraVaultCall *call, SecretService *service)
{
  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL,
                               collection_cb, call);
}

/* Looking up. A locked item is there, which is not the same as missing. */

static void look_up (TesseraVaultCall *call, SecretService *service);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  GError *error = NULL;
  SecretValue *value;
  const char *text;
  gsize length;
  TesseraSecret *secret;

  secret_item_load_secret_finish (SECRET_ITEM (source), result, &error);
  if (!tessera_vault_call_goes_on (call, error))
    return;
  value = secret_item_get_secret (SECRET_ITEM (source));
  if (value == NULL)
    {
      tessera_vault_call_fail_locked (call);
      return;
    }
  text = secret_value_get (value, &length);
  secret = tessera_secret_new_length (text, length);
  secret_value_unref (value);
  tessera_vault_call_return (call, secret, (GDestroyNotify) tessera_secret_unref);
}

static void
look_up_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;

  /* Once more: what was found in an unreadable keyring need not be ours. */
  if (unlock_finish (call, result, 1))
    look_up (call, NULL);
}

/* Several are there only when somebody copied them to another keyring: one that is unlocked comes
 * first, then the newest. */
static gint
compare_items (gconstpointer a, gconstpointer b)
{
  SecretItem *one = SECRET_ITEM ((gpointer) a);
  SecretItem *other = SECRET_ITEM ((gpointer) b);
  guint64 newer = secret_item_get_modified (other);
  guint64 older = secret_item_get_modified (one);

  if (secret_item_get_locked (one) != secret_item_get_locked (other))
    return secret_item_get_locked (one) ? 1 : -1;
  return newer > older ? 1 : newer < older ? -1 : 0;
}

static void
look_up_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);
  g_autoptr (GList) one = NULL;

  if (!search_finish (call, result))
    return;
  if (item->found == NULL)
    {
      tessera_vault_call_fail (call,
                               tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                                                  _ ("The keyring does not have it. It was never "
                                                     "saved on this desktop, or it was removed.")));
      return;
    }
  item->found = g_list_sort (item->found, compare_items);
  if (!secret_item_get_locked (item->found->data))
    {
      secret_item_load_secret (item->found->data, NULL, loaded_cb, call);
      return;
    }
  one = g_list_prepend (NULL, item->found->data);
  unlock (call, one, look_up_unlocked_cb);
}

static void
look_up (TesseraVaultCall *call, SecretService *service)
{
  search (call, SECRET_SEARCH_NONE, look_up_found_cb);
}

/* Forgetting. */

static void
forgotten (TesseraVaultCall *call, SecretService *service)
{
  tessera_vault_call_return (call, NULL, NULL);
}

static void forget (TesseraVaultCall *call, SecretService *service);

static void
forget_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);

  if (unlock_finish (call, result, g_list_length (item->found)))
    forget (call, NULL);
}

static gboolean
any_locked (GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      return TRUE;
  return FALSE;
}

static void
forget_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);

  if (!search_finish (call, result))
    return;
  if (any_locked (item->found))
    unlock (call, item->found, forget_unlocked_cb);
  else
    delete_next (call, forgotten);
}

static void
forget (TesseraVaultCall *call, SecretService *service)
{
  search (call, SECRET_SEARCH_NONE, forget_found_cb);
}

/* Listing. A keyring that was unlocked once since the login tells attributes even when it is locked
 * again. One that never was has only hashes of them on its disk: then nobody can say which tokens
 * are in it, and an empty answer would be wrong. */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TesseraVaultCall *call = user_data;
  Item *item = tessera_vault_call_get_data (call);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!search_finish (call, result))
    return;
  for (GList *l = item->found; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (l->data);
      const char *id = g_hash_table_lookup (attributes, "authorization-id");

      if (id != NULL)
        g_hash_table_add (ids, g_strdup (id));
      else if (!is_readable (l->data))
        {
          tessera_vault_call_fail (
              call, tessera_error_new (TESSERA_ERROR_KEYRING_LOCKED, NULL,
                                       _ ("The keyring was not unlocked since you logged in, so "
                                          "it does not tell which tokens it has. Unlock it, then "
                                          "refresh.")));
          return;
        }
    }
  tessera_vault_call_return (call, g_steal_pointer (&ids), (GDestroyNotify) g_hash_table_unref);
}

static void
list (TesseraVaultCall *call, SecretService *service)
{
  search (call, SECRET_SEARCH_NONE, listed_cb);
}

/* Takes @item. */
static void
begin (TesseraVault *self, gpointer tag, TesseraVaultStep step, Item *item,
       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  tessera_vault_call_begin (task, self->deadline, item->secret != NULL, step, item, item_free);
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
  begin (self, tessera_vault_forget_token_async, forget, token_item_new (server, token_id),
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
  begin (self, tessera_vault_forget_sign_in_async, forget, sign_in_item_new (connection), cancellable,
         callback, user_data);
}

gboolean
tessera_vault_forget_sign_in_finish (TesseraVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

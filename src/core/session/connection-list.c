/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/session/connection-list.h"

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/storage.h"
#include "core/client/client.h"
#include "core/model/certificate.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* The file has this group, and one for each connection, named by its ID. */
#define GENERAL "general"

struct _TesseraConnectionList
{
  TesseraStoreModel parent_instance;

  char *path;
  GKeyFile *file;
};

G_DEFINE_FINAL_TYPE (TesseraConnectionList, tessera_connection_list, TESSERA_TYPE_STORE_MODEL)

static void
tessera_connection_list_finalize (GObject *object)
{
  TesseraConnectionList *self = TESSERA_CONNECTION_LIST (object);

  g_free (self->path);
  g_key_file_unref (self->file);
  G_OBJECT_CLASS (tessera_connection_list_parent_class)->finalize (object);
}

static void
tessera_connection_list_class_init (TesseraConnectionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_connection_list_finalize;
  TESSERA_STORE_MODEL_CLASS (klass)->item_type = TESSERA_TYPE_CONNECTION;
}

static void
tessera_connection_list_init (TesseraConnectionList *self)
{
  self->file = g_key_file_new ();
}

static GListStore *
get_store (TesseraConnectionList *self)
{
  return tessera_store_model_get_store (TESSERA_STORE_MODEL (self));
}

static guint
count_connections (TesseraConnectionList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self));
}

static TesseraConnection *
peek_connection (TesseraConnectionList *self, guint position)
{
  return tessera_store_model_peek (TESSERA_STORE_MODEL (self), position);
}

TesseraConnectionList *
tessera_connection_list_new (const char *path)
{
  TesseraConnectionList *self = g_object_new (TESSERA_TYPE_CONNECTION_LIST, NULL);

  self->path = path != NULL
                   ? g_strdup (path)
                   : g_build_filename (g_get_user_config_dir (), "tessera", "connections", NULL);
  return self;
}

/* What is not understood is checked as strictly as a connection without anything special. */
static TesseraReach *
read_trust (GKeyFile *file, const char *id)
{
  g_autofree char *trust = g_key_file_get_string (file, id, "trust", NULL);
  g_autofree char *authority = g_key_file_get_string (file, id, "authority", NULL);
  g_autofree char *fingerprint = g_key_file_get_string (file, id, "fingerprint", NULL);
  g_autofree char *pem = authority != NULL ? tessera_authorities_parse (authority, NULL) : NULL;
  g_autofree char *pin = fingerprint != NULL ? tessera_fingerprint_parse (fingerprint, NULL) : NULL;

  if (g_strcmp0 (trust, "authority") == 0 && pem != NULL)
    return tessera_reach_new (TESSERA_TRUST_AUTHORITY, pem, NULL);
  if (g_strcmp0 (trust, "fingerprint") == 0 && pin != NULL)
    return tessera_reach_new (TESSERA_TRUST_FINGERPRINT, pin, NULL);
  if (g_strcmp0 (trust, "none") == 0)
    return tessera_reach_new (TESSERA_TRUST_NONE, NULL, NULL);
  return tessera_reach_new (TESSERA_TRUST_SYSTEM, NULL, NULL);
}

static TesseraReach *
read_reach (GKeyFile *file, const char *id)
{
  TesseraReach *reach = read_trust (file, id);
  g_auto (GStrv) headers = g_key_file_get_string_list (file, id, "headers", NULL, NULL);

  for (guint i = 0; headers != NULL && headers[i] != NULL; i++)
    if (tessera_header_check_name (headers[i], NULL))
      {
        g_autoptr (TesseraReach) before = reach;

        reach = tessera_reach_with_header (before, headers[i]);
      }
  return reach;
}

/* NULL if the group is not a valid connection. */
static TesseraConnection *
read_connection (GKeyFile *file, const char *id)
{
  g_autofree char *typed = g_key_file_get_string (file, id, "address", NULL);
  g_autofree char *address = typed != NULL ? tessera_address_normalize (typed, NULL) : NULL;
  g_autofree char *org_id = g_key_file_get_string (file, id, "organization-id", NULL);
  g_autofree char *org_name = g_key_file_get_string (file, id, "organization", NULL);
  g_autofree char *method = g_key_file_get_string (file, id, "sign-in", NULL);
  g_autofree char *username = g_key_file_get_string (file, id, "username", NULL);
  gboolean with_password = g_strcmp0 (method, "password") == 0;
  g_autofree char *server = g_key_file_get_string (file, id, "server", NULL);
  g_autoptr (TesseraConnection) plain = NULL;
  g_autoptr (TesseraConnection) reached = NULL;
  g_autoptr (TesseraReach) reach = NULL;

  if (address == NULL || org_id == NULL || org_name == NULL ||
      (with_password ? username == NULL : g_strcmp0 (method, "token") != 0))
    return NULL;
  plain = tessera_connection_new (id, address, org_id, org_name,
                                  with_password ? TESSERA_CREDENTIALS_PASSWORD
                                                : TESSERA_CREDENTIALS_TOKEN,
                                  with_password ? username : NULL);
  reach = read_reach (file, id);
  reached = tessera_connection_with_reach (plain, reach);
  return tessera_connection_with_server (reached, server);
}

static void
take_file (TesseraConnectionList *self, GKeyFile *file)
{
  gsize count;
  G_GNUC_UNUSED g_auto (GStrv) groups = g_key_file_get_groups (file, &count);

  if (count == 0)
    return;
  g_key_file_ref (file);
  g_key_file_unref (self->file);
  self->file = file;
}

/* If the file does not exist, the list stays as it is. */
static gboolean
read_file (TesseraConnectionList *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GKeyFile *file = tessera_storage_read (self->path, &cause);

  if (file == NULL)
    {
      tessera_set_error (error, TESSERA_ERROR_STORAGE, tessera_error_get_details (cause),
                         _ ("The list of connections in “%s” can’t be read. The file "
                            "was left unchanged. Fix or move it, then try again."),
                         self->path);
      return FALSE;
    }
  take_file (self, file);
  g_key_file_unref (file);
  return TRUE;
}

gboolean
tessera_connection_list_load (TesseraConnectionList *self, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) groups = NULL;

  if (!read_file (self, error))
    return FALSE;
  groups = g_key_file_get_groups (self->file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      TesseraConnection *connection = read_connection (self->file, groups[i]);

      if (connection != NULL)
        g_ptr_array_add (connections, connection);
    }
  g_list_store_splice (get_store (self), 0, count_connections (self), connections->pdata,
                       connections->len);
  return TRUE;
}

static gboolean
find_position (TesseraConnectionList *self, const char *id, guint *position)
{
  for (*position = 0; *position < count_connections (self); (*position)++)
    if (g_strcmp0 (tessera_connection_get_id (peek_connection (self, *position)), id) == 0)
      return TRUE;
  return FALSE;
}

static void
write_text (GKeyFile *file, const char *id, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (file, id, key, text);
  else
    g_key_file_remove_key (file, id, key, NULL);
}

/* Nothing for a server that is reached in the usual way. */
static void
write_reach (GKeyFile *file, const char *id, TesseraReach *reach)
{
  static const char *const names[] = {
    [TESSERA_TRUST_SYSTEM] = NULL,
    [TESSERA_TRUST_AUTHORITY] = "authority",
    [TESSERA_TRUST_FINGERPRINT] = "fingerprint",
    [TESSERA_TRUST_NONE] = "none",
  };
  TesseraTrust trust = tessera_reach_get_trust (reach);
  const char *subject = tessera_reach_get_subject (reach);
  const char *const *headers = tessera_reach_get_headers (reach);

  write_text (file, id, "trust", names[trust]);
  write_text (file, id, "authority", trust == TESSERA_TRUST_AUTHORITY ? subject : NULL);
  write_text (file, id, "fingerprint", trust == TESSERA_TRUST_FINGERPRINT ? subject : NULL);
  if (*headers != NULL)
    g_key_file_set_string_list (file, id, "headers", headers, g_strv_length ((GStrv) headers));
  else
    g_key_file_remove_key (file, id, "headers", NULL);
}

static void
write_connection (GKeyFile *file, TesseraConnection *connection)
{
  const char *id = tessera_connection_get_id (connection);
  const char *username = tessera_connection_get_username (connection);
  gboolean with_password =
      tessera_connection_get_method (connection) == TESSERA_CREDENTIALS_PASSWORD;

  g_key_file_set_string (file, id, "address", tessera_connection_get_address (connection));
  g_key_file_set_string (file, id, "organization-id", tessera_connection_get_org_id (connection));
  g_key_file_set_string (file, id, "organization", tessera_connection_get_org_name (connection));
  write_text (file, id, "server", tessera_connection_get_server (connection));
  g_key_file_set_string (file, id, "sign-in", with_password ? "password" : "token");
  write_text (file, id, "username", username);
  write_reach (file, id, tessera_connection_get_reach (connection));
}

/* A change to the file: adds @connection, or removes the one with @id. */
typedef struct
{
  TesseraConnectionList *list;
  TesseraConnection *connection;
  const char *id;
  gboolean is_used; /* from now on the last used one */
} Change;

/* Changes the file or, if it can't be written, at least the list in memory. The first attempt moves
 * a damaged file aside, and the second one writes a new file with everything that is known; the
 * error then says where the damaged one is. */
static gboolean
change_file (TesseraConnectionList *self, TesseraStorageChange function, Change *change,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  GError *again = NULL;

  if (tessera_storage_change (self->path, function, change, &problem))
    return TRUE;
  if (!g_error_matches (problem, TESSERA_ERROR, TESSERA_ERROR_DAMAGED))
    function (self->file, FALSE, change);
  else if (!tessera_storage_change (self->path, function, change, &again))
    {
      g_propagate_error (error, again);
      return FALSE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
put_connection (GKeyFile *file, gboolean is_new, gpointer data)
{
  const Change *change = data;

  if (is_new)
    tessera_storage_copy (change->list->file, file);
  write_connection (file, change->connection);
  if (change->is_used)
    g_key_file_set_string (file, GENERAL, "last-used",
                           tessera_connection_get_id (change->connection));
  take_file (change->list, file);
  return TRUE;
}

static gboolean
write_change (TesseraConnectionList *self, TesseraConnection *connection, gboolean is_used,
              GError **error)
{
  gpointer added = connection;
  guint position;
  Change change = { .list = self, .connection = connection, .is_used = is_used };
  gboolean written = change_file (self, put_connection, &change, error);
  gboolean known = find_position (self, tessera_connection_get_id (connection), &position);

  g_list_store_splice (get_store (self), position, known ? 1 : 0, &added, 1);
  return written;
}

gboolean
tessera_connection_list_add (TesseraConnectionList *self, TesseraConnection *connection,
                             GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), FALSE);
  g_return_val_if_fail (TESSERA_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return write_change (self, connection, TRUE, error);
}

gboolean
tessera_connection_list_change (TesseraConnectionList *self, TesseraConnection *connection,
                                GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), FALSE);
  g_return_val_if_fail (TESSERA_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return write_change (self, connection, FALSE, error);
}

static void
remove_group (GKeyFile *file, const char *id)
{
  g_autofree char *last_used = g_key_file_get_string (file, GENERAL, "last-used", NULL);

  g_key_file_remove_group (file, id, NULL);
  if (g_strcmp0 (last_used, id) == 0)
    g_key_file_remove_key (file, GENERAL, "last-used", NULL);
}

static gboolean
remove_connection (GKeyFile *file, gboolean is_new, gpointer data)
{
  const Change *change = data;

  if (is_new)
    tessera_storage_copy (change->list->file, file);
  remove_group (file, change->id);
  take_file (change->list, file);
  return TRUE;
}

gboolean
tessera_connection_list_remove (TesseraConnectionList *self, const char *id, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  guint position;
  Change change = { .list = self, .id = id };
  gboolean written;

  if (!find_position (self, id, &position))
    return TRUE;
  written = change_file (self, remove_connection, &change, error);
  g_list_store_remove (get_store (self), position);
  return written;
}

TesseraConnection *
tessera_connection_list_find (TesseraConnectionList *self, const char *id)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  guint position;

  return find_position (self, id, &position) ? peek_connection (self, position) : NULL;
}

/* The name tells organizations apart only where the ID is not known. */
static gboolean
has_same_name (TesseraConnection *one, TesseraConnection *other)
{
  return *tessera_connection_get_org_id (one) != '\0' ||
         g_str_equal (tessera_connection_get_org_name (one),
                      tessera_connection_get_org_name (other));
}

TesseraConnection *
tessera_connection_list_find_same (TesseraConnectionList *self, TesseraConnection *connection)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), NULL);
  g_return_val_if_fail (TESSERA_IS_CONNECTION (connection), NULL);

  for (guint i = 0; i < count_connections (self); i++)
    {
      TesseraConnection *other = peek_connection (self, i);

      if (g_str_equal (tessera_connection_get_address (other),
                       tessera_connection_get_address (connection)) &&
          g_str_equal (tessera_connection_get_org_id (other),
                       tessera_connection_get_org_id (connection)) &&
          has_same_name (other, connection) &&
          tessera_connection_get_method (other) == tessera_connection_get_method (connection) &&
          g_strcmp0 (tessera_connection_get_username (other),
                     tessera_connection_get_username (connection)) == 0)
        return other;
    }
  return NULL;
}

TesseraConnection *
tessera_connection_list_find_address (TesseraConnectionList *self, const char *address)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  TesseraConnection *last = tessera_connection_list_get_last_used (self);

  if (last != NULL && g_str_equal (tessera_connection_get_address (last), address))
    return last;
  for (guint i = 0; i < count_connections (self); i++)
    {
      TesseraConnection *connection = peek_connection (self, i);

      if (g_str_equal (tessera_connection_get_address (connection), address))
        return connection;
    }
  return NULL;
}

TesseraConnection *
tessera_connection_list_get_last_used (TesseraConnectionList *self)
{
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (self), NULL);

  g_autofree char *id = g_key_file_get_string (self->file, GENERAL, "last-used", NULL);

  return id != NULL ? tessera_connection_list_find (self, id) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of keyring.h: the headers that a connection adds to its requests. */

#include "core/keyring/keyring-private.h"
#include "core/keyring/keyring-steps.h"
#include "core/keyring/keyring-store.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define NAME_CHARACTERS 40

static const SecretSchema header_schema = {
  "io.github.tessera.Header",
  SECRET_SCHEMA_NONE,
  { { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "header", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

/* The keyring compares attributes letter by letter, but a header is the same in any case. */
static TesseraKeyringEntry *
header_entry_new (TesseraConnection *connection, const char *name)
{
  const char *id = tessera_connection_get_id (connection);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  if (name == NULL)
    return tessera_keyring_entry_new (
        &header_schema, secret_attributes_build (&header_schema, "connection", id, NULL));
  return tessera_keyring_entry_new (
      &header_schema,
      secret_attributes_build (&header_schema, "connection", id, "header", lower, NULL));
}

void
tessera_keyring_save_header_async (TesseraKeyring *self, TesseraConnection *connection,
                                   const char *name, TesseraSecret *value,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  TesseraKeyringEntry *entry = header_entry_new (connection, name);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *line = tessera_keyring_make_line (name, NAME_CHARACTERS);

  entry->attributes = secret_attributes_build (
      &header_schema, "connection", tessera_connection_get_id (connection), "server",
      tessera_connection_get_address (connection), "header", lower, NULL);
  entry->label =
      /* Translators: the label of an item in the keyring: the name of an HTTP header, a connection
       */
      g_strdup_printf (_ ("Tessera header “%s” (%s)"), line,
                       tessera_connection_get_title (connection));
  entry->secret = tessera_secret_ref (value);
  tessera_keyring_begin_call (self, tessera_keyring_save_header_async, tessera_keyring_step_store,
                              entry, cancellable, callback, user_data);
}

gboolean
tessera_keyring_save_header_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autofree char *label = g_task_propagate_pointer (G_TASK (result), error);

  return label != NULL;
}

void
tessera_keyring_lookup_header_async (TesseraKeyring *self, TesseraConnection *connection,
                                     const char *name, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));
  g_return_if_fail (name != NULL);

  tessera_keyring_begin_call (self, tessera_keyring_lookup_header_async,
                              tessera_keyring_step_look_up, header_entry_new (connection, name),
                              cancellable, callback, user_data);
}

TesseraSecret *
tessera_keyring_lookup_header_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tessera_keyring_forget_headers_async (TesseraKeyring *self, TesseraConnection *connection,
                                      const char *name, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_KEYRING (self));
  g_return_if_fail (TESSERA_IS_CONNECTION (connection));

  tessera_keyring_begin_call (self, tessera_keyring_forget_headers_async,
                              tessera_keyring_step_forget, header_entry_new (connection, name),
                              cancellable, callback, user_data);
}

gboolean
tessera_keyring_forget_headers_finish (TesseraKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

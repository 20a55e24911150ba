/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/keyring/keyring-call.h"

G_BEGIN_DECLS

/**
 * TesseraKeyringEntry:
 * @schema: which kind of Tessera item it is
 * @identity: (element-type utf8 utf8): the attributes that identify the item
 * @server: (nullable): the normalized address of the server that the item is for, whichever way it
 *   is written in the item
 * @attributes: (element-type utf8 utf8) (nullable): all of them, to store
 * @label: (nullable): the label that keyring managers list it under, to store
 * @secret: (nullable): the secret to store; otherwise %NULL
 * @collection: the keyring to store in
 * @found: (element-type SecretItem): the results of the last search
 * @closed: (nullable): the keyring, if it is locked and may contain more of them
 * @unlocking: how many objects the call has asked to unlock
 * @has_unlocked: whether this call has asked to unlock what is closed: it asks once
 * @has_unlocked_found: whether it has asked to unlock what was found
 * @deletions: how many items this call has deleted
 * @after_delete: the step that tessera_keyring_entry_delete() continues with
 *
 * The subject of a call: one item of the keyring, or all items that match its identity. It is the
 * data of a #TesseraKeyringCall. Private to the keyring.
 */
typedef struct
{
  const SecretSchema *schema;
  GHashTable *identity;
  char *server;
  GHashTable *attributes;
  char *label;
  TesseraSecret *secret;
  SecretCollection *collection;
  GList *found;
  SecretCollection *closed;
  guint unlocking;
  gboolean has_unlocked;
  gboolean has_unlocked_found;
  guint deletions;
  TesseraKeyringStep after_delete;
} TesseraKeyringEntry;

/**
 * tessera_keyring_entry_new:
 * @identity: (transfer full): the attributes to find the item by
 */
TesseraKeyringEntry *tessera_keyring_entry_new (const SecretSchema *schema, GHashTable *identity);
void tessera_keyring_entry_free (gpointer data);

/* Functions that end in _finish return %FALSE if the call has ended. */

/* The only place that asks for the keyring's password; unlocked items need none. */
void tessera_keyring_entry_unlock (TesseraKeyringCall *call, GList *objects,
                                   GAsyncReadyCallback callback);

/* Returns: %TRUE if all of the objects are unlocked. */
gboolean tessera_keyring_entry_unlock_finish (TesseraKeyringCall *call, GAsyncResult *result);

/* Whether its attributes can be read, or at least show that it is not a Tessera item. A keyring
 * that has not been unlocked since login has only hashes of the attributes, under names that
 * gnome-keyring (42.1) marks as such. */
gboolean tessera_keyring_entry_is_readable (SecretItem *item);

/* Deletes the found items one by one, and continues with @then after the last. */
void tessera_keyring_entry_delete (TesseraKeyringCall *call, TesseraKeyringStep then);

/* libsecret reports a missing object with different errors, depending on which side noticed it. */
gboolean tessera_keyring_entry_means_gone (const GError *error);

G_END_DECLS

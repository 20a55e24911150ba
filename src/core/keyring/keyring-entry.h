/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/keyring/keyring-call.h"

G_BEGIN_DECLS

/**
 * TesseraKeyringEntry:
 * @schema: which kind of item of ours it is
 * @identity: (element-type utf8 utf8): the attributes that no two items share
 * @attributes: (element-type utf8 utf8) (nullable): all of them, to store
 * @label: (nullable): what keyrings show in their lists, to store
 * @secret: (nullable): what to store; %NULL otherwise
 * @collection: the keyring to store in
 * @found: (element-type SecretItem): what the last search found
 * @after_delete: where tessera_keyring_entry_delete() goes on
 *
 * What a call works on: an item of the keyring, or all that have its identity. It is the data of a
 * #TesseraKeyringCall. Private to the keyring.
 */
typedef struct
{
  const SecretSchema *schema;
  GHashTable *identity;
  GHashTable *attributes;
  char *label;
  TesseraSecret *secret;
  SecretCollection *collection;
  GList *found;
  TesseraKeyringStep after_delete;
} TesseraKeyringEntry;

/**
 * tessera_keyring_entry_new:
 * @identity: (transfer full): the attributes to find it by
 */
TesseraKeyringEntry *tessera_keyring_entry_new (const SecretSchema *schema, GHashTable *identity);
void tessera_keyring_entry_free (gpointer data);

/* Functions that end in _finish return %FALSE when the call is over. */

/* The only place that asks for the keyring's password: what is unlocked already goes on at once. */
void tessera_keyring_entry_unlock (TesseraKeyringCall *call, GList *objects,
                                   GAsyncReadyCallback callback);

/* Returns: %TRUE when all @wanted are unlocked. */
gboolean tessera_keyring_entry_unlock_finish (TesseraKeyringCall *call, GAsyncResult *result,
                                              guint wanted);

/* Whether it tells what it is, or at least that it is none of ours. A keyring that was not unlocked
 * since the login has only hashes of the attributes, which gnome-keyring (42.1) names so. */
gboolean tessera_keyring_entry_is_readable (SecretItem *item);

/* Deletes the first of the found items, then the next, and goes on with @then after the last. */
void tessera_keyring_entry_delete (TesseraKeyringCall *call, TesseraKeyringStep then);

/* What libsecret calls an object that is not there depends on who noticed. */
gboolean tessera_keyring_entry_means_gone (const GError *error);

G_END_DECLS

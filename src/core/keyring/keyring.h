/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/model/connection.h"
#include "core/model/keyring-item.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraKeyring:
 *
 * The desktop keyring, through the Secret Service itself: `secret_password_*` would, inside a
 * Flatpak, silently write to a file of the sandbox that no other program sees.
 *
 * ## The items: a public format
 *
 * A saved token has the schema `io.github.tessera.Token`, the label `InfluxDB token “DESCRIPTION”
 * (ORGANIZATION, HOST)`, and these attributes, all strings:
 *
 * | attribute | holds |
 * |---|---|
 * | `server` | the address, as `https://influx.example.com:8086` |
 * | `organization-id` | ID of the organization |
 * | `authorization-id` | ID of the token on the server |
 * | `owner` | name of the user that the token belongs to |
 * | `description` | the token's description |
 * | `buckets` | names of the single buckets that it is for, one a line; whole names, 4000 bytes at
 * most |
 *
 * An item that was saved by an earlier version has no `buckets`.
 *
 * So `secret-tool search authorization-id 0a1b…` and Passwords and Keys find it. What signs a
 * connection in has the schema `io.github.tessera.SignIn` and the attributes `connection` (a UUID),
 * `server` and `username` (empty for a token).
 *
 * ## Errors
 *
 * %TESSERA_ERROR_NO_KEYRING, %TESSERA_ERROR_KEYRING_LOCKED (also for a prompt that was dismissed or
 * not answered before the deadline) and %TESSERA_ERROR_KEYRING. Nothing is lost by any of them: the
 * caller still has the secret.
 */
#define TESSERA_TYPE_KEYRING (tessera_keyring_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyring, tessera_keyring, TESSERA, KEYRING, GObject)

TesseraKeyring *tessera_keyring_new (void);

/**
 * tessera_keyring_set_deadline:
 * @seconds: how long a call may wait for the keyring, its prompt included; 120 at first
 *
 * A call that is late, or cancelled, returns at once, but the keyring's own work and its prompt are
 * left to end by themselves: cancelling them makes gnome-keyring fall off the bus.
 */
void tessera_keyring_set_deadline (TesseraKeyring *self, guint seconds);

/**
 * tessera_keyring_save_token_async:
 * @server: the normalized address of the server
 *
 * Stores a token's value; the same token is replaced. Asks to unlock the keyring when needed, and
 * reads the item back before it reports success.
 */
void tessera_keyring_save_token_async (TesseraKeyring *self, const char *server,
                                       TesseraToken *token, TesseraSecret *value,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * tessera_keyring_save_token_finish:
 *
 * Returns: (transfer full) (nullable): the label of the item, to tell where it is
 */
char *tessera_keyring_save_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                         GError **error);

/**
 * tessera_keyring_lookup_token_async:
 *
 * Fetches a token's value; unlocks when needed.
 */
void tessera_keyring_lookup_token_async (TesseraKeyring *self, const char *server,
                                         const char *token_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_lookup_token_finish:
 *
 * Returns: (transfer full) (nullable): the value; %NULL with %TESSERA_ERROR_NOT_FOUND when it was
 *   never saved, which is not the same as a locked keyring
 */
TesseraSecret *tessera_keyring_lookup_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                                    GError **error);

/**
 * tessera_keyring_list_tokens_async:
 *
 * Which tokens of a server are saved; never asks to unlock. A keyring that is locked again still
 * tells; one that was not unlocked since the login does not, which is
 * %TESSERA_ERROR_KEYRING_LOCKED and not an empty answer.
 */
void tessera_keyring_list_tokens_async (TesseraKeyring *self, const char *server,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * tessera_keyring_list_tokens_finish:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): a set of authorization IDs
 */
GHashTable *tessera_keyring_list_tokens_finish (TesseraKeyring *self, GAsyncResult *result,
                                                GError **error);

/**
 * tessera_keyring_list_items_async:
 *
 * All tokens that are saved on this desktop, whatever their server; never asks to unlock, with the
 * same limits as tessera_keyring_list_tokens_async().
 */
void tessera_keyring_list_items_async (TesseraKeyring *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_list_items_finish:
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem) (nullable): the tokens
 */
GPtrArray *tessera_keyring_list_items_finish (TesseraKeyring *self, GAsyncResult *result,
                                              GError **error);

/**
 * tessera_keyring_list_unlocked_async:
 *
 * The same without their labels, and without those in a locked keyring, which would be told too:
 * for a search that somebody waits for while typing. It starts no keyring.
 */
void tessera_keyring_list_unlocked_async (TesseraKeyring *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_list_unlocked_finish:
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem) (nullable): the tokens; %NULL with an
 *   error of D-Bus, which is not one for people
 */
GPtrArray *tessera_keyring_list_unlocked_finish (TesseraKeyring *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_keyring_rename_token_async:
 * @token: with the description that it has now
 *
 * Gives the item of a saved token the description of the token, so that it is found by it. Unlocks
 * when needed; of a token that is not saved nothing is asked.
 */
void tessera_keyring_rename_token_async (TesseraKeyring *self, const char *server,
                                         TesseraToken *token, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_rename_token_finish:
 *
 * Returns: %FALSE with one of the keyring's errors; %TRUE also when it is not saved
 */
gboolean tessera_keyring_rename_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                              GError **error);

void tessera_keyring_forget_token_async (TesseraKeyring *self, const char *server,
                                         const char *token_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_forget_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                              GError **error);

/**
 * tessera_keyring_unlock_async:
 *
 * Asks to unlock what keeps the keyring from telling which tokens it has, and every token that is
 * in a locked keyring.
 */
void tessera_keyring_unlock_async (TesseraKeyring *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_unlock_finish (TesseraKeyring *self, GAsyncResult *result, GError **error);

/**
 * tessera_keyring_save_credentials_async:
 *
 * Stores what signs @connection in.
 */
void tessera_keyring_save_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                             TesseraSecret *secret, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_save_credentials_finish (TesseraKeyring *self, GAsyncResult *result,
                                                  GError **error);

void tessera_keyring_lookup_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
TesseraSecret *tessera_keyring_lookup_credentials_finish (TesseraKeyring *self,
                                                          GAsyncResult *result, GError **error);

void tessera_keyring_forget_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_forget_credentials_finish (TesseraKeyring *self, GAsyncResult *result,
                                                    GError **error);

G_END_DECLS

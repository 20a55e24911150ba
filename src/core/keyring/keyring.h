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
 * The desktop keyring, accessed directly through the Secret Service: inside a Flatpak,
 * `secret_password_*` would silently write to a file in the sandbox that no other program can see.
 *
 * ## The items: a public format
 *
 * A saved token has the schema `io.github.tessera.Token`, the label `InfluxDB token “DESCRIPTION”
 * (ORGANIZATION, HOST)`, and these attributes, all strings:
 *
 * | attribute | holds |
 * |---|---|
 * | `server` | the address, for example `https://influx.example.com:8086` |
 * | `organization-id` | ID of the organization |
 * | `authorization-id` | ID of the token on the server |
 * | `owner` | name of the user that the token belongs to |
 * | `description` | the token's description |
 * | `buckets` | names of the individual buckets that it is for, one per line; whole names, 4000
 * bytes at most |
 *
 * Items saved by earlier versions have no `buckets`.
 *
 * So `secret-tool search authorization-id 0a1b…` and Passwords and Keys find it. The credentials of
 * a connection have the schema `io.github.tessera.SignIn` and the attributes `connection` (a UUID),
 * `server` and `username` (empty for a token). The value of a header that is added to the requests
 * of a connection has the schema `io.github.tessera.Header` and the attributes `connection`,
 * `server` and `header` (its name).
 *
 * ## Errors
 *
 * %TESSERA_ERROR_NO_KEYRING, %TESSERA_ERROR_KEYRING_LOCKED (also for a prompt that was dismissed or
 * not answered before the deadline) and %TESSERA_ERROR_KEYRING. None of them loses anything: the
 * caller still has the secret.
 */
#define TESSERA_TYPE_KEYRING (tessera_keyring_get_type ())
G_DECLARE_FINAL_TYPE (TesseraKeyring, tessera_keyring, TESSERA, KEYRING, GObject)

TesseraKeyring *tessera_keyring_new (void);

/**
 * tessera_keyring_set_deadline:
 * @seconds: how long a call may wait for the keyring, its prompt included; 120 by default
 *
 * A call that misses the deadline or is canceled returns at once, but the keyring's own work and
 * its prompt are left to finish: canceling them makes gnome-keyring drop off the bus.
 */
void tessera_keyring_set_deadline (TesseraKeyring *self, guint seconds);

/**
 * tessera_keyring_prepare_async:
 *
 * Makes sure that there is an unlocked keyring to save in: asks to unlock it, or to create one, if
 * needed. Called before a token is created, it leaves nothing to ask when there is a value to save.
 */
void tessera_keyring_prepare_async (TesseraKeyring *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_prepare_finish (TesseraKeyring *self, GAsyncResult *result,
                                         GError **error);

/**
 * tessera_keyring_save_token_async:
 * @server: the normalized address of the server
 *
 * Stores a token's value, replacing an existing item for the same token. Asks to unlock the keyring
 * if needed, and reads the item back before it reports success. If the item of an earlier
 * description can't be removed, it stays beside the new one.
 */
void tessera_keyring_save_token_async (TesseraKeyring *self, const char *server,
                                       TesseraToken *token, TesseraSecret *value,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * tessera_keyring_save_token_finish:
 *
 * Returns: (transfer full) (nullable): the label of the item, to show where the value is saved
 */
char *tessera_keyring_save_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                         GError **error);

/**
 * tessera_keyring_lookup_token_async:
 *
 * Fetches a token's value; asks to unlock the keyring if needed.
 */
void tessera_keyring_lookup_token_async (TesseraKeyring *self, const char *server,
                                         const char *token_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_lookup_token_finish:
 *
 * Returns: (transfer full) (nullable): the value; %NULL with %TESSERA_ERROR_NOT_FOUND if it was
 *   never saved, which is different from a locked keyring
 */
TesseraSecret *tessera_keyring_lookup_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                                    GError **error);

/**
 * tessera_keyring_list_tokens_async:
 *
 * Lists the saved tokens of a server; never asks to unlock. GNOME's keyring still lists them when
 * it was locked again after it had been unlocked. One that has not been unlocked since login does
 * not, and other services list nothing of a locked keyring: that is reported as
 * %TESSERA_ERROR_KEYRING_LOCKED and not as an empty answer.
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
 * Lists all tokens saved on this desktop, for any server; never asks to unlock, with the same
 * limits as tessera_keyring_list_tokens_async().
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
 * Lists the same items without their labels, and without those in a locked keyring, which
 * tessera_keyring_list_items_async() includes: for a search whose results should appear while the
 * user types. It does not start the keyring.
 */
void tessera_keyring_list_unlocked_async (TesseraKeyring *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_list_unlocked_finish:
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem) (nullable): the tokens; %NULL with a
 *   D-Bus error, which is not meant to be shown to people
 */
GPtrArray *tessera_keyring_list_unlocked_finish (TesseraKeyring *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_keyring_rename_token_async:
 * @token: the token, with its new description
 *
 * Updates the item of a saved token to the token's new description, so that it can be found by it.
 * Asks to unlock the keyring if needed; does not prompt for a token that is not saved.
 */
void tessera_keyring_rename_token_async (TesseraKeyring *self, const char *server,
                                         TesseraToken *token, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_keyring_rename_token_finish:
 *
 * Returns: %FALSE with one of the keyring's errors; %TRUE also if the token is not saved
 */
gboolean tessera_keyring_rename_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                              GError **error);

/**
 * tessera_keyring_forget_token_async:
 *
 * Removes a saved token; asks to unlock the keyring if needed. If the keyring asks the user to
 * confirm it, and the user refuses, that is an error: it is still there.
 */
void tessera_keyring_forget_token_async (TesseraKeyring *self, const char *server,
                                         const char *token_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_forget_token_finish (TesseraKeyring *self, GAsyncResult *result,
                                              GError **error);

/**
 * tessera_keyring_unlock_async:
 *
 * Asks to unlock the keyrings that can't report which tokens they hold, and every token in a locked
 * keyring.
 */
void tessera_keyring_unlock_async (TesseraKeyring *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_unlock_finish (TesseraKeyring *self, GAsyncResult *result, GError **error);

/**
 * tessera_keyring_save_credentials_async:
 *
 * Stores the credentials of @connection.
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

/**
 * tessera_keyring_forget_credentials_async:
 *
 * Removes the credentials of @connection, and the values of its headers.
 */
void tessera_keyring_forget_credentials_async (TesseraKeyring *self, TesseraConnection *connection,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_forget_credentials_finish (TesseraKeyring *self, GAsyncResult *result,
                                                    GError **error);

/**
 * tessera_keyring_save_header_async:
 * @name: the name of a header
 *
 * Stores the value of a header that is added to the requests of @connection.
 */
void tessera_keyring_save_header_async (TesseraKeyring *self, TesseraConnection *connection,
                                        const char *name, TesseraSecret *value,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean tessera_keyring_save_header_finish (TesseraKeyring *self, GAsyncResult *result,
                                             GError **error);

/**
 * tessera_keyring_lookup_header_async:
 *
 * Fetches such a value; asks to unlock the keyring if needed.
 */
void tessera_keyring_lookup_header_async (TesseraKeyring *self, TesseraConnection *connection,
                                          const char *name, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
TesseraSecret *tessera_keyring_lookup_header_finish (TesseraKeyring *self, GAsyncResult *result,
                                                     GError **error);

/**
 * tessera_keyring_forget_headers_async:
 * @name: (nullable): the name of a header; %NULL for all of the connection's
 *
 * Removes such values.
 */
void tessera_keyring_forget_headers_async (TesseraKeyring *self, TesseraConnection *connection,
                                           const char *name, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_keyring_forget_headers_finish (TesseraKeyring *self, GAsyncResult *result,
                                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/secret.h"
#include "core/client/server-traits.h"
#include "core/model/reach.h"
#include "core/model/resource.h"
#include "core/model/setup.h"
#include "core/model/token-request.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraClient:
 *
 * The HTTP API of one InfluxDB: one pair of functions for each request. It signs requests with a
 * token or, after tessera_client_sign_in_async(), with the cookies it got.
 *
 * Credentials are sent only to the client's own address. Redirects are not followed; they fail with
 * %TESSERA_ERROR_REDIRECTED. Every request has a deadline for its answer and a limit on the
 * size of the answer. The signal `received (bytes, total)` tells the progress of a long answer; the
 * total is -1 if the server did not say it. A pause of a minute or less that the server asks for
 * (429 with `Retry-After`) is kept, and then the request sent again, unless that could create
 * something twice: #TesseraPause. Errors are of the domain %TESSERA_ERROR, or
 * %G_IO_ERROR_CANCELLED; tessera_error_is_cancelled() recognizes both kinds of cancellation.
 */
#define TESSERA_TYPE_CLIENT (tessera_client_get_type ())
G_DECLARE_FINAL_TYPE (TesseraClient, tessera_client, TESSERA, CLIENT, GObject)

/**
 * tessera_client_new:
 * @address: a normalized address
 *
 * Returns: (transfer full): a client without credentials
 */
TesseraClient *tessera_client_new (const char *address);

/**
 * tessera_client_new_with_token:
 * @address: a normalized address
 * @token: (transfer none): the token to sign requests with
 *
 * Returns: (transfer full): a client
 */
TesseraClient *tessera_client_new_with_token (const char *address, TesseraSecret *token);

const char *tessera_client_get_address (TesseraClient *self);

/**
 * tessera_client_get_traits:
 *
 * Returns: (transfer none): what is known about the server so far; it is updated with each answer
 *   that tells more
 */
const TesseraServerTraits *tessera_client_get_traits (TesseraClient *self);

/**
 * tessera_client_set_token:
 * @token: (nullable) (transfer none): the token to sign requests with from now on
 */
void tessera_client_set_token (TesseraClient *self, TesseraSecret *token);

/**
 * tessera_client_uses_token:
 *
 * Returns: whether requests are signed with @token; %FALSE if they are signed with cookies
 */
gboolean tessera_client_uses_token (TesseraClient *self, TesseraSecret *token);

/**
 * tessera_client_has_token:
 *
 * Returns: %FALSE if requests are signed with cookies, or not at all
 */
gboolean tessera_client_has_token (TesseraClient *self);

/**
 * tessera_client_set_deadline:
 * @seconds: how long to wait for an answer, and then for each part of it; 30 by default
 */
void tessera_client_set_deadline (TesseraClient *self, guint seconds);

guint tessera_client_get_deadline (TesseraClient *self);

/**
 * tessera_client_get_clock_offset:
 * @seconds: (out): how far the server's clock is ahead of this computer's, negative if it is behind
 *
 * Returns: %FALSE if no answer of the server has told its time so far
 */
gboolean tessera_client_get_clock_offset (TesseraClient *self, gint64 *seconds);

/**
 * tessera_client_new_like:
 *
 * Returns: (transfer full): a client without credentials that reaches the same server in the same
 *   way
 */
TesseraClient *tessera_client_new_like (TesseraClient *other);

/**
 * tessera_client_set_reach:
 *
 * Decides what the server's certificate is checked against; to be called before the first request.
 * Its headers are sent once their values were added with tessera_client_add_header(). With
 * %TESSERA_TRUST_NONE (`influx`'s `--skip-verify`), any server that answers gets the credentials.
 */
void tessera_client_set_reach (TesseraClient *self, TesseraReach *reach);

/**
 * tessera_client_get_reach:
 *
 * Returns: (transfer none): how the server is reached
 */
TesseraReach *tessera_client_get_reach (TesseraClient *self);

/**
 * tessera_client_get_header:
 *
 * Returns: (transfer none) (nullable): the value that was added for a header
 */
TesseraSecret *tessera_client_get_header (TesseraClient *self, const char *name);

/**
 * tessera_client_add_header:
 * @name: a header's name that passes tessera_header_check_name()
 * @value: (transfer none): a secret, because it may be a proxy's credentials; one that passes
 *   tessera_header_check_value()
 *
 * Adds a header to every request from now on, or replaces one that was added before.
 */
void tessera_client_add_header (TesseraClient *self, const char *name, TesseraSecret *value);

/**
 * tessera_client_trace:
 *
 * Prints each request and the status of its answer to standard error, without headers or bodies, so
 * nothing secret.
 */
void tessera_client_trace (TesseraClient *self);

/**
 * tessera_client_get_setup_allowed_async:
 *
 * `GET /api/v2/setup`: whether the server has yet to be set up. Cloud Serverless has no such path:
 * there the result is %TESSERA_ERROR_NOT_FOUND.
 */
void tessera_client_get_setup_allowed_async (TesseraClient *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_client_get_setup_allowed_finish (TesseraClient *self, GAsyncResult *result,
                                                  gboolean *allowed, GError **error);

/**
 * tessera_client_recognize_async:
 *
 * `GET /api/v2/authorizations` without credentials: for a server that has no set-up to ask for,
 * whether it refuses the way InfluxDB does. So nothing secret is sent to what is not an InfluxDB.
 */
void tessera_client_recognize_async (TesseraClient *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_client_recognize_finish:
 *
 * Returns: %FALSE if the server did not answer the way InfluxDB does
 */
gboolean tessera_client_recognize_finish (TesseraClient *self, GAsyncResult *result);

/**
 * tessera_client_set_up_async:
 * @request: a request that was checked
 *
 * `POST /api/v2/setup`, which needs no credentials: whoever sends it first owns the server. A
 * server that has been set up answers with %TESSERA_ERROR_CONFLICT. Any other refusal does not say
 * that nothing happened: see tessera_setup_request_check_field(). Use tessera_server_setup_async()
 * instead of this: it finds out.
 */
void tessera_client_set_up_async (TesseraClient *self, TesseraSetupRequest *request,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * tessera_client_set_up_finish:
 *
 * Returns: (transfer full) (nullable): what the server was set up with, and the operator token
 */
TesseraSetupAnswer *tessera_client_set_up_finish (TesseraClient *self, GAsyncResult *result,
                                                  GError **error);

/**
 * tessera_client_sign_in_async:
 *
 * `POST /api/v2/signin`. The cookie, valid for an hour, is kept only in the client.
 */
void tessera_client_sign_in_async (TesseraClient *self, const char *username,
                                   TesseraSecret *password, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_client_sign_in_finish (TesseraClient *self, GAsyncResult *result, GError **error);

/**
 * tessera_client_sign_out_async:
 *
 * `POST /api/v2/signout`; does nothing without a cookie.
 */
void tessera_client_sign_out_async (TesseraClient *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_client_sign_out_finish (TesseraClient *self, GAsyncResult *result, GError **error);

/**
 * tessera_client_get_me_async:
 *
 * `GET /api/v2/me`. A token that can't read its own user gets %TESSERA_ERROR_FORBIDDEN, an
 * unknown one %TESSERA_ERROR_UNAUTHORIZED; Cloud Serverless has no such path.
 */
void tessera_client_get_me_async (TesseraClient *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
TesseraResource *tessera_client_get_me_finish (TesseraClient *self, GAsyncResult *result,
                                               GError **error);

/**
 * tessera_client_is_operator_async:
 *
 * `HEAD /api/v2/config`, which an InfluxDB answers only for an account that is allowed everything
 * on the server: 405 (there is only a GET); everybody else gets 401 (observed on 2.9.1). The GET is
 * not used: its answer has the server's own secrets, such as the token of InfluxDB's own Vault.
 */
void tessera_client_is_operator_async (TesseraClient *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_client_is_operator_finish:
 *
 * Returns: %TRUE if the account is known to be an operator
 */
gboolean tessera_client_is_operator_finish (TesseraClient *self, GAsyncResult *result);

/**
 * tessera_client_list_resource_types_async:
 *
 * `GET /api/v2/resources`; for a server that has no such path, the result is the list of known
 * types.
 */
void tessera_client_list_resource_types_async (TesseraClient *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GStrv tessera_client_list_resource_types_finish (TesseraClient *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_client_list_resources_async:
 * @type: a type that can be listed (tessera_resource_type_get_listing())
 * @org_id: (nullable): of this organization only. The lists of `notebooks`,
 * `notificationEndpoints`, `remotes` and `replications` require one; `orgs` and `users` don't
 * belong to one
 *
 * All items of a type that the account can read. Lists that come in pages are fetched to the end,
 * which is a page with nothing new in it: a server cuts its pages before it leaves out what can't
 * be read. So items after a whole page that this account can't read are not found.
 */
void tessera_client_list_resources_async (TesseraClient *self, const char *type, const char *org_id,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * tessera_client_list_resources_finish:
 *
 * Returns: (transfer full) (element-type TesseraResource) (nullable): the items, as the server
 *   sorts them
 */
GPtrArray *tessera_client_list_resources_finish (TesseraClient *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_client_list_members_async:
 *
 * `GET /api/v2/orgs/ID/owners`, then `/members`: who belongs to an organization. Any account that
 * can read the organization gets an answer (observed on InfluxDB 2.9.1).
 *
 * Who can own a token is another question. A server creates a token for a user if the account has
 * write `users/ID`, whether that user belongs to the organization or not (also observed): an
 * operator token and the first user's password have it for everybody, an all-access token and any
 * other password only for the account's own user. The list of `users` contains those that the
 * account can read, which for all of these are the same users. Cloud Serverless has no such list;
 * there the members are used.
 */
void tessera_client_list_members_async (TesseraClient *self, const char *org_id,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * tessera_client_list_members_finish:
 *
 * Returns: (transfer full) (element-type TesseraResource) (nullable): owners first, then members;
 *   a user is one or the other
 */
GPtrArray *tessera_client_list_members_finish (TesseraClient *self, GAsyncResult *result,
                                               GError **error);

/**
 * tessera_client_create_user_async:
 * @name: any text that is not empty
 *
 * `POST /api/v2/users`: a user without a password, who can't sign in. It does not belong to an
 * organization: tessera_generic_user_create_async() does both. Requires write on all `users` of the
 * server; a name in use is %TESSERA_ERROR_CONFLICT.
 */
void tessera_client_create_user_async (TesseraClient *self, const char *name,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
TesseraResource *tessera_client_create_user_finish (TesseraClient *self, GAsyncResult *result,
                                                    GError **error);

void tessera_client_delete_user_async (TesseraClient *self, const char *id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean tessera_client_delete_user_finish (TesseraClient *self, GAsyncResult *result,
                                            GError **error);

/**
 * tessera_client_add_member_async:
 *
 * `POST /api/v2/orgs/ID/members`. Requires write on the organization. A user who is already an
 * owner or a member is %TESSERA_ERROR_SERVER: InfluxDB 2.9.1 answers with 500.
 */
void tessera_client_add_member_async (TesseraClient *self, const char *org_id, const char *user_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean tessera_client_add_member_finish (TesseraClient *self, GAsyncResult *result,
                                           GError **error);

/**
 * tessera_client_find_resources_async:
 * @type: `orgs`, `users`, `buckets` or `telegrafs`
 * @org_id: (nullable): of this organization only
 * @name: their name
 *
 * A single request: the server filters buckets, organizations and users by name; Telegraf
 * configurations are filtered here.
 */
void tessera_client_find_resources_async (TesseraClient *self, const char *type, const char *org_id,
                                          const char *name, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_client_find_resources_finish:
 *
 * Returns: (transfer full) (element-type TesseraResource) (nullable): those with exactly this name,
 *   which may be none
 */
GPtrArray *tessera_client_find_resources_finish (TesseraClient *self, GAsyncResult *result,
                                                 GError **error);

/**
 * tessera_client_find_owners_async:
 * @org_name: (nullable): only an organization of this name
 *
 * `GET /api/v2/buckets?org=NAME`: which organizations the buckets belong to that the account can
 * read. This is how a token that can't see any organization finds its own: InfluxDB 2.9.1 answers
 * it with 404 if there is no organization of this name. (It cuts its pages before it leaves out
 * what the account can't read, so a short page may be empty.)
 */
void tessera_client_find_owners_async (TesseraClient *self, const char *org_name,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * tessera_client_find_owners_finish:
 *
 * Returns: (transfer full) (nullable): the organizations' IDs, none if no bucket says any; %NULL
 *   with %TESSERA_ERROR_NOT_FOUND if there is no organization of this name, or with another error
 *   of the client
 */
GStrv tessera_client_find_owners_finish (TesseraClient *self, GAsyncResult *result, GError **error);

/**
 * tessera_client_get_resource_async:
 * @type: `orgs`, `users`, `buckets` or `telegrafs`
 * @org_id: (nullable): the organization it must belong to
 *
 * One item by its ID.
 */
void tessera_client_get_resource_async (TesseraClient *self, const char *type, const char *org_id,
                                        const char *id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_client_get_resource_finish:
 *
 * Returns: (transfer full) (nullable): the item; %NULL with %TESSERA_ERROR_NOT_FOUND if there is
 *   none, or it belongs to another organization
 */
TesseraResource *tessera_client_get_resource_finish (TesseraClient *self, GAsyncResult *result,
                                                     GError **error);

/**
 * TesseraTokenFilter:
 * @org_id: (nullable): of this organization only
 * @org_name: (nullable): the same by its name
 * @owner_id: (nullable): of this user only
 * @owner: (nullable): the same by the user's name
 *
 * Which tokens to list. For a name that does not exist, OSS answers 404.
 */
typedef struct
{
  const char *org_id;
  const char *org_name;
  const char *owner_id;
  const char *owner;
} TesseraTokenFilter;

/**
 * tessera_client_find_tokens_async:
 *
 * Like tessera_client_list_tokens_async(), with the server's own filters; finish it with
 * tessera_client_list_tokens_finish().
 */
void tessera_client_find_tokens_async (TesseraClient *self, const TesseraTokenFilter *filter,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * tessera_client_list_tokens_async:
 * @org_id: (nullable): of this organization only
 *
 * `GET /api/v2/authorizations`: all at once; OSS ignores `limit` and `offset`. The answer is parsed
 * in a thread because it can be large.
 */
void tessera_client_list_tokens_async (TesseraClient *self, const char *org_id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * tessera_client_list_tokens_finish:
 *
 * Returns: (transfer full) (element-type TesseraToken) (nullable): the tokens
 */
GPtrArray *tessera_client_list_tokens_finish (TesseraClient *self, GAsyncResult *result,
                                              GError **error);

void tessera_client_get_token_async (TesseraClient *self, const char *id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
TesseraToken *tessera_client_get_token_finish (TesseraClient *self, GAsyncResult *result,
                                               GError **error);

/**
 * tessera_client_create_token_async:
 *
 * `POST /api/v2/authorizations`. Use #TesseraMinter instead of this: it loses nothing.
 */
void tessera_client_create_token_async (TesseraClient *self, TesseraTokenRequest *request,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * tessera_client_create_token_finish:
 * @value: (out) (transfer full): the token's value, which no later answer contains
 *
 * Returns: (transfer full) (nullable): the new token
 */
TesseraToken *tessera_client_create_token_finish (TesseraClient *self, GAsyncResult *result,
                                                  TesseraSecret **value, GError **error);

/**
 * tessera_client_update_token_async:
 * @status: (nullable): `active`, `inactive`, or %NULL to leave it
 * @description: (nullable): the new description, or %NULL to leave it
 *
 * `PATCH /api/v2/authorizations/ID`. Permissions can't be changed: a server ignores them silently.
 */
void tessera_client_update_token_async (TesseraClient *self, const char *id, const char *status,
                                        const char *description, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
TesseraToken *tessera_client_update_token_finish (TesseraClient *self, GAsyncResult *result,
                                                  GError **error);

void tessera_client_delete_token_async (TesseraClient *self, const char *id,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean tessera_client_delete_token_finish (TesseraClient *self, GAsyncResult *result,
                                             GError **error);

/**
 * tessera_client_probe_async:
 * @path: path and query, below the client's address
 * @body: (nullable): JSON
 *
 * Any request of which only the kind of answer matters. For #TesseraTokenTest.
 */
void tessera_client_probe_async (TesseraClient *self, const char *method, const char *path,
                                 const char *body, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_client_probe_finish:
 * @n_items: (out): how many items the answer lists; 0 if it is not a list
 *
 * Returns: %TRUE unless the server refused
 */
gboolean tessera_client_probe_finish (TesseraClient *self, GAsyncResult *result, guint *n_items,
                                      GError **error);

G_END_DECLS

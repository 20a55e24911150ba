/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/client/exchange.h"
#include "core/client/refusal.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What every pair of functions in client.h is built from: a request that is signed and sent, and
 * passes on an answer that is not a refusal. Private to the client's own files.
 */

struct _TesseraClient
{
  GObject parent_instance;

  char *address;
  SoupSession *http;
  TesseraSecret *token;
  TesseraSecret *cookies; /* after signing in with a password: name=value; name=value */
  TesseraServerTraits traits;
  guint deadline;
  gboolean is_accepted; /* the credentials were, at least once */
  gboolean knows_clock;
  gint64 clock_offset; /* see tessera_client_get_clock_offset() */
  TesseraReach *reach; /* what the server's certificate is checked against */
  GPtrArray *headers;  /* of TesseraHeader: sent with every request */
};

/**
 * TesseraHeader:
 * @value: a secret, because it may be a proxy's credentials
 *
 * A header that the caller added.
 */
typedef struct
{
  char *name;
  TesseraSecret *value;
} TesseraHeader;

void tessera_header_free (gpointer data);

/**
 * tessera_client_apply_trust:
 *
 * Prepares the client's connections for its reach.
 */
void tessera_client_apply_trust (TesseraClient *self);

/**
 * TesseraAnswerFunc:
 * @task: (transfer none): the function returns it, or passes it on with a reference of its own
 * @answer: (transfer full): with a status below 400
 */
typedef void (*TesseraAnswerFunc) (GTask *task, TesseraAnswer *answer);

/**
 * tessera_call_new:
 * @tag: the function that was called
 * @on_answer: what handles the answer
 *
 * Returns: (transfer full): a request, to be sent with tessera_call_send()
 */
GTask *tessera_call_new (TesseraClient *self, gpointer tag, TesseraAnswerFunc on_answer,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * tessera_call_set_data:
 * @data: (transfer full): data for handling the answer
 * @free_data: frees @data
 */
void tessera_call_set_data (GTask *task, gpointer data, GDestroyNotify free_data);

/**
 * tessera_call_get_data:
 *
 * Returns: (transfer none) (nullable): the data passed to tessera_call_set_data()
 */
gpointer tessera_call_get_data (GTask *task);

/**
 * tessera_call_steal_data:
 *
 * Returns: (transfer full) (nullable): the same, which the request no longer owns
 */
gpointer tessera_call_steal_data (GTask *task);

/**
 * tessera_call_send:
 * @task: (transfer full): the request
 * @path: path and query, below the client's address
 * @body: (nullable): JSON
 *
 * Signs and sends.
 */
void tessera_call_send (GTask *task, const char *method, const char *path, const char *body);

/**
 * tessera_call_send_secret:
 * @task: (transfer full): the request
 * @body: JSON that has a secret in it; it is not copied here
 * @hidden: that secret: it is overwritten in a refusal that repeats it
 *
 * Signs and sends.
 */
void tessera_call_send_secret (GTask *task, const char *method, const char *path,
                               TesseraSecret *body, TesseraSecret *hidden);

/**
 * tessera_call_send_password:
 * @task: (transfer full): the request
 *
 * Sends it without a body, signed with a user's name and password.
 */
void tessera_call_send_password (GTask *task, const char *method, const char *path,
                                 const char *username, TesseraSecret *password);

/**
 * tessera_call_hide_credentials:
 * @basic: (nullable): the user's name and password as they were sent
 * @password: (nullable): the password
 *
 * What is not an InfluxDB may answer with what it was sent, and a part of its answer becomes a part
 * of a message: overwrites each secret of the request where it is in the answer.
 */
void tessera_call_hide_credentials (TesseraClient *self, TesseraSecret *basic,
                                    TesseraSecret *password, TesseraAnswer *answer);

/**
 * tessera_call_parse:
 * @answer: (transfer full): an answer
 *
 * Returns: (transfer full) (nullable): its body as JSON
 */
JsonNode *tessera_call_parse (TesseraAnswer *answer, GError **error);

/**
 * tessera_call_propagate_list_error:
 * @problem: (transfer full) (nullable): the error of asking for a list
 *
 * Cloud may answer with a web page for a list that it does not have, which is then
 * %TESSERA_ERROR_NOT_FOUND. For a token or for a change, that would claim too much: a page comes
 * from something else.
 *
 * Returns: whether there was an error
 */
gboolean tessera_call_propagate_list_error (TesseraClient *self, GError *problem, GError **error);

/**
 * tessera_call_return_error:
 * @error: (transfer full): what is wrong with an answer that was not a refusal
 *
 * Ends the request with an error after which the server may have done what it was asked.
 */
void tessera_call_return_error (GTask *task, GError *error);

/**
 * tessera_call_return_object:
 * @object: (transfer full) (nullable): the result
 * @error: (transfer full) (nullable): why there is none
 */
void tessera_call_return_object (GTask *task, gpointer object, GError *error);

/**
 * tessera_call_return_user:
 *
 * A #TesseraAnswerFunc for an answer that is a user.
 */
void tessera_call_return_user (GTask *task, TesseraAnswer *answer);

/**
 * tessera_call_return_done:
 *
 * A #TesseraAnswerFunc for a request that is complete if the server did not refuse it.
 */
void tessera_call_return_done (GTask *task, TesseraAnswer *answer);

/**
 * tessera_call_append_field:
 * @path: a path, which may already have a query
 * @value: (nullable): what to escape and append; nothing is done for %NULL
 *
 * Adds a field to a path's query.
 */
void tessera_call_append_field (GString *path, const char *name, const char *value);

/**
 * tessera_call_build_path:
 * @before: the part before the ID, for example `/api/v2/users/`
 * @id: an ID from a server or a user, which is escaped here
 * @after: the part after it, or an empty string
 *
 * Returns: (transfer full): the path
 */
char *tessera_call_build_path (const char *before, const char *id, const char *after);

G_END_DECLS

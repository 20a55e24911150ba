/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/client/exchange.h"
#include "core/client/refusal.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What every pair of functions in client.h is made of: a request under way, which signs, is sent,
 * and hands on an answer that is none of a refusal. For the client's own files only.
 */

struct _TesseraClient
{
  GObject parent_instance;

  char *address;
  SoupSession *http;
  TesseraSecret *token;
  TesseraSecret *cookie; /* after signing in with a password, in the form name=value */
  TesseraServerTraits traits;
  guint deadline;
  gboolean trusting;  /* takes any certificate */
  GPtrArray *headers; /* of TesseraHeader: they go with every request */
};

/**
 * TesseraHeader:
 * @value: a secret, as it may be what opens a proxy
 *
 * A header of the caller's own.
 */
typedef struct
{
  char *name;
  TesseraSecret *value;
} TesseraHeader;

/**
 * TesseraAnswerFunc:
 * @task: (transfer none): to be returned, or handed on with a reference of its own
 * @answer: (transfer full): with a status below 400
 */
typedef void (*TesseraAnswerFunc) (GTask *task, TesseraAnswer *answer);

/**
 * tessera_call_new:
 * @tag: the function that was called
 * @on_answer: what is done with an answer
 *
 * Returns: (transfer full): a request that is to be sent with tessera_call_send()
 */
GTask *tessera_call_new (TesseraClient *self, gpointer tag, TesseraAnswerFunc on_answer,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * tessera_call_set_data:
 * @data: (transfer full): what the answer is for, or what has come of it so far
 * @free_data: how @data is freed
 */
void tessera_call_set_data (GTask *task, gpointer data, GDestroyNotify free_data);

/**
 * tessera_call_get_data:
 *
 * Returns: (transfer none) (nullable): what tessera_call_set_data() was given
 */
gpointer tessera_call_get_data (GTask *task);

/**
 * tessera_call_steal_data:
 *
 * Returns: (transfer full) (nullable): the same, which the request has no longer
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
 * tessera_call_send_password:
 * @task: (transfer full): the request
 *
 * Sends without a body, signed with a user's name and password.
 */
void tessera_call_send_password (GTask *task, const char *method, const char *path,
                                 const char *username, TesseraSecret *password);

/**
 * tessera_call_parse:
 * @answer: (transfer full): an answer
 *
 * Returns: (transfer full) (nullable): its body as JSON
 */
JsonNode *tessera_call_parse (TesseraAnswer *answer, GError **error);

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
 * A #TesseraAnswerFunc for what is done once the server did not refuse it.
 */
void tessera_call_return_done (GTask *task, TesseraAnswer *answer);

/**
 * tessera_call_append_field:
 * @path: a path, perhaps with fields already
 * @value: (nullable): what to escape and append; nothing is done for %NULL
 *
 * Adds a field to a path's query.
 */
void tessera_call_append_field (GString *path, const char *name, const char *value);

/**
 * tessera_call_build_path:
 * @before: what comes before the ID, for example `/api/v2/users/`
 * @id: an ID from a server or a user: no part of a path until it is escaped
 * @after: what comes after it, or an empty string
 *
 * Returns: (transfer full): the path
 */
char *tessera_call_build_path (const char *before, const char *id, const char *after);

G_END_DECLS

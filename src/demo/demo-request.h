/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "demo/demo-json.h"
#include "demo/demo-store.h"

G_BEGIN_DECLS

/**
 * DemoRequest:
 * @path: the path, without slashes at its end
 * @slashed: whether there were any
 * @parts: the path below `/api/v2/`, split at the slashes
 * @query: (nullable): the query's fields
 * @user: (nullable): the caller; %NULL if the caller is unknown
 * @authorization: (nullable): the token in the request, if there is one
 * @permissions: the caller's permissions
 *
 * A request as it is passed through the handlers.
 */
typedef struct
{
  DemoStore *store;
  SoupServerMessage *message;
  const char *method;
  const char *path;
  gboolean slashed;
  GStrv parts;
  GHashTable *query;
  DemoUser *user;
  DemoAuthorization *authorization;
  DemoSession *session;
  GPtrArray *permissions;
  gboolean known; /* a token or session that the server knows */
} DemoRequest;

const char *demo_request_get_query (DemoRequest *self, const char *name);

/* How InfluxDB begins the message for an invalid body, which depends on who wrote the handler.
 * Without a beginning, a body that is not of the right shape is an internal error. */
#define DEMO_UNREADABLE_JSON "invalid json structure: "
#define DEMO_UNREADABLE_BODY "failed to unmarshal json: "

/**
 * demo_request_read_json:
 * @shape: (nullable): what the body should be
 * @prefix: (nullable): what the message for an invalid one begins with
 *
 * Returns: (transfer full) (nullable): the body, an object; %NULL after an error was sent
 */
JsonNode *demo_request_read_json (DemoRequest *self, const DemoShape *shape, const char *prefix);

/**
 * demo_request_holds:
 *
 * Whether the caller has a permission; an inactive token has none.
 */
gboolean demo_request_holds (DemoRequest *self, gboolean write, const char *type,
                             const char *org_id, const char *id);

/**
 * demo_request_require:
 *
 * Like demo_request_holds(), but sends the 401 if the caller lacks the permission.
 */
gboolean demo_request_require (DemoRequest *self, gboolean write, const char *type,
                               const char *org_id, const char *id);

/**
 * demo_request_check_id:
 *
 * Returns: %FALSE after the 400 for an invalid ID was sent
 */
gboolean demo_request_check_id (DemoRequest *self, const char *id);

/**
 * demo_request_check_query_ids:
 * @names: fields of the query, separated by spaces
 *
 * Returns: %FALSE after the 400 was sent for the first of them that has no valid ID
 */
gboolean demo_request_check_query_ids (DemoRequest *self, const char *names);

/**
 * demo_request_check_parent:
 * @id: an organization's ID, from a path that goes on
 *
 * Returns: %FALSE after the error was sent: to a caller who can't read the organization, the same
 * as if it did not exist
 */
gboolean demo_request_check_parent (DemoRequest *self, const char *id);

/**
 * demo_request_send_json:
 * @builder: (transfer full): the answer
 */
void demo_request_send_json (DemoRequest *self, guint status, JsonBuilder *builder);
void demo_request_send_nothing (DemoRequest *self, guint status);
void demo_request_send_error (DemoRequest *self, guint status, const char *code, const char *format,
                              ...) G_GNUC_PRINTF (4, 5);

/**
 * DemoPage:
 * @limit: the maximum number of items in it
 * @offset: the index of the first one in the whole list
 * @after: (nullable): the ID before its first one
 * @descending: whether the list is turned around
 * @name: (nullable): the name of the only bucket on it
 * @id: (nullable): the ID of the only item on it
 */
typedef struct
{
  int limit;
  int offset;
  const char *after;
  gboolean descending;
  const char *name;
  const char *id;
} DemoPage;

/**
 * demo_request_read_page:
 *
 * The page of a list that the query requests: 20 items by default, at most 100.
 *
 * Returns: %FALSE after the 400 for an invalid field was sent
 */
gboolean demo_request_read_page (DemoRequest *self, DemoPage *page);

/**
 * demo_request_send_text:
 *
 * Sends an error of those parts of the server that do not know JSON.
 */
void demo_request_send_text (DemoRequest *self, guint status, const char *text);

/**
 * demo_request_check_org:
 *
 * Returns: %FALSE, after an error was sent, if the query names an organization that does not exist
 */
gboolean demo_request_check_org (DemoRequest *self);

/**
 * demo_request_read_after:
 * demo_request_read_limit_after:
 *
 * The same for a list that has no offset: 100 items by default, at most 500. The fields are read
 * one by one because the real server reads others between them.
 */
gboolean demo_request_read_after (DemoRequest *self, DemoPage *page);
gboolean demo_request_read_limit_after (DemoRequest *self, DemoPage *page);

/**
 * demo_page_cut:
 *
 * Returns: (transfer container): the items of a list that are on the page
 */
GPtrArray *demo_page_cut (const DemoPage *self, GPtrArray *items);

/* Building answers. */
void demo_put (JsonBuilder *builder, const char *member, const char *text);
void demo_put_format (JsonBuilder *builder, const char *member, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void demo_begin (JsonBuilder *builder, const char *member);

/**
 * demo_put_page_links:
 * @path: the path of the list
 * @count: the number of items in the answer: InfluxDB uses that number, and not how many there were
 *   before it left out what the caller is not allowed to read
 */
void demo_put_page_links (JsonBuilder *builder, DemoRequest *request, const char *path,
                          const DemoPage *page, guint count);

/* The handlers, by resource. */
void demo_handle_setup (DemoRequest *request);
void demo_handle_sign_in (DemoRequest *request);
void demo_handle_sign_out (DemoRequest *request);
void demo_handle_me (DemoRequest *request);
void demo_handle_config (DemoRequest *request);
void demo_handle_resources (DemoRequest *request);
void demo_handle_organizations (DemoRequest *request);
void demo_handle_users (DemoRequest *request);
void demo_handle_buckets (DemoRequest *request);
void demo_handle_things (DemoRequest *request);
void demo_handle_secrets (DemoRequest *request);
void demo_handle_annotations (DemoRequest *request);
void demo_handle_documents (DemoRequest *request);
void demo_handle_task_run (DemoRequest *request);
void demo_handle_authorizations (DemoRequest *request);
void demo_handle_legacy (DemoRequest *request);
void demo_handle_write (DemoRequest *request);
void demo_handle_influxql (DemoRequest *request);
void demo_handle_query (DemoRequest *request);

/* Parts shared by several answers. */
void demo_add_user (JsonBuilder *builder, DemoUser *user, const char *role);
void demo_add_organization (JsonBuilder *builder, DemoStore *store);
void demo_add_bucket (JsonBuilder *builder, DemoStore *store, DemoBucket *bucket);

/**
 * demo_read_thing:
 * @type: a type of things, other than labels
 *
 * Returns: (transfer full) (nullable): the properties that a new thing should have; %NULL after an
 *   error was sent
 */
JsonNode *demo_read_thing (DemoRequest *request, const char *type);

/**
 * demo_check_bucket_name:
 * demo_check_retention:
 *
 * Returns: %FALSE after the error for a name, or a number of seconds, that no bucket can have was
 *   sent
 */
gboolean demo_check_bucket_name (DemoRequest *request, const char *name);
gboolean demo_check_retention (DemoRequest *request, gint64 seconds);

/**
 * demo_check_thing:
 * @facts: the properties that a thing of @type should be created with
 *
 * Returns: %FALSE after the error for invalid properties was sent
 */
gboolean demo_check_thing (DemoRequest *request, const char *type, JsonObject *facts);

/**
 * demo_add_authorization:
 * @value: (nullable): the value, only in the answer to a creation
 */
void demo_add_authorization (JsonBuilder *builder, DemoStore *store,
                             DemoAuthorization *authorization, const char *value);

/**
 * demo_add_first_authorization:
 *
 * Adds the operator token in the form that setup returns it.
 */
void demo_add_first_authorization (JsonBuilder *builder, DemoStore *store,
                                   DemoAuthorization *authorization, const char *value);

G_END_DECLS

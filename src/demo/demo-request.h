/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "demo/demo-store.h"

G_BEGIN_DECLS

/**
 * DemoRequest:
 * @parts: the path below `/api/v2/`, split at the slashes
 * @query: (nullable): the query's fields
 * @user: (nullable): who asks; %NULL when nobody known does
 * @authorization: (nullable): the token that signed, if one did
 * @permissions: what the caller holds
 *
 * A request on its way through the handlers.
 */
typedef struct
{
  DemoStore *store;
  SoupServerMessage *message;
  const char *method;
  const char *path;
  GStrv parts;
  GHashTable *query;
  DemoUser *user;
  DemoAuthorization *authorization;
  DemoSession *session;
  GPtrArray *permissions;
  gboolean known; /* a token or session that the server knows */
} DemoRequest;

const char *demo_request_get_query (DemoRequest *self, const char *name);

/**
 * demo_request_read_json:
 *
 * Returns: (transfer full) (nullable): the body, an object; %NULL after an error was sent
 */
JsonNode *demo_request_read_json (DemoRequest *self);

/**
 * demo_request_holds:
 *
 * Whether the caller holds a permission; an inactive token holds none.
 */
gboolean demo_request_holds (DemoRequest *self, gboolean write, const char *type,
                             const char *org_id, const char *id);

/**
 * demo_request_require:
 *
 * As demo_request_holds(), and sends the 401 when it does not.
 */
gboolean demo_request_require (DemoRequest *self, gboolean write, const char *type,
                               const char *org_id, const char *id);

/**
 * demo_request_check_id:
 *
 * Returns: %FALSE after the 400 for what is no ID was sent
 */
gboolean demo_request_check_id (DemoRequest *self, const char *id);
gboolean demo_id_is_valid (const char *id);

/**
 * demo_request_send_json:
 * @builder: (transfer full): the answer
 */
void demo_request_send_json (DemoRequest *self, guint status, JsonBuilder *builder);
void demo_request_send_nothing (DemoRequest *self, guint status);
void demo_request_send_error (DemoRequest *self, guint status, const char *code,
                              const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Building answers. */
void demo_put (JsonBuilder *builder, const char *member, const char *text);
void demo_put_format (JsonBuilder *builder, const char *member, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void demo_begin (JsonBuilder *builder, const char *member);

/* The handlers, by what they answer for. */
void demo_handle_setup (DemoRequest *request);
void demo_handle_sign_in (DemoRequest *request);
void demo_handle_sign_out (DemoRequest *request);
void demo_handle_me (DemoRequest *request);
void demo_handle_resources (DemoRequest *request);
void demo_handle_organisations (DemoRequest *request);
void demo_handle_users (DemoRequest *request);
void demo_handle_buckets (DemoRequest *request);
void demo_handle_telegrafs (DemoRequest *request);
void demo_handle_empty_lists (DemoRequest *request);
void demo_handle_authorizations (DemoRequest *request);
void demo_handle_legacy (DemoRequest *request);
void demo_handle_write (DemoRequest *request);
void demo_handle_query (DemoRequest *request);

/* Pieces that more than one answer holds. */
void demo_add_user (JsonBuilder *builder, DemoUser *user, const char *role);
void demo_add_organisation (JsonBuilder *builder, DemoStore *store);
void demo_add_bucket (JsonBuilder *builder, DemoStore *store, DemoBucket *bucket);

/**
 * demo_add_authorization:
 * @value: (nullable): the value, in the answer to a creation only
 */
void demo_add_authorization (JsonBuilder *builder, DemoStore *store,
                             DemoAuthorization *authorization, const char *value);

/**
 * demo_add_first_authorization:
 *
 * The operator token as setup answers with it.
 */
void demo_add_first_authorization (JsonBuilder *builder, DemoStore *store,
                                   DemoAuthorization *authorization, const char *value);

G_END_DECLS

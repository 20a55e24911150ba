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
void demo_request_send_error (DemoRequest *self, guint status, const char *code, const char *format,
                              ...) G_GNUC_PRINTF (4, 5);

/**
 * DemoPage:
 * @limit: the most items in it
 * @offset: of the first one, in the whole list
 */
typedef struct
{
  guint limit;
  guint offset;
} DemoPage;

/**
 * demo_request_read_page:
 *
 * Which page of a list the query asks for: 20 items unless told otherwise, at most 100.
 *
 * Returns: %FALSE after the 400 for a limit that is none was sent
 */
gboolean demo_request_read_page (DemoRequest *self, DemoPage *page);

/**
 * demo_request_check_org:
 *
 * Returns: %FALSE, and has answered, when the query names an organization that there is none of
 */
gboolean demo_request_check_org (DemoRequest *self);

/**
 * demo_request_read_page_after:
 *
 * The same for a list that has no offset: 100 items unless told otherwise, at most 500.
 */
gboolean demo_request_read_page_after (DemoRequest *self, DemoPage *page);

/**
 * demo_page_get_end:
 * @count: how long the whole list is
 *
 * Returns: the index behind the page's last item
 */
guint demo_page_get_end (const DemoPage *self, guint count);

/* Building answers. */
void demo_put (JsonBuilder *builder, const char *member, const char *text);
void demo_put_format (JsonBuilder *builder, const char *member, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void demo_begin (JsonBuilder *builder, const char *member);

/**
 * demo_put_page_links:
 * @path: of the list
 * @count: how many items the answer holds: InfluxDB goes by that, and not by how many there were
 *   before it left out what the caller may not read
 */
void demo_put_page_links (JsonBuilder *builder, DemoRequest *request, const char *path,
                          const DemoPage *page, guint count);

/* The handlers, by what they answer for. */
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
void demo_handle_query (DemoRequest *request);

/* Pieces that more than one answer holds. */
void demo_add_user (JsonBuilder *builder, DemoUser *user, const char *role);
void demo_add_organization (JsonBuilder *builder, DemoStore *store);
void demo_add_bucket (JsonBuilder *builder, DemoStore *store, DemoBucket *bucket);

/**
 * demo_check_thing:
 * @facts: what a thing of @type shall be made of
 *
 * Returns: %FALSE after the error for what can't be one was sent
 */
gboolean demo_check_thing (DemoRequest *request, const char *type, JsonObject *facts);

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What the demo server knows, in memory. It shares no code with the client on purpose: a
 * misunderstanding of InfluxDB in one of them must not be cancelled out by the same one in the
 * other.
 */

/**
 * DemoPermission:
 * @org_id: (nullable): the organization
 * @id: (nullable): the one item
 */
typedef struct
{
  gboolean write;
  char *type;
  char *org_id;
  char *id;
} DemoPermission;

typedef struct
{
  char *id;
  char *name;
  char *password_hash; /* NULL: can't sign in */
  gboolean active;
  gboolean deleted;
  gboolean is_owner;  /* of the one organization */
  gboolean is_member; /* of the one organization */
  gboolean is_first;  /* made by setup: its sessions may do everything */
} DemoUser;

typedef struct
{
  char *id;
  char *name;
  char *description;
  gboolean system;
  gint64 retention; /* seconds; 0 for ever */
  char *created;
  GString *points; /* what was written, as line protocol */
} DemoBucket;

/**
 * DemoThing:
 * @org_id: the organization that it belongs to
 * @facts: what was sent to make it, without what would be a secret
 *
 * A dashboard, a task, a label …: what the server only keeps and lists.
 */
typedef struct
{
  char *type;
  char *id;
  char *org_id;
  JsonObject *facts;
} DemoThing;

typedef struct
{
  char *id;
  char *value_hash;
  char *description;
  char *user_id;
  char *created;
  char *updated;
  gboolean active;
  GPtrArray *permissions;
} DemoAuthorization;

typedef struct
{
  char *cookie_hash;
  char *user_id;
} DemoSession;

typedef struct
{
  gboolean serverless;
  char *org_id; /* NULL while it was never set up */
  char *org_name;
  char *created;
  GPtrArray *users;
  GPtrArray *buckets;
  GPtrArray *things;
  GPtrArray *authorizations;
  GPtrArray *legacy; /* v1 credentials; the name stands in value_hash */
  GPtrArray *sessions;
  guint64 last_id;
} DemoStore;

DemoStore *demo_store_new (gboolean serverless);
void demo_store_free (DemoStore *self);

/**
 * demo_store_set_up:
 * @retention: of the bucket, in seconds
 *
 * What `POST /api/v2/setup` makes: organization, first user, buckets, and an operator token.
 *
 * Returns: (transfer full): the token's value; the store keeps its hash only
 */
char *demo_store_set_up (DemoStore *self, const char *org, const char *username,
                         const char *password, const char *bucket, gint64 retention);

DemoUser *demo_store_add_user (DemoStore *self, const char *name);
DemoUser *demo_store_find_user (DemoStore *self, const char *id);
DemoUser *demo_store_find_user_by_name (DemoStore *self, const char *name);
DemoBucket *demo_store_add_bucket (DemoStore *self, const char *name, const char *description,
                                   gboolean system, gint64 retention);
DemoBucket *demo_store_find_bucket (DemoStore *self, const char *id);

/**
 * demo_store_add_thing:
 * @facts: (transfer none): what it shall be
 */
DemoThing *demo_store_add_thing (DemoStore *self, const char *type, JsonObject *facts);

/**
 * demo_thing_type_exists:
 *
 * Returns: %TRUE for a type whose items are #DemoThing
 */
gboolean demo_thing_type_exists (const char *type);

/**
 * demo_store_add_authorization:
 * @permissions: (transfer full): its permissions
 * @value: (out) (transfer full): its value, which is not kept
 */
DemoAuthorization *demo_store_add_authorization (DemoStore *self, const char *user_id,
                                                 const char *description, GPtrArray *permissions,
                                                 char **value);
DemoAuthorization *demo_store_find_authorization (DemoStore *self, const char *id);
DemoAuthorization *demo_store_find_authorization_by_value (DemoStore *self, const char *value);

/**
 * demo_store_open_session:
 *
 * Returns: (transfer full): the cookie's value, which is not kept
 */
char *demo_store_open_session (DemoStore *self, const char *user_id);
DemoSession *demo_store_find_session (DemoStore *self, const char *cookie);

void demo_user_set_password (DemoUser *self, const char *password);
gboolean demo_user_has_password (DemoUser *self, const char *password);

/**
 * demo_store_now:
 *
 * Returns: (transfer full): the time as InfluxDB writes it, to the nanosecond
 */
char *demo_store_now (void);

GPtrArray *demo_permissions_new (void);
DemoPermission *demo_permissions_add (GPtrArray *self, gboolean write, const char *type,
                                      const char *org_id, const char *id);

void demo_permissions_add_copies (GPtrArray *self, GPtrArray *others);

/**
 * demo_permissions_add_operator:
 *
 * Read and write of every type without a scope; `instance` is never among them.
 */
void demo_permissions_add_operator (GPtrArray *self);
void demo_permissions_add_all_access (GPtrArray *self, const char *org_id, const char *user_id);

/**
 * demo_permission_matches:
 *
 * Whether @self allows what @wanted names, as `influxdb.Permission.Matches` of 2.9.1 does.
 */
gboolean demo_permission_matches (const DemoPermission *self, const DemoPermission *wanted);

/**
 * demo_permission_to_string:
 *
 * Returns: (transfer full): as InfluxDB writes it: `read:orgs/ORG/buckets/ID`
 */
char *demo_permission_to_string (const DemoPermission *self);

/**
 * demo_resource_types:
 *
 * Returns: (transfer none): the types in the order of `GET /api/v2/resources`; `instance` is last
 */
const char *const *demo_resource_types (void);
gboolean demo_resource_type_exists (const char *type, gboolean serverless);

/**
 * demo_get_text:
 * @otherwise: (nullable): what is meant where the member is missing or null
 *
 * Returns: (transfer none) (nullable): a member of a request; what is no text is an empty one
 */
const char *demo_get_text (JsonObject *object, const char *member, const char *otherwise);

/**
 * demo_store_find_thing:
 *
 * Returns: (nullable): the thing of this type and ID
 */
DemoThing *demo_store_find_thing (DemoStore *store, const char *type, const char *id);

G_END_DECLS

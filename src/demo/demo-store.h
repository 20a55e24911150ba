/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "demo/demo-flavor.h"

G_BEGIN_DECLS

/*
 * The demo server's state, in memory. It deliberately shares no code with the client: if one of
 * them misunderstands InfluxDB, the same misunderstanding in the other must not hide it.
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
  char *status;        /* any text; only "inactive" has an effect */
  gboolean deleted;
  gboolean is_owner;  /* of the only organization */
  gboolean is_member; /* of the only organization */
  gboolean is_first;  /* created by setup: its sessions are allowed everything */
} DemoUser;

typedef struct
{
  char *id;
  char *name;
  char *description;
  gboolean system;
  gint64 retention; /* seconds; 0 forever */
  char *created;
  GString *points; /* the points written so far, as line protocol */
} DemoBucket;

/**
 * DemoThing:
 * @org_id: the organization that it belongs to
 * @facts: the body that created it, without anything that would be a secret
 *
 * A dashboard, a task, a label, and so on: a resource that the server only stores and lists.
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
  TesseraDemoFlavor flavor;
  gboolean serverless; /* any flavor of it */
  char *org_id;        /* NULL until the server is set up */
  char *org_name;
  char *created;
  GPtrArray *users;
  GPtrArray *buckets;
  GPtrArray *things;
  GPtrArray *authorizations;
  GPtrArray *legacy; /* v1 credentials; the name is in value_hash */
  GPtrArray *sessions;
  GTree *secrets; /* their names; nothing keeps their values */
  guint64 last_id;
} DemoStore;

DemoStore *demo_store_new (TesseraDemoFlavor flavor);
void demo_store_free (DemoStore *self);

/**
 * demo_store_set_up:
 * @retention: of the bucket, in seconds
 *
 * Creates what `POST /api/v2/setup` creates: organization, first user, buckets, and an operator
 * token.
 *
 * Returns: (transfer full): the token's value; the store keeps only its hash
 */
char *demo_store_set_up (DemoStore *self, const char *org, const char *username,
                         const char *password, const char *bucket, gint64 retention);

/**
 * demo_store_is_set_up:
 *
 * Returns: %TRUE as soon as there is a user or an organization, which may be left of an attempt
 * that failed
 */
gboolean demo_store_is_set_up (DemoStore *self);

/**
 * demo_store_begin_setup:
 * @password: (nullable): %NULL for a user who can't sign in
 *
 * The steps of demo_store_set_up(): the real server does not take back the earlier ones if a later
 * one fails. This creates the user, demo_store_found_org() the organization, and
 * demo_store_finish_setup() the rest.
 */
DemoUser *demo_store_begin_setup (DemoStore *self, const char *username, const char *password);
void demo_store_found_org (DemoStore *self, DemoUser *user, const char *org);

/**
 * demo_store_finish_setup:
 * @token: (nullable): the value that the token should have; %NULL to make one up
 *
 * Returns: (transfer full): the token's value
 */
char *demo_store_finish_setup (DemoStore *self, DemoUser *user, const char *bucket,
                               gint64 retention, const char *token);

DemoUser *demo_store_add_user (DemoStore *self, const char *name);
DemoUser *demo_store_find_user (DemoStore *self, const char *id);
DemoUser *demo_store_find_user_by_name (DemoStore *self, const char *name);
DemoBucket *demo_store_add_bucket (DemoStore *self, const char *name, const char *description,
                                   gboolean system, gint64 retention);
DemoBucket *demo_store_find_bucket (DemoStore *self, const char *id);

/**
 * demo_store_add_thing:
 * @facts: (transfer none): its properties
 */
DemoThing *demo_store_add_thing (DemoStore *self, const char *type, JsonObject *facts);

/**
 * demo_store_add_authorization:
 * @permissions: (transfer full): its permissions
 * @value: (out) (transfer full): its value, which is not stored
 */
DemoAuthorization *demo_store_add_authorization (DemoStore *self, const char *user_id,
                                                 const char *description, GPtrArray *permissions,
                                                 char **value);
DemoAuthorization *demo_store_find_authorization (DemoStore *self, const char *id);
DemoAuthorization *demo_store_find_authorization_by_value (DemoStore *self, const char *value);

/**
 * demo_store_open_session:
 *
 * Returns: (transfer full): the cookie's value, which is not stored
 */
char *demo_store_open_session (DemoStore *self, const char *user_id);
DemoSession *demo_store_find_session (DemoStore *self, const char *cookie);

/**
 * demo_store_has_org:
 *
 * Returns: %TRUE if @id is that of the only organization
 */
gboolean demo_store_has_org (DemoStore *self, const char *id);

gboolean demo_user_is_active (DemoUser *self);
void demo_user_set_password (DemoUser *self, const char *password);
gboolean demo_user_has_password (DemoUser *self, const char *password);

/**
 * demo_store_now:
 *
 * Returns: (transfer full): the current time in InfluxDB's format, with nanoseconds
 */
char *demo_store_now (void);

GPtrArray *demo_permissions_new (void);
DemoPermission *demo_permissions_add (GPtrArray *self, gboolean write, const char *type,
                                      const char *org_id, const char *id);

void demo_permissions_add_copies (GPtrArray *self, GPtrArray *others);

/**
 * demo_permissions_add_operator:
 *
 * Adds read and write for every type without a scope; `instance` is never included.
 */
void demo_permissions_add_operator (GPtrArray *self);
void demo_permissions_add_all_access (GPtrArray *self, const char *org_id, const char *user_id);

/**
 * demo_permission_matches:
 *
 * Whether @self allows @wanted, determined like `influxdb.Permission.Matches` of 2.9.1.
 */
gboolean demo_permission_matches (const DemoPermission *self, const DemoPermission *wanted);

/**
 * demo_permission_to_string:
 *
 * Returns: (transfer full): the permission in InfluxDB's format: `read:orgs/ORG/buckets/ID`
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
 * @otherwise: (nullable): the default if the member is missing or null
 *
 * Returns: (transfer none) (nullable): a member of a request; an empty string if it is not a string
 */
const char *demo_get_text (JsonObject *object, const char *member, const char *otherwise);

/**
 * demo_store_find_thing:
 *
 * Returns: (nullable): the thing of this type and ID
 */
DemoThing *demo_store_find_thing (DemoStore *store, const char *type, const char *id);

G_END_DECLS

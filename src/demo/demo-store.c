/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-store.h"

#include <string.h>

#define SECONDS_OF_A_DAY (24 * 60 * 60)

const char *
demo_get_text (JsonObject *object, const char *member, const char *otherwise)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return otherwise;
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

static char *
hash (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA512, secret, -1);
}

/* IDs are numbers: their digits can be in any case. */
static gboolean
is_id (const char *id, const char *other)
{
  return other != NULL && g_ascii_strcasecmp (id, other) == 0;
}

static void
user_free (gpointer data)
{
  DemoUser *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->password_hash);
  g_free (self->status);
  g_free (self);
}

static void
bucket_free (gpointer data)
{
  DemoBucket *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->created);
  g_string_free (self->points, TRUE);
  g_free (self);
}

static void
thing_free (gpointer data)
{
  DemoThing *self = data;

  g_free (self->type);
  g_free (self->id);
  g_free (self->org_id);
  json_object_unref (self->facts);
  g_free (self);
}

static void
authorization_free (gpointer data)
{
  DemoAuthorization *self = data;

  g_free (self->id);
  g_free (self->value_hash);
  g_free (self->description);
  g_free (self->user_id);
  g_free (self->created);
  g_free (self->updated);
  g_ptr_array_unref (self->permissions);
  g_free (self);
}

static void
session_free (gpointer data)
{
  DemoSession *self = data;

  g_free (self->cookie_hash);
  g_free (self->user_id);
  g_free (self);
}

DemoStore *
demo_store_new (TesseraDemoFlavor flavor)
{
  DemoStore *self = g_new0 (DemoStore, 1);

  self->flavor = flavor;
  self->serverless = flavor != TESSERA_DEMO_OSS;
  self->users = g_ptr_array_new_with_free_func (user_free);
  self->buckets = g_ptr_array_new_with_free_func (bucket_free);
  self->things = g_ptr_array_new_with_free_func (thing_free);
  self->authorizations = g_ptr_array_new_with_free_func (authorization_free);
  self->legacy = g_ptr_array_new_with_free_func (authorization_free);
  self->sessions = g_ptr_array_new_with_free_func (session_free);
  self->secrets = g_tree_new_full ((GCompareDataFunc) (void (*) (void)) strcmp, NULL, g_free, NULL);
  self->last_id = G_GUINT64_CONSTANT (0x11ae000000000000) + g_random_int ();
  return self;
}

void
demo_store_free (DemoStore *self)
{
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->buckets);
  g_ptr_array_unref (self->things);
  g_ptr_array_unref (self->authorizations);
  g_ptr_array_unref (self->legacy);
  g_ptr_array_unref (self->sessions);
  g_tree_unref (self->secrets);
  g_free (self->org_id);
  g_free (self->org_name);
  g_free (self->created);
  g_free (self);
}

/* IDs of users, tokens and Telegraf configurations are derived from the time, those of
 * organizations and buckets are random, so lists of the former are in order of creation. */
static char *
next_id (DemoStore *self)
{
  self->last_id += 0x40000;
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", self->last_id);
}

static char *
random_id (void)
{
  return g_strdup_printf ("%08x%08x", g_random_int () | 1, g_random_int ());
}

/* 64 bytes as URL-safe base64, like InfluxDB's own: 88 characters. Good enough for a demo. */
static char *
random_value (void)
{
  guint32 bytes[16];
  char *text;

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    bytes[i] = g_random_int ();
  text = g_base64_encode ((const guchar *) bytes, sizeof bytes);
  g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
  return text;
}

char *
demo_store_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06d%03uZ", seconds, g_date_time_get_microsecond (now),
                          g_random_int_range (1, 999));
}

DemoUser *
demo_store_add_user (DemoStore *self, const char *name)
{
  DemoUser *user = g_new0 (DemoUser, 1);

  user->id = next_id (self);
  user->name = g_strdup (name);
  user->status = g_strdup ("active");
  g_ptr_array_add (self->users, user);
  return user;
}

DemoUser *
demo_store_find_user (DemoStore *self, const char *id)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      DemoUser *user = g_ptr_array_index (self->users, i);

      if (!user->deleted && is_id (user->id, id))
        return user;
    }
  return NULL;
}

DemoUser *
demo_store_find_user_by_name (DemoStore *self, const char *name)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      DemoUser *user = g_ptr_array_index (self->users, i);

      if (!user->deleted && g_strcmp0 (user->name, name) == 0)
        return user;
    }
  return NULL;
}

gboolean
demo_user_is_active (DemoUser *self)
{
  return !g_str_equal (self->status, "inactive");
}

void
demo_user_set_password (DemoUser *self, const char *password)
{
  g_free (self->password_hash);
  self->password_hash = hash (password);
}

gboolean
demo_user_has_password (DemoUser *self, const char *password)
{
  g_autofree char *hashed = hash (password);

  return g_strcmp0 (self->password_hash, hashed) == 0;
}

static int
compare_buckets (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(DemoBucket *const *) a)->id, (*(DemoBucket *const *) b)->id);
}

DemoBucket *
demo_store_add_bucket (DemoStore *self, const char *name, const char *description, gboolean system,
                       gint64 retention)
{
  DemoBucket *bucket = g_new0 (DemoBucket, 1);

  bucket->id = random_id ();
  bucket->name = g_strdup (name);
  bucket->description = g_strdup (description);
  bucket->system = system;
  bucket->retention = retention;
  bucket->created = demo_store_now ();
  bucket->points = g_string_new (NULL);
  g_ptr_array_add (self->buckets, bucket);
  g_ptr_array_sort (self->buckets, compare_buckets);
  return bucket;
}

DemoBucket *
demo_store_find_bucket (DemoStore *self, const char *id)
{
  for (guint i = 0; i < self->buckets->len; i++)
    {
      DemoBucket *bucket = g_ptr_array_index (self->buckets, i);

      if (is_id (bucket->id, id))
        return bucket;
    }
  return NULL;
}

/* A task gets its name from its script. */
static char *
find_task_name (const char *flux)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("name:\\s*\"([^\"]*)\"", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, flux, G_REGEX_MATCH_DEFAULT, &match) ? g_match_info_fetch (match, 1)
                                                                    : g_strdup ("");
}

static JsonObject *
copy_facts (const char *type, JsonObject *facts)
{
  static const char *const own[] = { "id", "orgID", "labels", "links" };
  static const char *const secret[] = { "password", "remoteAPIToken", "routingKey", "token" };
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, facts);
  while (json_object_iter_next (&iter, &member, &node))
    json_object_set_member (copy, member, json_node_copy (node));
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    json_object_remove_member (copy, own[i]);
  for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
    json_object_remove_member (copy, secret[i]);
  if (g_str_equal (type, "labels") && json_object_has_member (copy, "properties") &&
      json_object_get_size (json_object_get_object_member (copy, "properties")) == 0)
    json_object_remove_member (copy, "properties");
  if (g_str_equal (type, "tasks"))
    {
      g_autofree char *name = find_task_name (demo_get_text (facts, "flux", ""));

      json_object_set_string_member (copy, "name", name);
    }
  return copy;
}

DemoThing *
demo_store_add_thing (DemoStore *self, const char *type, JsonObject *facts)
{
  DemoThing *thing = g_new0 (DemoThing, 1);

  thing->type = g_strdup (type);
  thing->id = next_id (self);
  thing->org_id = g_strdup (demo_get_text (facts, "orgID", self->org_id));
  thing->facts = copy_facts (type, facts);
  g_ptr_array_add (self->things, thing);
  return thing;
}

/* Every server has this bucket. It belongs to an organization that does not exist. */
static void
add_built_in_source (DemoStore *self)
{
  g_autoptr (JsonObject) facts = json_object_new ();
  DemoThing *thing;

  json_object_set_string_member (facts, "name", "autogen");
  json_object_set_string_member (facts, "type", "self");
  json_object_set_boolean_member (facts, "default", TRUE);
  json_object_set_string_member (facts, "url", "");
  json_object_set_string_member (facts, "telegraf", "");
  json_object_set_string_member (facts, "defaultRP", "");
  thing = demo_store_add_thing (self, "sources", facts);
  g_free (thing->id);
  g_free (thing->org_id);
  /* The copy left it out, as it would a secret. */
  json_object_set_string_member (thing->facts, "token", "");
  thing->id = g_strdup ("020f755c3c082000");
  thing->org_id = g_strdup ("50616e67652c206c");
}

static DemoAuthorization *
add_authorization (DemoStore *self, const char *user_id, const char *description,
                   GPtrArray *permissions, const char *text)
{
  DemoAuthorization *authorization = g_new0 (DemoAuthorization, 1);

  authorization->id = next_id (self);
  authorization->value_hash = hash (text);
  authorization->description = g_strdup (description);
  authorization->user_id = g_strdup (user_id);
  authorization->created = demo_store_now ();
  authorization->updated = g_strdup (authorization->created);
  authorization->active = TRUE;
  authorization->permissions = permissions;
  g_ptr_array_add (self->authorizations, authorization);
  return authorization;
}

DemoAuthorization *
demo_store_add_authorization (DemoStore *self, const char *user_id, const char *description,
                              GPtrArray *permissions, char **value)
{
  g_autofree char *text = random_value ();
  DemoAuthorization *authorization =
      add_authorization (self, user_id, description, permissions, text);

  if (value != NULL)
    *value = g_steal_pointer (&text);
  return authorization;
}

DemoAuthorization *
demo_store_find_authorization (DemoStore *self, const char *id)
{
  for (guint i = 0; i < self->authorizations->len; i++)
    {
      DemoAuthorization *authorization = g_ptr_array_index (self->authorizations, i);

      if (is_id (authorization->id, id))
        return authorization;
    }
  return NULL;
}

DemoAuthorization *
demo_store_find_authorization_by_value (DemoStore *self, const char *value)
{
  g_autofree char *hashed = hash (value);

  for (guint i = 0; i < self->authorizations->len; i++)
    {
      DemoAuthorization *authorization = g_ptr_array_index (self->authorizations, i);

      if (g_str_equal (authorization->value_hash, hashed))
        return authorization;
    }
  return NULL;
}

char *
demo_store_open_session (DemoStore *self, const char *user_id)
{
  DemoSession *session = g_new0 (DemoSession, 1);
  char *cookie = random_value ();

  session->cookie_hash = hash (cookie);
  session->user_id = g_strdup (user_id);
  g_ptr_array_add (self->sessions, session);
  return cookie;
}

DemoSession *
demo_store_find_session (DemoStore *self, const char *cookie)
{
  g_autofree char *hashed = hash (cookie);

  for (guint i = 0; i < self->sessions->len; i++)
    {
      DemoSession *session = g_ptr_array_index (self->sessions, i);

      if (g_str_equal (session->cookie_hash, hashed))
        return session;
    }
  return NULL;
}

gboolean
demo_store_is_set_up (DemoStore *self)
{
  return self->users->len > 0 || self->org_id != NULL;
}

DemoUser *
demo_store_begin_setup (DemoStore *self, const char *username, const char *password)
{
  DemoUser *user = demo_store_add_user (self, username);

  if (password != NULL)
    demo_user_set_password (user, password);
  return user;
}

void
demo_store_found_org (DemoStore *self, DemoUser *user, const char *org)
{
  user->is_owner = user->is_first = TRUE;
  self->org_id = random_id ();
  self->org_name = g_strdup (org);
  self->created = demo_store_now ();
  demo_store_add_bucket (self, "_tasks", "System bucket for task logs", TRUE, 3 * SECONDS_OF_A_DAY);
  demo_store_add_bucket (self, "_monitoring", "System bucket for monitoring logs", TRUE,
                         7 * SECONDS_OF_A_DAY);
  add_built_in_source (self);
}

char *
demo_store_finish_setup (DemoStore *self, DemoUser *user, const char *bucket, gint64 retention,
                         const char *token)
{
  GPtrArray *permissions = demo_permissions_new ();
  g_autofree char *description = g_strdup_printf ("%s's Token", user->name);
  char *value = token != NULL ? g_strdup (token) : random_value ();

  demo_store_add_bucket (self, bucket, NULL, FALSE, retention);
  demo_permissions_add_operator (permissions);
  add_authorization (self, user->id, description, permissions, value);
  return value;
}

char *
demo_store_set_up (DemoStore *self, const char *org, const char *username, const char *password,
                   const char *bucket, gint64 retention)
{
  DemoUser *user = demo_store_begin_setup (self, username, password);

  demo_store_found_org (self, user, org);
  return demo_store_finish_setup (self, user, bucket, retention, NULL);
}

gboolean
demo_store_has_org (DemoStore *self, const char *id)
{
  return self->org_id != NULL && is_id (self->org_id, id);
}

DemoThing *
demo_store_find_thing (DemoStore *store, const char *type, const char *id)
{
  for (guint i = 0; i < store->things->len; i++)
    {
      DemoThing *thing = g_ptr_array_index (store->things, i);

      if (g_str_equal (thing->type, type) && is_id (thing->id, id))
        return thing;
    }
  return NULL;
}

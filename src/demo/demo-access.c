/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Setup, signing in and out, and the signed-in user. */

#include "demo/demo-request.h"

#include <string.h>

#define SESSION_SECONDS 3600

static const DemoMember setup_members[] = {
  { "username", DEMO_TEXT, NULL, NULL },
  { "password", DEMO_TEXT, NULL, NULL },
  { "org", DEMO_TEXT, NULL, NULL },
  { "bucket", DEMO_TEXT, NULL, NULL },
  { "retentionPeriodSeconds", DEMO_WHOLE, NULL, NULL },
  { "retentionPeriodHrs", DEMO_WHOLE, "time.Duration", NULL },
  { "token", DEMO_TEXT, NULL, NULL },
  { NULL, 0, NULL, NULL },
};
static const DemoShape setup_shape = { "influxdb", "OnboardingRequest", setup_members };

/* What is checked before anything is created. */
static gboolean
check_missing (DemoRequest *request, JsonObject *object)
{
  static const char *const members[] = { "username", "org", "bucket" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) missing = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (*demo_get_text (object, members[i], "") == '\0')
      g_strv_builder_add (builder, members[i]);
  missing = g_strv_builder_end (builder);
  if (missing[0] == NULL)
    return TRUE;
  list = g_strjoinv (",", missing);
  demo_request_send_error (request, 422, "unprocessable entity",
                           "onboarding failed: missing required fields [%s]", list);
  return FALSE;
}

/* A user without a password is created; nobody can sign in then. Lengths are in bytes. */
static gboolean
check_password_length (DemoRequest *request, const char *password)
{
  gsize length = strlen (password);

  if (length == 0 || (length >= 8 && length <= 72))
    return TRUE;
  demo_request_send_error (request, 400, "invalid",
                           "passwords must be between 8 and 72 characters long");
  return FALSE;
}

static gboolean
check_org_name (DemoRequest *request, const char *name)
{
  if (name[strspn (name, " \t\r\n")] != '\0')
    return TRUE;
  demo_request_send_error (request, 400, "invalid", "org name is empty");
  return FALSE;
}

/* Go counts a duration in nanoseconds, and what is longer overflows. The older member is one
 * already, in spite of its name. */
static gint64
read_retention (JsonObject *object)
{
  gint64 seconds = json_object_get_int_member_with_default (object, "retentionPeriodSeconds", 0);
  gint64 duration = json_object_get_int_member_with_default (object, "retentionPeriodHrs", 0);

  if (seconds > 0)
    duration = (gint64) ((guint64) seconds * G_GUINT64_CONSTANT (1000000000));
  if (duration > 0 && duration < 1000000000)
    return 1;
  return duration / 1000000000 + (duration % 1000000000 >= 500000000 ? 1 : 0);
}

static void
send_setup (DemoRequest *request, const char *value)
{
  DemoStore *store = request->store;
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "user");
  demo_add_user (builder, g_ptr_array_index (store->users, 0), NULL);
  json_builder_set_member_name (builder, "bucket");
  for (guint i = 0; i < store->buckets->len; i++)
    {
      DemoBucket *bucket = g_ptr_array_index (store->buckets, i);

      if (!bucket->system)
        demo_add_bucket (builder, store, bucket);
    }
  json_builder_set_member_name (builder, "org");
  demo_add_organization (builder, store);
  json_builder_set_member_name (builder, "auth");
  demo_add_first_authorization (builder, store, g_ptr_array_index (store->authorizations, 0),
                                value);
  json_builder_end_object (builder);
  demo_request_send_json (request, 201, builder);
}

/* In the real server's order: what was created stays when a later step fails. */
static void
create_first (DemoRequest *request, JsonObject *object)
{
  const char *password = demo_get_text (object, "password", "");
  const char *bucket = demo_get_text (object, "bucket", "");
  const char *token = demo_get_text (object, "token", "");
  gint64 retention = read_retention (object);
  g_autofree char *value = NULL;
  DemoUser *user;

  if (!check_missing (request, object) || !check_password_length (request, password))
    return;
  user = demo_store_begin_setup (request->store, demo_get_text (object, "username", ""),
                                 *password != '\0' ? password : NULL);
  if (!check_org_name (request, demo_get_text (object, "org", "")))
    return;
  demo_store_found_org (request->store, user, demo_get_text (object, "org", ""));
  if (!demo_check_bucket_name (request, bucket) || !demo_check_retention (request, retention))
    return;
  value = demo_store_finish_setup (request->store, user, bucket, retention,
                                   *token != '\0' ? token : NULL);
  send_setup (request, value);
}

static void
set_up (DemoRequest *request)
{
  g_autoptr (JsonNode) root = demo_request_read_json (request, &setup_shape, NULL);

  if (root == NULL)
    return;
  if (demo_store_is_set_up (request->store))
    demo_request_send_error (request, 422, "conflict", "onboarding has already been completed");
  else
    create_first (request, json_node_get_object (root));
}

void
demo_handle_setup (DemoRequest *request)
{
  JsonBuilder *builder;

  if (g_str_equal (request->method, "POST"))
    {
      set_up (request);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "allowed");
  json_builder_add_boolean_value (builder, !demo_store_is_set_up (request->store));
  json_builder_end_object (builder);
  demo_request_send_json (request, 200, builder);
}

/* The user named in a Basic header, if the password matches. An inactive user can sign in, and is
 * refused everything afterwards. */
static DemoUser *
check_password (DemoRequest *request)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (request->message), "Authorization");
  g_autofree char *plain = NULL;
  char *colon;
  gsize length;
  DemoUser *user;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0)
    return NULL;
  plain = (char *) g_base64_decode (header + 6, &length);
  plain = g_realloc (plain, length + 1);
  plain[length] = '\0';
  colon = strchr (plain, ':');
  if (colon == NULL)
    return NULL;
  *colon = '\0';
  user = demo_store_find_user_by_name (request->store, plain);
  return user != NULL && demo_user_has_password (user, colon + 1) ? user : NULL;
}

void
demo_handle_sign_in (DemoRequest *request)
{
  DemoUser *user = check_password (request);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) end = g_date_time_add_seconds (now, SESSION_SECONDS);
  g_autofree char *expires = g_date_time_format (end, "%a, %d %b %Y %H:%M:%S GMT");
  g_autofree char *cookie = NULL, *header = NULL;

  if (user == NULL)
    {
      demo_request_send_error (request, 401, "unauthorized", "unauthorized access");
      return;
    }
  cookie = demo_store_open_session (request->store, user->id);
  header =
      g_strdup_printf ("influxdb-oss-session=%s; Path=/api/; Expires=%s; HttpOnly; SameSite=Strict",
                       cookie, expires);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Set-Cookie", header);
  demo_request_send_nothing (request, 204);
}

void
demo_handle_sign_out (DemoRequest *request)
{
  if (request->session == NULL)
    {
      demo_request_send_error (request, 401, "unauthorized", "unauthorized access");
      return;
    }
  g_ptr_array_remove (request->store->sessions, request->session);
  demo_request_send_nothing (request, 204);
}

void
demo_handle_me (DemoRequest *request)
{
  JsonBuilder *builder;

  if (!demo_request_require (request, FALSE, "users", NULL, request->user->id))
    return;
  builder = json_builder_new ();
  demo_add_user (builder, request->user, NULL);
  demo_request_send_json (request, 200, builder);
}

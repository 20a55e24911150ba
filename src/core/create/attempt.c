/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/attempt.h"

#include "core/base/address.h"
#include "core/base/time.h"

/* For entries of versions that did not write it down: the deadline that they had. */
#define DEADLINE_SECONDS 30

/* The keys of an entry. */
#define SERVER "server"
#define ORG_ID "organization-id"
#define OWNER_ID "owner-id"
#define DESCRIPTION "description"
#define PERMISSIONS "permissions"   /* each action and type once, such as `read:buckets` */
#define TIME "time"                 /* by this computer's clock, as the next two */
#define DEADLINE "deadline"         /* in seconds */
#define CLOSED "closed"             /* when the answer was no longer waited for */
#define CLOCK_OFFSET "clock-offset" /* of the server, in seconds; missing if not known */
#define KEPT "kept"                 /* IDs of tokens that match, and whose value is not lost */

/* Writing */

static char *
name_access (TesseraPermission *permission)
{
  return g_strconcat (tessera_action_to_string (tessera_permission_get_action (permission)), ":",
                      tessera_permission_get_resource_type (permission), NULL);
}

/* Returns: (transfer container): a set of names, which it owns. */
static GHashTable *
list_access (TesseraPermissionSet *permissions)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    g_hash_table_add (names, name_access (tessera_permission_set_get (permissions, i)));
  return names;
}

static void
set_permissions (GKeyFile *file, const char *id, TesseraPermissionSet *permissions)
{
  g_autoptr (GHashTable) names = list_access (permissions);
  g_autofree const char **list = (const char **) g_hash_table_get_keys_as_array (names, NULL);

  g_key_file_set_string_list (file, id, PERMISSIONS, list, g_hash_table_size (names));
}

static void
set_kept (GKeyFile *file, const char *id, GStrvBuilder *ids)
{
  g_auto (GStrv) kept = g_strv_builder_end (ids);

  if (*kept != NULL)
    g_key_file_set_string_list (file, id, KEPT, (const char *const *) kept, g_strv_length (kept));
}

/* Those of another description do not match anyway. */
static void
exclude_existing (GKeyFile *file, const char *id, TesseraTokenRequest *request,
                  GListModel *existing)
{
  const char *description = tessera_token_request_get_description (request);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (existing); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (existing, i);

      if (g_str_equal (tessera_token_get_description (token), description))
        g_strv_builder_add (builder, tessera_token_get_id (token));
    }
  set_kept (file, id, builder);
}

void
tessera_attempt_write (GKeyFile *file, const char *id, TesseraClient *client,
                       TesseraTokenRequest *request, GListModel *existing)
{
  g_return_if_fail (file != NULL);
  g_return_if_fail (id != NULL);
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (request != NULL);

  const char *owner_id = tessera_token_request_get_owner_id (request);
  gint64 offset;

  g_key_file_set_string (file, id, SERVER, tessera_client_get_address (client));
  g_key_file_set_string (file, id, ORG_ID, tessera_token_request_get_org_id (request));
  if (owner_id != NULL)
    g_key_file_set_string (file, id, OWNER_ID, owner_id);
  g_key_file_set_string (file, id, DESCRIPTION, tessera_token_request_get_description (request));
  set_permissions (file, id, tessera_token_request_get_permissions (request));
  g_key_file_set_int64 (file, id, TIME, tessera_time_get_now ());
  g_key_file_set_int64 (file, id, DEADLINE, tessera_client_get_deadline (client));
  if (tessera_client_get_clock_offset (client, &offset))
    g_key_file_set_int64 (file, id, CLOCK_OFFSET, offset);
  if (existing != NULL)
    exclude_existing (file, id, request, existing);
}

gboolean
tessera_attempt_close (GKeyFile *file, const char *id)
{
  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (!g_key_file_has_group (file, id) || g_key_file_has_key (file, id, CLOSED, NULL))
    return FALSE;
  g_key_file_set_int64 (file, id, CLOSED, tessera_time_get_now ());
  return TRUE;
}

char *
tessera_attempt_get_server (GKeyFile *file, const char *id)
{
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_key_file_get_string (file, id, SERVER, NULL);
}

void
tessera_attempt_keep (GKeyFile *file, const TesseraAttempt *self, TesseraToken *token)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->kept != NULL)
    g_strv_builder_addv (builder, (const char **) self->kept);
  g_strv_builder_add (builder, tessera_token_get_id (token));
  set_kept (file, self->id, builder);
}

/* Reading, and matching */

static void
attempt_free (gpointer data)
{
  TesseraAttempt *self = data;

  g_free (self->id);
  g_free (self->place);
  g_free (self->org_id);
  g_free (self->owner_id);
  g_strfreev (self->permissions);
  g_free (self->description);
  g_strfreev (self->kept);
  g_free (self);
}

static void
read_times (TesseraAttempt *self, GKeyFile *file)
{
  gboolean knows_clock = g_key_file_has_key (file, self->id, CLOCK_OFFSET, NULL);
  gint64 offset = g_key_file_get_int64 (file, self->id, CLOCK_OFFSET, NULL);
  gint64 slack =
      TESSERA_ATTEMPT_SLACK_SECONDS + (knows_clock ? 0 : TESSERA_ATTEMPT_CLOCK_SKEW_SECONDS);
  gint64 deadline = g_key_file_get_int64 (file, self->id, DEADLINE, NULL);

  self->time = g_key_file_get_int64 (file, self->id, TIME, NULL);
  self->closed = g_key_file_get_int64 (file, self->id, CLOSED, NULL);
  if (self->closed == 0)
    self->closed = self->time + (deadline > 0 ? deadline : DEADLINE_SECONDS);
  self->earliest = self->time + offset - slack;
  self->latest = self->closed + offset + slack;
}

static TesseraAttempt *
attempt_read (GKeyFile *file, const char *id)
{
  TesseraAttempt *self = g_new0 (TesseraAttempt, 1);
  g_autofree char *server = g_key_file_get_string (file, id, SERVER, NULL);

  self->id = g_strdup (id);
  self->place = server != NULL ? tessera_address_get_place (server) : NULL;
  self->org_id = g_key_file_get_string (file, id, ORG_ID, NULL);
  self->owner_id = g_key_file_get_string (file, id, OWNER_ID, NULL);
  self->permissions = g_key_file_get_string_list (file, id, PERMISSIONS, NULL, NULL);
  self->description = g_key_file_get_string (file, id, DESCRIPTION, NULL);
  self->kept = g_key_file_get_string_list (file, id, KEPT, NULL, NULL);
  read_times (self, file);
  return self;
}

static int
compare_latest (gconstpointer a, gconstpointer b)
{
  gint64 one = (*(TesseraAttempt *const *) a)->latest,
         other = (*(TesseraAttempt *const *) b)->latest;

  return (one > other) - (one < other);
}

GPtrArray *
tessera_attempt_list (GKeyFile *file, const char *server, GHashTable *held)
{
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);

  g_autofree char *place = tessera_address_get_place (server);
  g_auto (GStrv) ids = g_key_file_get_groups (file, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (attempt_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      TesseraAttempt *entry = attempt_read (file, ids[i]);

      if (g_strcmp0 (entry->place, place) == 0 &&
          (held == NULL || !g_hash_table_contains (held, entry->id)))
        g_ptr_array_add (entries, entry);
      else
        attempt_free (entry);
    }
  g_ptr_array_sort (entries, compare_latest);
  return entries;
}

/* A server may have granted more than was requested. */
static gboolean
allows_all (TesseraToken *token, char **permissions)
{
  g_autoptr (GHashTable) names = list_access (tessera_token_get_permissions (token));

  for (guint i = 0; permissions != NULL && permissions[i] != NULL; i++)
    if (!g_hash_table_contains (names, permissions[i]))
      return FALSE;
  return TRUE;
}

gboolean
tessera_attempt_fits (const TesseraAttempt *self, TesseraToken *token)
{
  GDateTime *created = tessera_token_get_created (token);
  gint64 time;

  if (created == NULL ||
      g_strcmp0 (self->description, tessera_token_get_description (token)) != 0 ||
      g_strcmp0 (self->org_id, tessera_token_get_org_id (token)) != 0)
    return FALSE;
  if (self->owner_id != NULL && !g_str_equal (self->owner_id, tessera_token_get_owner_id (token)))
    return FALSE;
  time = g_date_time_to_unix (created);
  return time >= self->earliest && time <= self->latest && allows_all (token, self->permissions);
}

gboolean
tessera_attempt_may_have_made (const TesseraAttempt *self, TesseraToken *token)
{
  return (self->kept == NULL ||
          !g_strv_contains ((const char *const *) self->kept, tessera_token_get_id (token))) &&
         tessera_attempt_fits (self, token);
}

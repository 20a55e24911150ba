/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/setup.h"

#include "core/base/duration.h"
#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TesseraSetupRequest
{
  char *username;
  TesseraSecret *password;
  char *org;
  char *bucket;
  gint64 retention;
  TesseraSecret *token; /* NULL if the server makes one up */
};

static char *
copy_trimmed (const char *text)
{
  return g_strstrip (g_strdup (text));
}

TesseraSetupRequest *
tessera_setup_request_new (const char *username, TesseraSecret *password, const char *org,
                           const char *bucket, gint64 retention, TesseraSecret *token)
{
  g_return_val_if_fail (username != NULL, NULL);
  g_return_val_if_fail (password != NULL, NULL);
  g_return_val_if_fail (org != NULL, NULL);
  g_return_val_if_fail (bucket != NULL, NULL);

  TesseraSetupRequest *self = g_atomic_rc_box_new0 (TesseraSetupRequest);

  self->username = copy_trimmed (username);
  self->password = tessera_secret_ref (password);
  self->org = copy_trimmed (org);
  self->bucket = copy_trimmed (bucket);
  self->retention = retention;
  self->token = token != NULL ? tessera_secret_ref (token) : NULL;
  return self;
}

TesseraSetupRequest *
tessera_setup_request_ref (TesseraSetupRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_request (gpointer data)
{
  TesseraSetupRequest *self = data;

  g_free (self->username);
  tessera_secret_unref (self->password);
  g_free (self->org);
  g_free (self->bucket);
  g_clear_pointer (&self->token, tessera_secret_unref);
}

void
tessera_setup_request_unref (TesseraSetupRequest *self)
{
  g_atomic_rc_box_release_full (self, clear_request);
}

const char *
tessera_setup_request_get_username (TesseraSetupRequest *self)
{
  return self->username;
}

TesseraSecret *
tessera_setup_request_get_password (TesseraSetupRequest *self)
{
  return self->password;
}

const char *
tessera_setup_request_get_org (TesseraSetupRequest *self)
{
  return self->org;
}

const char *
tessera_setup_request_get_bucket (TesseraSetupRequest *self)
{
  return self->bucket;
}

gint64
tessera_setup_request_get_retention (TesseraSetupRequest *self)
{
  return self->retention;
}

TesseraSecret *
tessera_setup_request_get_token (TesseraSetupRequest *self)
{
  return self->token;
}

/* Checking */

/* A translated sentence; NULL if there is nothing wrong. */
static const char *
find_name_mistake (const char *name, const char *missing)
{
  if (*name == '\0')
    return missing;
  if (!g_utf8_validate (name, -1, NULL))
    return _ ("The name is not valid text. Names must be in UTF-8.");
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return _ ("The name contains a line break or another control character. Remove it.");
  return NULL;
}

static const char *
find_username_mistake (TesseraSetupRequest *self)
{
  const char *mistake = find_name_mistake (self->username, _ ("The user name is missing."));

  if (mistake == NULL && strchr (self->username, ':') != NULL)
    return _ ("A user name can’t contain a colon: nobody could sign in with it.");
  return mistake;
}

static const char *
find_password_mistake (TesseraSetupRequest *self)
{
  gsize length = tessera_secret_get_length (self->password);

  if (length == 0)
    return _ ("The password is missing.");
  if (length < TESSERA_SETUP_SHORTEST_PASSWORD)
    return _ ("The password is too short. It must have at least 8 characters.");
  if (length > TESSERA_SETUP_LONGEST_PASSWORD)
    return _ ("The password is too long. It can have up to 72 characters, and letters such as é "
              "count as two or more.");
  if (!g_utf8_validate (tessera_secret_peek (self->password), -1, NULL))
    return _ ("The password is not valid text. It must be in UTF-8.");
  return NULL;
}

static const char *
find_bucket_mistake (TesseraSetupRequest *self)
{
  const char *mistake = find_name_mistake (self->bucket, _ ("The name of the bucket is missing."));

  if (mistake == NULL && *self->bucket == '_')
    return _ ("A bucket’s name can’t start with an underscore, because InfluxDB reserves such "
              "names for itself.");
  if (mistake == NULL && strchr (self->bucket, '"') != NULL)
    return _ ("A bucket’s name can’t contain quotation marks.");
  return mistake;
}

static const char *
find_retention_mistake (TesseraSetupRequest *self)
{
  if (self->retention != 0 && self->retention < TESSERA_SETUP_SHORTEST_RETENTION)
    return _ ("The retention period is too short. A bucket keeps data for at least 1 hour. Use 0 "
              "to keep it forever.");
  if (self->retention > TESSERA_DURATION_LONGEST)
    return _ ("The retention period is longer than InfluxDB can count. Use 0 to keep data "
              "forever.");
  return NULL;
}

static const char *
find_mistake (TesseraSetupRequest *self, TesseraSetupField field)
{
  switch (field)
    {
    case TESSERA_SETUP_USERNAME:
      return find_username_mistake (self);
    case TESSERA_SETUP_PASSWORD:
      return find_password_mistake (self);
    case TESSERA_SETUP_ORG:
      return find_name_mistake (self->org, _ ("The name of the organization is missing."));
    case TESSERA_SETUP_BUCKET:
      return find_bucket_mistake (self);
    case TESSERA_SETUP_RETENTION:
      return find_retention_mistake (self);
    case TESSERA_SETUP_TOKEN:
      return self->token == NULL || tessera_token_is_value (self->token)
                 ? NULL
                 : _ ("This can’t be the value of a token. Use letters, digits, and punctuation "
                      "without blanks or backslashes.");
    case TESSERA_SETUP_N_FIELDS:
    default:
      return NULL;
    }
}

gboolean
tessera_setup_request_check_field (TesseraSetupRequest *self, TesseraSetupField field,
                                   GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  const char *mistake = find_mistake (self, field);

  if (mistake != NULL)
    tessera_set_error (error, TESSERA_ERROR_INVALID, NULL, "%s", mistake);
  return mistake == NULL;
}

gboolean
tessera_setup_request_check (TesseraSetupRequest *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint field = 0; field < TESSERA_SETUP_N_FIELDS; field++)
    if (!tessera_setup_request_check_field (self, field, error))
      return FALSE;
  return TRUE;
}

/* As JSON: json-glib would copy the password into memory that nobody wipes. */

#define LONGEST_ESCAPE 6 /* \u0000 */

static void
append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    if ((guchar) *text < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *text);
    else
      {
        if (*text == '"' || *text == '\\')
          g_string_append_c (json, '\\');
        g_string_append_c (json, *text);
      }
  g_string_append_c (json, '"');
}

static void
append_member (GString *json, const char *member, const char *text)
{
  g_string_append_printf (json, "%s\"%s\":", json->len > 1 ? "," : "", member);
  append_text (json, text);
}

/* So that nothing is moved in memory, which would leave copies behind. */
static gsize
estimate_size (TesseraSetupRequest *self)
{
  gsize length = strlen (self->username) + strlen (self->org) + strlen (self->bucket) +
                 tessera_secret_get_length (self->password);

  if (self->token != NULL)
    length += tessera_secret_get_length (self->token);
  return length * LONGEST_ESCAPE + 256;
}

TesseraSecret *
tessera_setup_request_to_json (TesseraSetupRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *json = g_string_sized_new (estimate_size (self));

  g_string_append_c (json, '{');
  append_member (json, "username", self->username);
  append_member (json, "password", tessera_secret_peek (self->password));
  append_member (json, "org", self->org);
  append_member (json, "bucket", self->bucket);
  g_string_append_printf (json, ",\"retentionPeriodSeconds\":%" G_GINT64_FORMAT, self->retention);
  if (self->token != NULL)
    append_member (json, "token", tessera_secret_peek (self->token));
  g_string_append_c (json, '}');
  return tessera_secret_new_take (g_string_free (json, FALSE));
}

void
tessera_setup_answer_free (TesseraSetupAnswer *self)
{
  g_clear_object (&self->user);
  g_clear_object (&self->org);
  g_clear_object (&self->bucket);
  g_clear_object (&self->token);
  g_clear_pointer (&self->value, tessera_secret_unref);
  g_free (self);
}

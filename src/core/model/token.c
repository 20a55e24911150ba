/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/token.h"

#include "core/base/text.h"
#include "core/model/token-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraToken
{
  GObject parent_instance;

  char *id;
  char *description;
  char *org_id;
  char *org_name;
  char *owner_id;
  char *owner;
  char *summary;
  char *search_text; /* NULL until the first search */
  TesseraPermissionSet *permissions;
  GPtrArray *listed; /* the same in the order of the answer */
  GDateTime *created;
  GDateTime *updated;
  TesseraTokenKind kind;
  gboolean active;
  gboolean dangling;
  gboolean server_wide;
  char *oddity;
  gboolean saved;
  TesseraRotationRole part;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_DESCRIPTION,
  PROP_OWNER,
  PROP_STATUS_TEXT,
  PROP_SUMMARY,
  PROP_CREATED,
  PROP_UPDATED,
  PROP_ACTIVE,
  PROP_DANGLING,
  PROP_SAVED,
  PROP_PART,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Many times as long as any known value, and still short enough for a header. */
#define LONGEST_VALUE 4096

G_DEFINE_FINAL_TYPE (TesseraToken, tessera_token, G_TYPE_OBJECT)

static void
tessera_token_finalize (GObject *object)
{
  TesseraToken *self = TESSERA_TOKEN (object);

  g_free (self->id);
  g_free (self->description);
  g_free (self->org_id);
  g_free (self->org_name);
  g_free (self->owner_id);
  g_free (self->owner);
  g_free (self->summary);
  g_free (self->search_text);
  g_free (self->oddity);
  g_clear_pointer (&self->permissions, tessera_permission_set_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->updated, g_date_time_unref);
  G_OBJECT_CLASS (tessera_token_parent_class)->finalize (object);
}

static const char *
get_status_text (TesseraToken *self)
{
  return self->active ? C_ ("token status", "Active") : C_ ("token status", "Inactive");
}

static void
tessera_token_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraToken *self = TESSERA_TOKEN (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_OWNER:
      g_value_set_string (value, self->owner);
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, get_status_text (self));
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    case PROP_CREATED:
      g_value_set_boxed (value, self->created);
      break;
    case PROP_UPDATED:
      g_value_set_boxed (value, self->updated);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_DANGLING:
      g_value_set_boolean (value, self->dangling);
      break;
    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;
    case PROP_PART:
      g_value_set_uint (value, self->part);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_token_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SAVED)
    tessera_token_set_saved (TESSERA_TOKEN (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_token_class_init (TesseraTokenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = tessera_token_finalize;
  object_class->get_property = tessera_token_get_property;
  object_class->set_property = tessera_token_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_OWNER] = g_param_spec_string ("owner", NULL, NULL, NULL, flags);
  properties[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, NULL, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_CREATED] = g_param_spec_boxed ("created", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_UPDATED] = g_param_spec_boxed ("updated", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_DANGLING] = g_param_spec_boolean ("dangling", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] =
      g_param_spec_boolean ("saved", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PART] = g_param_spec_uint (
      "part", NULL, NULL, 0, TESSERA_ROTATION_ROLE_REPLACEMENT, 0, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_token_init (TesseraToken *self)
{
}

/* Types that every edition has: a token that reads and writes all of them is all-access or an
 * operator's, whatever other types its server has. */
static const char *const everywhere[] = { "authorizations", "buckets", "checks", "dashboards",
                                          "labels",         "secrets", "tasks",  "telegrafs",
                                          "variables",      "dbrp",    NULL };

/* With NULL for @org_id: in every organization of the server. */
static gboolean
covers_everything (TesseraPermissionSet *permissions, const char *org_id)
{
  for (guint i = 0; everywhere[i] != NULL; i++)
    for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
      {
        g_autoptr (TesseraPermission) wanted =
            tessera_permission_new (action, everywhere[i], org_id, NULL, NULL);

        if (!tessera_permission_set_covers (permissions, wanted))
          return FALSE;
      }
  return TRUE;
}

/* By all that it allows: one permission on the whole server does not make an operator. */
static TesseraTokenKind
judge_kind (TesseraPermissionSet *permissions, const char *org_id)
{
  if (covers_everything (permissions, NULL))
    return TESSERA_TOKEN_OPERATOR;
  return covers_everything (permissions, org_id) ? TESSERA_TOKEN_ALL_ACCESS : TESSERA_TOKEN_CUSTOM;
}

static gboolean
is_server_wide (TesseraPermissionSet *permissions)
{
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    if (tessera_permission_is_server_wide (tessera_permission_set_get (permissions, i)))
      return TRUE;
  return FALSE;
}

static char *
summarize (TesseraTokenKind kind, TesseraPermissionSet *permissions)
{
  switch (kind)
    {
    case TESSERA_TOKEN_OPERATOR:
      return g_strdup (_ ("Everything on this server, in every organization"));
    case TESSERA_TOKEN_ALL_ACCESS:
      return g_strdup (_ ("Everything in this organization"));
    case TESSERA_TOKEN_CUSTOM:
    default:
      return tessera_permission_set_summarize (permissions);
    }
}

static gboolean
any_dangling (TesseraPermissionSet *permissions)
{
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    if (tessera_permission_is_dangling (tessera_permission_set_get (permissions, i)))
      return TRUE;
  return FALSE;
}

/* Go writes a time that is not set as that of the year 1. */
static GDateTime *
read_time (const char *text)
{
  if (text == NULL || g_str_has_prefix (text, "0001-01-01T00:00:00"))
    return NULL;
  return g_date_time_new_from_iso8601 (text, NULL);
}

TesseraToken *
tessera_token_new (const TesseraTokenFacts *facts)
{
  TesseraToken *self = g_object_new (TESSERA_TYPE_TOKEN, NULL);

  self->id = g_strdup (facts->id);
  self->description = g_strdup (facts->description);
  self->org_id = g_strdup (facts->org_id);
  self->org_name = g_strdup (facts->org_name);
  self->owner_id = g_strdup (facts->owner_id);
  self->owner = g_strdup (facts->owner);
  self->active = facts->active;
  self->permissions = tessera_permission_set_ref (facts->permissions);
  self->listed = facts->listed != NULL ? g_ptr_array_ref (facts->listed)
                                       : tessera_permission_set_to_list (self->permissions);
  self->kind = judge_kind (self->permissions, self->org_id);
  self->summary = facts->oddity != NULL ? g_strdup (_ ("Can’t be fully read"))
                                        : summarize (self->kind, self->permissions);
  self->dangling = any_dangling (self->permissions);
  self->server_wide = is_server_wide (self->permissions);
  self->oddity = g_strdup (facts->oddity);
  self->created = read_time (facts->created);
  self->updated = read_time (facts->updated);
  return self;
}

gboolean
tessera_token_is_value (TesseraSecret *value)
{
  g_return_val_if_fail (value != NULL, FALSE);

  const char *text = tessera_secret_peek (value);
  gsize length = tessera_secret_get_length (value);

  if (length == 0 || length > LONGEST_VALUE)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]) || text[i] == '\\' || text[i] == '"')
      return FALSE;
  return TRUE;
}

const char *
tessera_token_get_id (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->id;
}

const char *
tessera_token_get_oddity (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->oddity;
}

gboolean
tessera_token_is_server_wide (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), FALSE);

  return self->server_wide;
}

const char *
tessera_token_get_description (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->description;
}

char *
tessera_token_make_name (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  gboolean has_description = self->description != NULL && *self->description != '\0';

  return tessera_text_isolate (has_description ? self->description : self->id);
}

const char *
tessera_token_get_org_id (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->org_id;
}

const char *
tessera_token_get_org_name (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->org_name;
}

const char *
tessera_token_get_owner_id (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->owner_id;
}

const char *
tessera_token_get_owner (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->owner;
}

gboolean
tessera_token_is_active (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), FALSE);

  return self->active;
}

const char *
tessera_token_get_summary (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->summary;
}

const char *
tessera_token_get_search_text (TesseraToken *self)
{
  return self->search_text;
}

void
tessera_token_take_search_text (TesseraToken *self, char *text)
{
  g_free (self->search_text);
  self->search_text = text;
}

TesseraPermissionSet *
tessera_token_get_permissions (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->permissions;
}

GPtrArray *
tessera_token_get_listed_permissions (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->listed;
}

GDateTime *
tessera_token_get_created (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->created;
}

GDateTime *
tessera_token_get_updated (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), NULL);

  return self->updated;
}

TesseraTokenKind
tessera_token_get_kind (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), 0);

  return self->kind;
}

gboolean
tessera_token_is_dangling (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), FALSE);

  return self->dangling;
}

TesseraRotationRole
tessera_token_get_rotation_role (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), 0);

  return self->part;
}

void
tessera_token_set_rotation_role (TesseraToken *self, TesseraRotationRole part)
{
  g_return_if_fail (TESSERA_IS_TOKEN (self));

  if (self->part == part)
    return;
  self->part = part;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PART]);
}

gboolean
tessera_token_get_saved (TesseraToken *self)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), FALSE);

  return self->saved;
}

void
tessera_token_set_saved (TesseraToken *self, gboolean saved)
{
  g_return_if_fail (TESSERA_IS_TOKEN (self));

  if (self->saved == !!saved)
    return;
  self->saved = !!saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

/* Takes ownership of a text; returns whether it changed. */
static gboolean
update_text (char **text, const char *newer)
{
  if (g_strcmp0 (*text, newer) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (newer);
  return TRUE;
}

static gboolean
update_permissions (TesseraToken *self, TesseraToken *other)
{
  gboolean changed = FALSE;

  /* The IDs can't change, but the names of the items can, and so can whether they still exist. */
  tessera_permission_set_ref (other->permissions);
  tessera_permission_set_unref (self->permissions);
  self->permissions = other->permissions;
  g_ptr_array_ref (other->listed);
  g_ptr_array_unref (self->listed);
  self->listed = other->listed;
  self->kind = other->kind;
  self->server_wide = other->server_wide;
  update_text (&self->oddity, other->oddity);
  if (update_text (&self->summary, other->summary))
    {
      changed = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
    }
  if (self->dangling != other->dangling)
    {
      changed = TRUE;
      self->dangling = other->dangling;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DANGLING]);
    }
  return changed;
}

gboolean
tessera_token_set_active_optimistically (TesseraToken *self, gboolean active)
{
  GObject *object = G_OBJECT (self);

  if (self->active == active)
    return FALSE;
  self->active = active;
  g_object_notify_by_pspec (object, properties[PROP_ACTIVE]);
  g_object_notify_by_pspec (object, properties[PROP_STATUS_TEXT]);
  return TRUE;
}

gboolean
tessera_token_set_description_optimistically (TesseraToken *self, const char *description)
{
  if (!update_text (&self->description, description))
    return FALSE;
  tessera_token_take_search_text (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
  return TRUE;
}

static gboolean
update_updated (TesseraToken *self, GDateTime *updated)
{
  if (updated == NULL || (self->updated != NULL && g_date_time_equal (self->updated, updated)))
    return FALSE;
  g_clear_pointer (&self->updated, g_date_time_unref);
  self->updated = g_date_time_ref (updated);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED]);
  return TRUE;
}

gboolean
tessera_token_update (TesseraToken *self, TesseraToken *other)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (self), FALSE);
  g_return_val_if_fail (TESSERA_IS_TOKEN (other), FALSE);

  GObject *object = G_OBJECT (self);
  gboolean changed;

  if (self == other)
    return FALSE;
  tessera_token_take_search_text (self, NULL);
  g_object_freeze_notify (object);
  changed = tessera_token_set_description_optimistically (self, other->description);
  if (update_text (&self->owner, other->owner))
    {
      changed = TRUE;
      g_object_notify_by_pspec (object, properties[PROP_OWNER]);
    }
  update_text (&self->owner_id, other->owner_id);
  update_text (&self->org_id, other->org_id);
  update_text (&self->org_name, other->org_name);
  changed = tessera_token_set_active_optimistically (self, other->active) || changed;
  changed = update_updated (self, other->updated) || changed;
  changed = update_permissions (self, other) || changed;
  g_object_thaw_notify (object);
  return changed;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rotate/rotation-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraRotation
{
  GObject parent_instance;

  char *key;
  gboolean old_was_active;
  TesseraToken *old;
  TesseraToken *new_;
  TesseraRotationState state;
  gboolean new_active;
  gboolean moving;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_MOVING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraRotation, tessera_rotation, G_TYPE_OBJECT)

static void
tessera_rotation_finalize (GObject *object)
{
  TesseraRotation *self = TESSERA_ROTATION (object);

  g_clear_object (&self->old);
  g_clear_object (&self->new_);
  g_free (self->key);
  G_OBJECT_CLASS (tessera_rotation_parent_class)->finalize (object);
}

static void
tessera_rotation_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_STATE)
    g_value_set_uint (value, TESSERA_ROTATION (object)->state);
  else if (prop_id == PROP_MOVING)
    g_value_set_boolean (value, TESSERA_ROTATION (object)->moving);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_rotation_class_init (TesseraRotationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_rotation_finalize;
  object_class->get_property = tessera_rotation_get_property;
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, TESSERA_ROTATION_NEW_GONE, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MOVING] =
      g_param_spec_boolean ("moving", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_rotation_init (TesseraRotation *self)
{
}

TesseraRotation *
tessera_rotation_new (const char *key, gboolean old_was_active, TesseraToken *old,
                      TesseraToken *new_, TesseraRotationState state)
{
  TesseraRotation *self = g_object_new (TESSERA_TYPE_ROTATION, NULL);

  self->key = g_strdup (key);
  self->old_was_active = old_was_active;
  tessera_rotation_update (self, old, new_, state);
  return self;
}

const char *
tessera_rotation_get_key (TesseraRotation *self)
{
  return self->key;
}

gboolean
tessera_rotation_was_old_active (TesseraRotation *self)
{
  return self->old_was_active;
}

void
tessera_rotation_leave (TesseraRotation *self)
{
  if (self->old != NULL)
    tessera_token_set_rotation_role (self->old, TESSERA_ROTATION_ROLE_NONE);
  if (self->new_ != NULL)
    tessera_token_set_rotation_role (self->new_, TESSERA_ROTATION_ROLE_NONE);
}

void
tessera_rotation_update (TesseraRotation *self, TesseraToken *old, TesseraToken *new_,
                         TesseraRotationState state)
{
  gboolean new_active = new_ != NULL && tessera_token_is_active (new_);
  gboolean changed = self->old != old || self->new_ != new_ || self->state != state ||
                     self->new_active != new_active;

  if (self->old != old || self->new_ != new_)
    tessera_rotation_leave (self);
  g_set_object (&self->old, old);
  g_set_object (&self->new_, new_);
  self->state = state;
  self->new_active = new_active;
  tessera_token_set_rotation_role (old, TESSERA_ROTATION_ROLE_REPLACED);
  if (new_ != NULL)
    tessera_token_set_rotation_role (new_, TESSERA_ROTATION_ROLE_REPLACEMENT);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

TesseraRotationState
tessera_rotation_get_state (TesseraRotation *self)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION (self), 0);

  return self->state;
}

TesseraToken *
tessera_rotation_get_old (TesseraRotation *self)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION (self), NULL);

  return self->old;
}

TesseraToken *
tessera_rotation_get_new (TesseraRotation *self)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION (self), NULL);

  return self->new_;
}

gboolean
tessera_rotation_is_moving (TesseraRotation *self)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION (self), FALSE);

  return self->moving;
}

void
tessera_rotation_set_moving (TesseraRotation *self, gboolean moving)
{
  self->moving = moving;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOVING]);
}

gboolean
tessera_rotation_can (TesseraRotation *self, TesseraRotationMove move)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION (self), FALSE);

  if (self->moving)
    return FALSE;
  switch (move)
    {
    case TESSERA_ROTATION_SWITCH_OFF:
      return self->state == TESSERA_ROTATION_BOTH_ON;
    case TESSERA_ROTATION_FINISH:
      return self->state == TESSERA_ROTATION_OLD_OFF;
    case TESSERA_ROTATION_GO_BACK:
      return self->state != TESSERA_ROTATION_MAKING;
    }
  g_return_val_if_reached (FALSE);
}

const char *
tessera_rotation_describe (TesseraRotation *self)
{
  g_return_val_if_fail (TESSERA_IS_ROTATION (self), NULL);

  switch (self->state)
    {
    case TESSERA_ROTATION_MAKING:
      return _ ("A new token has been created, but its value has not been saved or copied yet.");
    case TESSERA_ROTATION_LOST:
      return _ ("Nobody has the new token’s value: it was neither saved nor copied. Go back (this "
                "deletes the new token), then start over.");
    case TESSERA_ROTATION_BOTH_ON:
      if (!self->new_active)
        return _ ("The new token is inactive, and the old one still works. Activate the new one, "
                  "or go back.");
      return _ ("Both the old and the new token work. Once your programs have the new value, "
                "deactivate the old one.");
    case TESSERA_ROTATION_OLD_OFF:
      return _ ("The old token is inactive. Once all your programs work with the new one, choose "
                "Finish to delete the old one. If something has stopped working, go back.");
    case TESSERA_ROTATION_NEW_GONE:
      return _ ("The old token is inactive, and someone deleted the new one. Go back to activate "
                "the old one again.");
    }
  g_return_val_if_reached ("");
}

TesseraTokenRequest *
tessera_rotation_make_request (TesseraToken *old, guint *left_out)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (old), NULL);

  const char *owner_id = tessera_token_get_owner_id (old);
  GPtrArray *listed = tessera_token_get_listed_permissions (old);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < listed->len; i++)
    if (!tessera_permission_is_dangling (listed->pdata[i]))
      g_ptr_array_add (kept, listed->pdata[i]);
  if (left_out != NULL)
    *left_out = listed->len - kept->len;
  return tessera_token_request_new_exactly (tessera_token_get_org_id (old),
                                            *owner_id != '\0' ? owner_id : NULL,
                                            tessera_token_get_description (old), TRUE, kept);
}

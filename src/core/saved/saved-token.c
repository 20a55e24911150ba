/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/saved/saved-token.h"

#include "core/base/text.h"
#include "core/model/token-filter.h"
#include "core/model/token-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TesseraSavedToken
{
  GObject parent_instance;

  TesseraKeyringItem *item;
  TesseraSavedState state;
  char *reason;
  TesseraToken *token;
};

enum
{
  PROP_0,
  PROP_SAVED,
  PROP_STATE,
  PROP_STATE_TEXT,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraSavedToken, tessera_saved_token, G_TYPE_OBJECT)

static void
tessera_saved_token_finalize (GObject *object)
{
  TesseraSavedToken *self = TESSERA_SAVED_TOKEN (object);

  g_clear_object (&self->item);
  g_clear_object (&self->token);
  g_free (self->reason);
  G_OBJECT_CLASS (tessera_saved_token_parent_class)->finalize (object);
}

static void
tessera_saved_token_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraSavedToken *self = TESSERA_SAVED_TOKEN (object);

  switch (prop_id)
    {
    case PROP_SAVED:
      g_value_set_object (value, self->item);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_STATE_TEXT:
      g_value_set_string (value, tessera_saved_token_get_state_text (self));
      break;
    case PROP_REASON:
      g_value_set_string (value, tessera_saved_token_get_reason (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tessera_saved_token_class_init (TesseraSavedTokenClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_saved_token_finalize;
  object_class->get_property = tessera_saved_token_get_property;
  properties[PROP_SAVED] =
      g_param_spec_object ("item", NULL, NULL, TESSERA_TYPE_KEYRING_ITEM, flags);
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, TESSERA_SAVED_UNREACHABLE, 0, flags);
  properties[PROP_STATE_TEXT] = g_param_spec_string ("state-text", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_saved_token_init (TesseraSavedToken *self)
{
}

TesseraSavedToken *
tessera_saved_token_new (TesseraKeyringItem *item)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING_ITEM (item), NULL);

  TesseraSavedToken *self = g_object_new (TESSERA_TYPE_SAVED_TOKEN, NULL);

  self->item = g_object_ref (item);
  return self;
}

TesseraKeyringItem *
tessera_saved_token_get_item (TesseraSavedToken *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), NULL);

  return self->item;
}

static gboolean
is_same (TesseraKeyringItem *one, TesseraKeyringItem *other)
{
  return g_str_equal (tessera_keyring_item_get_description (one),
                      tessera_keyring_item_get_description (other)) &&
         g_str_equal (tessera_keyring_item_get_owner (one),
                      tessera_keyring_item_get_owner (other)) &&
         g_str_equal (tessera_keyring_item_get_buckets (one),
                      tessera_keyring_item_get_buckets (other)) &&
         g_str_equal (tessera_keyring_item_get_org_id (one),
                      tessera_keyring_item_get_org_id (other)) &&
         g_strcmp0 (tessera_keyring_item_get_label (one), tessera_keyring_item_get_label (other)) ==
             0;
}

void
tessera_saved_token_set_item (TesseraSavedToken *self, TesseraKeyringItem *item)
{
  g_return_if_fail (TESSERA_IS_SAVED_TOKEN (self));
  g_return_if_fail (TESSERA_IS_KEYRING_ITEM (item));

  if (!is_same (self->item, item) && g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

const char *
tessera_saved_token_get_title (TesseraSavedToken *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), NULL);

  const char *description = tessera_keyring_item_get_description (self->item);

  return *description != '\0' ? description : tessera_keyring_item_get_id (self->item);
}

TesseraSavedState
tessera_saved_token_get_state (TesseraSavedToken *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), 0);

  return self->state;
}

const char *
tessera_saved_token_get_state_text (TesseraSavedToken *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), NULL);

  static const char *const texts[] = {
    [TESSERA_SAVED_NOT_ASKED] = NC_ ("token status", "Not checked yet"),
    [TESSERA_SAVED_NO_SIGN_IN] = NC_ ("token status", "No saved connection"),
    [TESSERA_SAVED_ASKING] = NC_ ("token status", "Checking with the server…"),
    [TESSERA_SAVED_ACTIVE] = NC_ ("token status", "Active"),
    [TESSERA_SAVED_INACTIVE] = NC_ ("token status", "Inactive"),
    [TESSERA_SAVED_GONE] = NC_ ("token status", "No longer on the server"),
    [TESSERA_SAVED_OWNER_GONE] = NC_ ("token status", "Owner deleted"),
    [TESSERA_SAVED_HIDDEN] = NC_ ("token status", "Not visible to this account"),
    [TESSERA_SAVED_UNREACHABLE] = NC_ ("token status", "Server unreachable"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "token status", texts[self->state]);
}

const char *
tessera_saved_token_get_reason (TesseraSavedToken *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), NULL);

  switch (self->state)
    {
    case TESSERA_SAVED_NO_SIGN_IN:
      return _ (
          "There is no saved connection to this server. Connect to it to see whether the token "
          "still works.");
    case TESSERA_SAVED_INACTIVE:
      return _ ("The token is inactive on the server. Its value won’t work until it is activated "
                "again.");
    case TESSERA_SAVED_GONE:
      return _ ("The server no longer has a token with this ID: it was deleted, or the server was "
                "set up again. The value no longer works.");
    case TESSERA_SAVED_OWNER_GONE:
      return _ ("The token’s owner was deleted. The server no longer lists the token, but it still "
                "exists.");
    case TESSERA_SAVED_HIDDEN:
      return _ ("You don’t have access to this token. It may belong to another organization.");
    case TESSERA_SAVED_UNREACHABLE:
      return self->reason;
    case TESSERA_SAVED_NOT_ASKED:
    case TESSERA_SAVED_ASKING:
    case TESSERA_SAVED_ACTIVE:
    default:
      return NULL;
    }
}

TesseraToken *
tessera_saved_token_get_token (TesseraSavedToken *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), NULL);

  return self->token;
}

TesseraToken *
tessera_saved_token_describe (TesseraSavedToken *self, const char *org_name)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), NULL);
  g_return_val_if_fail (org_name != NULL, NULL);

  g_autoptr (TesseraPermissionSet) unknown = tessera_permission_set_new ();
  const TesseraTokenFacts facts = {
    .id = tessera_keyring_item_get_id (self->item),
    .description = tessera_keyring_item_get_description (self->item),
    .org_id = tessera_keyring_item_get_org_id (self->item),
    .org_name = org_name,
    .owner_id = "",
    .owner = tessera_keyring_item_get_owner (self->item),
    .active = self->state == TESSERA_SAVED_ACTIVE,
    .permissions = unknown,
  };

  return self->token != NULL ? g_object_ref (self->token) : tessera_token_new (&facts);
}

void
tessera_saved_token_set_state (TesseraSavedToken *self, TesseraSavedState state, const char *reason)
{
  g_return_if_fail (TESSERA_IS_SAVED_TOKEN (self));

  gboolean same = self->state == state && g_strcmp0 (self->reason, reason) == 0;

  g_free (self->reason);
  self->reason = g_strdup (reason);
  if (same)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

void
tessera_saved_token_set_token (TesseraSavedToken *self, TesseraToken *token)
{
  g_return_if_fail (TESSERA_IS_SAVED_TOKEN (self));
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  g_set_object (&self->token, token);
  tessera_saved_token_set_state (
      self, tessera_token_is_active (token) ? TESSERA_SAVED_ACTIVE : TESSERA_SAVED_INACTIVE, NULL);
}

gboolean
tessera_saved_token_matches (TesseraSavedToken *self, const char *text)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  const char *org = self->token != NULL ? tessera_token_get_org_name (self->token) : "";
  g_auto (GStrv) words = tessera_text_split_words (text);
  g_autofree char *all = g_strjoin (
      "\n", tessera_keyring_item_get_description (self->item),
      tessera_keyring_item_get_buckets (self->item), tessera_keyring_item_get_owner (self->item),
      tessera_keyring_item_get_server (self->item), tessera_keyring_item_get_id (self->item),
      tessera_keyring_item_get_label (self->item), org, tessera_saved_token_get_state_text (self),
      NULL);
  g_autofree char *where = g_utf8_casefold (all, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (where, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/token-filter.h"

#include "core/base/time.h"
#include "core/model/resource-type.h"
#include "core/model/token-private.h"

#include <string.h>

TesseraTokenTraits
tessera_token_get_traits (TesseraToken *token, const char *user_id, guint old_after_days)
{
  TesseraTokenTraits traits =
      tessera_token_is_active (token) ? TESSERA_TRAIT_ACTIVE : TESSERA_TRAIT_INACTIVE;

  traits |= tessera_token_get_saved (token) ? TESSERA_TRAIT_SAVED : TESSERA_TRAIT_UNSAVED;
  if (tessera_token_is_dangling (token))
    traits |= TESSERA_TRAIT_DANGLING;
  if (tessera_token_get_kind (token) == TESSERA_TOKEN_OPERATOR)
    traits |= TESSERA_TRAIT_OPERATOR;
  if (tessera_token_get_kind (token) == TESSERA_TOKEN_ALL_ACCESS)
    traits |= TESSERA_TRAIT_ALL_ACCESS;
  if (user_id != NULL && g_strcmp0 (tessera_token_get_owner_id (token), user_id) == 0)
    traits |= TESSERA_TRAIT_MINE;
  if (tessera_time_is_older_than (tessera_token_get_created (token), old_after_days))
    traits |= TESSERA_TRAIT_STALE;
  return traits;
}

gboolean
tessera_traits_match (TesseraTokenTraits traits, TesseraTokenTraits wanted)
{
  static const TesseraTokenTraits questions[] = {
    TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_INACTIVE,
    TESSERA_TRAIT_SAVED | TESSERA_TRAIT_UNSAVED,
    TESSERA_TRAIT_OPERATOR | TESSERA_TRAIT_ALL_ACCESS,
    TESSERA_TRAIT_DANGLING,
    TESSERA_TRAIT_MINE,
    TESSERA_TRAIT_STALE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if ((wanted & questions[i]) != 0 && (wanted & questions[i] & traits) == 0)
      return FALSE;
  return TRUE;
}

static void
append_line (GString *text, const char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "%s\n", part);
}

/* "read buckets Buckets telemetry 5a4…" */
static void
append_permission (GString *text, const TesseraPermission *permission)
{
  const char *type = tessera_permission_get_resource_type (permission);
  const char *name = tessera_permission_get_name (permission);
  const char *id = tessera_permission_get_id (permission);

  g_string_append_printf (text, "%s %s %s %s %s\n",
                          tessera_action_to_string (tessera_permission_get_action (permission)),
                          type, tessera_resource_type_get_label (type), name != NULL ? name : "",
                          id != NULL ? id : "");
}

static char *
make_text (TesseraToken *token)
{
  TesseraPermissionSet *permissions = tessera_token_get_permissions (token);
  g_autoptr (GString) text = g_string_new (NULL);

  append_line (text, tessera_token_get_description (token));
  append_line (text, tessera_token_get_owner (token));
  append_line (text, tessera_token_get_id (token));
  append_line (text, tessera_token_get_owner_id (token));
  append_line (text, tessera_token_get_summary (token));
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    append_permission (text, tessera_permission_set_get (permissions, i));
  return g_utf8_casefold (text->str, (gssize) text->len);
}

/* Built once and kept: the search runs over ten thousand tokens with every letter that is typed. */
static const char *
get_text (TesseraToken *token)
{
  const char *text = tessera_token_get_search_text (token);

  if (text == NULL)
    {
      tessera_token_take_search_text (token, make_text (token));
      text = tessera_token_get_search_text (token);
    }
  return text;
}

gboolean
tessera_token_matches_words (TesseraToken *token, const char *const *words)
{
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (get_text (token), words[i]) == NULL)
      return FALSE;
  return TRUE;
}

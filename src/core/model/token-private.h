/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraTokenFacts:
 *
 * What an answer tells of a token; borrowed while tessera_token_new() copies it. Only the reader of
 * answers (json.c) makes tokens, saved-token.c, of what the keyring tells, and recreated-bucket.c.
 */
typedef struct
{
  const char *id;
  const char *description;
  const char *org_id;
  const char *org_name;
  const char *owner_id;
  const char *owner;
  gboolean active;
  TesseraPermissionSet *permissions;
  GPtrArray *listed;   /* the same in the order of the answer, or NULL */
  const char *created; /* RFC 3339, or NULL */
  const char *updated; /* the same */
} TesseraTokenFacts;

TesseraToken *tessera_token_new (const TesseraTokenFacts *facts);

/**
 * tessera_token_get_search_text:
 *
 * Returns: (nullable): what tessera_token_take_search_text() was given, until the token changes
 */
const char *tessera_token_get_search_text (TesseraToken *self);
void tessera_token_take_search_text (TesseraToken *self, char *text);

/**
 * tessera_token_set_active_optimistically:
 *
 * Tells, with notifications, what is not known to be so yet; for what changes tokens.
 *
 * Returns: %FALSE when it was so already
 */
gboolean tessera_token_set_active_optimistically (TesseraToken *self, gboolean active);
gboolean tessera_token_set_description_optimistically (TesseraToken *self, const char *description);

G_END_DECLS

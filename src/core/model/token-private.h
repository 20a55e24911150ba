/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraTokenFacts:
 *
 * The token in a server's answer; borrowed while tessera_token_new() copies it. Tokens are created
 * only by the parser of answers (json.c), by saved-token.c, from what the keyring reports, and by
 * recreated-bucket.c.
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
  GPtrArray *listed;   /* the same in the order of the server's answer, or NULL */
  const char *created; /* RFC 3339, or NULL */
  const char *updated; /* the same */
  const char *oddity;  /* see tessera_token_get_oddity() */
} TesseraTokenFacts;

TesseraToken *tessera_token_new (const TesseraTokenFacts *facts);

/**
 * tessera_token_get_search_text:
 *
 * Returns: (nullable): the text passed to tessera_token_take_search_text(), until the token changes
 */
const char *tessera_token_get_search_text (TesseraToken *self);
void tessera_token_take_search_text (TesseraToken *self, char *text);

/**
 * tessera_token_set_active_optimistically:
 *
 * Sets, with notifications, a state that the server has not confirmed yet; for code that changes
 * tokens.
 *
 * Returns: %FALSE if the token already had that state
 */
gboolean tessera_token_set_active_optimistically (TesseraToken *self, gboolean active);
gboolean tessera_token_set_description_optimistically (TesseraToken *self, const char *description);

G_END_DECLS

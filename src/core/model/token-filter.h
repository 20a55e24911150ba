/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraTokenTraits:
 * @TESSERA_TRAIT_ACTIVE: it is switched on
 * @TESSERA_TRAIT_INACTIVE: it is switched off
 * @TESSERA_TRAIT_SAVED: its value is in this desktop's keyring
 * @TESSERA_TRAIT_UNSAVED: it is not
 * @TESSERA_TRAIT_DANGLING: one of its permissions is for something that is gone
 * @TESSERA_TRAIT_OPERATOR: it is an operator's
 * @TESSERA_TRAIT_ALL_ACCESS: it reads and writes everything of its organization
 * @TESSERA_TRAIT_MINE: it belongs to whoever signed in
 * @TESSERA_TRAIT_STALE: it was made long ago
 *
 * What a list of tokens is filtered by.
 */
typedef enum
{
  TESSERA_TRAIT_ACTIVE = 1 << 0,
  TESSERA_TRAIT_INACTIVE = 1 << 1,
  TESSERA_TRAIT_SAVED = 1 << 2,
  TESSERA_TRAIT_UNSAVED = 1 << 3,
  TESSERA_TRAIT_DANGLING = 1 << 4,
  TESSERA_TRAIT_OPERATOR = 1 << 5,
  TESSERA_TRAIT_ALL_ACCESS = 1 << 6,
  TESSERA_TRAIT_MINE = 1 << 7,
  TESSERA_TRAIT_STALE = 1 << 8,
} TesseraTokenTraits;

/**
 * tessera_token_get_traits:
 * @user_id: (nullable): ID of whoever signed in, where the server tells
 * @old_after_days: the age from which a token is old, in days
 */
TesseraTokenTraits tessera_token_get_traits (TesseraToken *token, const char *user_id,
                                             guint old_after_days);

/**
 * tessera_traits_match:
 * @traits: what a token has
 * @wanted: what somebody ticked
 *
 * Ticks that answer the same question add up, those of different questions narrow each other down:
 * active or inactive, saved or not, operator or all access, and each of the others alone. With
 * nothing ticked everything matches.
 */
gboolean tessera_traits_match (TesseraTokenTraits traits, TesseraTokenTraits wanted);

/**
 * tessera_token_matches_words:
 * @words: (array zero-terminated=1): from tessera_text_split_words()
 *
 * Whether each of the words is somewhere in the token: in its description, owner, IDs, or its
 * permissions: their kind, their words for people, and the names and IDs of what they are for.
 */
gboolean tessera_token_matches_words (TesseraToken *token, const char *const *words);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraTokenTraits:
 * @TESSERA_TRAIT_ACTIVE: it is active
 * @TESSERA_TRAIT_INACTIVE: it is inactive
 * @TESSERA_TRAIT_SAVED: its value is in this desktop's keyring
 * @TESSERA_TRAIT_UNSAVED: it is not
 * @TESSERA_TRAIT_DANGLING: one of its permissions is for an item that no longer exists
 * @TESSERA_TRAIT_OPERATOR: it is an operator token
 * @TESSERA_TRAIT_ALL_ACCESS: it reads and writes everything in its organization
 * @TESSERA_TRAIT_MINE: it belongs to the signed-in user
 * @TESSERA_TRAIT_STALE: it was created long ago
 *
 * The traits that a list of tokens is filtered by.
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
 * @user_id: (nullable): ID of the signed-in user, if the server reports it
 * @old_after_days: the age in days from which a token counts as old
 */
TesseraTokenTraits tessera_token_get_traits (TesseraToken *token, const char *user_id,
                                             guint old_after_days);

/**
 * tessera_traits_match:
 * @traits: the traits that a token has
 * @wanted: the filters that the user selected
 *
 * Filters about the same property are alternatives, those about different properties must all
 * match: active or inactive, saved or not, operator or all access, and each of the others by
 * itself. With no filter selected every token matches.
 */
gboolean tessera_traits_match (TesseraTokenTraits traits, TesseraTokenTraits wanted);

/**
 * tessera_token_matches_words:
 * @words: (array zero-terminated=1): from tessera_text_split_words()
 *
 * Whether each of the words occurs somewhere in the token: in its description, owner, IDs, or its
 * permissions: their type, their names for people, and the names and IDs of their items.
 */
gboolean tessera_token_matches_words (TesseraToken *token, const char *const *words);

G_END_DECLS

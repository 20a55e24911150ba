/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/saved-search.h"

#include <string.h>

/* Where a word was found, the best place first. */
enum
{
  BEGINS_DESCRIPTION,
  BEGINS_WORD,
  IN_DESCRIPTION,
  IN_BUCKETS,
  ELSEWHERE,
  NOWHERE,
};

typedef struct
{
  TesseraKeyringItem *token;
  char *description; /* case-folded, like all of these texts */
  char *buckets;
  char *rest;
  guint rank; /* the sum of the places of all words */
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_free (self->description);
  g_free (self->buckets);
  g_free (self->rest);
  g_free (self);
}

static Candidate *
candidate_new (TesseraKeyringItem *token)
{
  Candidate *self = g_new0 (Candidate, 1);
  g_autofree char *rest = g_strjoin ("\n", tessera_keyring_item_get_owner (token),
                                     tessera_keyring_item_get_server (token),
                                     tessera_keyring_item_get_id (token), NULL);

  self->token = token;
  self->description = g_utf8_casefold (tessera_keyring_item_get_description (token), -1);
  self->buckets = g_utf8_casefold (tessera_keyring_item_get_buckets (token), -1);
  self->rest = g_utf8_casefold (rest, -1);
  return self;
}

static gboolean
begins_word (const char *text, const char *found)
{
  return found == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found)));
}

static guint
find_place (Candidate *self, const char *word)
{
  const char *found = strstr (self->description, word);

  if (found == self->description)
    return BEGINS_DESCRIPTION;
  for (const char *next = found; next != NULL; next = strstr (g_utf8_next_char (next), word))
    if (begins_word (self->description, next))
      return BEGINS_WORD;
  if (found != NULL)
    return IN_DESCRIPTION;
  if (strstr (self->buckets, word) != NULL)
    return IN_BUCKETS;
  return strstr (self->rest, word) != NULL ? ELSEWHERE : NOWHERE;
}

static gboolean
rank_candidate (Candidate *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint place = find_place (self, words[i]);

      if (place == NOWHERE)
        return FALSE;
      self->rank += place;
    }
  return words[0] != NULL;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = *(const Candidate *const *) a;
  const Candidate *other = *(const Candidate *const *) b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return g_utf8_collate (one->description, other->description);
}

GPtrArray *
tessera_saved_search (GPtrArray *saved, const char *const *words)
{
  g_return_val_if_fail (saved != NULL, NULL);

  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (candidate_free);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < saved->len; i++)
    {
      Candidate *candidate = candidate_new (saved->pdata[i]);

      if (rank_candidate (candidate, words))
        g_ptr_array_add (candidates, candidate);
      else
        candidate_free (candidate);
    }
  g_ptr_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (found, g_object_ref (((Candidate *) candidates->pdata[i])->token));
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/keyring-item.h"

G_BEGIN_DECLS

/**
 * tessera_saved_search:
 * @saved: (element-type TesseraKeyringItem): the items to search
 * @words: (array zero-terminated=1): from tessera_text_split_words(); without words, nothing is
 *   found
 *
 * Finds saved tokens that have each of the words in their description, buckets, owner, server or
 * ID. Matches at the start of the description come first, then those at the start of a word in it,
 * those inside a word, those in the buckets, and finally all others; equal ones are sorted by
 * description.
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem): the matches, best first
 */
GPtrArray *tessera_saved_search (GPtrArray *saved, const char *const *words);

G_END_DECLS

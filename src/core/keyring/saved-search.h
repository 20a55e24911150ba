/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/keyring-item.h"

G_BEGIN_DECLS

/**
 * tessera_saved_search:
 * @saved: (element-type TesseraKeyringItem): what is searched
 * @words: (array zero-terminated=1): from tessera_text_split_words(); without any, nothing is found
 *
 * Finds saved tokens that have each of the words in their description, buckets, owner, server or
 * ID. Those whose description begins with a word come first, then those that have one that begins
 * with it, those that have it inside, those whose buckets have it, and all others; the same are in
 * the order of their descriptions.
 *
 * Returns: (transfer full) (element-type TesseraKeyringItem): the best first
 */
GPtrArray *tessera_saved_search (GPtrArray *saved, const char *const *words);

G_END_DECLS

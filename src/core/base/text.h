/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_text_one_line:
 * @name: a name given by a server or a person, with any content
 *
 * Returns: (transfer full): the name on one line: each control character, newlines included,
 *   becomes a space
 */
char *tessera_text_one_line (const char *name);

/**
 * tessera_text_isolate:
 * @name: a name given by a server or a person
 *
 * Returns: (transfer full): one line to put into a sentence, between the characters U+2068 and
 *   U+2069, so that a right-to-left name, or one that overrides the direction, does not affect the
 *   rest of the sentence
 */
char *tessera_text_isolate (const char *name);

/**
 * tessera_text_list:
 * @parts: texts, at least one
 * @most: how many of them to name; the rest are counted
 *
 * Returns: (transfer full): "a, b, c", or "a, b and 4 more"
 */
char *tessera_text_list (const char *const *parts, guint n_parts, guint most);

/**
 * tessera_text_follow:
 * @first: one or more whole sentences
 * @second: one or more whole sentences
 *
 * Returns: (transfer full): both sentences, joined the way the language does it
 */
char *tessera_text_follow (const char *first, const char *second);

/**
 * tessera_text_is_utf16:
 * @bytes: (array length=length): what was read from a file, NUL-terminated in addition
 *
 * Returns: %TRUE for text as some editors on Windows save it, and for what is not text at all
 */
gboolean tessera_text_is_utf16 (const char *bytes, gsize length);

/**
 * tessera_text_split_words:
 * @text: what the user typed
 *
 * Returns: (transfer full) (array zero-terminated=1): its words, case-folded
 */
GStrv tessera_text_split_words (const char *text);

G_END_DECLS

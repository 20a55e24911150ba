/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_text_one_line:
 * @name: what a server or a person calls something; it may hold anything
 *
 * Returns: (transfer full): the same as one line: a control character, a newline too, is a space
 */
char *tessera_text_one_line (const char *name);

/**
 * tessera_text_isolate:
 * @name: what a server or a person calls something
 *
 * Returns: (transfer full): one line to put into a sentence, between the characters U+2068 and
 * U+2069, so that a right-to-left name, or one that overrides the direction, leaves the sentence as
 * it is
 */
char *tessera_text_isolate (const char *name);

/**
 * tessera_text_list:
 * @parts: texts, at least one
 * @most: how many of them are named; the rest is counted
 *
 * Returns: (transfer full): "a, b, c", or "a, b and 4 more"
 */
char *tessera_text_list (const char *const *parts, guint n_parts, guint most);

/**
 * tessera_text_follow:
 * @first: one or more whole sentences
 * @second: one or more whole sentences
 *
 * Returns: (transfer full): both, one after the other as the language has it
 */
char *tessera_text_follow (const char *first, const char *second);

/**
 * tessera_text_split_words:
 * @text: what somebody typed
 *
 * Returns: (transfer full) (array zero-terminated=1): its words, without the difference between
 *   capital and small letters
 */
GStrv tessera_text_split_words (const char *text);

G_END_DECLS

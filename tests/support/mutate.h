/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * test_mutate:
 * @text: a text, which is changed in place
 * @corpus: (element-type GBytes): texts of the same kind
 *
 * Makes one change, as @rand has it: a bit, a cut, a piece that the formats are made of, or another
 * text.
 */
void test_mutate (GByteArray *text, GRand *rand, GPtrArray *corpus);

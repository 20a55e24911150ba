/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"

#include <string.h>

#define LONGEST 65536

/* Pieces that the formats are made of, and what breaks readers. */
static const char *const pieces[] = {
  "{",
  "}",
  "[",
  "]",
  "\"",
  "\\",
  "\\u0000",
  "\\ud800",
  ",",
  ":",
  "\n",
  "\r\n",
  "\xef\xbb\xbf",
  "\xf0",
  "\x80",
  "null",
  "true",
  "-1",
  "1e999",
  "#",
  "=",
  "'''",
  "\"\"\"",
  "[a.b]",
  "token",
  "\"token\":",
  "id",
  "http://",
  "[::1]",
  "%25",
  "%",
  "/../",
  "api/v2",
  "@",
  "?",
  "://",
};

void
test_mutate (GByteArray *text, GRand *rand, GPtrArray *corpus)
{
  gsize place = text->len > 0 ? (gsize) g_rand_int_range (rand, 0, (int) text->len) : 0;
  gsize wanted = (gsize) g_rand_int_range (rand, 1, 32);
  gsize count = MIN (text->len - place, wanted);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  GBytes *other = corpus->pdata[g_rand_int_range (rand, 0, (int) corpus->len)];
  g_autofree guint8 *copy = NULL;

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      if (text->len > 0)
        text->data[place] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      if (count > 0)
        g_byte_array_remove_range (text, (guint) place, (guint) count);
      break;
    case 2:
      g_byte_array_set_size (text, (guint) place);
      break;
    case 3:
      copy = g_memdup2 (text->data + place, text->len - place);
      count = text->len - place;
      g_byte_array_set_size (text, (guint) place);
      g_byte_array_append (text, (const guint8 *) piece, (guint) strlen (piece));
      g_byte_array_append (text, copy, (guint) count);
      break;
    case 4:
      copy = g_memdup2 (text->data + place, count);
      for (int i = 0; count > 0 && i < 8; i++)
        g_byte_array_append (text, copy, (guint) count);
      break;
    default:
      g_byte_array_append (text, g_bytes_get_data (other, NULL), (guint) g_bytes_get_size (other));
    }
  if (text->len > LONGEST)
    g_byte_array_set_size (text, LONGEST);
}

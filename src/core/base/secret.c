/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/secret.h"

#include <libsecret/secret.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define BYTE_ORDER_MARK 0xfeff
#define ZERO_WIDTH_SPACE 0x200b

/* SecretValue already does what is needed: reference counting, non-pageable memory, wiping at the
 * end. It is wrapped here because it is a boxed type with public constructors that accept any
 * memory. */
struct _TesseraSecret
{
  SecretValue *value;
};

TesseraSecret *
tessera_secret_new_length (const char *text, gsize length)
{
  g_return_val_if_fail (text != NULL, NULL);

  TesseraSecret *self = g_atomic_rc_box_new0 (TesseraSecret);

  self->value = secret_value_new (text, (gssize) length, "text/plain");
  return self;
}

TesseraSecret *
tessera_secret_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return tessera_secret_new_length (text, strlen (text));
}

TesseraSecret *
tessera_secret_new_take (char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  TesseraSecret *self = tessera_secret_new (text);

  tessera_wipe_free (text);
  return self;
}

/* Nothing of this can be seen, and no value begins or ends with it. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == BYTE_ORDER_MARK || c == ZERO_WIDTH_SPACE;
}

typedef struct
{
  const char *begin;
  const char *end;
} Slice;

static void
drop_blanks (Slice *slice)
{
  while (slice->begin < slice->end && is_blank (g_utf8_get_char (slice->begin)))
    slice->begin = g_utf8_next_char (slice->begin);
  while (slice->end > slice->begin && is_blank (g_utf8_get_char (g_utf8_prev_char (slice->end))))
    slice->end = g_utf8_prev_char (slice->end);
}

/* Returns: whether there was one. */
static gboolean
drop_prefix (Slice *slice, const char *prefix)
{
  gsize length = strlen (prefix);

  if ((gsize) (slice->end - slice->begin) <= length ||
      g_ascii_strncasecmp (slice->begin, prefix, length) != 0)
    return FALSE;
  slice->begin += length;
  return TRUE;
}

static gboolean
drop_quotes (Slice *slice)
{
  static const char *const pairs[][2] = {
    { "\"", "\"" }, { "'", "'" }, { "`", "`" }, { "“", "”" }, { "‘", "’" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gsize before = strlen (pairs[i][0]), after = strlen (pairs[i][1]);

      if ((gsize) (slice->end - slice->begin) > before + after &&
          memcmp (slice->begin, pairs[i][0], before) == 0 &&
          memcmp (slice->end - after, pairs[i][1], after) == 0)
        {
          slice->begin += before;
          slice->end -= after;
          return TRUE;
        }
    }
  return FALSE;
}

/* What people copy along with a value: of a header, of a file with variables. No value has a blank
 * in it, so the first two are never part of one. */
static gboolean
drop_wrapping (Slice *slice)
{
  static const char *const prefixes[] = { "Token ", "Bearer ", "Authorization:", "INFLUX_TOKEN=" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (drop_prefix (slice, prefixes[i]))
      return TRUE;
  return drop_quotes (slice);
}

TesseraSecret *
tessera_secret_new_pasted (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  Slice slice = { text, text + strlen (text) };

  if (!g_utf8_validate (text, -1, NULL))
    {
      slice.begin += strspn (slice.begin, " \t\r\n");
      while (slice.end > slice.begin && strchr (" \t\r\n", slice.end[-1]) != NULL)
        slice.end--;
    }
  else
    do
      drop_blanks (&slice);
    while (drop_wrapping (&slice));
  return tessera_secret_new_length (slice.begin, (gsize) (slice.end - slice.begin));
}

TesseraSecret *
tessera_secret_ref (TesseraSecret *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tessera_secret_clear (gpointer data)
{
  TesseraSecret *self = data;

  secret_value_unref (self->value);
}

void
tessera_secret_unref (TesseraSecret *self)
{
  g_atomic_rc_box_release_full (self, tessera_secret_clear);
}

const char *
tessera_secret_peek (TesseraSecret *self)
{
  return secret_value_get (self->value, NULL);
}

gsize
tessera_secret_get_length (TesseraSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  gsize length;

  secret_value_get (self->value, &length);
  return length;
}

gboolean
tessera_secret_equal (TesseraSecret *self, TesseraSecret *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  const char *one = tessera_secret_peek (self);
  const char *two = tessera_secret_peek (other);
  gsize length = tessera_secret_get_length (self);
  guchar difference = 0;

  if (length != tessera_secret_get_length (other))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar) (one[i] ^ two[i]);
  return difference == 0;
}

void
tessera_wipe (gpointer memory, gsize length)
{
  if (memory != NULL)
    explicit_bzero (memory, length);
}

void
tessera_wipe_free (char *text)
{
  if (text != NULL)
    tessera_wipe (text, strlen (text));
  g_free (text);
}

void
tessera_secret_protect_process (void)
{
  struct rlimit none = { 0, 0 };

  prctl (PR_SET_DUMPABLE, 0);
  setrlimit (RLIMIT_CORE, &none);
}

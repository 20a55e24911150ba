/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/files/secret-text.h"

#include "core/base/text.h"

#include <string.h>

#define FIRST_ROOM 1024

struct _TesseraSecretText
{
  char *text; /* not terminated */
  gsize length;
  gsize room;
};

TesseraSecretText *
tessera_secret_text_new (void)
{
  TesseraSecretText *self = g_new0 (TesseraSecretText, 1);

  self->room = FIRST_ROOM;
  self->text = g_malloc (self->room);
  return self;
}

void
tessera_secret_text_free (TesseraSecretText *self)
{
  tessera_wipe (self->text, self->length);
  g_free (self->text);
  g_free (self);
}

TesseraSecret *
tessera_secret_text_finish (TesseraSecretText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  TesseraSecret *secret = tessera_secret_new_length (self->text, self->length);

  tessera_secret_text_free (self);
  return secret;
}

static void
append_length (TesseraSecretText *self, const char *text, gsize length)
{
  if (self->length + length > self->room)
    {
      gsize room = MAX (self->room * 2, self->length + length);
      char *larger = g_malloc (room);

      /* realloc() would not wipe the old memory. */
      memcpy (larger, self->text, self->length);
      tessera_wipe (self->text, self->length);
      g_free (self->text);
      self->text = larger;
      self->room = room;
    }
  memcpy (self->text + self->length, text, length);
  self->length += length;
}

void
tessera_secret_text_append (TesseraSecretText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  append_length (self, text, strlen (text));
}

/* Characters that a quoted string in TOML or YAML can't contain unescaped: control characters,
 * including C1, the line and paragraph separators, and code points that are not characters. */
static gboolean
needs_code (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
         c == 0xfffe || c == 0xffff;
}

void
tessera_secret_text_append_comment (TesseraSecretText *self, const char *words)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (words != NULL);

  g_autofree char *line = tessera_text_one_line (words);

  tessera_secret_text_append (self, "# ");
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    if (!needs_code (g_utf8_get_char (p)))
      append_length (self, p, (gsize) (g_utf8_next_char (p) - p));
  tessera_secret_text_append (self, "\n");
}

void
tessera_secret_text_append_shell (TesseraSecretText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  tessera_secret_text_append (self, "'");
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\'')
      tessera_secret_text_append (self, "'\\''");
    else
      append_length (self, p, 1);
  tessera_secret_text_append (self, "'");
}

gboolean
tessera_secret_text_needs_quotes (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  const char *p = text;

  while (g_unichar_isalnum (g_utf8_get_char (p)) ||
         (*p != '\0' && strchr ("_-./:@%+=,", *p) != NULL))
    p = g_utf8_next_char (p);
  return *p != '\0' || p == text;
}

void
tessera_secret_text_append_env (TesseraSecretText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (!tessera_secret_text_needs_quotes (text))
    tessera_secret_text_append (self, text);
  else if (strchr (text, '\'') == NULL)
    tessera_secret_text_append_shell (self, text);
  else
    {
      tessera_secret_text_append (self, "\"");
      for (const char *p = text; *p != '\0'; p++)
        {
          if (strchr ("\"\\$`", *p) != NULL)
            tessera_secret_text_append (self, "\\");
          append_length (self, p, 1);
        }
      tessera_secret_text_append (self, "\"");
    }
}

typedef enum
{
  DOLLAR_CODED,
  DOLLAR_DOUBLED,
} Dollar;

/* Both have JSON's escapes, of which the backslash, the quotation mark and the code point are
 * enough. */
static void
append_quoted (TesseraSecretText *self, const char *text, Dollar dollar)
{
  tessera_secret_text_append (self, "\"");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        tessera_secret_text_append (self, "\\");
      else if (c == '$' && dollar == DOLLAR_DOUBLED)
        tessera_secret_text_append (self, "$");
      if (needs_code (c) || (c == '$' && dollar == DOLLAR_CODED))
        {
          char code[7];

          g_snprintf (code, sizeof code, "\\u%04X", c);
          append_length (self, code, 6);
          tessera_wipe (code, sizeof code);
        }
      else
        append_length (self, p, (gsize) (g_utf8_next_char (p) - p));
    }
  tessera_secret_text_append (self, "\"");
}

void
tessera_secret_text_append_toml (TesseraSecretText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  append_quoted (self, text, DOLLAR_CODED);
}

void
tessera_secret_text_append_grafana (TesseraSecretText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  append_quoted (self, text, DOLLAR_DOUBLED);
}

void
tessera_secret_text_append_base64 (TesseraSecretText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  tessera_secret_text_append (self, encoded);
  tessera_wipe_free (encoded);
}

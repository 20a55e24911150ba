/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-json-scan.h"

#include <string.h>

#define MOST_DEPTH 1000
#define VALUE "looking for beginning of value"
#define KEY "looking for beginning of object key string"

G_DEFINE_QUARK (demo-json-error-quark, demo_json_error)

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  GError **error;
} Scanner;

static gboolean scan_value (Scanner *self);

/* A byte as Go quotes it: a character of Latin-1. */
static char *
quote_byte (guchar byte)
{
  static const char escapes[] = "abtnvfr";
  char text[7] = "";

  if (byte == '\'' || byte == '\\')
    return g_strdup_printf ("'\\%c'", byte);
  if (byte >= '\a' && byte <= '\r')
    return g_strdup_printf ("'\\%c'", escapes[byte - '\a']);
  if (byte < ' ' || byte == 0x7f)
    return g_strdup_printf ("'\\x%02x'", byte);
  if (!g_unichar_isprint (byte) || byte == 0xa0)
    return g_strdup_printf ("'\\u%04x'", byte);
  g_unichar_to_utf8 (byte, text);
  return g_strdup_printf ("'%s'", text);
}

static gboolean
fail (Scanner *self, const char *where)
{
  g_autofree char *quoted = NULL;

  if (self->at == self->end)
    {
      g_set_error_literal (self->error, DEMO_JSON_ERROR, DEMO_JSON_ERROR_JSON, "unexpected EOF");
      return FALSE;
    }
  quoted = quote_byte ((guchar) *self->at);
  g_set_error (self->error, DEMO_JSON_ERROR, DEMO_JSON_ERROR_JSON, "invalid character %s %s",
               quoted, where);
  return FALSE;
}

static gboolean
is_at (Scanner *self, const char *bytes)
{
  return self->at < self->end && *self->at != '\0' && strchr (bytes, *self->at) != NULL;
}

static void
skip (Scanner *self, const char *bytes)
{
  while (is_at (self, bytes))
    self->at++;
}

static void
skip_space (Scanner *self)
{
  skip (self, " \t\r\n");
}

static gboolean
scan_escape (Scanner *self)
{
  if (is_at (self, "bfnrt\\/\""))
    {
      self->at++;
      return TRUE;
    }
  if (!is_at (self, "u"))
    return fail (self, "in string escape code");
  self->at++;
  for (guint i = 0; i < 4; i++, self->at++)
    if (!is_at (self, "0123456789abcdefABCDEF"))
      return fail (self, "in \\u hexadecimal character escape");
  return TRUE;
}

static gboolean
scan_string (Scanner *self)
{
  for (self->at++; !is_at (self, "\"");)
    {
      if (self->at == self->end || (guchar) *self->at < ' ')
        return fail (self, "in string literal");
      if (*self->at++ == '\\' && !scan_escape (self))
        return FALSE;
    }
  self->at++;
  return TRUE;
}

static gboolean
scan_digits (Scanner *self, const char *where)
{
  if (!is_at (self, "0123456789"))
    return fail (self, where);
  skip (self, "0123456789");
  return TRUE;
}

static gboolean
scan_number (Scanner *self)
{
  if (is_at (self, "-"))
    self->at++;
  if (is_at (self, "0"))
    self->at++;
  else if (!scan_digits (self, "in numeric literal"))
    return FALSE;
  if (is_at (self, "."))
    {
      self->at++;
      if (!scan_digits (self, "after decimal point in numeric literal"))
        return FALSE;
    }
  if (!is_at (self, "eE"))
    return TRUE;
  self->at++;
  if (is_at (self, "+-"))
    self->at++;
  return scan_digits (self, "in exponent of numeric literal");
}

static gboolean
scan_word (Scanner *self, const char *word)
{
  for (const char *letter = word; *letter != '\0'; letter++, self->at++)
    if (self->at == self->end || *self->at != *letter)
      {
        g_autofree char *where = g_strdup_printf ("in literal %s (expecting '%c')", word, *letter);

        return fail (self, where);
      }
  return TRUE;
}

static gboolean
scan_member (Scanner *self)
{
  skip_space (self);
  if (!is_at (self, "\""))
    return fail (self, KEY);
  if (!scan_string (self))
    return FALSE;
  skip_space (self);
  if (!is_at (self, ":"))
    return fail (self, "after object key");
  self->at++;
  return scan_value (self);
}

/* An object or a list: @scan for what it consists of. */
static gboolean
scan_several (Scanner *self, const char *closing, const char *where, gboolean (*scan) (Scanner *))
{
  self->at++;
  skip_space (self);
  if (!is_at (self, closing))
    for (;;)
      {
        if (!scan (self))
          return FALSE;
        skip_space (self);
        if (is_at (self, closing))
          break;
        if (!is_at (self, ","))
          return fail (self, where);
        self->at++;
      }
  self->at++;
  return TRUE;
}

static gboolean
scan_inner_value (Scanner *self)
{
  if (is_at (self, "{"))
    return scan_several (self, "}", "after object key:value pair", scan_member);
  if (is_at (self, "["))
    return scan_several (self, "]", "after array element", scan_value);
  if (is_at (self, "\""))
    return scan_string (self);
  if (is_at (self, "-0123456789"))
    return scan_number (self);
  if (is_at (self, "n"))
    return scan_word (self, "null");
  if (is_at (self, "t"))
    return scan_word (self, "true");
  return is_at (self, "f") ? scan_word (self, "false") : fail (self, VALUE);
}

static gboolean
scan_value (Scanner *self)
{
  gboolean good;

  skip_space (self);
  if (self->depth == MOST_DEPTH)
    {
      g_set_error_literal (self->error, DEMO_JSON_ERROR, DEMO_JSON_ERROR_JSON,
                           "exceeded max depth");
      return FALSE;
    }
  self->depth++;
  good = scan_inner_value (self);
  self->depth--;
  return good;
}

const char *
demo_json_scan (const char *text, gsize length, GError **error)
{
  Scanner scanner = { text, text + length, 0, error };

  skip_space (&scanner);
  if (scanner.at < scanner.end)
    return scan_value (&scanner) ? scanner.at : NULL;
  g_set_error_literal (error, DEMO_JSON_ERROR, DEMO_JSON_ERROR_JSON, "EOF");
  return NULL;
}

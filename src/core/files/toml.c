/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/files/toml.h"

#include "core/base/secret.h"

#include <string.h>

#define DEEPEST 16 /* tables and lists nested in each other */

typedef struct
{
  const char *text;
  const char *p;
  guint depth;
  TesseraTomlFunc func;
  gpointer user_data;
} Reader;

static void
skip_spaces (Reader *self)
{
  self->p += strspn (self->p, " \t");
}

/* Whitespace of every kind, and comments. */
static void
skip_blank (Reader *self)
{
  for (self->p += strspn (self->p, " \t\r\n"); *self->p == '#';
       self->p += strspn (self->p, " \t\r\n"))
    self->p += strcspn (self->p, "\n");
}

/* Skips to the end of a line on which only a comment may follow. */
static gboolean
end_line (Reader *self)
{
  skip_spaces (self);
  if (*self->p == '#')
    self->p += strcspn (self->p, "\n");
  if (g_str_has_prefix (self->p, "\r\n"))
    self->p++;
  return *self->p == '\n' || *self->p == '\0';
}

/* Strings. The text is put into ordinary memory that the caller wipes. */

static gboolean
read_unicode (Reader *self, guint digits, GString *into)
{
  gunichar c = 0;

  for (guint i = 0; i < digits; i++, self->p++)
    {
      if (!g_ascii_isxdigit (*self->p))
        return FALSE;
      c = c * 16 + (gunichar) g_ascii_xdigit_value (*self->p);
    }
  if (c == 0 || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (into, c);
  return TRUE;
}

static gboolean
read_escape (Reader *self, gboolean multi, GString *into)
{
  static const char codes[] = "btnfr\"\\", meanings[] = "\b\t\n\f\r\"\\";
  char code = *self->p;
  const char *known = code != '\0' ? strchr (codes, code) : NULL;

  /* A backslash at the end of a line joins it with the next text. */
  if (multi && self->p[strspn (self->p, " \t\r")] == '\n')
    {
      self->p += strspn (self->p, " \t\r\n");
      return TRUE;
    }
  if (code == '\0')
    return FALSE;
  self->p++;
  if (code == 'u' || code == 'U')
    return read_unicode (self, code == 'u' ? 4 : 8, into);
  if (known == NULL)
    return FALSE;
  g_string_append_c (into, meanings[known - codes]);
  return TRUE;
}

static gboolean
read_string (Reader *self, GString *into)
{
  char quote = *self->p;
  const char triple[] = { quote, quote, quote, '\0' };
  gboolean multi = g_str_has_prefix (self->p, triple);

  self->p += multi ? 3 : 1;
  if (multi && g_str_has_prefix (self->p, "\r\n"))
    self->p++;
  if (multi && *self->p == '\n')
    self->p++;
  while (*self->p != '\0')
    {
      if (multi ? g_str_has_prefix (self->p, triple) : *self->p == quote)
        {
          self->p += multi ? 3 : 1;
          return TRUE;
        }
      if (!multi && *self->p == '\n')
        return FALSE;
      if (*self->p == '\\' && quote == '"')
        {
          self->p++;
          if (!read_escape (self, multi, into))
            return FALSE;
        }
      else
        g_string_append_c (into, *self->p++);
    }
  return FALSE;
}

/* Keys */

static gboolean
is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gboolean
read_simple_key (Reader *self, GString *into)
{
  if (*self->p == '"' || *self->p == '\'')
    return read_string (self, into);
  if (!is_bare (*self->p))
    return FALSE;
  while (is_bare (*self->p))
    g_string_append_c (into, *self->p++);
  return TRUE;
}

/* A dotted key: @table gets all parts but the last one, @key gets the last one. */
static gboolean
read_key (Reader *self, GString *table, GString *key)
{
  for (;;)
    {
      if (!read_simple_key (self, key))
        return FALSE;
      skip_spaces (self);
      if (*self->p != '.')
        return TRUE;
      self->p++;
      skip_spaces (self);
      g_string_append_printf (table, "%s%s", table->len > 0 ? "." : "", key->str);
      g_string_truncate (key, 0);
    }
}

/* Values */

static gboolean read_pair (Reader *self, const char *outer);
static gboolean read_value (Reader *self, const char *table, const char *key, gsize begin);

/* Skips what separates two items, or stops at @end. */
static gboolean
go_on (Reader *self, char end)
{
  skip_blank (self);
  if (*self->p == ',')
    self->p++;
  else if (*self->p != end)
    return FALSE;
  skip_blank (self);
  return TRUE;
}

static gboolean
read_inline_table (Reader *self, const char *table, const char *key)
{
  g_autofree char *inner = g_strconcat (table, *table != '\0' ? "." : "", key, NULL);

  self->p++;
  skip_blank (self);
  while (*self->p != '}')
    if (!read_pair (self, inner) || !go_on (self, '}'))
      return FALSE;
  self->p++;
  return TRUE;
}

static void
pass_over (const char *table, const char *key, const char *value, gsize begin, gsize end,
           gpointer user_data)
{
}

static gboolean
read_list (Reader *self)
{
  TesseraTomlFunc func = self->func;

  self->func = pass_over;
  self->p++;
  skip_blank (self);
  while (*self->p != ']')
    if (!read_value (self, "", "", 0) || !go_on (self, ']'))
      return FALSE;
  self->p++;
  self->func = func;
  return TRUE;
}

static void
report_value (Reader *self, const char *table, const char *key, const char *value, gsize begin)
{
  self->func (table, key, value, begin, (gsize) (self->p - self->text), self->user_data);
}

static gboolean
read_string_value (Reader *self, const char *table, const char *key, gsize begin)
{
  /* Large enough for everything that can follow, so that no copy is left behind by a reallocation.
   */
  GString *value = g_string_sized_new (strlen (self->p) + 1);
  gboolean good = read_string (self, value);

  if (good)
    report_value (self, table, key, value->str, begin);
  tessera_wipe (value->str, value->allocated_len);
  g_string_free (value, TRUE);
  return good;
}

static gboolean
read_word (Reader *self, const char *table, const char *key, gsize begin)
{
  g_autofree char *word = g_strchomp (g_strndup (self->p, strcspn (self->p, ",]}#\r\n")));
  gboolean is_boolean = g_str_equal (word, "true") || g_str_equal (word, "false");

  if (!is_boolean && !g_ascii_isdigit (*word) && *word != '+' && *word != '-' &&
      !g_str_equal (word, "inf") && !g_str_equal (word, "nan"))
    return FALSE;
  self->p += strlen (word);
  report_value (self, table, key, is_boolean ? word : NULL, begin);
  return TRUE;
}

static gboolean
read_value (Reader *self, const char *table, const char *key, gsize begin)
{
  gboolean good;

  if (*self->p == '"' || *self->p == '\'')
    return read_string_value (self, table, key, begin);
  if (*self->p != '{' && *self->p != '[')
    return read_word (self, table, key, begin);
  if (++self->depth > DEEPEST)
    return FALSE;
  good = *self->p == '[' ? read_list (self) : read_inline_table (self, table, key);
  self->depth--;
  return good;
}

static gboolean
read_pair (Reader *self, const char *outer)
{
  gsize begin = (gsize) (self->p - self->text);
  g_autoptr (GString) table = g_string_new (outer);
  g_autoptr (GString) key = g_string_new (NULL);

  if (!read_key (self, table, key) || *self->p != '=')
    return FALSE;
  self->p++;
  skip_spaces (self);
  return read_value (self, table->str, key->str, begin);
}

static gboolean
read_header (Reader *self, GString *table)
{
  gboolean is_list = g_str_has_prefix (self->p, "[[");
  const char *end = is_list ? "]]" : "]";
  g_autoptr (GString) key = g_string_new (NULL);

  g_string_truncate (table, 0);
  self->p += strlen (end);
  skip_spaces (self);
  if (!read_key (self, table, key) || !g_str_has_prefix (self->p, end))
    return FALSE;
  self->p += strlen (end);
  /* The item of a list gets a name that no configuration can have. */
  g_string_append_printf (table, "%s%s%s", table->len > 0 ? "." : "", key->str,
                          is_list ? "[]" : "");
  return TRUE;
}

gboolean
tessera_toml_read (const char *text, TesseraTomlFunc func, gpointer user_data, guint *line)
{
  g_return_val_if_fail (text != NULL, FALSE);

  /* Go's reader, with which influx reads, skips a byte order mark, too. */
  const char *begin_text = text + (g_str_has_prefix (text, "\xef\xbb\xbf") ? 3 : 0);
  Reader reader = { .text = text, .p = begin_text, .func = func, .user_data = user_data };
  g_autoptr (GString) table = g_string_new (NULL);

  for (skip_blank (&reader); *reader.p != '\0'; skip_blank (&reader))
    {
      const char *begin = reader.p;
      gboolean good =
          *reader.p == '[' ? read_header (&reader, table) : read_pair (&reader, table->str);

      if (good && end_line (&reader))
        continue;
      *line = 1;
      for (const char *p = text; p < begin; p++)
        *line += *p == '\n';
      return FALSE;
    }
  return TRUE;
}

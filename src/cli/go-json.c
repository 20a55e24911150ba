/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/go-json.h"

#include <string.h>

void
cli_json_init (CliJson *self, gsize size)
{
  *self = (CliJson) { .text = g_string_sized_new (size), .is_first = TRUE };
}

static void
break_line (CliJson *self)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append_c (self->text, '\t');
}

/* Writes what precedes a value: nothing after its key, or a comma and a newline in a list. */
static void
begin_value (CliJson *self)
{
  if (!self->has_key && self->depth > 0)
    {
      g_string_append (self->text, self->is_first ? "" : ",");
      break_line (self);
    }
  self->has_key = FALSE;
  self->is_first = FALSE;
}

void
cli_json_begin (CliJson *self, char bracket)
{
  begin_value (self);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->is_first = TRUE;
}

void
cli_json_end (CliJson *self, char bracket)
{
  self->depth--;
  /* Empty lists and objects stay on one line. */
  if (!self->is_first)
    break_line (self);
  g_string_append_c (self->text, bracket);
  self->is_first = FALSE;
}

/* Go escapes the characters that are special in HTML, and the two line separators that JavaScript
 * does not allow. */
static void
append_string (GString *into, const char *text)
{
  static const char named[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";

  g_string_append_c (into, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *known = c < 0x80 ? strchr (named, (int) c) : NULL;

      if (known != NULL)
        g_string_append_printf (into, "\\%c", names[known - named]);
      else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029)
        g_string_append_printf (into, "\\u%04x", c);
      else
        g_string_append_unichar (into, c);
    }
  g_string_append_c (into, '"');
}

void
cli_json_key (CliJson *self, const char *key)
{
  begin_value (self);
  append_string (self->text, key);
  g_string_append (self->text, ": ");
  self->has_key = TRUE;
}

void
cli_json_string (CliJson *self, const char *text)
{
  begin_value (self);
  append_string (self->text, text);
}

void
cli_json_member (CliJson *self, const char *key, const char *text)
{
  cli_json_key (self, key);
  cli_json_string (self, text);
}

GString *
cli_json_finish (CliJson *self)
{
  g_string_append_c (self->text, '\n');
  return self->text;
}

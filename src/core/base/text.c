/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/text.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_STRONG_ISOLATE 0x2068
#define POP_DIRECTIONAL_ISOLATE 0x2069

/* An embedding or override that a name opens and does not close would affect the rest of the
 * sentence. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_line (GString *text, const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (text, ' ');
      else if (!is_direction_control (c))
        g_string_append_unichar (text, c);
    }
}

char *
tessera_text_one_line (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  GString *text = g_string_new (NULL);

  append_line (text, name);
  return g_string_free (text, FALSE);
}

char *
tessera_text_isolate (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  GString *text = g_string_new (NULL);

  g_string_append_unichar (text, FIRST_STRONG_ISOLATE);
  append_line (text, name);
  g_string_append_unichar (text, POP_DIRECTIONAL_ISOLATE);
  return g_string_free (text, FALSE);
}

char *
tessera_text_list (const char *const *parts, guint n_parts, guint most)
{
  g_return_val_if_fail (parts != NULL, NULL);

  guint named = MIN (n_parts, most);
  guint more = n_parts - named;
  g_autofree char *list = g_strdup (parts[0]);

  for (guint i = 1; i < named; i++)
    {
      /* Translators: two parts of a list; the first may be a list itself */
      char *longer = g_strdup_printf (C_ ("in a list", "%s, %s"), list, parts[i]);

      g_free (list);
      list = longer;
    }
  if (more == 0)
    return g_steal_pointer (&list);
  /* Translators: a list, and how many there are that it does not name */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", more), list, more);
}

char *
tessera_text_follow (const char *first, const char *second)
{
  g_return_val_if_fail (first != NULL, NULL);
  g_return_val_if_fail (second != NULL, NULL);

  /* Translators: two whole sentences, one after the other */
  return g_strdup_printf (C_ ("sentences", "%s %s"), first, second);
}

GStrv
tessera_text_split_words (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

gboolean
tessera_text_is_utf16 (const char *bytes, gsize length)
{
  g_return_val_if_fail (bytes != NULL, FALSE);

  return g_str_has_prefix (bytes, "\xff\xfe") || g_str_has_prefix (bytes, "\xfe\xff") ||
         memchr (bytes, '\0', length) != NULL;
}

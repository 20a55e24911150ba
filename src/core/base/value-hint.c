/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/value-hint.h"

#include "core/base/id.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One character, again and again, as a masked value is shown. */
static gboolean
is_masked (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  static const char masks[] = "*xX.-•●·…";

  if (g_utf8_strchr (masks, -1, first) == NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) != first)
      return FALSE;
  return TRUE;
}

const char *
tessera_value_hint_find (TesseraSecret *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  const char *text = tessera_secret_peek (value);

  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    return NULL;
  if (tessera_id_is_valid (text))
    return _ ("This looks like the ID of a token. Its value is longer, and InfluxDB shows it only "
              "when the token is created.");
  if (g_ascii_strcasecmp (text, "redacted") == 0 || g_ascii_strcasecmp (text, "<redacted>") == 0 ||
      is_masked (text))
    return _ ("This is only a placeholder for the token’s value. InfluxDB shows a value only when "
              "the token is created.");
  if (strpbrk (text, " \t") != NULL)
    return _ ("This contains a space, which a token’s value does not. Paste only the value.");
  return NULL;
}

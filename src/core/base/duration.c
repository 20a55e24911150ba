/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/duration.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECOND G_GUINT64_CONSTANT (1000000000) /* in nanoseconds */

static const struct
{
  const char *name;
  guint64 size;
} units[] = {
  { "w", 7 * 24 * 60 * 60 * SECOND },
  { "d", 24 * 60 * 60 * SECOND },
  { "h", 60 * 60 * SECOND },
  { "m", 60 * SECOND },
  { "s", SECOND },
  { "ms", SECOND / 1000 },
  { "us", SECOND / 1000000 },
  { "µs", SECOND / 1000000 }, /* the micro sign */
  { "μs", SECOND / 1000000 }, /* the Greek letter, which Go accepts as well */
  { "ns", 1 },
};

/* Moves @text past a unit and returns its size; 0 if there is none. */
static guint64
read_unit (const char **text)
{
  gsize length = strcspn (*text, "0123456789.");

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i].name) == length && strncmp (units[i].name, *text, length) == 0)
      {
        *text += length;
        return units[i].size;
      }
  return 0;
}

/* Moves @text past a number and its unit, and adds them. */
static gboolean
read_part (const char **text, guint64 *sum)
{
  const char *begin = *text;
  char *end;
  guint64 whole, fraction = 0, scale = 1, size, part;

  if (!g_ascii_isdigit (*begin))
    return FALSE;
  /* It stops at the largest number, which the multiplication below then finds too large. */
  whole = g_ascii_strtoull (begin, &end, 10);
  if (*end == '.')
    for (end++; g_ascii_isdigit (*end); end++)
      if (scale < SECOND)
        {
          fraction = fraction * 10 + (guint64) (*end - '0');
          scale *= 10;
        }
  *text = end;
  size = read_unit (text);
  if (size == 0 || !g_uint64_checked_mul (&part, whole, size) ||
      !g_uint64_checked_add (sum, *sum, part))
    return FALSE;
  /* Not exact for what is more precise than a nanosecond, which is too precise anyway. */
  part = (guint64) ((double) fraction / (double) scale * (double) size + 0.5);
  return g_uint64_checked_add (sum, *sum, part);
}

static gboolean
read_sum (const char *text, guint64 *sum)
{
  *sum = 0;
  if (g_str_equal (text, "0"))
    return TRUE;
  if (*text == '\0')
    return FALSE;
  while (*text != '\0')
    if (!read_part (&text, sum))
      return FALSE;
  return TRUE;
}

gboolean
tessera_duration_parse (const char *text, gint64 *seconds, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (seconds != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  guint64 sum;

  if (!read_sum (text, &sum))
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, NULL,
                         _ ("“%s” is not a valid duration. Use numbers with units, such as 72h, "
                            "30d, or 1d12h, or 0 for no limit."),
                         text);
      return FALSE;
    }
  if (sum % SECOND != 0)
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, NULL,
                         _ ("“%s” is too precise. A duration must be in whole seconds."), text);
      return FALSE;
    }
  *seconds = (gint64) (sum / SECOND);
  return TRUE;
}

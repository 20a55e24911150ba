/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table.h"

#include <string.h>

#define TAB 8
#define PADDING 1

typedef struct
{
  const char *text;
  gsize length; /* in bytes */
  gsize width;  /* in characters; 0 for the last cell of a row, which is not in a column */
} Cell;

typedef struct
{
  GPtrArray *rows; /* of GArray of Cell */
  GArray *widths;  /* of the columns of the current rows */
  GString *into;
} Table;

/* Counts characters like Go: an invalid UTF-8 byte is one character. */
static gsize
count_characters (const char *text, gsize length)
{
  const char *end = text + length;
  gsize count = 0;

  for (; text < end; count++)
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);

      text = c == (gunichar) -1 || c == (gunichar) -2 ? text + 1 : g_utf8_next_char (text);
    }
  return count;
}

static void
write_row (Table *self, GArray *row)
{
  for (guint i = 0; i < row->len; i++)
    {
      const Cell *cell = &g_array_index (row, Cell, i);

      g_string_append_len (self->into, cell->text, (gssize) cell->length);
      if (i < self->widths->len)
        {
          gsize width = g_array_index (self->widths, gsize, i);
          gsize stop = (width + TAB - 1) / TAB * TAB;
          gsize tabs = (stop - cell->width + TAB - 1) / TAB;

          while (tabs-- > 0)
            g_string_append_c (self->into, '\t');
        }
    }
  g_string_append_c (self->into, '\n');
}

static gboolean
has_column (Table *self, guint row, guint column)
{
  return column + 1 < ((GArray *) self->rows->pdata[row])->len;
}

/* Writes the rows from @first up to but not including @last; the columns to the left have their
 * widths already. */
static void
format_rows (Table *self, guint first, guint last)
{
  guint column = self->widths->len;

  while (first < last)
    {
      gsize width = 0;
      guint end = first;

      for (; end < last && has_column (self, end, column); end++)
        {
          const Cell *cell = &g_array_index ((GArray *) self->rows->pdata[end], Cell, column);

          width = MAX (width, cell->width + PADDING);
        }
      if (end == first)
        {
          write_row (self, self->rows->pdata[first++]);
          continue;
        }
      g_array_append_val (self->widths, width);
      format_rows (self, first, end);
      g_array_set_size (self->widths, column);
      first = end;
    }
}

static void
flush_rows (Table *self)
{
  format_rows (self, 0, self->rows->len);
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_cell (GArray *row, const char *text, gsize length, gboolean is_last)
{
  const Cell cell = { text, length, is_last ? 0 : count_characters (text, length) };

  g_array_append_val (row, cell);
}

void
cli_table_align (const char *text, gsize length, GString *into)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (Cell));
  Table table = { rows, widths, into };
  const char *end = text + length;
  const char *begin = text;

  for (const char *p = text; p < end; p++)
    {
      gboolean ends_row = *p == '\n' || *p == '\f';
      gboolean was_alone;

      if (!ends_row && *p != '\t' && *p != '\v')
        continue;
      add_cell (row, begin, (gsize) (p - begin), ends_row);
      begin = p + 1;
      if (!ends_row)
        continue;
      was_alone = row->len == 1;
      g_ptr_array_add (rows, g_steal_pointer (&row));
      row = g_array_new (FALSE, FALSE, sizeof (Cell));
      if (*p == '\f' || was_alone)
        flush_rows (&table);
    }
  flush_rows (&table);
}

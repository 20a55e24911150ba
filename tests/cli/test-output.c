/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables and JSON to the letter as Go writes them. What is expected here is what Go 1.26 wrote
 * (`text/tabwriter`, `encoding/json`); the suite `live` compares with the real `influx`. */

#include "cli/go-json.h"
#include "cli/table.h"

#include <string.h>

static void
test_tables (void)
{
  static const struct
  {
    const char *rows;
    const char *table;
  } cases[] = {
    { "ID\tDescription\tToken\n1234567890abcdef\tx\tvvvvvvvv\n",
      "ID\t\t\tDescription\tToken\n1234567890abcdef\tx\t\tvvvvvvvv\n" },
    { "a\tb\tc\n", "a\tb\tc\n" },
    /* A row of one cell ends the columns. */
    { "ID\tName\tLast\n1\ttwo\nlines\tend\n2\tshort\tend\n",
      "ID\tName\tLast\n1\ttwo\nlines\tend\n2\tshort\tend\n" },
    { "a\tb\nalone\nlonger cell\tb\n", "a\tb\nalone\nlonger cell\tb\n" },
    { "ID\tName\tLast\n1\ta\ttab\tend\n22222222\tb\tend\n",
      "ID\t\tName\tLast\n1\t\ta\ttab\tend\n22222222\tb\tend\n" },
    /* Widths are those of characters, and padding is one at least. */
    { "ünïcödé\tx\nab\ty\n", "ünïcödé\tx\nab\ty\n" },
    { "1234567\tx\n12345678\ty\n", "1234567\t\tx\n12345678\ty\n" },
    { "\t\tx\n\t\ty\n", "\t\tx\n\t\ty\n" },
    { "a\vb\fc\td\n", "a\tb\nc\td\n" },
    { "\n\n", "\n\n" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) table = g_string_new (NULL);

      cli_table_align (cases[i].rows, strlen (cases[i].rows), table);
      g_assert_cmpstr (table->str, ==, cases[i].table);
    }
}

static void
append_item (CliJson *json, const char *id, const char *first, const char *second)
{
  cli_json_begin (json, '{');
  cli_json_member (json, "id", id);
  cli_json_key (json, "list");
  cli_json_begin (json, '[');
  cli_json_string (json, first);
  if (second != NULL)
    cli_json_string (json, second);
  cli_json_end (json, ']');
  cli_json_key (json, "empty");
  cli_json_begin (json, '[');
  cli_json_end (json, ']');
  cli_json_end (json, '}');
}

static void
test_json (void)
{
  CliJson json;
  g_autoptr (GString) text = NULL;
  g_autoptr (GString) empty = NULL;

  cli_json_init (&json, 0);
  cli_json_begin (&json, '[');
  append_item (&json, "<a>&\"\\/\xe2\x80\xa8\xe2\x80\xa9\x7f\b\f\n\r\t\x01é€", "x", "y");
  append_item (&json, "", "z", NULL);
  cli_json_end (&json, ']');
  text = cli_json_finish (&json);
  g_assert_cmpstr (text->str, ==,
                   "[\n\t{\n\t\t\"id\": "
                   "\"\\u003ca\\u003e\\u0026\\\"\\\\/\\u2028\\u2029\x7f\\b\\f\\n\\r\\t\\u0001é€\","
                   "\n\t\t\"list\": [\n\t\t\t\"x\",\n\t\t\t\"y\"\n\t\t],\n\t\t\"empty\": []\n\t},"
                   "\n\t{\n\t\t\"id\": \"\",\n\t\t\"list\": [\n\t\t\t\"z\"\n\t\t],"
                   "\n\t\t\"empty\": []\n\t}\n]\n");

  cli_json_init (&json, 0);
  cli_json_begin (&json, '[');
  cli_json_end (&json, ']');
  empty = cli_json_finish (&json);
  g_assert_cmpstr (empty->str, ==, "[]\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output/tables", test_tables);
  g_test_add_func ("/output/json", test_json);
  return g_test_run ();
}

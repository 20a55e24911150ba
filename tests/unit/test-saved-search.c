/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is found among saved tokens, and what comes first. */

#include "core/base/text.h"
#include "core/keyring/saved-search.h"
#include "core/model/token-filter.h"

static void
add (GPtrArray *saved, const char *id, const char *description, const char *buckets)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  TesseraKeyringItem *token;

  g_hash_table_insert (attributes, "server", "https://influx.example.com:8086");
  g_hash_table_insert (attributes, "authorization-id", (gpointer) id);
  g_hash_table_insert (attributes, "owner", "Mara");
  if (description != NULL)
    g_hash_table_insert (attributes, "description", (gpointer) description);
  if (buckets != NULL)
    g_hash_table_insert (attributes, "buckets", (gpointer) buckets);
  token = tessera_keyring_item_new (attributes, "label");
  g_assert_nonnull (token);
  g_ptr_array_add (saved, token);
}

static GPtrArray *
make_saved (void)
{
  GPtrArray *saved = g_ptr_array_new_with_free_func (g_object_unref);

  add (saved, "01", "reads everything", "kitchen\nÉcole");
  add (saved, "02", "the subkitchen", "");
  add (saved, "03", "garage, then a kitchen", NULL);
  add (saved, "04", "Kitchen sensor", "telemetry");
  add (saved, "05", NULL, NULL);
  add (saved, "06", "kitchen agent", "telemetry\nweather");
  return saved;
}

/* @expected: IDs, in their order */
static void
assert_finds (const char *text, const char *expected)
{
  g_autoptr (GPtrArray) saved = make_saved ();
  g_auto (GStrv) words = tessera_text_split_words (text);
  g_autoptr (GPtrArray) found = tessera_saved_search (saved, (const char *const *) words);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s ", tessera_keyring_item_get_id (found->pdata[i]));
  g_strchomp (ids->str);
  if (!g_str_equal (ids->str, expected))
    g_error ("“%s” finds “%s” and not “%s”", text, ids->str, expected);
}

/* At the beginning, at the beginning of a word, inside a word, in a bucket. */
static void
test_order (void)
{
  assert_finds ("kitchen", "06 04 03 02 01");
  assert_finds ("KITCH", "06 04 03 02 01");
}

static void
test_places (void)
{
  assert_finds ("weather", "06");
  assert_finds ("école", "01");
  assert_finds ("06", "06");
  assert_finds ("mara sensor", "04");
  assert_finds ("telemetry kitchen", "06 04");
  assert_finds ("influx.example", "05 03 06 04 01 02");
}

static void
test_nothing (void)
{
  assert_finds ("", "");
  assert_finds ("  ", "");
  assert_finds ("cellar", "");
  assert_finds ("kitchen cellar", "");
  assert_finds ("label", "");
  assert_finds ("kitchentelemetry", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved-search/order", test_order);
  g_test_add_func ("/saved-search/places", test_places);
  g_test_add_func ("/saved-search/nothing", test_nothing);
  return g_test_run ();
}

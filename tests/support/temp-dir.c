/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "temp-dir.h"

#include <string.h>

TestTempDir *
test_temp_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  TestTempDir *self = g_dir_make_tmp ("tessera-XXXXXX", &error);

  g_assert_no_error (error);
  return self;
}

void
test_temp_dir_free (TestTempDir *self)
{
  const char *command[] = { "rm", "-rf", "--", self, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
test_temp_dir_list (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_steal (names, NULL);
}

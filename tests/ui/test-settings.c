/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings with the schema of an earlier version, as after an update that did not install its
 * own. */

#include "app/widgets/settings.h"
#include "temp-dir.h"

#include <glib/gstdio.h>
#include <string.h>

static const char old_schema[] =
    "<schemalist><schema id='io.github.tessera.Tessera' path='/io/github/tessera/Tessera/'>"
    "<key name='clipboard-seconds' type='u'><range min='5' max='300'/><default>60</default></key>"
    "</schema></schemalist>";

/* Compiles it where GSettings looks first. */
static TestTempDir *
install_old_schema (void)
{
  g_autoptr (GError) error = NULL;
  TestTempDir *folder = test_temp_dir_new ();
  g_autofree char *file = g_build_filename (folder, "old.gschema.xml", NULL);
  const char *const command[] = { "glib-compile-schemas", folder, NULL };
  int status;

  g_file_set_contents (file, old_schema, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (file);
  g_setenv ("GSETTINGS_SCHEMA_DIR", folder, TRUE);
  return folder;
}

static guint messages;

static GLogWriterOutput
count_messages (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        strstr (fields[i].value, "lacks these settings") != NULL &&
        strstr (fields[i].value, TESSERA_OLD_AFTER_DAYS) != NULL &&
        strstr (fields[i].value, TESSERA_CLIPBOARD_SECONDS) == NULL)
      messages++;
  return g_log_writer_default (level, fields, n_fields, NULL);
}

static void
test_missing_keys (void)
{
  g_autoptr (GSettings) stored = NULL;
  gboolean descending;
  g_autofree char *column = NULL;

  g_log_set_writer_func (count_messages, NULL, NULL);
  g_assert_nonnull (tessera_settings_get ());
  g_assert_nonnull (tessera_settings_get ());
  g_assert_cmpuint (messages, ==, 1);

  /* What the old schema has is read and kept. */
  stored = g_settings_new ("io.github.tessera.Tessera");
  g_assert_cmpuint (tessera_settings_get_clipboard_seconds (), ==, 60);
  g_object_set (tessera_settings_get (), TESSERA_CLIPBOARD_SECONDS, 10, NULL);
  g_assert_cmpuint (g_settings_get_uint (stored, "clipboard-seconds"), ==, 10);

  /* What it has not has its default, and can be changed for now. */
  g_assert_true (tessera_settings_get_ask_before_closing ());
  g_assert_cmpuint (tessera_settings_get_old_after_days (), ==, 365);
  column = tessera_settings_get_sorting (&descending);
  g_assert_cmpstr (column, ==, "created");
  g_assert_true (descending);
  g_object_set (tessera_settings_get (), TESSERA_OLD_AFTER_DAYS, 10, NULL);
  g_assert_cmpuint (tessera_settings_get_old_after_days (), ==, 10);
}

int
main (int argc, char **argv)
{
  g_autoptr (TestTempDir) folder = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = install_old_schema ();
  g_test_add_func ("/settings/missing-keys", test_missing_keys);
  return g_test_run ();
}

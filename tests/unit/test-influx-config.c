/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the configurations of the `influx` command, and taking a secret out of them. */

#include "core/base/error.h"
#include "core/files/influx-config.h"
#include "temp-dir.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = test_temp_dir_new ();
  fixture->path = g_build_filename (fixture->folder, "configs", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_free (fixture->path);
  test_temp_dir_free (fixture->folder);
}

static GPtrArray *
load (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *configs;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  configs = tessera_influx_configs_load (fixture->path, NULL, &error);
  g_assert_no_error (error);
  return configs;
}

static gboolean
holds (TesseraInfluxConfig *config, const char *text)
{
  TesseraSecret *secret = tessera_influx_config_get_secret (config);

  return secret != NULL && g_str_equal (tessera_secret_peek (secret), text);
}

/* As influx itself writes it. */
static const char usual[] = "[default]\n"
                            "  url = \"http://localhost:8086\"\n"
                            "  token = \"d-efault==\"\n"
                            "  org = \"acme\"\n"
                            "  previous = true\n"
                            "\n"
                            "[work]\n"
                            "  url = \"https://influx.example.com\"\n"
                            "  token = \"w-ork\"\n"
                            "  org = \"Größe \\\"& Co\\\"\"\n"
                            "  active = true\n"
                            "# \n"
                            "# [eu-central]\n"
                            "#   token = \"XXX\"\n";

static void
test_usual (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) configs = load (fixture, usual);
  TesseraInfluxConfig *active = tessera_influx_configs_find (configs, NULL);
  TesseraInfluxConfig *previous = tessera_influx_configs_find (configs, "-");

  g_assert_cmpuint (configs->len, ==, 2);
  g_assert_cmpstr (tessera_influx_config_get_name (active), ==, "work");
  g_assert_cmpstr (tessera_influx_config_get_org (active), ==, "Größe \"& Co\"");
  g_assert_true (holds (active, "w-ork"));
  g_assert_true (tessera_influx_config_is_active (active));
  g_assert_cmpstr (tessera_influx_config_get_name (previous), ==, "default");
  g_assert_true (tessera_influx_configs_find (configs, "default") == previous);
  g_assert_null (tessera_influx_configs_find (configs, "nope"));
}

static void
test_by_hand (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) configs = load (fixture, "title = 'mine' # a comment\r\n"
                                                 "ports = [ 8086, [ 1, \"]\" ],\n { a = 1 } ]\r\n"
                                                 "[ \"two words\" ]\r\n"
                                                 "url='http://a'\r\n"
                                                 "token = \"\"\"\\\n   to\\u006Ben\"\"\"\r\n"
                                                 "retries = 3\n"
                                                 "[[listed]]\n token = 'not a configuration'\n");
  g_autoptr (GPtrArray) inlined = load (fixture, "one = { url = \"http://b\", active = true }\n"
                                                 "two.url = \"http://c\"\n");
  TesseraInfluxConfig *config = tessera_influx_configs_find (configs, "two words");

  g_assert_cmpstr (tessera_influx_config_get_url (config), ==, "http://a");
  g_assert_true (holds (config, "token"));
  g_assert_cmpuint (inlined->len, ==, 2);
  g_assert_cmpstr (tessera_influx_config_get_url (tessera_influx_configs_find (inlined, "two")), ==,
                   "http://c");
  g_assert_true (tessera_influx_config_is_active (tessera_influx_configs_find (inlined, "one")));
}

static void
test_password (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *both = g_base64_encode ((const guchar *) "anna:pass:word", 14);
  g_autofree char *name = g_base64_encode ((const guchar *) "anna", 4);
  g_autofree char *text =
      g_strdup_printf ("[a]\ncookie = \"%s\"\n[b]\ncookie = \"%s\"\n", both, name);
  g_autoptr (GPtrArray) configs = load (fixture, text);
  TesseraInfluxConfig *a = tessera_influx_configs_find (configs, "a");
  TesseraInfluxConfig *b = tessera_influx_configs_find (configs, "b");

  g_assert_cmpstr (tessera_influx_config_get_username (a), ==, "anna");
  g_assert_true (holds (a, "pass:word"));
  g_assert_cmpstr (tessera_influx_config_get_username (b), ==, "anna");
  g_assert_null (tessera_influx_config_get_secret (b));
}

/* Settings of the server are neither offered nor chosen. */
static void
test_other_tables (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) configs =
      load (fixture, "[logging]\nlevel = \"warn\"\nactive = true\n[a]\ntoken = \"x\"\n"
                     "[b]\nurl = \"http://b\"\n[b.more]\nretries = \"3\"\n[empty]\n");
  g_auto (GStrv) others = NULL;
  g_autoptr (GPtrArray) again = tessera_influx_configs_load (fixture->path, &others, NULL);
  g_autofree char *joined = g_strjoinv (" ", others);

  g_assert_cmpuint (again->len, ==, configs->len);
  g_assert_cmpuint (configs->len, ==, 2);
  g_assert_cmpstr (tessera_influx_config_get_name (tessera_influx_configs_find (configs, NULL)), ==,
                   "a");
  g_assert_null (tessera_influx_configs_find (configs, "logging"));
  g_assert_cmpstr (joined, ==, "logging b.more");
}

/* As Windows editors save it: influx reads this, too. Only the secret is taken out. */
static void
test_byte_order_mark (Fixture *fixture, gconstpointer unused)
{
  const char *text =
      "\xef\xbb\xbf[default]\r\n  url = \"http://a\"\r\n  token = \" d-efault \"\r\n";
  g_autoptr (GPtrArray) configs = load (fixture, text);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  g_assert_true (holds (tessera_influx_configs_find (configs, "default"), "d-efault"));
  g_assert_true (tessera_influx_configs_remove_secret (
      fixture->path, tessera_influx_configs_find (configs, "default"), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "\xef\xbb\xbf[default]\r\n  url = \"http://a\"\r\n  token = \"\"\r\n");
}

static void
test_utf16 (Fixture *fixture, gconstpointer unused)
{
  static const char text[] = "\xff\xfe[\0a\0]\0\n\0";
  g_autoptr (GPtrArray) configs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, sizeof text - 1, NULL));
  configs = tessera_influx_configs_load (fixture->path, NULL, &error);
  g_assert_null (configs);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "UTF-16"));
}

static void
test_no_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) configs = tessera_influx_configs_load (fixture->path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (configs->len, ==, 0);
  g_assert_null (tessera_influx_configs_find (configs, NULL));
}

static void
test_bad_files (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *line;
  } bad[] = {
    { "[a]\nurl = \"http://b\ntoken = \"secret\"\n", "Line 2 " },
    { "[a\n", "Line 1 " },
    { "[a]\n\n\ntoken secret\n", "Line 4 " },
    { "[a]\ntoken = secret\n", "Line 2 " },
    { "[a]\ntoken = \"secret\" more\n", "Line 2 " },
    { "[a]\ntoken = \"\\x\"\n", "Line 2 " },
    { "[a]\ntoken = \"secret\\", "Line 2 " },
    { "a = [[[[[[[[[[[[[[[[[[[[[[[[ 1", "Line 1 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) configs = NULL;

      g_assert_true (g_file_set_contents (fixture->path, bad[i].text, -1, NULL));
      configs = tessera_influx_configs_load (fixture->path, NULL, &error);
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
      g_assert_nonnull (strstr (error->message, bad[i].line));
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_remove_secret (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = load (fixture, usual);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_true (tessera_influx_configs_remove_secret (
      fixture->path, tessera_influx_configs_find (before, "default"), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "d-efault"));
  g_assert_nonnull (strstr (text, "  token = \"\"\n  org = \"acme\"\n"));
  g_assert_true (g_str_has_suffix (text, "#   token = \"XXX\"\n"));
  after = tessera_influx_configs_load (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (tessera_influx_config_get_secret (tessera_influx_configs_find (after, "default")));
  g_assert_true (holds (tessera_influx_configs_find (after, "work"), "w-ork"));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* The user has replaced the token in the file since it was read: the new one is nowhere else. */
static void
test_remove_changed (Fixture *fixture, gconstpointer unused)
{
  const char *now = "[default]\n  url = \"http://a\"\n  token = \"newer\"\n";
  g_autoptr (GPtrArray) before = load (fixture, usual);
  TesseraInfluxConfig *config = tessera_influx_configs_find (before, "default");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->path, now, -1, NULL));
  g_assert_false (tessera_influx_configs_remove_secret (fixture->path, config, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_assert_null (strstr (error->message, "newer"));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, now);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/influx-config/usual", Fixture, NULL, set_up, test_usual, tear_down);
  g_test_add ("/influx-config/by-hand", Fixture, NULL, set_up, test_by_hand, tear_down);
  g_test_add ("/influx-config/password", Fixture, NULL, set_up, test_password, tear_down);
  g_test_add ("/influx-config/other-tables", Fixture, NULL, set_up, test_other_tables, tear_down);
  g_test_add ("/influx-config/no-file", Fixture, NULL, set_up, test_no_file, tear_down);
  g_test_add ("/influx-config/byte-order-mark", Fixture, NULL, set_up, test_byte_order_mark,
              tear_down);
  g_test_add ("/influx-config/utf-16", Fixture, NULL, set_up, test_utf16, tear_down);
  g_test_add ("/influx-config/bad-files", Fixture, NULL, set_up, test_bad_files, tear_down);
  g_test_add ("/influx-config/remove-secret", Fixture, NULL, set_up, test_remove_secret, tear_down);
  g_test_add ("/influx-config/remove-changed", Fixture, NULL, set_up, test_remove_changed,
              tear_down);
  return g_test_run ();
}

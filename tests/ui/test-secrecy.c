/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What signs in and what is made must be found nowhere but in the keyring: not in a file, not in
 * what the program prints, not even with every debug message on, and not in its arguments. */

#define _GNU_SOURCE /* memmem() */

#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The program's own output goes to a file for a while. */

static char *printed; /* where */
static int kept[2];   /* the real standard output and error */

static void
begin_printing (void)
{
  int file;

  printed = g_build_filename (g_get_tmp_dir (), "tessera-printed-XXXXXX", NULL);
  file = g_mkstemp (printed);
  g_test_message ("A failure is told in %s", printed);
  fflush (NULL);
  for (int i = 0; i < 2; i++)
    {
      kept[i] = dup (i + 1);
      dup2 (file, i + 1);
    }
  close (file);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
}

static char *
end_printing (void)
{
  char *text;

  g_unsetenv ("G_MESSAGES_DEBUG");
  fflush (NULL);
  for (int i = 0; i < 2; i++)
    {
      dup2 (kept[i], i + 1);
      close (kept[i]);
    }
  g_assert_true (g_file_get_contents (printed, &text, NULL, NULL));
  g_unlink (printed);
  g_clear_pointer (&printed, g_free);
  return text;
}

typedef struct
{
  const char *secrets[4];
  guint files;
  char *found; /* where; never what */
} Search;

static void
search_in (Search *search, const char *where, const char *data, gsize length)
{
  for (guint i = 0; search->secrets[i] != NULL; i++)
    if (memmem (data, length, search->secrets[i], strlen (search->secrets[i])) != NULL)
      {
        g_free (search->found);
        search->found = g_strdup (where);
      }
}

static void
search_folder (Search *search, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      search_in (search, "a file's name", name, strlen (name));
      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        search_folder (search, path);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
               g_file_get_contents (path, &data, &length, NULL))
        {
          search_in (search, path, data, length);
          search->files++;
        }
    }
}

/* Asks the server with it, copies it in a program's form, and writes that to one file. */
static void
test_and_use (gpointer reveal, const char *asked_for)
{
  gpointer window;

  ui_press (reveal, "Test Token");
  window = ui_find_window ("Test Token");
  ui_wait_text (window, "1 works");
  ui_close (window);
  ui_press (reveal, "Use It…");
  window = ui_find_window ("Use This Token");
  ui_press (window, "Copy, curl Command");
  ui_press (window, "Save to File…, .env File");
  ui_choose_file (asked_for);
  ui_wait_text (window, "Only you can read and write that file.");
  ui_press (window, "Save to File…, systemd Credential");
  ui_choose_file ("/proc/tessera");
  ui_wait_banner (window, "can’t be written");
  ui_close (window);
}

/* Signs in, makes a token, shows, copies, saves, tests and uses it, and fails on the way. */
static TesseraSecret *
do_all (Ui *ui, TestHost *host, const char *username, const char *secret, const char *asked_for)
{
  TesseraSecret *value;
  gpointer reveal;

  ui_open_connect_page (ui, host->address, username, "wrong-secret");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "");
  ui_fill (ui->window, username != NULL ? "Password" : "API Token", secret);
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
  ui_wait_sign_in_kept (host->address);
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  value = ui_get_value (reveal);
  ui_press (reveal, "Copy");
  ui_wait_text (reveal, "In your keyring as");
  test_and_use (reveal, asked_for);
  ui_press (reveal, "Done");
  ui_wait_no_window ("Token Created");
  ui_restart (ui);
  ui_wait_tokens (ui);
  return value;
}

static void
test_nowhere (Ui *ui, const char *username, const char *secret)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autoptr (TesseraSecret) value = NULL;
  g_autofree char *output = NULL;
  g_autofree char *arguments = NULL;
  g_autofree char *home = g_path_get_dirname (g_get_user_data_dir ());
  g_autofree char *asked_for = g_build_filename (g_get_home_dir (), "asked-for.env", NULL);
  gsize length;
  Search search = { .secrets = { secret } };

  begin_printing ();
  value = do_all (ui, host, username, secret, asked_for);
  output = end_printing ();
  search.secrets[1] = tessera_secret_peek (value);

  g_assert_nonnull (strstr (output, "DEBUG")); /* it did print */
  search_in (&search, "what was printed", output, strlen (output));
  g_assert_true (g_file_get_contents ("/proc/self/cmdline", &arguments, &length, NULL));
  search_in (&search, "the arguments", arguments, length);
  /* In the file that was asked for it is, and then in no other. */
  search_folder (&search, g_get_home_dir ());
  g_assert_cmpstr (search.found, ==, asked_for);
  g_clear_pointer (&search.found, g_free);
  g_unlink (asked_for);
  search_folder (&search, home);
  g_assert_cmpstr (search.found, ==, NULL);
  g_assert_cmpuint (search.files, >=, 3); /* the connections, the journal, the keyring */
  test_host_free (host);
}

static void
test_password (Ui *ui)
{
  test_nowhere (ui, TEST_USERNAME, TEST_PASSWORD);
}

static void
test_token (Ui *ui)
{
  test_nowhere (ui, NULL, tessera_secret_peek (ui_get_server ()->token));
}

/* The search finds what is there. */
static void
test_search (Ui *ui)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "left-behind", NULL);
  Search search = { .secrets = { "something secret" } };

  g_assert_true (g_file_set_contents (path, "so:\0 something secret\n", 22, NULL));
  search_folder (&search, g_get_user_cache_dir ());
  g_assert_cmpstr (search.found, ==, path);
  g_unlink (path);
  g_free (search.found);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/secrecy/password", test_password);
  ui_add ("/secrecy/token", test_token);
  ui_add ("/secrecy/search", test_search);
  return ui_run ();
}

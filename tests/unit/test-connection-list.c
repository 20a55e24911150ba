/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/session/connection-list.h"
#include "processes.h"
#include "temp-dir.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ADDRESS "https://influx.example.com:8086"

typedef struct
{
  char *folder;
  char *path;
  guint position, removed, added, emitted;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = test_temp_dir_new ();
  self->path = g_build_filename (self->folder, "tessera", "connections", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_free (self->path);
  test_temp_dir_free (self->folder);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *self = data;

  self->position = position;
  self->removed = removed;
  self->added = added;
  self->emitted++;
}

static TesseraConnectionList *
load (Fixture *self)
{
  TesseraConnectionList *list = tessera_connection_list_new (self->path);
  g_autoptr (GError) error = NULL;

  tessera_connection_list_load (list, &error);
  g_assert_no_error (error);
  return list;
}

static TesseraConnection *
make (const char *id, const char *org_name, const char *username)
{
  return tessera_connection_new (
      id, ADDRESS, "0b0b0b0b0b0b0b0b", org_name,
      username != NULL ? TESSERA_CREDENTIALS_PASSWORD : TESSERA_CREDENTIALS_TOKEN, username);
}

static void
must_add (TesseraConnectionList *list, TesseraConnection *connection)
{
  g_autoptr (GError) error = NULL;

  tessera_connection_list_add (list, connection, &error);
  g_assert_no_error (error);
}

static void
write_file (Fixture *self, const char *text)
{
  g_autofree char *parent = g_path_get_dirname (self->path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static char *
read_text (Fixture *self)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  return text;
}

static void
test_survives (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) list = load (self);
  g_autoptr (TesseraConnectionList) again = NULL;
  g_autoptr (TesseraConnection) one = make (NULL, "acme = [ü]\n;#", NULL);
  g_autoptr (TesseraConnection) two = make (NULL, "beta", "ann");
  g_autofree char *parent = g_path_get_dirname (self->path);
  TesseraConnection *found;
  struct stat info;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (tessera_connection_list_get_last_used (list));
  g_assert_true (g_uuid_string_is_valid (tessera_connection_get_id (one)));
  g_assert_cmpstr (tessera_connection_get_title (two), ==, "beta · influx.example.com:8086");
  must_add (list, one);
  must_add (list, two);

  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (parent, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  again = load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
  found = tessera_connection_list_find (again, tessera_connection_get_id (one));
  g_assert_nonnull (found);
  g_assert_cmpstr (tessera_connection_get_org_name (found), ==, "acme = [ü]\n;#");
  g_assert_cmpint (tessera_connection_get_method (found), ==, TESSERA_CREDENTIALS_TOKEN);
  g_assert_null (tessera_connection_get_username (found));
  found = tessera_connection_list_get_last_used (again);
  g_assert_nonnull (found);
  g_assert_cmpstr (tessera_connection_get_id (found), ==, tessera_connection_get_id (two));
  g_assert_cmpstr (tessera_connection_get_address (found), ==, ADDRESS);
  g_assert_cmpstr (tessera_connection_get_org_id (found), ==, "0b0b0b0b0b0b0b0b");
  g_assert_cmpint (tessera_connection_get_method (found), ==, TESSERA_CREDENTIALS_PASSWORD);
  g_assert_cmpstr (tessera_connection_get_username (found), ==, "ann");
}

#define PIN "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
test_reach (Fixture *self, gconstpointer unused)
{
  static const char *const headers[] = { "X-Gate", "CF-Access; Id", "X-Other", NULL };
  g_autoptr (TesseraConnectionList) list = load (self);
  g_autoptr (TesseraConnectionList) again = NULL;
  g_autoptr (TesseraConnection) one = make ("one", "acme", NULL);
  g_autoptr (TesseraConnection) two = make ("two", "beta", NULL);
  g_autoptr (TesseraReach) pinned = tessera_reach_new (TESSERA_TRUST_FINGERPRINT, PIN, headers);
  g_autoptr (TesseraReach) plain = tessera_reach_new (TESSERA_TRUST_SYSTEM, NULL, NULL);
  g_autoptr (TesseraConnection) special = tessera_connection_with_reach (one, pinned);
  static const char *const keys[] = { "trust", "authority", "fingerprint", "headers" };
  g_autofree char *during = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  TesseraReach *found;

  must_add (list, one);
  must_add (list, two);
  g_assert_true (tessera_connection_list_change (list, special, &error));
  g_assert_no_error (error);
  during = read_text (self);
  g_assert_nonnull (strstr (during, "\ntrust=fingerprint\nfingerprint=" PIN "\n"));
  again = load (self);
  found = tessera_connection_get_reach (tessera_connection_list_find (again, "one"));
  g_assert_cmpint (tessera_reach_get_trust (found), ==, TESSERA_TRUST_FINGERPRINT);
  g_assert_cmpstr (tessera_reach_get_subject (found), ==, PIN);
  /* A name that can't be a header's is left out. */
  g_assert_cmpuint (g_strv_length ((GStrv) tessera_reach_get_headers (found)), ==, 2);
  g_assert_true (tessera_reach_has_header (found, "x-OTHER"));
  /* It stays the one that was used before; and nothing special leaves no trace. */
  g_assert_cmpstr (tessera_connection_get_id (tessera_connection_list_get_last_used (again)), ==,
                   "two");
  g_clear_object (&special);
  special = tessera_connection_with_reach (one, plain);
  g_assert_true (tessera_connection_list_change (list, special, &error));
  after = read_text (self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_null (strstr (after, keys[i]));
}

static void
test_replace_and_remove (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) list = load (self);
  g_autoptr (TesseraConnectionList) again = NULL;
  g_autoptr (TesseraConnection) one = make (NULL, "acme", "ann");
  g_autoptr (TesseraConnection) two = make (NULL, "beta", NULL);
  g_autoptr (TesseraConnection) newer = make (tessera_connection_get_id (one), "gamma", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  must_add (list, one);
  must_add (list, two);
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), self);
  must_add (list, newer);
  g_assert_cmpuint (self->emitted, ==, 1);
  g_assert_cmpuint (self->position, ==, 0);
  g_assert_cmpuint (self->removed, ==, 1);
  g_assert_cmpuint (self->added, ==, 1);
  text = read_text (self);
  g_assert_null (strstr (text, "ann"));
  g_assert_true (tessera_connection_list_get_last_used (list) == newer);

  g_assert_true (tessera_connection_list_remove (list, tessera_connection_get_id (newer), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->emitted, ==, 2);
  g_assert_cmpuint (self->removed, ==, 1);
  g_assert_cmpuint (self->added, ==, 0);
  g_assert_null (tessera_connection_list_get_last_used (list));
  g_assert_true (tessera_connection_list_remove (list, "not there", &error));
  g_assert_cmpuint (self->emitted, ==, 2);

  again = load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
  g_assert_null (tessera_connection_list_find (again, tessera_connection_get_id (one)));
  g_assert_nonnull (tessera_connection_list_find (again, tessera_connection_get_id (two)));
}

static void
test_find_same (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) list = load (self);
  g_autoptr (TesseraConnection) one = make (NULL, "acme", "ann");
  g_autoptr (TesseraConnection) same = make (NULL, "acme", "ann");
  g_autoptr (TesseraConnection) other_user = make (NULL, "acme", "bob");
  g_autoptr (TesseraConnection) other_method = make (NULL, "acme", NULL);

  must_add (list, one);
  g_assert_true (tessera_connection_list_find_same (list, same) == one);
  g_assert_null (tessera_connection_list_find_same (list, other_user));
  g_assert_null (tessera_connection_list_find_same (list, other_method));
}

static void
test_senseless_entries (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) list = NULL;
  g_autoptr (TesseraConnection) one = make (NULL, "acme", NULL);
  g_autofree char *text = NULL;
  const char *const kept[] = { "# by hand\n",          "[no-address]",  "[bad-address]",
                               "address=ftp://x\n",    "[future]",      "sign-in=oauth\n",
                               "[password-of-nobody]", "future-key=1\n" };

  write_file (self, "# by hand\n"
                    "[no-address]\norganization=a\norganization-id=1\nsign-in=token\n"
                    "[bad-address]\naddress=ftp://x\norganization=a\norganization-id=1\n"
                    "sign-in=token\n"
                    "[future]\naddress=" ADDRESS "\norganization=a\norganization-id=1\n"
                    "sign-in=oauth\n"
                    "[password-of-nobody]\naddress=" ADDRESS
                    "\norganization=a\norganization-id=1\nsign-in=password\n"
                    "[good]\naddress=" ADDRESS "\norganization=a\norganization-id=1\n"
                    "sign-in=token\nfuture-key=1\n"
                    "[general]\nlast-used=gone\n");
  list = load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_nonnull (tessera_connection_list_find (list, "good"));
  g_assert_null (tessera_connection_list_get_last_used (list));
  must_add (list, one);
  text = read_text (self);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strstr (text, kept[i]) == NULL)
      g_error ("“%s” is gone from:\n%s", kept[i], text);
}

/* As the first version writes it. */
static void
test_format (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) list = NULL;
  TesseraConnection *one, *two;

  write_file (self, "[5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d]\n"
                    "address=https://influx.example.com:8086\n"
                    "organization-id=0b0b0b0b0b0b0b0b\n"
                    "organization=two\\nlines\n"
                    "sign-in=token\n"
                    "\n"
                    "[general]\n"
                    "last-used=8b1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d\n"
                    "\n"
                    "[8b1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d]\n"
                    "address=http://127.0.0.1:8086\n"
                    "organization-id=0c0c0c0c0c0c0c0c\n"
                    "organization=beta\n"
                    "sign-in=password\n"
                    "username=ann\n");
  list = load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  one = tessera_connection_list_find (list, "5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d");
  two = tessera_connection_list_get_last_used (list);
  g_assert_cmpstr (tessera_connection_get_address (one), ==, ADDRESS);
  g_assert_cmpstr (tessera_connection_get_org_name (one), ==, "two\nlines");
  g_assert_cmpint (tessera_connection_get_method (one), ==, TESSERA_CREDENTIALS_TOKEN);
  g_assert_cmpstr (tessera_connection_get_org_id (two), ==, "0c0c0c0c0c0c0c0c");
  g_assert_cmpint (tessera_connection_get_method (two), ==, TESSERA_CREDENTIALS_PASSWORD);
  g_assert_cmpstr (tessera_connection_get_username (two), ==, "ann");
}

static void
must_not_load (Fixture *self, TesseraConnectionList *list)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tessera_connection_list_load (list, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, self->path));
  g_assert_nonnull (tessera_error_get_details (error));
}

/* A damaged file is kept under a name that the error gives, and a new one holds all that is known.
 */
static void
test_damaged (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (self->path);
  g_autoptr (TesseraConnectionList) again = NULL;
  g_autoptr (TesseraConnection) one = make (NULL, "acme", NULL);
  g_autoptr (TesseraConnection) two = make (NULL, "beta", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL, *kept = NULL;
  g_auto (GStrv) names = NULL;
  const char *const damaged = "[good]\naddress=" ADDRESS "\nthis is no key file\n";

  must_add (list, one);
  write_file (self, damaged);
  must_not_load (self, list);
  text = read_text (self);
  g_assert_cmpstr (text, ==, damaged);

  g_assert_false (tessera_connection_list_add (list, two, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_DAMAGED);
  g_assert_true (tessera_connection_list_get_last_used (list) == two);
  names = test_temp_dir_list (folder);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_nonnull (strstr (error->message, names[1]));
  kept = g_build_filename (folder, names[1], NULL);
  g_free (text);
  g_assert_true (g_file_get_contents (kept, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, damaged);

  again = load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
}

static void
be_unreadable (gpointer data)
{
  Fixture *self = data;
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (self->path);
  g_autoptr (TesseraConnection) one = make ("one", "acme", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *const before =
      "[before]\naddress=" ADDRESS "\norganization=a\norganization-id=1\nsign-in=token\n";

  write_file (self, before);
  g_assert_cmpint (g_chmod (self->path, 0), ==, 0);
  must_not_load (self, list);
  g_assert_false (tessera_connection_list_add (list, one, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_true (tessera_connection_list_get_last_used (list) == one);
  g_assert_false (tessera_connection_list_remove (list, "one", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpint (g_chmod (self->path, 0600), ==, 0);
  text = read_text (self);
  g_assert_cmpstr (text, ==, before);

  /* Readable again, as the message says. */
  must_add (list, one);
  g_assert_true (tessera_connection_list_load (list, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

static void
test_unreadable (Fixture *self, gconstpointer unused)
{
  test_run_unprivileged (self->folder, be_unreadable, self);
}

/* The command adds a connection while the window is open. */
static void
test_two_programs (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraConnectionList) window = load (self);
  g_autoptr (TesseraConnectionList) command = load (self);
  g_autoptr (TesseraConnectionList) again = NULL;
  g_autoptr (TesseraConnection) one = make (NULL, "acme", NULL);
  g_autoptr (TesseraConnection) two = make (NULL, "beta", NULL);

  must_add (window, one);
  must_add (command, two);
  must_add (window, one);
  again = load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
}

static void
test_unwritable (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->folder, "file", "connections", NULL);
  g_autofree char *in_the_way = g_build_filename (self->folder, "file", NULL);
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (path);
  g_autoptr (TesseraConnection) one = make (NULL, "acme", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (in_the_way, "", 0, NULL));
  g_assert_false (tessera_connection_list_add (list, one, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (tessera_error_get_details (error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/connection-list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("survives", test_survives);
  ADD ("reach", test_reach);
  ADD ("replace-and-remove", test_replace_and_remove);
  ADD ("find-same", test_find_same);
  ADD ("senseless-entries", test_senseless_entries);
  ADD ("format", test_format);
  ADD ("damaged", test_damaged);
  ADD ("unreadable", test_unreadable);
  ADD ("two-programs", test_two_programs);
  ADD ("unwritable", test_unwritable);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of tokens that are being replaced. */

#include "core/base/error.h"
#include "core/rotate/rotation-journal.h"
#include "processes.h"
#include "temp-dir.h"
#include "tokens.h"

#include <glib/gstdio.h>
#include <string.h>

#define SERVER "http://127.0.0.1:8086"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = test_temp_dir_new ();
  self->path = g_build_filename (self->folder, "rotations", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_free (self->path);
  test_temp_dir_free (self->folder);
}

static char *
begin (TesseraRotationJournal *journal, GError **error)
{
  g_autoptr (TesseraToken) old = test_token_new (.id = "00000000000000a1", .active = TRUE);

  return tessera_rotation_journal_begin (journal, SERVER, old, "new one", error);
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* As the first version writes it. */
static void
test_format (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraRotationJournal) journal = tessera_rotation_journal_new (self->path);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GError) error = NULL;
  const TesseraRotationRecord *record;

  g_assert_true (g_file_set_contents (self->path,
                                      "[5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d]\n"
                                      "server=http://127.0.0.1:8086\n"
                                      "organization-id=" TEST_ORG_ID "\n"
                                      "old=00000000000000a1\n"
                                      "old-active=true\n"
                                      "description=Read\\nbuckets\n"
                                      "time=1700000000\n"
                                      "new=00000000000000a2\n"
                                      "\n"
                                      "[8b1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d]\n"
                                      "server=http://other:8086\n"
                                      "organization-id=" TEST_ORG_ID "\n"
                                      "old=00000000000000b1\n"
                                      "old-active=false\n"
                                      "description=other\n"
                                      "time=1700000000\n",
                                      -1, NULL));
  records = tessera_rotation_journal_list (journal, SERVER, TEST_ORG_ID);
  g_assert_cmpuint (records->len, ==, 1);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpstr (record->old_id, ==, "00000000000000a1");
  g_assert_true (record->old_active);
  g_assert_cmpstr (record->new_id, ==, "00000000000000a2");
  g_assert_cmpstr (record->description, ==, "Read\nbuckets");
  g_assert_cmpint (record->time, ==, 1700000000);

  g_free (begin (journal, &error));
  g_assert_no_error (error);
  tessera_rotation_journal_set_new (journal, record->key, "00000000000000a3");
  later = tessera_rotation_journal_list (journal, SERVER, TEST_ORG_ID);
  g_assert_cmpuint (later->len, ==, 2);
  record = g_ptr_array_index (later, 0);
  g_assert_cmpstr (record->new_id, ==, "00000000000000a3");
  tessera_rotation_journal_end (journal, record->key);
  g_clear_pointer (&later, g_ptr_array_unref);
  later = tessera_rotation_journal_list (journal, SERVER, TEST_ORG_ID);
  g_assert_cmpuint (later->len, ==, 1);
}

/* Kept aside by what begins, and by nothing else; a new one is begun then. */
static void
test_damaged (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraRotationJournal) journal = tessera_rotation_journal_new (self->path);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (g_file_set_contents (self->path, "[a]\nold=1\nwhat is this\n", -1, NULL));
  records = tessera_rotation_journal_list (journal, SERVER, TEST_ORG_ID);
  g_assert_cmpuint (records->len, ==, 0);
  tessera_rotation_journal_set_new (journal, "a", "00000000000000a3");
  tessera_rotation_journal_end (journal, "a");
  assert_text (self->path, "[a]\nold=1\nwhat is this\n");

  g_assert_null (begin (journal, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_DAMAGED);
  g_clear_error (&error);
  key = begin (journal, &error);
  g_assert_no_error (error);
  names = test_temp_dir_list (self->folder);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  kept = g_build_filename (self->folder, names[1], NULL);
  assert_text (kept, "[a]\nold=1\nwhat is this\n");
}

static void
be_unreadable (gpointer data)
{
  Fixture *self = data;
  g_autoptr (TesseraRotationJournal) journal = tessera_rotation_journal_new (self->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, "[a]\nold=1\n", -1, NULL));
  g_assert_cmpint (g_chmod (self->path, 0), ==, 0);
  g_assert_null (begin (journal, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  tessera_rotation_journal_set_new (journal, "a", "00000000000000a3");
  tessera_rotation_journal_end (journal, "a");
  g_assert_cmpint (g_chmod (self->path, 0600), ==, 0);
  assert_text (self->path, "[a]\nold=1\n");
}

static void
test_unreadable (Fixture *self, gconstpointer unused)
{
  test_run_unprivileged (self->folder, be_unreadable, self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/rotation-journal/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("format", test_format);
  ADD ("damaged", test_damaged);
  ADD ("unreadable", test_unreadable);
  return g_test_run ();
}

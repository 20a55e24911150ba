/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal with several writers: a window that is open for hours, and commands beside it. */

#include "core/base/error.h"
#include "core/create/journal.h"
#include "processes.h"
#include "temp-dir.h"
#include "tokens.h"

#include <glib/gstdio.h>

#define SERVER "http://127.0.0.1:8086"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = test_temp_dir_new ();
  fixture->path = g_build_filename (fixture->folder, "journal", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_free (fixture->path);
  test_temp_dir_free (fixture->folder);
}

static char *
begin (TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (TEST_ORG_ID, NULL, description, none);
  g_autoptr (GError) error = NULL;
  char *entry = tessera_journal_begin (journal, SERVER, request, &error);

  g_assert_no_error (error);
  return entry;
}

static TesseraToken *
make_later_token (const char *id, const char *description)
{
  return test_token_new (.id = id, .description = description, .created = "2199-01-01T00:00:00Z");
}

static gboolean
misses (TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraToken) token = make_later_token ("0a0a0a0a0a0a0a0a", description);

  return tessera_journal_is_value_lost (journal, SERVER, token);
}

static void
test_two_writers (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) window = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) command = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) later = NULL;
  g_autofree char *first = begin (window, "of the window");
  g_autofree char *second = begin (command, "of the command");

  tessera_journal_end (window, first);
  later = tessera_journal_new (fixture->path);
  g_assert_false (misses (later, "of the window"));
  g_assert_true (misses (later, "of the command"));
  tessera_journal_end (command, second);
  tessera_journal_refresh (later);
  g_assert_false (misses (later, "of the command"));
}

static void
test_refresh (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) window = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) command = tessera_journal_new (fixture->path);
  g_autofree char *entry = begin (command, "of the command");

  g_assert_nonnull (entry);
  g_assert_false (misses (window, "of the command"));
  tessera_journal_refresh (window);
  g_assert_true (misses (window, "of the command"));
}

/* The reply to the first attempt was lost, and the second one went well: the token that it made is
 * not the one that is missed. */
static void
test_second_attempt (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) later = NULL;
  g_autoptr (TesseraToken) lost = make_later_token ("00000000000000aa", "again");
  g_autoptr (TesseraToken) kept = make_later_token ("00000000000000bb", "again");
  g_autoptr (TesseraToken) third = make_later_token ("00000000000000cc", "again");
  g_autofree char *first = begin (journal, "again");
  g_autofree char *second = begin (journal, "again");
  g_autofree char *again = begin (journal, "again");

  g_assert_nonnull (first);
  tessera_journal_mark_handed_over (journal, second, kept);
  tessera_journal_mark_handed_over (journal, again, third);
  later = tessera_journal_new (fixture->path);
  g_assert_false (tessera_journal_is_value_lost (later, SERVER, kept));
  g_assert_false (tessera_journal_is_value_lost (later, SERVER, third));
  g_assert_true (tessera_journal_is_value_lost (later, SERVER, lost));
  tessera_journal_forget (later, SERVER, lost);
  g_assert_false (tessera_journal_is_value_lost (later, SERVER, lost));
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static char *
try_to_begin (TesseraJournal *journal, int code)
{
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (TEST_ORG_ID, NULL, "refused", none);
  g_autoptr (GError) error = NULL;
  char *entry = tessera_journal_begin (journal, SERVER, request, &error);

  g_assert_error (error, TESSERA_ERROR, code);
  return entry;
}

/* As the first version writes it. */
static void
test_format (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = NULL;
  g_autoptr (TesseraToken) kept = make_later_token ("00000000000000a1", "Read\nbuckets");
  g_autofree char *entry = NULL;

  g_assert_true (g_file_set_contents (fixture->path,
                                      "[5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d]\n"
                                      "server=http://127.0.0.1:8086\n"
                                      "organization-id=" TEST_ORG_ID "\n"
                                      "description=Read\\nbuckets\n"
                                      "time=1700000000\n"
                                      "kept=00000000000000a1;\n",
                                      -1, NULL));
  journal = tessera_journal_new (fixture->path);
  g_assert_true (misses (journal, "Read\nbuckets"));
  g_assert_false (tessera_journal_is_value_lost (journal, SERVER, kept));
  g_assert_false (misses (journal, "other"));
  entry = begin (journal, "other");
  g_assert_true (misses (journal, "Read\nbuckets"));
  g_assert_true (misses (journal, "other"));
  tessera_journal_end (journal, "5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d");
  g_assert_false (misses (journal, "Read\nbuckets"));
}

/* Kept aside by what begins, and by nothing else; the next attempt is not refused. */
static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraToken) token = make_later_token ("00000000000000a1", "before");
  g_autofree char *before = begin (journal, "before");
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "[a]\nwhat is this\n", -1, NULL));
  tessera_journal_refresh (journal);
  g_assert_true (misses (journal, "before"));
  tessera_journal_end (journal, "a");
  tessera_journal_mark_handed_over (journal, "a", token);
  tessera_journal_forget (journal, SERVER, token);
  assert_text (fixture->path, "[a]\nwhat is this\n");

  g_assert_null (try_to_begin (journal, TESSERA_ERROR_DAMAGED));
  after = begin (journal, "after");
  g_assert_true (misses (journal, "after"));
  names = test_temp_dir_list (fixture->folder);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  kept = g_build_filename (fixture->folder, names[1], NULL);
  assert_text (kept, "[a]\nwhat is this\n");
}

/* What can't be read is not written, and what is known is still known; the one that ended here has
 * ended here at least. */
static void
be_unreadable (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraToken) lost = make_later_token ("00000000000000a1", "lost");
  g_autofree char *first = begin (journal, "lost");
  g_autofree char *second = begin (journal, "refused");
  g_autofree char *before = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  g_assert_null (try_to_begin (journal, TESSERA_ERROR_STORAGE));
  tessera_journal_end (journal, second);
  g_assert_false (misses (journal, "refused"));
  tessera_journal_refresh (journal);
  g_assert_true (misses (journal, "lost"));
  tessera_journal_mark_handed_over (journal, first, lost);
  g_assert_false (misses (journal, "lost"));
  tessera_journal_forget (journal, SERVER, lost);
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  assert_text (fixture->path, before);
}

static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  test_run_unprivileged (fixture->folder, be_unreadable, fixture);
}

/* A Tessera that was stopped while it wrote: nothing waits for it, and nothing is created without a
 * note. */
static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autofree char *first = begin (journal, "first");
  TestLockHolder holder = test_hold_lock (fixture->folder);
  g_autofree char *second = NULL;

  g_assert_null (try_to_begin (journal, TESSERA_ERROR_STORAGE));
  tessera_journal_end (journal, first);
  g_assert_false (misses (journal, "first"));
  test_release_lock (&holder);
  second = begin (journal, "second");
  g_assert_true (misses (journal, "second"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journal/two-writers", Fixture, NULL, set_up, test_two_writers, tear_down);
  g_test_add ("/journal/refresh", Fixture, NULL, set_up, test_refresh, tear_down);
  g_test_add ("/journal/second-attempt", Fixture, NULL, set_up, test_second_attempt, tear_down);
  g_test_add ("/journal/format", Fixture, NULL, set_up, test_format, tear_down);
  g_test_add ("/journal/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/journal/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/journal/locked", Fixture, NULL, set_up, test_locked, tear_down);
  return g_test_run ();
}

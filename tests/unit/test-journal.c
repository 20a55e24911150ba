/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal with several writers: a window that is open for hours, and commands beside it. */

#include "core/create/journal.h"
#include "core/model/token-private.h"

#include <glib/gstdio.h>

#define SERVER "http://127.0.0.1:8086"
#define ORG "0b0b0b0b0b0b0b0b"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("tessera-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static char *
begin (TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (ORG, NULL, description, none);
  g_autoptr (GError) error = NULL;
  char *entry = tessera_journal_begin (journal, SERVER, request, &error);

  g_assert_no_error (error);
  return entry;
}

static TesseraToken *
make_token (const char *id, const char *description)
{
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();
  const TesseraTokenFacts facts = {
    .id = id,
    .description = description,
    .org_id = ORG,
    .org_name = "acme",
    .owner_id = "",
    .owner = "",
    .permissions = none,
    .created = "2199-01-01T00:00:00Z",
  };

  return tessera_token_new (&facts);
}

static gboolean
misses (TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraToken) token = make_token ("0a0a0a0a0a0a0a0a", description);

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
  g_autoptr (TesseraToken) lost = make_token ("00000000000000aa", "again");
  g_autoptr (TesseraToken) kept = make_token ("00000000000000bb", "again");
  g_autoptr (TesseraToken) third = make_token ("00000000000000cc", "again");
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journal/two-writers", Fixture, NULL, set_up, test_two_writers, tear_down);
  g_test_add ("/journal/refresh", Fixture, NULL, set_up, test_refresh, tear_down);
  g_test_add ("/journal/second-attempt", Fixture, NULL, set_up, test_second_attempt, tear_down);
  return g_test_run ();
}

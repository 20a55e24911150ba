/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal with several writers: a window that is open for hours, and commands beside it. */

#include "core/journal.h"
#include "core/token-private.h"

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

static gboolean
finds (TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();
  const TesseraTokenFacts facts = {
    .id = "0a0a0a0a0a0a0a0a",
    .description = description,
    .org_id = ORG,
    .org_name = "acme",
    .owner_id = "",
    .owner = "",
    .permissions = none,
    .created = "2199-01-01T00:00:00Z",
  };
  g_autoptr (TesseraToken) token = tessera_token_new (&facts);
  g_autofree char *entry = tessera_journal_find (journal, SERVER, token);

  return entry != NULL;
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
  g_assert_false (finds (later, "of the window"));
  g_assert_true (finds (later, "of the command"));
  tessera_journal_end (command, second);
  tessera_journal_refresh (later);
  g_assert_false (finds (later, "of the command"));
}

static void
test_refresh (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) window = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) command = tessera_journal_new (fixture->path);
  g_autofree char *entry = begin (command, "of the command");

  g_assert_nonnull (entry);
  g_assert_false (finds (window, "of the command"));
  tessera_journal_refresh (window);
  g_assert_true (finds (window, "of the command"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journal/two-writers", Fixture, NULL, set_up, test_two_writers, tear_down);
  g_test_add ("/journal/refresh", Fixture, NULL, set_up, test_refresh, tear_down);
  return g_test_run ();
}

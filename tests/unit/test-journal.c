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
  TesseraClient *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = test_temp_dir_new ();
  fixture->path = g_build_filename (fixture->folder, "journal", NULL);
  fixture->client = tessera_client_new (SERVER);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->client);
  g_free (fixture->path);
  test_temp_dir_free (fixture->folder);
}

static TesseraTokenRequest *
make_request (const char *description, const char *owner_id)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission = tessera_permission_new (
      TESSERA_ACTION_READ, "buckets", TEST_ORG_ID, "000000000000000b", NULL);

  tessera_permission_set_add (permissions, permission);
  return tessera_token_request_new (TEST_ORG_ID, owner_id, description, permissions);
}

static char *
begin (Fixture *fixture, TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraTokenRequest) request = make_request (description, NULL);
  g_autoptr (GError) error = NULL;
  char *entry = tessera_journal_begin (journal, fixture->client, request, NULL, &error);

  g_assert_no_error (error);
  return entry;
}

/* One that was created @seconds after now, by the server's clock. */
#define make_token(seconds, ...) make_token_from ((seconds), (TesseraTokenFacts) { __VA_ARGS__ })

static TesseraToken *
make_token_from (int seconds, TesseraTokenFacts facts)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, seconds);
  g_autofree char *created = g_date_time_format_iso8601 (then);
  g_autoptr (TesseraPermissionSet) permissions = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) read =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", TEST_ORG_ID, NULL, NULL);

  tessera_permission_set_add (permissions, read);
  facts.created = created;
  if (facts.permissions == NULL)
    facts.permissions = permissions;
  return test_token_new_from (facts);
}

static GPtrArray *
find (TesseraJournal *journal, const char *server, TesseraToken *token, ...)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  va_list more;

  va_start (more, token);
  for (; token != NULL; token = va_arg (more, TesseraToken *))
    g_ptr_array_add (tokens, token);
  va_end (more);
  return tessera_journal_find_orphans (journal, server, tokens, NULL);
}

static gboolean
misses_token (TesseraJournal *journal, TesseraToken *token)
{
  g_autoptr (GPtrArray) orphans = find (journal, SERVER, token, NULL);

  return orphans->len > 0;
}

static gboolean
misses (TesseraJournal *journal, const char *description)
{
  g_autoptr (TesseraToken) token = make_token (0, .description = description);

  return misses_token (journal, token);
}

static void
test_two_writers (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) window = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) command = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) later = NULL;
  g_autofree char *first = begin (fixture, window, "of the window");
  g_autofree char *second = begin (fixture, command, "of the command");

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
  g_autofree char *entry = begin (fixture, command, "of the command");

  g_assert_nonnull (entry);
  g_assert_false (misses (window, "of the command"));
  tessera_journal_refresh (window);
  g_assert_true (misses (window, "of the command"));
}

/* The reply to the first attempt was lost, and the next ones went well: the tokens that they made
 * are not the one that is missed. */
static void
test_second_attempt (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraJournal) later = NULL;
  g_autoptr (TesseraToken) lost = make_token (0, .id = "00000000000000aa", .description = "again");
  g_autoptr (TesseraToken) kept = make_token (1, .id = "00000000000000bb", .description = "again");
  g_autoptr (TesseraToken) third = make_token (2, .id = "00000000000000cc", .description = "again");
  g_autofree char *first = begin (fixture, journal, "again");
  g_autofree char *second = begin (fixture, journal, "again");
  g_autofree char *again = begin (fixture, journal, "again");
  g_autoptr (GPtrArray) orphans = NULL;

  g_assert_nonnull (first);
  tessera_journal_mark_handed_over (journal, second, kept);
  tessera_journal_mark_handed_over (journal, again, third);
  later = tessera_journal_new (fixture->path);
  orphans = find (later, SERVER, kept, third, lost, NULL);
  g_assert_cmpuint (orphans->len, ==, 1);
  g_assert_true (((TesseraOrphan *) orphans->pdata[0])->token == lost);
  tessera_journal_end (later, first);
  g_assert_false (misses_token (later, lost));
}

/* The value of the first one was handed over; then the reply to an equal request is lost. */
static void
test_handed_over_before (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraToken) kept = make_token (0, .id = "00000000000000aa", .description = "it");
  g_autoptr (TesseraToken) lost = make_token (1, .id = "00000000000000bb", .description = "it");
  g_autofree char *first = begin (fixture, journal, "it");
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) orphans = NULL;

  tessera_journal_mark_handed_over (journal, first, kept);
  second = begin (fixture, journal, "it");
  tessera_journal_leave_open (journal, second);
  orphans = find (journal, SERVER, kept, lost, NULL);
  g_assert_cmpuint (orphans->len, ==, 1);
  g_assert_true (((TesseraOrphan *) orphans->pdata[0])->token == lost);
}

/* Three replies were lost: what is done about one token leaves the others, and a fourth token of
 * the same kind is nobody's. */
static void
test_one_for_one (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraToken) first = make_token (0, .id = "00000000000000a1", .description = "it");
  g_autoptr (TesseraToken) second = make_token (1, .id = "00000000000000a2", .description = "it");
  g_autoptr (TesseraToken) third = make_token (2, .id = "00000000000000a3", .description = "it");
  g_autoptr (TesseraToken) other = make_token (3, .id = "00000000000000a4", .description = "it");
  g_autoptr (GPtrArray) all = NULL, left = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *entry = begin (fixture, journal, "it");

      tessera_journal_leave_open (journal, entry);
    }
  all = find (journal, SERVER, other, third, second, first, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_true (((TesseraOrphan *) all->pdata[0])->token == first);
  g_assert_true (((TesseraOrphan *) all->pdata[2])->token == third);
  tessera_journal_end (journal, ((TesseraOrphan *) all->pdata[1])->entry);
  left = find (journal, SERVER, first, third, NULL);
  g_assert_cmpuint (left->len, ==, 2);
}

/* Anybody may create a token of the same name, before and later. */
static void
test_time (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autofree char *entry = begin (fixture, journal, "it");
  g_autoptr (TesseraToken) now = make_token (0, .description = "it");
  g_autoptr (TesseraToken) earlier = make_token (-3600, .description = "it");
  g_autoptr (TesseraToken) later = make_token (3600, .description = "it");
  g_autoptr (GKeyFile) file = g_key_file_new ();

  tessera_journal_leave_open (journal, entry);
  g_assert_true (misses_token (journal, now));
  g_assert_false (misses_token (journal, earlier));
  g_assert_false (misses_token (journal, later));

  /* The server's clock is known to be an hour behind. */
  g_assert_true (g_key_file_load_from_file (file, fixture->path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_int64 (file, entry, "clock-offset", -3600);
  g_assert_true (g_key_file_save_to_file (file, fixture->path, NULL));
  tessera_journal_refresh (journal);
  g_assert_true (misses_token (journal, earlier));
  g_assert_false (misses_token (journal, now));
}

static void
test_owner_and_permissions (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraTokenRequest) request = make_request ("it", TEST_OWNER_ID);
  g_autoptr (TesseraPermissionSet) writes = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) write =
      tessera_permission_new (TESSERA_ACTION_WRITE, "buckets", TEST_ORG_ID, NULL, NULL);
  g_autofree char *entry = tessera_journal_begin (journal, fixture->client, request, NULL, NULL);
  g_autoptr (TesseraToken) same = make_token (0, .description = "it");
  g_autoptr (TesseraToken) of_another =
      make_token (0, .description = "it", .owner_id = "0d0d0d0d0d0d0d0d");
  g_autoptr (TesseraToken) different = NULL;

  g_assert_nonnull (entry);
  tessera_permission_set_add (writes, write);
  different = make_token (0, .description = "it", .permissions = writes);
  g_assert_true (misses_token (journal, same));
  g_assert_false (misses_token (journal, of_another));
  g_assert_false (misses_token (journal, different));
}

static void
test_place (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autofree char *entry = begin (fixture, journal, "it");
  g_autoptr (TesseraToken) token = make_token (0, .description = "it");
  const char *const same[] = { "http://localhost:8086", "http://[::1]:8086", SERVER };
  const char *const others[] = { "http://localhost:8087", "https://localhost:8086",
                                 "http://localhost:8086/influx", "http://example.com:8086" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GPtrArray) orphans = find (journal, same[i], token, NULL);

      g_assert_cmpuint (orphans->len, ==, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) orphans = find (journal, others[i], token, NULL);

      g_assert_cmpuint (orphans->len, ==, 0);
    }
}

static void
drop (TesseraJournal *journal, TesseraToken *listed, int seconds)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) orphans = NULL;

  if (listed != NULL)
    g_ptr_array_add (tokens, listed);
  orphans = tessera_journal_find_orphans (journal, SERVER, tokens, held);
  tessera_journal_drop_unmatched (journal, SERVER, tokens, orphans, held,
                                  g_get_real_time () / G_USEC_PER_SEC + seconds);
}

/* What no token came of is forgotten, once a list shows it. */
static void
test_nothing_came_of_it (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autofree char *entry = begin (fixture, journal, "it");
  g_autofree char *open = begin (fixture, journal, "under way");
  g_autoptr (TesseraToken) other = make_token (0, .description = "other");
  g_autoptr (TesseraToken) foreign =
      make_token (0, .description = "other", .org_id = "0e0e0e0e0e0e0e0e");
  g_autoptr (TesseraToken) it = make_token (0, .description = "it");

  g_assert_nonnull (open);
  tessera_journal_leave_open (journal, entry);
  /* Asked too early, of an account that sees nothing or another organization, or with a match. */
  drop (journal, other, 0);
  drop (journal, NULL, 45);
  drop (journal, foreign, 45);
  drop (journal, it, 45);
  g_assert_true (misses (journal, "it"));
  drop (journal, other, 45);
  g_assert_false (misses (journal, "it"));
  g_assert_true (misses (journal, "under way"));
  drop (journal, other, 90);
  g_assert_false (misses (journal, "under way"));
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static char *
try_to_begin (Fixture *fixture, TesseraJournal *journal, int code)
{
  g_autoptr (TesseraTokenRequest) request = make_request ("refused", NULL);
  g_autoptr (GError) error = NULL;
  char *entry = tessera_journal_begin (journal, fixture->client, request, NULL, &error);

  g_assert_error (error, TESSERA_ERROR, code);
  return entry;
}

/* As the first version writes it. */
static void
test_format (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = NULL;
  g_autoptr (TesseraToken) lost = make_token (0, .description = "Read\nbuckets");
  g_autoptr (TesseraToken) kept =
      make_token (0, .id = "00000000000000a1", .description = "Read\nbuckets");
  g_autofree char *text = g_strdup_printf ("[5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d]\n"
                                           "server=http://127.0.0.1:8086\n"
                                           "organization-id=" TEST_ORG_ID "\n"
                                           "description=Read\\nbuckets\n"
                                           "time=%" G_GINT64_FORMAT "\n"
                                           "kept=00000000000000a1;\n",
                                           g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *entry = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  journal = tessera_journal_new (fixture->path);
  g_assert_true (misses_token (journal, lost));
  g_assert_false (misses_token (journal, kept));
  g_assert_false (misses (journal, "other"));
  entry = begin (fixture, journal, "other");
  g_assert_true (misses_token (journal, lost));
  g_assert_true (misses (journal, "other"));
  tessera_journal_end (journal, "5a1c6f1e-6a3c-4a3e-9d5f-0f6a4d3b2c1d");
  g_assert_false (misses_token (journal, lost));
}

/* Kept aside by what begins, and by nothing else; the next attempt is not refused. */
static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (TesseraJournal) journal = tessera_journal_new (fixture->path);
  g_autoptr (TesseraToken) token =
      make_token (0, .id = "00000000000000a1", .description = "before");
  g_autofree char *before = begin (fixture, journal, "before");
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "[a]\nwhat is this\n", -1, NULL));
  tessera_journal_refresh (journal);
  g_assert_true (misses (journal, "before"));
  tessera_journal_end (journal, "a");
  tessera_journal_leave_open (journal, "a");
  tessera_journal_mark_handed_over (journal, "a", token);
  assert_text (fixture->path, "[a]\nwhat is this\n");

  g_assert_null (try_to_begin (fixture, journal, TESSERA_ERROR_DAMAGED));
  after = begin (fixture, journal, "after");
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
  g_autoptr (TesseraToken) lost = make_token (0, .id = "00000000000000a1", .description = "lost");
  g_autofree char *first = begin (fixture, journal, "lost");
  g_autofree char *second = begin (fixture, journal, "refused");
  g_autofree char *before = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  g_assert_null (try_to_begin (fixture, journal, TESSERA_ERROR_STORAGE));
  tessera_journal_end (journal, second);
  g_assert_false (misses (journal, "refused"));
  tessera_journal_refresh (journal);
  g_assert_true (misses (journal, "lost"));
  tessera_journal_mark_handed_over (journal, first, lost);
  g_assert_false (misses (journal, "lost"));
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
  g_autofree char *first = begin (fixture, journal, "first");
  TestLockHolder holder = test_hold_lock (fixture->folder);
  g_autofree char *second = NULL;

  g_assert_null (try_to_begin (fixture, journal, TESSERA_ERROR_STORAGE));
  tessera_journal_end (journal, first);
  g_assert_false (misses (journal, "first"));
  test_release_lock (&holder);
  second = begin (fixture, journal, "second");
  g_assert_true (misses (journal, "second"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journal/two-writers", Fixture, NULL, set_up, test_two_writers, tear_down);
  g_test_add ("/journal/refresh", Fixture, NULL, set_up, test_refresh, tear_down);
  g_test_add ("/journal/second-attempt", Fixture, NULL, set_up, test_second_attempt, tear_down);
  g_test_add ("/journal/handed-over-before", Fixture, NULL, set_up, test_handed_over_before,
              tear_down);
  g_test_add ("/journal/one-for-one", Fixture, NULL, set_up, test_one_for_one, tear_down);
  g_test_add ("/journal/time", Fixture, NULL, set_up, test_time, tear_down);
  g_test_add ("/journal/owner-and-permissions", Fixture, NULL, set_up, test_owner_and_permissions,
              tear_down);
  g_test_add ("/journal/place", Fixture, NULL, set_up, test_place, tear_down);
  g_test_add ("/journal/nothing-came-of-it", Fixture, NULL, set_up, test_nothing_came_of_it,
              tear_down);
  g_test_add ("/journal/format", Fixture, NULL, set_up, test_format, tear_down);
  g_test_add ("/journal/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/journal/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/journal/locked", Fixture, NULL, set_up, test_locked, tear_down);
  return g_test_run ();
}

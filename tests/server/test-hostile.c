/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Servers that are no InfluxDB, or a broken one: each gets one clear error, and no secret goes
 * where it was not meant to go. */

#include "await.h"
#include "core/base/error.h"
#include "core/client/exchange.h"
#include "core/create/journal.h"
#include "core/create/minter.h"
#include "core/create/token-test.h"
#include "core/session/session.h"
#include "host.h"
#include "temp-dir.h"
#include "tokens.h"

#include <string.h>

#define VALUE "a-token-of-somebody"

static GError *
connect_to (const char *address)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (VALUE);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  tessera_session_open_async (address, NULL, secret, NULL, test_store_result, &result);
  g_assert_null (tessera_session_open_finish (test_wait (&result), &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, VALUE));
  return error;
}

static void
check_host (guint status, const char *type, const char *body, TesseraError expected)
{
  TestHost *host = test_host_new (status, type, body);
  g_autoptr (GError) error = connect_to (host->address);

  g_assert_error (error, TESSERA_ERROR, (int) expected);
  test_host_free (host);
}

static void
test_no_influxdb (void)
{
  check_host (200, "text/html", "<!doctype html><title>Router</title>", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (404, "text/html", "<h1>Not Found</h1>", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (403, "text/html", "<h1>Forbidden</h1>", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (200, "application/json", "{\"hello\": \"world\"}", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (200, "application/json", "[1, 2]", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (200, "application/json", "{\"allowed\": \"maybe\"}", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (200, "application/json", "{\"allowed\": fal", TESSERA_ERROR_BAD_ANSWER);
  check_host (200, "application/json", "", TESSERA_ERROR_NOT_INFLUXDB);
  check_host (502, "text/html", "<h1>Bad Gateway</h1>", TESSERA_ERROR_SERVER);
  check_host (429, "application/json", "{\"code\":\"x\",\"message\":\"y\"}",
              TESSERA_ERROR_TOO_MANY_REQUESTS);
}

static void
test_nobody (void)
{
  TestHost *host = test_host_new (200, "text/plain", "");
  g_autofree char *address = g_strdup (host->address);
  g_autoptr (GError) refused = NULL, unknown = NULL, typed = NULL;

  test_host_free (host);
  refused = connect_to (address);
  g_assert_error (refused, TESSERA_ERROR, TESSERA_ERROR_UNREACHABLE);
  unknown = connect_to ("http://no-such-host.invalid:8086");
  g_assert_error (unknown, TESSERA_ERROR, TESSERA_ERROR_UNREACHABLE);
  typed = connect_to ("this is no address");
  g_assert_error (typed, TESSERA_ERROR, TESSERA_ERROR_INVALID_ADDRESS);
}

/* An address that was never normalized ends in an error too, in each way of asking. */
static void
test_impossible_address (void)
{
  g_autoptr (TesseraClient) client = tessera_client_new ("http://");
  g_autoptr (TesseraSecret) secret = tessera_secret_new (VALUE);
  g_autoptr (GAsyncResult) me = NULL, sign_in = NULL;
  g_autoptr (GError) me_error = NULL, sign_in_error = NULL;

  tessera_client_get_me_async (client, NULL, test_store_result, &me);
  g_assert_null (tessera_client_get_me_finish (client, test_wait (&me), &me_error));
  g_assert_error (me_error, TESSERA_ERROR, TESSERA_ERROR_INVALID_ADDRESS);
  tessera_client_sign_in_async (client, "user", secret, NULL, test_store_result, &sign_in);
  g_assert_false (tessera_client_sign_in_finish (client, test_wait (&sign_in), &sign_in_error));
  g_assert_error (sign_in_error, TESSERA_ERROR, TESSERA_ERROR_INVALID_ADDRESS);
}

/* What signs does not follow a redirect, not even to another port of the same machine. */
static void
test_redirect (void)
{
  TestHost *other = test_host_new (200, "application/json", "{\"allowed\": false}");
  TestHost *host = test_host_new (302, "text/plain", "");
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (TesseraSecret) secret = tessera_secret_new (VALUE);
  g_autofree char *location = g_strconcat (other->address, "/api/v2/me?token=1", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  host->location = location;
  tessera_client_set_token (client, secret);
  tessera_client_get_me_async (client, NULL, test_store_result, &result);
  g_assert_null (tessera_client_get_me_finish (client, test_wait (&result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_REDIRECTED);
  g_assert_nonnull (strstr (error->message, other->address));
  g_assert_null (strstr (error->message, "token=1"));
  g_assert_cmpuint (other->requests, ==, 0);
  test_host_free (host);
  test_host_free (other);
}

/* Before it is known to be an InfluxDB, a server is not sent the token. */
static void
test_secret_is_kept_back (void)
{
  TestHost *host = test_host_new (200, "text/html", "<html></html>");
  g_autoptr (GError) error = connect_to (host->address);

  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB);
  g_assert_cmpuint (host->requests, >=, 1);
  g_assert_false (host->signed_);
  test_host_free (host);
}

static void
test_deadline_and_cancel (void)
{
  TestHost *host = test_host_new (200, "text/plain", "");
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GAsyncResult) late = NULL, cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) late_error = NULL, cancelled_error = NULL;
  gboolean allowed;

  host->silent = TRUE;
  tessera_client_set_deadline (client, 1);
  tessera_client_get_setup_allowed_async (client, NULL, test_store_result, &late);
  g_assert_false (
      tessera_client_get_setup_allowed_finish (client, test_wait (&late), &allowed, &late_error));
  g_assert_error (late_error, TESSERA_ERROR, TESSERA_ERROR_TIMED_OUT);

  tessera_client_set_deadline (client, 60);
  tessera_client_get_setup_allowed_async (client, cancellable, test_store_result, &cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_false (tessera_client_get_setup_allowed_finish (client, test_wait (&cancelled), &allowed,
                                                           &cancelled_error));
  g_assert_error (cancelled_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_host_free (host);
}

static gboolean
is_asked (gpointer host)
{
  return ((TestHost *) host)->requests > 0;
}

/* A server that answers nobody for a while does not take the client's connections away from what
 * comes after. */
static void
test_give_up_often (void)
{
  TestHost *host = test_host_new (200, "application/json", "{\"allowed\": false}");
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GAsyncResult) good = NULL;
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  host->silent = TRUE;
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) cancelled = NULL;

      host->requests = 0;
      tessera_client_get_setup_allowed_async (client, cancellable, test_store_result, &cancelled);
      test_wait_until ("the server to be asked", is_asked, host);
      g_cancellable_cancel (cancellable);
      test_wait (&cancelled);
    }
  host->silent = FALSE;
  tessera_client_get_setup_allowed_async (client, NULL, test_store_result, &good);
  g_assert_true (
      tessera_client_get_setup_allowed_finish (client, test_wait (&good), &allowed, &error));
  g_assert_no_error (error);
  test_host_free (host);
}

/* Making a token against a server that answers so: what is the error, and is the journal kept? */
static TesseraMint *
mint_at (TestHost *host, const char *journal, GError **error)
{
  return test_mint (host->address, "lost?", journal, error);
}

static gboolean
has_entry (const char *journal)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (journal, &text, NULL, NULL) && strstr (text, "lost?") != NULL;
}

#define TOKEN_WITH(permission) TOKEN (VALUE, permission)
#define TOKEN(value, permission)                                                                   \
  "{\"id\":\"0000000000000002\",\"token\":\"" value "\",\"status\":\"active\",\"description\":"    \
  "\"lost?\",\"orgID\":\"00000000000000aa\",\"createdAt\":\"2099-01-01T00:00:00Z\","               \
  "\"permissions\":[{\"action\":\"read\",\"resource\":" permission "}]}"

/* With the time of now in the place of the one in @body. */
static char *
created_now (const char *body)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  g_autoptr (GString) text = g_string_new (body);

  g_assert_cmpuint (g_string_replace (text, "2099-01-01T00:00:00Z", time, 0), ==, 1);
  return g_strdup (text->str);
}

static void
test_minter (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autofree char *widened = NULL;
  TestHost *host = test_host_new (
      401, "application/json", "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}");
  g_autoptr (GError) refused = NULL, cut = NULL, error = NULL;
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (TesseraMinter) next_start = NULL;
  g_autoptr (GListStore) tokens = g_list_store_new (TESSERA_TYPE_TOKEN);
  g_autoptr (GPtrArray) orphans = NULL, none = NULL;

  /* A plain refusal leaves nothing behind. */
  g_assert_null (mint_at (host, journal, &refused));
  g_assert_error (refused, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_assert_false (has_entry (journal));

  /* The server widened the grant: told, in both directions. */
  host->status = 201;
  widened = created_now (TOKEN_WITH ("{\"type\":\"buckets\",\"orgID\":\"00000000000000aa\"}"));
  host->body = widened;
  made = mint_at (host, journal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_excess (made)), ==, 1);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_mint_get_missing (made)), ==, 0);
  g_assert_cmpstr (tessera_secret_peek (tessera_mint_get_value (made)), ==, VALUE);

  /* Not settled, as after a crash: the next start finds the token that nobody has the value of. */
  g_assert_true (has_entry (journal));
  g_list_store_append (tokens, tessera_mint_get_token (made));
  next_start = tessera_minter_new (journal);
  orphans = tessera_minter_find_orphans (next_start, host->address, G_LIST_MODEL (tokens), 0);
  g_assert_cmpuint (orphans->len, ==, 1);
  tessera_minter_forget (next_start, host->address,
                         ((TesseraOrphan *) g_ptr_array_index (orphans, 0))->token);
  none = tessera_minter_find_orphans (next_start, host->address, G_LIST_MODEL (tokens), 0);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (has_entry (journal));

  /* An answer that is cut off: it may have happened. */
  host->body = "{\"id\":\"0000000000000002\",\"token\":\"" VALUE;
  g_assert_null (mint_at (host, journal, &cut));
  g_assert_error (cut, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_null (strstr (cut->message, VALUE));
  g_assert_true (has_entry (journal));
  test_host_free (host);
}

/* Values that could sign nothing; the first one ends within a character. */
static void
test_no_values (void)
{
#define READ_BUCKETS "{\"type\":\"buckets\",\"orgID\":\"00000000000000aa\"}"
  g_autofree char *letters = g_strnfill (5000, 'v');
  g_autofree char *long_value = g_strdup_printf (
      "{\"id\":\"0000000000000002\",\"token\":\"%s\",\"status\":\"active\",\"permissions\":[]}",
      letters);
  const char *const bodies[] = { TOKEN ("ends-within\xf0", READ_BUCKETS),
                                 TOKEN ("escaped\\u003d", READ_BUCKETS),
                                 TOKEN ("with space", READ_BUCKETS),
                                 TOKEN ("\x1b]0;title\a", READ_BUCKETS),
                                 TOKEN ("", READ_BUCKETS),
                                 long_value };
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  TestHost *host = test_host_new (201, "application/json", "");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      host->body = bodies[i];
      g_assert_null (mint_at (host, journal, &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST);
      g_assert_true (has_entry (journal));
    }
  test_host_free (host);
}

static void
test_journal_can_not_be_written (void)
{
  TestHost *host = test_host_new (201, "application/json", "{}");
  g_autoptr (GError) error = NULL;

  g_assert_null (mint_at (host, "/dev/null/journal", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
  g_assert_cmpuint (host->requests, ==, 0);
  test_host_free (host);
}

/* JSON that is none of InfluxDB's, as the answer to each kind of request. */
static void
test_wrong_answers (void)
{
  TestHost *host = test_host_new (200, "application/json", "{\"x\": 1}");
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (TesseraPermissionSet) nothing = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = tessera_token_request_new ("1", NULL, "x", nothing);
  g_autoptr (GAsyncResult) me = NULL, types = NULL, items = NULL, members = NULL, user = NULL;
  g_autoptr (GAsyncResult) token = NULL, tokens = NULL, created = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  GError *errors[8] = { NULL };

  tessera_client_get_me_async (client, NULL, test_store_result, &me);
  g_assert_null (tessera_client_get_me_finish (client, test_wait (&me), &errors[0]));
  tessera_client_list_resource_types_async (client, NULL, test_store_result, &types);
  g_assert_null (
      tessera_client_list_resource_types_finish (client, test_wait (&types), &errors[1]));
  tessera_client_list_resources_async (client, "tasks", "1", NULL, test_store_result, &items);
  g_assert_null (tessera_client_list_resources_finish (client, test_wait (&items), &errors[2]));
  tessera_client_list_members_async (client, "1", NULL, test_store_result, &members);
  g_assert_null (tessera_client_list_members_finish (client, test_wait (&members), &errors[3]));
  tessera_client_create_user_async (client, "x", NULL, test_store_result, &user);
  g_assert_null (tessera_client_create_user_finish (client, test_wait (&user), &errors[4]));
  tessera_client_get_token_async (client, "1", NULL, test_store_result, &token);
  g_assert_null (tessera_client_get_token_finish (client, test_wait (&token), &errors[5]));
  tessera_client_list_tokens_async (client, NULL, NULL, test_store_result, &tokens);
  g_assert_null (tessera_client_list_tokens_finish (client, test_wait (&tokens), &errors[6]));
  tessera_client_create_token_async (client, request, NULL, test_store_result, &created);
  g_assert_null (
      tessera_client_create_token_finish (client, test_wait (&created), &value, &errors[7]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
      g_clear_error (&errors[i]);
    }
  test_host_free (host);
}

/* A server that asks for a pause is not asked about the next permission; one that talks nonsense
 * is. */
static void
test_token_test (void)
{
  TestHost *host = test_host_new (
      201, "application/json", TOKEN_WITH ("{\"type\":\"tasks\",\"orgID\":\"00000000000000aa\"}"));
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autoptr (TesseraMint) made = mint_at (host, journal, NULL);
  g_autoptr (TesseraClient) as_value =
      tessera_client_new_with_token (host->address, tessera_mint_get_value (made));
  g_autoptr (TesseraTokenTest) paused =
      tessera_token_test_new (as_value, tessera_mint_get_token (made));
  g_autoptr (TesseraTokenTest) odd =
      tessera_token_test_new (as_value, tessera_mint_get_token (made));
  g_autoptr (GAsyncResult) paused_result = NULL, odd_result = NULL;
  g_autoptr (GError) error = NULL;

  host->status = 429;
  host->body = "{\"code\":\"too many requests\",\"message\":\"slow down\"}";
  host->requests = 0;
  tessera_token_test_run_async (paused, NULL, test_store_result, &paused_result);
  g_assert_false (tessera_token_test_run_finish (paused, test_wait (&paused_result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_TOO_MANY_REQUESTS);
  g_assert_cmpuint (host->requests, ==, 1);
  g_assert_cmpuint (tessera_token_test_count (paused, TESSERA_TEST_NOT_ASKED), ==, 1);
  g_clear_error (&error);

  host->status = 200;
  host->body = "[{\"tasks\": 7}, null";
  tessera_token_test_run_async (odd, NULL, test_store_result, &odd_result);
  g_assert_true (tessera_token_test_run_finish (odd, test_wait (&odd_result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_token_test_count (odd, TESSERA_TEST_NOT_TESTABLE), ==, 1);
  test_host_free (host);
}

/* Everything that was asked for is compared, not only the permissions. */
static void
test_another_token (void)
{
  static const struct
  {
    const char *from, *to, *fault;
  } cases[] = {
    { "0000000000000002", "not-an-id", "Its ID is not one that InfluxDB assigns." },
    { "0000000000000002", "0000000000000000", "Its ID is not one that InfluxDB assigns." },
    { "\"orgID\":\"00000000000000aa\",\"createdAt", "\"orgID\":\"00000000000000ab\",\"createdAt",
      "It belongs to another organization." },
    { "lost?", "found", "It has a different description." },
    { "\"active\"", "\"inactive\"", "It is inactive." },
  };
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  TestHost *host = test_host_new (201, "application/json", "");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) body = g_string_new (TOKEN_WITH (READ_BUCKETS));
      g_autoptr (TesseraMint) made = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (body, cases[i].from, cases[i].to, 0), ==, 1);
      host->body = body->str;
      made = mint_at (host, journal, &error);
      g_assert_no_error (error);
      g_assert_true (tessera_mint_is_suspect (made));
      g_assert_cmpuint (g_strv_length ((GStrv) tessera_mint_get_faults (made)), ==, 1);
      g_assert_cmpstr (tessera_mint_get_faults (made)[0], ==, cases[i].fault);
    }
  test_host_free (host);
}

static void
check_change (guint status, const char *body, const char *wanted, TesseraError code)
{
  TestHost *host = test_host_new (status, "application/json", body);
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;

  tessera_client_update_token_async (client, "0000000000000002", wanted, NULL, NULL,
                                     test_store_result, &result);
  token = tessera_client_update_token_finish (client, test_wait (&result), &error);
  if (code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, TESSERA_ERROR, (int) code);
  test_host_free (host);
}

static void
check_deletion (guint status, const char *body, gboolean expected)
{
  TestHost *host = test_host_new (status, "text/html", body);
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_client_delete_token_async (client, "0000000000000002", NULL, test_store_result, &result);
  g_assert_true (tessera_client_delete_token_finish (client, test_wait (&result), &error) ==
                 expected);
  test_host_free (host);
}

/* A page to sign in at confirms nothing, and neither does another token. */
static void
test_unconfirmed_changes (void)
{
  check_change (200, TOKEN_WITH (READ_BUCKETS), "active", 0);
  check_change (200, TOKEN_WITH (READ_BUCKETS), "inactive", TESSERA_ERROR_BAD_ANSWER);
  check_change (200, "{\"id\":\"0000000000000003\",\"status\":\"active\",\"permissions\":[]}",
                "active", TESSERA_ERROR_BAD_ANSWER);
  check_change (200, "<h1>Sign in</h1>", "active", TESSERA_ERROR_NOT_INFLUXDB);
  check_deletion (204, NULL, TRUE);
  check_deletion (200, "<h1>Sign in</h1>", FALSE);
  check_deletion (202, "", FALSE);
}

typedef struct
{
  guint calls;
  gint64 last;
  gint64 total;
} Progress;

static void
received_cb (TesseraClient *client, gint64 bytes, gint64 total, Progress *progress)
{
  g_assert_cmpint (bytes, >, progress->last);
  progress->calls++;
  progress->last = bytes;
  progress->total = total;
}

/* Whoever waits for a long answer sees that it arrives. */
static void
test_progress (void)
{
  g_autofree char *blanks = g_strnfill (3 * 1024 * 1024, ' ');
  g_autofree char *body = g_strconcat ("{\"authorizations\":[]", blanks, "}", NULL);
  TestHost *host = test_host_new (200, "application/json", body);
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0, 0, 0 };

  g_signal_connect (client, "received", G_CALLBACK (received_cb), &progress);
  tessera_client_list_tokens_async (client, NULL, NULL, test_store_result, &result);
  tokens = tessera_client_list_tokens_finish (client, test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (progress.calls, >, 1);
  g_assert_cmpint (progress.last, ==, (gint64) strlen (body));
  g_assert_cmpint (progress.total, ==, (gint64) strlen (body));
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/no-influxdb", test_no_influxdb);
  g_test_add_func ("/hostile/wrong-answers", test_wrong_answers);
  g_test_add_func ("/hostile/nobody", test_nobody);
  g_test_add_func ("/hostile/impossible-address", test_impossible_address);
  g_test_add_func ("/hostile/redirect", test_redirect);
  g_test_add_func ("/hostile/secret-is-kept-back", test_secret_is_kept_back);
  g_test_add_func ("/hostile/deadline-and-cancel", test_deadline_and_cancel);
  g_test_add_func ("/hostile/give-up-often", test_give_up_often);
  g_test_add_func ("/hostile/minter", test_minter);
  g_test_add_func ("/hostile/no-values", test_no_values);
  g_test_add_func ("/hostile/journal-can-not-be-written", test_journal_can_not_be_written);
  g_test_add_func ("/hostile/token-test", test_token_test);
  g_test_add_func ("/hostile/another-token", test_another_token);
  g_test_add_func ("/hostile/unconfirmed-changes", test_unconfirmed_changes);
  g_test_add_func ("/hostile/progress", test_progress);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Setting up a server that never was, against the demo server and against the real InfluxDB; and
 * against servers that do it wrong. */

#include "await.h"
#include "core/base/duration.h"
#include "core/base/error.h"
#include "core/setup/server-setup.h"
#include "host.h"
#include "temp-dir.h"
#include "test-server.h"

#include <string.h>

#define PASSWORD "Correct-horse \"é\\"
#define VALUE "invented-value-of-nobody=="
#define STRONG                                                                                     \
  "passwords must contain at least three of the following character types: uppercase, lowercase, " \
  "numbers, and special characters: !@#$%^&*()_+"

static TesseraSetupRequest *
make_request (const char *username, const char *password, const char *org, const char *bucket,
              gint64 retention, const char *value)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (password);
  g_autoptr (TesseraSecret) token = value != NULL ? tessera_secret_new (value) : NULL;

  return tessera_setup_request_new (username, secret, org, bucket, retention, token);
}

static TesseraSetupRequest *
make_good_request (void)
{
  return make_request (" ann \"the first\" ", PASSWORD, "acme \\ söhne", "first's", 7200, NULL);
}

static TesseraServerSetup *
set_up (const char *address, TesseraSetupRequest *request, TesseraKeyring *keyring, GError **error)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autoptr (TesseraMinter) minter = tessera_minter_new (journal);
  g_autoptr (TesseraClient) client = tessera_client_new (address);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_server_setup_async (client, request, minter, keyring, NULL, test_store_result, &result);
  return tessera_server_setup_finish (test_wait (&result), error);
}

static gboolean
can_be_set_up (const char *address)
{
  g_autoptr (TesseraClient) client = tessera_client_new (address);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_server_setup_check_async (client, NULL, test_store_result, &result);
  return tessera_server_setup_check_finish (test_wait (&result), NULL);
}

static TesseraSession *
sign_in (const char *address, const char *username, GError **error)
{
  g_autoptr (TesseraSecret) password = tessera_secret_new (PASSWORD);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_session_open_async (address, username, password, NULL, test_store_result, &result);
  return tessera_session_open_finish (test_wait (&result), error);
}

/* What the session of a new server sees. */
static void
check_session (TesseraServerSetup *setup)
{
  TesseraSession *session = tessera_server_setup_get_session (setup);
  TesseraToken *token = tessera_mint_get_token (tessera_server_setup_get_mint (setup));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tokens = NULL;

  g_assert_cmpstr (tessera_resource_get_name (tessera_session_get_user (session)), ==,
                   "ann \"the first\"");
  g_assert_cmpstr (tessera_resource_get_name (tessera_session_get_organization (session)), ==,
                   "acme \\ söhne");
  g_assert_null (tessera_session_get_username (session));
  tessera_client_list_tokens_async (tessera_session_get_client (session), NULL, NULL,
                                    test_store_result, &result);
  tokens = tessera_client_list_tokens_finish (tessera_session_get_client (session),
                                              test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tokens->len, ==, 1);
  g_assert_cmpstr (tessera_token_get_id (tokens->pdata[0]), ==, tessera_token_get_id (token));
}

static void
test_whole_way (void)
{
  TestServer *server = test_server_start ();
  g_autoptr (TesseraSetupRequest) request = make_good_request ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraServerSetup) setup = NULL;
  g_autoptr (TesseraServerSetup) again = NULL;
  g_autoptr (TesseraSession) session = NULL;
  TesseraToken *token;

  g_assert_true (can_be_set_up (server->address));
  setup = set_up (server->address, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (*tessera_server_setup_get_faults (setup));
  g_assert_cmpstr (tessera_resource_get_name (tessera_server_setup_get_bucket (setup)), ==,
                   "first's");
  token = tessera_mint_get_token (tessera_server_setup_get_mint (setup));
  g_assert_cmpint (tessera_token_get_kind (token), ==, TESSERA_TOKEN_OPERATOR);
  g_assert_cmpstr (tessera_token_get_owner (token), ==, "ann \"the first\"");
  g_assert_cmpstr (tessera_token_get_org_name (token), ==, "acme \\ söhne");
  check_session (setup);
  session = sign_in (server->address, "ann \"the first\"", &error);
  g_assert_no_error (error);

  g_assert_false (can_be_set_up (server->address));
  again = set_up (server->address, request, NULL, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_assert_false (tessera_error_may_have_happened (error));
  g_assert_nonnull (strstr (error->message, "already been set up"));
  test_server_stop (server);
}

static void
test_chosen_value (void)
{
  TestServer *server = test_server_start ();
  g_autoptr (TesseraSetupRequest) request =
      make_request ("ann", PASSWORD, "acme", "first", 0, "chosen-by-\"hand\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraServerSetup) setup = set_up (server->address, request, NULL, &error);

  /* Quotation marks come back escaped, and what is escaped is no value. */
  g_assert_null (setup);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
  g_assert_true (can_be_set_up (server->address));
  g_clear_error (&error);

  g_clear_pointer (&request, tessera_setup_request_unref);
  request = make_request ("ann", PASSWORD, "acme", "first", 0, "chosen-by-hand");
  setup = set_up (server->address, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (*tessera_server_setup_get_faults (setup));
  g_assert_cmpstr (
      tessera_secret_peek (tessera_mint_get_value (tessera_server_setup_get_mint (setup))), ==,
      "chosen-by-hand");
  test_server_stop (server);
}

static void
check_mistake (const char *address, TesseraSetupField field, const char *words,
               TesseraSetupRequest *request)
{
  g_autoptr (TesseraSetupRequest) owned = request;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) alone = NULL;

  g_assert_null (set_up (address, request, NULL, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
  for (guint other = 0; other < TESSERA_SETUP_N_FIELDS; other++)
    {
      g_assert_cmpint (tessera_setup_request_check_field (request, other, &alone), ==,
                       other != field);
      g_clear_error (&alone);
    }
}

/* The server would refuse some of these when it is too late. */
static void
test_mistakes (void)
{
  TestHost *host = test_host_new (500, "application/json", "{}");
  const char *address = host->address;
  g_autofree char *longest = g_strnfill (73, 'x');

  check_mistake (address, TESSERA_SETUP_USERNAME, "missing",
                 make_request ("  ", PASSWORD, "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_USERNAME, "colon",
                 make_request ("a:b", PASSWORD, "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_USERNAME, "UTF-8",
                 make_request ("a\xff", PASSWORD, "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_PASSWORD, "missing",
                 make_request ("u", "", "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_PASSWORD, "too short",
                 make_request ("u", "seven77", "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_PASSWORD, "too long",
                 make_request ("u", longest, "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_PASSWORD, "UTF-8",
                 make_request ("u", "\xff\xff\xff\xff\xff\xff\xff\xff", "o", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_ORG, "missing",
                 make_request ("u", PASSWORD, " \t", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_ORG, "control character",
                 make_request ("u", PASSWORD, "a\nb", "b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_BUCKET, "missing",
                 make_request ("u", PASSWORD, "o", "", 0, NULL));
  check_mistake (address, TESSERA_SETUP_BUCKET, "underscore",
                 make_request ("u", PASSWORD, "o", " _b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_BUCKET, "quotation marks",
                 make_request ("u", PASSWORD, "o", "a\"b", 0, NULL));
  check_mistake (address, TESSERA_SETUP_RETENTION, "too short",
                 make_request ("u", PASSWORD, "o", "b", 3599, NULL));
  check_mistake (address, TESSERA_SETUP_RETENTION, "too short",
                 make_request ("u", PASSWORD, "o", "b", -1, NULL));
  check_mistake (address, TESSERA_SETUP_RETENTION, "longer",
                 make_request ("u", PASSWORD, "o", "b", TESSERA_DURATION_LONGEST + 1, NULL));
  check_mistake (address, TESSERA_SETUP_TOKEN, "value of a token",
                 make_request ("u", PASSWORD, "o", "b", 0, "a b"));
  g_assert_cmpuint (host->requests, ==, 0);
  test_host_free (host);
}

static void
test_no_keyring (void)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraSetupRequest) request = make_good_request ();
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (set_up (host->address, request, keyring, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING);
  g_assert_cmpuint (host->requests, ==, 0);
  g_assert_true (can_be_set_up (server->address));
  test_host_free (host);
  test_server_stop (server);
}

static void
test_refused_password (void)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraSetupRequest) request = make_good_request ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraServerSetup) setup = NULL;

  test_host_fail (host, "POST /api/v2/setup", 400,
                  "{\"code\":\"invalid\",\"message\":\"" STRONG "\"}");
  g_assert_null (set_up (host->address, request, NULL, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
  g_assert_true (tessera_server_setup_is_about_password (error));
  g_assert_nonnull (strstr (error->message, "three of the following"));
  g_assert_nonnull (strstr (error->message, "Nothing was set up"));
  g_assert_false (tessera_error_may_have_happened (error));
  g_clear_error (&error);

  test_host_fail (host, NULL, 0, NULL);
  setup = set_up (host->address, request, NULL, &error);
  g_assert_no_error (error);
  test_host_free (host);
  test_server_stop (server);
}

static gboolean
has_swallowed (gpointer host)
{
  return ((TestHost *) host)->swallowed > 0;
}

/* The reply is lost: the way back that the error names is tried. */
static void
test_lost_reply (void)
{
  TestServer *server = test_server_start ();
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraSetupRequest) request = make_good_request ();
  g_autoptr (TesseraMinter) minter = tessera_minter_new (NULL);
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = NULL;

  host->fault = "POST /api/v2/setup";
  host->swallows = TRUE;
  tessera_server_setup_async (client, request, minter, NULL, cancellable, test_store_result,
                              &result);
  test_wait_until ("the server to be set up", has_swallowed, host);
  g_cancellable_cancel (cancellable);
  g_assert_null (tessera_server_setup_finish (test_wait (&result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST);
  g_assert_true (tessera_error_may_have_happened (error));
  g_assert_nonnull (strstr (error->message, "may have been set up anyway"));
  g_assert_nonnull (strstr (error->message, "influxd recovery auth create-operator --username "
                                            "'ann \"the first\"' --org 'acme \\ söhne'"));
  g_assert_null (strstr (error->message, "Correct-horse"));
  g_clear_error (&error);

  session = sign_in (server->address, "ann \"the first\"", &error);
  g_assert_no_error (error);
  test_host_free (host);
  test_server_stop (server);
}

/* A server that does as if it were set up by the request that it refuses, or answers it with
 * anything. */
typedef struct
{
  SoupServer *http;
  char *address;
  guint status;
  const char *body;
  gboolean was_set_up; /* by the request */
  gboolean has_asked;
} Odd;

static void
odd_cb (SoupServer *http, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer user_data)
{
  Odd *self = user_data;
  gboolean posted = g_str_equal (soup_server_message_get_method (message), "POST");
  const char *body =
      self->has_asked && self->was_set_up ? "{\"allowed\":false}" : "{\"allowed\":true}";

  self->has_asked |= posted;
  if (posted)
    body = self->body;
  soup_server_message_set_status (message, posted ? self->status : 200, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                    body, strlen (body));
}

/* What setting it up at such a server ends with. */
static TesseraServerSetup *
set_up_odd (guint status, const char *body, gboolean was_set_up, GError **error)
{
  Odd odd = { soup_server_new (NULL, NULL), NULL, status, body, was_set_up, FALSE };
  g_autoptr (TesseraSetupRequest) request =
      make_request ("ann", PASSWORD, "acme", "first", 0, NULL);
  TesseraServerSetup *setup;
  GSList *uris;

  soup_server_add_handler (odd.http, NULL, odd_cb, &odd, NULL);
  g_assert_true (soup_server_listen_local (odd.http, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (odd.http);
  odd.address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  setup = set_up (odd.address, request, NULL, error);
  soup_server_disconnect (odd.http);
  g_object_unref (odd.http);
  g_free (odd.address);
  return setup;
}

static void
test_half (void)
{
  static const char refusal[] = "{\"code\":\"invalid\",\"message\":\"no such bucket, please\"}";
  g_autoptr (GError) error = NULL;

  g_assert_null (set_up_odd (400, refusal, TRUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST);
  g_assert_true (tessera_error_may_have_happened (error));
  g_assert_nonnull (strstr (error->message, "no such bucket, please"));
  g_assert_nonnull (strstr (error->message, "has no operator token"));
  g_assert_nonnull (strstr (error->message, "Sign in as “ann”"));
  g_clear_error (&error);

  g_assert_null (set_up_odd (400, refusal, FALSE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
  g_assert_false (tessera_error_may_have_happened (error));
  g_assert_null (strstr (error->message, "operator"));
  g_clear_error (&error);

  /* Somebody else was faster. */
  g_assert_null (
      set_up_odd (422, "{\"code\":\"conflict\",\"message\":\"onboarding\"}", TRUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_clear_error (&error);

  /* In the middle of the work. */
  g_assert_null (
      set_up_odd (500, "{\"code\":\"internal error\",\"message\":\"disk\"}", TRUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST);
}

/* What is not an InfluxDB may send back what it was sent. */
static void
test_echo (void)
{
  g_autoptr (TesseraSetupRequest) request =
      make_request ("ann", "correct-horse", "acme", "first", 0, NULL);
  TestHost *host = test_host_new_before ("http://127.0.0.1:9");
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_host_fail (host, "POST /api/v2/setup", 400,
                  "{\"code\":\"invalid\",\"message\":\"what is correct-horse?\"}");
  tessera_client_set_up_async (client, request, NULL, test_store_result, &result);
  g_assert_null (tessera_client_set_up_finish (client, test_wait (&result), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
  g_assert_null (strstr (error->message, "correct-horse"));
  g_assert_null (strstr (tessera_error_get_details (error), "correct-horse"));
  g_assert_nonnull (strstr (tessera_error_get_details (error), "what is xxxxxxxxxxxxx?"));
  test_host_free (host);
}

#define ANSWER(org, bucket, token)                                                                 \
  "{\"user\":{\"id\":\"0c0c0c0c0c0c0c0c\",\"name\":\"ann\"},\"org\":{\"id\":\"0b0b0b0b0b0b0b0b\"," \
  "\"name\":\"" org "\"},\"bucket\":{\"id\":\"" bucket "\",\"name\":\"first\",\"retentionRules\":" \
  "[]},\"auth\":{\"id\":\"0a0a0a0a0a0a0a0a\"," token "\"status\":\"active\",\"orgID\":"            \
  "\"0b0b0b0b0b0b0b0b\",\"userID\":\"0c0c0c0c0c0c0c0c\",\"permissions\":[]}}"
#define TOKEN "\"token\":\"" VALUE "\","

static void
test_other_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraServerSetup) setup = NULL;
  g_autofree char *faults = NULL;

  g_assert_null (set_up_odd (201, ANSWER ("acme", "0d0d0d0d0d0d0d0d", ""), TRUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST);
  g_assert_nonnull (strstr (error->message, "The server was set up"));
  g_clear_error (&error);

  g_assert_null (set_up_odd (201, "{\"auth\":{" TOKEN "\"id\":\"x\"}}", TRUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_VALUE_LOST);
  g_assert_null (strstr (error->message, "invented-value"));
  g_clear_error (&error);

  /* The value is not withheld because of what is wrong. */
  setup = set_up_odd (201, ANSWER ("other", "zzz", TOKEN), TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      tessera_secret_peek (tessera_mint_get_value (tessera_server_setup_get_mint (setup))), ==,
      VALUE);
  faults = g_strjoinv ("|", (GStrv) tessera_server_setup_get_faults (setup));
  g_assert_cmpstr (faults, ==,
                   "The organization is a different one.|The bucket is a different one.|The "
                   "token is not an operator token.");
}

static void
check_duration (const char *text, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 seconds = -1;
  gboolean valid = tessera_duration_parse (text, &seconds, &error);

  g_assert_cmpint (valid, ==, expected >= 0);
  if (valid)
    g_assert_cmpint (seconds, ==, expected);
  else
    g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
}

static void
test_durations (void)
{
  check_duration ("0", 0);
  check_duration ("0h", 0);
  check_duration ("72h", 72 * 3600);
  check_duration ("1w", 7 * 86400);
  check_duration ("1d12h", 36 * 3600);
  check_duration ("1h30m15s", 5415);
  check_duration ("1.5h", 5400);
  check_duration ("5000ms", 5);
  check_duration ("3000000us", 3);
  check_duration ("3000000µs", 3);
  check_duration ("2000000000ns", 2);
  check_duration ("9223372036s", 9223372036);
  check_duration ("1.5s", -1);
  check_duration ("1ns", -1);
  check_duration ("", -1);
  check_duration ("5", -1);
  check_duration ("h", -1);
  check_duration ("xx", -1);
  check_duration ("1y", -1);
  check_duration ("-5h", -1);
  check_duration ("1h ", -1);
  check_duration ("1 h", -1);
  check_duration (".h", -1);
  check_duration ("99999999999w", -1);
  check_duration ("99999999999999999999999h", -1);
}

int
main (int argc, char **argv)
{
  /* There is no keyring here. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (test_server_is_missing ())
    {
      g_print ("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it\n");
      return 0;
    }
  g_test_add_func ("/setup/whole-way", test_whole_way);
  g_test_add_func ("/setup/chosen-value", test_chosen_value);
  g_test_add_func ("/setup/mistakes", test_mistakes);
  g_test_add_func ("/setup/no-keyring", test_no_keyring);
  g_test_add_func ("/setup/refused-password", test_refused_password);
  g_test_add_func ("/setup/lost-reply", test_lost_reply);
  g_test_add_func ("/setup/half", test_half);
  g_test_add_func ("/setup/echo", test_echo);
  g_test_add_func ("/setup/other-answers", test_other_answers);
  g_test_add_func ("/setup/durations", test_durations);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "await.h"
#include "core/base/error.h"
#include "core/keyring/keyring.h"
#include "keyring-fixture.h"
#include "tokens.h"

#include <string.h>

/* Made up, and still never printed: a test that prints them would print real ones one day. */
#define VALUE "made-up-value-1=="
#define OTHER_VALUE "made-up-value-2=="
#define SERVER "https://influx.example.com:8086"

/* Reads one bucket and writes two, of which one has a strange name, and reads all dashboards. */
static TesseraToken *
make_token_for_buckets (const char *id)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_permission_set_new ();
  const char *const buckets[] = { "telemetry", "two\nlines", "telemetry" };
  g_autoptr (TesseraPermission) all = tessera_permission_new (
      TESSERA_ACTION_READ, "dashboards", "0b0b0b0b0b0b0b0b", "0d0d0d0d0d0d0d0d", "no bucket");

  tessera_permission_set_add (permissions, all);
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    {
      g_autofree char *bucket_id = g_strdup_printf ("0e0000000000000%u", i % 2);
      g_autoptr (TesseraPermission) permission =
          tessera_permission_new (i == 2 ? TESSERA_ACTION_WRITE : TESSERA_ACTION_READ, "buckets",
                                  "0b0b0b0b0b0b0b0b", bucket_id, buckets[i]);

      tessera_permission_set_add (permissions, permission);
    }
  return test_token_new (.id = id, .description = "for buckets", .active = TRUE,
                         .permissions = permissions);
}

static char *
save (TesseraKeyring *keyring, TesseraToken *token, const char *text, GError **error)
{
  g_autoptr (TesseraSecret) value = tessera_secret_new (text);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_save_token_async (keyring, SERVER, token, value, NULL, test_store_result,
                                    &result);
  test_wait (&result);
  return tessera_keyring_save_token_finish (keyring, result, error);
}

/* g_assert_no_error(), with what the keyring itself said. */
static void
assert_worked (const GError *error)
{
  if (error != NULL)
    g_error ("%s (%s)", error->message, tessera_error_get_details (error));
}

static void
must_save (TesseraKeyring *keyring, const char *id, const char *description, const char *text)
{
  g_autoptr (TesseraToken) token =
      test_token_new (.id = id, .description = description, .active = TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = save (keyring, token, text, &error);

  assert_worked (error);
  g_assert_nonnull (label);
}

static TesseraSecret *
look_up (TesseraKeyring *keyring, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_lookup_token_async (keyring, SERVER, id, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_keyring_lookup_token_finish (keyring, result, error);
}

static gboolean
looks_up_as (TesseraKeyring *keyring, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSecret) value = look_up (keyring, id, &error);

  assert_worked (error);
  return g_str_equal (tessera_secret_peek (value), text);
}

static GHashTable *
list (TesseraKeyring *keyring, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_list_tokens_async (keyring, SERVER, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_keyring_list_tokens_finish (keyring, result, error);
}

static GPtrArray *
list_saved (TesseraKeyring *keyring, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_list_items_async (keyring, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_keyring_list_items_finish (keyring, result, error);
}

static GPtrArray *
list_unlocked (TesseraKeyring *keyring, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_list_unlocked_async (keyring, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_keyring_list_unlocked_finish (keyring, result, error);
}

static gboolean
forget (TesseraKeyring *keyring, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_keyring_forget_token_async (keyring, SERVER, id, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_keyring_forget_token_finish (keyring, result, error);
}

#define assert_contains(text, part)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (strstr ((text), (part)) == NULL)                                                           \
      g_error ("“%s” is missing in:\n%s", (part), (text));                                         \
  }                                                                                                \
  G_STMT_END

static void
test_save (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a00000000000001", .description = "Read buckets", .active = TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = save (keyring, token, VALUE, &error);
  g_autofree char *seen = NULL;

  assert_worked (error);
  g_assert_cmpstr (label, ==, "InfluxDB token “Read buckets” (acme, influx.example.com:8086)");
  seen = fixture_search ("authorization-id", "0a00000000000001");
  assert_contains (seen, "label = InfluxDB token “Read buckets” (acme, influx.example.com:8086)\n");
  assert_contains (seen, "schema = io.github.tessera.Token\n");
  assert_contains (seen, "attribute.server = " SERVER "\n");
  assert_contains (seen, "attribute.organization-id = 0b0b0b0b0b0b0b0b\n");
  assert_contains (seen, "attribute.authorization-id = 0a00000000000001\n");
  assert_contains (seen, "attribute.owner = ann\n");
  assert_contains (seen, "attribute.description = Read buckets\n");
  g_assert_null (strstr (seen, VALUE));
  g_assert_true (fixture_lookup_is ("authorization-id", "0a00000000000001", VALUE));
  g_assert_true (looks_up_as (keyring, "0a00000000000001", VALUE));
}

static void
test_replace (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autofree char *seen = NULL;

  must_save (keyring, "0a00000000000002", "first", VALUE);
  must_save (keyring, "0a00000000000002", "first", OTHER_VALUE);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000002"), ==, 1);
  g_assert_true (fixture_lookup_is ("authorization-id", "0a00000000000002", OTHER_VALUE));

  /* A renamed token has other attributes, and is the same item all the same. */
  must_save (keyring, "0a00000000000002", "renamed", VALUE);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000002"), ==, 1);
  g_assert_true (fixture_lookup_is ("authorization-id", "0a00000000000002", VALUE));
  seen = fixture_search ("authorization-id", "0a00000000000002");
  assert_contains (seen, "attribute.description = renamed\n");
  assert_contains (seen, "“renamed”");
}

static void
test_strange_descriptions (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autofree char *many = g_strnfill (3000, 'x');
  const char *const descriptions[] = { "", "two\nlines\tand a tab",
                                       "a\xe2\x80\xa8"
                                       "b",
                                       "💧 ünï", many };

  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autofree char *id = g_strdup_printf ("0a0000000000010%u", i);
      g_autoptr (TesseraToken) token =
          test_token_new (.id = id, .description = descriptions[i], .active = TRUE);
      g_autoptr (GError) error = NULL;
      g_autofree char *label = save (keyring, token, VALUE, &error);
      g_autofree char *seen = NULL;
      g_autofree char *attribute =
          g_strdup_printf ("attribute.description = %s\n", descriptions[i]);

      assert_worked (error);
      g_assert_null (strpbrk (label, "\n\r\t"));
      g_assert_null (strstr (label, "\xe2\x80\xa8"));
      g_assert_null (strstr (label, "“”"));
      g_assert_true (g_utf8_validate (label, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (label, -1), <=, 120);
      seen = fixture_search ("authorization-id", id);
      assert_contains (seen, attribute);
      g_assert_true (looks_up_as (keyring, id, VALUE));
    }
}

static void
test_missing_and_forget (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GError) error = NULL;
  TesseraSecret *value = look_up (keyring, "0a000000000000ff", &error);

  g_assert_null (value);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_clear_error (&error);

  must_save (keyring, "0a00000000000003", "to forget", VALUE);
  must_save (keyring, "0a00000000000004", "to keep", VALUE);
  g_assert_true (forget (keyring, "0a00000000000003", &error));
  assert_worked (error);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000003"), ==, 0);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000004"), ==, 1);
  /* What is not there is forgotten already. */
  g_assert_true (forget (keyring, "0a00000000000003", &error));
  assert_worked (error);
}

/* Another program's item with the same attributes is neither shown, given out, nor removed. */
static void
test_foreign (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;

  fixture_store ("server", SERVER, "authorization-id", "0a00000000000010");
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000010"), ==, 1);
  ids = list (keyring, &error);
  assert_worked (error);
  g_assert_false (g_hash_table_contains (ids, "0a00000000000010"));
  g_assert_null (look_up (keyring, "0a00000000000010", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  must_save (keyring, "0a00000000000010", "ours", VALUE);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000010"), ==, 2);
  g_assert_true (forget (keyring, "0a00000000000010", &error));
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000010"), ==, 1);
}

/* Older versions kept the address as it was typed, and the same ID can be on a copy of the server.
 */
static void
test_old_address (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token = test_token_new (.id = "0a00000000000021", .active = TRUE);
  g_autoptr (TesseraSecret) old = tessera_secret_new (VALUE);
  g_autoptr (TesseraSecret) others = tessera_secret_new (OTHER_VALUE);
  g_autoptr (TesseraSecret) found = NULL;
  g_autoptr (GAsyncResult) saved = NULL, saved_other = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;

  tessera_keyring_save_token_async (keyring, "HTTPS://Influx.Example.com.:8086", token, old, NULL,
                                    test_store_result, &saved);
  g_free (tessera_keyring_save_token_finish (keyring, test_wait (&saved), &error));
  assert_worked (error);
  tessera_keyring_save_token_async (keyring, "https://copy.example.com:8086", token, others, NULL,
                                    test_store_result, &saved_other);
  g_free (tessera_keyring_save_token_finish (keyring, test_wait (&saved_other), &error));
  assert_worked (error);

  found = look_up (keyring, "0a00000000000021", &error);
  assert_worked (error);
  g_assert_true (tessera_secret_equal (found, old));
  ids = list (keyring, &error);
  g_assert_true (g_hash_table_contains (ids, "0a00000000000021"));
  g_assert_true (forget (keyring, "0a00000000000021", &error));
  assert_worked (error);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000021"), ==, 1);
  g_assert_null (look_up (keyring, "0a00000000000021", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

static void
test_sign_in (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraConnection) connection = tessera_connection_new (
      NULL, SERVER, "0b0b0b0b0b0b0b0b", "acme", TESSERA_CREDENTIALS_PASSWORD, "ann");
  g_autoptr (TesseraSecret) password = tessera_secret_new (VALUE);
  g_autoptr (TesseraSecret) found = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) looked_up = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  tessera_keyring_save_credentials_async (keyring, connection, password, NULL, test_store_result,
                                          &saved);
  test_wait (&saved);
  g_assert_true (tessera_keyring_save_credentials_finish (keyring, saved, &error));
  assert_worked (error);
  seen = fixture_search ("connection", tessera_connection_get_id (connection));
  assert_contains (seen, "schema = io.github.tessera.SignIn\n");
  assert_contains (seen, "attribute.server = " SERVER "\n");
  assert_contains (seen, "attribute.username = ann\n");

  tessera_keyring_lookup_credentials_async (keyring, connection, NULL, test_store_result,
                                            &looked_up);
  test_wait (&looked_up);
  found = tessera_keyring_lookup_credentials_finish (keyring, looked_up, &error);
  assert_worked (error);
  g_assert_true (g_str_equal (tessera_secret_peek (found), VALUE));

  tessera_keyring_forget_credentials_async (keyring, connection, NULL, test_store_result,
                                            &forgotten);
  test_wait (&forgotten);
  g_assert_true (tessera_keyring_forget_credentials_finish (keyring, forgotten, &error));
  g_assert_cmpuint (fixture_count ("connection", tessera_connection_get_id (connection)), ==, 0);
  tessera_keyring_lookup_credentials_async (keyring, connection, NULL, test_store_result, &again);
  test_wait (&again);
  g_assert_null (tessera_keyring_lookup_credentials_finish (keyring, again, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

/* The headers of a connection are items of their own, which a search for credentials does not take,
 * and leave the keyring with them. */
static void
test_headers (void)
{
  static const char *const names[] = { "X-Gate", NULL };
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraConnection) plain = tessera_connection_new (
      NULL, SERVER, "0b0b0b0b0b0b0b0b", "acme", TESSERA_CREDENTIALS_TOKEN, NULL);
  g_autoptr (TesseraReach) reach = tessera_reach_new (TESSERA_TRUST_SYSTEM, NULL, names);
  g_autoptr (TesseraConnection) connection = tessera_connection_with_reach (plain, reach);
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (TesseraSecret) found = NULL;
  g_autoptr (GAsyncResult) saved = NULL, none = NULL, looked_up = NULL, forgotten = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  tessera_keyring_save_header_async (keyring, connection, "X-Gate", value, NULL, test_store_result,
                                     &saved);
  test_wait (&saved);
  g_assert_true (tessera_keyring_save_header_finish (keyring, saved, &error));
  assert_worked (error);
  seen = fixture_search ("connection", tessera_connection_get_id (connection));
  assert_contains (seen, "schema = io.github.tessera.Header\n");
  assert_contains (seen, "attribute.server = " SERVER "\n");
  assert_contains (seen, "attribute.header = x-gate\n");

  tessera_keyring_lookup_credentials_async (keyring, connection, NULL, test_store_result, &none);
  test_wait (&none);
  g_assert_null (tessera_keyring_lookup_credentials_finish (keyring, none, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  tessera_keyring_lookup_header_async (keyring, connection, "x-GATE", NULL, test_store_result,
                                       &looked_up);
  test_wait (&looked_up);
  found = tessera_keyring_lookup_header_finish (keyring, looked_up, &error);
  assert_worked (error);
  g_assert_true (tessera_secret_equal (found, value));

  tessera_keyring_forget_credentials_async (keyring, connection, NULL, test_store_result,
                                            &forgotten);
  test_wait (&forgotten);
  g_assert_true (tessera_keyring_forget_credentials_finish (keyring, forgotten, &error));
  g_assert_cmpuint (fixture_count ("connection", tessera_connection_get_id (connection)), ==, 0);
}

/* All that is saved, of every server, and nothing of other programs. */
static TesseraKeyringItem *
find_saved (GPtrArray *saved, const char *id)
{
  for (guint i = 0; i < saved->len; i++)
    if (g_str_equal (tessera_keyring_item_get_id (saved->pdata[i]), id))
      return saved->pdata[i];
  g_error ("%s is not among the saved ones", id);
}

static void
test_list_saved (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) unlocked = NULL;
  g_autoptr (GError) error = NULL;
  TesseraKeyringItem *found = NULL;

  before = list_saved (keyring, &error);
  assert_worked (error);
  fixture_store ("server", SERVER, "authorization-id", "0a000000000000bb");
  must_save (keyring, "0a000000000000aa", "to find anywhere", VALUE);
  after = list_saved (keyring, &error);
  assert_worked (error);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  for (guint i = 0; i < after->len; i++)
    if (g_str_equal (tessera_keyring_item_get_id (after->pdata[i]), "0a000000000000aa"))
      found = after->pdata[i];
  g_assert_nonnull (found);
  g_assert_cmpstr (tessera_keyring_item_get_server (found), ==, SERVER);
  g_assert_cmpstr (tessera_keyring_item_get_org_id (found), ==, "0b0b0b0b0b0b0b0b");
  g_assert_cmpstr (tessera_keyring_item_get_owner (found), ==, "ann");
  g_assert_cmpstr (tessera_keyring_item_get_description (found), ==, "to find anywhere");
  g_assert_nonnull (strstr (tessera_keyring_item_get_label (found), "to find anywhere"));
  unlocked = list_unlocked (keyring, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unlocked->len, ==, after->len);
  g_assert_cmpstr (tessera_keyring_item_get_description (find_saved (unlocked, "0a000000000000aa")),
                   ==, "to find anywhere");
}

/* Bucket names are one a line, once each; an item of an earlier version has none, and gets them. */
static void
test_buckets (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token = make_token_for_buckets ("0a000000000000cc");
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  fixture_store ("server", SERVER, "authorization-id", "0a000000000000cc");
  label = save (keyring, token, VALUE, &error);
  assert_worked (error);
  before = list_saved (keyring, &error);
  assert_worked (error);
  g_assert_cmpstr (tessera_keyring_item_get_buckets (find_saved (before, "0a000000000000cc")), ==,
                   "telemetry\ntwo lines");
  must_save (keyring, "0a000000000000cc", "for buckets", VALUE);
  g_assert_cmpuint (fixture_count ("description", "for buckets"), ==, 1);
  after = list_saved (keyring, &error);
  assert_worked (error);
  g_assert_cmpstr (tessera_keyring_item_get_buckets (find_saved (after, "0a000000000000cc")), ==,
                   "");
}

static void
test_list_locked (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GPtrArray) saved = NULL, unlocked = NULL;
  g_autoptr (GError) error = NULL;

  must_save (keyring, "0a00000000000005", "to list", VALUE);
  fixture_store ("user", "somebody", "place", "elsewhere");
  fixture_lock_keyring ();
  ids = list (keyring, &error);
  assert_worked (error);
  g_assert_true (g_hash_table_contains (ids, "0a00000000000005"));
  g_assert_false (g_hash_table_contains (ids, "0a000000000000ff"));
  saved = list_saved (keyring, &error);
  assert_worked (error);
  g_assert_nonnull (find_saved (saved, "0a00000000000005"));
  unlocked = list_unlocked (keyring, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unlocked->len, ==, 0);
  g_assert_false (fixture_is_prompt_there (NULL));
  fixture_start_keyring (TRUE);
}

/* A keyring that was never unlocked since the login shows hashes instead of attributes: nobody can
 * tell which tokens it has, which is not the same as none. */
static void
test_never_unlocked (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  g_autoptr (GAsyncResult) looked_up = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;

  must_save (keyring, "0a00000000000006", "to list", VALUE);
  fixture_kill_keyring ();
  fixture_start_keyring (FALSE);
  ids = list (keyring, &error);
  g_assert_null (ids);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_null (list_saved (keyring, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  g_assert_false (fixture_is_prompt_there (NULL));

  /* Nor is what it has missing: it has to be unlocked first. */
  g_clear_error (&error);
  tessera_keyring_lookup_token_async (keyring, SERVER, "0a00000000000006", NULL, test_store_result,
                                      &looked_up);
  fixture_answer_prompt ();
  test_wait (&looked_up);
  value = tessera_keyring_lookup_token_finish (keyring, looked_up, &error);
  assert_worked (error);
  g_assert_true (g_str_equal (tessera_secret_peek (value), VALUE));
  ids = list (keyring, &error);
  assert_worked (error);
  g_assert_true (g_hash_table_contains (ids, "0a00000000000006"));

  fixture_start_keyring (FALSE);
  tessera_keyring_forget_token_async (keyring, SERVER, "0a00000000000006", NULL, test_store_result,
                                      &forgotten);
  fixture_answer_prompt ();
  test_wait (&forgotten);
  g_assert_true (tessera_keyring_forget_token_finish (keyring, forgotten, &error));
  assert_worked (error);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000006"), ==, 0);
  fixture_start_keyring (TRUE);
}

/* Hashes of another program's items say as little of ours. */
static void
test_never_unlocked_with_others (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  fixture_remove_keyring ();
  fixture_start_keyring (TRUE);
  fixture_store ("application", "browser", "kind", "login");
  fixture_kill_keyring ();
  fixture_start_keyring (FALSE);
  g_assert_null (list_saved (keyring, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  fixture_start_keyring (TRUE);
  none = list_saved (keyring, &error);
  assert_worked (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_dismissed (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a00000000000007", .description = "dismissed", .active = TRUE);
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) looked_up = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = fixture_get_keyring_owner ();
  g_autofree char *owner_after = NULL;

  must_save (keyring, "0a00000000000008", "there before", VALUE);
  fixture_lock_keyring ();

  tessera_keyring_save_token_async (keyring, SERVER, token, value, NULL, test_store_result, &saved);
  fixture_dismiss_prompt ();
  test_wait (&saved);
  g_assert_null (tessera_keyring_save_token_finish (keyring, saved, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  assert_contains (error->message, "prompt was closed");
  g_clear_error (&error);

  /* Locked, not missing. */
  tessera_keyring_lookup_token_async (keyring, SERVER, "0a00000000000008", NULL, test_store_result,
                                      &looked_up);
  fixture_dismiss_prompt ();
  test_wait (&looked_up);
  g_assert_null (tessera_keyring_lookup_token_finish (keyring, looked_up, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  assert_contains (error->message, "prompt was closed");
  g_clear_error (&error);

  tessera_keyring_forget_token_async (keyring, SERVER, "0a00000000000008", NULL, test_store_result,
                                      &forgotten);
  fixture_dismiss_prompt ();
  test_wait (&forgotten);
  g_assert_false (tessera_keyring_forget_token_finish (keyring, forgotten, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);

  owner_after = fixture_get_keyring_owner ();
  g_assert_cmpstr (owner, ==, owner_after);
  fixture_start_keyring (TRUE);
  g_assert_true (looks_up_as (keyring, "0a00000000000008", VALUE));
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000007"), ==, 0);
}

static void
test_answered (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a00000000000009", .description = "answered", .active = TRUE);
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  fixture_lock_keyring ();
  tessera_keyring_save_token_async (keyring, SERVER, token, value, NULL, test_store_result, &saved);
  fixture_answer_prompt ();
  test_wait (&saved);
  label = tessera_keyring_save_token_finish (keyring, saved, &error);
  assert_worked (error);
  g_assert_nonnull (label);
  g_assert_true (fixture_lookup_is ("authorization-id", "0a00000000000009", VALUE));
}

static gboolean
is_saved (gpointer id)
{
  return fixture_count ("authorization-id", id) == 1;
}

static void
test_deadline (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a0000000000000a", .description = "late", .active = TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = fixture_get_keyring_owner ();
  g_autofree char *owner_after = NULL;
  gint64 start;

  must_save (keyring, "0a0000000000000b", "there before", VALUE);
  fixture_lock_keyring ();
  tessera_keyring_set_deadline (keyring, 3);
  start = g_get_monotonic_time ();
  g_assert_null (save (keyring, token, VALUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  g_assert_null (strstr (error->message, "prompt was closed"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);

  /* The prompt is still up, and who answers it late gets what was asked for. */
  fixture_answer_prompt ();
  test_wait_until ("the late answer to save", is_saved, (gpointer) "0a0000000000000a");
  owner_after = fixture_get_keyring_owner ();
  g_assert_cmpstr (owner, ==, owner_after);
  g_assert_true (looks_up_as (keyring, "0a0000000000000b", VALUE));
}

static void
test_cancelled (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a0000000000000c", .description = "cancelled", .active = TRUE);
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) too_late = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = fixture_get_keyring_owner ();
  g_autofree char *owner_after = NULL;

  fixture_lock_keyring ();
  tessera_keyring_save_token_async (keyring, SERVER, token, value, cancellable, test_store_result,
                                    &saved);
  fixture_wait_for_prompt ();
  g_cancellable_cancel (cancellable);
  test_wait (&saved);
  g_assert_null (tessera_keyring_save_token_finish (keyring, saved, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (fixture_is_prompt_there (NULL));
  fixture_dismiss_prompt ();
  owner_after = fixture_get_keyring_owner ();
  g_assert_cmpstr (owner, ==, owner_after);

  /* What is cancelled from the start asks nothing. */
  tessera_keyring_save_token_async (keyring, SERVER, token, value, cancellable, test_store_result,
                                    &too_late);
  test_wait (&too_late);
  g_assert_null (tessera_keyring_save_token_finish (keyring, too_late, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_pointer (&owner, g_free);
  {
    g_autoptr (GHashTable) ids = list (keyring, &error);

    assert_worked (error);
    g_assert_false (g_hash_table_contains (ids, "0a0000000000000c"));
  }
  g_assert_false (fixture_is_prompt_there (NULL));
  fixture_start_keyring (TRUE);
}

static void
test_killed (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a0000000000000d", .description = "killed", .active = TRUE);
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) looked_up = NULL;
  g_autoptr (GError) error = NULL;

  must_save (keyring, "0a0000000000000e", "there before", VALUE);
  fixture_lock_keyring ();
  tessera_keyring_save_token_async (keyring, SERVER, token, value, NULL, test_store_result, &saved);
  fixture_wait_for_prompt ();
  fixture_kill_keyring ();
  test_wait (&saved);
  g_assert_null (tessera_keyring_save_token_finish (keyring, saved, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING);
  g_clear_error (&error);

  fixture_start_keyring (TRUE);
  must_save (keyring, "0a0000000000000d", "killed", VALUE);
  g_assert_true (fixture_lookup_is ("authorization-id", "0a0000000000000d", VALUE));
  g_assert_true (looks_up_as (keyring, "0a0000000000000e", VALUE));

  fixture_lock_keyring ();
  tessera_keyring_lookup_token_async (keyring, SERVER, "0a0000000000000e", NULL, test_store_result,
                                      &looked_up);
  fixture_wait_for_prompt ();
  fixture_kill_keyring ();
  test_wait (&looked_up);
  g_assert_null (tessera_keyring_lookup_token_finish (keyring, looked_up, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING);

  /* Killed between two calls: the first call to the new one works. */
  fixture_start_keyring (TRUE);
  g_assert_true (looks_up_as (keyring, "0a0000000000000e", VALUE));
  fixture_kill_keyring ();
  fixture_start_keyring (TRUE);
  must_save (keyring, "0a0000000000000f", "after", VALUE);
  fixture_kill_keyring ();
  fixture_start_keyring (TRUE);
  g_assert_true (looks_up_as (keyring, "0a0000000000000f", VALUE));
}

static void
test_frozen (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a00000000000011", .description = "frozen", .active = TRUE);
  g_autoptr (GError) error = NULL;

  must_save (keyring, "0a00000000000012", "there before", VALUE);
  tessera_keyring_set_deadline (keyring, 1);
  fixture_freeze_keyring (TRUE);
  g_assert_null (save (keyring, token, VALUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  fixture_freeze_keyring (FALSE);
  test_wait_until ("the late answer to save", is_saved, (gpointer) "0a00000000000011");
  tessera_keyring_set_deadline (keyring, 30);
  g_assert_true (looks_up_as (keyring, "0a00000000000012", VALUE));
}

/* Two at once under two descriptions: each may remove the other's item, but never unnoticed. */
static void
test_two_at_once (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (TesseraToken) one =
      test_token_new (.id = "0a00000000000013", .description = "one", .active = TRUE);
  g_autoptr (TesseraToken) other =
      test_token_new (.id = "0a00000000000013", .description = "other", .active = TRUE);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *first_label = NULL;
  g_autofree char *second_label = NULL;

  tessera_keyring_save_token_async (keyring, SERVER, one, value, NULL, test_store_result, &first);
  tessera_keyring_save_token_async (keyring, SERVER, other, value, NULL, test_store_result,
                                    &second);
  test_wait (&first);
  test_wait (&second);
  first_label = tessera_keyring_save_token_finish (keyring, first, NULL);
  second_label = tessera_keyring_save_token_finish (keyring, second, NULL);
  if (first_label != NULL || second_label != NULL)
    g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000013"), ==, 1);
  /* The next save mends whatever came of it. */
  must_save (keyring, "0a00000000000013", "mended", VALUE);
  g_assert_cmpuint (fixture_count ("authorization-id", "0a00000000000013"), ==, 1);
}

static void
test_new_desktop (void)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a00000000000014", .description = "first of all", .active = TRUE);
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GAsyncResult) dismissed = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  fixture_remove_keyring ();
  ids = list (keyring, &error);
  assert_worked (error);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 0);
  g_assert_null (look_up (keyring, "0a00000000000014", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_clear_error (&error);

  tessera_keyring_save_token_async (keyring, SERVER, token, value, NULL, test_store_result,
                                    &dismissed);
  fixture_dismiss_prompt ();
  test_wait (&dismissed);
  g_assert_null (tessera_keyring_save_token_finish (keyring, dismissed, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);

  tessera_keyring_save_token_async (keyring, SERVER, token, value, NULL, test_store_result, &saved);
  fixture_choose_password ();
  test_wait (&saved);
  label = tessera_keyring_save_token_finish (keyring, saved, &error);
  assert_worked (error);
  g_assert_nonnull (label);
  g_assert_true (fixture_lookup_is ("authorization-id", "0a00000000000014", VALUE));
}

static void
assert_no_keyring (const char *reason)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraToken) token =
      test_token_new (.id = "0a00000000000001", .description = "nowhere to go", .active = TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_null (save (keyring, token, VALUE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING);
  assert_contains (error->message, reason);
  assert_contains (error->message, "opy the value");
  g_clear_error (&error);
  g_assert_null (look_up (keyring, "0a00000000000001", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING);
  g_assert_null (strstr (error->message, "opy the value"));
  g_clear_error (&error);
  g_assert_null (list (keyring, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING);
  g_clear_error (&error);
  g_assert_false (forget (keyring, "0a00000000000001", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING);
}

static void
test_no_keyring (void)
{
  assert_no_keyring ("GNOME Keyring, or KWallet");
}

static void
test_no_bus (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      assert_no_keyring ("no desktop session is available");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!fixture_is_private ())
    {
      g_print ("1..0 # SKIP runs only with a keyring and a home of its own\n");
      return 0;
    }
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0)
    {
      g_test_add_func ("/keyring/no-keyring", test_no_keyring);
      g_test_add_func ("/keyring/no-bus", test_no_bus);
      return g_test_run ();
    }
  g_test_add_func ("/keyring/save", test_save);
  g_test_add_func ("/keyring/replace", test_replace);
  g_test_add_func ("/keyring/strange-descriptions", test_strange_descriptions);
  g_test_add_func ("/keyring/missing-and-forget", test_missing_and_forget);
  g_test_add_func ("/keyring/foreign", test_foreign);
  g_test_add_func ("/keyring/old-address", test_old_address);
  g_test_add_func ("/keyring/sign-in", test_sign_in);
  g_test_add_func ("/keyring/headers", test_headers);
  g_test_add_func ("/keyring/list-saved", test_list_saved);
  g_test_add_func ("/keyring/buckets", test_buckets);
  g_test_add_func ("/keyring/list-locked", test_list_locked);
  g_test_add_func ("/keyring/never-unlocked", test_never_unlocked);
  g_test_add_func ("/keyring/never-unlocked-with-others", test_never_unlocked_with_others);
  g_test_add_func ("/keyring/dismissed", test_dismissed);
  g_test_add_func ("/keyring/answered", test_answered);
  g_test_add_func ("/keyring/deadline", test_deadline);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/killed", test_killed);
  g_test_add_func ("/keyring/frozen", test_frozen);
  g_test_add_func ("/keyring/two-at-once", test_two_at_once);
  g_test_add_func ("/keyring/new-desktop", test_new_desktop);
  return g_test_run ();
}

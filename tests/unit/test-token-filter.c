/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"
#include "core/model/token-filter.h"
#include "tokens.h"

#define ORG "00000000000000aa"
#define ME "00000000000000ab"

static TesseraToken *
make_token_of (GDateTime *created, TesseraPermission *permission, gboolean active)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_permission_set_new ();
  g_autofree char *text = created != NULL ? g_date_time_format_iso8601 (created) : NULL;

  tessera_permission_set_add (permissions, permission);
  return test_token_new (.id = "0a1b2c3d4e5f6071", .description = "Façade of the ÉCOLE",
                         .org_id = ORG, .owner_id = ME, .owner = "mara", .active = active,
                         .created = text, .permissions = permissions);
}

static TesseraToken *
make_reader (void)
{
  g_autoptr (TesseraPermission) read =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, "5a40000000000001", "telemetry");

  return make_token_of (NULL, read, TRUE);
}

static gboolean
finds (TesseraToken *token, const char *text)
{
  g_auto (GStrv) words = tessera_text_split_words (text);

  return tessera_token_matches_words (token, (const char *const *) words);
}

/* Every field that a search looks at, and nothing else. */
static void
test_words (void)
{
  g_autoptr (TesseraToken) token = make_reader ();
  static const char *const there[] = {
    "",         "  ",   "façade", "école the", "MARA",      "0a1b2c3d",  ME,
    "telemetr", "5a40", "read",   "buckets",   "read tele", "mara tele", "reads telemetry",
  };
  static const char *const missing[] = { "write", "acme corp", "telemetry2", "mara olga",
                                         "dashboards" };

  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    if (!finds (token, there[i]))
      g_error ("“%s” is not found", there[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    if (finds (token, missing[i]))
      g_error ("“%s” is found", missing[i]);
}

/* What is kept for the search follows the token. */
static void
test_words_follow (void)
{
  g_autoptr (TesseraToken) token = make_reader ();
  g_autoptr (TesseraPermission) renamed =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, "5a40000000000001", "weather");
  g_autoptr (TesseraToken) newer = make_token_of (NULL, renamed, TRUE);

  g_assert_true (finds (token, "telemetry"));
  tessera_token_update (token, newer);
  g_assert_false (finds (token, "telemetry"));
  g_assert_true (finds (token, "weather"));
}

static TesseraToken *
make_operator (void)
{
  const TesseraTemplateScope scope = { tessera_resource_types_known (), ORG, ME, NULL };
  g_autoptr (TesseraPermissionSet) permissions =
      tessera_template_make (tessera_template_find ("operator"), &scope);

  return test_token_new (.org_id = ORG, .owner_id = ME, .active = TRUE, .permissions = permissions);
}

/* As ioBroker's documentation asks for it: one bucket, and to see all organizations. */
static void
test_server_wide (void)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) read =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, "5a40000000000001", "telemetry");
  g_autoptr (TesseraPermission) write = tessera_permission_new (
      TESSERA_ACTION_WRITE, "buckets", ORG, "5a40000000000001", "telemetry");
  g_autoptr (TesseraPermission) orgs =
      tessera_permission_new (TESSERA_ACTION_READ, "orgs", NULL, NULL, NULL);
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (TesseraToken) reader = make_reader ();
  g_autoptr (TesseraToken) operator_ = make_operator ();
  g_autoptr (TesseraToken) writer = NULL;
  g_autoptr (TesseraPermission) all_buckets =
      tessera_permission_new (TESSERA_ACTION_WRITE, "buckets", NULL, NULL, NULL);

  tessera_permission_set_add (permissions, read);
  tessera_permission_set_add (permissions, write);
  tessera_permission_set_add (permissions, orgs);
  token = test_token_new (.org_id = ORG, .active = TRUE, .permissions = permissions);
  g_assert_cmpint (tessera_token_get_kind (token), ==, TESSERA_TOKEN_CUSTOM);
  g_assert_true (tessera_token_is_server_wide (token));
  g_assert_cmpstr (tessera_token_get_summary (token), ==,
                   "Reads \u2068telemetry\u2069, reads all Organizations on the server, writes "
                   "to \u2068telemetry\u2069");
  writer = make_token_of (NULL, all_buckets, TRUE);
  g_assert_cmpint (tessera_token_get_kind (writer), ==, TESSERA_TOKEN_CUSTOM);
  g_assert_cmpstr (tessera_token_get_summary (writer), ==, "Writes all Buckets on the server");
  g_assert_false (tessera_token_is_server_wide (reader));
  g_assert_cmpint (tessera_token_get_kind (operator_), ==, TESSERA_TOKEN_OPERATOR);
  g_assert_true (tessera_token_is_server_wide (operator_));
}

static void
test_traits (void)
{
  g_autoptr (TesseraPermission) gone =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, "5a40000000000002", NULL);
  g_autoptr (TesseraToken) reader = make_reader ();
  g_autoptr (TesseraToken) operator_ = make_operator ();
  g_autoptr (TesseraToken) dangling = make_token_of (NULL, gone, FALSE);

  tessera_token_set_saved (reader, TRUE);
  g_assert_cmpint (tessera_token_get_traits (reader, NULL, 365), ==,
                   TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_SAVED);
  g_assert_cmpint (tessera_token_get_traits (reader, ME, 365), ==,
                   TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_SAVED | TESSERA_TRAIT_MINE);
  g_assert_cmpint (tessera_token_get_traits (operator_, ORG, 365), ==,
                   TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_UNSAVED | TESSERA_TRAIT_OPERATOR);
  g_assert_cmpint (tessera_token_get_traits (dangling, NULL, 365), ==,
                   TESSERA_TRAIT_INACTIVE | TESSERA_TRAIT_UNSAVED | TESSERA_TRAIT_DANGLING);
}

static void
test_old (void)
{
  g_autoptr (TesseraPermission) read =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", ORG, "5a40000000000001", "telemetry");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -10 * 24 - 1);
  g_autoptr (TesseraToken) token = make_token_of (then, read, TRUE);

  g_assert_true (tessera_time_is_older_than (then, 10));
  g_assert_false (tessera_time_is_older_than (then, 11));
  /* A clock that is behind the server's, and a server that does not tell. */
  g_assert_false (tessera_time_is_older_than (now, 1));
  g_assert_false (tessera_time_is_older_than (NULL, 1));
  /* More days than an integer has microseconds for. */
  g_assert_false (tessera_time_is_older_than (then, 3650));

  g_assert_true (tessera_token_get_traits (token, NULL, 10) & TESSERA_TRAIT_STALE);
  g_assert_false (tessera_token_get_traits (token, NULL, 11) & TESSERA_TRAIT_STALE);
}

static void
test_match (void)
{
  const TesseraTokenTraits token =
      TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_UNSAVED | TESSERA_TRAIT_OPERATOR;

  g_assert_true (tessera_traits_match (token, 0));
  g_assert_true (tessera_traits_match (token, TESSERA_TRAIT_ACTIVE));
  g_assert_false (tessera_traits_match (token, TESSERA_TRAIT_INACTIVE));
  /* The same question twice adds up. */
  g_assert_true (tessera_traits_match (token, TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_INACTIVE));
  g_assert_true (tessera_traits_match (token, TESSERA_TRAIT_OPERATOR | TESSERA_TRAIT_ALL_ACCESS));
  /* Different ones narrow down. */
  g_assert_true (tessera_traits_match (token, TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_UNSAVED));
  g_assert_false (tessera_traits_match (token, TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_SAVED));
  g_assert_false (tessera_traits_match (token, TESSERA_TRAIT_ACTIVE | TESSERA_TRAIT_MINE));
  g_assert_false (tessera_traits_match (token, TESSERA_TRAIT_DANGLING));
  g_assert_false (tessera_traits_match (token, TESSERA_TRAIT_STALE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token-filter/server-wide", test_server_wide);
  g_test_add_func ("/token-filter/words", test_words);
  g_test_add_func ("/token-filter/words-follow", test_words_follow);
  g_test_add_func ("/token-filter/traits", test_traits);
  g_test_add_func ("/token-filter/old", test_old);
  g_test_add_func ("/token-filter/match", test_match);
  return g_test_run ();
}

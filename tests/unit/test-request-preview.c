/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The faces of a token request, as text. That the commands work is shown in the suites `server` and
 * `live`. */

#include "core/base/error.h"
#include "core/compose/request-preview.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define ORG "00000000000000aa"
#define OTHER_ORG "00000000000000bb"
#define OWNER "00000000000000cc"

/* Where it is made, and what is asked for. */
typedef struct
{
  TesseraResource *organization;
  TesseraResource *owner;
  TesseraRequestContext place;
  TesseraPermissionSet *set;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->organization = tessera_resource_new ("orgs", ORG, "acme", FALSE);
  self->owner = tessera_resource_new ("users", OWNER, "admin", FALSE);
  self->place = (TesseraRequestContext) { "http://localhost:8086", tessera_resource_types_known (),
                                          self->organization, self->owner };
  self->set = tessera_permission_set_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tessera_permission_set_unref (self->set);
  g_object_unref (self->owner);
  g_object_unref (self->organization);
}

static void
add (Fixture *self, TesseraAction action, const char *type, const char *org, const char *id,
     const char *name)
{
  g_autoptr (TesseraPermission) permission = tessera_permission_new (action, type, org, id, name);

  tessera_permission_set_add (self->set, permission);
}

static void
read_and_write (Fixture *self, const char *type, const char *org, const char *id, const char *name)
{
  add (self, TESSERA_ACTION_READ, type, org, id, name);
  add (self, TESSERA_ACTION_WRITE, type, org, id, name);
}

static void
clear (Fixture *self)
{
  tessera_permission_set_unref (self->set);
  self->set = tessera_permission_set_new ();
}

/* Compared without the isolates around names, and then the set is empty again. */
static void
check_sentence (Fixture *self, const char *expected)
{
  g_autoptr (TesseraTokenRequest) request = tessera_token_request_new (ORG, NULL, "x", self->set);
  g_autofree char *sentence = tessera_token_request_to_sentence (request, &self->place);
  GString *plain = g_string_new (sentence);

  g_string_replace (plain, "\xe2\x81\xa8", "", 0);
  g_string_replace (plain, "\xe2\x81\xa9", "", 0);
  g_assert_cmpstr (plain->str, ==, expected);
  g_string_free (plain, TRUE);
  clear (self);
}

static void
test_sentence_buckets (Fixture *self, gconstpointer data)
{
  check_sentence (self, "This token can’t do anything yet.");

  add (self, TESSERA_ACTION_READ, "buckets", ORG, "1", "_monitoring");
  add (self, TESSERA_ACTION_WRITE, "buckets", ORG, "2", "_tasks");
  check_sentence (self,
                  "This token can read the bucket _monitoring and write to the bucket _tasks.");

  read_and_write (self, "buckets", ORG, "1", "a");
  read_and_write (self, "buckets", ORG, "2", "b");
  add (self, TESSERA_ACTION_READ, "buckets", ORG, "3", "c");
  check_sentence (
      self, "This token can read from and write to the buckets a and b and read the bucket c.");

  add (self, TESSERA_ACTION_WRITE, "buckets", ORG, NULL, NULL);
  add (self, TESSERA_ACTION_READ, "buckets", ORG, "3", NULL);
  check_sentence (self, "This token can write to all buckets and read the bucket 3.");
}

static void
test_sentence_other_types (Fixture *self, gconstpointer data)
{
  add (self, TESSERA_ACTION_READ, "dashboards", ORG, "1", "Energy");
  read_and_write (self, "tasks", ORG, NULL, NULL);
  add (self, TESSERA_ACTION_READ, "orgs", NULL, ORG, NULL);
  read_and_write (self, "users", NULL, OWNER, NULL);
  check_sentence (self, "This token can read Energy (Dashboards), view the organization itself, "
                        "read and write all Tasks and view and change its owner’s account.");

  add (self, TESSERA_ACTION_READ, "moods", ORG, NULL, NULL);
  add (self, TESSERA_ACTION_READ, "orgs", NULL, OTHER_ORG, "other");
  add (self, TESSERA_ACTION_WRITE, "users", NULL, "7", NULL);
  check_sentence (self, "This token can read all moods, read other (Organization) and write 7 "
                        "(Owner’s User Account).");

  add (self, TESSERA_ACTION_READ, "buckets", NULL, NULL, NULL);
  add (self, TESSERA_ACTION_READ, "tasks", OTHER_ORG, NULL, NULL);
  check_sentence (self, "This token can read Buckets in every organization and read Tasks in the "
                        "organization " OTHER_ORG ".");
}

static void
test_sentence_long (Fixture *self, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (5000, 'n');
  g_autofree char *cut = g_strndup (endless, 59);
  g_autofree char *sentence = g_strdup_printf ("This token can read the bucket %s….", cut);

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (self, TESSERA_ACTION_READ, "buckets", ORG, id, id);
    }
  check_sentence (self, "This token can read the buckets 0, 1, 2 and 4 more.");

  add (self, TESSERA_ACTION_READ, "buckets", ORG, "1", endless);
  check_sentence (self, sentence);

  for (guint i = 0; i < 6; i++)
    add (self, TESSERA_ACTION_WRITE, tessera_resource_types_known ()[i], ORG, NULL, NULL);
  check_sentence (self, "This token can write to all buckets, write all Telegraf Configurations, "
                        "write all Annotations, write all API Tokens and 2 more.");
}

/* A name does not get out of its place: no second line, and no other direction. */
static void
test_sentence_strange_names (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autofree char *sentence = NULL;

  add (self, TESSERA_ACTION_READ, "buckets", ORG, "1", "a\nb \xe2\x80\xae <b>");
  request = tessera_token_request_new (ORG, NULL, NULL, self->set);
  sentence = tessera_token_request_to_sentence (request, &self->place);
  g_assert_cmpstr (sentence, ==,
                   "This token can read the bucket \xe2\x81\xa8"
                   "a b  <b>\xe2\x81\xa9.");
}

static void
apply (Fixture *self, const char *key)
{
  const TesseraTemplateScope scope = { self->place.types, ORG, OWNER, NULL };

  tessera_permission_set_unref (self->set);
  self->set = tessera_template_make (tessera_template_find (key), &scope);
}

static void
test_sentence_everything (Fixture *self, gconstpointer data)
{
  apply (self, "all-access");
  check_sentence (self, "This token can read and write everything in the organization acme.");
  apply (self, "operator");
  check_sentence (self, "This token can read and write everything in every organization on the "
                        "server: it is an operator token.");
}

static void
check_influx (Fixture *self, const char *description, const char *expected)
{
  g_autoptr (TesseraTokenRequest) request =
      tessera_token_request_new (ORG, NULL, description, self->set);
  g_autoptr (GError) error = NULL;
  g_autofree char *command = tessera_token_request_to_influx (request, &self->place, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (command, ==, expected);
  clear (self);
}

#define BEGINNING                                                                                  \
  "influx auth create \\\n  --host=http://localhost:8086 \\\n  --org=acme \\\n  --user=admin "     \
  "\\\n  --description="

static void
test_influx (Fixture *self, gconstpointer data)
{
  add (self, TESSERA_ACTION_READ, "buckets", ORG, "000000000000000a", "a");
  add (self, TESSERA_ACTION_WRITE, "buckets", ORG, "000000000000000b", "b");
  check_influx (self, NULL,
                BEGINNING "'Read buckets a Write buckets b' \\\n"
                          "  --read-bucket=000000000000000a \\\n"
                          "  --write-bucket=000000000000000b");

  add (self, TESSERA_ACTION_READ, "buckets", ORG, "$(touch x)", "a");
  check_influx (self, "x", BEGINNING "x \\\n  --read-bucket='$(touch x)'");

  read_and_write (self, "dbrp", ORG, NULL, NULL);
  add (self, TESSERA_ACTION_READ, "orgs", NULL, NULL, NULL);
  check_influx (self, "x", BEGINNING "x \\\n  --read-dbrp \\\n  --write-dbrp \\\n  --read-orgs");

  apply (self, "all-access");
  check_influx (self, "-it's", BEGINNING "'-it'\\''s' \\\n  --all-access");
  apply (self, "operator");
  check_influx (self, "x", BEGINNING "x \\\n  --operator");
}

static void
check_refused (Fixture *self, const char *reason)
{
  g_autoptr (TesseraTokenRequest) request = tessera_token_request_new (ORG, NULL, "x", self->set);
  g_autoptr (GError) error = NULL;

  g_assert_null (tessera_token_request_to_influx (request, &self->place, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, reason));
  clear (self);
}

static void
test_influx_can_not (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraResource) nameless = tessera_resource_new ("users", OWNER, "", FALSE);

  check_refused (self, "at least one permission");
  add (self, TESSERA_ACTION_READ, "dashboards", ORG, "1", "d");
  check_refused (self, "no flag for individual Dashboards");
  add (self, TESSERA_ACTION_READ, "orgs", NULL, ORG, NULL);
  check_refused (self, "--all-access");
  add (self, TESSERA_ACTION_READ, "users", NULL, OWNER, NULL);
  check_refused (self, "--all-access");
  add (self, TESSERA_ACTION_READ, "tasks", NULL, NULL, NULL);
  check_refused (self, "--operator");
  add (self, TESSERA_ACTION_READ, "tasks", OTHER_ORG, NULL, NULL);
  check_refused (self, "only one organization");
  add (self, TESSERA_ACTION_READ, "buckets", OTHER_ORG, "1", NULL);
  check_refused (self, "only one organization");
  add (self, TESSERA_ACTION_READ, "moods", ORG, NULL, NULL);
  check_refused (self, "does not support");
  add (self, TESSERA_ACTION_READ, "instance", ORG, NULL, NULL);
  check_refused (self, "does not support");

  add (self, TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
  self->place.owner = NULL;
  check_refused (self, "owner");
  add (self, TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
  self->place.owner = nameless;
  check_refused (self, "owner");
}

/* What a shell would take for its own, in every place that holds what a person chose. */
static void
test_quoting (Fixture *self, gconstpointer data)
{
  static const char *const strange[] = {
    "it's",
    "\"$(rm -rf /)\" `x` ${y}",
    "two\nlines\r\ttab",
    "-rf",
    "--",
    "*?[a]",
    "a;b|c&d",
    "~",
    "#no comment",
    "back\\slash\\",
    "!history",
    "=x",
    "'",
    "''",
    "\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a",
    "EOF",
    "x\nEOF\ny",
  };

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (TesseraResource) organization =
          tessera_resource_new ("orgs", ORG, strange[i], FALSE);
      g_autoptr (TesseraResource) owner = tessera_resource_new ("users", OWNER, strange[i], FALSE);
      g_autoptr (TesseraTokenRequest) request = NULL;
      g_autofree char *influx = NULL, *curl = NULL;
      g_autofree char *description = g_strconcat ("--description=", strange[i], NULL);
      g_autofree char *org = g_strconcat ("--org=", strange[i], NULL);
      g_autofree char *user = g_strconcat ("--user=", strange[i], NULL);
      g_auto (GStrv) words = NULL, curl_words = NULL;
      g_autoptr (JsonNode) body = NULL;
      g_autoptr (GError) error = NULL;

      self->place.organization = organization;
      self->place.owner = owner;
      add (self, TESSERA_ACTION_READ, "buckets", ORG, NULL, NULL);
      request = tessera_token_request_new (ORG, OWNER, strange[i], self->set);
      influx = tessera_token_request_to_influx (request, &self->place, &error);
      g_assert_no_error (error);
      g_shell_parse_argv (influx, NULL, &words, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (words), ==, 8);
      g_assert_true (g_strv_contains ((const char *const *) words, description));
      g_assert_true (g_strv_contains ((const char *const *) words, org));
      g_assert_true (g_strv_contains ((const char *const *) words, user));

      curl = tessera_token_request_to_curl (request, &self->place, &error);
      g_assert_no_error (error);
      *strstr (curl, " <<EOF\n") = '\0';
      g_shell_parse_argv (curl, NULL, &curl_words, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (curl_words), ==, 11);
      body = json_from_string (curl_words[9], NULL);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (body), "description"),
                       ==, strange[i]);
    }
}

static void
test_curl (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  add (self, TESSERA_ACTION_READ, "tasks", ORG, NULL, NULL);
  request = tessera_token_request_new (ORG, NULL, "x", self->set);
  command = tessera_token_request_to_curl (request, &self->place, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      command, ==,
      "curl --silent --show-error --fail-with-body \\\n"
      "  --header @- \\\n"
      "  --header 'Content-Type: application/json' \\\n"
      "  --data '{\"orgID\":\"" ORG "\",\"description\":\"x\",\"status\":\"active\","
      "\"permissions\":[{\"action\":\"read\",\"resource\":{\"type\":\"tasks\",\"orgID\":\"" ORG
      "\"}}]}' \\\n"
      "  http://localhost:8086/api/v2/authorizations <<EOF\n"
      "Authorization: Token $INFLUX_TOKEN\n"
      "EOF");
}

/* The longest request that fits is followed by one that does not. */
static void
test_curl_too_long (Fixture *self, gconstpointer data)
{
  gboolean fitted = FALSE;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%016x", i);

      add (self, TESSERA_ACTION_READ, "buckets", ORG, id, NULL);
      if (i == 500 || i == 2999)
        {
          g_autoptr (TesseraTokenRequest) request =
              tessera_token_request_new (ORG, NULL, "x", self->set);
          g_autoptr (GError) error = NULL;
          g_autofree char *command = tessera_token_request_to_curl (request, &self->place, &error);

          g_assert_true ((command != NULL) == (error == NULL));
          fitted = fitted || command != NULL;
          if (i == 2999)
            g_assert_nonnull (strstr (error->message, "too long"));
        }
    }
  g_assert_true (fitted);
}

static void
test_pretty_json (Fixture *self, gconstpointer data)
{
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autofree char *plain = NULL, *pretty = NULL;
  g_autoptr (JsonNode) a = NULL, b = NULL;

  add (self, TESSERA_ACTION_READ, "buckets", ORG, "1", "a \"name\"");
  request = tessera_token_request_new (ORG, OWNER, NULL, self->set);
  plain = tessera_token_request_to_json (request);
  pretty = tessera_token_request_to_pretty_json (request);
  g_assert_null (strchr (plain, '\n'));
  g_assert_nonnull (strstr (pretty, "\n  \"orgID\""));
  a = json_from_string (plain, NULL);
  b = json_from_string (pretty, NULL);
  g_assert_true (json_node_equal (a, b));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } cases[] = {
    { "/request-preview/sentence/buckets", test_sentence_buckets },
    { "/request-preview/sentence/other-types", test_sentence_other_types },
    { "/request-preview/sentence/long", test_sentence_long },
    { "/request-preview/sentence/strange-names", test_sentence_strange_names },
    { "/request-preview/sentence/everything", test_sentence_everything },
    { "/request-preview/influx", test_influx },
    { "/request-preview/influx/can-not", test_influx_can_not },
    { "/request-preview/quoting", test_quoting },
    { "/request-preview/curl", test_curl },
    { "/request-preview/curl/too-long", test_curl_too_long },
    { "/request-preview/pretty-json", test_pretty_json },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
  return g_test_run ();
}

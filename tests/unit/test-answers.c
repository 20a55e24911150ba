/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers send, and what people type: reading both without losing or leaking anything. */

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/client/client.h"
#include "core/client/json.h"
#include "core/client/value-finder.h"
#include "core/model/resource-type.h"

#include <string.h>

static void
check_address (const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = tessera_address_normalize (typed, &error);

  g_assert_cmpstr (address, ==, expected);
  if (expected == NULL)
    g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID_ADDRESS);
}

static void
test_addresses (void)
{
  check_address ("localhost", "http://localhost:8086");
  check_address (" localhost:9999/ ", "http://localhost:9999");
  check_address ("127.0.0.1:8086", "http://127.0.0.1:8086");
  check_address ("[::1]:8086", "http://[::1]:8086");
  check_address ("influx", "http://influx:8086");
  check_address ("influx.example.com", "https://influx.example.com");
  check_address ("https://influx.example.com:8086/", "https://influx.example.com:8086");
  check_address ("http://localhost:8086/orgs/0123456789abcdef/data", "http://localhost:8086");
  check_address ("https://example.com/influx/api/v2/buckets?x#y", "https://example.com/influx");
  check_address ("http://h:1/orgs/0123456789abcdef", "http://h:1");
  check_address ("http://h:1/influx/orgs/0123456789abcdef/load-data/tokens", "http://h:1/influx");
  check_address ("http://h:1/signin?returnTo=/orgs/0123456789abcdef", "http://h:1");
  check_address ("http://h:1/onboarding/0", "http://h:1");
  check_address ("http://h:1/x/api/v2/", "http://h:1/x");
  check_address ("http://h:1/api/v2/buckets/0123456789abcdef/labels", "http://h:1");
  check_address ("http://h:1//", "http://h:1");
  /* As it would be the next time. */
  check_address ("http://h:1/x/signin/api/v2", "http://h:1/x");
  check_address ("http://h\x01.example", NULL);
  check_address ("http://a%5B.example", NULL);
  check_address ("htt[p:/x", NULL);
  /* Below a path that looks like one of these. */
  check_address ("http://h:1/orgs/acme/influx/", "http://h:1/orgs/acme/influx");
  check_address ("http://h:1/signin-proxy/influx", "http://h:1/signin-proxy/influx");
  check_address ("http://h:1/signin/influx", "http://h:1/signin/influx");
  check_address ("http://h:1/onboarding/influx", "http://h:1/onboarding/influx");
  check_address ("http://h:1/tools/api/v2proxy", "http://h:1/tools/api/v2proxy");
  check_address ("http://h:1/api/v2/influx", "http://h:1/api/v2/influx");
  check_address ("http://h:1/my/api/v2/influx/api/v2/setup", "http://h:1/my/api/v2/influx");
  /* One server has one address, but another scheme, port or path is another server. */
  check_address ("HTTPS://Influx.Example.COM:443/", "https://influx.example.com");
  check_address ("https://influx.example.com.", "https://influx.example.com");
  check_address ("http://influx.example.com:80", "http://influx.example.com");
  check_address ("https://influx.example.com:80", "https://influx.example.com:80");
  check_address ("http://influx.example.com:443", "http://influx.example.com:443");
  check_address ("https://influx.example.com/Path", "https://influx.example.com/Path");
  check_address ("LocalHost", "http://localhost:8086");
  check_address ("", NULL);
  check_address ("   ", NULL);
  check_address ("http://", NULL);
  check_address ("ftp://example.com", NULL);
  check_address ("http://user:password@example.com", NULL);
  check_address ("localhost:0", NULL);
  check_address ("localhost:99999", NULL);
  check_address ("not an address", NULL);
}

static void
test_zones (void)
{
  static const char *const typed[] = { "http://[fe80::1%25eth0]:8086", "[fe80::1%eth0]:8086",
                                       "[::1%25lo]", "https://[fe80::1%3]/influx" };
  static const char *const named[] = { "“[fe80::1%25eth0]”", "“[fe80::1%eth0]”", "“[::1%25lo]”",
                                       "“[fe80::1%3]”" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tessera_address_normalize (typed[i], &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID_ADDRESS);
      g_assert_true (g_str_has_prefix (error->message, named[i]));
    }
  check_address ("http://[fe80::1]:8086/a%20b", "http://[fe80::1]:8086/a%20b");
}

static void
test_exposed (void)
{
  g_assert_true (tessera_address_is_exposed ("http://influx.example.com:8086"));
  g_assert_false (tessera_address_is_exposed ("https://influx.example.com:8086"));
  g_assert_false (tessera_address_is_exposed ("http://localhost:8086"));
  g_assert_false (tessera_address_is_exposed ("http://127.0.0.1:8086"));
}

static void
check_value (const char *text, const char *expected_value, const char *expected_rest)
{
  g_autofree char *body = g_strdup (text);
  TesseraSecret *value = tessera_value_finder_take (body, strlen (body));

  g_assert_cmpstr (value != NULL ? tessera_secret_peek (value) : NULL, ==, expected_value);
  g_assert_cmpstr (body, ==, expected_rest);
  g_clear_pointer (&value, tessera_secret_unref);
}

static void
test_values (void)
{
  check_value ("{\"id\":\"1\",\"token\":\"abc\"}", "abc", "{\"id\":\"1\",\"token\":\"xxx\"}");
  check_value ("{\"token\":\"\"}", NULL, "{\"token\":\"\"}");
  check_value ("{\"token\" : \n \"abc\"}", "abc", "{\"token\" : \n \"xxx\"}");
  /* Old servers send values in lists: gone, and nobody's. */
  check_value ("{\"authorizations\":[{\"token\":\"abc\"}]}", NULL,
               "{\"authorizations\":[{\"token\":\"xxx\"}]}");
  check_value ("{\"other\":{\"token\":\"abc\"}}", NULL, "{\"other\":{\"token\":\"xxx\"}}");
  check_value ("{\"x\":\"auth\",\"y\":{\"token\":\"abc\"}}", NULL,
               "{\"x\":\"auth\",\"y\":{\"token\":\"xxx\"}}");
  check_value ("{\"auth\":{\"x\":{\"token\":\"abc\"}}}", NULL,
               "{\"auth\":{\"x\":{\"token\":\"xxx\"}}}");
  check_value ("{\"token\":\"abc\",\"auth\":{\"token\":\"de\"}}", "abc",
               "{\"token\":\"xxx\",\"auth\":{\"token\":\"xx\"}}");
  /* The answer to setting up a server. */
  check_value ("{\"auth\":{\"token\":\"abc\",\"hashedToken\":\"de\"}}", "abc",
               "{\"auth\":{\"token\":\"xxx\",\"hashedToken\":\"xx\"}}");
  /* A description that looks like one is none. */
  check_value ("{\"description\":\"\\\"token\\\":\\\"abc\\\"\",\"token\":\"real\"}", "real",
               "{\"description\":\"\\\"token\\\":\\\"abc\\\"\",\"token\":\"xxxx\"}");
  check_value ("{\"description\":\"token\",\"x\":\"y\"}", NULL,
               "{\"description\":\"token\",\"x\":\"y\"}");
  /* Cut off: what came of it is gone all the same. */
  check_value ("{\"token\":\"abc", "abc", "{\"token\":\"xxx");
  check_value ("{\"token\":\"ab\\", "ab\\", "{\"token\":\"xxx");
  check_value ("", NULL, "");
}

/* 100,000 brackets must not exhaust the stack. */
static void
test_deep (void)
{
  g_autofree char *body = g_strnfill (100000, '[');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tessera_value_finder_take (body, strlen (body)));
  bytes = g_bytes_new (body, strlen (body));
  g_assert_null (tessera_json_parse (bytes, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
}

/* A list of 10 million numbers is 20 MB, and would be gigabytes once they are read. */
static void
test_many (void)
{
  const gsize count = 10 * 1000 * 1000;
  g_autofree char *body = g_malloc (2 * count + 2);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < count; i++)
    memcpy (body + 2 * i, i == 0 ? "[1" : ",1", 2);
  memcpy (body + 2 * count, "]", 2);
  bytes = g_bytes_new (body, 2 * count + 1);
  g_assert_null (tessera_json_parse (bytes, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (error->message, "larger than any"));
}

static JsonNode *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tessera_json_parse (bytes, error);
}

static void
test_parse (void)
{
  g_autoptr (GError) html = NULL, truncated = NULL, nothing = NULL;

  g_assert_null (parse ("<!doctype html><html></html>", &html));
  g_assert_error (html, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB);
  g_assert_null (parse ("{\"allowed\": tr", &truncated));
  g_assert_error (truncated, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_null (parse ("", &nothing));
  g_assert_error (nothing, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB);
}

static void
check_wrong_token (const char *text, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, &error);

  g_assert_no_error (error);
  g_assert_null (tessera_json_read_tokens (root, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (tessera_error_get_details (error), path));
}

static void
test_wrong_types (void)
{
  check_wrong_token ("[]", "answer");
  check_wrong_token ("{}", "authorizations");
  check_wrong_token ("{\"authorizations\":{}}", "authorizations");
  check_wrong_token ("{\"authorizations\":[7]}", "authorizations[0]");
  check_wrong_token ("{\"authorizations\":[{\"id\":7}]}", "authorizations[0].id");
}

#define READ_ALL "{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"2\"}}"

/* @rest follows the ID of one record among good ones. */
static void
check_odd_token (const char *rest, const char *oddity, guint n_permissions)
{
  g_autofree char *text = g_strdup_printf (
      "{\"authorizations\":[{\"id\":\"1\",\"status\":\"active\",\"permissions\":[]},{\"id\":\"2\",%s},"
      "{\"id\":\"3\",\"status\":\"active\",\"permissions\":[" READ_ALL "]}]}",
      rest);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, &error);
  g_autoptr (GPtrArray) tokens = tessera_json_read_tokens (root, &error);
  TesseraToken *odd;

  g_assert_no_error (error);
  g_assert_cmpuint (tokens->len, ==, 3);
  odd = tokens->pdata[1];
  g_assert_cmpstr (tessera_token_get_id (odd), ==, "2");
  g_assert_cmpstr (tessera_token_get_oddity (odd), ==, oddity);
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_token_get_permissions (odd)), ==,
                    n_permissions);
  if (oddity != NULL)
    g_assert_cmpstr (tessera_token_get_summary (odd), ==, "Can’t be fully read");
  g_assert_null (tessera_token_get_oddity (tokens->pdata[0]));
  g_assert_cmpstr (tessera_token_get_summary (tokens->pdata[2]), ==, "Reads all Buckets");
}

static void
test_odd_tokens (void)
{
  check_odd_token ("\"status\":\"active\"", "authorizations[1].permissions: expected a list", 0);
  check_odd_token ("\"status\":\"active\",\"permissions\":null",
                   "authorizations[1].permissions: expected a list", 0);
  check_odd_token ("\"status\":\"active\",\"permissions\":[{\"action\":\"smell\"}," READ_ALL "]",
                   "authorizations[1].permissions[0].action: expected read or write", 1);
  check_odd_token ("\"status\":\"active\",\"permissions\":[" READ_ALL
                   ",{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"id\":1}}]",
                   "authorizations[1].permissions[1].resource.id: expected a text", 1);
  check_odd_token ("\"permissions\":[]", "authorizations[1].status: expected a text", 0);
  check_odd_token ("\"status\":\"active\",\"permissions\":[],\"createdAt\":7",
                   "authorizations[1].createdAt: expected a text", 0);
  /* Not odd: a type that came later, and times that are not set or have an offset. */
  check_odd_token (
      "\"status\":\"active\",\"createdAt\":\"0001-01-01T00:00:00Z\",\"updatedAt\":"
      "\"2026-01-01T02:00:00+02:00\",\"permissions\":[{\"action\":\"read\",\"resource\":"
      "{\"type\":\"teapots\",\"orgID\":\"2\"}}]",
      NULL, 1);
}

/* The types of which there are lists. */
static const TesseraListing *
next_listing (guint *i)
{
  const char *const *types = tessera_resource_types_known ();

  while (types[*i] != NULL)
    {
      const TesseraListing *listing = tessera_resource_type_get_listing (types[(*i)++]);

      if (listing != NULL)
        return listing;
    }
  return NULL;
}

/* @format has the places of the list's member and of an item's member for its name. */
static char *
fill_in (const char *format, const TesseraListing *listing)
{
  GString *text = g_string_new (format);

  g_string_replace (text, "'", "\"", 0);
  g_string_replace (text, "LIST", listing->member, 0);
  g_string_replace (text, "NAME", listing->name, 0);
  return g_string_free (text, FALSE);
}

static void
check_wrong_list (const TesseraListing *listing, const char *format, const char *path)
{
  g_autofree char *text = fill_in (format, listing);
  g_autofree char *where = fill_in (path, listing);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, &error);

  g_assert_no_error (error);
  g_assert_null (tessera_json_read_resources (root, listing->type, "2", &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (tessera_error_get_details (error), where));
}

static void
test_wrong_lists (void)
{
  const TesseraListing *listing;
  guint i = 0;

  while ((listing = next_listing (&i)) != NULL)
    {
      check_wrong_list (listing, "[]", "answer");
      check_wrong_list (listing, "7", "answer");
      check_wrong_list (listing, "null", "answer");
      check_wrong_list (listing, "{}", "LIST");
      check_wrong_list (listing, "{'LIST':{}}", "LIST");
      check_wrong_list (listing, "{'LIST':'x'}", "LIST");
      check_wrong_list (listing, "{'LIST':[7]}", "LIST[0]");
      check_wrong_list (listing, "{'LIST':[null]}", "LIST[0]");
      check_wrong_list (listing, "{'LIST':[{}]}", "LIST[0].id");
      check_wrong_list (listing, "{'LIST':[{'id':7,'NAME':'x'}]}", "LIST[0].id");
      check_wrong_list (listing, "{'LIST':[{'id':'1','NAME':{}}]}", "LIST[0].NAME");
      check_wrong_list (listing,
                        "{'LIST':[{'id':'1','NAME':'x'},{'id':'2','NAME':'y','orgID':[]}]}",
                        "LIST[1].orgID");
    }
}

static GPtrArray *
read_list (const TesseraListing *listing, const char *format)
{
  g_autofree char *text = fill_in (format, listing);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, &error);
  GPtrArray *list = tessera_json_read_resources (root, listing->type, "2", &error);

  g_assert_no_error (error);
  return list;
}

/* An item without a name is called by its ID, one of another organization is left out, and a list
 * may be null. */
static void
test_lists (void)
{
  const TesseraListing *listing;
  guint i = 0;

  while ((listing = next_listing (&i)) != NULL)
    {
      g_autoptr (GPtrArray) list = read_list (
          listing, "{'LIST':[{'id':'1','NAME':'a','orgID':'2'},{'id':'3','NAME':''},{'id':'4'},"
                   "{'id':'5','NAME':'e','orgID':'other'},{'id':'6','NAME':null,'orgID':null}]}");
      g_autoptr (GPtrArray) nothing = read_list (listing, "{'LIST':null}");
      static const char *const names[] = { "a", "3", "4", "6" };

      g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (names));
      for (guint j = 0; j < list->len; j++)
        g_assert_cmpstr (tessera_resource_get_name (g_ptr_array_index (list, j)), ==, names[j]);
      g_assert_cmpuint (nothing->len, ==, 0);
    }
}

/* Bytes changed at random: an error or a list, and no crash. */
static void
test_damaged_lists (void)
{
  const TesseraListing *listing;
  guint i = 0, lists = 0, errors = 0;

  while ((listing = next_listing (&i)) != NULL)
    for (guint round = 0; round < 200; round++)
      {
        g_autofree char *text = fill_in (
            "{'LIST':[{'id':'1','NAME':'a','type':'system','orgID':'2'},{'id':'3'}]}", listing);
        gsize length = strlen (text);
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) root = NULL;
        g_autoptr (GPtrArray) list = NULL;

        for (int flips = g_test_rand_int_range (1, 4); flips > 0; flips--)
          text[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (1, 256);
        root = parse (text, &error);
        if (root != NULL)
          list = tessera_json_read_resources (root, listing->type, "2", &error);
        g_assert_true ((list != NULL) == (error == NULL));
        lists += list != NULL;
        errors += error != NULL;
      }
  g_assert_cmpuint (lists, >, 0);
  g_assert_cmpuint (errors, >, 0);
}

static void
test_unknown_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root =
      parse ("{\"id\":\"1\",\"status\":\"inactive\",\"mood\":[{}],\"permissions\":[{\"action\":"
             "\"read\",\"resource\":{\"type\":\"moods\",\"orgID\":\"2\",\"color\":3}}]}",
             &error);
  g_autoptr (TesseraToken) token = tessera_json_read_token (root, &error);

  g_assert_no_error (error);
  g_assert_false (tessera_token_is_active (token));
  g_assert_cmpstr (tessera_token_get_description (token), ==, "");
  g_assert_cmpuint (tessera_permission_set_get_size (tessera_token_get_permissions (token)), ==, 1);
  g_assert_false (tessera_token_is_dangling (token));
}

static void
test_secret (void)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new_take (g_strdup ("value"));
  char text[] = "wiped";

  g_assert_cmpstr (tessera_secret_peek (secret), ==, "value");
  g_assert_cmpuint (tessera_secret_get_length (secret), ==, 5);
  tessera_wipe (text, sizeof text);
  for (guint i = 0; i < sizeof text; i++)
    g_assert_cmpint (text[i], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading/many", test_many);
  g_test_add_func ("/reading/odd-tokens", test_odd_tokens);
  g_test_add_func ("/address/normalize", test_addresses);
  g_test_add_func ("/address/zones", test_zones);
  g_test_add_func ("/address/exposed", test_exposed);
  g_test_add_func ("/value-finder", test_values);
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/parse", test_parse);
  g_test_add_func ("/json/wrong-types", test_wrong_types);
  g_test_add_func ("/json/lists", test_lists);
  g_test_add_func ("/json/wrong-lists", test_wrong_lists);
  g_test_add_func ("/json/damaged-lists", test_damaged_lists);
  g_test_add_func ("/json/unknown-members", test_unknown_members);
  g_test_add_func ("/secret", test_secret);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server lists. */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/model/resource-type.h"

#include <string.h>

static void
test_resource_types (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_auto (GStrv) types = list_types (tessera_session_get_client (session));

  g_assert_cmpuint (g_strv_length (types), ==, 23);
  g_assert_true (g_strv_contains ((const char *const *) types, "telegrafs"));
}

/* More than two pages, one of them exactly full: none is lost, none comes twice. */
static void
test_all_pages (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autoptr (GPtrArray) before = list (tessera_session_get_client (session), "buckets");
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint system = 0;

  for (guint i = before->len; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("page-%03u", i);

      make_bucket (name);
    }
  after = list (tessera_session_get_client (session), "buckets");
  g_assert_cmpuint (after->len, ==, 200);
  for (guint i = 0; i < after->len; i++)
    {
      TesseraResource *bucket = g_ptr_array_index (after, i);

      g_hash_table_add (names, (gpointer) tessera_resource_get_name (bucket));
      system += tessera_resource_is_system (bucket);
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, 200);
  g_assert_cmpuint (system, ==, 2);
}

/* What makes an item of each type, in the order in which one needs the other. With single quotes,
 * and these names in place of what is known only then: NAME, ORG, BUCKET, ENDPOINT, REMOTE. */
typedef struct
{
  const char *type;
  guint count; /* more than a page, where there are pages */
  const char *body;
} Example;

static const Example examples[] = {
  { "checks", 103,
    "{'orgID':'ORG','name':'NAME','type':'deadman','status':'active','every':'1m','offset':'0s',"
    "'timeSince':'90s','staleTime':'10m','level':'CRIT','statusMessageTemplate':'','tags':[],"
    "'query':{'text':'from(bucket: \\'BUCKET\\') |> range(start: -1h)'}}" },
  { "dashboards", 103, "{'orgID':'ORG','name':'NAME'}" },
  { "labels", 103, "{'orgID':'ORG','name':'NAME'}" },
  { "notebooks", 3, "{'orgID':'ORG','name':'NAME','spec':{}}" },
  { "notificationEndpoints", 103,
    "{'orgID':'ORG','name':'NAME','type':'http','status':'active','method':'POST',"
    "'authMethod':'none','url':'http://127.0.0.1:1/'}" },
  { "notificationRules", 103,
    "{'orgID':'ORG','name':'NAME','type':'http','status':'active','every':'1m','endpointID':"
    "'ENDPOINT','messageTemplate':'','statusRules':[{'currentLevel':'CRIT'}],'tagRules':[]}" },
  { "remotes", 3,
    "{'orgID':'ORG','name':'NAME','remoteURL':'http://127.0.0.1:1','remoteOrgID':'ORG',"
    "'remoteAPIToken':'of-another-server','allowInsecureTLS':false}" },
  { "replications", 3,
    "{'orgID':'ORG','name':'NAME','remoteID':'REMOTE','localBucketID':'BUCKET',"
    "'remoteBucketID':'BUCKET','maxQueueSizeBytes':33554430}" },
  { "scrapers", 3,
    "{'orgID':'ORG','name':'NAME','type':'prometheus','url':'http://127.0.0.1:1/metrics',"
    "'bucketID':'BUCKET'}" },
  { "sources", 3, "{'orgID':'ORG','name':'NAME','type':'self'}" },
  { "tasks", 502,
    "{'orgID':'ORG','flux':'option task = {name: \\'NAME\\', every: 24h}\\n"
    "from(bucket: \\'telemetry\\') |> range(start: -1h)'}" },
  { "telegrafs", 103, "{'orgID':'ORG','name':'NAME','config':'[agent]'}" },
  { "variables", 103,
    "{'orgID':'ORG','name':'NAME','arguments':{'type':'constant','values':['1']}}" },
};

static void
replace_by_first (GString *text, const char *word, TesseraClient *client, const char *type)
{
  g_autoptr (GPtrArray) items = NULL;

  if (strstr (text->str, word) == NULL)
    return;
  items = list (client, type);
  g_assert_cmpuint (items->len, >, 0);
  g_string_replace (text, word, tessera_resource_get_id (g_ptr_array_index (items, 0)), 0);
}

static char *
get_path (const char *type)
{
  return g_strdup (tessera_resource_type_get_listing (type)->path);
}

static void
make_examples (TesseraClient *client, const Example *example, guint count)
{
  g_autofree char *path = get_path (example->type);
  GString *body = g_string_new (example->body);

  g_string_replace (body, "'", "\"", 0);
  g_string_replace (body, "ORG", server->org_id, 0);
  replace_by_first (body, "BUCKET", client, "buckets");
  replace_by_first (body, "ENDPOINT", client, "notificationEndpoints");
  replace_by_first (body, "REMOTE", client, "remotes");
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s <%03u>", example->type, i);
      GString *one = g_string_new (body->str);
      guint status;

      g_string_replace (one, "NAME", name, 0);
      g_free (test_server_ask (server, "POST", path, server->token, one->str, &status));
      g_assert_true (status == 201 || status == 200);
      g_string_free (one, TRUE);
    }
  g_string_free (body, TRUE);
}

char *
find_or_make_item (TesseraClient *client, const char *type)
{
  g_autoptr (GPtrArray) items = list (client, type);

  for (guint i = 0; items->len == 0 && i < G_N_ELEMENTS (examples); i++)
    if (g_str_equal (examples[i].type, type))
      {
        make_examples (client, &examples[i], 1);
        g_clear_pointer (&items, g_ptr_array_unref);
        items = list (client, type);
      }
  g_assert_cmpuint (items->len, >, 0);
  return g_strdup (tessera_resource_get_id (g_ptr_array_index (items, 0)));
}

/* The item that was made as the nth. */
static TesseraResource *
get_nth (GPtrArray *items, const Example *example, guint n)
{
  g_autofree char *name = g_strdup_printf ("%s <%03u>", example->type, n);

  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (tessera_resource_get_name (g_ptr_array_index (items, i)), name))
      return g_ptr_array_index (items, i);
  g_error ("%s is not in the list", name);
}

static guint
get_one (TesseraMint *signer, TesseraResource *item)
{
  g_autofree char *folder = get_path (tessera_resource_get_resource_type (item));
  g_autofree char *path = g_strconcat (folder, "/", tessera_resource_get_id (item), NULL);
  guint status;

  g_free (test_server_ask (server, "GET", path, tessera_mint_get_value (signer), NULL, &status));
  return status;
}

/* A permission on an item is for that one: it can be had and is all that the list holds, also when
 * there are pages between them. */
static void
check_single_permissions (TesseraClient *client, const Example *example, GPtrArray *items)
{
  TesseraResource *first = get_nth (items, example, 1);
  TesseraResource *last = get_nth (items, example, example->count - 1);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraClient) narrow = tessera_client_new (server->address);
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GError) error = NULL;
  guint refused;

  allow (set, TESSERA_ACTION_READ, example->type, tessera_resource_get_id (first), NULL);
  allow (set, TESSERA_ACTION_READ, example->type, tessera_resource_get_id (last), NULL);
  made = mint (client, example->type, set, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_one (made, first), ==, 200);
  g_assert_cmpuint (get_one (made, last), ==, 200);
  refused = get_one (made, get_nth (items, example, 0));
  g_assert_true (refused == 401 || refused == 404);

  tessera_client_set_token (narrow, tessera_mint_get_value (made));
  seen = try_to_list (narrow, example->type, &error);
  if (g_str_equal (example->type, "notebooks"))
    {
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (seen->len, ==, 2);
  get_nth (seen, example, 1);
  get_nth (seen, example, example->count - 1);
}

static void
test_items (gconstpointer data)
{
  const Example *example = data;
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (GPtrArray) before = list (client, example->type);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpuint (before->len, ==, 0);
  make_examples (client, example, example->count);
  after = list (client, example->type);
  g_assert_cmpuint (after->len, ==, example->count);
  for (guint i = 0; i < example->count; i++)
    g_assert_cmpstr (tessera_resource_get_resource_type (get_nth (after, example, i)), ==,
                     example->type);
  check_single_permissions (client, example, after);
}

/* What has no name is called by its ID. */
static void
test_nameless (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autofree char *body = g_strdup_printf ("{\"orgID\":\"%s\",\"config\":\"\"}", server->org_id);
  g_autoptr (GPtrArray) telegrafs = NULL;
  guint status, nameless = 0;

  g_free (test_server_ask (server, "POST", "/api/v2/telegrafs", server->token, body, &status));
  g_assert_cmpuint (status, ==, 201);
  telegrafs = list (tessera_session_get_client (session), "telegrafs");
  for (guint i = 0; i < telegrafs->len; i++)
    nameless += g_str_equal (tessera_resource_get_name (g_ptr_array_index (telegrafs, i)),
                             tessera_resource_get_id (g_ptr_array_index (telegrafs, i)));
  g_assert_cmpuint (nameless, ==, 1);
}

/* Tokens as items: called by their descriptions. A permission on one is of no use without the one
 * to read its owner. */
static void
test_tokens_as_items (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  TesseraClient *client = tessera_session_get_client (session);
  g_autoptr (TesseraMint) target = mint_for_bucket ("target", TESSERA_ACTION_READ, "telemetry");
  const char *id = tessera_token_get_id (tessera_mint_get_token (target));
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) owner =
      tessera_permission_new (TESSERA_ACTION_READ, "users", NULL,
                              tessera_resource_get_id (tessera_session_get_user (session)), NULL);
  g_autoptr (GPtrArray) tokens = list (client, "authorizations");
  g_autoptr (TesseraMint) alone = NULL, both = NULL;
  TesseraResource *item = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < tokens->len && item == NULL; i++)
    if (g_str_equal (tessera_resource_get_id (g_ptr_array_index (tokens, i)), id))
      item = g_ptr_array_index (tokens, i);
  g_assert_nonnull (item);
  g_assert_cmpstr (tessera_resource_get_name (item), ==, "target");

  allow (set, TESSERA_ACTION_READ, "authorizations", id, NULL);
  alone = mint (client, "one token", set, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_one (alone, item), ==, 401);
  tessera_permission_set_add (set, owner);
  both = mint (client, "one token and its owner", set, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_one (both, item), ==, 200);
}

/* Every type that the tree opens is among the examples. */
static void
test_no_type_forgotten (void)
{
  const char *const *types = tessera_resource_types_known ();
  guint openable = 0;

  for (guint i = 0; types[i] != NULL; i++)
    openable += tessera_resource_type_has_items (types[i]);
  g_assert_cmpuint (openable, ==, G_N_ELEMENTS (examples) + 2); /* and buckets, authorizations */
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    g_assert_true (tessera_resource_type_has_items (examples[i].type));
}

void
add_resource_cases (void)
{
  g_test_add_func ("/client/resource-types", test_resource_types);
  g_test_add_func ("/client/all-pages", test_all_pages);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/client/items/", examples[i].type, NULL);

      g_test_add_data_func (path, &examples[i], test_items);
    }
  g_test_add_func ("/client/items/nameless", test_nameless);
  g_test_add_func ("/client/items/authorizations", test_tokens_as_items);
  g_test_add_func ("/client/items/no-type-forgotten", test_no_type_forgotten);
}

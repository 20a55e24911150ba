/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/manage/token-list.h"
#include "tokens.h"

#include <libsoup/soup.h>

/* A list against a server in this process that holds its answers back until it is told. */
typedef struct
{
  SoupServer *server;
  TesseraClient *client;
  TesseraTokenList *list;
  GPtrArray *tokens; /* what the server has, as JSON */
  GQueue held;       /* messages that wait for their answer */
  gboolean hold;
  guint requests;
  guint status;
  GPtrArray *mirror; /* what items-changed says the list is */
  guint emissions;
  guint most_added;
  guint loading_changes;
} Fixture;

static void
answer (Fixture *self, SoupServerMessage *message)
{
  GString *body = g_string_new ("{\"authorizations\":[");

  for (guint i = 0; i < self->tokens->len; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "," : "",
                            (char *) g_ptr_array_index (self->tokens, i));
  g_string_append (body, "]}");
  soup_server_message_set_status (message, self->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str,
                                    body->len);
  g_string_free (body, TRUE);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  Fixture *self = data;

  self->requests++;
  answer (self, message);
  if (!self->hold)
    return;
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  soup_server_pause_message (server, message);
  G_GNUC_END_IGNORE_DEPRECATIONS
  g_queue_push_tail (&self->held, g_object_ref (message));
}

static void
let_go (Fixture *self)
{
  g_autoptr (SoupServerMessage) message = g_queue_pop_head (&self->held);

  g_assert_nonnull (message);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  soup_server_unpause_message (self->server, message);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* Applies each emission to a copy, which must come out the same: so positions and counts are right.
 */
static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *self = data;

  self->emissions++;
  self->most_added = MAX (self->most_added, added);
  g_assert_cmpuint (position + removed, <=, self->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->mirror, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (model));
}

static void
loading_cb (TesseraTokenList *list, GParamSpec *pspec, gpointer data)
{
  Fixture *self = data;

  self->loading_changes++;
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  GSList *uris;

  self->status = 200;
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/api/v2/authorizations", request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->tokens = g_ptr_array_new_with_free_func (g_free);
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  self->client = tessera_client_new (address);
  self->list = tessera_token_list_new (self->client, NULL, NULL);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->list, "notify::loading", G_CALLBACK (loading_cb), self);
}

static void
check_mirror (Fixture *self)
{
  for (guint i = 0; i < self->mirror->len; i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_assert_true (token == g_ptr_array_index (self->mirror, i));
    }
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  TesseraTokenList *list = self->list;

  check_mirror (self);
  g_signal_handlers_disconnect_by_data (list, self);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (self->list);
  g_assert_null (list);
  g_queue_clear_full (&self->held, g_object_unref);
  soup_server_disconnect (self->server);
  g_object_unref (self->client);
  g_object_unref (self->server);
  g_ptr_array_unref (self->tokens);
  g_ptr_array_unref (self->mirror);
}

static void
serve (Fixture *self, guint number, const char *description)
{
  g_ptr_array_add (
      self->tokens,
      g_strdup_printf ("{\"id\":\"%016x\",\"description\":\"%s\",\"status\":\"active\","
                       "\"orgID\":\"0b0b0b0b0b0b0b0b\",\"org\":\"acme\","
                       "\"userID\":\"0c0c0c0c0c0c0c0c\",\"user\":\"ann\","
                       "\"permissions\":[]}",
                       number, description));
}

static TesseraToken *
make_numbered_token (guint number, const char *description)
{
  g_autofree char *id = g_strdup_printf ("%016x", number);

  return test_token_new (.id = id, .description = description, .active = TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **to = data;

  *to = g_object_ref (result);
}

static gboolean
late_cb (gpointer data)
{
  g_error ("Waited in vain: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint watchdog = g_timeout_add_seconds (20, late_cb, (gpointer) #condition);                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (watchdog);                                                                    \
  }                                                                                                \
  G_STMT_END

static void
must_finish (Fixture *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  wait_until (*result != NULL);
  tessera_token_list_refresh_finish (self->list, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

static void
refresh (Fixture *self)
{
  GAsyncResult *result = NULL;

  tessera_token_list_refresh_async (self->list, NULL, done_cb, &result);
  must_finish (self, &result);
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/* The descriptions in order, as "a b c". */
static char *
describe (Fixture *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              tessera_token_get_description (token));
    }
  return g_string_free (text, FALSE);
}

#define assert_list(self, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *described = describe (self);                                                  \
    g_assert_cmpstr (described, ==, expected);                                                     \
  }                                                                                                \
  G_STMT_END

static void
test_in_place (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) first = NULL;
  g_autoptr (TesseraToken) still = NULL;

  serve (self, 1, "a");
  serve (self, 2, "b");
  serve (self, 2, "twin");
  serve (self, 3, "c");
  refresh (self);
  assert_list (self, "a b c");
  g_assert_cmpuint (self->emissions, ==, 1);
  g_assert_cmpuint (self->loading_changes, ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  tessera_token_set_saved (first, TRUE);

  refresh (self);
  g_assert_cmpuint (self->emissions, ==, 1);

  g_ptr_array_set_size (self->tokens, 0);
  serve (self, 4, "d");
  serve (self, 1, "renamed");
  refresh (self);
  assert_list (self, "renamed d");
  /* b and c were neighbors: one emission, one for a, which is called otherwise, and one for d. */
  g_assert_cmpuint (self->emissions, ==, 4);
  still = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_assert_true (still == first);
  g_assert_true (tessera_token_get_saved (first));
}

static void
test_slices (Fixture *self, gconstpointer unused)
{
  for (guint i = 0; i < 1700; i++)
    serve (self, i + 1, "x");
  refresh (self);
  g_assert_cmpuint (count (self), ==, 1700);
  g_assert_cmpuint (self->emissions, ==, 4);
  g_assert_cmpuint (self->most_added, ==, 500);
  check_mirror (self);

  g_ptr_array_set_size (self->tokens, 0);
  refresh (self);
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_cmpuint (self->emissions, ==, 5);
}

static void
test_put_and_remove (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) one = make_numbered_token (1, "a");
  g_autoptr (TesseraToken) renamed = make_numbered_token (1, "b");

  tessera_token_set_saved (one, TRUE);
  tessera_token_list_put (self->list, one);
  tessera_token_list_put (self->list, renamed);
  assert_list (self, "b");
  g_assert_cmpuint (self->emissions, ==, 2);
  g_assert_true (tessera_token_get_saved (one));
  tessera_token_list_remove (self->list, "not there");
  tessera_token_list_remove (self->list, tessera_token_get_id (one));
  g_assert_cmpuint (count (self), ==, 0);
  tessera_token_list_put (self->list, renamed);
  assert_list (self, "b");
}

/* An answer that is older than what happened here does not undo it. */
static void
test_changes_meanwhile (Fixture *self, gconstpointer unused)
{
  g_autoptr (TesseraToken) made = make_numbered_token (9, "made");
  g_autoptr (TesseraToken) renamed = make_numbered_token (2, "renamed");
  GAsyncResult *result = NULL;

  serve (self, 1, "deleted");
  serve (self, 2, "old");
  serve (self, 3, "c");
  refresh (self);
  self->hold = TRUE;
  tessera_token_list_refresh_async (self->list, NULL, done_cb, &result);
  wait_until (self->held.length == 1);
  g_assert_true (tessera_token_list_get_loading (self->list));
  tessera_token_list_remove (self->list, "0000000000000001");
  tessera_token_list_put (self->list, renamed);
  tessera_token_list_put (self->list, made);
  let_go (self);
  must_finish (self, &result);
  assert_list (self, "renamed c made");

  /* The next one knows. */
  self->hold = FALSE;
  g_ptr_array_set_size (self->tokens, 0);
  serve (self, 3, "c");
  refresh (self);
  assert_list (self, "c");
}

static void
test_second_refresh (Fixture *self, gconstpointer unused)
{
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  GAsyncResult *third = NULL;

  serve (self, 1, "a");
  self->hold = TRUE;
  tessera_token_list_refresh_async (self->list, NULL, done_cb, &first);
  wait_until (self->held.length == 1);
  serve (self, 2, "b");
  tessera_token_list_refresh_async (self->list, NULL, done_cb, &second);
  tessera_token_list_refresh_async (self->list, NULL, done_cb, &third);
  let_go (self);
  must_finish (self, &first);
  assert_list (self, "a");
  g_assert_true (tessera_token_list_get_loading (self->list));
  g_assert_null (second);
  wait_until (self->held.length == 1);
  let_go (self);
  must_finish (self, &second);
  must_finish (self, &third);
  assert_list (self, "a b");
  g_assert_cmpuint (self->requests, ==, 2);
  g_assert_cmpuint (self->loading_changes, ==, 2);
  g_assert_false (tessera_token_list_get_loading (self->list));
}

static void
assert_cancelled (Fixture *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  wait_until (*result != NULL);
  g_assert_false (tessera_token_list_refresh_finish (self->list, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (result);
}

static void
test_cancelled (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  GAsyncResult *third = NULL;

  serve (self, 1, "a");
  self->hold = TRUE;
  tessera_token_list_refresh_async (self->list, cancellable, done_cb, &first);
  wait_until (self->held.length == 1);
  tessera_token_list_refresh_async (self->list, cancellable, done_cb, &second);
  tessera_token_list_refresh_async (self->list, NULL, done_cb, &third);
  g_cancellable_cancel (cancellable);
  assert_cancelled (self, &first);
  assert_cancelled (self, &second);
  /* Who did not leave is served by the next question. */
  wait_until (self->held.length == 2);
  g_object_unref (g_queue_pop_head (&self->held));
  let_go (self);
  must_finish (self, &third);
  assert_list (self, "a");

  /* Nobody left at all. */
  tessera_token_list_refresh_async (self->list, cancellable, done_cb, &first);
  assert_cancelled (self, &first);
  wait_until (!tessera_token_list_get_loading (self->list));
  assert_list (self, "a");
}

/* As a page does that is about a token which is gone. */
static void
test_left_when_told (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;

  serve (self, 1, "a");
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (g_cancellable_cancel),
                           cancellable, G_CONNECT_SWAPPED);
  tessera_token_list_refresh_async (self->list, cancellable, done_cb, &result);
  assert_cancelled (self, &result);
  assert_list (self, "a");
}

static void
test_failed (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  serve (self, 1, "a");
  refresh (self);
  self->status = 500;
  tessera_token_list_refresh_async (self->list, NULL, done_cb, &result);
  wait_until (result != NULL);
  g_assert_false (tessera_token_list_refresh_finish (self->list, result, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_SERVER);
  assert_list (self, "a");
  g_assert_false (tessera_token_list_get_loading (self->list));
  self->status = 200;
  refresh (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/token-list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("in-place", test_in_place);
  ADD ("slices", test_slices);
  ADD ("put-and-remove", test_put_and_remove);
  ADD ("changes-meanwhile", test_changes_meanwhile);
  ADD ("second-refresh", test_second_refresh);
  ADD ("cancelled", test_cancelled);
  ADD ("left-when-told", test_left_when_told);
  ADD ("failed", test_failed);
  return g_test_run ();
}

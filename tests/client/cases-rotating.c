/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A token that is replaced by another one: to the end, back, interrupted, and with somebody else at
 * work on the same tokens. */

#include "client-fixture.h"
#include "core/base/error.h"
#include "core/manage/token-change.h"
#include "core/rotate/rotation-list.h"
#include "host.h"
#include "temp-dir.h"

#include <glib/gstdio.h>
typedef struct
{
  char *folder;
  TesseraClient *client;
  TesseraTokenList *tokens;
  TesseraMinter *minter;
  TesseraRotationList *rotations;
} Place;

static gboolean
is_loaded (gpointer place)
{
  return !tessera_token_list_get_loading (((Place *) place)->tokens);
}

static void
refresh (Place *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_token_list_refresh_async (self->tokens, NULL, test_store_result, &result);
  tessera_token_list_refresh_finish (self->tokens, test_wait (&result), &error);
  g_assert_no_error (error);
  test_wait_until ("the tokens", is_loaded, self);
}

/* What Tessera knows at its start: the files, and what the server tells. */
static void
start (Place *self)
{
  g_autofree char *journal = g_build_filename (self->folder, "journal", NULL);
  g_autofree char *path = g_build_filename (self->folder, "rotations", NULL);

  self->tokens = tessera_token_list_new (self->client, server->org_id, NULL);
  self->minter = tessera_minter_new (journal);
  self->rotations =
      tessera_rotation_list_new (self->tokens, server->org_id, self->minter, NULL, path);
  refresh (self);
}

static void
stop (Place *self)
{
  tessera_rotation_list_stop (self->rotations);
  g_clear_object (&self->rotations);
  g_clear_object (&self->minter);
  g_clear_object (&self->tokens);
}

static void
restart (Place *self)
{
  stop (self);
  start (self);
}

static Place *
enter (TesseraClient *client)
{
  Place *self = g_new0 (Place, 1);

  self->folder = test_temp_dir_new ();
  self->client = g_object_ref (client);
  start (self);
  return self;
}

static Place *
enter_as_operator (void)
{
  g_autoptr (TesseraSession) session = open_as_operator ();

  return enter (tessera_session_get_client (session));
}

static void
leave (Place *self)
{
  stop (self);
  test_temp_dir_free (self->folder);
  g_object_unref (self->client);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, leave)

static const char *
get_id (TesseraMint *made)
{
  return tessera_token_get_id (tessera_mint_get_token (made));
}

/* Makes a token to replace, and lists it. */
static TesseraMint *
make_old (Place *self, const char *description)
{
  TesseraMint *made = mint_for_bucket (description, TESSERA_ACTION_READ, "telemetry");

  refresh (self);
  return made;
}

static TesseraMint *
begin_with (Place *self, TesseraMint *old, TesseraTokenRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_rotation_list_begin_async (self->rotations,
                                     tessera_token_list_find (self->tokens, get_id (old)), request,
                                     NULL, test_store_result, &result);
  return tessera_rotation_list_begin_finish (self->rotations, test_wait (&result), error);
}

static TesseraMint *
begin (Place *self, TesseraMint *old)
{
  guint left_out;
  g_autoptr (TesseraTokenRequest) request = tessera_rotation_make_request (
      tessera_token_list_find (self->tokens, get_id (old)), &left_out);
  g_autoptr (GError) error = NULL;
  TesseraMint *made = begin_with (self, old, request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (left_out, ==, 0);
  return made;
}

/* As the reveal does when the value is copied. */
static void
keep (Place *self, TesseraMint *made)
{
  tessera_minter_mark_handed_over (self->minter, made);
  tessera_rotation_list_update (self->rotations);
}

static gboolean
move (Place *self, TesseraMint *part, TesseraRotationMove what, GError **error)
{
  TesseraRotation *rotation = tessera_rotation_list_find (self->rotations, get_id (part));
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (rotation);
  g_assert_true (tessera_rotation_can (rotation, what));
  tessera_rotation_list_move_async (self->rotations, rotation, what, NULL, test_store_result,
                                    &result);
  return tessera_rotation_list_move_finish (self->rotations, test_wait (&result), error);
}

static void
do_move (Place *self, TesseraMint *part, TesseraRotationMove what)
{
  g_autoptr (GError) error = NULL;
  gboolean done = move (self, part, what, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
assert_state (Place *self, TesseraMint *part, TesseraRotationState state)
{
  TesseraRotation *rotation = tessera_rotation_list_find (self->rotations, get_id (part));

  g_assert_nonnull (rotation);
  g_assert_cmpint (tessera_rotation_get_state (rotation), ==, state);
}

static gboolean
has_ended (gpointer place)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Place *) place)->rotations)) == 0;
}

/* Nothing is shown, and nothing comes back at the next start. */
static void
assert_ended (Place *self)
{
  test_wait_until ("the rotation to end", has_ended, self);
  restart (self);
  g_assert_true (has_ended (self));
}

/* What the server answers to a value: a list is empty to one that is off, a single thing is not. */
static guint
ask_with (TesseraMint *made)
{
  g_autoptr (TesseraSession) session = open_as_operator ();
  g_autofree char *id = find_bucket (tessera_session_get_client (session), "telemetry");
  g_autofree char *path = g_strconcat ("/api/v2/buckets/", id, NULL);
  guint status;

  g_free (test_server_ask (server, "GET", path, tessera_mint_get_value (made), NULL, &status));
  return status;
}

static void
delete_past (const char *id)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
}

static void
set_status_past (const char *id, const char *status)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  g_autofree char *body = g_strdup_printf ("{\"status\":\"%s\"}", status);
  guint answered;

  g_free (test_server_ask (server, "PATCH", path, server->token, body, &answered));
  g_assert_cmpuint (answered, ==, 200);
}

static gboolean
is_there (Place *self, TesseraMint *made)
{
  g_autoptr (TesseraToken) token = find_token (self->client, get_id (made));

  return token != NULL;
}

static gboolean
is_on (Place *self, TesseraMint *made)
{
  g_autoptr (TesseraToken) token = find_token (self->client, get_id (made));

  g_assert_nonnull (token);
  return tessera_token_is_active (token);
}

static void
test_finish (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "to the end");
  g_autoptr (TesseraMint) made = begin (place, old);
  TesseraToken *token = tessera_mint_get_token (made);

  g_assert_cmpstr (tessera_token_get_description (token), ==, "to the end");
  g_assert_cmpstr (tessera_token_get_owner_id (token), ==,
                   tessera_token_get_owner_id (tessera_mint_get_token (old)));
  g_assert_true (
      tessera_permission_set_equal (tessera_token_get_permissions (token),
                                    tessera_token_get_permissions (tessera_mint_get_token (old))));
  assert_state (place, old, TESSERA_ROTATION_MAKING);
  assert_state (place, made, TESSERA_ROTATION_MAKING);
  keep (place, made);
  assert_state (place, old, TESSERA_ROTATION_BOTH_ON);
  g_assert_cmpuint (ask_with (old), ==, 200);
  g_assert_cmpuint (ask_with (made), ==, 200);

  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  assert_state (place, old, TESSERA_ROTATION_OLD_OFF);
  g_assert_cmpuint (ask_with (old), ==, 401);
  g_assert_cmpuint (ask_with (made), ==, 200);

  do_move (place, old, TESSERA_ROTATION_FINISH);
  assert_ended (place);
  g_assert_false (is_there (place, old));
  g_assert_cmpuint (ask_with (made), ==, 200);
}

static void
test_go_back (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "and back");
  g_autoptr (TesseraMint) made = begin (place, old);

  keep (place, made);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  do_move (place, made, TESSERA_ROTATION_GO_BACK);
  assert_ended (place);
  g_assert_false (is_there (place, made));
  g_assert_cmpuint (ask_with (old), ==, 200);
}

/* What was off at the beginning is off again in the end. */
static void
test_inactive (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "off from the start");
  g_autoptr (TesseraMint) made = NULL;

  set_status_past (get_id (old), "inactive");
  refresh (place);
  made = begin (place, old);
  keep (place, made);
  assert_state (place, old, TESSERA_ROTATION_OLD_OFF);
  g_assert_cmpuint (ask_with (made), ==, 200);
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
  assert_ended (place);
  g_assert_false (is_there (place, made));
  g_assert_false (is_on (place, old));
}

/* Other permissions in place of those that can't be changed. */
static void
test_edit (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "edited");
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GError) error = NULL;

  allow (set, TESSERA_ACTION_WRITE, "buckets", NULL, NULL);
  request = tessera_token_request_new (server->org_id, NULL, "edited", set);
  made = begin_with (place, old, request, &error);
  g_assert_no_error (error);
  g_assert_true (tessera_permission_set_equal (
      tessera_token_get_permissions (tessera_mint_get_token (made)), set));
  keep (place, made);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  do_move (place, old, TESSERA_ROTATION_FINISH);
  assert_ended (place);
}

/* A permission on what is gone allows nothing, and is left out. */
static void
test_dangling (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraMint) old = NULL, made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *path = NULL;
  guint status, left_out;

  make_bucket ("rotates-away");
  id = find_bucket (place->client, "rotates-away");
  allow (set, TESSERA_ACTION_READ, "buckets", id, "rotates-away");
  allow (set, TESSERA_ACTION_READ, "telegrafs", NULL, NULL);
  old = mint (place->client, "half gone", set, &error);
  g_assert_no_error (error);
  path = g_strconcat ("/api/v2/buckets/", id, NULL);
  g_free (test_server_ask (server, "DELETE", path, server->token, NULL, &status));
  g_assert_cmpuint (status, ==, 204);
  refresh (place);

  request = tessera_rotation_make_request (tessera_token_list_find (place->tokens, get_id (old)),
                                           &left_out);
  g_assert_cmpuint (left_out, ==, 1);
  made = begin_with (place, old, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tessera_permission_set_get_size (
                        tessera_token_get_permissions (tessera_mint_get_token (made))),
                    ==, 1);
  keep (place, made);
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
}

/* Tessera ends at each step, and goes on at its next start. */
static void
test_restarts (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "restarts");
  g_autoptr (TesseraMint) lost = begin (place, old);
  g_autoptr (TesseraMint) made = NULL;

  restart (place);
  assert_state (place, old, TESSERA_ROTATION_LOST);
  assert_state (place, lost, TESSERA_ROTATION_LOST);
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
  g_assert_false (is_there (place, lost));
  g_assert_true (is_on (place, old));

  made = begin (place, old);
  keep (place, made);
  restart (place);
  assert_state (place, old, TESSERA_ROTATION_BOTH_ON);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  restart (place);
  assert_state (place, old, TESSERA_ROTATION_OLD_OFF);
  do_move (place, old, TESSERA_ROTATION_FINISH);
  assert_ended (place);
  g_assert_true (is_on (place, made));
}

/* One token is in one rotation at a time. */
static void
test_twice (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "twice");
  g_autoptr (TesseraMint) made = begin (place, old);
  TesseraMint *both[] = { old, made };

  keep (place, made);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (TesseraTokenRequest) request = tessera_rotation_make_request (
          tessera_token_list_find (place->tokens, get_id (both[i])), NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (begin_with (place, both[i], request, &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EXISTS);
    }
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
}

/* Somebody else at work */

static void
test_old_deleted (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "old one deleted");
  g_autoptr (TesseraMint) made = begin (place, old);

  keep (place, made);
  delete_past (get_id (old));
  refresh (place);
  assert_ended (place);
  g_assert_cmpuint (ask_with (made), ==, 200);
}

/* Not known here yet: the new one is all that is left, and is not deleted. */
static void
test_back_without_old (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "no way back");
  g_autoptr (TesseraMint) made = begin (place, old);
  g_autoptr (GError) error = NULL;

  keep (place, made);
  delete_past (get_id (old));
  g_assert_false (move (place, old, TESSERA_ROTATION_GO_BACK, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_cmpuint (ask_with (made), ==, 200);
  assert_ended (place);
}

/* Somebody switched the old one off meanwhile: the way back switches it on again. */
static void
test_back_to_off (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "off meanwhile");
  g_autoptr (TesseraMint) made = begin (place, old);

  keep (place, made);
  set_status_past (get_id (old), "inactive");
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
  assert_ended (place);
  g_assert_false (is_there (place, made));
  g_assert_cmpuint (ask_with (old), ==, 200);
}

/* Two windows, two buttons: of two steps that are begun together one is done. */
static void
test_two_steps (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "two steps");
  g_autoptr (TesseraMint) made = begin (place, old);
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  TesseraRotation *rotation;

  keep (place, made);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  rotation = tessera_rotation_list_find (place->rotations, get_id (old));
  tessera_rotation_list_move_async (place->rotations, rotation, TESSERA_ROTATION_FINISH, NULL,
                                    test_store_result, &first);
  g_assert_false (tessera_rotation_can (rotation, TESSERA_ROTATION_GO_BACK));
  tessera_rotation_list_move_async (place->rotations, rotation, TESSERA_ROTATION_GO_BACK, NULL,
                                    test_store_result, &second);
  g_assert_false (
      tessera_rotation_list_move_finish (place->rotations, test_wait (&second), &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (tessera_rotation_list_move_finish (place->rotations, test_wait (&first), &error));
  assert_ended (place);
  g_assert_cmpuint (ask_with (made), ==, 200);
}

/* A record of which no token came is forgotten after a while, and not before. */
static void
test_never_made (void)
{
  const gint64 ages[] = { 10, 3600 };
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "never made");
  g_autofree char *path = g_build_filename (place->folder, "rotations", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autoptr (GKeyFile) after = g_key_file_new ();
      g_autoptr (GError) error = NULL;

      g_key_file_set_string (file, "some", "server", server->address);
      g_key_file_set_string (file, "some", "organization-id", server->org_id);
      g_key_file_set_string (file, "some", "old", get_id (old));
      g_key_file_set_string (file, "some", "description", "never made");
      g_key_file_set_int64 (file, "some", "time", g_get_real_time () / G_USEC_PER_SEC - ages[i]);
      g_assert_true (g_key_file_save_to_file (file, path, &error));
      restart (place);
      g_assert_true (has_ended (place));
      g_key_file_load_from_file (after, path, G_KEY_FILE_NONE, NULL);
      g_assert_cmpint (g_key_file_has_group (after, "some"), ==, i == 0);
    }
}

static void
test_new_deleted (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "new one deleted");
  g_autoptr (TesseraMint) made = begin (place, old);
  g_autoptr (GError) error = NULL;

  keep (place, made);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  delete_past (get_id (made));
  /* Not known here yet: what is left is not deleted. */
  g_assert_false (move (place, old, TESSERA_ROTATION_FINISH, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
  g_assert_true (is_there (place, old));
}

static gboolean
is_new_gone (gpointer data)
{
  Place *place = data;
  g_autoptr (TesseraRotation) rotation = g_list_model_get_item (G_LIST_MODEL (place->rotations), 0);

  return rotation != NULL && tessera_rotation_get_state (rotation) == TESSERA_ROTATION_NEW_GONE;
}

static void
test_back_without_new (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "back alone");
  g_autoptr (TesseraMint) made = begin (place, old);

  keep (place, made);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
  delete_past (get_id (made));
  restart (place);
  test_wait_until ("the new one to be known gone", is_new_gone, place);
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
  assert_ended (place);
  g_assert_cmpuint (ask_with (old), ==, 200);
}

/* With the old one at work there is nothing left to do. */
static void
test_new_deleted_at_once (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "nothing left to do");
  g_autoptr (TesseraMint) made = begin (place, old);

  keep (place, made);
  delete_past (get_id (made));
  refresh (place);
  assert_ended (place);
  g_assert_cmpuint (ask_with (old), ==, 200);
}

static void
test_new_off (void)
{
  g_autoptr (Place) place = enter_as_operator ();
  g_autoptr (TesseraMint) old = make_old (place, "both off");
  g_autoptr (TesseraMint) made = begin (place, old);
  TesseraRotationMove moves[] = { TESSERA_ROTATION_SWITCH_OFF, TESSERA_ROTATION_FINISH };

  keep (place, made);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GError) error = NULL;

      set_status_past (get_id (made), "inactive");
      g_assert_false (move (place, old, moves[i], &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_TOKEN_INACTIVE);
      set_status_past (get_id (made), "active");
      if (i == 0)
        do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);
    }
  g_assert_true (is_there (place, old));
  do_move (place, old, TESSERA_ROTATION_FINISH);
}

/* A server that does not answer as it should */

static Place *
enter_through (TestHost *host)
{
  g_autoptr (TesseraClient) client = tessera_client_new (host->address);

  tessera_client_set_token (client, server->token);
  return enter (client);
}

static void
test_refused (void)
{
  TestHost *host = test_host_new_before (server->address);
  g_autoptr (TesseraMint) old = mint_for_bucket ("refused", TESSERA_ACTION_READ, "telemetry");
  Place *place = enter_through (host);
  g_autoptr (TesseraTokenRequest) request =
      tessera_rotation_make_request (tessera_token_list_find (place->tokens, get_id (old)), NULL);
  g_autoptr (TesseraMint) made = NULL;
  g_autoptr (GError) error = NULL;

  test_host_fail (host, "POST /api/v2/authorizations", 403,
                  "{\"code\":\"forbidden\",\"message\":\"insufficient permissions\"}");
  g_assert_null (begin_with (place, old, request, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_ended (place);

  test_host_fail (host, NULL, 0, NULL);
  made = begin (place, old);
  keep (place, made);
  test_host_fail (host, "PATCH", 500, "{\"code\":\"internal error\",\"message\":\"no\"}");
  g_assert_false (move (place, old, TESSERA_ROTATION_SWITCH_OFF, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_SERVER);
  g_clear_error (&error);
  assert_state (place, old, TESSERA_ROTATION_BOTH_ON);
  test_host_fail (host, NULL, 0, NULL);
  do_move (place, old, TESSERA_ROTATION_SWITCH_OFF);

  test_host_fail (host, "DELETE", 500, "{\"code\":\"internal error\",\"message\":\"no\"}");
  g_assert_false (move (place, old, TESSERA_ROTATION_FINISH, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_SERVER);
  g_clear_error (&error);
  assert_state (place, old, TESSERA_ROTATION_OLD_OFF);
  /* Half of the way back is done, and the rest is done the next time. */
  g_assert_false (move (place, old, TESSERA_ROTATION_GO_BACK, &error));
  g_clear_error (&error);
  assert_state (place, old, TESSERA_ROTATION_BOTH_ON);
  g_assert_cmpuint (ask_with (old), ==, 200);
  test_host_fail (host, NULL, 0, NULL);
  do_move (place, old, TESSERA_ROTATION_GO_BACK);
  assert_ended (place);
  g_assert_false (is_there (place, made));
  leave (place);
  test_host_free (host);
}

/* Another process ended all of them, and whoever hears of the first has the rest looked at again.
 */
static void
test_listener (void)
{
  static const char *const names[] = { "first", "second", "third" };
  g_autoptr (Place) self = enter_as_operator ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_mint_unref);
  g_autofree char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TesseraMint *old = make_old (self, names[i]);
      TesseraMint *made = begin (self, old);

      keep (self, made);
      g_ptr_array_add (all, old);
      g_ptr_array_add (all, made);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->rotations)), ==,
                    G_N_ELEMENTS (names));
  g_signal_connect_swapped (self->rotations, "items-changed",
                            G_CALLBACK (tessera_rotation_list_update), self->rotations);
  path = g_build_filename (self->folder, "rotations", NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  tessera_rotation_list_update (self->rotations);
  g_assert_true (has_ended (self));
  for (guint i = 0; i < all->len; i++)
    delete_past (get_id (g_ptr_array_index (all, i)));
}

void
add_rotating_cases (void)
{
  g_test_add_func ("/rotating/finish", test_finish);
  g_test_add_func ("/rotating/go-back", test_go_back);
  g_test_add_func ("/rotating/inactive", test_inactive);
  g_test_add_func ("/rotating/edit", test_edit);
  g_test_add_func ("/rotating/dangling", test_dangling);
  g_test_add_func ("/rotating/restarts", test_restarts);
  g_test_add_func ("/rotating/twice", test_twice);
  g_test_add_func ("/rotating/old-deleted", test_old_deleted);
  g_test_add_func ("/rotating/back-without-old", test_back_without_old);
  g_test_add_func ("/rotating/back-to-off", test_back_to_off);
  g_test_add_func ("/rotating/two-steps", test_two_steps);
  g_test_add_func ("/rotating/never-made", test_never_made);
  g_test_add_func ("/rotating/new-deleted", test_new_deleted);
  g_test_add_func ("/rotating/back-without-new", test_back_without_new);
  g_test_add_func ("/rotating/new-deleted-at-once", test_new_deleted_at_once);
  g_test_add_func ("/rotating/new-off", test_new_off);
  g_test_add_func ("/rotating/refused", test_refused);
  g_test_add_func ("/rotating/listener", test_listener);
}

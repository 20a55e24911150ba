/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process that replaces a token is killed at each step; another one finds where it was, and goes
 * on or back. With a real keyring, and a server that is told to keep its answers. */

#include "await.h"
#include "core/rotate/rotation-list.h"
#include "host.h"
#include "keyring-fixture.h"
#include "temp-dir.h"
#include "test-server.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static TestServer *server;
static const char *program;

/* One Tessera: what it has in memory, and its files */

typedef struct
{
  TesseraClient *client;
  TesseraKeyring *keyring;
  TesseraTokenList *tokens;
  TesseraMinter *minter;
  TesseraRotationList *rotations;
} Place;

static void
refresh (Place *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tessera_token_list_refresh_async (self->tokens, NULL, test_store_result, &result);
  tessera_token_list_refresh_finish (self->tokens, test_wait (&result), &error);
  g_assert_no_error (error);
}

static Place *
start (const char *address, const char *org_id, TesseraSecret *token, const char *folder)
{
  Place *self = g_new0 (Place, 1);
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autofree char *path = g_build_filename (folder, "rotations", NULL);

  self->client = tessera_client_new (address);
  tessera_client_set_token (self->client, token);
  self->keyring = tessera_keyring_new ();
  self->tokens = tessera_token_list_new (self->client, org_id, self->keyring);
  self->minter = tessera_minter_new (journal);
  self->rotations =
      tessera_rotation_list_new (self->tokens, org_id, self->minter, self->keyring, path);
  refresh (self);
  return self;
}

static void
stop (Place *self)
{
  tessera_rotation_list_stop (self->rotations);
  g_object_unref (self->rotations);
  g_object_unref (self->minter);
  g_object_unref (self->tokens);
  g_object_unref (self->keyring);
  g_object_unref (self->client);
  g_free (self);
}

static TesseraMint *
begin (Place *self, const char *old_id)
{
  TesseraToken *old = tessera_token_list_find (self->tokens, old_id);
  g_autoptr (TesseraTokenRequest) request = tessera_rotation_make_request (old, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TesseraMint *mint;

  tessera_rotation_list_begin_async (self->rotations, old, request, NULL, test_store_result,
                                     &result);
  mint = tessera_rotation_list_begin_finish (self->rotations, test_wait (&result), &error);
  g_assert_no_error (error);
  return mint;
}

static void
save (Place *self, TesseraToken *token, TesseraSecret *value)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  tessera_keyring_save_token_async (self->keyring, tessera_client_get_address (self->client), token,
                                    value, NULL, test_store_result, &result);
  label = tessera_keyring_save_token_finish (self->keyring, test_wait (&result), &error);
  g_assert_no_error (error);
  tessera_token_set_saved (token, TRUE);
}

static void
move (Place *self, const char *old_id, TesseraRotationMove what)
{
  TesseraRotation *rotation = tessera_rotation_list_find (self->rotations, old_id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_assert_nonnull (rotation);
  g_assert_true (tessera_rotation_can (rotation, what));
  tessera_rotation_list_move_async (self->rotations, rotation, what, NULL, test_store_result,
                                    &result);
  done = tessera_rotation_list_move_finish (self->rotations, test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

/* The process that is killed. It says where it is, and stays there where it was told to. */

static void
reach (const char *step, const char *last)
{
  printf ("%s\n", step);
  fflush (stdout);
  while (g_str_equal (step, last))
    pause ();
}

static TesseraSecret *
read_secret (void)
{
  char line[256];

  g_assert_nonnull (fgets (line, sizeof line, stdin));
  return tessera_secret_new (g_strchomp (line));
}

static int
work (char **arguments)
{
  const char *address = arguments[0], *org_id = arguments[1], *folder = arguments[2];
  const char *old_id = arguments[3], *last = arguments[4];
  gboolean goes_back = g_str_equal (arguments[5], "back");
  g_autoptr (TesseraSecret) token = read_secret ();
  g_autoptr (TesseraMint) mint = NULL;
  Place *place;

  place = start (address, org_id, token, folder);
  mint = begin (place, old_id);
  reach ("revealed", last);
  save (place, tessera_mint_get_token (mint), tessera_mint_get_value (mint));
  reach ("saved", last);
  tessera_minter_mark_handed_over (place->minter, mint);
  tessera_rotation_list_update (place->rotations);
  reach ("kept", last);
  move (place, old_id, TESSERA_ROTATION_SWITCH_OFF);
  reach ("off", last);
  move (place, old_id, goes_back ? TESSERA_ROTATION_GO_BACK : TESSERA_ROTATION_FINISH);
  reach ("end", "end");
  return 0;
}

/* When it is killed, and what is found */

typedef enum
{
  REACHED,        /* it is at this step */
  NEVER_ARRIVES,  /* this request was sent, and did not reach the server */
  NEVER_ANSWERED, /* the server did it, and the answer did not come */
} When;

#define ENDED -1

typedef struct
{
  const char *name;
  When when;
  const char *what;
  const char *way; /* which the process takes when it gets so far */
  int found;       /* a #TesseraRotationState, or ENDED */
  gboolean then_back;
  gboolean new_stays;
} Moment;

static const Moment moments[] = {
  { "post-lost", NEVER_ARRIVES, "POST /api/v2/auth", "finish", ENDED, FALSE, FALSE },
  { "post-unanswered", NEVER_ANSWERED, "POST /api/v2/auth", "finish", TESSERA_ROTATION_LOST, TRUE,
    FALSE },
  { "revealed", REACHED, "revealed", "finish", TESSERA_ROTATION_LOST, TRUE, FALSE },
  { "saved", REACHED, "saved", "finish", TESSERA_ROTATION_BOTH_ON, FALSE, TRUE },
  { "kept", REACHED, "kept", "finish", TESSERA_ROTATION_BOTH_ON, TRUE, FALSE },
  { "off-lost", NEVER_ARRIVES, "PATCH", "finish", TESSERA_ROTATION_BOTH_ON, FALSE, TRUE },
  { "off-unanswered", NEVER_ANSWERED, "PATCH", "finish", TESSERA_ROTATION_OLD_OFF, FALSE, TRUE },
  { "off", REACHED, "off", "finish", TESSERA_ROTATION_OLD_OFF, TRUE, FALSE },
  { "finish-lost", NEVER_ARRIVES, "DELETE", "finish", TESSERA_ROTATION_OLD_OFF, FALSE, TRUE },
  { "finish-unanswered", NEVER_ANSWERED, "DELETE", "finish", ENDED, FALSE, TRUE },
  { "on-lost", NEVER_ARRIVES, "PATCH 2", "back", TESSERA_ROTATION_OLD_OFF, TRUE, FALSE },
  { "on-unanswered", NEVER_ANSWERED, "PATCH 2", "back", TESSERA_ROTATION_BOTH_ON, TRUE, FALSE },
  { "back-lost", NEVER_ARRIVES, "DELETE", "back", TESSERA_ROTATION_BOTH_ON, TRUE, FALSE },
  { "back-unanswered", NEVER_ANSWERED, "DELETE", "back", ENDED, FALSE, FALSE },
};

typedef struct
{
  const Moment *moment;
  TestHost *host;
  char *folder;
  char *old_id;
} Fixture;

static gboolean
is_swallowed (gpointer host)
{
  return ((TestHost *) host)->swallowed > 0;
}

static gboolean
is_silent (gpointer host)
{
  return ((TestHost *) host)->waiting != NULL;
}

static void
set_fault (Fixture *self)
{
  gboolean second = g_str_has_suffix (self->moment->what, " 2");

  if (self->moment->when == REACHED)
    return;
  test_host_fail (self->host, second ? "PATCH" : self->moment->what, 0, NULL);
  self->host->skips = second ? 1 : 0;
  if (self->moment->when == NEVER_ARRIVES)
    self->host->silent = TRUE;
  else
    self->host->swallows = TRUE;
}

static GSubprocess *
start_worker (Fixture *self)
{
  g_autofree char *input = g_strdup_printf ("%s\n", tessera_secret_peek (server->token));
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--worker",
      self->host->address, server->org_id, self->folder, self->old_id,
      self->moment->when == REACHED ? self->moment->what : "", self->moment->way, NULL);

  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), input, strlen (input), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_output_stream_flush (g_subprocess_get_stdin_pipe (process), NULL, &error);
  return process;
}

typedef struct
{
  GDataInputStream *lines;
  const char *wanted;
  gboolean reached;
} Reading;

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (reading->lines, result, NULL, NULL);

  g_assert_nonnull (line);
  reading->reached = g_str_equal (line, reading->wanted);
  if (!reading->reached)
    g_data_input_stream_read_line_async (reading->lines, G_PRIORITY_DEFAULT, NULL, line_cb,
                                         reading);
}

static gboolean
is_reached (gpointer reading)
{
  return ((Reading *) reading)->reached;
}

static void
wait_for_step (GSubprocess *process, const char *step)
{
  Reading reading = { g_data_input_stream_new (g_subprocess_get_stdout_pipe (process)), step,
                      FALSE };

  g_data_input_stream_read_line_async (reading.lines, G_PRIORITY_DEFAULT, NULL, line_cb, &reading);
  test_wait_until (step, is_reached, &reading);
  g_object_unref (reading.lines);
}

static void
crash (Fixture *self)
{
  g_autoptr (GSubprocess) process = NULL;

  set_fault (self);
  process = start_worker (self);
  if (self->moment->when == REACHED)
    wait_for_step (process, self->moment->what);
  else if (self->moment->when == NEVER_ARRIVES)
    test_wait_until ("the request that never arrives", is_silent, self->host);
  else
    test_wait_until ("the request that is never answered", is_swallowed, self->host);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
}

/* The next start */

static gboolean
has_no_rotation (gpointer place)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Place *) place)->rotations)) == 0;
}

static void
go_on (Fixture *self, Place *place)
{
  TesseraRotation *rotation;

  if (self->moment->found == ENDED)
    {
      test_wait_until ("nothing to be left", has_no_rotation, place);
      return;
    }
  rotation = tessera_rotation_list_find (place->rotations, self->old_id);
  g_assert_nonnull (rotation);
  g_assert_cmpint (tessera_rotation_get_state (rotation), ==, self->moment->found);
  if (self->moment->then_back)
    move (place, self->old_id, TESSERA_ROTATION_GO_BACK);
  else
    {
      if (self->moment->found == TESSERA_ROTATION_BOTH_ON)
        move (place, self->old_id, TESSERA_ROTATION_SWITCH_OFF);
      move (place, self->old_id, TESSERA_ROTATION_FINISH);
    }
  test_wait_until ("the rotation to end", has_no_rotation, place);
}

/* One of the two is left, it works, and its value is in the keyring. */
static void
assert_one_left (Fixture *self, Place *place)
{
  TesseraToken *left = NULL;

  refresh (place);
  g_assert_true (has_no_rotation (place));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (place->tokens)); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (place->tokens), i);

      if (!g_str_equal (tessera_token_get_description (token), self->moment->name))
        continue;
      g_assert_null (left);
      left = token;
    }
  g_assert_nonnull (left);
  g_assert_true (tessera_token_is_active (left));
  g_assert_true (tessera_token_get_saved (left));
  g_assert_cmpint (g_str_equal (tessera_token_get_id (left), self->old_id), !=,
                   self->moment->new_stays);
}

static void
set_up (Fixture *self, gconstpointer moment)
{
  Place *place;
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (TESSERA_ACTION_READ, "buckets", server->org_id, NULL, NULL);
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (TesseraMint) old = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->moment = moment;
  self->host = test_host_new_before (server->address);
  self->folder = test_temp_dir_new ();
  place = start (self->host->address, server->org_id, server->token, self->folder);
  tessera_permission_set_add (set, permission);
  request = tessera_token_request_new (server->org_id, NULL, self->moment->name, set);
  tessera_minter_mint_async (place->minter, place->client, request, NULL, NULL, test_store_result,
                             &result);
  old = tessera_minter_mint_finish (place->minter, test_wait (&result), &error);
  g_assert_no_error (error);
  save (place, tessera_mint_get_token (old), tessera_mint_get_value (old));
  tessera_minter_mark_handed_over (place->minter, old);
  self->old_id = g_strdup (tessera_token_get_id (tessera_mint_get_token (old)));
  stop (place);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  test_temp_dir_free (self->folder);
  test_host_free (self->host);
  g_free (self->old_id);
}

static void
test_crash (Fixture *self, gconstpointer unused)
{
  Place *place;

  crash (self);
  test_host_fail (self->host, NULL, 0, NULL);
  self->host->silent = self->host->swallows = FALSE;
  place = start (self->host->address, server->org_id, server->token, self->folder);
  go_on (self, place);
  assert_one_left (self, place);
  stop (place);
}

int
main (int argc, char **argv)
{
  int status;

  if (argc == 8 && g_str_equal (argv[1], "--worker"))
    return work (argv + 2);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_assert_true (fixture_is_private ());
  server = test_server_start ();
  test_server_set_up (server);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *path = g_strconcat ("/rotation-crash/", moments[i].name, NULL);

      g_test_add (path, Fixture, &moments[i], set_up, test_crash, tear_down);
    }
  status = g_test_run ();
  test_server_stop (server);
  return status;
}

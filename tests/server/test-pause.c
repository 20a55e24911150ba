/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server that asks for a pause gets it, whatever the request was, and all its clients keep it. */

#include "await.h"
#include "core/base/error.h"
#include "core/client/client.h"
#include "core/client/pause.h"
#include "host.h"

#define OTHERS "{\"buckets\":[]}"
#define REFUSAL "{\"code\":\"too many requests\",\"message\":\"slow down\"}"

/* It asks for a pause, until the pause has almost ended. */
typedef struct
{
  TestHost *host;
  TesseraClient *client;
  TesseraPause *pause;
  gulong relenting;
} Busy;

static void
relent_cb (TesseraPause *pause, GParamSpec *pspec, TestHost *host)
{
  if (tessera_pause_get_seconds (pause) == 1)
    {
      host->status = 200;
      host->body = OTHERS;
    }
}

static void
set_up (Busy *self, const char *body, const char *seconds)
{
  self->host = test_host_new (429, "application/json", body);
  self->host->retry_after = seconds;
  self->client = tessera_client_new (self->host->address);
  self->pause = tessera_pause_get (self->host->address);
  self->relenting =
      g_signal_connect (self->pause, "notify::seconds", G_CALLBACK (relent_cb), self->host);
}

static void
tear_down (Busy *self)
{
  g_signal_handler_disconnect (self->pause, self->relenting);
  g_assert_cmpuint (g_list_model_get_n_items (tessera_pauses_get_active ()), ==, 0);
  g_object_unref (self->client);
  test_host_free (self->host);
}

static GPtrArray *
list_buckets (Busy *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_list_resources_async (self->client, "buckets", NULL, cancellable,
                                       test_store_result, &result);
  return tessera_client_list_resources_finish (self->client, test_wait (&result), error);
}

static void
test_repeated (void)
{
  Busy busy;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) buckets = NULL;

  set_up (&busy, REFUSAL, "2");
  buckets = list_buckets (&busy, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (buckets->len, ==, 0);
  g_assert_cmpuint (busy.host->requests, ==, 2);
  tear_down (&busy);
}

/* Another client of the same server sends nothing until the pause is over. */
static void
test_shared (void)
{
  Busy busy;
  g_autoptr (TesseraClient) other = NULL;
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GPtrArray) buckets = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) owners = NULL;

  set_up (&busy, REFUSAL, "2");
  other = tessera_client_new (busy.host->address);
  tessera_client_list_resources_async (busy.client, "buckets", NULL, NULL, test_store_result,
                                       &first);
  while (tessera_pause_get_seconds (busy.pause) == 0)
    g_main_context_iteration (NULL, TRUE);
  tessera_client_find_owners_async (other, NULL, NULL, test_store_result, &second);
  owners = tessera_client_find_owners_finish (other, test_wait (&second), &error);
  g_assert_no_error (error);
  buckets = tessera_client_list_resources_finish (busy.client, test_wait (&first), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (busy.host->requests, ==, 3);
  tear_down (&busy);
}

static gboolean
stop_cb (gpointer pause)
{
  tessera_pause_stop (pause);
  return G_SOURCE_REMOVE;
}

/* The refusal is the answer then, with the seconds that are left to the user. */
static void
test_stopped (void)
{
  Busy busy;
  g_autoptr (GError) error = NULL;

  set_up (&busy, REFUSAL, "40");
  g_timeout_add (300, stop_cb, busy.pause);
  g_assert_null (list_buckets (&busy, NULL, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_TOO_MANY_REQUESTS);
  g_assert_cmpuint (busy.host->requests, ==, 1);
  tear_down (&busy);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_canceled (void)
{
  Busy busy;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  set_up (&busy, REFUSAL, "40");
  g_timeout_add (300, cancel_cb, cancellable);
  g_assert_null (list_buckets (&busy, cancellable, &error));
  g_assert_true (tessera_error_is_cancelled (error));
  g_assert_cmpuint (busy.host->requests, ==, 1);
  tessera_pause_stop (busy.pause);
  tear_down (&busy);
}

static void
create_user (Busy *busy, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_client_create_user_async (busy->client, "x", NULL, test_store_result, &result);
  g_assert_null (tessera_client_create_user_finish (busy->client, test_wait (&result), error));
}

/* InfluxDB refuses before it creates something. Something in front of it may refuse afterwards, so
 * the same request could create a second one. */
static void
test_creation (void)
{
  Busy busy;
  g_autoptr (GError) error = NULL, front = NULL;

  set_up (&busy, REFUSAL, "2");
  create_user (&busy, &error);
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER); /* a list is no user */
  g_assert_cmpuint (busy.host->requests, ==, 2);
  tear_down (&busy);

  set_up (&busy, "busy", "2");
  create_user (&busy, &front);
  g_assert_error (front, TESSERA_ERROR, TESSERA_ERROR_TOO_MANY_REQUESTS);
  g_assert_cmpuint (busy.host->requests, ==, 1);
  tear_down (&busy);
}

static void
test_too_long (void)
{
  Busy busy;
  g_autoptr (GError) error = NULL;

  set_up (&busy, REFUSAL, "61");
  g_assert_null (list_buckets (&busy, NULL, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_TOO_MANY_REQUESTS);
  g_assert_cmpuint (tessera_error_get_pause (error), ==, 61);
  g_assert_cmpuint (busy.host->requests, ==, 1);
  tear_down (&busy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pause/repeated", test_repeated);
  g_test_add_func ("/pause/shared", test_shared);
  g_test_add_func ("/pause/stopped", test_stopped);
  g_test_add_func ("/pause/canceled", test_canceled);
  g_test_add_func ("/pause/creation", test_creation);
  g_test_add_func ("/pause/too-long", test_too_long);
  return g_test_run ();
}

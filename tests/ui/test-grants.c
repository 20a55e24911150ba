/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server granted held against what was asked, in the window: more, less, and for what is
 * gone. */

#include "app/permission-row.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define REVEAL "Token Created"
#define ALL_BUCKETS(action)                                                                        \
  "{\"action\":\"" action "\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%1$s\"}}"

/* Makes a token past the window, and has the server answer with it to who wants one that may read
 * all buckets. Returns its ID. */
static char *
answer_with (TestHost *host, const char *description, const char *format)
{
  TestServer *server = ui_get_server ();
  g_autofree char *permissions = NULL, *body = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  char *id;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  permissions = g_strdup_printf (format, server->org_id);
#pragma GCC diagnostic pop
  value = ui_make_token (description, permissions, &id);
  body = g_strdup_printf (
      "{\"id\":\"%s\",\"token\":\"%s\",\"status\":\"active\",\"description\":\"%s\","
      "\"orgID\":\"%s\",\"permissions\":[%s]}",
      id, tessera_secret_peek (value), description, server->org_id, permissions);
  g_object_set_data_full (G_OBJECT (host->http), "body", g_strdup (body), g_free);
  test_host_fail (host, "POST /api/v2/authorizations", 201,
                  g_object_get_data (G_OBJECT (host->http), "body"));
  return id;
}

static gpointer
generate (Ui *ui, TestHost *host)
{
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  return ui_generate (ui);
}

static gboolean
exists (const char *id)
{
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (ui_get_server (), "GET", path, ui_get_server ()->token, NULL, &status));
  return status == 200;
}

/* Red, with what nobody asked for first; nothing is saved; deleting it is the first thing to do. */
static void
test_more (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *id = answer_with (host, "more", ALL_BUCKETS ("read") "," ALL_BUCKETS ("write"));
  gpointer reveal = generate (ui, host);
  GtkWidget *delete = ui_find (reveal, GTK_TYPE_BUTTON, "Delete This Token");

  ui_wait_text (reveal,
                "The server granted more than was asked. Nobody asked for: Writes all Buckets.");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW,
           "Write · Buckets, All Buckets, Nobody asked for it");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, All Buckets, As asked");
  g_assert_true (gtk_widget_has_css_class (delete, "destructive-action"));
  g_assert_null (ui_look (reveal, GTK_TYPE_LABEL, "Saving to the keyring…"));
  ui_settle ();
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 0);

  g_assert_true (exists (id));
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window ("Close Without the Value?"));
  g_assert_false (exists (id));
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 0);
  test_host_free (host);
}

/* The server does not let it be deleted: that is said, and the window is still there. */
static void
test_more_and_not_deleted (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *id = answer_with (host, "stays", ALL_BUCKETS ("read") "," ALL_BUCKETS ("write"));
  gpointer reveal = generate (ui, host);

  test_host_fail (host, "DELETE ", 500,
                  "{\"code\":\"internal error\",\"message\":\"out of order\"}");
  ui_press (reveal, "Delete This Token");
  ui_wait_banner (reveal, "The server has a fault of its own");
  g_assert_true (exists (id));

  test_host_fail (host, NULL, 0, NULL);
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_false (exists (id));
  test_host_free (host);
}

/* Less is said too. It is a token like any other: saved first. */
static void
test_less (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *telemetry = ui_find_bucket ("telemetry");
  g_autofree char *format = g_strdup_printf (
      "{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%%1$s\","
      "\"id\":\"%s\",\"name\":\"telemetry\"}}",
      telemetry);
  g_autofree char *id = answer_with (host, "less", format);
  gpointer reveal = generate (ui, host);

  ui_wait_text (reveal, "The server granted less than was asked. Left out: Reads all Buckets.");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, All Buckets, Not granted");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, telemetry, As asked");
  ui_wait_text (reveal, "In your keyring as");
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
  g_assert_true (exists (id));
  test_host_free (host);
}

/* A bucket that was deleted in the very moment (before it, the page finds that out): said, and what
 * was saved is deleted with the token. */
static void
test_gone (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *id =
      answer_with (host, "gone",
                   ALL_BUCKETS ("read") ",{\"action\":\"read\",\"resource\":{\"type\":\"buckets\","
                                        "\"orgID\":\"%1$s\",\"id\":\"00000000000000aa\"}}");
  gpointer reveal = generate (ui, host);

  ui_wait_text (reveal, "was deleted meanwhile");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW,
           "Read · Buckets, 00000000000000aa, Deleted meanwhile");
  ui_wait_text (reveal, "In your keyring as");
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 1);
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_false (exists (id));
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 0);
  test_host_free (host);
}

/* All is as it was asked: nothing of it is shown. */
static void
test_as_asked (Ui *ui)
{
  gpointer reveal = ui_make_any (ui, "as asked");

  ui_wait_text (reveal, "In your keyring as");
  g_assert_null (ui_look (reveal, GTK_TYPE_BUTTON, "Delete This Token"));
  g_assert_null (ui_look (reveal, TESSERA_TYPE_PERMISSION_ROW, NULL));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/grants/more", test_more);
  ui_add ("/grants/more-and-not-deleted", test_more_and_not_deleted);
  ui_add ("/grants/less", test_less);
  ui_add ("/grants/gone", test_gone);
  ui_add ("/grants/as-asked", test_as_asked);
  return ui_run ();
}

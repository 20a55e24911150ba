/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server granted held against what was asked, in the window: more, less, and for what is
 * gone. */

#include "app/reveal/grant-diff-box.h"
#include "app/widgets/permission-row.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#define REVEAL "Token Created"
#define CREATE "POST /api/v2/authorizations"

static char *
one_bucket (const char *id, const char *name)
{
  return g_strdup_printf (
      "{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%s\","
      "\"id\":\"%s\"%s%s%s}}",
      ui_get_server ()->org_id, id, name != NULL ? ",\"name\":\"" : "", name != NULL ? name : "",
      name != NULL ? "\"" : "");
}

/* A token that is on the server with these permissions, though others were asked for. */
typedef struct
{
  char *id;
  char *description;
  char *answer;
} Odd;

/* Connects first: the token is not one that was there before. */
static Odd *
answer_with (Ui *ui, TestHost *host, const char *description, const char *permissions)
{
  Odd *odd = g_new0 (Odd, 1);
  g_autoptr (TesseraSecret) value = NULL;

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  value = ui_make_token (description, permissions, &odd->id);
  odd->description = g_strdup (description);
  odd->answer = g_strdup_printf ("{\"id\":\"%s\",\"token\":\"%s\",\"status\":\"active\","
                                 "\"description\":\"%s\",\"orgID\":\"%s\",\"permissions\":[%s]}",
                                 odd->id, tessera_secret_peek (value), description,
                                 ui_get_server ()->org_id, permissions);
  test_host_fail (host, CREATE, 201, odd->answer);
  return odd;
}

static void
odd_free (Odd *self)
{
  g_free (self->id);
  g_free (self->description);
  g_free (self->answer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Odd, odd_free)

static gpointer
generate (Ui *ui, const Odd *odd)
{
  ui_open_new_token (ui);
  gtk_editable_set_text (ui_find (ui->window, GTK_TYPE_ENTRY, "Description"), odd->description);
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
  g_autofree char *read = ui_all_buckets ("read");
  g_autofree char *write = ui_all_buckets ("write");
  g_autofree char *both = g_strdup_printf ("%s,%s", read, write);
  g_autoptr (Odd) odd = answer_with (ui, host, "more", both);
  gpointer reveal = generate (ui, odd);
  GtkWidget *delete = ui_find (reveal, GTK_TYPE_BUTTON, "Delete This Token");
  GtkWidget *box;

  ui_wait_text (reveal,
                "The server granted more than was requested. Not requested: Writes all Buckets.");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Write · Buckets, All Buckets, Not requested");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, All Buckets, As requested");
  g_assert_true (gtk_widget_has_css_class (delete, "destructive-action"));
  box = gtk_widget_get_ancestor (delete, TESSERA_TYPE_GRANT_DIFF_BOX);
  g_assert_true (ui_look (gtk_widget_get_parent (box), GTK_TYPE_BUTTON, NULL) == delete);
  g_assert_null (ui_look (reveal, GTK_TYPE_LABEL, "Saving to the keyring…"));
  ui_settle ();
  g_assert_cmpuint (fixture_count ("authorization-id", odd->id), ==, 0);

  g_assert_true (exists (odd->id));
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window ("Close Without Saving the Value?"));
  g_assert_false (exists (odd->id));
  g_assert_cmpuint (fixture_count ("authorization-id", odd->id), ==, 0);
  test_host_free (host);
}

/* The permissions are as requested, but it is not the token that was requested. */
static void
test_another (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *read = ui_all_buckets ("read");
  g_autoptr (Odd) odd = answer_with (ui, host, "somebody's", read);
  gpointer reveal;

  g_free (odd->description);
  odd->description = g_strdup ("mine");
  reveal = generate (ui, odd);
  ui_wait_text (reveal, "is not the one you requested: It has a different description.");
  g_assert_true (gtk_widget_has_css_class (ui_find (reveal, GTK_TYPE_BUTTON, "Delete This Token"),
                                           "destructive-action"));
  ui_settle ();
  g_assert_cmpuint (fixture_count ("authorization-id", odd->id), ==, 0);
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_false (exists (odd->id));
  test_host_free (host);
}

/* The server does not let it be deleted: that is said, and the window is still there. */
static void
test_more_and_not_deleted (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *read = ui_all_buckets ("read");
  g_autofree char *write = ui_all_buckets ("write");
  g_autofree char *both = g_strdup_printf ("%s,%s", read, write);
  g_autoptr (Odd) odd = answer_with (ui, host, "stays", both);
  gpointer reveal = generate (ui, odd);

  test_host_fail (host, "DELETE ", 500,
                  "{\"code\":\"internal error\",\"message\":\"out of order\"}");
  ui_press (reveal, "Delete This Token");
  ui_wait_banner (reveal, "The server reported an internal error");
  g_assert_true (exists (odd->id));

  test_host_fail (host, NULL, 0, NULL);
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_false (exists (odd->id));
  test_host_free (host);
}

/* Less is said too. It is a token like any other: saved first. */
static void
test_less (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *telemetry = ui_find_bucket ("telemetry");
  g_autofree char *one = one_bucket (telemetry, "telemetry");
  g_autoptr (Odd) odd = answer_with (ui, host, "less", one);
  gpointer reveal = generate (ui, odd);

  ui_wait_text (reveal,
                "The server granted less than was requested. Not granted: Reads all Buckets.");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, All Buckets, Not granted");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, telemetry, As requested");
  ui_wait_text (reveal, "In your keyring as");
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
  g_assert_true (exists (odd->id));
  test_host_free (host);
}

/* A bucket that was deleted in the very moment (before it, the page finds that out): said, and what
 * was saved is deleted with the token. */
static void
test_gone (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *read = ui_all_buckets ("read");
  g_autofree char *gone = one_bucket ("00000000000000aa", NULL);
  g_autofree char *both = g_strdup_printf ("%s,%s", read, gone);
  g_autoptr (Odd) odd = answer_with (ui, host, "gone", both);
  gpointer reveal = generate (ui, odd);

  ui_wait_text (reveal, "has since been deleted");
  ui_find (reveal, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, 00000000000000aa, Since deleted");
  ui_wait_text (reveal, "In your keyring as");
  g_assert_cmpuint (fixture_count ("authorization-id", odd->id), ==, 1);
  ui_press (reveal, "Delete This Token");
  ui_wait_no_window (REVEAL);
  g_assert_false (exists (odd->id));
  g_assert_cmpuint (fixture_count ("authorization-id", odd->id), ==, 0);
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
  ui_add ("/grant-diff/another", test_another);
  ui_add ("/grant-diff/more", test_more);
  ui_add ("/grant-diff/more-and-not-deleted", test_more_and_not_deleted);
  ui_add ("/grant-diff/less", test_less);
  ui_add ("/grant-diff/gone", test_gone);
  ui_add ("/grant-diff/as-asked", test_as_asked);
  return ui_run ();
}

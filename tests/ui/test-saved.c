/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Keyring page: what is kept on this desktop, and what can be done with it. */

#include "app/keyring/keyring-page.h"
#include "app/keyring/saved-row.h"
#include "await.h"
#include "keyring-fixture.h"
#include "saved-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Past the window */

static void
ask_server (const char *method, const char *path, const char *body, guint expected)
{
  guint status;
  TestServer *server = ui_get_server ();

  g_free (test_server_ask (server, method, path, server->token, body, &status));
  g_assert_cmpuint (status, ==, expected);
}

static guint
get_status (const char *id)
{
  TestServer *server = ui_get_server ();
  g_autofree char *path = g_strconcat ("/api/v2/authorizations/", id, NULL);
  guint status;

  g_free (test_server_ask (server, "GET", path, server->token, NULL, &status));
  return status;
}

/* The cases */

static void
test_pages (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page;

  saved_clear ();
  ui_connect (ui);
  page = saved_open_page (ui);
  ui_wait_text (page, "No Tokens in the Keyring");

  /* Saved by another program meanwhile. */
  value = saved_make (ui_get_server ()->address, "from elsewhere", &id);
  saved_wait_state (page, "from elsewhere", "Active · ");
  ui_find (page, GTK_TYPE_LABEL, TEST_ORGANIZATION);
  ui_find (page, GTK_TYPE_LABEL, ui_get_server ()->address);
  g_assert_null (ui_look (page, GTK_TYPE_BUTTON, "Check Tokens"));
  fixture_clear ("authorization-id", id);
  ui_wait_text (page, "No Tokens in the Keyring");

  ui_press (ui->window, "Tokens");
  ui_wait_tokens (ui);
  g_assert_null (ui_look (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL));
}

typedef struct
{
  GtkLabel *label;
  TesseraSecret *value;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;

  return g_str_equal (gtk_label_get_text (shown->label), tessera_secret_peek (shown->value));
}

/* Not by name: what is waited for in vain is printed. */
static void
show_value (gpointer saved, TesseraSecret *value)
{
  Shown shown = { ui_find (saved, GTK_TYPE_LABEL, "Token value, hidden"), value };

  ui_press (saved, "Show");
  test_wait_until ("the value", is_shown, &shown);
}

static void
test_value (Ui *ui)
{
  g_autofree char *id = NULL, *copied = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved;

  saved_clear ();
  value = saved_make (ui_get_server ()->address, "shown", &id);
  ui_connect (ui);
  page = saved_open_page (ui);
  saved_wait_state (page, "shown", "Active");
  saved = saved_open (page, "shown");
  g_assert_true (gtk_window_get_modal (saved));
  ui_wait_text (saved, "Active");
  ui_find (saved, GTK_TYPE_LABEL, "Token value, hidden");
  ui_find (saved, GTK_TYPE_LABEL, id);
  show_value (saved, value);
  ui_press (saved, "Show");
  ui_find (saved, GTK_TYPE_LABEL, "Token value, hidden");
  ui_close (saved);
  ui_wait_no_window (SAVED);

  /* Copied without being shown, from the window and from the row. */
  saved = saved_open (page, "shown");
  ui_press (saved, "Copy");
  ui_wait_text (saved, "Copied. It will be removed from the clipboard in ");
  ui_find (saved, GTK_TYPE_LABEL, "Token value, hidden");
  copied = ui_paste ();
  g_assert_true (g_str_equal (copied, tessera_secret_peek (value)));
  ui_close (saved);
  ui_wait_no_window (SAVED);
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), "other");
  ui_press (page, "Copy, shown");
  ui_wait_text (page, "Copied. It will be removed from the clipboard in ");
  g_free (copied);
  copied = ui_paste ();
  g_assert_true (g_str_equal (copied, tessera_secret_peek (value)));
}

static void
test_use (Ui *ui)
{
  g_autofree char *id = NULL, *copied = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer saved, window;

  saved_clear ();
  value = saved_make (ui_get_server ()->address, "used", &id);
  ui_connect (ui);
  saved = saved_open_page (ui);
  saved_wait_state (saved, "used", "Active");
  saved = saved_open (saved, "used");
  ui_press (saved, "Use It…");
  window = ui_find_window ("Use This Token");
  ui_press (window, "Copy, .env File");
  ui_wait_text (window, "Copied.");
  copied = ui_paste ();
  g_assert_true (strstr (copied, tessera_secret_peek (value)) != NULL);
  g_assert_nonnull (strstr (copied, TEST_ORGANIZATION));
  ui_close (window);
  ui_wait_no_window ("Use This Token");

  ui_press (saved, "Test Token");
  window = ui_find_window ("Test Token");
  ui_wait_text (window, "1 works");
  ui_close (window);
  ui_wait_no_window ("Test Token");
}

static void
test_forget (Ui *ui)
{
  g_autofree char *id = NULL;
  g_autoptr (TesseraSecret) value = NULL;
  gpointer page, saved, question;

  saved_clear ();
  value = saved_make (ui_get_server ()->address, "forgotten", &id);
  ui_connect (ui);
  page = saved_open_page (ui);
  saved = saved_open (page, "forgotten");
  ui_press (saved, "Forget…");
  question = ui_find_window ("Forget This Value?");
  ui_wait_text (question, "This can’t be undone");
  ui_press (question, "Keep It");
  ui_wait_no_window ("Forget This Value?");
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 1);

  ui_press (saved, "Forget…");
  ui_press (ui_find_window ("Forget This Value?"), "Forget");
  ui_wait_no_window (SAVED);
  ui_wait_gone (page, TESSERA_TYPE_SAVED_ROW, "forgotten");
  g_assert_cmpuint (fixture_count ("authorization-id", id), ==, 0);
  g_assert_cmpuint (get_status (id), ==, 200);
}

/* Off, deleted, and left behind by its owner. */
static void
test_states (Ui *ui)
{
  TestServer *server = ui_get_server ();
  g_autofree char *user = saved_make_user ("leaves");
  g_autofree char *user_path = g_strconcat ("/api/v2/users/", user, NULL);
  g_autofree char *off = NULL, *gone = NULL, *left = NULL;
  g_autofree char *off_path = NULL, *gone_path = NULL, *body = NULL, *answer = NULL;
  g_autoptr (TesseraSecret) off_value = NULL, gone_value = NULL, left_value = NULL;
  g_autoptr (JsonNode) root = NULL;
  gpointer page, saved;
  guint status;

  saved_clear ();
  off_value = saved_make (server->address, "off", &off);
  gone_value = saved_make (server->address, "deleted", &gone);
  body = g_strdup_printf (
      "{\"orgID\":\"%s\",\"userID\":\"%s\",\"description\":\"left behind\",\"permissions\":"
      "[{\"action\":\"read\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"%s\"}}]}",
      server->org_id, user, server->org_id);
  answer = test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_assert_cmpuint (status, ==, 201);
  root = json_from_string (answer, NULL);
  left = g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
  left_value =
      tessera_secret_new (json_object_get_string_member (json_node_get_object (root), "token"));
  saved_add (server->address, left, left_value);
  off_path = g_strconcat ("/api/v2/authorizations/", off, NULL);
  gone_path = g_strconcat ("/api/v2/authorizations/", gone, NULL);
  ask_server ("PATCH", off_path, "{\"status\":\"inactive\"}", 200);
  ask_server ("DELETE", gone_path, NULL, 204);
  ask_server ("DELETE", user_path, NULL, 204);

  ui_connect (ui);
  page = saved_open_page (ui);
  saved_wait_state (page, "off", "Inactive");
  saved_wait_state (page, "deleted", "No longer on the server");
  saved_wait_state (page, "left behind", "Owner deleted · ");

  saved = saved_open (page, "deleted");
  ui_wait_text (saved, "The value no longer works.");
  g_assert_null (ui_look (saved, GTK_TYPE_BUTTON, "Delete on the Server…"));
  g_assert_false (gtk_widget_is_sensitive (ui_find (saved, GTK_TYPE_BUTTON, "Test Token")));
  ui_close (saved);
  ui_wait_no_window (SAVED);

  saved = saved_open (page, "left behind");
  ui_wait_text (saved, "The token’s owner was deleted.");
  ui_press (saved, "Delete on the Server…");
  ui_press (ui_find_window ("Delete This Token?"), "Keep It");
  ui_wait_no_window ("Delete This Token?");
  ui_press (saved, "Delete on the Server…");
  ui_press (ui_find_window ("Delete This Token?"), "Delete");
  ui_wait_no_window (SAVED);
  ui_wait_gone (page, TESSERA_TYPE_SAVED_ROW, "left behind");
  g_assert_cmpuint (fixture_count ("authorization-id", left), ==, 0);

  /* It is switched on again, and a refresh shows it in place. */
  ask_server ("PATCH", off_path, "{\"status\":\"active\"}", 200);
  ui_press (page, "Refresh");
  saved_wait_state (page, "off", "Active");
}

static void
test_search (Ui *ui)
{
  g_autofree char *one = NULL, *other = NULL;
  g_autoptr (TesseraSecret) one_value = NULL, other_value = NULL;
  GtkWidget *entry;
  gpointer page;

  saved_clear ();
  one_value = saved_make (ui_get_server ()->address, "Kitchen sensor", &one);
  other_value = saved_make (ui_get_server ()->address, "garage", &other);
  ui_connect (ui);
  page = saved_open_page (ui);
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "garage");
  ui_keys (ui->window, "ctrl+f");
  entry = ui_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "kITCHEN");
  ui_wait_gone (page, TESSERA_TYPE_SAVED_ROW, "garage");
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "Kitchen sensor");
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such thing");
  ui_wait_text (page, "Nothing Found");
  gtk_editable_set_text (GTK_EDITABLE (entry), other);
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "garage");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  ui_find (page, TESSERA_TYPE_SAVED_ROW, "Kitchen sensor");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/saved/pages", test_pages);
  ui_add ("/saved/value", test_value);
  ui_add ("/saved/use", test_use);
  ui_add ("/saved/forget", test_forget);
  ui_add ("/saved/states", test_states);
  ui_add ("/saved/search", test_search);
  return ui_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Importing the configurations of the `influx` command. */

#include "app/connect/influx-import-row.h"
#include "app/connect/influx-import-window.h"
#include "app/connect/welcome-page.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define IMPORT "Import from the influx Command"
#define OFFER "Import from the influx Command…"
#define QUESTION "Remove the Tokens from the File?"

/* The file */

static char *
get_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "configs", NULL);
}

static void
write_file (const char *text)
{
  g_autofree char *path = get_path ();

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_file (void)
{
  g_autofree char *path = get_path ();
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static char *
replace (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  return g_strjoinv (new, parts);
}

static const char *
get_token (void)
{
  return tessera_secret_peek (ui_get_server ()->token);
}

/* One configuration, with the operator's token. */
static void
write_one (TestHost *host)
{
  g_autofree char *text =
      g_strdup_printf ("[default]\n  url = \"%s\"\n  token = \"%s\"\n  org = \"acme\"\n",
                       host->address, get_token ());

  write_file (text);
}

/* Each case has an address of its own, or the keyring would know it already. */
static TestHost *
make_server (void)
{
  return test_host_new_before (ui_get_server ()->address);
}

/* The window */

static gpointer
open_import (Ui *ui)
{
  tessera_welcome_page_update_offer (ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL));
  gtk_widget_activate (ui_find (ui->window, ADW_TYPE_ACTION_ROW, OFFER));
  return ui_find_window (IMPORT);
}

typedef struct
{
  TesseraInfluxImportRow *row;
  const char *state;
} Wanted;

static gboolean
has_state (gpointer data)
{
  Wanted *wanted = data;

  return strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (wanted->row)), wanted->state) != NULL;
}

static void
wait_state (gpointer import, const char *name, const char *state)
{
  Wanted wanted = { ui_find (import, TESSERA_TYPE_INFLUX_IMPORT_ROW, name), state };

  test_wait_until (state, has_state, &wanted);
}

static gboolean
is_selected (gpointer import, const char *name)
{
  return tessera_influx_import_row_is_selected (
      ui_find (import, TESSERA_TYPE_INFLUX_IMPORT_ROW, name));
}

static void
end_import (gpointer import)
{
  ui_close (import);
  ui_wait_no_window (IMPORT);
}

/* Two are imported, one has a wrong token until that is fixed in the file. */
static void
test_imports (Ui *ui)
{
  TestHost *host = make_server (), *other = make_server ();
  g_autofree char *cookie = g_base64_encode ((const guchar *) TEST_USERNAME ":" TEST_PASSWORD,
                                             strlen (TEST_USERNAME ":" TEST_PASSWORD));
  g_autofree char *text = g_strdup_printf (
      "# mine\n[default]\n  url = \"%s\" # here\n  token = \"%s\"\n  org = \"acme\"\n"
      "  active = true\n[logging]\n  level = \"warn\"\n"
      "[ann]\n  url = \"%s\"\n  cookie = \"%s\"\n"
      "[wrong]\r\n  url = \"%s\"\n  token = \"w-rong\"\n"
      "[empty]\n  url = \"%s\"\n  token = \"\"\n#   token = \"XXX\"\n",
      host->address, get_token (), host->address, cookie, other->address, other->address);
  g_autofree char *fixed = replace (text, "w-rong", get_token ());
  g_autofree char *without_token = replace (fixed, get_token (), "");
  g_autofree char *expected = replace (without_token, cookie, "");
  g_autofree char *kept = NULL, *left = NULL;
  gpointer import, question;

  write_file (text);
  import = open_import (ui);
  ui_wait_text (ui->window, "3 configurations with a token");
  ui_assert_named (import);
  g_assert_cmpuint (ui_count (import, TESSERA_TYPE_INFLUX_IMPORT_ROW, NULL), ==, 4);
  wait_state (import, "empty", "It does not contain a token to sign in with.");
  g_assert_false (gtk_widget_is_sensitive (ui_find (import, GTK_TYPE_CHECK_BUTTON, "empty")));
  g_assert_null (ui_look (import, GTK_TYPE_BUTTON, "Open"));
  ui_press (import, "Import");
  wait_state (import, "wrong", "The server does not recognize this API token.");
  wait_state (import, "default", "Imported");
  wait_state (import, "ann", "Imported");
  ui_wait_text (import, "The tokens of 2 imported configurations are still in plain text in");
  g_assert_false (ui_has_text (import, "w-rong"));
  kept = read_file ();
  g_assert_cmpstr (kept, ==, text);

  write_file (fixed);
  ui_press (import, "Try Again");
  wait_state (import, "wrong", "Imported");
  ui_press (import, "Remove Tokens from the File…");
  question = ui_find_window (QUESTION);
  ui_wait_text (question, "configs");
  ui_press (question, "Remove");
  ui_wait_text (import, "Everything else in the file is unchanged.");
  g_assert_null (ui_look (import, GTK_TYPE_BUTTON, "Remove Tokens from the File…"));
  left = read_file ();
  g_assert_cmpstr (left, ==, expected);

  ui_press (import, "Open");
  ui_wait_no_window (IMPORT);
  ui_wait_tokens (ui);
  ui_wait_text (ui->window, host->address);
  test_host_free (host);
  test_host_free (other);
}

/* What is not selected is not imported, and a question that is answered with no changes nothing. */
static void
test_selection (Ui *ui)
{
  TestHost *host = make_server (), *other = make_server ();
  g_autofree char *text =
      g_strdup_printf ("[a]\nurl = \"%s\"\ntoken = \"%s\"\n[b]\nurl = \"%s\"\ntoken = \"%s\"\n",
                       host->address, get_token (), other->address, get_token ());
  g_autofree char *left = NULL;
  gpointer import, question;

  write_file (text);
  import = open_import (ui);
  gtk_widget_activate (ui_find (import, GTK_TYPE_CHECK_BUTTON, "b"));
  ui_press (import, "Import");
  wait_state (import, "a", "Imported");
  ui_find (import, GTK_TYPE_BUTTON, "Open");
  g_assert_cmpuint (other->requests, ==, 0);
  g_assert_false (is_selected (import, "b"));
  ui_press (import, "Remove Tokens from the File…");
  question = ui_find_window (QUESTION);
  ui_press (question, "Keep Tokens");
  ui_wait_no_window (QUESTION);
  left = read_file ();
  g_assert_cmpstr (left, ==, text);
  end_import (import);
  test_host_free (host);
  test_host_free (other);
}

static void
test_already_imported (Ui *ui)
{
  TestHost *host = make_server ();
  gpointer import;

  write_one (host);
  import = open_import (ui);
  ui_press (import, "Import");
  wait_state (import, "default", "Imported");
  end_import (import);
  ui_wait_text (ui->window, "1 configuration was imported, and its token is still in the file");

  import = open_import (ui);
  wait_state (import, "default", "Already imported");
  g_assert_false (is_selected (import, "default"));
  g_assert_false (gtk_widget_is_sensitive (ui_find (import, GTK_TYPE_BUTTON, "Import")));
  /* Another token may have come into the file: it can be imported again. */
  gtk_widget_activate (ui_find (import, GTK_TYPE_CHECK_BUTTON, "default"));
  ui_press (import, "Import");
  ui_find (import, GTK_TYPE_BUTTON, "Open");
  end_import (import);
  test_host_free (host);
}

static void
choose_file (void)
{
  g_autofree char *path = get_path ();

  ui_open_file (path, "Open");
}

static void
test_broken (Ui *ui)
{
  TestHost *host = make_server ();
  gpointer import;

  write_file ("[a]\ntoken secret\n");
  import = open_import (ui);
  ui_wait_text (ui->window, "Its configurations can’t be read");
  ui_wait_text (import, "The File Can’t Be Read");
  ui_wait_banner (import, "Line 2 of ");
  ui_assert_named (import);
  write_one (host);
  ui_press (import, "Choose Another File…");
  choose_file ();
  ui_find (import, TESSERA_TYPE_INFLUX_IMPORT_ROW, "default");
  g_assert_false (ui_has_banner (import));
  end_import (import);
  test_host_free (host);
}

/* As in a sandbox, which can't see the file. */
static void
test_out_of_reach (Ui *ui)
{
  TestHost *host = make_server ();
  TesseraServices *services = tessera_application_get_services (ui->application);
  TesseraInfluxImportWindow *import = tessera_influx_import_window_new (
      GTK_WINDOW (ui->window), NULL, tessera_services_get_connections (services),
      tessera_services_get_keyring (services));

  write_one (host);
  gtk_window_present (GTK_WINDOW (import));
  ui_wait_text (import, "can’t see your home folder");
  ui_press (import, "Choose a File…");
  choose_file ();
  ui_press (import, "Import");
  wait_state (import, "default", "Imported");
  end_import (import);
  test_host_free (host);
}

/* It is asked for first, and nothing is sent before. */
static void
test_locked (Ui *ui)
{
  TestHost *host = make_server ();
  gpointer import;

  write_one (host);
  fixture_lock_keyring ();
  import = open_import (ui);
  ui_press (import, "Import");
  ui_wait_text (import, "Waiting for the keyring…");
  fixture_dismiss_prompt ();
  ui_wait_banner (import, "Nothing was imported.");
  g_assert_cmpuint (host->requests, ==, 0);
  g_assert_true (is_selected (import, "default"));
  ui_press (import, "Import");
  fixture_answer_prompt ();
  wait_state (import, "default", "Imported");
  g_assert_false (ui_has_banner (import));
  end_import (import);
  test_host_free (host);
}

static gboolean
is_waiting (gpointer host)
{
  return ((TestHost *) host)->waiting != NULL;
}

static void
test_canceled (Ui *ui)
{
  TestHost *host = test_host_new (200, "application/json", "{}");
  gpointer import;

  host->silent = TRUE;
  write_one (host);
  import = open_import (ui);
  ui_press (import, "Import");
  test_wait_until ("the request", is_waiting, host);
  ui_wait_text (import, "Signing in: 1 of 1");
  ui_press (import, "Cancel");
  ui_wait_sensitive (ui_find (import, GTK_TYPE_BUTTON, "Import"), "Import");
  g_assert_true (is_selected (import, "default"));
  g_assert_false (ui_has_text (import, "Signing in"));

  /* Closing cancels, too. */
  ui_press (import, "Import");
  ui_find (import, GTK_TYPE_BUTTON, "Cancel");
  end_import (import);
  host->silent = FALSE;
  test_host_speak (host);
  test_host_free (host);
}

/* No file, or none with a token: nothing is offered; the menu still finds the window. */
static void
test_nothing (Ui *ui)
{
  g_autofree char *path = get_path ();
  gpointer welcome = ui_find (ui->window, TESSERA_TYPE_WELCOME_PAGE, NULL);
  gpointer import;

  write_file ("[a]\nurl = \"http://localhost:8086\"\ntoken = \"\"\n");
  tessera_welcome_page_update_offer (welcome);
  g_assert_null (ui_look (ui->window, ADW_TYPE_ACTION_ROW, OFFER));
  g_unlink (path);
  tessera_welcome_page_update_offer (welcome);
  g_assert_null (ui_look (ui->window, ADW_TYPE_ACTION_ROW, OFFER));
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.import-influx", NULL);
  import = ui_find_window (IMPORT);
  ui_wait_text (import, "No Configurations Found");
  g_assert_null (ui_look (import, GTK_TYPE_BUTTON, "Import"));
  end_import (import);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;

  ui_init (&argc, &argv);
  path = get_path ();
  g_setenv ("INFLUX_CONFIGS_PATH", path, TRUE);
  ui_add ("/influx-import/imports", test_imports);
  ui_add ("/influx-import/selection", test_selection);
  ui_add ("/influx-import/already-imported", test_already_imported);
  ui_add ("/influx-import/broken", test_broken);
  ui_add ("/influx-import/out-of-reach", test_out_of_reach);
  ui_add ("/influx-import/locked", test_locked);
  ui_add ("/influx-import/canceled", test_canceled);
  ui_add ("/influx-import/nothing", test_nothing);
  return ui_run ();
}

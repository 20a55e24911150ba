/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Using a token, from the window that shows it: files for other programs, and the test of what it
 * can do. */

#include "app/widgets/permission-row.h"
#include "await.h"
#include "core/files/export.h"
#include "host.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define REVEAL "Token Created"
#define USE "Use This Token"
#define TEST "Test Token"
#define QUESTION "Close Without Saving the Value?"

static gpointer
open_use (gpointer reveal)
{
  ui_press (reveal, "Use It…");
  return ui_find_window (USE);
}

/* All formats with their sentences, and each button says of which it is. */
static void
test_formats (Ui *ui)
{
  gpointer use = open_use (ui_make_unsaved (ui, "formats"));
  gsize count;
  const TesseraExport *const *all = tessera_export_get_all (&count);

  g_assert_true (gtk_window_get_modal (use));
  for (gsize i = 0; i < count; i++)
    {
      const char *title = tessera_export_get_title (all[i]);
      g_autofree char *copy = g_strdup_printf ("Copy, %s", title);
      g_autofree char *save = g_strdup_printf ("Save to File…, %s", title);

      ui_find (use, ADW_TYPE_ACTION_ROW, title);
      ui_find (use, GTK_TYPE_LABEL, tessera_export_get_purpose (all[i]));
      ui_find (use, GTK_TYPE_BUTTON, copy);
      ui_find (use, GTK_TYPE_BUTTON, save);
    }
  ui_close (use);
  ui_wait_no_window (USE);
}

/* What was copied holds the value, leaves the clipboard as the value does, and counts as not lost.
 */
static void
test_copy (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "copied form");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);
  gpointer use = open_use (reveal);
  g_autofree char *pasted = NULL;

  ui_press (use, "Copy, Telegraf Output");
  ui_wait_text (use, "Copied. It will be removed from the clipboard in ");
  pasted = ui_paste ();
  g_assert_nonnull (strstr (pasted, "[[outputs.influxdb_v2]]"));
  g_assert_true (strstr (pasted, tessera_secret_peek (value)) != NULL);
  ui_close (use);
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window (QUESTION));
}

/* Saving: through the real file chooser. */

static GtkWidget *
look_choosers_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_question_there (gpointer unused)
{
  return look_choosers_question () != NULL;
}

static GtkWidget *
find_choosers_question (void)
{
  test_wait_until ("the chooser's question", is_question_there, NULL);
  return look_choosers_question ();
}

static void
assert_holds (const char *path, TesseraSecret *value)
{
  g_autofree char *contents = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (strstr (contents, tessera_secret_peek (value)) != NULL);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
}

static void
test_save (Ui *ui)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "influxdb.env", NULL);
  gpointer reveal = ui_make_unsaved (ui, "saved form");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);
  gpointer use = open_use (reveal);

  ui_press (use, "Save to File…, .env File");
  ui_choose_file (path);
  ui_wait_text (use, "Only you can read and write that file.");
  assert_holds (path, value);

  /* It was kept: closing asks nothing. */
  ui_close (use);
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window (QUESTION));
  g_unlink (path);
}

/* A file that is there is replaced only by who says so, and is readable by its owner only then. The
 * chooser's own question is answered here too. */
static void
test_replace (Ui *ui)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "there.env", NULL);
  g_autofree char *kept = NULL;
  gpointer reveal = ui_make_unsaved (ui, "replacing form");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);
  gpointer use = open_use (reveal);

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  ui_press (use, "Save to File…, .env File");
  ui_choose_file (path);
  ui_press (find_choosers_question (), "Replace");
  ui_press (ui_find_window ("Replace the File?"), "Keep File");
  ui_wait_no_window ("Replace the File?");
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");

  ui_press (use, "Save to File…, .env File");
  ui_choose_file (path);
  ui_press (find_choosers_question (), "Replace");
  ui_press (ui_find_window ("Replace the File?"), "Replace");
  ui_wait_text (use, "Only you can read and write that file.");
  assert_holds (path, value);
  g_unlink (path);
}

static void
test_can_not_save (Ui *ui)
{
  gpointer use = open_use (ui_make_unsaved (ui, "can't save"));

  ui_press (use, "Save to File…, .env File");
  ui_choose_file ("/proc/tessera");
  ui_wait_banner (use, "“/proc/tessera” can’t be written");
  ui_close (use);
  ui_wait_no_window (USE);
}

/* The test of a token */

static gpointer
open_test (gpointer reveal)
{
  ui_press (reveal, "Test Token");
  return ui_find_window (TEST);
}

static void
test_tested (Ui *ui)
{
  gpointer reveal, window;

  ui_connect (ui);
  ui_open_new_token (ui);
  ui_tick (ui, "Write, Dashboards");
  ui_open_row (ui, "Buckets", "telemetry");
  ui_tick (ui, "Read, Buckets, _monitoring");
  ui_tick (ui, "Write, Buckets, telemetry");
  reveal = ui_generate (ui);
  ui_wait_text (reveal, "In your keyring as");
  window = open_test (reveal);
  ui_find (window, GTK_TYPE_BUTTON, "Test Again");
  ui_wait_text (window, "1 works, 1 is denied, 1 can’t be tested");
  ui_find (window, TESSERA_TYPE_PERMISSION_ROW, "Write · Buckets, telemetry, Works");
  ui_find (window, TESSERA_TYPE_PERMISSION_ROW, "Read · Buckets, _monitoring, Denied");
  ui_find (window, TESSERA_TYPE_PERMISSION_ROW, "Write · Dashboards, All Dashboards, Not testable");
  ui_wait_text (window, "A query can still read the bucket by its ID.");
  g_assert_false (ui_has_banner (window));
  ui_close (window);
  ui_wait_no_window (TEST);
}

static gpointer
make_through (Ui *ui, TestHost *host)
{
  gpointer reveal;

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_wait_text (reveal, "In your keyring as");
  return reveal;
}

/* It was switched off on the server meanwhile. */
static void
test_inactive (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  gpointer reveal = make_through (ui, host);
  gpointer window;

  test_host_fail (host, "GET /api/v2/me", 401,
                  "{\"code\":\"unauthorized\",\"message\":\"token is inactive\"}");
  window = open_test (reveal);
  ui_wait_banner (window, "This token is inactive");
  ui_wait_text (window, "1 was not tested");
  test_host_fail (host, NULL, 0, NULL);
  ui_press (window, "Test Again");
  ui_wait_text (window, "1 works");
  g_assert_false (ui_has_banner (window));
  test_host_free (host);
}

/* A server that does not answer: cancelled, and closed meanwhile. */
static void
test_cancel (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  gpointer reveal = make_through (ui, host);
  gpointer window;

  test_host_fail (host, "GET /api/v2/me", 200, NULL);
  host->silent = TRUE;
  window = open_test (reveal);
  ui_wait_text (window, "Testing: 0 of 1…");
  ui_press (window, "Cancel");
  ui_wait_text (window, "1 was not tested");
  g_assert_false (ui_has_banner (window));

  ui_press (window, "Test Again");
  ui_wait_text (window, "Testing: 0 of 1…");
  ui_close (window);
  ui_wait_no_window (TEST);
  test_host_free (host);
}

/* GTK's own file chooser draws a button before it has a place, now and then (4.8, under load). */
static gboolean
is_choosers_button (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        g_str_has_prefix (fields[i].value, "Trying to snapshot GtkButton"))
      return TRUE;
  return FALSE;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
  return is_choosers_button (fields, n_fields)
             ? G_LOG_WRITER_HANDLED
             : g_log_writer_default (level, fields, n_fields, NULL);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_log_set_writer_func (write_log, NULL, NULL);
  ui_add ("/using/formats", test_formats);
  ui_add ("/using/copy", test_copy);
  ui_add ("/using/save", test_save);
  ui_add ("/using/replace", test_replace);
  ui_add ("/using/can-not-save", test_can_not_save);
  ui_add ("/using/test", test_tested);
  ui_add ("/using/test/inactive", test_inactive);
  ui_add ("/using/test/cancel", test_cancel);
  return ui_run ();
}

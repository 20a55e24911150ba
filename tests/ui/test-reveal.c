/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one time that a value can be seen: showing, copying, saving, and closing without losing it.
 */

#include "app/widgets/clipboard.h"
#include "app/widgets/settings.h"
#include "await.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#include <string.h>

#define REVEAL "Token Created"
#define QUESTION "Close Without Saving the Value?"

static GtkLabel *
find_hidden_value (gpointer reveal)
{
  return ui_find (reveal, GTK_TYPE_LABEL, "Token value, hidden");
}

/* Whether there are as many dots as the value has characters, and nothing else. */
static void
assert_dots (GtkLabel *label)
{
  for (const char *p = gtk_label_get_text (label); *p != '\0'; p = g_utf8_next_char (p))
    g_assert_cmphex (g_utf8_get_char (p), ==, 0x2022);
}

/* As many as there are characters: showing moves nothing. */
static void
assert_hidden (GtkLabel *label)
{
  g_assert_cmpint (g_utf8_strlen (gtk_label_get_text (label), -1), ==, 88);
  assert_dots (label);
}

/* The clipboard as another program sees it: over a connection to the display of its own. It is
 * never closed: GTK 4.8 does not survive that. */
static GdkClipboard *
get_clipboard_elsewhere (void)
{
  static GdkDisplay *display = NULL;

  if (display == NULL)
    display = gdk_display_open (NULL);
  return gdk_display_get_clipboard (display);
}

static gboolean
is_text_offered (gpointer expected)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (get_clipboard_elsewhere ());

  return gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ==
         GPOINTER_TO_INT (expected);
}

static char *
paste (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  test_wait_until ("something to paste", is_text_offered, GINT_TO_POINTER (TRUE));
  gdk_clipboard_read_text_async (get_clipboard_elsewhere (), NULL, test_store_result, &result);
  test_wait (&result);
  return gdk_clipboard_read_text_finish (get_clipboard_elsewhere (), result, NULL);
}

static void
assert_pastes (TesseraSecret *value)
{
  g_autofree char *pasted = paste ();

  g_assert_true (g_strcmp0 (pasted, tessera_secret_peek (value)) == 0);
}

static void
assert_pastes_nothing (void)
{
  test_wait_until ("the clipboard to be empty", is_text_offered, GINT_TO_POINTER (FALSE));
}

/* What a program of its own says. This one answers it meanwhile. */
static char *
ask_elsewhere (const char *const *arguments)
{
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  char *output = NULL;

  g_assert_nonnull (process);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, test_store_result, &result);
  test_wait (&result);
  g_assert_true (g_subprocess_communicate_utf8_finish (process, result, &output, NULL, NULL));
  return output;
}

static void
test_show (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "show");
  GtkLabel *label = find_hidden_value (reveal);
  g_autofree char *shown = NULL;

  g_assert_true (gtk_window_get_modal (reveal));
  ui_wait_text (reveal, "show");
  assert_hidden (label);

  ui_press (reveal, "Show");
  shown = g_strdup (gtk_label_get_text (label));
  g_assert_cmpuint (strlen (shown), ==, 88);
  g_assert_true (g_str_has_suffix (shown, "=="));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                       -1);
  ui_press (reveal, "Show");
  assert_hidden (label);
  g_assert_true (find_hidden_value (reveal) == label);
}

static void
test_copy (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "copy");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);

  assert_pastes_nothing ();
  ui_press (reveal, "Copy");
  ui_wait_text (reveal, "Copied. It will be removed from the clipboard in ");
  assert_pastes (value);

  /* It was copied: closing asks nothing, and the value stays for who is about to paste it. */
  ui_press (reveal, "Done");
  ui_wait_no_window (REVEAL);
  assert_pastes (value);

  /* At the end of the program it does not go on to a clipboard manager. */
  ui_restart (ui);
  assert_pastes_nothing ();
}

static gboolean
has_ended (gpointer lease)
{
  return tessera_clipboard_lease_get_seconds_left (lease) == 0;
}

/* What another program sees on offer: text, and the word that it is a password. */
static void
test_clipboard_managers (Ui *ui)
{
  const char *const targets[] = { "xclip", "-selection", "clipboard", "-o", "-t", "TARGETS", NULL };
  gpointer reveal = ui_make_unsaved (ui, "managers");
  g_autofree char *offered = NULL;

  ui_press (reveal, "Copy");
  offered = ask_elsewhere (targets);
  g_assert_nonnull (strstr (offered, "\nx-kde-passwordManagerHint\n"));
  g_assert_nonnull (strstr (offered, "text/plain;charset=utf-8\n"));
}

/* Copied once more, it can still be pasted elsewhere. */
static void
test_copy_again (Ui *ui)
{
  const char *const paste[] = { "timeout", "20", "xclip", "-selection", "clipboard", "-o", NULL };
  gpointer reveal = ui_make_unsaved (ui, "again");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);
  char *pasted;

  ui_press (reveal, "Copy");
  ui_press (reveal, "Copy");
  pasted = ask_elsewhere (paste);
  g_assert_true (g_strcmp0 (pasted, tessera_secret_peek (value)) == 0);
  tessera_wipe_free (pasted);
}

/* As long as the settings say. */
static void
test_seconds (Ui *ui)
{
  gpointer reveal;

  g_object_set (tessera_settings_get (), TESSERA_CLIPBOARD_SECONDS, 300, NULL);
  reveal = ui_make_unsaved (ui, "seconds");
  ui_press (reveal, "Copy");
  ui_wait_text (reveal, "It will be removed from the clipboard in 300 seconds.");
  g_object_set (tessera_settings_get (), TESSERA_CLIPBOARD_SECONDS, 30, NULL);
}

static void
test_lease (Ui *ui)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_autoptr (TesseraSecret) secret = tessera_secret_new ("made up");
  g_autoptr (TesseraClipboardLease) lease = NULL;
  g_autoptr (TesseraClipboardLease) taken_over = NULL;
  g_autofree char *pasted = NULL;

  /* The time is over. */
  lease = tessera_clipboard_copy_secret (clipboard, secret, 1);
  g_assert_cmpuint (tessera_clipboard_lease_get_seconds_left (lease), ==, 1);
  assert_pastes (secret);
  test_wait_until ("the lease to end", has_ended, lease);
  assert_pastes_nothing ();

  /* Something else was copied meanwhile: that is left alone. */
  taken_over = tessera_clipboard_copy_secret (clipboard, secret, 1000);
  gdk_clipboard_set_text (clipboard, "something else");
  test_wait_until ("the lease to end", has_ended, taken_over);
  pasted = paste ();
  g_assert_cmpstr (pasted, ==, "something else");
  gdk_clipboard_set_content (clipboard, NULL);
}

/* The value is in the keyring before it can be seen. */
static void
test_save_first (Ui *ui)
{
  g_autoptr (TesseraSecret) value = NULL;
  gpointer reveal;

  ui_connect (ui);
  fixture_freeze_keyring (TRUE);
  ui_open_new_token (ui);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")),
                         "save first");
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_wait_text (reveal, "Saving to the keyring…");
  g_assert_null (ui_look (reveal, GTK_TYPE_LABEL, "Token value, hidden"));
  g_assert_null (ui_look (reveal, GTK_TYPE_BUTTON, "Copy"));

  fixture_freeze_keyring (FALSE);
  ui_wait_text (reveal, "In your keyring as InfluxDB token “save first” (" TEST_ORGANIZATION);
  g_assert_cmpuint (fixture_count ("description", "save first"), ==, 1);
  value = ui_get_value (reveal);
  g_assert_true (fixture_lookup_is ("description", "save first", tessera_secret_peek (value)));
  ui_press (reveal, "Done");
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window (QUESTION));
}

/* A keyring that takes its time is not waited for by who does not want to. */
static void
test_show_now (Ui *ui)
{
  gpointer reveal;

  ui_connect (ui);
  fixture_freeze_keyring (TRUE);
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_press (reveal, "Show Value Now");
  find_hidden_value (reveal);
  ui_wait_text (reveal, "Saving…");
  ui_close (reveal);
  ui_settle ();
  g_assert_true (ui_look_window (REVEAL) == reveal);
  fixture_freeze_keyring (FALSE);
  ui_wait_text (reveal, "In your keyring as");
}

static void
test_save (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "save");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);

  ui_press (reveal, "Save to Keyring");
  ui_wait_text (reveal, "In your keyring as InfluxDB token “save” (" TEST_ORGANIZATION);
  g_assert_null (ui_look (reveal, GTK_TYPE_BUTTON, "Save to Keyring"));
  g_assert_true (fixture_lookup_is ("description", "save", tessera_secret_peek (value)));
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window (QUESTION));
  /* The list tells too that it is saved. */
  ui_find (ui->window, GTK_TYPE_IMAGE, "Its value is in your keyring");
}

/* The value is neither saved nor copied. */
static void
test_close_asks (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "ask");
  GtkLabel *label = g_object_ref (find_hidden_value (reveal));

  ui_press (reveal, "Done");
  ui_press (ui_find_window (QUESTION), "Keep Open");
  ui_wait_no_window (QUESTION);
  assert_hidden (label);

  ui_keys (reveal, "Escape");
  ui_keys (ui_find_window (QUESTION), "Escape");
  ui_wait_no_window (QUESTION);
  assert_hidden (label);

  ui_press (reveal, "Show");
  ui_close (reveal);
  /* One question, however often it is closed. */
  ui_close (reveal);
  ui_press (ui_find_window (QUESTION), "Close and Lose Value");
  ui_wait_no_window (REVEAL);
  g_assert_null (ui_look_window (QUESTION));
  assert_dots (label); /* of the value nothing is left */
  g_object_unref (label);

  /* It was given up knowingly: nobody asks again. */
  ui_settle ();
  g_assert_null (ui_look (ui->window, GTK_TYPE_BUTTON, "Delete It"));
}

static void
test_save_from_the_question (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "from the question");
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);

  ui_close (reveal);
  ui_press (ui_find_window (QUESTION), "Save to Keyring");
  ui_wait_text (reveal, "In your keyring as");
  g_assert_true (
      fixture_lookup_is ("description", "from the question", tessera_secret_peek (value)));
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
}

/* Closing the main window, or quitting, meanwhile. */
static void
test_main_window_asks (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "main window");

  ui_close (ui->window);
  ui_press (ui_find_window (QUESTION), "Keep Open");
  ui_wait_no_window (QUESTION);
  g_action_group_activate_action (G_ACTION_GROUP (ui->application), "quit", NULL);
  ui_press (ui_find_window (QUESTION), "Keep Open");
  ui_wait_no_window (QUESTION);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (ui->window)));

  ui_press (reveal, "Copy");
  ui_close (ui->window);
  ui_wait_no_window (REVEAL);
  ui_wait_no_window ("Tessera");
  g_assert_null (ui_look_window (QUESTION));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/reveal/show", test_show);
  ui_add ("/reveal/copy", test_copy);
  ui_add ("/reveal/lease", test_lease);
  ui_add ("/reveal/copy-again", test_copy_again);
  ui_add ("/reveal/clipboard-managers", test_clipboard_managers);
  ui_add ("/reveal/seconds", test_seconds);
  ui_add ("/reveal/save-first", test_save_first);
  ui_add ("/reveal/show-now", test_show_now);
  ui_add ("/reveal/save", test_save);
  ui_add ("/reveal/close-asks", test_close_asks);
  ui_add ("/reveal/save-from-the-question", test_save_from_the_question);
  ui_add ("/reveal/main-window-asks", test_main_window_asks);
  return ui_run ();
}

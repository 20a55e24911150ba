/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keyrings that are not there, locked or dying: each is told, and nothing is lost. */

#include "app/tokens/tokens-page.h"
#include "await.h"
#include "host.h"
#include "keyring-fixture.h"
#include "ui-fixture.h"

#define REVEAL "Token Created"

static gboolean
can_save (gpointer reveal)
{
  return ui_look (reveal, GTK_TYPE_BUTTON, "Save to Keyring") != NULL;
}

/* After a failure: it was said, the window is still there with the value, and copying works. */
static void
assert_still_there (gpointer reveal, const char *words)
{
  g_autoptr (TesseraSecret) value = NULL;

  ui_wait_banner (reveal, words);
  test_wait_until ("saving to be offered again", can_save, reveal);
  value = ui_get_value (reveal);
  g_assert_cmpuint (tessera_secret_get_length (value), ==, 88);
  ui_press (reveal, "Copy");
  ui_wait_text (reveal, "Copied.");
}

static void
assert_saves (gpointer reveal, const char *description)
{
  g_autoptr (TesseraSecret) value = ui_get_value (reveal);

  ui_press (reveal, "Save to Keyring");
  ui_wait_text (reveal, "In your keyring as");
  g_assert_false (ui_has_banner (reveal));
  g_assert_true (fixture_lookup_is ("description", description, tessera_secret_peek (value)));
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
}

static void
test_dismissed (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "dismissed");

  fixture_lock_keyring ();
  ui_press (reveal, "Save to Keyring");
  ui_wait_text (reveal, "Saving…");
  fixture_dismiss_prompt ();
  assert_still_there (reveal, "its prompt was closed");

  ui_press (reveal, "Save to Keyring");
  fixture_answer_prompt ();
  ui_wait_text (reveal, "In your keyring as");
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
}

static gboolean
has_more_sign_ins (gpointer before)
{
  return fixture_count ("xdg:schema", "io.github.tessera.SignIn") > GPOINTER_TO_UINT (before);
}

/* The same when it was to be saved before it is shown: it is shown, and can be saved again. */
static void
test_dismissed_first (Ui *ui)
{
  guint before = fixture_count ("xdg:schema", "io.github.tessera.SignIn");
  gpointer reveal;

  ui_connect (ui);
  test_wait_until ("the sign-in to be kept", has_more_sign_ins, GUINT_TO_POINTER (before));
  fixture_lock_keyring ();
  ui_open_new_token (ui);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")),
                         "dismissed first");
  ui_tick (ui, "Read, Buckets");
  reveal = ui_generate (ui);
  ui_wait_text (reveal, "Saving to the keyring…");
  fixture_dismiss_prompt ();
  ui_wait_banner (reveal, "its prompt was closed");
  ui_close (reveal);
  ui_press (ui_find_window ("Close Without Saving the Value?"), "Keep Open");

  fixture_start_keyring (TRUE);
  assert_saves (reveal, "dismissed first");
}

/* While the keyring asks for its password, the window with the value can't be closed by mistake. */
static void
test_close_while_saving (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "close while saving");

  fixture_lock_keyring ();
  ui_press (reveal, "Save to Keyring");
  fixture_wait_for_prompt ();
  ui_close (reveal);
  ui_close (ui->window);
  ui_settle ();
  g_assert_true (ui_look_window (REVEAL) == reveal);
  fixture_answer_prompt ();
  ui_wait_text (reveal, "In your keyring as");
  ui_close (reveal);
  ui_wait_no_window (REVEAL);
}

static void
test_killed (Ui *ui)
{
  gpointer reveal = ui_make_unsaved (ui, "killed");

  fixture_lock_keyring ();
  ui_press (reveal, "Save to Keyring");
  fixture_wait_for_prompt ();
  fixture_kill_keyring ();
  assert_still_there (reveal, "The keyring stopped unexpectedly");

  fixture_start_keyring (TRUE);
  assert_saves (reveal, "killed");
}

static gboolean
is_decided (gpointer data)
{
  Ui *ui = data;

  return ui_look (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL) != NULL ||
         ui_look (ui->window, GTK_TYPE_BUTTON, "Try Again") != NULL;
}

/* A remembered connection, and the keyring is locked at the start. */
static void
test_locked_at_the_start (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_wait_sign_in_kept (host->address);
  fixture_lock_keyring ();
  ui_restart (ui);
  fixture_dismiss_prompt ();
  ui_wait_text (ui->window, "Not Connected");
  ui_wait_text (ui->window, "its prompt was closed");
  /* A key that was meant for the first prompt may reach the next one: then once more. */
  do
    {
      ui_press (ui->window, "Try Again");
      fixture_answer_prompt ();
      test_wait_until ("what came of the answer", is_decided, ui);
    }
  while (ui_look (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL) == NULL);
  ui_wait_tokens (ui);
  test_host_free (host);
}

/* With no keyring at all: connecting works, saving tells, and the value can be copied. */
static void
test_none (Ui *ui)
{
  gpointer reveal;

  /* It is told before somebody counts on it. */
  ui_wait_banner (ui->window, "No keyring is available on this desktop.");
  reveal = ui_make_any (ui, "none");
  assert_still_there (reveal, "No keyring is available on this desktop.");
  ui_wait_banner (ui->window, "You are connected, but Tessera will have to ask");
  ui_wait_banner (ui->window, "No keyring is available on this desktop.");
  ui_press (reveal, "Save to Keyring");
  assert_still_there (reveal, "No keyring is available on this desktop.");
  ui_close (reveal);
  ui_wait_no_window (REVEAL);

  ui_restart (ui);
  ui_wait_text (ui->window, "No keyring is available on this desktop.");
  ui_press (ui->window, "Sign In Again…");
  ui_fill (ui->window, "API Token", tessera_secret_peek (ui_get_server ()->token));
  ui_press (ui->window, "Connect");
  ui_wait_tokens (ui);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0)
    ui_add ("/keyring/none", test_none);
  else
    {
      ui_add ("/keyring/dismissed", test_dismissed);
      ui_add ("/keyring/dismissed-first", test_dismissed_first);
      ui_add ("/keyring/close-while-saving", test_close_while_saving);
      ui_add ("/keyring/killed", test_killed);
      ui_add ("/keyring/locked-at-the-start", test_locked_at_the_start);
    }
  return ui_run ();
}

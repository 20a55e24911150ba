/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/output.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "tessera-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CLEAR_SECONDS 30

/* A program with access to a desktop's clipboard. The value goes through its standard input. */
typedef struct
{
  const char *display; /* the variable that is set if the desktop is running */
  const char *copy[4];
  const char *paste[5];
} Clipboard;

static const Clipboard clipboards[] = {
  { "WAYLAND_DISPLAY", { "wl-copy" }, { "wl-paste", "--no-newline" } },
  { "DISPLAY",
    { "xclip", "-selection", "clipboard" },
    { "xclip", "-selection", "clipboard", "-o" } },
  { "DISPLAY", { "xsel", "--clipboard", "--input" }, { "xsel", "--clipboard", "--output" } },
};

static const Clipboard *
find_clipboard (GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (clipboards); i++)
    {
      g_autofree char *program = g_find_program_in_path (clipboards[i].copy[0]);

      if (g_getenv (clipboards[i].display) != NULL && program != NULL)
        return &clipboards[i];
    }
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
      _ ("The clipboard can’t be accessed from here. Install wl-clipboard, xclip, or xsel and run "
         "this command in a terminal on your desktop, or use “tessera-cli keyring show”."));
  return NULL;
}

static gboolean
copy_text (const Clipboard *clipboard, const char *text, GError **error)
{
  /* Some of these programs stay in the background, and would keep an output pipe open. */
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (clipboard->copy,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                             G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                         error);
  GOutputStream *input = process != NULL ? g_subprocess_get_stdin_pipe (process) : NULL;

  return process != NULL &&
         g_output_stream_write_all (input, text, strlen (text), NULL, NULL, error) &&
         g_output_stream_close (input, NULL, error) &&
         g_subprocess_wait_check (process, NULL, error);
}

static gboolean
still_holds (const Clipboard *clipboard, TesseraSecret *value)
{
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      clipboard->paste, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  gsize length = tessera_secret_get_length (value);
  char *buffer = g_malloc0 (length + 2);
  gsize got = 0;
  gboolean same;

  /* Reads one byte more than the value has, to notice a longer text. */
  if (process != NULL)
    g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), buffer, length + 1, &got, NULL,
                             NULL);
  same = got == length && memcmp (buffer, tessera_secret_peek (value), length) == 0;
  tessera_wipe (buffer, length + 2);
  g_free (buffer);
  return same;
}

gboolean
cli_keyring_copy (CliCall *call, GError **error)
{
  const char *text = cli_call_get (call, "clear");
  const Clipboard *clipboard;
  guint64 seconds = CLEAR_SECONDS;
  g_autoptr (TesseraKeyringItem) saved = NULL;
  g_autoptr (TesseraSecret) value = NULL;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return cli_usage_error (error, _ ("--clear must be a number of seconds from 0 to 86400."));
  clipboard = find_clipboard (error);
  if (clipboard == NULL ||
      (saved = cli_saved_find_for (call, cli_call_get_arguments (call)[0], error)) == NULL ||
      (value = cli_saved_load (saved, error)) == NULL ||
      !copy_text (clipboard, tessera_secret_peek (value), error))
    return FALSE;
  if (seconds == 0)
    return TRUE;
  cli_tell (ngettext ("Copied. It will be removed from the clipboard in %u second, or as soon as "
                      "you press Ctrl+C.\n",
                      "Copied. It will be removed from the clipboard in %u seconds, or as soon as "
                      "you press Ctrl+C.\n",
                      seconds),
            (guint) seconds);
  cli_sleep ((guint) seconds);
  return !still_holds (clipboard, value) || copy_text (clipboard, "", error);
}

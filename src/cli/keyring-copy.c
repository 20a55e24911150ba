/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/output.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "tessera-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/prctl.h>

#define CLEAR_SECONDS 30

/* A program that has the value in the clipboard for as long as it runs, or as its input is open: so
 * the value is gone when this command is, whatever ended it. The value goes through its standard
 * input. On Wayland that is wl-copy, since nothing of ours has the focus. */

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

static char *
find_own_holder (void)
{
  const char *folder = g_getenv ("TESSERA_LIBEXECDIR");
  g_autofree char *path =
      g_build_filename (folder != NULL ? folder : TESSERA_LIBEXECDIR, "tessera-clipboard", NULL);

  return is_set ("DISPLAY") && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE)
             ? g_steal_pointer (&path)
             : NULL;
}

/* Tells clipboard managers not to keep it; older versions (2.1) can't. */
static gboolean
can_be_sensitive (const char *wl_copy)
{
  const char *const words[] = { wl_copy, "--help", NULL };
  g_autofree char *help = NULL;

  return g_spawn_sync (NULL, (GStrv) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &help,
                       NULL, NULL, NULL) &&
         strstr (help, "--sensitive") != NULL;
}

static GStrv
find_holder (gboolean keep, GError **error)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *wl_copy = is_set ("WAYLAND_DISPLAY") ? g_find_program_in_path ("wl-copy") : NULL;
  g_autofree char *own = wl_copy == NULL ? find_own_holder () : NULL;

  if (wl_copy != NULL)
    {
      g_strv_builder_add (words, wl_copy);
      if (!keep)
        g_strv_builder_add (words, "--foreground");
      if (can_be_sensitive (wl_copy))
        g_strv_builder_add (words, "--sensitive");
    }
  else if (own != NULL)
    {
      g_strv_builder_add (words, own);
      if (keep)
        g_strv_builder_add (words, "--keep");
    }
  else
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("The clipboard can’t be accessed from here. Run this command in a terminal on "
             "your desktop, with wl-clipboard installed on Wayland, or use “tessera-cli "
             "keyring show”."));
      return NULL;
    }
  return g_strv_builder_end (words);
}

static void
end_with_parent (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Waits until the value is in the clipboard. */
static gboolean
wait_until_ready (GSubprocess *holder, GError **error)
{
  char line;
  gssize got = g_input_stream_read (g_subprocess_get_stdout_pipe (holder), &line, 1, NULL, error);

  if (got == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The clipboard did not take the value."));
  return got > 0;
}

static GSubprocess *
start_holder (TesseraSecret *value, gboolean keep, GError **error)
{
  g_auto (GStrv) words = find_holder (keep, error);
  gboolean is_ours = words != NULL && g_str_has_suffix (words[0], "/tessera-clipboard");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE |
      (is_ours ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : G_SUBPROCESS_FLAGS_STDOUT_SILENCE));
  g_autoptr (GSubprocess) holder = NULL;
  GOutputStream *input;

  if (!keep)
    g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  if (words == NULL || (holder = g_subprocess_launcher_spawnv (
                            launcher, (const char *const *) words, error)) == NULL)
    return NULL;
  input = g_subprocess_get_stdin_pipe (holder);
  if (!g_output_stream_write_all (input, tessera_secret_peek (value),
                                  tessera_secret_get_length (value), NULL, NULL, error))
    return NULL;
  if (is_ours ? !g_output_stream_write_all (input, "\n", 1, NULL, NULL, error) ||
                    !wait_until_ready (holder, error)
              : !g_output_stream_close (input, NULL, error) ||
                    (keep && !g_subprocess_wait_check (holder, NULL, error)))
    return NULL;
  return g_steal_pointer (&holder);
}

/* Until something else is copied, the time is up, or a signal comes. */
static gboolean
wait_for_holder (GSubprocess *holder, guint seconds, GError **error)
{
  g_autoptr (GAsyncResult) ended = NULL;

  g_subprocess_wait_async (holder, NULL, cli_wait_cb, &ended);
  for (guint i = 0; i < seconds && ended == NULL && cli_sleep (1); i++)
    ;
  if (ended != NULL)
    return g_subprocess_wait_finish (holder, ended, error) &&
           g_spawn_check_wait_status (g_subprocess_get_status (holder), error);
  g_subprocess_send_signal (holder, SIGTERM);
  cli_wait (&ended);
  return TRUE;
}

static gboolean
copy_value (TesseraSecret *value, guint seconds, GError **error)
{
  g_autoptr (GSubprocess) holder = start_holder (value, seconds == 0, error);

  if (holder == NULL || seconds == 0)
    return holder != NULL;
  cli_tell (ngettext ("Copied. It will be removed from the clipboard in %u second, or as soon as "
                      "you press Ctrl+C.\n",
                      "Copied. It will be removed from the clipboard in %u seconds, or as soon as "
                      "you press Ctrl+C.\n",
                      seconds),
            seconds);
  return wait_for_holder (holder, seconds, error);
}

gboolean
cli_keyring_copy (CliCall *call, GError **error)
{
  const char *text = cli_call_get (call, "clear");
  guint64 seconds = CLEAR_SECONDS;
  g_auto (GStrv) holder = NULL;
  g_autoptr (TesseraKeyringItem) saved = NULL;
  g_autoptr (TesseraSecret) value = NULL;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return cli_usage_error (error, _ ("--clear must be a number of seconds from 0 to 86400."));
  /* Before a password is asked for. */
  holder = find_holder (FALSE, error);
  if (holder == NULL ||
      (saved = cli_saved_find_for (call, cli_call_get_arguments (call)[0], error)) == NULL ||
      (value = cli_saved_load (saved, error)) == NULL)
    return FALSE;
  return copy_value (value, (guint) seconds, error);
}

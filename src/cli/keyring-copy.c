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
#include <unistd.h>

#define CLEAR_SECONDS 30

/* A program that has the value in the clipboard for as long as it runs: so the value is gone when
 * this command is, whatever ended it. The value goes through its standard input. On Wayland that is
 * wl-copy, since nothing of ours has the focus. */
typedef struct
{
  char *program;
  gboolean is_ours;   /* says when it is ready, and ends with its input */
  gboolean is_recent; /* a wl-copy that can hint, and leaves no file behind when a signal ends it */
} Holder;

static void
holder_free (Holder *self)
{
  g_free (self->program);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Holder, holder_free)

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

/* Before 2.2, wl-copy has no option --sensitive, and leaves the value in a file in /tmp when a
 * signal ends it (wl-clipboard issue 79). */
static gboolean
can_hint (const char *wl_copy)
{
  const char *const words[] = { wl_copy, "--help", NULL };
  g_autofree char *help = NULL;

  return g_spawn_sync (NULL, (GStrv) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &help,
                       NULL, NULL, NULL) &&
         strstr (help, "--sensitive") != NULL;
}

static Holder *
holder_new (GError **error)
{
  const char *folder = g_getenv ("TESSERA_LIBEXECDIR");
  g_autofree char *own =
      g_build_filename (folder != NULL ? folder : TESSERA_LIBEXECDIR, "tessera-clipboard", NULL);
  g_autofree char *wl_copy = is_set ("WAYLAND_DISPLAY") ? g_find_program_in_path ("wl-copy") : NULL;
  g_autoptr (Holder) self = g_new0 (Holder, 1);

  if (wl_copy != NULL)
    {
      self->is_recent = can_hint (wl_copy);
      self->program = g_steal_pointer (&wl_copy);
    }
  else if (is_set ("DISPLAY") && g_file_test (own, G_FILE_TEST_IS_EXECUTABLE))
    {
      self->is_ours = TRUE;
      self->program = g_steal_pointer (&own);
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
  return g_steal_pointer (&self);
}

static GStrv
holder_make_words (Holder *self, gboolean keep)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add (words, self->program);
  if (self->is_ours && keep)
    g_strv_builder_add (words, "--keep");
  if (!self->is_ours && !keep)
    g_strv_builder_add (words, "--foreground");
  if (self->is_recent)
    g_strv_builder_add (words, "--sensitive");
  return g_strv_builder_end (words);
}

/* Ctrl+C in the terminal is for this command, which then ends the holder itself. */
static void
leave_group (gpointer unused)
{
  setpgid (0, 0);
}

static void
leave_group_and_end_with_parent (gpointer parent)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != GPOINTER_TO_INT (parent))
    _exit (1);
}

static GSubprocess *
holder_start (Holder *self, gboolean keep, GError **error)
{
  g_auto (GStrv) words = holder_make_words (self, keep);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE |
      (self->is_ours ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : G_SUBPROCESS_FLAGS_STDOUT_SILENCE));

  g_subprocess_launcher_set_child_setup (
      launcher, self->is_recent && !keep ? leave_group_and_end_with_parent : leave_group,
      GINT_TO_POINTER (getpid ()), NULL);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) words, error);
}

/* Waits until the value is in the clipboard, as far as the holder says so. */
static gboolean
holder_hand_over (Holder *self, GSubprocess *process, TesseraSecret *value, gboolean keep,
                  GError **error)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (process);
  char line;
  gssize got;

  if (!g_output_stream_write_all (input, tessera_secret_peek (value),
                                  tessera_secret_get_length (value), NULL, NULL, error))
    return FALSE;
  if (!self->is_ours)
    return g_output_stream_close (input, NULL, error) &&
           (!keep || g_subprocess_wait_check (process, NULL, error));
  if (!g_output_stream_write_all (input, "\n", 1, NULL, NULL, error))
    return FALSE;
  got = g_input_stream_read (g_subprocess_get_stdout_pipe (process), &line, 1, NULL, error);
  if (got == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("The value could not be copied to the clipboard."));
  return got > 0;
}

static void
holder_end (Holder *self, GSubprocess *process)
{
  const char *const clear[] = { self->program, "--clear", NULL };

  if (self->is_ours)
    g_subprocess_send_signal (process, SIGTERM);
  else
    g_spawn_sync (NULL, (GStrv) clear, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                  NULL, NULL);
}

/* Until something else is copied, the time is up, or a signal comes. */
static gboolean
holder_wait (Holder *self, GSubprocess *process, guint seconds, GError **error)
{
  g_autoptr (GAsyncResult) ended = NULL;

  g_subprocess_wait_async (process, NULL, cli_wait_cb, &ended);
  for (guint i = 0; i < seconds && ended == NULL && cli_sleep (1); i++)
    ;
  if (ended != NULL)
    return g_subprocess_wait_finish (process, ended, error) &&
           g_spawn_check_wait_status (g_subprocess_get_status (process), error);
  holder_end (self, process);
  cli_wait (&ended);
  return TRUE;
}

static gboolean
copy_value (Holder *holder, TesseraSecret *value, guint seconds, GError **error)
{
  gboolean keep = seconds == 0;
  g_autoptr (GSubprocess) process = holder_start (holder, keep, error);

  if (process == NULL)
    return FALSE;
  if (!holder_hand_over (holder, process, value, keep, error))
    {
      g_subprocess_force_exit (process);
      return FALSE;
    }
  if (keep)
    return TRUE;
  cli_tell (ngettext ("Copied. It will be removed from the clipboard in %u second, or as soon as "
                      "you press Ctrl+C.\n",
                      "Copied. It will be removed from the clipboard in %u seconds, or as soon as "
                      "you press Ctrl+C.\n",
                      seconds),
            seconds);
  return holder_wait (holder, process, seconds, error);
}

gboolean
cli_keyring_copy (CliCall *call, GError **error)
{
  const char *text = cli_call_get (call, "clear");
  guint64 seconds = CLEAR_SECONDS;
  g_autoptr (Holder) holder = NULL;
  g_autoptr (TesseraKeyringItem) saved = NULL;
  g_autoptr (TesseraSecret) value = NULL;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return cli_usage_error (error, _ ("--clear must be a number of seconds from 0 to 86400."));
  /* Before a password is asked for. */
  holder = holder_new (error);
  if (holder == NULL ||
      (saved = cli_saved_find_for (call, cli_call_get_arguments (call)[0], error)) == NULL ||
      (value = cli_saved_load (saved, error)) == NULL)
    return FALSE;
  return copy_value (holder, value, (guint) seconds, error);
}

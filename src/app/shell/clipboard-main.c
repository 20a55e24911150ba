/* SPDX-License-Identifier: GPL-3.0-or-later */

/* tessera-clipboard [--keep]: has the secret that it reads from standard input, one line, in the
 * clipboard until the input ends. The command starts it: when the command is gone, for whatever
 * reason, so is the secret. With --keep it stays until something else is copied. It prints an empty
 * line when the secret is there. */

#include "app/widgets/clipboard.h"

#include <glib-unix.h>
#include <gtk/gtk.h>
#include <unistd.h>

#define LONGEST 8192

static TesseraSecret *
read_secret (void)
{
  char buffer[LONGEST];
  gsize length = 0;
  TesseraSecret *secret;

  while (length < sizeof buffer && read (STDIN_FILENO, buffer + length, 1) == 1 &&
         buffer[length] != '\n')
    length++;
  secret = length > 0 && length < sizeof buffer ? tessera_secret_new_length (buffer, length) : NULL;
  tessera_wipe (buffer, sizeof buffer);
  return secret;
}

static gboolean
input_cb (int fd, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
seconds_cb (TesseraClipboardLease *lease, GParamSpec *pspec, GMainLoop *loop)
{
  if (tessera_clipboard_lease_get_seconds_left (lease) == 0)
    g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  gboolean keep = argc == 2 && g_str_equal (argv[1], "--keep");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TesseraSecret) secret = NULL;
  g_autoptr (TesseraClipboardLease) lease = NULL;
  GdkClipboard *clipboard;

  tessera_secret_protect_process ();
  /* A Wayland client can offer something only while it has the focus. */
  gdk_set_allowed_backends ("x11");
  secret = read_secret ();
  if (secret == NULL || !gtk_init_check ())
    return 1;
  clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  lease = tessera_clipboard_copy_secret (clipboard, secret, G_MAXUINT);
  g_signal_connect (lease, "notify::seconds-left", G_CALLBACK (seconds_cb), loop);
  if (keep)
    setsid ();
  else
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, loop);
  gdk_display_sync (gdk_display_get_default ());
  g_print ("\n");
  g_main_loop_run (loop);
  tessera_clipboard_take_back (clipboard);
  gdk_display_sync (gdk_display_get_default ());
  return 0;
}

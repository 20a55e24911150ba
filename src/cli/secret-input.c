/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/secret-input.h"

#include "cli/call.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LARGEST 65536 /* bytes; a token has about 90 */

/* Reads up to the first end of a line into @buffer; returns how much, or -1. */
static gssize
read_line (int fd, char *buffer)
{
  gsize length = 0;

  while (length < LARGEST)
    {
      gssize got = read (fd, buffer + length, LARGEST - length);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0)
        break;
      length += (gsize) got;
      if (memchr (buffer, '\n', length) != NULL)
        break;
    }
  return (gssize) length;
}

static TesseraSecret *
read_from (int fd, const char *name, const char *what, GError **error)
{
  char *buffer = g_malloc (LARGEST + 1);
  gssize length = read_line (fd, buffer);
  int cause = errno;
  TesseraSecret *secret = NULL;

  if (length >= 0)
    {
      buffer[length] = '\0';
      length = (gssize) strcspn (buffer, "\r\n");
    }
  if (length > 0 && g_utf8_validate (buffer, length, NULL))
    secret = tessera_secret_new_length (buffer, (gsize) length);
  else if (length < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (cause), "%s can’t be read: %s.", name,
                 g_strerror (cause));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "There is no %s in %s: its first line is empty or no text.", what, name);
  tessera_wipe (buffer, LARGEST + 1);
  g_free (buffer);
  return secret;
}

static TesseraSecret *
read_from_terminal (const char *what, GError **error)
{
  struct termios before, hidden;
  TesseraSecret *secret;

  g_printerr ("%s: ", what);
  tcgetattr (STDIN_FILENO, &before);
  hidden = before;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  secret = read_from (STDIN_FILENO, "what was typed", what, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return secret;
}

TesseraSecret *
cli_secret_read (const char *path, const char *what, GError **error)
{
  g_autofree char *name = g_strdup_printf ("“%s”", path);
  TesseraSecret *secret;
  int fd;

  if (g_str_equal (path, "-"))
    return isatty (STDIN_FILENO) ? read_from_terminal (what, error)
                                 : read_from (STDIN_FILENO, "standard input", what, error);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   "The file with the %s, %s, can’t be opened: %s.", what, name,
                   g_strerror (errno));
      return NULL;
    }
  secret = read_from (fd, name, what, error);
  close (fd);
  return secret;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/input.h"

#include "cli/output.h"
#include "cli/wait.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LARGEST 65536 /* bytes; a token has about 90 */

/* Reads at least up to the first newline; returns the length of all that was read, or -1. Ctrl+C
 * ends it. */
static gssize
read_line (int fd, char *buffer, gsize size, GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, FALSE);
  gsize length = 0;

  while (length + 1 < size)
    {
      g_autoptr (GAsyncResult) result = NULL;
      gssize got;

      g_input_stream_read_async (stream, buffer + length, size - 1 - length, G_PRIORITY_DEFAULT,
                                 cli_cancellable (), cli_wait_cb, &result);
      got = g_input_stream_read_finish (stream, cli_wait (&result), error);
      if (got < 0)
        return -1;
      length += (gsize) got;
      if (got == 0 || memchr (buffer, '\n', length) != NULL)
        break;
    }
  buffer[length] = '\0';
  return (gssize) length;
}

static char *
describe_missing (const char *what, const char *name)
{
  if (g_str_equal (what, "password"))
    /* Translators: %s is a file or another source of the input */
    return g_strdup_printf (_ ("There is no password in %s: its first line is empty or not valid "
                               "text."),
                            name);
  if (g_str_equal (what, "value"))
    return g_strdup_printf (_ ("There is no value in %s: its first line is empty or not valid "
                               "text."),
                            name);
  return g_strdup_printf (_ ("There is no token in %s: its first line is empty or not valid text."),
                          name);
}

static const char *
get_prompt (const char *what)
{
  if (g_str_equal (what, "password"))
    return C_ ("prompt", "password: ");
  return g_str_equal (what, "value") ? C_ ("prompt", "value: ") : C_ ("prompt", "token: ");
}

/* A password may begin or end with blanks, but not with a byte order mark. */
static TesseraSecret *
take_secret (const char *line, const char *what)
{
  if (!g_str_equal (what, "password"))
    return tessera_secret_new_pasted (line);
  return tessera_secret_new (line + (g_str_has_prefix (line, "\xef\xbb\xbf") ? 3 : 0));
}

static TesseraSecret *
read_from (int fd, const char *name, const char *what, GError **error)
{
  char *buffer = g_malloc (LARGEST);
  gssize length = read_line (fd, buffer, LARGEST, error);
  g_autoptr (TesseraSecret) secret = NULL;

  if (length < 0)
    /* Translators: what could not be read; the reason follows */
    g_prefix_error (error, _ ("%s can’t be read: "), name);
  else if (tessera_text_is_utf16 (buffer, (gsize) length))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("%s is UTF-16 or isn’t a text file. Save it as UTF-8 and try again."), name);
  else
    {
      buffer[strcspn (buffer, "\r\n")] = '\0';
      if (g_utf8_validate (buffer, -1, NULL))
        secret = take_secret (buffer, what);
      if (secret == NULL || tessera_secret_get_length (secret) == 0)
        {
          g_autofree char *text = describe_missing (what, name);

          g_clear_pointer (&secret, tessera_secret_unref);
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
        }
    }
  tessera_wipe (buffer, LARGEST);
  g_free (buffer);
  return g_steal_pointer (&secret);
}

static TesseraSecret *
read_from_terminal (const char *prompt, const char *what, GError **error)
{
  struct termios before, hidden;
  TesseraSecret *secret;

  /* Echo is turned off before the question is shown, so that no answer can come too early. */
  tcgetattr (STDIN_FILENO, &before);
  hidden = before;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  cli_tell ("%s", prompt);
  secret = read_from (STDIN_FILENO, _ ("the terminal input"), what, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  cli_tell ("\n");
  return secret;
}

TesseraSecret *
cli_secret_read (const char *path, const char *what, GError **error)
{
  g_autofree char *name = g_strdup_printf ("“%s”", path);
  TesseraSecret *secret;
  int fd;

  if (g_str_equal (path, "-"))
    return isatty (STDIN_FILENO) ? read_from_terminal (get_prompt (what), what, error)
                                 : read_from (STDIN_FILENO, _ ("standard input"), what, error);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("%s can’t be opened: %s."),
                   name, g_strerror (errno));
      return NULL;
    }
  secret = read_from (fd, name, what, error);
  close (fd);
  return secret;
}

TesseraSecret *
cli_password_choose (GError **error)
{
  for (;;)
    {
      g_autoptr (TesseraSecret) first =
          read_from_terminal (get_prompt ("password"), "password", error);
      g_autoptr (TesseraSecret) again = NULL;

      if (first != NULL)
        again = read_from_terminal (C_ ("prompt", "password again: "), "password", error);
      if (again == NULL)
        return NULL;
      if (tessera_secret_equal (first, again))
        return g_steal_pointer (&first);
      cli_warn (_ ("The two passwords are not the same."));
    }
}

char *
cli_text_read (const char *question, GError **error)
{
  char line[1024];
  gssize length;

  do
    {
      cli_tell ("%s", question);
      length = read_line (STDIN_FILENO, line, sizeof line, error);
      if (length == 0)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
      if (length <= 0)
        return NULL;
      g_strstrip (line);
    }
  while (*line == '\0');
  return g_strdup (line);
}

gboolean
cli_ask (const char *question)
{
  char answer[64];

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    return FALSE;
  cli_tell ("%s [y/N] ", question);
  return read_line (STDIN_FILENO, answer, sizeof answer, NULL) > 0 &&
         g_ascii_tolower (*answer) == 'y';
}

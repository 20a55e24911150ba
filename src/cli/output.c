/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include "core/base/text.h"
#include "tessera-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static gboolean had_no_output;

void
cli_output_prepare (void)
{
  had_no_output = fcntl (STDOUT_FILENO, F_GETFD) < 0;
  /* open() returns the lowest free descriptor: one call for each missing one. */
  for (int fd = open ("/dev/null", O_RDWR); fd >= 0; fd = open ("/dev/null", O_RDWR))
    if (fd > STDERR_FILENO)
      {
        close (fd);
        break;
      }
}

gboolean
cli_output_check (GError **error)
{
  if (!had_no_output)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED,
               _ ("There is no standard output to write to. Nothing was done."));
  return FALSE;
}

gboolean
cli_output_is_terminal (void)
{
  return isatty (STDOUT_FILENO);
}

static gboolean
write_all (const char *text, gsize length)
{
  while (length > 0)
    {
      gssize written = write (STDOUT_FILENO, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      text += written;
      length -= (gsize) written;
    }
  return TRUE;
}

gboolean
cli_output_write (GString *text, GError **error)
{
  gboolean written = cli_output_check (error);

  if (written && !write_all (text->str, text->len))
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("Can’t write to standard output: %s."), g_strerror (errno));
      written = FALSE;
    }
  tessera_wipe (text->str, text->allocated_len);
  g_string_free (text, TRUE);
  return written;
}

gboolean
cli_output_secret (TesseraSecret *secret, GError **error)
{
  GString *text = g_string_sized_new (tessera_secret_get_length (secret) + 2);

  g_string_append (text, tessera_secret_peek (secret));
  g_string_append_c (text, '\n');
  return cli_output_write (text, error);
}

/* The texts include names and messages from servers, and a terminal would interpret control
 * characters in them. Newlines are kept. */
static void print_message (const char *before, const char *format, va_list arguments)
    G_GNUC_PRINTF (2, 0);

static void
print_message (const char *before, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);

  g_printerr ("%s", before);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = tessera_text_one_line (lines[i]);

      g_printerr ("%s%s", i > 0 ? "\n" : "", line);
    }
}

void
cli_tell (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_message ("", format, arguments);
  va_end (arguments);
}

void
cli_warn (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_message ("Warning: ", format, arguments);
  va_end (arguments);
  g_printerr ("\n");
}
